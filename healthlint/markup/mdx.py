"""Reads mdx."""

from __future__ import annotations

from healthlint.markup.model import Markup
from healthlint.markup.text import read_text


def read_mdx(text: str) -> Markup:
    """Read mdx as plain text until its own reader is in place."""
    return read_text(text)
