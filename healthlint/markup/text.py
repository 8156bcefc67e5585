"""Plain text: headings, paragraphs, lists and reference entries, told by their look alone."""

from __future__ import annotations

from healthlint.expressions import lazy
from healthlint.markup import frontmatter
from healthlint.markup.builder import Builder, Shape
from healthlint.markup.lines import COMMENT, NUMBERED, RULE, TEXT, Line, read_lines
from healthlint.markup.model import HEADING, LIST_ITEM, PARAGRAPH, Comment, Markup
from healthlint.markup.titles import BARE, LONGEST_TITLE, TITLE, Entry, heading_levels, is_references
from healthlint.markup.urls import with_urls
from healthlint.values import new

_PARAGRAPH = Shape(PARAGRAPH)

_CHUNK = lazy(r"\S+\s*")
_REFERENCE_NUMBER = lazy(r"(?:(\d{1,3})|([¹²³⁰⁴-⁹]{1,3}))[.)\]]?\s*(?=[^\W\d_])")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

#: In a line of at least the second length, a run without a space of at least the first is data, such as an
#: image in base64.
_DATA = 300
_DATA_LINE = 2000


def read_text(text: str) -> Markup:
    """Read plain text.

    A line that starts with "#" is prose like any other; only a `healthlint` comment after "#" or "//" is not.
    """
    if frontmatter.opens_text(text):
        builder, text = frontmatter.open_text(text)
    else:
        builder = Builder(text)
    lines, levels = _without_rules(builder, read_lines(text))
    levels = heading_levels([_entry(line) for line in lines]) | levels
    indents: list[int] = []
    in_references = False
    for index, line in enumerate(lines):
        level = levels.get(index, 0)
        if line.kind == TEXT and not level and not in_references:
            indents.clear()
            _write(builder, _PARAGRAPH, line)
        elif level:
            indents.clear()
            in_references = is_references(line.parts[0].text)
            _write(builder, Shape(HEADING, level, line.label), line)
        elif line.kind == TEXT:
            match = _REFERENCE_NUMBER.match(line.parts[0].text)
            if match is None:
                indents.clear()
                _write(builder, _PARAGRAPH, line)
            else:
                label = match[1] or match[2].translate(_SUPERSCRIPTS)
                _write(builder, Shape(LIST_ITEM, 1, label), line, match.end())
        else:
            while indents and indents[-1] > line.indent:
                indents.pop()
            if not indents or indents[-1] < line.indent:
                indents.append(line.indent)
            _write(builder, Shape(LIST_ITEM, len(indents), line.label), line)
    return with_urls(builder.finish())


def _without_rules(builder: Builder, lines: list[Line]) -> tuple[list[Line], dict[int, int]]:
    """The lines that are prose, and the heading levels of those that are underlined, by index."""
    kept: list[Line] = []
    levels = {}
    for line in lines:
        if line.kind == COMMENT:
            builder.comments.append(Comment(line.at, line.at + len(line.parts[0].text), line.label))
        elif line.kind != RULE:
            kept.append(line)
        elif kept and not line.gap and _can_be_underlined(kept[-1]) and line.parts[0].text[0] in "=-~":
            levels[len(kept) - 1] = TITLE if line.parts[0].text[0] == "=" else BARE
    return kept, levels


def _can_be_underlined(line: Line) -> bool:
    text = line.parts[0].text
    is_short = len(line.parts) == 1 and len(text) <= LONGEST_TITLE
    return is_short and line.kind in (TEXT, NUMBERED) and text[-1] not in ".,;"


def _entry(line: Line) -> Entry:
    kind, parts, *_ = line
    text = parts[0].text
    length = len(text)
    if len(parts) > 1:
        text, length = "", sum(len(part.text) for part in parts)
    elif length > LONGEST_TITLE:
        text = ""
    return new(Entry, (text, length, kind != TEXT, kind == NUMBERED))


def _write(builder: Builder, shape: Shape, line: Line, skip: int = 0) -> None:
    """Write a line without its first `skip` characters."""
    parts = line.parts
    if len(parts) == 1:
        at, string, _ = parts[0]
        if len(string) < _DATA_LINE:
            builder.block(shape, string[skip:] if skip else string, at + skip)
            return
    builder.begin(shape)
    end, before = 0, ""
    for at, string, _ in parts:
        if before and not _is_broken_word(before, string):
            builder.space(end, at)
        end, before = at + len(string), string
        string, at, skip = string[skip:], at + skip, 0
        if len(string) < _DATA_LINE:
            builder.add(string, at)
        else:
            _add_without_data(builder, string, at)
    builder.end()


def _is_broken_word(before: str, after: str) -> bool:
    """Whether a line ended at a hyphen inside a word."""
    return before[-1] == "-" and before[-2:-1].islower() and after[0].islower()


def _may_have_data(string: str) -> bool:
    """Whether so many characters follow each other without a plain space that they may be data."""
    at = 0
    while at + _DATA <= len(string):
        space = string.rfind(" ", at, at + _DATA)
        if space < 0:
            return True
        at = space + 1
    return False


def _add_without_data(builder: Builder, string: str, at: int) -> None:
    if not _may_have_data(string) or max(map(len, string.split())) < _DATA:
        builder.add(string, at)
        return
    for word in _CHUNK.finditer(string):
        bare = word[0].rstrip()
        if len(bare) < _DATA or not bare.isascii():
            builder.add(word[0], at + word.start())
