"""Inline prose: what opens a block, what closes it, and what is marked or linked inside it.

The readers of HTML and of Markdown share it, for each holds pieces of the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from healthlint import expressions as re
from healthlint.expressions import lazy
from healthlint.markup.builder import Builder, Shape
from healthlint.markup.model import CAPTION, FRONT_MATTER, HEADING, LIST_ITEM, NAVIGATION, PARAGRAPH, QUOTE
from healthlint.markup.titles import is_lead, is_references
from healthlint.values import NamedTuple

#: A string and the source span [start, end) that it stands for.
Run = tuple[str, int, int]

WHITE = " \t\r\n\f"
_SPACES = re.compile(r"[ \t\r\n\f]{2,}")
_BLANKS = lazy(r"[ \t\f]{2,}")
_ONE_SPACE = str.maketrans("\t\r\n\f", "    ")

#: Alternative texts that say nothing: a file name, or that there is a picture.
_EMPTY_ALT = lazy(
    r"\s*(?:\S+\.(?:jpe?g|png|gif|webp|svg|bmp)"
    r"|(?:image|img|photo|picture|logo|icon|banner|spacer)[\s\d]*)?\s*\Z",
    re.I,
)

#: A paragraph set in bold type, or a bare "References", is a heading below all real ones if it is no longer.
LOWEST_LEVEL = 6
_LONGEST_HEADING = 100


class _Inline(NamedTuple):
    """An open mark or link: where its prose starts in the open block (-1: it has none yet), how many of its
    kind are open, and for a link the target and the kind that `Link` has.
    """

    start: int
    depth: int
    target: str
    link: str


class Flow:
    """Writes prose into a builder, opening blocks as text comes.

    A block takes the shape `override`, or where that is None `default`; the next list item takes `label`.
    """

    __slots__ = (
        "_break_at",
        "_captions",
        "_inline",
        "builder",
        "code",
        "default",
        "is_navigation",
        "is_preformatted",
        "is_quoted",
        "is_unread",
        "label",
        "override",
        "tables",
    )

    def __init__(self, builder: Builder) -> None:
        """Write into `builder`."""
        self.builder = builder
        self.default = Shape(PARAGRAPH)
        self.override: Shape | None = None
        self.label = ""
        #: How many tables there were.
        self.tables = 0
        self.is_quoted = False
        self.is_navigation = False
        self.is_preformatted = False
        #: Text here is for nobody to read.
        self.is_unread = False
        #: How many elements of inline code are open.
        self.code = 0
        self._inline: dict[str, _Inline] = {}
        self._break_at = -1
        self._captions: list[tuple[list[Run], str]] = []

    def begin_for(self, string: str) -> bool:
        """Open a block for a string; False where it is white space, which opens none."""
        if string.isspace():
            return False
        shape = self.override or self.default
        if self.label and shape.role == LIST_ITEM:
            shape = shape._replace(label=self.label)
            self.label = ""
        if self.is_navigation:
            shape = shape._replace(role=NAVIGATION)
        if self.is_quoted:
            shape = shape._replace(quoted=True)
        builder = self.builder
        builder.begin(shape)
        if self._inline:
            for kind, inline in self._inline.items():
                self._inline[kind] = inline._replace(start=builder.floor)
        return True

    def end_block(self) -> None:
        """Close the open block; pictures that stood in it follow as captions."""
        self.code = 0
        builder = self.builder
        if builder.is_open:
            if self._inline:
                for kind, inline in self._inline.items():
                    self._write_inline(kind, inline)
                    self._inline[kind] = inline._replace(start=-1)
            if builder.end() and builder.blocks[-1].role == PARAGRAPH:
                self._promote()
        if self._captions:
            self._write_captions()

    def text(self, string: str, start: int) -> None:
        """Write a string as it stands in the source from `start` on, its white space collapsed."""
        builder = self.builder
        if string[0] in WHITE and builder.ends_with_space():
            stripped = string.lstrip(WHITE)
            start += len(string) - len(stripped)
            string = stripped
        if not _SPACES.search(string):
            builder.add(string.translate(_ONE_SPACE), start)
            return
        at = 0
        for match in _SPACES.finditer(string):
            builder.add(string[at : match.start()].translate(_ONE_SPACE), start + at)
            at = match.end()
            builder.put(" ", start + match.start(), start + at)
        builder.add(string[at:].translate(_ONE_SPACE), start + at)

    def lines(self, string: str, start: int) -> None:
        """Write preformatted text: its line ends stay, other white space collapses."""
        at = 0
        string = string.replace("\r\n", " \n").replace("\r", "\n")
        for match in _BLANKS.finditer(string):
            self.builder.add(string[at : match.start()], start + at)
            at = match.end()
            self.builder.put(" ", start + match.start(), start + at)
        self.builder.add(string[at:], start + at)

    def runs(self, runs: Iterable[Run]) -> None:
        """Write strings, some of which stand for a source that reads otherwise."""
        for string, start, end in runs:
            if len(string) == end - start:
                self.text(string, start)
            else:
                self.builder.put(string.translate(_ONE_SPACE), start, end)

    def front_matter(self, label: str, runs: Iterable[Run]) -> None:
        """Write what a page says of itself in its head."""
        self.end_block()
        self.builder.begin(Shape(FRONT_MATTER, label=label))
        self.runs(runs)
        self.builder.end()

    def caption(self, runs: list[Run], target: str) -> None:
        """Take the alternative text of a picture; inside a block it waits until the block ends."""
        if self.code or self.is_unread or _EMPTY_ALT.match("".join(run[0] for run in runs)):
            return
        self._captions.append((runs, target))
        if not self.builder.is_open:
            self._write_captions()

    def open(self, kind: str, target: str = "", link: str = "link") -> None:
        """Begin a mark, or with the kind "a" a link, which ends the link before it."""
        before = self._inline.get(kind)
        if before is not None:
            if kind != "a":
                self._inline[kind] = before._replace(depth=before.depth + 1)
                return
            self._write_inline(kind, before)
        self._inline[kind] = _Inline(self.builder.size if self.builder.is_open else -1, 1, target, link)

    def close(self, kind: str) -> None:
        """End a mark or link, if it is open."""
        inline = self._inline.get(kind)
        if inline is None:
            return
        if inline.depth > 1:
            self._inline[kind] = inline._replace(depth=inline.depth - 1)
        else:
            del self._inline[kind]
            self._write_inline(kind, inline)

    def gap(self, start: int, end: int) -> None:
        """Leave out source [start, end) and keep the words around it apart."""
        if self.builder.is_open and not self.builder.ends_with_space():
            self.builder.put(" ", start, end)

    def hard_break(self, start: int, end: int) -> None:
        """Break the line; a second break in a row ends a paragraph."""
        builder = self.builder
        if not builder.is_open or self.code or self.is_unread:
            return
        if builder.size == self._break_at:
            if (self.override or self.default).role in (PARAGRAPH, QUOTE):
                self.end_block()
            return
        builder.hard_break(start, end)
        self._break_at = builder.size

    def _write_inline(self, kind: str, inline: _Inline) -> None:
        if inline.start < 0 or not self.builder.is_open:
            return
        if kind != "a":
            self.builder.mark(inline.start, kind)
        elif inline.target:
            self.builder.link(inline.start, inline.target, inline.link)

    def _write_captions(self) -> None:
        captions, self._captions = self._captions, []
        for runs, target in captions:
            self.builder.begin(Shape(CAPTION, quoted=self.is_quoted or self.default.quoted))
            self.runs(runs)
            self.builder.link(self.builder.floor, target, "image")
            self.builder.end()

    def _promote(self) -> None:
        """Make a heading of the last paragraph if that is what its publisher uses it for."""
        builder = self.builder
        block = builder.blocks[-1]
        if block.end - block.start > _LONGEST_HEADING or block.quoted:
            return
        is_strong = any(
            mark.kind == "strong" and mark.start == block.start and mark.end == block.end
            for mark in builder.marks[-3:]
        )
        if is_strong or block.end - block.start < 40:
            text = builder.text_from(block.start)
            is_title = is_strong and text[-1] not in ".!,;…" and "\n" not in text and not is_lead(text)
            if is_title or is_references(text):
                builder.blocks[-1] = block._replace(role=HEADING, level=LOWEST_LEVEL)
