"""Turns the events of a CommonMark parser into blocks of prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyromark

from healthlint import expressions as re
from healthlint.markup.builder import FILLER, Builder, Shape
from healthlint.markup.flow import Flow, Run
from healthlint.markup.markdown_extras import Extras
from healthlint.markup.model import FOOTNOTE, HEADING, LIST_ITEM, PARAGRAPH, QUOTE, TABLE_CELL
from healthlint.markup.offsets import code_points

if TYPE_CHECKING:
    from healthlint.markup.html_page import Page

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
)

_QUOTE_MARK = re.compile(r"[ \t]*>?[ \t]*")
_PARAGRAPH = Shape(PARAGRAPH)
_ITEM = Shape(LIST_ITEM, 1)

#: How a line begins that its writer takes for an item of a list and CommonMark for part of a paragraph: with
#: a number in brackets or superscript, as references have it, or with a bullet that Markdown does not know.
_LINE_ITEM = re.compile(r"[> \t]*(?:(?P<number>\[\d{1,3}\]|[¹²³⁰⁴-⁹]+)[ \t]?|[•▪◦‣●○■□►➤✓✔✅☑❌✗⭐👉])")

#: What a parser event begins or ends: a name, or a name and what belongs to it.
_Tag = str | Mapping[str, Any]


class Reader:
    """Reads one text into a builder."""

    def __init__(self, builder: Builder, text: str, extras: Extras, has_indented_code: bool) -> None:
        """Take the text as written and as prepared for the parser."""
        self._builder = builder
        self._flow = Flow(builder)
        self._page: Page | None = None
        self._original = text
        self._text = extras.text
        self._extras = extras
        self._has_indented_code = has_indented_code
        self._at = code_points(extras.text)
        self._shapes: list[Shape] = []
        self._numbers: list[int | None] = []
        self._quotes: list[bool] = []
        self._pictures: list[tuple[list[Run], str]] = []
        self._html: list[tuple[str, int]] = []
        self._brackets = extras.brackets
        self._is_code = False
        # Text belongs to a picture, or is MDX indented as code is.
        self._is_special = False
        self._is_callout_head = False
        # Where the open paragraph starts, and what its shape is unless it turns out to be a list.
        self._paragraph = 0
        self._paragraph_shape = _PARAGRAPH
        self._table = self._row = self._column = -1

    def read(self) -> None:
        """Read the whole text."""
        wiki_links = self._extras.wiki_links

        def resolve(link: Mapping[str, Any]) -> tuple[str, str] | None:
            target = wiki_links.get(self._at(link["span"]["start"]))
            return None if target is None else (target, "")

        events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(
            self._text, options=_OPTIONS, broken_link_callback=resolve if wiki_links else None
        )
        write, starts, ends = self._write, _STARTS, _ENDS
        for event, span in events:
            if "Text" in event:
                write(event["Text"], span["start"], span["end"])
            elif event.__class__ is str:
                self._mark(event, span["start"], span["end"])
            elif "Start" in event:
                tag = event["Start"]
                if tag.__class__ is str:
                    starts[tag](self, None, span["start"])
                else:
                    for name, value in tag.items():
                        starts[name](self, value, span["start"])
            elif "End" in event:
                tag = event["End"]
                ends[tag if tag.__class__ is str else next(iter(tag))](self)
            else:
                for kind, value in event.items():
                    self._inline(kind, value, self._at(span["start"]), self._at(span["end"]))
        self._flow.end_block()

    def _write(self, string: str, first: int, last: int) -> None:
        if self._is_code or first == last:  # part of a tab, or nothing
            return
        start = self._at(first)
        if self._is_special:
            end = self._at(last)
            if self._pictures:
                self._pictures[-1][0].append((string, start, end))
            else:
                self._feed(self._extras.html[start:end], start)
            return
        flow, builder = self._flow, self._builder
        if flow.code or flow.is_unread or start in self._brackets:
            return
        if not builder.is_open:
            if not flow.begin_for(string):
                return
        elif string[0] == " " and builder.ends_with_space():
            string = string[1:]
            start += 1
            first += 1
        if (last - first if string.isascii() else self._at(last) - start) == len(string):
            builder.add(string, start)
        else:
            builder.put(string, start, self._at(last))

    def _mark(self, event: str, first: int, last: int) -> None:
        """An event without content: a break or a rule."""
        start = self._at(first)
        if event == "Rule":
            self._flow.end_block()
        elif self._pictures:
            self._pictures[-1][0].append((" ", start, start + 1))
        elif not self._builder.is_open or self._flow.is_unread:
            return
        elif self._is_callout_head:
            self._is_callout_head = False
            self._flow.end_block()
        elif self._is_before_item(self._at(last)):
            self._flow.end_block()
        elif event == "HardBreak":
            self._flow.hard_break(start, self._at(last))
        elif not self._builder.ends_with_space():
            self._builder.add(" ", start)

    def _is_before_item(self, start: int) -> bool:
        """Whether the line at `start` is an item of its own; where a bullet says so, a list item."""
        match = _LINE_ITEM.match(self._text, start)
        if match is None:
            return False
        first = _LINE_ITEM.match(self._text, self._paragraph)
        if match["number"] is not None:
            return first is not None and first["number"] is not None
        if self._flow.default.role == PARAGRAPH:
            blocks = self._builder.blocks
            self._flow.default = _ITEM._replace(quoted=self._flow.default.quoted)
            self._flow.end_block()
            if first is not None and blocks and blocks[-1].role == PARAGRAPH:
                blocks[-1] = blocks[-1]._replace(role=LIST_ITEM, level=1)
        return True

    def _inline(self, kind: str, value: str, start: int, end: int) -> None:
        flow, builder = self._flow, self._builder
        if kind == "Html":
            self._html.append((self._extras.html[start:end], start))
        elif self._pictures:
            return
        elif kind == "InlineHtml":
            self._feed(self._extras.html[start:end], start)
        elif kind == "Code":
            flow.gap(start, end)
        elif (
            kind == "FootnoteReference" and not flow.is_unread and (builder.is_open or flow.begin_for(value))
        ):
            # "[^" and "]" are the only markup around the label.
            before = builder.size
            builder.add(self._text[start + 2 : end - 1], start + 2)
            builder.mark(before, "footnote")

    def _enter(self, shape: Shape) -> None:
        """Begin a block or a container of blocks of this shape."""
        flow = self._flow
        if flow.builder.is_open or flow.code:
            flow.end_block()
        self._shapes.append(flow.default)
        flow.override = None
        flow.default = shape._replace(quoted=True) if self._quotes and self._quotes[-1] else shape

    def _leave(self) -> None:
        flow = self._flow
        flow.end_block()
        flow.default = self._shapes.pop()
        flow.override = None if self._page is None else self._page.shape

    def _start_paragraph(self, value: None, first: int) -> None:
        self._flow.end_block()
        self._paragraph = self._at(first)
        self._paragraph_shape = self._flow.default
        if self._flow.override is not None and self._flow.override.role == HEADING:
            self._reset_html()  # an <h2> that was never closed

    def _end_paragraph(self) -> None:
        self._is_callout_head = False
        self._flow.end_block()
        self._flow.default = self._paragraph_shape

    def _start_heading(self, value: Mapping[str, str], first: int) -> None:
        if self._flow.is_unread:
            self._reset_html()  # a <select> that was never closed
        self._enter(Shape(HEADING, int(value["level"][1])))

    def _start_emphasis(self, value: None, first: int) -> None:
        self._flow.open("emphasis")

    def _end_emphasis(self) -> None:
        self._flow.close("emphasis")

    def _start_strong(self, value: None, first: int) -> None:
        self._flow.open("strong")

    def _end_strong(self) -> None:
        self._flow.close("strong")

    def _start_link(self, value: Mapping[str, Any], first: int) -> None:
        kind = _LINK_KINDS.get(value["link_type"], "link")
        self._flow.open("a", self._target(value["dest_url"], first), kind)

    def _end_link(self) -> None:
        self._flow.close("a")

    def _start_image(self, value: Mapping[str, Any], first: int) -> None:
        self._pictures.append(([], self._target(value["dest_url"], first)))
        self._is_special = True

    def _end_image(self) -> None:
        self._flow.caption(*self._pictures.pop())
        self._is_special = bool(self._pictures)

    def _target(self, target: str, first: int) -> str:
        """The target as written, where template syntax in it was overwritten."""
        if FILLER not in target:
            return target
        start = self._text.find(target, self._at(first))
        return self._original[start : start + len(target)] if start >= 0 else target

    def _start_list(self, value: int | None, first: int) -> None:
        self._flow.end_block()
        self._numbers.append(value)

    def _end_list(self) -> None:
        self._numbers.pop()

    def _start_item(self, value: None, first: int) -> None:
        number = self._numbers[-1]
        if number is not None:
            self._numbers[-1] = number + 1
        self._enter(Shape(LIST_ITEM, len(self._numbers)))
        self._flow.label = "" if number is None else str(number)

    def _start_quote(self, value: str | None, first: int) -> None:
        head = _QUOTE_MARK.match(self._text, self._at(first))
        self._is_callout_head = head is not None and head.end() in self._extras.callouts
        self._quotes.append(not self._is_callout_head)
        self._enter(_PARAGRAPH if self._is_callout_head else Shape(QUOTE))

    def _end_quote(self) -> None:
        self._quotes.pop()
        self._leave()

    def _start_code(self, value: str | Mapping[str, str], first: int) -> None:
        self._flow.end_block()
        self._is_special = value == "Indented" and not self._has_indented_code
        self._is_code = not self._is_special

    def _end_code(self) -> None:
        self._is_code = self._is_special = False
        self._flow.end_block()

    def _start_table(self, value: tuple[str, ...], first: int) -> None:
        self._table, self._row = self._flow.tables, -1
        self._flow.tables += 1

    def _start_row(self, value: None, first: int) -> None:
        self._row += 1
        self._column = -1

    def _start_cell(self, value: None, first: int) -> None:
        self._column += 1
        self._enter(Shape(TABLE_CELL, 0, "", self._table, self._row, self._column))

    def _start_footnote(self, value: str, first: int) -> None:
        self._enter(Shape(FOOTNOTE, 0, value))

    def _start_term(self, value: None, first: int) -> None:
        self._enter(_PARAGRAPH)

    def _start_definition(self, value: None, first: int) -> None:
        self._enter(Shape(LIST_ITEM, 1))

    def _end_html(self) -> None:
        """Read the lines of an HTML block, without the marks of a block quote between them."""
        if not self._html:
            return
        parts = []
        at = base = self._html[0][1]
        for line, start in self._html:
            parts.append(FILLER * (start - at))
            parts.append(line)
            at = start + len(line)
        self._html.clear()
        text = "".join(parts)
        self._builder.expect_fillers(text)
        self._feed(text, base)

    def _feed(self, text: str, base: int) -> None:
        """Read HTML; its reader is loaded for the files that hold some."""
        if self._page is None:
            from healthlint.markup.html_page import Page

            self._page = Page(self._flow)
        self._page.feed(text, base)

    def _reset_html(self) -> None:
        if self._page is not None:
            self._page.reset()

    def _pass(self, value: object = None, first: int = 0) -> None:
        """What begins or ends here means nothing to prose."""


_LINK_KINDS = {"ShortcutUnknown": "wiki", "Autolink": "url"}

#: What to do where a tag of this name starts and where it ends.
_HANDLERS: dict[str, tuple[Callable[..., None], Callable[..., None]]] = {
    "Paragraph": (Reader._start_paragraph, Reader._end_paragraph),
    "Heading": (Reader._start_heading, Reader._leave),
    "Emphasis": (Reader._start_emphasis, Reader._end_emphasis),
    "Strong": (Reader._start_strong, Reader._end_strong),
    "Link": (Reader._start_link, Reader._end_link),
    "Image": (Reader._start_image, Reader._end_image),
    "List": (Reader._start_list, Reader._end_list),
    "Item": (Reader._start_item, Reader._leave),
    "BlockQuote": (Reader._start_quote, Reader._end_quote),
    "CodeBlock": (Reader._start_code, Reader._end_code),
    "Table": (Reader._start_table, Reader._pass),
    "TableHead": (Reader._start_row, Reader._pass),
    "TableRow": (Reader._start_row, Reader._pass),
    "TableCell": (Reader._start_cell, Reader._leave),
    "FootnoteDefinition": (Reader._start_footnote, Reader._leave),
    "DefinitionListTitle": (Reader._start_term, Reader._leave),
    "DefinitionListDefinition": (Reader._start_definition, Reader._leave),
    "DefinitionList": (Reader._pass, Reader._pass),
    "Strikethrough": (Reader._pass, Reader._pass),
    "HtmlBlock": (Reader._pass, Reader._end_html),
}
_STARTS = {name: start for name, (start, _) in _HANDLERS.items()}
_ENDS = {name: end for name, (_, end) in _HANDLERS.items()}
