"""Doses that are counts: "one iron tablet every Sunday", "a second puff", "take two at night", ages of a vaccine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues
    from healthlint.language.terms import Term

_COUNT = (
    r"(?:half an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty"
    r"|\d{1,3}(?:[-–]\d{1,3})?)"
)
_BETWEEN = (
    r"(?:[ -](?!(?:and|or|of|in|on|at|to|for|from|with|by|the|that|which|is|are|was|were|day|daily|week|hours?)\b)"
    r"[A-Za-z][\w-]*){0,3}"
)
# A count, and what kind of form it is: "one", "a low-dose", "two red iron".
_COUNTED = re.compile(rf"\b(?:an?(?: single)?|(?P<many>{_COUNT})){_BETWEEN}[ -]$", re.IGNORECASE)
_DRUG_COUNTED = re.compile(
    r"\b(?:an?|(?P<many>half an?|one|two|three|four|six|eight|a couple of|\d))(?: [a-z]+-dose| extra)? $",
    re.IGNORECASE,
)
#: How often, in words that no list can hold: "every third night", "per 24 hours", "/day".
EVERY = re.compile(
    r"\b(?:every|each|per)"
    r" (?:(?:\d+|one|two|three|four|six|eight|twelve|few|other|single|second|third|fourth)"
    r"(?: ?(?:[-–]|to|or) ?(?:\d+|two|three|four|five|six|eight|twelve))?[ -])?"
    r"(?:hours?|days?|nights?|mornings?|evenings?|weeks?|months?|years?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|feeds?|meals?)\b"
    r"|(?:\b(?:in|within|over|per|each|every)|/) ?(?:an? |any |one )?(?:12|24|48|72)[ -]?(?:h|hrs?|hours?)\b"
    r"|/(?:day|d|week|wk|kg)\b|(?<!\w)\d ?[x×] ?(?:/|per |a )?(?:day|daily|d|week|weekly|wk)\b",
    re.IGNORECASE,
)
# "Give another puff", "take a second tablet".
_AGAIN = re.compile(
    r"\b(?:another|an? (?:second|third|further|repeat|additional)|an extra|one more)(?: [\w-]+){0,2} $",
    re.IGNORECASE,
)
#: "Take two" and what has to follow for it to be of a medicine; a cheap place to look for it.
TAKE_COUNT = re.compile(
    r"ake (?:one|two|three|four|half|\d)(?:(?:-| to | or )(?:two|three|four|five|\d))? (?=[a-z0-9])"
)
_PLACE = re.compile(
    r"[ -](?:sites?|reactions?|pain|form|use|drug|bottle|phobia|technique|of (?:blood|water|coffee|espresso|skin|"
    r"paint|ink|rain|sweat))\b"
)
# "at 8, 12 and 16 weeks", "at 12 months and again at 3 years", "every ten years".
_AGES = re.compile(
    r"\bat (?:about |around |the ages? of |ages? )?(?=\d|one|two|three|four|five|six|nine|ten|twelve)"
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
    r" (?:(?:is|comes|follows|should be|can be|due|given|needed|then) ){0,3}(?:at |after |about |(?:at least ))?"
    r"(?:\d+|an?|one|two|three|four|six|eight|nine|ten|twelve)(?: ?(?:[-–]|to) ?\w+)? (?:weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_AGE_WORDS = re.compile(r"\b(?:weeks?|months?|years?|birth|year|yearly|annually|autumn)\b")
_DUE = re.compile(r"\b(?:due|have|has|get|gets|needs?|offered|repeated)\b")


#: Characters before what opens a sentence: a mark of a list, a quotation mark.
_OPENING = 3
# "Two Imodium to start with", "A Valium before the flight".
_STARTS = re.compile(
    r" (?:to start|at first|at once|before|after|with|will (?:do|see|help)|an hour|straight away|now)\b"
)


def counted_forms(cues: Cues) -> Iterator[tuple[int, int]]:
    """The first form that is had so often, or that a number counts, words between, beside how often or a word for
    having it; a medicine itself is counted as one: "two ibuprofen".
    """
    masks = cues.masks
    for form in cues.of((masks.form | masks.drug) & ~masks.vaccine):
        if _PLACE.match(cues.prose, form.end):
            continue
        is_form = form.mask & masks.form != 0
        often = cues.after(form.end, masks.rate, 8) or cues.before(form.start, masks.rate, 2)
        if is_form and often and _is_had(cues, form.start):
            yield form.start, form.end
            return
        start, is_many = _count_before(cues, form, is_form)
        if start < 0:
            continue
        if (
            cues.after(form.end, masks.frequency, 1)
            or _is_often(cues, form.end)
            or (not is_form and _STARTS.match(cues.prose, form.end) and start - cues.start < _OPENING)
            or (is_many and cues.before(start, masks.given | (masks.order & ~masks.change), 0))
        ):
            yield start, form.end
            return


def _is_often(cues: Cues, end: int) -> bool:
    """Whether how often follows, more often than yearly: pupils get a tablet each year."""
    every = EVERY.match(cues.prose, end + 1, cues.end)
    return every is not None and "year" not in every.group()


def counts_drug(prose: str, start: int) -> bool:
    """Whether a number counts the medicine at `start`."""
    return _DRUG_COUNTED.search(prose, max(0, start - 16), start) is not None


def counts_form(prose: str, start: int) -> bool:
    """Whether a number counts the form at `start`, words between."""
    return _COUNTED.search(prose, max(0, start - 60), start) is not None or (
        _AGAIN.search(prose, max(0, start - 40), start) is not None
    )


def tells_ages(prose: str, start: int, end: int) -> bool:
    """Whether the sentence [start, end) may tell the ages at which a vaccine is given: cheap."""
    return _AGE_WORDS.search(prose, start, end) is not None


def _count_before(cues: Cues, form: Term, is_form: bool) -> tuple[int, bool]:
    """Where the count of a form or a medicine begins, or -1; and whether it is more than "a", and of a medicine more
    than one of its kind: "two aspirin", not "one statin" or "two statins".
    """
    left = cues.left(form.start, 60)
    count = (_COUNTED if is_form else _DRUG_COUNTED).search(left)
    if count is None:
        return -1, False
    is_many = count["many"] is not None
    if not is_form:
        is_many = is_many and count["many"].lower() != "one" and cues.prose[form.end - 1] != "s"
    return form.start - len(left) + count.start(), is_many


def repeated_forms(cues: Cues) -> Iterator[tuple[int, int]]:
    """ "Give a second spray": one more of a form that readers are told to take."""
    masks = cues.masks
    for form in cues.of(masks.form & ~masks.vaccine):
        left = cues.left(form.start, 40)
        again = _AGAIN.search(left)
        if again is None:
            continue
        start = form.start - len(left) + again.start()
        if cues.before(start, masks.order & ~masks.change, 0):
            yield start, form.end
            return


def bare_counts(cues: Cues) -> Iterator[tuple[int, int]]:
    """ "Take two twice a day": a number alone, followed by how often."""
    for match in TAKE_COUNT.finditer(cues.prose, cues.start, cues.end):
        often = cues.after(match.end(), cues.masks.frequency, 0)
        if often:
            yield match.start() + len("ake "), match.end() - 1
            return


def later_doses(cues: Cues) -> Iterator[tuple[int, int]]:
    """ "The second jab comes three weeks after the first": when one of several doses is due."""
    match = _LATER_DOSE.search(cues.prose, cues.start, cues.end)
    if match:
        yield match.span()


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


def _is_had(cues: Cues, start: int) -> bool:
    """Whether the form at an offset is given, taken or named as that of an intervention."""
    if cues.before(start, cues.masks.given | cues.masks.order, 5) is not None:
        return True
    named = cues.intervention(start)
    return named is not None and cues.gap(named.end, start) <= 1
