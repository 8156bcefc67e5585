"""Strengths of a medicine that are told without a unit: "gabapentin 600 at night", "on 20 of fluoxetine"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues

#: "gabapentin 600": a strength that is told without its unit.
_STRENGTH = re.compile(
    r" (?P<little>\d{0,3}(?:\.\d{1,2})?(?= (?:bd|od|tds|bid|tid|qid|qd|eod|mane|nocte)\b))"
    r"| (?P<much>\d{2,4})(?=[:,;)]| (?:a day|daily|nightly|once|twice|bd|od|tds|at (?:night|bedtime)|in the"
    r" (?:morning|evening))\b"
    r"|\.?$)"
    r"| from (?P<old>\d{1,4}) to \d{1,4}\b(?! (?:patients|people|trials|studies|of)\b|[.,]?\d|%| ?per)"
)
_NUMBER_OF = re.compile(r"\b(?:on|taking|takes?|took|to|from) (?P<much>\d{1,4}(?:\.\d+)?) of $")
#: Characters before the name of a medicine in which its number stands.
_WINDOW = 20
#: Fewer than are counted by a medicine's name are numbers of notes: "statins 12".
_LEAST = 25
_DIGITS = tuple(".0123456789")
_YEARS = range(1900, 2100)


def bare_strengths(cues: Cues) -> Iterator[tuple[int, int]]:
    """ "Gabapentin 600 at night": what a medicine's name is followed by, without a unit."""
    for drug in cues.of(cues.masks.drug):
        match = _STRENGTH.match(cues.prose, drug.end, cues.end)
        if match and cues.prose[drug.end - 1] != "s":
            told = "old" if match["old"] else "little" if match["little"] else ""
            if told:
                yield match.span(told)
                return
            much = int(match["much"])
            if much >= _LEAST and much % 5 in (0, 1) and much not in _YEARS:
                yield match.span("much")
                return


def numbers_of_drugs(cues: Cues) -> Iterator[tuple[int, int]]:
    """ "I am on 20 of fluoxetine": what a medicine's name follows, without a unit."""
    for drug in cues.of(cues.masks.drug):
        match = _NUMBER_OF.search(cues.prose, max(cues.start, drug.start - _WINDOW), drug.start)
        if match:
            yield match.span("much")
            return


def is_number_of(prose: str, start: int) -> bool:
    """Whether a number "of" stands before the medicine at `start`: cheap."""
    return (
        prose.startswith(" of ", start - 4)
        and _NUMBER_OF.search(prose, max(0, start - _WINDOW), start) is not None
    )


def tells_strength(prose: str, end: int) -> bool:
    """Whether a number that may be a strength follows the medicine that ends at `end`: cheap."""
    return (
        prose[end : end + 1] == " "
        and (prose[end + 1 : end + 2] in _DIGITS or prose.startswith("from ", end + 1))
        and _STRENGTH.match(prose, end) is not None
    )
