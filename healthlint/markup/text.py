"""Plain text: headings, paragraphs, lists and reference entries, told by their look alone."""

from __future__ import annotations

import re

from healthlint.markup.builder import Builder, Shape
from healthlint.markup.lines import COMMENT, NUMBERED, RULE, TEXT, Line, read_lines
from healthlint.markup.model import HEADING, LIST_ITEM, PARAGRAPH, Comment, Markup
from healthlint.markup.titles import LONGEST_TITLE, is_references, is_title_like
from healthlint.markup.urls import with_urls

_PARAGRAPH = Shape(PARAGRAPH)

#: Headings, by how much they look like one: the title of the text, a line of its own, a line with a colon.
_TITLE, _BARE, _COLON = 1, 2, 3

#: More title-like lines in a row than this are a menu or a table.
_MOST_STACKED = 3

_REFERENCE_NUMBER = re.compile(r"(?:(\d{1,3})|([¹²³⁰⁴-⁹]{1,3}))[.)\]]?\s*(?=[^\W\d_])")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

#: A run of this many characters without a space is data, such as an image in base64.
_DATA = 300


def read_text(text: str) -> Markup:
    """Read plain text.

    A line that starts with "#" is prose like any other; only a `healthlint` comment after "#" or "//" is not.
    """
    builder = Builder(text)
    lines = read_lines(text)
    stack = _stacked(lines)
    indents: list[int] = []
    in_references = False
    for index, line in enumerate(lines):
        kind = line.kind
        if kind == COMMENT:
            builder.comments.append(Comment(line.at, line.at + len(line.text), line.label))
            continue
        if kind == RULE:
            continue
        level = _heading_level(lines, index, stack)
        if level:
            indents.clear()
            in_references = is_references(line.text)
            _write(builder, Shape(HEADING, level, line.label), line)
        elif kind == TEXT:
            match = _REFERENCE_NUMBER.match(line.text) if in_references else None
            if match is not None:
                label = match[1] or match[2].translate(_SUPERSCRIPTS)
                _write(builder, Shape(LIST_ITEM, 1, label), line, match.end())
            else:
                indents.clear()
                _write(builder, _PARAGRAPH, line)
        else:
            while indents and indents[-1] > line.indent:
                indents.pop()
            if not indents or indents[-1] < line.indent:
                indents.append(line.indent)
            _write(builder, Shape(LIST_ITEM, len(indents), line.label), line)
    return with_urls(builder.finish())


def _write(builder: Builder, shape: Shape, line: Line, skip: int = 0) -> None:
    builder.begin(shape)
    end, before = 0, ""
    for at, string, _ in line.parts:
        if before and not _is_broken_word(before, string):
            builder.add(" ", end)
        end, before = at + len(string), string
        string, at, skip = string[skip:], at + skip, 0
        if len(string) >= _DATA:
            _add_without_data(builder, string, at)
        else:
            builder.add(string, at)
    builder.end()


def _is_broken_word(before: str, after: str) -> bool:
    """Whether a line ended at a hyphen inside a word."""
    return before[-1] == "-" and before[-2:-1].islower() and after[0].islower()


def _add_without_data(builder: Builder, string: str, at: int) -> None:
    if max(map(len, string.split())) < _DATA:
        builder.add(string, at)
        return
    for word in re.finditer(r"\S+\s*", string):
        bare = word[0].rstrip()
        if len(bare) < _DATA or not bare.isascii():
            builder.add(word[0], at + word.start())


def _stacked(lines: list[Line]) -> list[int]:
    """For each line the number of title-like lines in the run that it stands in; 0 for other lines."""
    counts = [0] * len(lines)
    run: list[int] = []
    for index, line in enumerate(lines):
        if line.kind != RULE:
            if _is_title_like(line):
                run.append(index)
                continue
            for member in run:
                counts[member] = len(run)
            run.clear()
    for member in run:
        counts[member] = len(run)
    return counts


def _is_title_like(line: Line) -> bool:
    return len(line.parts) == 1 and line.kind in (TEXT, NUMBERED) and is_title_like(line.text)


def _heading_level(lines: list[Line], index: int, stack: list[int]) -> int:
    """The heading level of a line, 0 where it is none."""
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is not None and after.kind == RULE and not after.gap and _is_underlined(line, after):
        return _TITLE if after.text[0] == "=" else _BARE
    count = stack[index]
    if not count or after is None:
        return 0
    while after.kind in (RULE, COMMENT):
        index += 1
        if index + 1 == len(lines):
            return 0
        after = lines[index + 1]
    if is_references(line.text):
        return _BARE
    if line.kind == NUMBERED:
        before = lines[index - 1] if index else None
        is_item = after.kind == NUMBERED or (before is not None and before.kind == NUMBERED)
        return 0 if is_item or _length(after) < LONGEST_TITLE else _BARE
    if line is lines[0] and count <= _MOST_STACKED:
        return _TITLE
    is_last = not stack[index + 1]
    if count > _MOST_STACKED and not is_last:
        return 0
    if is_last and after.kind == TEXT and _length(after) <= len(line.text):
        return 0
    if line.text[-1] == ":":
        return _COLON
    return _BARE


def _is_underlined(line: Line, rule: Line) -> bool:
    text = line.text
    return (
        rule.text[0] in "=-~"
        and line.kind in (TEXT, NUMBERED)
        and len(line.parts) == 1
        and len(text) <= LONGEST_TITLE
        and text[-1] not in ".,;"
    )


def _length(line: Line) -> int:
    return sum(len(part.text) for part in line.parts)
