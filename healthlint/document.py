"""A file as prose: text, blocks, and an exact way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from healthlint.markup.model import Block, Comment, Link, Mark, Markup
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
        self.prose: str = markup.prose
        self.blocks: tuple[Block, ...] = markup.blocks
        self.links: tuple[Link, ...] = markup.links
        self.marks: tuple[Mark, ...] = markup.marks
        self.comments: tuple[Comment, ...] = markup.comments
        self.front_matter: dict[str, Any] = markup.front_matter
        self._pieces = markup.pieces
        self._piece_starts = [piece.prose for piece in markup.pieces]
        self._block_starts = [block.start for block in markup.blocks]

    def block_at(self, offset: int) -> int:
        """Index of the block that holds the prose offset (the last one that starts at or before it).

        Raises IndexError where the document has no blocks.
        """
        if not self.blocks:
            raise IndexError("the document has no blocks")
        return max(0, bisect_right(self._block_starts, offset) - 1)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of prose [start, end), end > start: from the source of its first character to the
        end of the source of its last.

        Raises ValueError for an empty span or one outside the prose.
        """
        if not 0 <= start < end <= len(self.prose):
            raise ValueError(f"no prose span: {start}:{end} of {len(self.prose)}")
        first = self._pieces[max(0, bisect_right(self._piece_starts, start) - 1)]
        last = self._pieces[max(0, bisect_right(self._piece_starts, end - 1) - 1)]
        if first.length == first.width and start < first.prose + first.length:
            source_start = first.source + start - first.prose
        elif start >= first.prose + first.length:  # a break between blocks: stands for nothing in the source
            source_start = first.source + first.width
        else:
            source_start = first.source
        if last.length == last.width and end <= last.prose + last.length:
            source_end = last.source + end - last.prose
        else:
            source_end = last.source + last.width
        return source_start, source_end
