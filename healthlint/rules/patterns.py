"""Regular expressions of rules: compiled, and with the words that a text must hold for them to match at
all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Any

from healthlint import expressions
from healthlint.language.fold import replaced

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


def plain(text: str) -> str:
    """The text with straight quotes, plain hyphens and plain spaces; of the same length."""
    return text.replace("\n", " ") if text.isascii() else replaced(text, _PLAIN)


def compile_pattern(pattern: str, case_sensitive: bool = False) -> re.Pattern[str]:
    """Compile a pattern of a rule with `re`, or with `regex` where only that understands it.

    Raises ValueError, with what is wrong and where, if neither does.
    """
    try:
        return expressions.compiled(pattern, 0 if case_sensitive else re.IGNORECASE)
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


def required_words(pattern: str) -> list[list[str]]:
    """Groups of strings: wherever the pattern matches in a text, `fold.searchable(text)` holds one of each group.

    The first group is the one that can be expected to be in the fewest texts. No groups: the pattern has to
    be tried everywhere. Case does not count.
    """
    # The parser of `re` is not public. Whatever it does not give, or gives in a form not known here, only
    # means that the pattern is tried everywhere.
    try:
        from re import _parser  # type: ignore[attr-defined]

        groups = _of_sequence(_parser.parse(pattern, re.IGNORECASE))
    except (ImportError, AttributeError, re.error, RecursionError):
        return []
    return [sorted(group) for group in sorted(set(groups), key=_frequency)]


def _of_sequence(items: Sequence[tuple[Any, Any]]) -> list[frozenset[str]]:
    """What every match of a sequence must hold: one of each group."""
    groups: list[frozenset[str]] = []
    run = ""
    for item in items:
        name, argument = str(item[0]), item[1]
        if name == "LITERAL" and argument < 128 and chr(argument).isalnum():
            run += chr(argument).lower()
            continue
        if name in {"AT", "ASSERT_NOT"}:
            continue
        if run:
            groups.append(frozenset((run,)))
            run = ""
        groups += _of_item(name, argument)
    if run:
        groups.append(frozenset((run,)))
    return groups


def _of_item(name: str, argument: Any) -> list[frozenset[str]]:  # noqa: ANN401 - whatever `re` gives
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return _of_sequence(argument[2]) if argument[0] else []
    if name == "SUBPATTERN":
        return _of_sequence(argument[3])
    if name == "ATOMIC_GROUP":
        return _of_sequence(argument)
    if name == "ASSERT":
        return _of_sequence(argument[1])
    if name == "BRANCH":
        words: set[str] = set()
        for branch in argument[1]:
            groups = _of_sequence(branch)
            if not groups:
                return []
            words |= sorted(groups, key=_frequency)[0]
        return [_shortest(words)]
    return []


def _shortest(words: set[str]) -> frozenset[str]:
    """The words without those that hold another one."""
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _frequency(words: Set[str]) -> tuple[float, list[str]]:
    """How common the words of a group can be expected to be: long ones are rare. Ties are broken by
    spelling.
    """
    return sum(3.0 ** -len(word) for word in words), sorted(words)
