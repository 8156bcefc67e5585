"""Amounts that are what a food or a product holds, or a part of a diet, and no doses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.dosing_cues import REACH

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues
    from healthlint.language.quantities import Quantity

_HOLDS = re.compile(
    r"(?<!can )(?<!may )(?<!could )(?<!should )(?<!not )(?<!never )"
    r"\b(?:has|have|had|containing|holds?|held|offers?|gives you|equals?|equal to|equivalent to)\s+"
    r"(?:(?:about|around|up to|only|just|approximately|roughly|at least|over|more than|as much as|nearly|"
    r"almost|"
    r"some|a|an|the)\s+){0,3}$",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:limit|keep|kept|restrict|cut|no more than|not more than|less than|fewer than|under|below|at most|"
    r"intake|"
    r"eat|ate|eating|low)",
    re.IGNORECASE,
)
# What is made of a food and taken for its effect: "lemon balm", "grape seed extract".
_MADE_OF = re.compile(
    r"[ -](?:soluble )?(?:balm|bark|leaf|leaves|extracts?|powder|roots?|peel|capsules?|tablets?|tincture|concentrate"
    r"|gels?|(?:essential )?oil|polyphenols|husks?|verbena|grass|tea)\b",
    re.IGNORECASE,
)
# "A single nut can have 90 mcg": of food, what somebody can have is what it holds.
_CAN_HOLD = re.compile(r"\b(?:can|may|could) (?:have|hold|contain|provide|offer) (?:[a-z]+ ){0,3}$")
_BREAKS = re.compile(r"[.;:\n]|\b(?:is|are|was|were|will|needs?|takes?|works?|helps?)\b")
_ADMINISTERED = re.compile(r"(?:given|giving|gave|administ|ingesti|infus|receiv|supplement)")
# "More leucine than two scoops of powder".
_MORE_THAN = re.compile(r"\b(?:(?:more|less) [\w-]+ than|as much [\w-]+ as)(?: in)? $")
# "A cut of 3 g a day", "cutting intake by a teaspoon".
_CUT = re.compile(
    r"\b(?:reduc\w+|cut(?:s|ting)?|lower\w*|decreas\w+|trim\w*|drop(?:s|ping)?)\b[^.;:]{0,30}"
    r"\b(?:of|by) (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
# "Patients were loaded with": people hold nothing.
_LOADED = re.compile(
    r"\b(?:was|were|is|are|been|be|being|get|gets|got) (?:\w+ly )?loaded with\b", re.IGNORECASE
)
# "She had 20 units of it injected": people hold nothing either.
_PEOPLE_HAD = re.compile(
    r"\b"
    r"(?:I|we|you|she|he|they|who|patients?|(?:wo)?m[ae]n|mother|father)"
    r" (?:has |have |had )?ha(?:d|s|ve) (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_GIVES = re.compile(r"\bgives? (?:you|us) (?:[a-z]+ ){0,2}$")
_LABEL = re.compile(r"[^.;]{0,30}?[:|–—-]\s*\+?")
# From an amount to what it is an amount of.
_OF = re.compile(
    r"\s*(?:(?:of|worth of) (?:(?!with|in|on|and|or|from|to|for|by|per|than|of|a|at)[\w-]+ ){0,2}"
    r"|(?:dietary|total|saturated|added|net|pure|soluble|cooked|raw|dry|fresh|whole|organic|extra|skimmed|"
    r"table|"
    r"green|black) )?"
)
#: Units in which no food is measured out, though what it holds is.
_FINE = ("mg", "mcg")
#: Words from how an amount was given to the amount.
_CLOSE = 4
#: Words from "sodium" to the amount to which it is limited.
_FAR_OFF = 8
#: Characters beside an amount in which its own words stand.
_NEARBY = 60
#: A food that begins so few characters into the sentence can be the label of a list item.
_LABEL_BEGINS = 24


def is_held(quantity: Quantity, cues: Cues, left: str) -> bool:
    """Whether the amount is what a food or a product holds."""
    masks = cues.masks
    had = cues.before(quantity.start, masks.given | masks.order, 2)
    if _GIVES.search(left) and cues.near(
        cues.start, quantity.start, masks.food
    ):  # "six oysters give you 32 mg"
        return True
    holds = cues.before(quantity.start, masks.contains, 6)
    if holds is not None and had is not None and had.end <= holds.start:  # "a drink holds 160 mg"
        had = None
    if (had is not None and not had.mask & masks.contains) or cues.has(masks.word | masks.advice):
        return False
    if _CAN_HOLD.search(left) and cues.near(cues.start, quantity.start, masks.food):
        return True
    if quantity.measure in ("form", "household") and _MORE_THAN.search(left):
        return True
    if not holds and not _HOLDS.search(left):
        return False
    if _PEOPLE_HAD.search(left) and cues.after(quantity.end, masks.intervention, 1):
        return False
    if _LOADED.search(left) or (cues.has(masks.given) and cues.after(quantity.end, masks.rate, 0)):
        return False
    return not cues.has(masks.frequency) or cues.has(masks.food)


def goes_on(cues: Cues, end: int, start: int) -> bool:
    """Whether an amount goes on a list of what is held from the one that ends at an offset."""
    masks = cues.masks
    if _BREAKS.search(cues.prose, end, start):
        return False
    return not cues.near(end, start, masks.given | masks.order | masks.word | masks.advice | masks.frequency)


def is_administered(cues: Cues, quantity: Quantity) -> bool:
    """Whether the amount, though in the unit of foods, was given as a medicine is: so much per kilogram, as a dose,
    "given 30 ml".
    """
    masks, start = cues.masks, quantity.start
    if quantity.measure == "per-weight":
        return cues.has(masks.given | masks.animal | masks.route | masks.word)
    if cues.before(start, masks.word, _CLOSE) or cues.after(quantity.end, masks.word, 1):
        return True
    given = cues.before(start, masks.given, _CLOSE)
    return given is not None and _ADMINISTERED.match(cues.prose, given.start) is not None


def is_cut(cues: Cues, start: int) -> bool:
    """Whether the amount at an offset is by how much less of something is eaten: "a cut of 3 g a day"."""
    masks = cues.masks
    if cues.has(masks.word | masks.intervention | masks.substance):
        return False
    return _CUT.search(cues.left(start, _NEARBY)) is not None


def is_diet(quantity: Quantity, cues: Cues) -> bool:
    """Whether the amount is of water, sodium, fat or another part of a diet, or of a food."""
    masks, prose = cues.masks, cues.prose
    start, end = quantity.start, quantity.end
    if quantity.measure == "per-weight" and not quantity.unit.startswith("g/kg/"):
        return False
    drugs = cues.near(start - REACH, end + _NEARBY, masks.intervention)
    for term in cues.near(start - REACH, end + _NEARBY, masks.dietary | masks.food):
        if _MADE_OF.match(prose, term.end):
            continue
        remedy = masks.dietary | masks.remedy | masks.intervention
        if not term.mask & remedy and prose[term.end : start] == " (":  # "lentils (200 g)", "almonds (80 mg)"
            return True
        if (
            quantity.unit.partition("/")[0] in _FINE and not term.mask & masks.dietary
        ):  # "300 mg of dried mushrooms" is no meal
            continue
        if term.start >= end and _OF.fullmatch(prose, end, term.start):
            return not any(end <= drug.start < term.start for drug in drugs)
        if (
            term.end <= start
            and term.mask & masks.dietary
            and cues.gap(term.end, start) <= _FAR_OFF
            and _LIMITS.search(cues.left(start))
            and cues.after(end, masks.intervention, 3) is None
        ):
            return not any(term.end <= drug.start < start for drug in drugs)
    return False


def is_label(quantity: Quantity, cues: Cues) -> bool:
    """Whether the amount follows the name of a food: "Almonds: 77 mg"."""
    if quantity.measure in ("form", "per-weight"):
        return False
    foods = cues.near(cues.start, cues.start + _LABEL_BEGINS, cues.masks.food)
    if not foods or cues.has(cues.masks.word | cues.masks.advice):
        return False
    return _LABEL.fullmatch(cues.prose, foods[0].end, quantity.start) is not None
