"""Markdown: CommonMark with GitHub's tables, footnotes and alerts, and what publishers add to it."""

from __future__ import annotations

from collections.abc import Callable

from healthlint.markup import frontmatter
from healthlint.markup.flow import LOWEST_LEVEL
from healthlint.markup.markdown_extras import Extras, prepare
from healthlint.markup.markdown_reader import Reader
from healthlint.markup.model import FRONT_MATTER, HEADING, LIST_ITEM, PARAGRAPH, Block, Markup
from healthlint.markup.titles import LONGEST_TITLE, Entry, heading_levels
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
    return with_urls(_with_bare_headings(builder.finish()))


def _with_bare_headings(markup: Markup) -> Markup:
    """Plain text saved as Markdown: where nothing is marked as a heading, lines that look like one are."""
    if any(block.role == HEADING and block.level < LOWEST_LEVEL for block in markup.blocks):
        return markup
    blocks = list(markup.blocks)
    body = [index for index, block in enumerate(blocks) if block.role != FRONT_MATTER]
    levels = heading_levels([_entry(markup.prose, blocks[index]) for index in body])
    for place, level in levels.items():
        blocks[body[place]] = blocks[body[place]]._replace(role=HEADING, level=level)
    return markup._replace(blocks=tuple(blocks))


def _entry(prose: str, block: Block) -> Entry:
    length = block.end - block.start
    is_title = block.role == PARAGRAPH and not block.quoted and length <= LONGEST_TITLE
    text = prose[block.start : block.end] if is_title else ""
    return Entry("" if "\n" in text else text, length, block.role == LIST_ITEM, bool(block.label))
