"""Lines of plain text: what each one is by its look, and which belong together.

Texts come in two kinds: a line to a paragraph, or hard-wrapped, where a line ends inside a sentence because
a width was reached. The second kind shows by lines that go on in lower case; their lengths give the width.
"""

from __future__ import annotations

from itertools import pairwise

from healthlint.expressions import lazy
from healthlint.values import NamedTuple, new

#: What a line can be.
TEXT, BULLET, NUMBERED, RULE, COMMENT = "text", "bullet", "numbered", "rule", "comment"

_BULLET = lazy(
    r"(?:[-*+–—](?=\s)"
    r"|[•▪▫◦‣⁃●○■□▸►▶➤➢❖·∙✓✔✗✘]"
    # Arrows, dingbats and pictures used as bullets, with their variation selectors and skin tones.
    r"|[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    r"[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*(?=\s)"
    r")\s*(?=\S)"
)
_NUMBERED = lazy(
    r"(?:(?P<dot>\d{1,3})[.)](?=\s|[A-Z“\"])|\[(?P<square>\d{1,3})\](?=[\s.]*\w)"
    r"|\((?P<round>\d{1,3}|[a-z])\)(?=\s)|(?P<letter>[a-z])\)(?=\s))"
    r"[\s.]*(?=\S)"
)
_RULE = lazy(r"(?:[-=_*~#•·—–.+]\s?){3,}\Z")
_COMMENT = lazy(r"(?:#|//)\s*(?=healthlint\b)")
_FINAL = lazy(r"""[.!?:…]["'”’)\]]*\Z""")

#: Lines that can be broken inside a sentence have at least this many characters; shorter ones are items.
_SHORTEST = 40
_WIDEST = 160


class Part(NamedTuple):
    """What one physical line adds: its text without marker and outer white space, where that stands in the
    source, and the column (from 0) it ends at.
    """

    at: int
    text: str
    column: int


class Line(NamedTuple):
    """A line or, once joined, a run of them."""

    kind: str
    parts: list[Part]
    label: str
    #: Where its first character other than white space stands: source offset and column from 0.
    at: int
    indent: int
    #: A blank line, or the start of the file, stands before it.
    gap: bool


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, hard-wrapped ones joined."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    lines = []
    at = 0
    gap = True
    tight = False
    for string in text.split("\n"):
        stripped = string.strip()
        if stripped:
            indent = len(string) - len(string.lstrip()) if string[0] != stripped[0] else 0
            if not gap:
                tight = True
            if stripped[0].isalpha() and stripped[1:2] != ")":
                part = new(Part, (at + indent, stripped, indent + len(stripped)))
                lines.append(new(Line, (TEXT, [part], "", at + indent, indent, gap)))
            else:
                lines.append(_line(stripped, at + indent, indent, gap))
            gap = False
        else:
            gap = True
        at += len(string) + 1
    _refuse_lone_numbers(lines, text)
    return _join(lines, text) if tight else lines


def _line(string: str, at: int, indent: int, gap: bool) -> Line:
    """A line that does not begin with a word."""
    column = indent + len(string)
    if _RULE.match(string):
        return Line(RULE, [Part(at, string, column)], "", at, indent, gap)
    match = _BULLET.match(string)
    if match is not None:
        rest = Part(at + match.end(), string[match.end() :], column)
        return Line(BULLET, [rest], "", at, indent, gap)
    match = _NUMBERED.match(string)
    if match is not None:
        rest = Part(at + match.end(), string[match.end() :], column)
        return Line(NUMBERED, [rest], match[match.lastgroup or 0], at, indent, gap)
    match = _COMMENT.match(string)
    if match is not None:
        return Line(COMMENT, [Part(at, string, column)], string[match.end() :], at, indent, gap)
    return Line(TEXT, [Part(at, string, column)], "", at, indent, gap)


def _refuse_lone_numbers(lines: list[Line], text: str) -> None:
    """Make text again of numbered lines that neither begin a list nor stand next to their neighbour."""
    numbered = [index for index, line in enumerate(lines) if line.kind == NUMBERED]
    values = [_value(lines[index].label) for index in numbered]
    for place, index in enumerate(numbered):
        value = values[place]
        if (
            value != 1
            and not (place and values[place - 1] == value - 1)
            and values[place + 1 : place + 2] != [value + 1]
        ):
            lines[index] = _unmarked(lines[index], text)


def _value(label: str) -> int:
    return int(label) if label.isdigit() else ord(label) - ord("a") + 1


def _unmarked(line: Line, text: str) -> Line:
    """The line as text, its number being part of the sentence."""
    (at, string, column), *_ = line.parts
    whole = text[line.at : at] + string
    return line._replace(kind=TEXT, parts=[Part(line.at, whole, column)], label="")


def _join(lines: list[Line], text: str) -> list[Line]:
    width, steady = _width(lines)
    joined: list[Line] = []
    for line in lines:
        if line.gap or not joined or not _continues(joined[-1], line, width, steady):
            joined.append(line)
        else:
            joined[-1].parts.extend((line if line.kind == TEXT else _unmarked(line, text)).parts)
    return joined


def _width(lines: list[Line]) -> tuple[int, bool]:
    """The width that lines were wrapped at, 0 where none was; and whether the whole file is wrapped."""
    columns = []
    breaks = 0
    for line, after in pairwise(lines):
        part = line.parts[0]
        if after.gap or after.kind != TEXT or line.kind in (RULE, COMMENT) or part.column < _SHORTEST:
            continue
        breaks += 1
        if part.column <= _WIDEST and after.parts[0].text[0].islower() and not _FINAL.search(part.text):
            columns.append(part.column)
    if not columns:
        return 0, False
    columns.sort()
    # The widest tenth may be lines that a citation or an address made longer.
    width = columns[(len(columns) - 1) * 9 // 10]
    # One such line may be an accident; many lines of a wrapped text end where a sentence does.
    return width, len(columns) >= max(2, breaks / 2 if breaks < 6 else breaks / 3)


def _continues(before: Line, line: Line, width: int, steady: bool) -> bool:
    """Whether `line` goes on with the sentence or paragraph of the line `before` it."""
    if before.kind in (RULE, COMMENT) or line.kind in (BULLET, RULE, COMMENT):
        return False
    last = before.parts[-1]
    first = line.parts[0].text
    final = _FINAL.search(last.text) is not None
    first_word = len(first.split(None, 1)[0])
    full = width > 0 and width < last.column + 1 + first_word and last.column <= width + first_word
    if line.kind == NUMBERED:
        return full and not final
    if before.kind != TEXT and line.indent > before.indent:
        return True
    if first[0].islower() and not final:
        return last.column >= (_SHORTEST // 2 if steady else _SHORTEST)
    return full and (steady or not final)
