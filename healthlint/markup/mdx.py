"""MDX: Markdown with imports, expressions in braces and components."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint import expressions as re
from healthlint.expressions import lazy
from healthlint.markup.javascript import end_of_expression, end_of_module
from healthlint.markup.markdown import read_prepared
from healthlint.markup.markdown_extras import Extras, prepare
from healthlint.markup.model import Comment, Insert, Markup
from healthlint.markup.templates import overwrite_spans

_FENCE = r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*(?:\n(?![ \t]*(?P=fence))[^\n]*)*+(?:\n[^\n]*|\Z)"

#: The start of an import or export; or code, to pass it over.
_MODULE = lazy(
    rf"{_FENCE}|^(?P<module>import\s+(?:[\"'{{*]|\w[\w$]*\s*(?:,|from\b))"
    r"|export\s+(?:default|const|let|var|function|async|class|type|interface|enum|[{*]))",
    re.M,
)
_BLANK = lazy(r"\n[ \t\r]*(?=\n)")

#: Code, escapes, and the marks that expressions and comments consist of.
_TOKEN = lazy(rf"{_FENCE}|`[^`\n]+`|\\.|\{{\s*/\*|\*/|[{{}}]", re.M)
#: Code and escapes, and the beginning of an expression.
_OPENING = lazy(rf"{_FENCE}|`[^`\n]+`|\\.|\{{", re.M)
_COMMENT = lazy(r"\{\s*/\*(.*?)\*/", re.S)

#: Code; components, fragments, and HTML elements that only contain: what is in them is Markdown.
_TAG = lazy(
    rf"{_FENCE}|`[^`\n]+`|"
    r"<(?P<end>/?)(?:[A-Z][\w.:-]*|(?:div|section|article|main|aside|header|footer|center|span|details|figure)(?=[\s/>])|(?=>))"
    r"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
    re.M,
)


def read_mdx(text: str) -> Markup:
    """Read MDX. It has no indented code: what is indented in a component is prose."""
    return read_prepared(text, _prepare, has_indented_code=False)


def _prepare(text: str) -> Extras:
    """Overwrite what is not Markdown. No line of `text` may end in a lone CR."""
    comments: list[Comment] = []
    hidden = overwrite_spans(text, _modules(text))
    hidden = overwrite_spans(hidden, _expressions(hidden, comments))
    inserts: list[Insert] = []
    spans = []
    for match in _TAG.finditer(hidden):
        if match["end"] is None:
            continue  # code
        start, end = match.span()
        spans.append((start, end))
        if not match["end"] and match[0][1].isupper():
            inserts.append(Insert(start, end, text[start:end]))
    extras = prepare(overwrite_spans(hidden, spans))
    return extras._replace(inserts=sorted(inserts + extras.inserts), comments=comments)


def _modules(text: str) -> Iterator[tuple[int, int]]:
    """Imports and exports, each up to a blank line outside its brackets; where those never close, up to the
    first blank line.
    """
    at, closes = 0, True
    while match := _MODULE.search(text, at):
        at = match.end()
        if match["module"] is None:
            continue
        end = end_of_module(text, match.start()) if closes else -1
        closes = end >= 0
        blank = None if closes else _BLANK.search(text, at)
        at = end if closes else blank.start() if blank else len(text)
        yield match.start(), at


def _expressions(text: str, comments: list[Comment]) -> list[tuple[int, int]]:
    """The outermost expressions in braces; comments among them are added to `comments`."""
    spans: list[tuple[int, int]] = []
    at = 0
    while match := _OPENING.search(text, at):
        start, at = match.span()
        if match[0] != "{":
            continue
        end = end_of_expression(text, start)
        if end < 0:
            return spans + _loose_expressions(text, start, comments)
        for comment in _COMMENT.finditer(text, start, end):
            close = end if comment.start() == start else comment.end()
            comments.append(Comment(comment.start(), close, comment[1].strip()))
        spans.append((start, end))
        at = end
    return spans


def _loose_expressions(text: str, at: int, comments: list[Comment]) -> list[tuple[int, int]]:
    """The same from an offset on where some brace never closes: whatever lies between two braces, then."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    comment = -1
    for match in _TOKEN.finditer(text, at):
        token = match[0]
        if comment >= 0:
            if token == "*/":
                said = text[opened[-1] : match.start()].lstrip("{ \t\r\n")[2:].strip()
                comments.append(Comment(opened[-1], match.end(), said))
                comment = -1
        elif token == "{":
            opened.append(match.start())
        elif token[0] == "{":
            opened.append(match.start())
            comment = match.start()
        elif token == "}" and opened:
            start = opened.pop()
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, match.end()))
            if comments and comments[-1].start == start:
                comments[-1] = comments[-1]._replace(end=match.end())
    return spans
