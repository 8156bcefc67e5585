"""Follows the tags of HTML: which block text belongs to, and where that block stands."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from healthlint.markup.builder import FILLER, Shape
from healthlint.markup.flow import Flow, Run
from healthlint.markup.html_elements import CLOSES_HEADING, KINDS, MARKS, Context, OpenList, OpenTable
from healthlint.markup.html_tokens import MARKUP, REFERENCE, attribute, attributes, is_hidden
from healthlint.markup.model import CAPTION, HEADING, LIST_ITEM, QUOTE, TABLE_CELL, Comment

#: On the stack: a paragraph that is not shown.
_HIDDEN = "hidden"


#: A tag with none of these in it hides nothing.
_HIDING = ("hidden", "none", "HIDDEN", "NONE")


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


class Page:
    """Reads HTML into a flow. `feed` it a piece of source at a time; elements last from one to the next."""

    __slots__ = ("_context", "_open", "_stack", "flow", "layout_tables")

    def __init__(self, flow: Flow) -> None:
        """Write into `flow`."""
        self.flow = flow
        #: Tables that only lay out the page: they hold headings or other tables.
        self.layout_tables: set[int] = set()
        self._context = Context()
        # The open elements, each with what held before it; and how many of a name an end tag here may close.
        self._stack: list[tuple[str, Context, dict[str, int]]] = []
        self._open: dict[str, int] = {}

    @property
    def shape(self) -> Shape | None:
        """The shape of text here as HTML has it; None where it has none."""
        return self._context.shape

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
                    inside = base + match.end("name")
                    self._start_tag(name.lower(), match["attributes"], inside, base + start, base + end)
            elif match["raw"] is not None:
                if match["body"] and match["raw"].lower() == "title" and not self.flow.is_unread:
                    self.flow.front_matter("title", resolve(match["body"], base + match.start("body")))
            elif match["comment"] is not None:
                said = match["comment"].replace(FILLER, "").strip()
                comment = Comment(base + start, base + end, said)
                self.flow.builder.comments.append(comment)
        if at < len(text):
            self.text(text[at:], base + at)

    def text(self, string: str, start: int) -> None:
        """Read character data, which stands in the source from `start` on."""
        flow = self.flow
        if flow.code or flow.is_unread or not (flow.builder.is_open or flow.begin_for(string)):
            return
        if flow.is_preformatted:
            flow.lines(string, start)
        elif "&" not in string:
            flow.text(string, start)
        else:
            flow.runs(resolve(string, start))

    def reset(self) -> None:
        """Close every open element."""
        self.flow.end_block()
        if self._stack:
            _, context, self._open = self._stack[0]
            self._open.clear()
            self._stack.clear()
            self._enter(context)

    def _start_tag(self, name: str, inside: str, inside_at: int, start: int, end: int) -> None:
        kind = KINDS.get(name, "")
        flow = self.flow
        if kind == "mark":
            flow.open(MARKS[name])
        elif kind == "a":
            flow.open("a", attribute(inside, "href"))
        elif kind == "br":
            flow.hard_break(start, end)
        elif kind == "img":
            found = {key: (value, at) for key, value, at in attributes(inside)}
            alt, at = found.get("alt", ("", 0))
            flow.caption(list(resolve(alt, inside_at + at)), unescape(found.get("src", ("", 0))[0]))
        elif kind == "code":
            flow.gap(start, end)
            flow.code += 1
        elif kind == "meta":
            found = {key: (value, at) for key, value, at in attributes(inside)}
            if found.get("name", ("", 0))[0].lower() == "description" and "content" in found:
                value, at = found["content"]
                flow.front_matter("description", resolve(value, inside_at + at))
        elif kind:
            flow.end_block()
            if kind in CLOSES_HEADING and self._open.get("heading"):
                self._pop("heading")
            if self._open.get(_HIDDEN):
                self._pop(_HIDDEN)
            depth = len(self._stack)
            if kind != "break":
                self._start_block(kind, name, inside)
            if any(word in inside for word in _HIDING) and is_hidden(inside):
                if name == "p":
                    self._push(_HIDDEN, self._context._replace(is_unread=True))
                elif len(self._stack) > depth:
                    self._enter(self._context._replace(is_unread=True))
        # "Id =" is written nowhere, and to look for it would cost time at every tag.
        if "id=" in inside or "name=" in inside or "ID=" in inside or "NAME=" in inside:
            place = attribute(inside, "id") or (attribute(inside, "name") if kind == "a" else "")
            if place:
                flow.builder.place(place)

    def _start_block(self, kind: str, name: str, inside: str) -> None:
        context = self._context
        if kind == "row":
            self._start_row()
        elif kind == "cell":
            self._start_cell(inside)
        elif kind == "item":
            self._start_item(inside)
        elif kind == "table":
            if context.table is not None:
                self.layout_tables.add(context.table.index)
            self._push(kind, context._replace(table=OpenTable(self.flow.tables), list=None))
            self.flow.tables += 1
        elif kind == "list":
            first = attribute(inside, "start") if name == "ol" else ""
            number = None if name != "ol" else int(first) if first.isdecimal() else 1
            level = 1 if context.list is None else context.list.level + 1
            self._push(kind, context._replace(list=OpenList(level, number)))
        elif kind == "heading":
            if context.table is not None:
                self.layout_tables.add(context.table.index)
            self._push(kind, context._replace(shape=Shape(HEADING, int(name[1]))))
        elif kind == "quote":
            self._push(kind, context._replace(shape=Shape(QUOTE), is_quoted=True))
        elif kind == "caption":
            self._push(name, context._replace(shape=Shape(CAPTION)))
        elif kind == "unread":
            self._push(name, context._replace(is_unread=True))
        elif kind == "pre":
            self._push(kind, context._replace(is_preformatted=True))
        elif name == "nav" or ("navigation" in inside and attribute(inside, "role") == "navigation"):
            self._push(name, context._replace(is_navigation=True))
        else:
            self._push(name, context)

    def _start_item(self, inside: str) -> None:
        items = self._context.list
        if self._open.get("item") and (items is None or items.has_item):
            self._pop("item")
        level, label = 1, ""
        if items is not None:
            level = items.level
            items.has_item = True
            if items.number is not None:
                value = attribute(inside, "value")
                number = int(value) if value.isdecimal() else items.number
                items.number = number + 1
                label = str(number)
        self._push("item", self._context._replace(shape=Shape(LIST_ITEM, level)))
        self.flow.label = label

    def _start_row(self) -> None:
        table = self._context.table
        if table is not None:
            if table.has_cell:
                self._pop("cell")
            table.row += 1
            table.column = -1

    def _start_cell(self, inside: str) -> None:
        table = self._context.table
        if table is None:
            return
        if table.has_cell:
            self._pop("cell")
        table.row = max(table.row, 0)
        table.column += 1
        shape = Shape(TABLE_CELL, 0, "", table.index, table.row, table.column)
        span = attribute(inside, "colspan")
        if span.isdecimal() and len(span) < 4:
            table.column += max(0, int(span) - 1)
        self._push("cell", self._context._replace(shape=shape, list=None), is_scope=True)
        table.has_cell = True

    def _end_tag(self, name: str) -> None:
        kind = KINDS.get(name, "")
        if kind == "mark":
            self.flow.close(MARKS[name])
        elif kind == "a":
            self.flow.close("a")
        elif kind == "code":
            self.flow.code = max(0, self.flow.code - 1)
        elif kind and kind not in ("br", "img", "meta"):
            self.flow.end_block()
            if kind in ("container", "caption", "unread"):
                kind = name
            table = self._context.table
            if table is not None and table.has_cell and kind in ("table", "row", "cell"):
                self._pop("cell")
            if kind == "break" and self._open.get(_HIDDEN):
                self._pop(_HIDDEN)
            if self._open.get(kind):
                self._pop(kind)

    def _push(self, name: str, context: Context, is_scope: bool = False) -> None:
        """Open an element. An end tag inside a scope closes nothing outside it."""
        self._stack.append((name, self._context, self._open))
        self._open[name] = self._open.get(name, 0) + 1
        if is_scope:
            self._open = {}
        self._enter(context)

    def _pop(self, name: str) -> None:
        """Go back to before the innermost element of this name, which is open."""
        popped = ""
        context = self._context
        while popped != name:
            popped, context, self._open = self._stack.pop()
            self._open[popped] -= 1
            if popped == "item" and context.list is not None:
                context.list.has_item = False
            elif popped == "cell" and context.table is not None:
                context.table.has_cell = False
        self._enter(context)

    def _enter(self, context: Context) -> None:
        self._context = context
        flow = self.flow
        flow.override = context.shape
        flow.is_quoted = context.is_quoted
        flow.is_navigation = context.is_navigation
        flow.is_unread = context.is_unread
        flow.is_preformatted = context.is_preformatted
