"""Reads markdown."""

from __future__ import annotations

from healthlint.markup.model import Markup
from healthlint.markup.text import read_text


def read_markdown(text: str) -> Markup:
    """Read markdown as plain text until its own reader is in place."""
    return read_text(text)
