"""The doses of a vaccine: the ages at which it is given, when the next one is due, a single one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues

# "at 8, 12 and 16 weeks", "at 12 months and again at 3 years", "every ten years".
_AGES = re.compile(
    r"\bat (?:about |around |the ages? of |ages? )?(?=\d|one|two|three|four|five|six|nine|ten|twelve|birth)"
    r"(?:\w+(?:,| and| or| to|[-–]\w+)? ){1,7}(?:weeks?|months?)\b"
    r"|\bat (?:\w+ ){1,2}(?:weeks?|months?|years?) (?:of age )?and (?:again |then )?(?:at |after )?(?:\w+ ){1,2}"
    r"(?:weeks?|months?|years?)\b"
    r"|\bevery (?:\w+ )(?:months|years)\b"
)
_AGES_ALONE = (
    r"(?P<ages>(?:(?:\d+|one|two|three|four|five|six|ten|birth|again|then|months?|weeks?|years?|of age)(?:,? | and "
    r"|, and | to |[-–]|$)){0,9}(?:weeks?|months?|years?|weeks apart)"
    r"|at birth|once a year|every year|every autumn|yearly|annually)\W*$"
)
# A line with no more than a name and the ages: "MMR: 12 months and 3 years", "Boosters every ten years".
_LISTED = re.compile(
    r"\W*(?:(?!(?:is|are|was|were|lasts?|protects?|works?)\b)[\w’'()-]+ ){0,4}[\w’'()]+(?:[,:–—-]| at| every|) "
    rf"{_AGES_ALONE}",
    re.IGNORECASE,
)
_ONLY_AGES = re.compile(rf"\W*(?:at )?{_AGES_ALONE}", re.IGNORECASE)
_LATER_DOSE = re.compile(
    r"\b(?:first|second|third|fourth|next|last|follow-up|booster) (?:dose|jab|shot|injection|vaccination)s?"
    r" (?:(?:is|comes|follows|should be|can be|due|given|needed|then) ){0,3}"
    r"(?:(?:when|once) (?:[\w’']+ ){1,4}(?:is|are|turns?) |at |after |about |at least )?"
    r"(?:\d+|an?|one|two|three|four|six|eight|nine|ten|twelve)(?: ?(?:[-–]|to) ?\w+)? (?:weeks?|months?|years?)\b",
    re.IGNORECASE,
)
# "Only a single dose is recommended", "get a one-time dose", "a dose at birth"
_SINGLE = re.compile(
    r"\b(?:an?|one|another|first|single|one-time|one-off) (?:dose|shot|jab|injection)(?: of [\w -]{3,30}?)?"
    r"(?:, or [\w-]+,)?(?: (?:is )?(?:due|given|offered))? at (?:birth|(?:about |around |the )?age|\d)"
    r"|\b(?:single|one-time|one-off|one) (?:dose|shot|jab)\b",
    re.IGNORECASE,
)
# A cell of a schedule.
_NTH = re.compile(
    r"\W*(?:1st|2nd|3rd|[4-6]th|first|second|third|fourth|booster) (?:dose|shot|jab)\W*$", re.IGNORECASE
)
_NEEDED = re.compile(
    r"\b(?:need(?:s|ed)?|recommended|should|due|gets?|getting|offered|enough|required|advised|have|has"
    r"|at (?:birth|age))\b"
)
_AGE_WORDS = re.compile(r"\b(?:weeks?|months?|years?|birth|year|yearly|annually|autumn)\b")
_AT = re.compile(
    r"(?: of [\w -]{3,30}?)?(?:, or [\w-]+,)?(?: (?:is )?(?:due|given|offered))?"
    r" at (?:birth|about|around|the age|age|\d)"
)
_DUE = re.compile(r"\b(?:due|have|has|get|gets|needs?|offered|repeated)\b")


def tells_ages(prose: str, start: int, end: int) -> bool:
    """Whether the sentence [start, end) may tell the ages at which a vaccine is given: cheap."""
    return _AGE_WORDS.search(prose, start, end) is not None


def later_doses(cues: Cues) -> Iterator[tuple[int, int]]:
    """ "The second jab comes three weeks after the first": when one of several doses is due."""
    match = _LATER_DOSE.search(cues.prose, cues.start, cues.end)
    if match:
        yield match.span()


def single_dose(cues: Cues, in_list: bool) -> Iterator[tuple[int, int]]:
    """A single dose, or one at an age, that is due, or stands in a list or a table."""
    match = _NTH.match(cues.prose, cues.start, cues.end) if in_list else None
    match = match or _SINGLE.search(cues.prose, cues.start, cues.end)
    if match and (in_list or _NEEDED.search(cues.prose, cues.start, cues.end)):
        yield match.span()


def tells_single(prose: str, start: int, end: int) -> bool:
    """Whether the word for a dose at [start, end) may be that of a single one: cheap."""
    before = prose[max(0, start - 10) : start].lower()
    return before.endswith(("single ", "one-time ", "one-off ", "one ", "1st ", "2nd ", "3rd ", "4th ")) or (
        before.endswith(("a ", "another ", "first ")) and _AT.match(prose, end) is not None
    )


def vaccine_ages(cues: Cues, in_list: bool) -> Iterator[tuple[int, int]]:
    """The ages at which a vaccine is given; in a list or a table they may stand alone."""
    alone = _ONLY_AGES.match(cues.prose, cues.start, cues.end) if in_list else None
    if alone:
        yield alone.span("ages")
        return
    ages = _AGES.search(cues.prose, cues.start, cues.end)
    if ages and (cues.has(cues.masks.given) or _DUE.search(cues.prose, cues.start, cues.end)):
        yield ages.span()
        return
    line = _LISTED.match(cues.prose, cues.start, cues.end)
    if line and line["ages"]:
        yield line.span("ages")
