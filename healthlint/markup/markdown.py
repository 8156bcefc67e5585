"""Markdown: CommonMark with GitHub's tables, footnotes and alerts, and what publishers add to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyromark

from healthlint.markup import frontmatter
from healthlint.markup.builder import Builder, Shape
from healthlint.markup.html_page import Page, Run
from healthlint.markup.markdown_extras import Extras, prepare
from healthlint.markup.model import FOOTNOTE, HEADING, LIST_ITEM, PARAGRAPH, QUOTE, TABLE_CELL, Markup
from healthlint.markup.templates import FILLER
from healthlint.markup.titles import is_references
from healthlint.markup.urls import with_urls

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
)

_LONE_CR = re.compile(r"\r(?!\n)")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_QUOTE_MARKS = re.compile(r"[> \t]*")

_PARAGRAPH = Shape(PARAGRAPH)


#: Headings that publishers only set in bold type, and a bare "References", end with the next real heading.
_LOWEST = 6
_LONGEST_HEADING = 100


def read_markdown(text: str) -> Markup:
    """Read Markdown."""
    return read_prepared(text, prepare)


def read_prepared(text: str, prepare: Callable[[str], Extras], has_indented_code: bool = True) -> Markup:
    """Read Markdown that `prepare` makes readable for CommonMark."""
    if "\r" in text:
        text = _LONE_CR.sub("\n", text)
    try:
        text.encode()
    except UnicodeEncodeError:  # lone surrogates, which only a caller's own string can have
        text = text.encode("utf-8", "replace").decode()
    builder = Builder(text)
    found = frontmatter.find(text)
    if found is not None:
        builder.front_matter, body = found
        frontmatter.write(builder, text, builder.front_matter)
        text = re.sub(r"[^\n]", " ", text[:body]) + text[body:]
    extras = prepare(text)
    builder.has_invisible = builder.has_invisible or FILLER in extras.text
    builder.inserts += extras.inserts
    builder.comments += extras.comments
    _Reader(builder, text, extras, has_indented_code).read()
    builder.comments.sort()
    return with_urls(builder.finish())


#: What a parser event begins or ends: a name, or a name and what belongs to it.
_Tag = str | Mapping[str, Any]


class _Offsets:
    """Byte offsets in the UTF-8 of a text to code points."""

    def __init__(self, text: str) -> None:
        self._after: list[int] = []
        self._extra = [0]
        extra = 0
        for match in _NOT_ASCII.finditer(text):
            code = ord(match[0])
            extra += 1 if code < 0x800 else 2 if code < 0x10000 else 3
            self._after.append(match.end() + extra)
            self._extra.append(extra)

    def __call__(self, offset: int) -> int:
        return offset - self._extra[bisect_right(self._after, offset)]


class _Reader:
    """Turns the events of a CommonMark parser into blocks."""

    def __init__(self, builder: Builder, text: str, extras: Extras, has_indented_code: bool) -> None:
        self._builder = builder
        self._page = Page(builder)
        self._original = text
        self._text = extras.text
        self._extras = extras
        self._has_indented_code = has_indented_code
        self._at: Callable[[int], int] = int if extras.text.isascii() else _Offsets(extras.text)
        self._shapes: list[Shape] = []
        self._numbers: list[int | None] = []
        self._quotes: list[bool] = []
        self._pictures: list[tuple[list[Run], str]] = []
        self._html: list[tuple[str, int]] = []
        self._is_code = False
        self._is_callout_head = False
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
        for event, span in events:
            if event.__class__ is str:
                self._mark(event, span["start"], span["end"])
            elif "Text" in event:
                self._write(event["Text"], span["start"], span["end"])
            else:
                for kind, value in event.items():
                    if kind == "Start":
                        self._start(value, span["start"])
                    elif kind == "End":
                        self._end(value)
                    else:
                        self._inline(kind, value, self._at(span["start"]), self._at(span["end"]))
        self._page.end_block()

    def _write(self, string: str, first: int, last: int) -> None:
        if self._is_code:
            return
        start, end = self._at(first), self._at(last)
        if start in self._extras.brackets:
            return
        if self._pictures:
            self._pictures[-1][0].append((string, start, end))
            return
        page, builder = self._page, self._builder
        if page.is_silent:
            return
        if not builder.is_open:
            if not page.begin_for(string):
                return
        elif string[0] == " " and builder.ends_with_space():
            string = string[1:]
            start += 1
        if end - start == len(string):
            builder.add(string.replace("\n", " "), start)
        else:
            builder.put(string, start, end)

    def _mark(self, event: str, first: int, last: int) -> None:
        """An event without content: a break or a rule."""
        start = self._at(first)
        if event == "Rule":
            self._page.end_block()
        elif self._pictures:
            self._pictures[-1][0].append((" ", start, start + 1))
        elif not self._builder.is_open or self._page.is_silent:
            return
        elif self._is_callout_head:
            self._is_callout_head = False
            self._page.end_block()
        elif event == "HardBreak":
            self._page.hard_break(start, self._at(last))
        elif not self._builder.ends_with_space():
            self._builder.add(" ", start)

    def _inline(self, kind: str, value: str, start: int, end: int) -> None:
        page, builder = self._page, self._builder
        if kind == "Html":
            self._html.append((self._extras.html[start:end], start))
        elif self._pictures:
            return
        elif kind == "InlineHtml":
            page.feed(self._extras.html[start:end], start)
        elif kind == "Code":
            page.gap(start, end)
        elif (
            kind == "FootnoteReference" and not page.is_silent and (builder.is_open or page.begin_for(value))
        ):
            # "[^" and "]" are the only markup around the label.
            before = builder.size
            builder.add(self._text[start + 2 : end - 1], start + 2)
            builder.mark(before, "footnote")

    def _start(self, tag: _Tag, first: int) -> None:
        name: str
        value: Any
        name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        page = self._page
        if name == "Emphasis" or name == "Strong":
            page.open_inline(name.lower())
        elif name == "Link":
            self._start_link(value, first)
        elif name == "Image":
            self._pictures.append(([], self._target(value["dest_url"], first)))
        elif name == "Paragraph":
            page.end_block()
        elif name == "Heading":
            self._enter(Shape(HEADING, int(value["level"][1])))
        elif name == "List":
            page.end_block()
            self._numbers.append(value)
        elif name == "Item":
            number = self._numbers[-1]
            if number is not None:
                self._numbers[-1] = number + 1
            self._enter(Shape(LIST_ITEM, len(self._numbers), "" if number is None else str(number)))
        elif name == "BlockQuote":
            head = _QUOTE_MARKS.match(self._text, self._at(first))
            self._is_callout_head = head is not None and head.end() in self._extras.callouts
            self._quotes.append(not self._is_callout_head)
            self._enter(_PARAGRAPH if self._is_callout_head else Shape(QUOTE))
        elif name == "CodeBlock":
            page.end_block()
            self._is_code = self._has_indented_code or value != "Indented"
        elif name == "Table":
            self._table, self._row = page.table(), -1
        elif name == "TableHead" or name == "TableRow":
            self._row += 1
            self._column = -1
        elif name == "TableCell":
            self._column += 1
            self._enter(Shape(TABLE_CELL, 0, "", self._table, self._row, self._column))
        elif name == "FootnoteDefinition":
            self._enter(Shape(FOOTNOTE, 0, value))
        elif name == "DefinitionListTitle":
            self._enter(_PARAGRAPH)
        elif name == "DefinitionListDefinition":
            self._enter(Shape(LIST_ITEM, 1))

    def _start_link(self, value: Mapping[str, Any], first: int) -> None:
        kind = value["link_type"]
        if kind == "ShortcutUnknown":
            kind = "wiki"
        elif kind == "Autolink":
            kind = "url"
        else:
            kind = "link"
        self._page.open_inline("a", self._target(value["dest_url"], first), kind)

    def _target(self, target: str, first: int) -> str:
        """The target as written, where template syntax in it was overwritten."""
        if FILLER not in target:
            return target
        start = self._text.find(target, self._at(first))
        return self._original[start : start + len(target)] if start >= 0 else target

    def _end(self, tag: _Tag) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        page = self._page
        if name == "Emphasis" or name == "Strong":
            page.close_inline(name.lower())
        elif name == "Link":
            page.close_inline("a")
        elif name == "Image":
            page.caption(*self._pictures.pop())
        elif name == "Paragraph":
            self._is_callout_head = False
            blocks = len(self._builder.blocks)
            page.end_block()
            if len(self._builder.blocks) == blocks + 1:
                self._promote()
        elif name == "List":
            self._numbers.pop()
        elif name == "BlockQuote":
            self._quotes.pop()
            self._leave()
        elif name == "CodeBlock":
            self._is_code = False
            page.end_block()
        elif name == "HtmlBlock":
            self._feed_html()
        elif name in _ENTERED:
            self._leave()

    def _feed_html(self) -> None:
        """Read the lines of an HTML block; marks of a block quote between them become spaces."""
        if not self._html:
            return
        parts = []
        at = base = self._html[0][1]
        for line, start in self._html:
            parts.append(" " * (start - at))
            parts.append(line)
            at = start + len(line)
        self._html.clear()
        self._page.feed("".join(parts), base)

    def _enter(self, shape: Shape) -> None:
        self._page.end_block()
        self._shapes.append(self._page.default)
        quoted = bool(self._quotes) and self._quotes[-1]
        self._page.default = shape._replace(quoted=True) if quoted else shape

    def _leave(self) -> None:
        self._page.end_block()
        self._page.default = self._shapes.pop()

    def _promote(self) -> None:
        """Make a heading of the last paragraph if that is what its publisher uses it for."""
        builder = self._builder
        block = builder.blocks[-1]
        if block.role != PARAGRAPH or block.quoted or block.end - block.start > _LONGEST_HEADING:
            return
        text = builder.text_from(block.start)
        is_strong = text[-1] not in ".!,;…" and any(
            mark.kind == "strong" and mark.start == block.start and mark.end == block.end
            for mark in builder.marks[-3:]
        )
        if is_strong or is_references(text):
            builder.blocks[-1] = block._replace(role=HEADING, level=_LOWEST)


_ENTERED = frozenset(
    ["Heading", "Item", "TableCell", "FootnoteDefinition", "DefinitionListTitle", "DefinitionListDefinition"]
)
