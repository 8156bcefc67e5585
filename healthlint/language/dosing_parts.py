"""Amounts of a medicine that are told without a number: "a teaspoon of", "double your dose", "half of that"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.dosing_counts import EVERY
from healthlint.language.dosing_orders import for_whom, is_got

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues
    from healthlint.language.dosing_orders import Manner
    from healthlint.language.quantities import Quantity

_ONE = re.compile(
    r"\b(?:an?|one|half|(?:a|one|three) quarters?) (?:of an? )?(?:(?:level|heaped|full|whole|single|small|half|thin"
    r"|(?:\d[\d./–-]*[ -]?|half-|quarter-)?(?:cm|mm|inch|centimetre|centimeter)) )?$",
    re.IGNORECASE,
)
# "two cups of nettle tea"
_CUP_OF_TEA = re.compile(
    r"\b(?:an?|one|two|three|four|\d) (?:cups?|mugs?|glass(?:es)?|bowls?) of "
    r"(?P<what>(?:[\w-]+ ){0,3}(?:tea|infusion|decoction|brew))\b"
)
_LEAF_TEA = re.compile(
    r"\b(?:leaf|leaves|roots?|bark|flowers?|blossoms?|seeds?|berry|berries|husk) \w+$", re.IGNORECASE
)
# "a teaspoon into 200 ml of hot water": what a powder or a syrup is taken in.
_IN_A_DRINK = re.compile(
    r" (?:into|in|to|with|over) (?:[\w’'-]+ ){0,5}?(?:water|milk|juice|tea|coffee|cocoa|smoothies?|shakes?|soup|broth"
    r"|yogh?urt|porridge|oatmeal|honey|drink|liquid|glass|mug)\b"
)
_BEGINS = re.compile(r"(?:start|begin|take|swallow|stick|chew|get|give)\b", re.IGNORECASE)
_ALONE = re.compile(r"[,.;!]|$| (?:each|and|or|to begin|at first|first|because|if|until|then)\b")
_OF_IT = re.compile(r" of (?:(?:the|this|that) )?(?:powder|mixture|paste|decoction|it|this)\b")
#: Millilitres of a medicine that are taken at a time, and no drink.
_SIP = 30
_AT_A_TIME = re.compile(r",? (?:at (?:bedtime|night)|before (?:bed|sleep)|on waking)\b", re.IGNORECASE)
_GRAM = re.compile(r"(?:milli)?gram", re.IGNORECASE)
_OF = re.compile(r"(?:ful)? of ")
_OF_THE = re.compile(r" of (?:the|this|that|our|my) ")
_YOUR_DOSE = re.compile(
    r" (?:up on )?(?:your|the|this|that|its) (?:[\w-]+ ){0,2}?(?:dos(?:e|es|age)|intake)\b", re.IGNORECASE
)
_UP_ON = re.compile(r" up on ")
_OF_A_DOSE = re.compile(
    r" (?:of )?(?:(?:the|your|that|this|an?) )?(?:[\w-]+ ){0,2}?dos(?:e|age)\b"
    r"| (?:of )?(?:the|your|that|this) (?:[\w-]+ )?(?:amount|quantity|intake)\b"
    r"|(?: of)? (?:that|this)(?= amount\b|[.,;)]|$)(?: amount)?",
    re.IGNORECASE,
)
# Advice against it ("do not double the dose"), and what is left to somebody who may decide it.
_AGAINST = re.compile(r"\b(?:not|never|avoid|without|instead of|rather than)\b|n['’]t\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:doctors?|gps?|nurses?|pharmacists?|physicians?|prescribers?|specialists?|vets?)\b", re.IGNORECASE
)
_DOSE_OF = re.compile(r"[^.;]*\bdos(?:e|es|age)(?P<of> of )?", re.IGNORECASE)
#: The strongest solution of a medicine that is put on the skin so many times a day, in per cent.
_STRONGEST = 20
#: The most that a spoon, a few spoons or a measuring cup hold, by unit.
_SPOONS = {"mL": 100.0, "g": 10.0, "teaspoon": 4.0, "tablespoon": 4.0, "spoonful": 4.0}
#: Foods are eaten, drunk or added; what is taken or swallowed is no food.
_TAKES = re.compile(r"(?:take|swallow|give)\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[:–—] ?)\W*$")
_INTO = re.compile(
    r" (?:in(?:to)?|on(?:to)?|under|up|with|before|after|per|each|if|when|whenever|while|to (?:the|each|your|both)"
    r"|at(?= (?:\d|night|bed|noon))) "
)
#: Characters after a spoonful in which a food is what it is mixed with.
_BESIDE = 40
#: Words from an order to what is ordered.
_REACH = 4


def spoonfuls(cues: Cues, regular: bool) -> Iterator[tuple[int, int]]:
    """Each spoon or scoop of an intervention that "a" counts; only a gram is one where it is not said how often."""
    masks = cues.masks
    for cup in _CUP_OF_TEA.finditer(cues.prose, cues.start, cues.end):
        is_herb = cues.near(cup.start("what"), cup.end(), masks.intervention) or _LEAF_TEA.search(cup["what"])
        if is_herb and cues.after(cup.end(), masks.rate, 3):
            yield cup.span()
            return
    for term in cues.of(masks.spoon | masks.form):
        left = cues.left(term.start)
        one, of = _ONE.search(left), _OF.match(cues.prose, term.end)
        if one is None or not (regular or _GRAM.match(cues.prose, term.start)):
            continue
        is_of = of and cues.after(of.end(), masks.intervention | masks.topical, 1)
        if is_of or cues.before(term.start - len(left) + one.start(), masks.intervention, 1):
            yield term.start - len(left) + one.start(), term.end
        elif term.mask & masks.spoon and (
            cues.after(term.end, masks.rate, 5)
            or cues.after(term.end, masks.frequency, 3 if _OF_THE.match(cues.prose, term.end) else 0)
            or EVERY.match(cues.prose, term.end + 1, cues.end)
        ):
            foods = cues.foods(term.end, min(cues.end, term.end + _BESIDE))
            if not foods or cues.prose.startswith("syrup", foods[0].start):
                yield term.start - len(left) + one.start(), term.end


def spoon_in_a_drink(cues: Cues) -> Iterator[tuple[int, int]]:
    """ "Stir a teaspoon into hot water": a spoonful of what the text is about, that readers are told to drink."""
    masks = cues.masks
    for term in cues.of(masks.spoon):
        left = cues.left(term.start)
        one = _ONE.search(left)
        if one is None:
            continue
        start = term.start - len(left) + one.start()
        order = cues.before(start, masks.order & ~masks.change, 2)
        if order is None:
            continue
        of = _OF.match(cues.prose, term.end)
        if of and _TAKES.match(cues.prose, order.start) and cues.after(of.end(), masks.intervention, 1):
            yield start, term.end
            return
        if cues.gap(order.end, start):
            continue
        alone = _BEGINS.match(cues.prose, order.start) and _ALONE.match(cues.prose, term.end)
        if alone or _IN_A_DRINK.match(cues.prose, term.end, cues.end):
            yield start, term.end
            return


def is_spoon_sized(cues: Cues, amount: Quantity, regular: bool) -> bool:
    """Whether an amount without a name is what a spoon or two holds, beside how often or in an order: "10 ml once a
    day", "drink 60 ml before meals".
    """
    masks, is_liquid = cues.masks, amount.unit == "mL"
    if amount.high > _SPOONS.get(amount.unit, 0.0):
        return False
    foods = masks.food | masks.dietary
    if cues.near(cues.start, amount.start, foods):
        return False
    apart = cues.prose.startswith((" with ", " in "), amount.end)  # "swallow 3 g with plenty of water"
    food = None if apart else cues.after(amount.end, foods, 2)
    if food is not None and not cues.near(amount.end, food.start, masks.frequency):
        return False
    if is_liquid and opens_directions(cues, amount) and cues.after(amount.end, masks.frequency, 0):
        return True
    if (
        is_liquid
        and amount.high <= _SIP
        and _AT_A_TIME.match(cues.prose, amount.end, cues.end)
        and not cues.has(foods)
    ):
        return True
    is_spoon = amount.measure == "household"
    if (
        (apart or _OF_IT.match(cues.prose, amount.end))
        and (is_liquid or is_spoon)
        and cues.has(masks.frequency)
    ):
        return True  # "15 ml with warm water before food"
    if is_spoon and cues.has(masks.rate):
        return True
    ordered = cues.before(amount.start, masks.order & ~masks.change, 1)
    if ordered is not None and (regular or cues.has(masks.route) or _TAKES.match(cues.prose, ordered.start)):
        return is_spoon or apart or cues.near(amount.end, cues.end, foods) == []
    if cues.after(amount.end, masks.rate, int(is_liquid)) or EVERY.match(
        cues.prose, amount.end + 1, cues.end
    ):
        return True
    return is_liquid and (for_whom(cues, amount.start) or is_got(cues))


def topical_strengths(
    cues: Cues, quantities: list[Quantity], regular: bool
) -> Iterator[tuple[int, int, str]]:
    """A strength that is put on the skin so many times a day.

    `regular`: the sentence says how often, and what is put on is known.
    """
    masks = cues.masks
    if not regular:
        return
    for quantity in quantities:
        if quantity.kind != "percentage" or quantity.value > _STRONGEST:
            continue
        if cues.has(masks.topical) or cues.after(quantity.end, masks.drug, 0):
            yield quantity.start, quantity.end, "medium"
            return


def opens_directions(cues: Cues, amount: Quantity) -> bool:
    """Whether an amount of a form opens its sentence or follows a label and goes on with a place: "Ten sprays on
    the feet", "Ears: two drops in each".
    """
    return (
        _OPENS.search(cues.left(amount.start)) is not None and _INTO.match(cues.prose, amount.end) is not None
    )


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
            named = (
                cues.after(term.end, masks.intervention, 3) if _UP_ON.match(cues.prose, term.end) else None
            )
            if named is not None:
                yield term.start, named.end
                return
        if term.mask & masks.part and cues.before(term.start, masks.order & ~masks.change, _REACH):
            match = _OF_A_DOSE.match(cues.prose, term.end, cues.end)
            if match:
                yield term.start, match.end()
                return
