"""HTML pages and fragments."""

from __future__ import annotations

from healthlint.markup.builder import Builder
from healthlint.markup.html_page import Page
from healthlint.markup.model import Markup


def read_html(text: str) -> Markup:
    """Read an HTML page or fragment, however broken."""
    builder = Builder(text)
    page = Page(builder)
    page.feed(text, 0)
    page.end_block()
    return builder.finish()
