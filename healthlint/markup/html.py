"""HTML pages and fragments."""

from __future__ import annotations

from healthlint.markup import frontmatter
from healthlint.markup.flow import Flow
from healthlint.markup.html_layout import settle
from healthlint.markup.html_page import Page
from healthlint.markup.model import Markup
from healthlint.markup.templates import hide
from healthlint.markup.urls import with_urls


def read_html(text: str) -> Markup:
    """Read an HTML page or fragment, however broken, which may have front matter and template tags."""
    builder, text = frontmatter.open_text(text)
    text, inserts = hide(text)
    builder.expect_fillers(text)
    builder.inserts += inserts
    flow = Flow(builder)
    page = Page(flow)
    page.feed(text, 0)
    flow.end_block()
    return with_urls(settle(builder.finish(), page.layout_tables))
