"""Amounts of a medicine that are told without a number: "a teaspoon of", "double your dose", "half of that"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues
    from healthlint.language.dosing_orders import Manner

_ONE = re.compile(r"\ban? (?:(?:level|heaped|full|whole|single|small|half) )?$", re.IGNORECASE)
_OF = re.compile(r"(?:ful)? of ")
_YOUR_DOSE = re.compile(
    r" (?:up on )?(?:your|the|this|that|its) (?:[\w-]+ ){0,2}?(?:dos(?:e|es|age)|intake)\b", re.IGNORECASE
)
_OF_A_DOSE = re.compile(
    r" (?:of )?(?:(?:the|your|that|this|an?) )?(?:[\w-]+ ){0,2}?dos(?:e|age)\b"
    r"|(?: of)? (?:that|this)(?= amount\b|[.,;)]|$)(?: amount)?",
    re.IGNORECASE,
)
# Advice against it ("do not double the dose"), and what is left to somebody who may decide it.
_AGAINST = re.compile(r"\b(?:not|never|avoid|without|instead of|rather than)\b|n['’]t\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:doctors?|gps?|nurses?|pharmacists?|physicians?|prescribers?|specialists?|vets?)\b", re.IGNORECASE
)
_DOSE_OF = re.compile(r"[^.;]*\bdos(?:e|es|age)(?P<of> of )?", re.IGNORECASE)
#: Words from an order to what is ordered.
_REACH = 4


def spoonfuls(cues: Cues) -> Iterator[tuple[int, int]]:
    """Each spoon or scoop of an intervention that "a" counts."""
    for term in cues.of(cues.masks.spoon):
        left = cues.left(term.start)
        one, of = _ONE.search(left), _OF.match(cues.prose, term.end)
        if one and of and cues.after(of.end(), cues.masks.intervention, 1):
            yield term.start - len(left) + one.start(), term.end


def parts_of_doses(cues: Cues, spoken: Manner, known: bool) -> Iterator[tuple[int, int]]:
    """The dose that readers are told to take a part or a multiple of, or to multiply.

    `known`: the text around says which intervention is meant. "Your dose" needs none; "a dose of praise" is none.
    """
    for start, end in _parts(cues, spoken):
        dose = _DOSE_OF.match(cues.prose, start, min(cues.end, end + len(" of ")))
        if dose is None:
            is_dose = known
        elif dose["of"]:
            is_dose = cues.after(dose.end(), cues.masks.intervention | cues.masks.substance, 2) is not None
        else:
            is_dose = True
        if is_dose:
            yield start, end


def _parts(cues: Cues, spoken: Manner) -> Iterator[tuple[int, int]]:
    masks = cues.masks
    if not spoken.ordering or _ASKED.search(cues.prose, cues.start, cues.end):
        return
    for term in cues.of(masks.multiple | masks.part):
        if _AGAINST.search(cues.left(term.start)):
            continue
        if term.mask & masks.multiple and spoken.imperative:
            match = _YOUR_DOSE.match(cues.prose, term.end, cues.end)
            if match:
                yield term.start, match.end()
                return
        if term.mask & masks.part and cues.before(term.start, masks.order & ~masks.change, _REACH):
            match = _OF_A_DOSE.match(cues.prose, term.end, cues.end)
            if match:
                yield term.start, match.end()
                return
