"""What HTML tags mean for prose: which block text belongs to, what is a link, what nobody reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from healthlint.markup.builder import Builder, Shape
from healthlint.markup.html_tokens import MARKUP, REFERENCE, attribute
from healthlint.markup.html_tokens import attributes as attributes_of
from healthlint.markup.model import (
    CAPTION,
    FRONT_MATTER,
    HEADING,
    LIST_ITEM,
    NAVIGATION,
    PARAGRAPH,
    QUOTE,
    TABLE_CELL,
    Comment,
)

_MARKS = {
    "sup": "superscript",
    "sub": "subscript",
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
}


def _kinds() -> dict[str, str]:
    """What each element is to prose. One that is not here is passed over, as unknown elements are inline."""
    names = {
        "mark": " ".join(_MARKS),
        "code": "code kbd samp tt",
        # Ends the block before it and begins one; holds nothing open.
        "break": "p hr thead tbody tfoot legend summary option optgroup button",
        # Ends a block, and when it closes ends whatever was left open in it.
        "container": "address article aside body center details dialog div fieldset figure footer form header"
        " hgroup html main nav search section",
        "heading": "h1 h2 h3 h4 h5 h6",
        "list": "ul ol menu dir dl",
        "item": "li dt dd",
        "row": "tr",
        "cell": "td th",
        "quote": "blockquote",
        "caption": "caption figcaption",
        # Nobody reads what is in it.
        "unread": "select template svg math noscript object canvas audio video map datalist applet rt rp",
    }
    kinds = {name: kind for kind, some in names.items() for name in some.split()}
    return kinds | {name: name for name in ("a", "br", "img", "meta", "table", "pre")}


_KINDS = _kinds()

#: A heading that was never closed ends where one of these begins.
_CLOSES_HEADING = frozenset(["break", "heading", "list", "item", "table", "row", "cell", "quote", "pre"])

#: Text and the source span [start, end) that it stands for.
Run = tuple[str, int, int]

_WHITE = " \t\r\n\f"
_RUN = re.compile(r"[ \t\r\n\f]{2,}")
_ONE_SPACE = str.maketrans("\t\r\n\f", "    ")

#: Alternative texts that say nothing: a file name, or that there is a picture.
_EMPTY_ALT = re.compile(
    r"\s*(?:\S+\.(?:jpe?g|png|gif|webp|svg|bmp)|(?:image|img|photo|picture|logo|icon|banner|spacer)[\s\d]*)?\s*\Z",
    re.I,
)


def is_html(name: str) -> bool:
    """Whether an element name means something to prose in HTML."""
    return name.lower() in _KINDS


def resolve(string: str, start: int) -> Iterator[Run]:
    """A string, which stands in the source from `start` on, with its character references resolved."""
    at = 0
    for match in REFERENCE.finditer(string):
        character = unescape(match[0])
        if character != match[0]:
            if match.start() > at:
                yield string[at : match.start()], start + at, start + match.start()
            at = match.end()
            yield character, start + match.start(), start + at
    if at < len(string):
        yield string[at:], start + at, start + len(string)


class _List:
    """An open list: its depth, the number of its next item, and whether an item is open."""

    __slots__ = ("has_item", "level", "number")

    def __init__(self, level: int, number: int | None) -> None:
        self.level = level
        self.number = number
        self.has_item = False


class _Table:
    """An open table: which one it is, and where its current cell stands."""

    __slots__ = ("column", "has_cell", "index", "row")

    def __init__(self, index: int) -> None:
        self.index = index
        self.row = -1
        self.column = -1
        self.has_cell = False


class _Inline(NamedTuple):
    """An open mark or link: where its prose starts in the open block (-1: it has none yet), how many of its kind
    are open, and for a link the target and the kind that `Link` has.
    """

    start: int
    depth: int
    target: str
    link: str


class _Context(NamedTuple):
    """What holds at a place in the page. An element that changes it keeps the one to go back to."""

    #: What text here is; None where only the surroundings of the page know.
    shape: Shape | None
    quoted: bool
    is_navigation: bool
    is_unread: bool
    is_preformatted: bool
    list: _List | None
    table: _Table | None
    #: How many elements of a name are open that an end tag here may close.
    open: dict[str, int]


class Page:
    """Writes HTML into a builder. `feed` it a piece of source at a time; open elements last from one to the next.

    `default` is the shape of text that stands in no element with a role of its own.
    """

    def __init__(self, builder: Builder) -> None:
        """Write into `builder`."""
        self.builder = builder
        self.default = Shape(PARAGRAPH)
        #: Tables that only lay out the page: they hold headings or other tables.
        self.layout_tables: set[int] = set()
        self._tables = 0
        self._context = _Context(None, False, False, False, False, None, None, {})
        self._stack: list[tuple[str, _Context]] = []
        self._inline: dict[str, _Inline] = {}
        self._code = 0
        self._break_at = -1
        self._captions: list[tuple[list[Run], str]] = []

    @property
    def is_silent(self) -> bool:
        """Whether text here is no prose."""
        return self._code > 0 or self._context.is_unread

    def feed(self, text: str, base: int) -> None:
        """Read `text`, which stands in the source from `base` on."""
        at = 0
        for match in MARKUP.finditer(text):
            start, end = match.span()
            if start > at:
                self.text(text[at:start], base + at)
            at = end
            name = match["name"]
            if name is not None:
                if match["slash"]:
                    self._end_tag(name.lower())
                else:
                    self._start_tag(
                        name.lower(), match["attributes"], base + start, base + match.end("name"), base + end
                    )
            elif match["raw"] is not None:
                if match["body"] and match["raw"].lower() == "title" and not self._context.is_unread:
                    self._front_matter("title", match["body"], base + match.start("body"))
            elif match["comment"] is not None:
                self.builder.comments.append(Comment(base + start, base + at, match["comment"].strip()))
        if at < len(text):
            self.text(text[at:], base + at)

    def text(self, string: str, start: int) -> None:
        """Read character data, which stands in the source from `start` on."""
        if self._code or self._context.is_unread or not (self.builder.is_open or self.begin_for(string)):
            return
        if self._context.is_preformatted:
            self.builder.add(string.replace("\r\n", " \n").replace("\r", "\n"), start)
        elif "&" not in string:
            self._write(string, start)
        else:
            self._write_runs(resolve(string, start))

    def begin_for(self, string: str) -> bool:
        """Open a block for a string, unless it is white space alone."""
        if string.isspace():
            return False
        context = self._context
        shape = context.shape or self.default
        if shape.label and shape.role == LIST_ITEM:  # only the first block of an item bears its number
            if context.shape is None:
                self.default = shape._replace(label="")
            else:
                self._context = context._replace(shape=shape._replace(label=""))
        if context.is_navigation:
            shape = shape._replace(role=NAVIGATION)
        elif context.quoted and not shape.quoted:
            shape = shape._replace(quoted=True)
        self.builder.begin(shape)
        floor = self.builder.floor
        for kind, inline in self._inline.items():
            self._inline[kind] = inline._replace(start=floor)
        return True

    def end_block(self) -> None:
        """Close the open block; pictures that stood in it follow as captions."""
        self._code = 0
        if self.builder.is_open:
            for kind, inline in self._inline.items():
                self._write_inline(kind, inline)
                self._inline[kind] = inline._replace(start=-1)
            self.builder.end()
        if self._captions:
            captions, self._captions = self._captions, []
            for runs, target in captions:
                self.builder.begin(Shape(CAPTION, quoted=self._context.quoted))
                self._write_runs(runs)
                self.builder.link(self.builder.floor, target, "image")
                self.builder.end()

    def caption(self, runs: list[Run], target: str) -> None:
        """Take the alternative text of a picture; inside a block it waits until the block ends."""
        if not self.is_silent and not _EMPTY_ALT.match("".join(run[0] for run in runs)):
            self._captions.append((runs, target))
            if not self.builder.is_open:
                self.end_block()

    def open_inline(self, kind: str, target: str = "", link: str = "link") -> None:
        """Begin a mark, or with the kind "a" a link, which ends the link before it."""
        before = self._inline.get(kind)
        if before is not None and kind != "a":
            self._inline[kind] = before._replace(depth=before.depth + 1)
            return
        if before is not None:
            self._write_inline(kind, before)
        self._inline[kind] = _Inline(self.builder.size if self.builder.is_open else -1, 1, target, link)

    def close_inline(self, kind: str) -> None:
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

    def table(self) -> int:
        """Count a table, and say which one it is, from 0."""
        self._tables += 1
        return self._tables - 1

    def hard_break(self, start: int, end: int) -> None:
        """Break the line; a second break in a row ends a paragraph."""
        if not self.builder.is_open or self.is_silent:
            return
        if self.builder.size == self._break_at:
            if (self._context.shape or self.default).role in (PARAGRAPH, QUOTE):
                self.end_block()
            return
        self.builder.hard_break(start, end)
        self._break_at = self.builder.size

    def _write_inline(self, kind: str, inline: _Inline) -> None:
        if inline.start < 0 or not self.builder.is_open:
            return
        if kind != "a":
            self.builder.mark(inline.start, kind)
        elif inline.target:
            self.builder.link(inline.start, inline.target, inline.link)

    def _write(self, string: str, start: int) -> None:
        """Write text with its white space collapsed."""
        builder = self.builder
        if string[0] in _WHITE and builder.ends_with_space():
            stripped = string.lstrip(_WHITE)
            start += len(string) - len(stripped)
            string = stripped
        if not _RUN.search(string):
            builder.add(string.translate(_ONE_SPACE), start)
            return
        at = 0
        for match in _RUN.finditer(string):
            builder.add(string[at : match.start()].translate(_ONE_SPACE), start + at)
            at = match.end()
            builder.put(" ", start + match.start(), start + at)
        builder.add(string[at:].translate(_ONE_SPACE), start + at)

    def _write_runs(self, runs: Iterable[Run]) -> None:
        for string, start, end in runs:
            if len(string) == end - start:
                self._write(string, start)
            else:
                self.builder.put(string.translate(_ONE_SPACE), start, end)

    def _front_matter(self, label: str, string: str, start: int) -> None:
        self.end_block()
        self.builder.begin(Shape(FRONT_MATTER, label=label))
        self._write_runs(resolve(string, start))
        self.builder.end()

    def _start_tag(self, name: str, attributes: str, start: int, attributes_at: int, end: int) -> None:
        kind = _KINDS.get(name, "")
        if kind == "mark":
            self.open_inline(_MARKS[name])
        elif kind == "a":
            self.open_inline("a", attribute(attributes, "href"))
        elif kind == "br":
            self.hard_break(start, end)
        elif kind == "img":
            self._picture(attributes, attributes_at)
        elif kind == "code":
            self.gap(start, end)
            self._code += 1
        elif kind == "meta":
            self._meta(attributes, attributes_at)
        elif kind:
            self._start_block(kind, name, attributes)

    def _picture(self, attributes: str, attributes_at: int) -> None:
        alt, target, at = "", "", 0
        for key, value, offset in attributes_of(attributes):
            if key == "alt":
                alt, at = value, attributes_at + offset
            elif key == "src":
                target = unescape(value)
        self.caption(list(resolve(alt, at)), target)

    def _meta(self, attributes: str, attributes_at: int) -> None:
        values = {key: (value, offset) for key, value, offset in attributes_of(attributes)}
        if values.get("name", ("",))[0].lower() == "description" and "content" in values:
            value, offset = values["content"]
            self._front_matter("description", value, attributes_at + offset)

    def _start_block(self, kind: str, name: str, attributes: str) -> None:
        self.end_block()
        context = self._context
        if kind in _CLOSES_HEADING and context.open.get("heading"):
            self._pop("heading")
            context = self._context
        if kind == "break":
            return
        if kind == "row":
            self._start_row()
        elif kind == "cell":
            self._start_cell(attributes)
        elif kind == "table":
            if context.table is not None:
                self.layout_tables.add(context.table.index)
            self._push(kind, context._replace(table=_Table(self.table()), list=None))
        elif kind == "item":
            self._start_item(attributes)
        elif kind == "list":
            number = None
            if name == "ol":
                first = attribute(attributes, "start")
                number = int(first) if first.isdecimal() else 1
            level = 1 if context.list is None else context.list.level + 1
            self._push(kind, context._replace(list=_List(level, number)))
        elif kind == "heading":
            if context.table is not None:
                self.layout_tables.add(context.table.index)
            self._push(kind, context._replace(shape=Shape(HEADING, int(name[1]))))
        elif kind == "quote":
            self._push(kind, context._replace(shape=Shape(QUOTE), quoted=True))
        elif kind == "caption":
            self._push(name, context._replace(shape=Shape(CAPTION)))
        elif kind == "unread":
            self._push(name, context._replace(is_unread=True))
        elif kind == "pre":
            self._push(kind, context._replace(is_preformatted=True))
        else:
            is_navigation = name == "nav" or (
                "navigation" in attributes and attribute(attributes, "role") == "navigation"
            )
            self._push(name, context._replace(is_navigation=True) if is_navigation else context)

    def _start_item(self, attributes: str) -> None:
        context = self._context
        if context.open.get("item") and (context.list is None or context.list.has_item):
            self._pop("item")
            context = self._context
        level, label = 1, ""
        if context.list is not None:
            level = context.list.level
            context.list.has_item = True
            if context.list.number is not None:
                value = attribute(attributes, "value")
                number = int(value) if value.isdecimal() else context.list.number
                context.list.number = number + 1
                label = str(number)
        self._push("item", context._replace(shape=Shape(LIST_ITEM, level, label)))

    def _start_row(self) -> None:
        table = self._context.table
        if table is not None:
            if table.has_cell:
                self._pop("cell")
            table.row += 1
            table.column = -1

    def _start_cell(self, attributes: str) -> None:
        table = self._context.table
        if table is None:
            return
        if table.has_cell:
            self._pop("cell")
        table.row = max(table.row, 0)
        table.column += 1
        shape = Shape(TABLE_CELL, table=table.index, row=table.row, column=table.column)
        span = attribute(attributes, "colspan")
        if span.isdecimal() and len(span) < 4:
            table.column += max(0, int(span) - 1)
        context = self._context
        self._push("cell", context._replace(shape=shape, list=None, open={}))
        table.has_cell = True

    def _end_tag(self, name: str) -> None:
        kind = _KINDS.get(name, "")
        if kind == "mark":
            self.close_inline(_MARKS[name])
        elif kind == "a":
            self.close_inline("a")
        elif kind == "code":
            self._code = max(0, self._code - 1)
        elif kind and kind not in ("br", "img", "meta"):
            self.end_block()
            if kind in ("container", "caption", "unread"):
                kind = name
            table = self._context.table
            if table is not None and table.has_cell and kind in ("table", "row", "cell"):
                self._pop("cell")
            if self._context.open.get(kind):
                self._pop(kind)

    def _push(self, name: str, context: _Context) -> None:
        outer = self._context
        outer.open[name] = outer.open.get(name, 0) + 1
        self._stack.append((name, outer))
        self._context = context

    def _pop(self, name: str) -> None:
        """Go back to before the innermost element of this name, which is open."""
        popped = ""
        while popped != name:
            popped, context = self._stack.pop()
            context.open[popped] -= 1
            if popped == "item" and context.list is not None:
                context.list.has_item = False
            elif popped == "cell" and context.table is not None:
                context.table.has_cell = False
            self._context = context
