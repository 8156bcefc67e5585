"""Patterns in .gitignore's language, as gitignore(5) and git's wildmatch.c define it.

A pattern speaks of one file or folder itself, not of what lies in it: whoever walks a tree does not enter a
folder that is left out. That is git's way, and only so does `!` mean the same. (pathspec 1.1 answers for a
whole path at once: a `!a/` in an inner .gitignore takes back files that git leaves out. It takes 30 ms to
import.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from healthlint.values import NamedTuple

#: POSIX classes as git has them: ASCII only.
_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r" \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"\x21-\x7e",
    "lower": "a-z",
    "print": r"\x20-\x7e",
    "punct": r"!-/:-@\[-`{-~",
    "space": r" \t\n\r\f\v",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}
_WILD = frozenset("*?[\\")


class Pattern(NamedTuple):
    """One line of a .gitignore."""

    #: False for a line that begins with "!": what it matches is taken back in.
    leaves_out: bool
    folders_only: bool
    #: It speaks of the whole path from the pattern's folder; otherwise of the last name in it.
    whole_path: bool
    matches: Callable[[str], object]
    #: The pattern as it is written, and which line of its file or item of its list it is, from 1.
    text: str = ""
    number: int = 0


#: The patterns of one file, in order.
Patterns = tuple[Pattern, ...]


def parse(lines: Iterable[str]) -> Patterns:
    """Read patterns; blank lines and comments are none.

    Raises ValueError, naming the line, for one that can match nothing, such as "[a" or "!".
    """
    numbered = enumerate(lines, 1)
    return tuple(found for number, line in numbered if (found := _parse_line(line, number)) is not None)


def parse_leniently(lines: Iterable[str]) -> Patterns:
    """Read patterns, passing over the lines that can match nothing, as git does."""
    patterns: list[Pattern] = []
    for number, line in enumerate(lines, 1):
        try:
            pattern = _parse_line(line, number)
        except ValueError:
            continue
        if pattern is not None:
            patterns.append(pattern)
    return tuple(patterns)


def verdict(patterns: Patterns, path: str, is_folder: bool) -> bool | None:
    """Whether a file or folder is left out, by the last pattern that matches it; None where none does.

    `path` is relative to the patterns' folder, with "/" between names.
    """
    pattern = deciding(patterns, path, is_folder)
    return None if pattern is None else pattern.leaves_out


def deciding(patterns: Patterns, path: str, is_folder: bool) -> Pattern | None:
    """The pattern that decides: see `verdict`."""
    name = path[path.rfind("/") + 1 :]
    for pattern in reversed(patterns):
        if (is_folder or not pattern.folders_only) and pattern.matches(path if pattern.whole_path else name):
            return pattern
    return None


def _parse_line(line: str, number: int) -> Pattern | None:
    text = line.removesuffix("\r")
    while text.endswith(" ") and not text.endswith("\\ "):
        text = text[:-1]
    if not text or text.startswith("#"):
        return None
    leaves_out = not text.startswith("!")
    text = text.removeprefix("!")
    folders_only = text.endswith("/")
    text = text.removesuffix("/")
    whole_path = "/" in text
    try:
        matches = _matcher(text.removeprefix("/"))
    except ValueError:
        raise ValueError(f"this pattern can match nothing: {line!r}") from None
    return Pattern(leaves_out, folders_only, whole_path, matches, line.strip(), number)


def _matcher(text: str) -> Callable[[str], object]:
    if not text:
        raise ValueError("empty")
    if _WILD.isdisjoint(text):
        return text.__eq__
    if text[0] == "*" and "/" not in text and _WILD.isdisjoint(text[1:]):
        ending = text[1:]
        return lambda name: name.endswith(ending)
    return re.compile(_expression(text), re.DOTALL).fullmatch


def _expression(text: str) -> str:
    out: list[str] = []
    i, end = 0, len(text)
    while i < end:
        character = text[i]
        i += 1
        if character == "*":
            first = i - 1
            while i < end and text[i] == "*":
                i += 1
            crosses = (
                i - first > 1 and (first == 0 or text[first - 1] == "/") and text[i : i + 1] in ("", "/")
            )
            if not crosses:
                out.append("[^/]*")
            elif i == end:
                out.append(".*")
            else:
                out.append("(?:.*/)?")
                i += 1
        elif character == "?":
            out.append("[^/]")
        elif character == "[":
            expression, i = _bracket(text, i)
            out.append(expression)
        elif character == "\\":
            if i == end:
                raise ValueError("nothing after the backslash")
            out.append(re.escape(text[i]))
            i += 1
        else:
            out.append(re.escape(character))
    return "".join(out)


def _bracket(text: str, i: int) -> tuple[str, int]:
    """The expression for what stands in brackets from offset i on, and the offset after them."""
    negated = text[i : i + 1] in ("!", "^")
    i += negated
    members: list[str] = []
    first = True
    while first or text[i : i + 1] != "]":
        first = False
        if text.startswith("[:", i):
            close = text.find(":]", i)
            members.append(_CLASSES[text[i + 2 : close]] if text[i + 2 : close] in _CLASSES else _never())
            i = close + 2
            continue
        low, i = _member(text, i)
        if text[i : i + 1] == "-" and text[i + 1 : i + 2] not in ("]", ""):
            high, i = _member(text, i + 1)
            if low <= high:
                members.append(f"{re.escape(low)}-{re.escape(high)}")
        else:
            members.append(re.escape(low))
    if not members:
        return ("[^/]" if negated else _never()), i + 1
    return f"(?!/)[{'^' if negated else ''}{''.join(members)}]", i + 1


def _member(text: str, i: int) -> tuple[str, int]:
    i += text[i : i + 1] == "\\"
    if i >= len(text):
        raise ValueError("brackets without an end")
    return text[i], i + 1


def _never() -> str:
    raise ValueError("nothing can match")
