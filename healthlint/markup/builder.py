"""Writes prose block by block and keeps where each character comes from."""

from __future__ import annotations

from typing import TypeVar

from healthlint import expressions as re
from healthlint.markup.model import (
    HEADING,
    PARAGRAPH,
    Block,
    Comment,
    FrontMatter,
    Insert,
    Link,
    Mark,
    Markup,
    Piece,
    Place,
)
from healthlint.values import NamedTuple, new

#: Characters that nobody sees: soft hyphen, zero-width space, non-joiner and joiner, word joiner, zero-width
#: no-break space (Unicode Standard 15.0, section 23.2).
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
INVISIBLE = re.compile(f"[{_INVISIBLE}]+")

#: One of them, the word joiner: readers put it where something is to be left out.
FILLER = "\u2060"

#: No heading is longer, in characters: some publishers have a whole article on a heading's line.
_LONGEST_HEADING = 250


class Shape(NamedTuple):
    """What a block is, before its prose is known; the fields mean what they mean in `Block`."""

    role: str
    level: int = 0
    label: str = ""
    table: int = -1
    row: int = -1
    column: int = -1
    quoted: bool = False


class Builder:
    """Collects prose in reading order: `begin` a block, `add` or `put` into it, `end` it, at last `finish`.

    White space at both ends of a block is left out, and so is a block that holds nothing else. Line ends must
    have become spaces before they come here.
    """

    __slots__ = (
        "_at",
        "_origin",
        "_parts",
        "_pieces",
        "_run",
        "_shape",
        "blocks",
        "comments",
        "floor",
        "front_matter",
        "has_invisible",
        "inserts",
        "is_open",
        "links",
        "marks",
        "places",
        "size",
    )

    def __init__(self, text: str) -> None:
        """Start with no prose; `text` is the whole source."""
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.marks: list[Mark] = []
        self.comments: list[Comment] = []
        self.inserts: list[Insert] = []
        self.places: list[Place] = []
        self.front_matter: FrontMatter | None = None
        #: How many characters of prose there are.
        self.size = 0
        #: Where the open block's prose starts.
        self.floor = 0
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._shape = Shape("")
        self.is_open = False
        # The piece being written, while prose and source run alike: the prose and source offset of its start,
        # and the source offset that would continue it.
        self._run = 0
        self._origin = 0
        self._at = -1
        #: Whether to look for characters to leave out.
        self.has_invisible = not text.isascii() and any(character in text for character in _INVISIBLE)

    def expect_fillers(self, text: str) -> None:
        """Take notice that strings come from this text, in which `FILLER` may stand."""
        self.has_invisible = self.has_invisible or FILLER in text

    def begin(self, shape: Shape) -> None:
        """Open a block; the one that was open ends."""
        if self.is_open:
            self.end()
        self._shape = shape
        self.is_open = True
        size = self.size
        if self.blocks:
            length = size - self._run
            if length:
                self._pieces.append(new(Piece, (self._run, length, self._origin, length)))
            self._parts.append("\n")
            self.size = self._run = size = size + 1
            self._at = -1
        self.floor = size

    def end(self) -> bool:
        """Close the open block, if there is one; whether it held prose."""
        if not self.is_open:
            return False
        self.is_open = False
        floor = self.floor
        if self.size > floor and self._parts[-1][-1].isspace():
            self._trim()
        size = self.size
        if size == floor:
            if self.blocks:
                self._parts.pop()
                self.size = self._run = size - 1
            return False
        role, level, label, table, row, column, quoted = self._shape
        if role == HEADING and size - floor > _LONGEST_HEADING:
            role, level = PARAGRAPH, 0
        self.blocks.append(new(Block, (role, floor, size, level, label, table, row, column, quoted)))
        return True

    def add(self, string: str, start: int) -> None:
        """Write `string`, which stands in the source from `start` on, character for character."""
        if self.has_invisible and not string.isascii() and INVISIBLE.search(string) is not None:
            at = 0
            for match in INVISIBLE.finditer(string):
                self._add_visible(string[at : match.start()], start + at)
                at = match.end()
            self._add_visible(string[at:], start + at)
        elif string:
            size = self.size
            if size == self.floor and string[0].isspace():
                self._add_visible(string, start)
                return
            if start != self._at:
                length = size - self._run
                if length:
                    self._pieces.append(new(Piece, (self._run, length, self._origin, length)))
                    self._run = size
                self._origin = start
            self._parts.append(string)
            length = len(string)
            self.size = size + length
            self._at = start + length

    def _add_visible(self, string: str, start: int) -> None:
        """Write a part of a string: no white space where the block starts or where some stands already."""
        if string[:1].isspace() and self.ends_with_space():
            stripped = string.lstrip() if self.size == self.floor else string.lstrip(" ")
            start += len(string) - len(stripped)
            string = stripped
        if string:
            if start != self._at:
                self._close_run()
                self._origin = start
            self._parts.append(string)
            self.size += len(string)
            self._at = start + len(string)

    def space(self, start: int, end: int) -> None:
        """Write a space for source [start, end), which is white space."""
        if end - start == 1:
            self.add(" ", start)
        else:
            self.put(" ", start, end)

    def put(self, string: str, start: int, end: int) -> None:
        """Write `string`, which as a whole stands for source [start, end)."""
        if self.size == self.floor:
            string = string.lstrip()
        if self.has_invisible or not string.isascii():
            string = INVISIBLE.sub("", string)
        if not string:
            return
        self._close_run()
        self._pieces.append(Piece(self.size, len(string), start, end - start))
        self._parts.append(string)
        self.size += len(string)
        self._run = self.size

    def hard_break(self, start: int, end: int) -> None:
        """Break the line inside the open block, which has prose already; source [start, end) says so."""
        self._trim()
        if self.size > self.floor:
            self.put("\n", start, end)

    def block(self, shape: Shape, string: str, start: int) -> None:
        """Write a whole block whose prose is `string`, which stands in the source from `start` on and has no
        white space at its ends.
        """
        if self.is_open or self.has_invisible:
            self.begin(shape)
            self.add(string, start)
            self.end()
            return
        if self.size > self._run:
            self._close_run()
        size = self.size
        if self.blocks:
            self._parts.append("\n")
            size += 1
        length = len(string)
        self._parts.append(string)
        self._pieces.append(new(Piece, (size, length, start, length)))
        role, level, label, table, row, column, quoted = shape
        self.blocks.append(new(Block, (role, size, size + length, level, label, table, row, column, quoted)))
        self.size = self._run = size + length
        self._at = -1

    def ends_with_space(self) -> bool:
        """Whether the open block is empty or ends with white space."""
        return self.size == self.floor or self._parts[-1][-1].isspace()

    def text_from(self, start: int) -> str:
        """The prose from `start` on."""
        parts: list[str] = []
        at = self.size
        for part in reversed(self._parts):
            if at <= start:
                break
            parts.append(part)
            at -= len(part)
        return "".join(reversed(parts))[start - at :]

    def link(self, start: int, target: str, kind: str = "link") -> None:
        """Make prose from `start` to here a link, if there is any."""
        if self.size > start:
            self.links.append(Link(start, self.size, target, kind))

    def mark(self, start: int, kind: str) -> None:
        """Mark prose from `start` to here, if there is any."""
        if self.size > start:
            self.marks.append(Mark(start, self.size, kind))

    def place(self, name: str) -> None:
        """Name the place of the text that comes next."""
        self.places.append(Place(name, self.size if self.is_open or not self.blocks else self.size + 1))

    def finish(self) -> Markup:
        """All that was written."""
        self.end()
        self._close_run()
        # Tabs came along as they stood: to replace them once is cheaper than to look for them everywhere.
        prose = "".join(self._parts).replace("\t", " ")
        return Markup(
            prose,
            tuple(self.blocks),
            tuple(self._pieces),
            tuple(sorted(self.links)),
            tuple(sorted(self.marks)),
            tuple(self.comments),
            tuple(self.inserts),
            self.front_matter,
            tuple(place for place in self.places if place.at < self.size),
        )

    def _close_run(self) -> None:
        length = self.size - self._run
        if length > 0:
            self._pieces.append(new(Piece, (self._run, length, self._origin, length)))
        self._run = self.size
        self._at = -1

    def _trim(self) -> None:
        """Take white space off the end of the open block, and whatever speaks of it."""
        size = self.size
        parts = self._parts
        while size > self.floor:
            part = parts[-1]
            stripped = part.rstrip()
            if len(stripped) == len(part):
                break
            size -= len(part) - len(stripped)
            if stripped:
                parts[-1] = stripped
                break
            parts.pop()
        if size == self.size:
            return
        self.size = size
        if size <= self._run:
            pieces = self._pieces
            while pieces and pieces[-1].prose >= size:
                pieces.pop()
            if pieces and pieces[-1].prose + pieces[-1].length > size:
                prose, length, source, width = pieces.pop()
                kept = size - prose
                pieces.append(Piece(prose, kept, source, kept if length == width else width))
            self._run = size
        self._at = -1
        _clip(self.links, size)
        _clip(self.marks, size)


_Span = TypeVar("_Span", Link, Mark)


def _clip(spans: list[_Span], size: int) -> None:
    """Cut spans off at `size`. They were appended as they closed, so their ends ascend."""
    kept = len(spans)
    while kept and spans[kept - 1].end > size:
        kept -= 1
    spans[kept:] = [span._replace(end=size) for span in spans[kept:] if span.start < size]
