"""Percentages and parts that say how something is to be set or laid out: an apparatus, a plate, a day's food."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.units import Quantity

_ABOUT = (
    r"(?:(?:about|around|roughly|approximately|up to|at least|at most|just|only|over|under|below|above|an?"
    r"|between) )*"
)
# What only apparatus has; what the body and the air have too must be set: "at 50% power", not "lung volume by 20%".
_DIALS = r"(?:inclines?|brightness|backlight|opacity|zoom|battery|throttle|dimmer|treadmill|screen|fan speed)"
_DIAL_AFTER = re.compile(
    rf"[ -](?:(?:treadmill|screen|lamp|uphill|downhill|display|motor|laser) )?(?:{_DIALS}|gradient|slope"
    r"|grade(?! \d|[ -][IV]))\b(?! (?:loss|change))",
    re.IGNORECASE,
)
_DIAL_BEFORE = re.compile(
    rf"\b{_DIALS}(?: (?:level|setting|display|lamp|is|was|are|set|turned|dimmed|down|up|reduced|lowered|raised|at|to"
    rf"|of|from"
    rf"|by|stays?|should|be|kept))*[:=(]? ?\(?{_ABOUT}$",
    re.IGNORECASE,
)
_SET_TO = re.compile(
    rf"\b(?:(?:set|turn(?:ed)?|dial(?:l?ed)?|dim(?:med)?|adjust(?:ed)?|switch(?:ed)?) (?:[\w'’-]+ ){{0,5}}(?:to|at|by)"
    rf"|at) {_ABOUT}$",
    re.IGNORECASE,
)
_SET_WHAT = re.compile(
    r" (?:of (?:its |the |full |max(?:imum)? )*)?(?:power|volume|speed|intensity|output|resistance|charge|brightness"
    r"|throttle"
    r"|strength)\b(?! (?:loss|of \d))",
    re.IGNORECASE,
)
_SET = re.compile(
    r"\b(?:set|turn(?:ed)?|dial(?:l?ed)?|dim(?:med)?|adjust(?:ed)?|switch(?:ed)?) ", re.IGNORECASE
)

_MEAL = r"(?:plate|bowl|dish|meals?|lunch|dinner|breakfast|snacks?|lunchbox|shopping (?:basket|cart|trolley))"
# What follows a plate that is laid out; not "of the meal provision group".
_CLOSES = r"(?=\s*(?:[.,;:!?)—–]|$)| (?:should|with|is|are|as|for|must|can|to|at|and|or|goes)\b)"
_ENERGY = r"(?:calories|kcal|energy(?: intake)?|diet|food(?: intake)?|intake|macros|macronutrients|fluids?)"
# "Eat until you are 80% full"
_FULL = re.compile(r" full\b(?! recover)", re.IGNORECASE)
# What is full of people: "hospital beds were 96% full".
_BEDS = re.compile(
    r"\b(?:beds?|hospitals?|wards?|units?|clinics?|shelters?|ICUs?|reservoirs?|prisons?|classes)\b", re.I
)
_OF_PLATE = re.compile(
    rf"(?: of)?(?: (?:the|your|my|each|every|a|an|their|our|his|her))? (?:(?!all |most |these "
    rf"|those |skip|miss|eat |ate |have |had |cook|buy |make |order|avoid|share|throw|prepare)[\w-]+ )?{_MEAL}{_CLOSES}"
    r"|(?: of it| of the rest)? (?:for|with|goes to|is for|should be) (?:[\w-]+ )?(?:vegetables|veg|veggies|fruits?"
    r"|proteins?"
    r"|grains?|wholegrains|starch\w*|carb\w*|salad|greens|beans|fish|meat)\b"
    rf"|(?: of)? your (?:[\w-]+ ){{0,3}}{_ENERGY}\b",
    re.IGNORECASE,
)
_PLATE = re.compile(rf"\b{_MEAL}\b", re.IGNORECASE)
_OF_ENERGY = re.compile(
    rf" (?:of|from) (?:(?:the|total|daily|all|a day['’]s|each day['’]s|overall) )*{_ENERGY}\b"
    r"|(?: of)?(?: the| their)?(?: \w+)? (?:from )?(?:protein|carb\w*|fats?|sugars?|vegetables)\b",
    re.IGNORECASE,
)
_ADVISED = re.compile(
    r"\b(?:should|ought to|aim|try to|limit|keep|no more than|recommended|goal|target|ideally|must|make sure|let"
    r"|make (?!s)|(?<!we )(?<!they )(?<!people )(?<!adults )(?<!children )(?<!americans )(?:get|eat))\b",
    re.IGNORECASE,
)
_SCARCE = re.compile(
    r"\b(?:studies|study|trial|survey|found|participants|groups?|adults|americans|people)\b", re.IGNORECASE
)


# "30% free storage", "no more than 70% memory"
_ROOM = re.compile(
    r"(?: or (?:less|more))?(?: (?:of|free|disk|drive|storage|your|the))* (?:space|storage|memory|bandwidth|uptime)\b",
    re.IGNORECASE,
)


def is_setting(prose: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a share in the sentence [start, end) is how an apparatus is set: "a 10% incline", "brightness to 30%"."""
    at, close = quantity.start, quantity.end
    if (
        _DIAL_AFTER.match(prose, close)
        or _ROOM.match(prose, close)
        or _DIAL_BEFORE.search(prose, max(start, at - 60), at)
    ):
        return True
    if _SET_TO.search(prose, max(start, at - 60), at) is None:
        return False
    return _SET_WHAT.match(prose, close) is not None or _SET.match(prose, start) is not None


def is_portion(prose: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a share in the sentence [start, end) lays out a plate or a day's food: "half of your plate should be
    vegetables", "keep sugar below 10% of calories". What people were found to eat is a finding.
    """
    if _FULL.match(prose, quantity.end):
        return _BEDS.search(prose, start, quantity.start) is None
    return _is_laid_out(prose, quantity.end, start, end) and _SCARCE.search(prose, start, end) is None


def _is_laid_out(prose: str, close: int, start: int, end: int) -> bool:
    plate = _OF_PLATE.match(prose, close)
    if plate and ("your" in plate.group() or _PLATE.search(prose, start, end)):
        return True
    return _OF_ENERGY.match(prose, close) is not None and _ADVISED.search(prose, start, end) is not None


# "Charge it to 80%", "Keep the humidity below 50%", "Cook it twice as long"; not "Keep in mind that half of us".
_ORDERED = re.compile(
    r"\W*(?:fill|charge|set|keep|maintain|stay|hold|adjust|aim|knead|season|dilute|mix|cook|leave|limit|give|put"
    r"|turn|take|heat"
    r"|add (?:the|in|remaining)|stir|pour|fold|whisk|chop|layer|sprinkle|spread|reserve|drain|soak|simmer"
    r"|(?:eat|drink|buy|walk|cook|add|use)(?= $)"
    r"|(?:slice|split|break|tear|fold|saw|cut(?! (?:your |the )?(?:risk|pain|costs?|deaths?|chances?)))"
    r"(?= (?:the |an? |your |each |it |them |every )?(?:[\w-]+ ){0,3}in $)"
    r"|(?:progress|work up|build up|move up|ramp up|step up|go up|scale up|increase|raise) to"
    r"|(?:start|begin|finish|end) (?:with|at|off with)|(?:run|target|dedicate|devote|allocate|commit|invest"
    r"|donate) (?=$)"
    r"|(?:cut|reduce|increase|raise|lower|halve|double) (?:back (?:on )?)?(?:the |your )?(?:weekly |daily |usual "
    r"|running |total )?"
    r"(?:distance|mileage|pace|portions?|training|workload|screen time|total|rate|volume|frequency|infusion"
    r"|caffeine|coffee|alcohol|load|weights?|reps"
    r"|servings?))\b"
    r"(?! (?:in mind|up with|against))[^:;.,(]{0,40}(?<! that) ?(?<!who )(?<!which )(?<!that )$",
    re.IGNORECASE,
)
# "Double your energy!"
_MULTIPLY = re.compile(
    r"\W*(?:double|triple|quadruple|halve) (?:your|the size of your) (?!risk|chance|odds|likelihood)", re.I
)


def is_ordered(prose: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether the sentence [start, end) orders a share or a multiple: "fill half of it", "double your portion"."""
    if quantity.kind == "multiple" and _MULTIPLY.match(prose, start, end):
        return True
    if _ORDERED.match(prose, start, quantity.start) is not None:
        return True
    clause = max(prose.rfind("; ", start, quantity.start), prose.rfind("(", start, quantity.start))
    return clause >= 0 and _ORDERED.match(prose, clause + 1, quantity.start) is not None
