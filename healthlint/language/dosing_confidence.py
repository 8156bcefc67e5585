"""How sure it is that an amount is a dose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.dosing_orders import for_whom, is_enough, is_limit, is_needed, is_tier
from healthlint.language.dosing_parts import is_spoon_sized, opens_directions
from healthlint.language.dosing_sentence import COARSE_UNITS

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues
    from healthlint.language.dosing_sentence import DoseSentence
    from healthlint.language.quantities import Quantity
    from healthlint.language.terms import Term

#: Units so small that only a medicine or a supplement is measured in them, and those of food as well.
_DRUG_UNITS = frozenset(("mg", "mcg", "ng", "IU", "CFU", "mEq", "MIU", "MU"))
#: Forms and units in which nothing but a medicine is counted.
_OF_NAMES = ("units", "tablet", "capsule", "pump", "puff", "squirt", "sachet", "capful", "vial", "ampoule")
_KITCHEN_UNITS = ("cup", "pinch")
# "the 40 mg group", "a 20 mg dose", "at 20 mg": an amount that stands for a treatment.
_GROUP = re.compile(
    r"[ -](?:groups?|arms?|dos(?:e|es|age)|patients?|recipients?|users|injections?|infusions?|bolus|shots?)\b"
)
# "1 g over 10 min"
_INFUSED = re.compile(
    r" (?:iv |i\.v\. )?over (?:\d+|an?|one|two|three|four|half an) ?(?:min|minutes?|h|hrs?|hours?)\b",
    re.IGNORECASE,
)
# "Two pumps of Oestrogel", "22 units of Levemir": what no list knows, by a capital letter.
_OF_NAME = re.compile(r" of [A-Z][a-z]{3,}")
_ARM = re.compile(r"[ -](?:groups?|arms?)\b")
_UNKNOWN = re.compile(r" of (?!(?:it|this|that|these|them)\b)")
# "Requirements rise to 27 mg"
_NEEDS = re.compile(r"\b(?:requirements?|needs|allowances?)\b[^.;:]{0,40}$", re.IGNORECASE)
#: Grams of an ointment that go on the skin in a week.
_LARGE = 500
_LABELS = re.compile(r" ?[:–—-] ?")
#: Grams or millilitres of a medicine that the text need not name again.
_SMALL = 30
#: Words between an amount and what it is an amount of.
_NEAR = 3


def confidence_of(amount: Quantity, sentence: DoseSentence) -> str:
    """How sure it is that the amount is a dose; "" where too little speaks for one."""
    cues, masks = sentence.cues, sentence.masks
    telling = cues.has(masks.word | masks.advice | masks.given)
    told = (
        telling
        or sentence.manner.ordering
        or for_whom(cues, amount.start)
        or is_limit(cues, amount.start)
        or is_tier(cues, amount.start)
        or is_enough(cues)
        or is_needed(cues)
    )
    group = _GROUP.match(cues.prose, amount.end, cues.end) is not None
    strong = told or sentence.regular or group or cues.has(masks.route)
    named = cues.intervention(amount.start)
    near = named is not None and _is_near(cues, amount, named)
    unit, _, rate = amount.unit.partition("/")
    if amount.measure == "per-weight":
        certain = strong or cues.has(masks.animal)
        return "" if amount.unit.startswith("mm") else "high" if certain else "medium"
    if unit == "ng" and not (told or sentence.regular):
        return "low"
    if unit in _DRUG_UNITS:
        ordered = cues.before(amount.start, masks.order & ~masks.change, 0)
        if strong or ordered or sentence.advised or rate or _NEEDS.search(cues.left(amount.start)):
            return "high"
        unknown = named is None and _UNKNOWN.match(cues.prose, amount.end) is not None
        return "low" if unknown and not sentence.inherited() else "medium"
    if unit in COARSE_UNITS:
        if sentence.manner.ordering and cues.before(amount.start, masks.medical, _NEAR):
            return "high"
        spoonful = near or is_spoon_sized(cues, amount, sentence.regular)
        if strong or rate or sentence.around.is_about_doses(sentence.block):
            spoonful = spoonful or (amount.measure == "volume" and cues.has(masks.route))
            if named or sentence.advised or telling:
                return "high"
            is_small = amount.high <= _SMALL and unit in ("g", "mL")
            is_small = is_small or (unit == "g" and amount.high <= _LARGE and _is_put_on(sentence))
            in_schedule = unit == "mL" and sentence.regular and sentence.around.names_vaccine(sentence.block)
            return (
                "medium"
                if spoonful
                or in_schedule
                or (is_small and _ARM.match(cues.prose, amount.end, cues.end))
                or (unit == "g" and is_small and _INFUSED.match(cues.prose, amount.end, cues.end))
                or (
                    (told or sentence.regular)
                    and is_small
                    and (sentence.inherited() or cues.has(masks.topical))
                )
                else ""
            )
        return "medium" if spoonful else ""
    if amount.measure == "form" or amount.unit == "units":
        if strong or sentence.advised:
            return "high" if told or sentence.regular else "medium"
        units = amount.unit == "units" and cues.has(masks.substance)
        named_so = amount.unit in _OF_NAMES and _OF_NAME.match(cues.prose, amount.end, cues.end)
        return "medium" if near or units or named_so or opens_directions(cues, amount) else ""
    of_herb = near or (sentence.advised and sentence.inherited())
    if amount.unit == "cup" and sentence.regular and of_herb and not cues.foods(amount.end, cues.end):
        return "medium"
    if amount.unit == "cup" and sentence.manner.ordering and cues.has(masks.rate) and not named:
        foods = cues.has(masks.food | masks.dietary) or sentence.around.is_about_diet(sentence.block)
        return "medium" if sentence.inherited() and not foods else ""
    dosed = amount.measure == "household" and sentence.around.is_dosed_row(sentence.block)
    if (
        amount.measure == "household"
        and amount.unit not in _KITCHEN_UNITS
        and (told or sentence.regular or dosed)
    ):
        return (
            "medium"
            if named or sentence.inherited() or is_spoon_sized(cues, amount, sentence.regular)
            else ""
        )
    return ""


def _is_put_on(sentence: DoseSentence) -> bool:
    """Whether readers are told to use so much so often of what is no food."""
    cues = sentence.cues
    return sentence.manner.ordering and cues.has(cues.masks.rate) and not cues.foods(cues.start, cues.end)


def _is_near(cues: Cues, amount: Quantity, named: Term) -> bool:
    if _LABELS.fullmatch(cues.prose, named.end, amount.start):  # "Creatine: 5 g"
        return True
    return min(cues.gap(named.end, amount.start), cues.gap(amount.end, named.start)) <= _NEAR
