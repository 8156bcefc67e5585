"""The spelling of inline suppressions: what a comment asks for, and what one that asks in vain should say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.expressions import lazy
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.rules.selection import UnknownSelectorError

PREFIX = "healthlint-"
KNOWN = ("disable", "disable-file", "disable-line", "disable-next-line", "enable")
#: What a plain text is told that asks for `disable-line`.
WHOLE_LINES = (
    "in plain text a comment has a line of its own, so `healthlint-disable-line` leaves nothing out; write "
    "`healthlint-disable-next-line` above the line"
)

_DIRECTIVE = lazy(rf"\s*{PREFIX}([a-z-]+)(?!\S)(.*)", re.DOTALL)
_REASON = lazy(r"(?:^|\s)--(?:\s+|$)")
#: A first word after "healthlint", however it is tied to it.
_ATTEMPT = lazy(r"\s*healthlint(?P<tie>[\s:_-]*)(?P<word>\w[\w-]*)?\S*", re.IGNORECASE)
#: First words by which other tools go.
_ELSEWHERE = (("ignore", "disable"), ("skip", "disable"), ("suppress", "disable"), ("noqa", "disable-line"))
_SWITCHES = {"off": "disable", "on": "enable", "disable-next": "disable-next-line"}
#: What leads into a reason where "--" should.
_LEAD = lazy(r"(?:--|[-–—:;(]|because\b|reason\b)[\s:]*", re.IGNORECASE)
#: How much of a reason is repeated.
_WORDS = 20
#: A directive in the prose, where a comment was meant.
_STRAY = lazy(r"(?:^|//|#|<!--|/\*)[ \t]*healthlint-(?:disable|enable)(?:-[a-z]+)*(?![\w-])", re.MULTILINE)
_COMMENTS = {
    "text": "in plain text a comment is a line of its own that starts with # or //",
    "markdown": "in Markdown a comment is written <!-- ... -->",
    "mdx": "in MDX a comment is written {/* ... */}",
    "html": "in HTML a comment is written <!-- ... -->",
}


class Problem(NamedTuple):
    """A suppression that says something the linter does not understand; line and column count from 1."""

    line: int
    column: int
    message: str
    #: Where the comment stands in the source; 0 and 0 for front matter.
    start: int = 0
    end: int = 0


class Directive(NamedTuple):
    """What a comment asks for."""

    #: One of `KNOWN`.
    name: str
    #: The selectors of rules as they are written; empty for all rules.
    rules: tuple[str, ...]
    #: What stands after "--"; "" for none.
    reason: str


def is_about_healthlint(comment: str) -> bool:
    """Whether a comment begins with the name of the linter."""
    return comment.lstrip()[:10].lower() == "healthlint"


def parse(comment: str) -> Directive | None:
    """What a comment asks for; None where it is no directive, or a misspelt one."""
    match = _DIRECTIVE.match(comment)
    if match is None or match[1] not in KNOWN:
        return None
    listed, *reason = _REASON.split(match[2], maxsplit=1)
    return Directive(match[1], tuple(listed.replace(",", " ").split()), " ".join("".join(reason).split()))


def unknown(comment: str) -> str:
    """What to say of a comment that begins like a directive and is none; "" where it only mentions healthlint."""
    from difflib import get_close_matches

    match = _ATTEMPT.match(comment)
    word = (match and match["word"]) or ""
    plain = word.lower().replace("_", "-").strip("-")
    for theirs, ours in _ELSEWHERE:
        plain = plain.replace(theirs, ours)
    close = get_close_matches(_SWITCHES.get(plain, plain), KNOWN, 1, 0.75)
    if match is None or not (close or match["tie"] == "-"):
        return ""
    hint = f"did you mean `{PREFIX}{close[0]}`?" if close else f"there are {', '.join(KNOWN)}"
    return f"unknown directive `{match[0].strip()}`; {hint}"


def misnamed(asked: Directive, errors: Sequence[UnknownSelectorError]) -> list[str]:
    """What to say of names that no rule has: which is meant, or that a reason stands where names do."""
    strange = [error for error in errors if "did you mean" not in str(error)]
    first = strange[0].selector if strange else ""
    at = asked.rules.index(first) if strange else 0
    is_reason = strange and not asked.reason
    if not is_reason or not (len(strange) > 1 or _LEAD.match(first) or (at and first.isalpha())):
        return [str(error) for error in errors]
    names = [name.rstrip(":;") for name in asked.rules[:at]]
    reason = _LEAD.sub("", " ".join(asked.rules[at : at + _WORDS]), count=1).rstrip(")") or "..."
    directive = " ".join((f"{PREFIX}{asked.name}", *names))
    misspelt = [error for error in errors if error.selector in asked.rules[:at] and error.selector in names]
    return [
        *map(str, misspelt),
        f"no rule is called `{first}`; a reason stands after ` -- `: `{directive} -- {reason}`",
    ]


def find_strays(document: Document) -> Iterator[Problem]:
    """Directives that stand in the prose, where nobody takes them for a comment."""
    for match in _STRAY.finditer(document.prose) if PREFIX in document.prose else ():
        start, end = document.to_source(match.start(), match.end())
        line, column = document.source.position(start)
        directive = match[0].lstrip(" \t#/<!-*")
        how = _COMMENTS.get(document.format, "")
        yield Problem(line, column, f"`{directive}` is read as text here: {how}", start, end)
