"""A file as prose: text, blocks, and an exact way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from healthlint.markup import FORMATS, format_of
from healthlint.values import cached_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.markup.model import Block, Comment, Insert, Link, Mark, Markup
    from healthlint.source import Source


class Document:
    """One file, read: its `source`, its `prose`, the `blocks` of it, and how to get from one to the other.

    Language and rules see prose offsets only; `to_source` turns a prose span into a source span once, at
    the end. All offsets are Unicode code points.
    """

    def __init__(self, source: Source, markup: Markup, format: str) -> None:
        """Take a source, what its markup says, and the format's name: "text", "markdown", "mdx" or "html"."""
        self.source = source
        self.format = format
        self.markup = markup
        self.prose: str = markup.prose
        self.blocks: tuple[Block, ...] = markup.blocks
        self.links: tuple[Link, ...] = markup.links
        self.marks: tuple[Mark, ...] = markup.marks
        self.comments: tuple[Comment, ...] = markup.comments
        self.inserts: tuple[Insert, ...] = markup.inserts
        self._pieces = markup.pieces

    @cached_property
    def front_matter(self) -> dict[str, Any]:
        """The front matter as data; empty where there is none or where it cannot be parsed."""
        if self.markup.front_matter is None:
            return {}
        from healthlint.markup.frontmatter_data import parse

        return parse(self.source.text, self.markup.front_matter)

    @cached_property
    def spaces(self) -> int:
        """How many plain spaces the prose has: nearly as many as words."""
        return self.prose.count(" ")

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [piece.prose for piece in self._pieces]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> int:
        """Index of the block that holds the prose offset (the last one that starts at or before it).

        Raises IndexError where the document has no blocks.
        """
        if not self.blocks:
            raise IndexError("the document has no blocks")
        return max(0, bisect_right(self._block_starts, offset) - 1)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of prose [start, end), end > start: from the source of its first character to the
        end of the source of its last. The caption of a picture stands in the prose after the paragraph that
        the picture stands in; a span over both covers them.

        Raises ValueError for an empty span or one outside the prose.
        """
        if not 0 <= start < end <= len(self.prose):
            raise ValueError(f"no prose span: {start}:{end} of {len(self.prose)}")
        first = self._pieces[bisect_right(self._piece_starts, start) - 1]
        last = self._pieces[bisect_right(self._piece_starts, end - 1) - 1]
        into = start - first.prose
        if into >= first.length:  # a break between blocks: stands for nothing in the source
            source_start = first.source + first.width
        elif first.length == first.width:
            source_start = first.source + into
        else:
            source_start = first.source
        into = end - last.prose
        if last.length == last.width and into <= last.length:
            source_end = last.source + into
        else:
            source_end = last.source + last.width
        if source_end <= source_start:
            return min(source_start, last.source), max(source_end, first.source + first.width)
        return source_start, source_end


def read(source: Source, format: str | None = None) -> Document:
    """Read a source with the reader of the `format`, or of the file name's extension where none is given.

    Raises ValueError for a format that is not one of `FORMATS`. No text makes it raise.
    """
    if format is None:
        format = format_of(source.path)
    elif format not in FORMATS:
        raise ValueError(f"no format {format!r}: must be one of {', '.join(FORMATS)}")
    return Document(source, _reader(format)(source.text), format)


def _reader(format: str) -> Callable[[str], Markup]:
    if format == "text":
        from healthlint.markup.text import read_text

        return read_text
    if format == "html":
        from healthlint.markup.html import read_html

        return read_html
    if format == "mdx":
        from healthlint.markup.mdx import read_mdx

        return read_mdx
    from healthlint.markup.markdown import read_markdown

    return read_markdown
