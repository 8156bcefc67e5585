"""The source lines of a finding, with what stands under them, cut to the width of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from healthlint.report.escape import columns, escaped, is_plain
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.finding import Finding

#: A finding over more lines than this is shown without its middle.
_MOST_LINES = 4
_TAB = "    "
_CUT = "..."
#: A cut moves by up to this many characters so as not to split a word.
_WORD = 12


class Row(NamedTuple):
    """One source line as it is shown; `number` 0 stands for the lines left out."""

    number: int
    text: str
    #: Terminal columns before the underline, and under how many it runs.
    before: int = 0
    under: int = 0


def excerpt(finding: Finding, lines: Mapping[tuple[str, int], str], width: int) -> Iterator[Row]:
    """The lines of the finding that are in `lines`; none for a finding about the whole document.

    `width` is in terminal columns, at least 20.
    """
    if finding.start == finding.end == 0:
        return
    numbers = list(range(finding.line, finding.end_line + 1))
    if len(numbers) > _MOST_LINES:
        numbers[_MOST_LINES - 2 : -1] = [0]
    for number in numbers:
        if number == 0:
            yield Row(0, _CUT)
            continue
        line = lines.get((finding.path, number))
        if line is None:
            continue
        start = finding.column - 1 if number == finding.line else len(line) - len(line.lstrip())
        end = finding.end_column - 1 if number == finding.end_line else len(line.rstrip())
        if start < end or number == finding.line == finding.end_line:
            yield _row(number, line, start, end, width)


def _row(number: int, line: str, start: int, end: int, width: int) -> Row:
    end = min(end, len(line))
    if len(line) <= width and columns(whole := _shown(line)) <= width:
        under = columns(_shown(line[start:end]))
        return Row(number, whole, columns(_shown(line[:start])), max(under, 1))
    # From here on only a window of the line is looked at: a whole book may stand on one line.
    room = width - 2 * len(_CUT)
    plain = is_plain(line[max(0, start - width) : start + 2 * width])
    span, under = _fit(line, start, end, room, plain)
    room -= under
    _, after = _fit(line, span, len(line), room, plain)
    first, before = _back(line, start, max(room // 2, room - after), plain)
    last = span
    if span == end:
        last, _ = _fit(line, span, len(line), room - before, plain)
    if span < last < len(line):
        last = _word_end(line, span, last)
    cut = _CUT if first else ""
    text = f"{cut}{_shown(line[first:last])}{_CUT if last < len(line) else ''}"
    return Row(number, text, len(cut) + before, max(under, 1))


def _fit(line: str, start: int, end: int, width: int, plain: bool) -> tuple[int, int]:
    """How far [start, end) of the line fits into so many columns, and how many it then takes."""
    if plain:
        taken = min(end - start, width)
        return start + taken, taken
    taken = 0
    for at in range(start, end):
        wide = columns(_cell(line[at]))
        if taken + wide > width:
            return at, taken
        taken += wide
    return end, taken


def _back(line: str, end: int, width: int, plain: bool) -> tuple[int, int]:
    """Where to begin so that the text up to `end` fits into so many columns, and how many it then takes.

    Begins at a word if one begins near.
    """
    first, taken = end, 0
    if plain:
        taken = min(end, width)
        first = end - taken
    while first and taken + (wide := columns(_cell(line[first - 1]))) <= width:
        first -= 1
        taken += wide
    if first:
        space = line.find(" ", first, min(first + _WORD, end))
        if space >= 0:
            taken -= columns(_shown(line[first : space + 1]))
            first = space + 1
    return first, taken


def _word_end(line: str, least: int, end: int) -> int:
    space = line.rfind(" ", max(least, end - _WORD), end + 1)
    return space if space >= 0 else end


def _cell(char: str) -> str:
    return _TAB if char == "\t" else escaped(char)


def _shown(text: str) -> str:
    return text if text.isprintable() else "".join(map(_cell, text))
