"""Markdown: CommonMark with GitHub's tables, footnotes and alerts, and what publishers add to it."""

from __future__ import annotations

from collections.abc import Callable

from healthlint.markup import frontmatter
from healthlint.markup.markdown_extras import Extras, prepare
from healthlint.markup.markdown_reader import Reader
from healthlint.markup.model import Markup
from healthlint.markup.urls import with_urls


def read_markdown(text: str) -> Markup:
    """Read Markdown."""
    return read_prepared(text, prepare)


def read_prepared(text: str, prepare: Callable[[str], Extras], has_indented_code: bool = True) -> Markup:
    """Read Markdown that `prepare` makes readable for CommonMark."""
    builder, text = frontmatter.open_text(text)
    extras = prepare(text)
    builder.expect_fillers(extras.text)
    builder.inserts += extras.inserts
    builder.comments += extras.comments
    Reader(builder, text, extras, has_indented_code).read()
    builder.comments.sort()
    return with_urls(builder.finish())
