"""Verbs that stand further off from what governs them: a second infinitive, an infinitive after "to help"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.language import claim_words as w
from healthlint.language import grammar as g

if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.language.view import View

_REACH = 14
_HELP_REACH = 5
_JOINTS = frozenset(["and", "or", ","])
#: A clause of its own lies between two infinitives where one of these stands there.
_BREAKS = g.BE | g.HAVE | g.DO | g.MODALS | w.RELATIVES | w.CLAUSE_MARKS | w.SUBORDINATORS
_HELPS = frozenset(["help", "helps", "helped", "helping"])


def helping(tokens: Sequence[str], first: int, clause: int) -> int:
    """The token of the form of "help" that governs a base form, past whom it helps: "helps you sleep"; -1 for none."""
    for index in range(first - 1, max(clause - 1, first - 2 - _HELP_REACH), -1):
        word = tokens[index]
        if word in _HELPS:
            return index
        if word in _BREAKS or word in _JOINTS or word == "to":
            break
    return -1


def infinitive_again(view: View, used: g.Usage, first: int, clause: int) -> g.Usage:
    """How a base form is used where an infinitive further off governs it; as it was thought to be used where none does.

    "To kill germs and prevent caries" is a purpose twice; so is "prevent" in "to help people prevent caries".
    """
    tokens = view.words
    if used.kind not in (g.FINITE, g.HEAD, g.NOUN):
        return used
    if used.kind == g.FINITE and used.governor in (g.MODALS | g.DO | g.PRONOUNS) - {"it"}:
        return used
    help_at = helping(tokens, first, clause)
    if help_at > clause and tokens[help_at - 1] == "to":
        return g.Usage(g.INFINITIVE, g.governor_of(tokens, help_at - 1, clause), help_at - 1)
    before = tokens[first - 1] if first > clause else ""
    if g.is_adverb(before) and first - 1 > clause:
        before = tokens[first - 2]
    if before not in _JOINTS:
        return used
    for index in range(first - 2, max(clause, first - _REACH) - 1, -1):
        word = tokens[index]
        if word in _BREAKS:
            break
        if word == "to":
            if view.is_base_verb(index + 1):
                return g.Usage(g.INFINITIVE, g.governor_of(tokens, index, clause), index)
            break
    return used
