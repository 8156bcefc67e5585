"""Regular expressions of rules: compiled, and with the words that a text must hold for them to match at
all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

#: Typographic characters and the plain ones that patterns are written with; one character for one, so that
#: offsets stay true.
_PLAIN = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\n": " ",
}
#: Characters beyond ASCII that `re.IGNORECASE` takes for i, s and k.
_LOOKALIKES = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}


@lru_cache(maxsize=1)
def plain(text: str) -> str:
    """The text with straight quotes, plain hyphens and plain spaces; of the same length.

    Kept for the last text asked for, since every pattern rule asks for the same prose.
    """
    return _replaced(text, _PLAIN)


@lru_cache(maxsize=1)
def searchable(text: str) -> str:
    """The text in lower case, of the same length, in which `required_words` are looked for; kept as
    `plain`.
    """
    return _replaced(text, _LOOKALIKES).lower()


def _replaced(text: str, table: dict[str, str]) -> str:
    for old, new in table.items():
        text = text.replace(old, new)
    return text


def compile_pattern(pattern: str, case_sensitive: bool = False) -> re.Pattern[str]:
    """Compile a pattern of a rule with `re`, or with `regex` where only that understands it.

    Raises ValueError, with what is wrong and where, if neither does.
    """
    try:
        return re.compile(pattern, 0 if case_sensitive else re.IGNORECASE)
    except re.error as mistake:
        import regex  # type: ignore[import-untyped]

        try:
            compiled: re.Pattern[str] = regex.compile(
                pattern, regex.V0 if case_sensitive else regex.IGNORECASE
            )
        except regex.error:
            at = "" if mistake.pos is None else f" at character {mistake.pos + 1}"
            raise ValueError(f"{mistake.msg}{at}") from None
        return compiled


def required_words(patterns: Iterable[str]) -> frozenset[str] | None:
    """Strings one of which is in `searchable(text)` wherever one of the patterns matches in the text.

    None where there are no such strings: then the patterns have to be tried everywhere. Case does not count.
    """
    words: set[str] = set()
    for pattern in patterns:
        found = _of_pattern(pattern)
        if found is None:
            return None
        words |= found
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _of_pattern(pattern: str) -> frozenset[str] | None:
    # The parser of `re` is not public. Whatever it does not give, or gives in a form not known here, only
    # means that the pattern is tried everywhere.
    try:
        from re import _parser  # type: ignore[attr-defined]

        return _of_sequence(_parser.parse(pattern, re.IGNORECASE))
    except (ImportError, AttributeError, re.error, RecursionError):
        return None


def _of_sequence(items: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    """The best of what every match of a sequence must hold: the alternatives whose shortest is the
    longest.
    """
    best: frozenset[str] | None = None
    run = ""

    def offer(words: frozenset[str] | None) -> None:
        nonlocal best
        if words and (best is None or _worth(words) > _worth(best)):
            best = words

    for item in items:
        name, argument = str(item[0]), item[1]
        if name == "LITERAL" and argument < 128 and chr(argument).isalnum():
            run += chr(argument).lower()
            continue
        if name in {"AT", "ASSERT_NOT"}:
            continue
        if run:
            offer(frozenset((run,)))
            run = ""
        offer(_of_item(item))
    if run:
        offer(frozenset((run,)))
    return best


def _of_item(item: tuple[Any, Any]) -> frozenset[str] | None:
    name, argument = str(item[0]), item[1]
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return _of_sequence(argument[2]) if argument[0] else None
    if name == "SUBPATTERN":
        return _of_sequence(argument[3])
    if name == "ATOMIC_GROUP":
        return _of_sequence(argument)
    if name == "ASSERT":
        return _of_sequence(argument[1])
    if name == "BRANCH":
        words: set[str] = set()
        for branch in argument[1]:
            found = _of_sequence(branch)
            if found is None:
                return None
            words |= found
        return frozenset(words)
    return None


def _worth(words: frozenset[str]) -> tuple[int, int]:
    return min(map(len, words)), -len(words)
