"""MDX: Markdown with imports, expressions in braces and components."""

from __future__ import annotations

from healthlint import expressions as re
from healthlint.expressions import lazy
from healthlint.markup.markdown import read_prepared
from healthlint.markup.markdown_extras import Extras, prepare
from healthlint.markup.model import Comment, Insert, Markup
from healthlint.markup.templates import overwrite_spans

_FENCE = r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*(?:\n(?![ \t]*(?P=fence))[^\n]*)*+(?:\n[^\n]*|\Z)"

#: An import or export, which lasts to the next blank line as in MDX itself; or code, to pass it over.
_MODULE = lazy(
    rf"{_FENCE}|^(?P<module>import\s+(?:[\"'{{*]|\w[\w$]*\s*(?:,|from\b))"
    r"|export\s+(?:default|const|let|var|function|async|class|[{*]))[^\n]*(?:\n[ \t]*\S[^\n]*)*+",
    re.M,
)

#: Code, escapes, and the marks that expressions and comments consist of.
_TOKEN = lazy(rf"{_FENCE}|`[^`\n]+`|\\.|\{{\s*/\*|\*/|[{{}}]", re.M)

#: Components, fragments, and HTML elements that only contain: what is in them is Markdown.
_TAG = lazy(
    r"<(/?)(?:[A-Z][\w.:-]*|(?:div|section|article|main|aside|header|footer|center|span|details|figure)(?=[\s/>])|(?=>))"
    r"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>"
)


def read_mdx(text: str) -> Markup:
    """Read MDX. It has no indented code: what is indented in a component is prose."""
    return read_prepared(text, _prepare, has_indented_code=False)


def _prepare(text: str) -> Extras:
    """Overwrite what is not Markdown. No line of `text` may end in a lone CR."""
    comments: list[Comment] = []
    modules = [match.span() for match in _MODULE.finditer(text) if match["module"] is not None]
    hidden = overwrite_spans(text, modules)
    hidden = overwrite_spans(hidden, _expressions(hidden, comments))
    inserts: list[Insert] = []
    spans = []
    for match in _TAG.finditer(hidden):
        start, end = match.span()
        spans.append((start, end))
        if not match[1] and match[0][1].isupper():
            inserts.append(Insert(start, end, text[start:end]))
    extras = prepare(overwrite_spans(hidden, spans))
    return extras._replace(inserts=sorted(inserts + extras.inserts), comments=comments)


def _expressions(text: str, comments: list[Comment]) -> list[tuple[int, int]]:
    """The outermost expressions in braces; comments among them are added to `comments`."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    comment = -1
    for match in _TOKEN.finditer(text):
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
