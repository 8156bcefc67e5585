"""Why an amount in the unit of a dose is none: it is what a food holds, how a product is sold, and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.dosing_foods import is_cut, is_diet, is_held, is_label
from healthlint.language.dosing_orders import is_tier

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues
    from healthlint.language.dosing_orders import Manner
    from healthlint.language.quantities import Quantity

# "per serving", "in one cup", "per 100 g": a content, wherever it stands.
_PER_PORTION = re.compile(
    r"\s*\+?(?:of [\w'’ -]{2,40}? |[\w'’-]+ ){0,2}(?:per|in (?:each|every|one|a)|/|for (?:each|every)"
    r"|from (?:each|every|one|an?)) ?"
    r"(?:\d+[\w-]* ?)?(?:cigarette|cigar|hectare|acre|serving|portion|ounces?|oz|cups?|glass|slice|bar|can|bottle"
    r"|egg|fruit|100|tablespoon|"
    r"teaspoon|tbsp|tsp|(?:milli|micro)?grams?|g|kg|kilogram|lit(?:re|er)|ml|mL|L|package|pack|box|capsule|tablet|pill|softgel)\b"
    r"|/U\b"
)
# "Two teaspoons in a glass of water" is how it is taken.
_IN_WATER = re.compile(
    r" (?:of [\w’' -]{2,40}? )?in (?:an?|one|half an?) (?:[\w-]+ ){0,2}"
    r"(?:glass|cup|mug|jug|bottle|lit(?:re|er)|pint)(?:ful)? of "
    r"(?:[\w-]+ ){0,2}(?:water|milk|juice|tea)\b"
)
# "6 mg of caffeine per kg body mass", "250 mg of vitamin E per kg of feed"
_PER_BODY = re.compile(
    r"\s*(?:of [\w'’ -]{2,40}? )?(?:per|/) ?(?:\d+ )?(?:kg|kilo(?:gram)?s?|pound|lb) (?:of )?(?:(?:lean|dry|live) )?"
    r"(?:body|bodyweight|bw|bm|mass|weight|feed|chow|fodder|diet)\b",
    re.IGNORECASE,
)
_PER_KILOS = re.compile(r" per \d+ ?(?:kg|kilos?|lb)\b")
_PER_FLUID = re.compile(
    r"\s*(?:\([^)]*\) ?)?(?:per|/|an?|for each|in each) ?(?:(?:deci|milli|micro)?lit(?:er|re)s?|cubic met(?:er|"
    r"re)s?)\b"
    r"|\s*of (?:whole |pure )?blood\b|[ ·⋅.]?[dmµ]?[Ll][-−⁻]"
)
_ONE_IN = re.compile(r"(?:\d|\bone) (?:in|out of|of) (?:every )?[\d ,]*$|\bper [\d ,]*$", re.IGNORECASE)
_STRENGTH = re.compile(r"/ ?$")
_NOT_UNITS = re.compile(
    r"[ -](?:increase|decrease|change|rise|drop|higher|lower|difference"
    r"|of (?:alcohol|(?:whole |donor )?blood|measure|time"
    r"|(?:fresh |frozen |fresh frozen )?plasma|(?:packed |red )+(?:blood )?cells|platelets|cryoprecipitate))"
)
_FORM_AFTER = re.compile(
    r"[ -]?(?:tablets?|capsules?|caplets?|softgels?|pills?|gummies|vials?|ampoules?|patches|strips)\b",
    re.IGNORECASE,
)
# "1 x 100 mg tablet"
_SO_MANY = re.compile(r"\b\d ?[x×] ?$")
_DEADLY = re.compile(
    r"\b(?:(?:can|could|may|might|will|would|is|are|be|proves?|enough to) (?:be |enough to |already |often )?"
    r"(?:kill|lethal|fatal|deadly|toxic|poison\w*)|kills|poisons)\b"
)
# The name of something on a shelf: "200 ml Magnesium Oil Spray".
_PRODUCT_AFTER = re.compile(
    r" ?(?:(?!(?:of|in|with|a|an|the|and|or|to|for|per|at|on|by|daily|before|after)\b)[\w®™+’'-]+ ){1,4}"
    r"(?:sprays?|bottles?|tubs?|pouch|jars?|tubes?|packs?|bags?|shampoo|lotion|cream|gel|balm|soap|tin|refill)\b",
    re.IGNORECASE,
)
# "500 mg: $40", "one vial is £30", "$39 for 60 capsules"
_PRICED = re.compile(r"[^.;\n$£€]{0,24}[$£€] ?\d")
_PRICED_AT = re.compile(r" ?(?:is|are|costs?|for|at|[:=–—-])? ?(?:just |only |about |from )?[$£€] ?\d")
_PRICE_OF = re.compile(r"[$£€] ?\d[\d.,]* (?:for|per|buys?|gets you|an?) (?:[^.;]{0,12} )?$")
_IN_PACK = re.compile(
    r" (?:in (?:an?|the|each|every|one)|per|an?) (?:tub|bottle|pack|box|jar|pouch|bag|blister|packet|tin|carton|tube)\b"
    r"(?! of)"
)
_WEEKLY = re.compile(r" (?:(?:an?|per|each|every) week|weekly)\b")
_COMPUTER = re.compile(r" (?:computers?|pcs?|devices?|screens?)\b", re.IGNORECASE)
_REMEDY = re.compile(
    r" of (?:[\w’'-]+ ){0,3}(?:oils?|solution|mixture|medicine|tincture|extract|remedy|serum|lotion|liquid"
    r"|gel|cream|essence|drops|it|this|that|each|vaccine|product|supplement|concentrate|tonic)\b",
    re.IGNORECASE,
)
# "a 100 mg oral dose", "the 0.5 mg/day group"
_IS_DOSE = re.compile(r"[ -](?:[a-z]+ )?(?:dos(?:e|es|age)|groups?|arms?)\b")
# "1 mcg equals 40 IU", "1 mg of niacin equivalent is 60 mg of tryptophan"
_CONVERTED = re.compile(
    r"(?: of [\w ]{2,30}?)? (?:equals?|is|are|=|corresponds? to|(?:is|are) (?:equal to|the same as))"
    r" (?:about |roughly )?[\d.,]+ ?(?:mg|mcg|[µμ]g|g|IU|milligrams?|micrograms?|grams?)\b"
)
_CONVERTED_FROM = re.compile(
    r"\b[\d.,]+ ?(?:mg|mcg|[µμ]g|IU|milligrams?|micrograms?)(?: of [\w ]{2,30}?)?"
    r" (?:equals?|is|are|=|corresponds? to|(?:is|are) (?:equal to|the same as)) (?:about |roughly )?$"
)
_LEVEL = re.compile(
    r"\b(?:levels?|concentrations?|clearance|filtration|output|pool|reserves?)\b[^.;]{0,40}$", re.IGNORECASE
)
#: Characters beside an amount in which its own words stand.
_NEARBY = 60
#: Forms that are sold by number, and more of them than anybody takes at once.
_PACKED = frozenset(
    ("tablet", "capsule", "pill", "softgel", "caplet", "gummy", "lozenge", "sachet", "patch", "vial")
)
_MANY = 24
#: More than anybody drinks a week.
_MOST_DRINKS = 60
#: Characters after an amount in which a food is what it is found in.
_BESIDE = 24
_GAINED = re.compile(r"\b(?:(?:put|puts|putting) on|gain(?:s|ed|ing)?) (?:[a-z]+ ){0,2}$")
_CAN = re.compile(r"\b(?:can|may|could|might|will|would|to) $")
_ALCOHOL = re.compile(r"\b(?:alcohol|ethanol|drinks?|drinking)\b", re.IGNORECASE)
_IN_WEIGHT = re.compile(r" (?:in|by|of dry|dry) weight\b")
_COARSE = frozenset(("g", "mL", "L", "teaspoon", "tablespoon", "cup"))
#: What an amount is that goes on from one which is held.
HELD = "what something holds"
_GIVEN = ("dose", "shot", "injection")
#: More doses than anybody is given: a supply.
_MANY_DOSES = 20


def reason(quantity: Quantity, cues: Cues, spoken: Manner) -> str:
    """Why the amount is no dose; "" where nothing speaks against it."""
    masks, prose = cues.masks, cues.prose
    start, end = quantity.start, quantity.end
    left, right = cues.left(start, _NEARBY), prose[end : min(cues.end, end + _NEARBY)]
    told = spoken.ordering or cues.has(masks.given)
    regular = cues.has(masks.frequency)
    if _PER_FLUID.match(right) and not regular:
        return "a level in a fluid"
    if _STRENGTH.search(left) and not is_tier(cues, start):
        return "the second part of a strength"
    if (
        quantity.unit != "CFU"
        and _PER_PORTION.match(right)
        and not (quantity.measure in ("household", "form") and _IN_WATER.match(right))
        and not is_tier(cues, start)
        and not (cues.has(masks.word) and _PER_KILOS.match(right))
        and not _PER_BODY.match(right)
        and not (regular and (told or quantity.measure in ("household", "form") or cues.has(masks.word)))
    ):
        return "a content per portion"
    if quantity.measure == "mass" and left.endswith(" per "):
        return HELD
    if cues.before(start, masks.toxic, 6) or (
        not told and not regular and _DEADLY.search(prose, end, cues.end)
    ):
        return "a toxic amount"
    if cues.after(end, masks.sold, 2) or (cues.before(start, masks.sold, 9) and not spoken.imperative):
        return "a strength or a pack"
    if (
        _FORM_AFTER.match(right)
        and not told
        and not regular
        and not _SO_MANY.search(left)
        and not cues.has(masks.word | masks.advice | masks.route)
    ):
        return "a strength or a pack"
    if quantity.measure in ("mass", "volume") and not told and not regular and _PRODUCT_AFTER.match(right):
        return "a product's size"
    is_dose = (
        left.endswith(" on ")
        or cues.before(start, masks.word, 2) is not None
        or _IS_DOSE.match(prose, end) is not None
    )
    if not is_dose and (cues.before(start, masks.body, 3) or (not told and _is_from_body(cues, end))):
        return "an amount in or from a body"
    if quantity.measure == "concentration" and not regular:
        return "a concentration"
    if quantity.measure == "per-weight" and not told and _is_in_food(quantity, cues):
        return "a level"
    if not told and not regular and (_CONVERTED.match(right) or _CONVERTED_FROM.search(left)):
        return "a conversion"
    if left.endswith(" of ") and cues.before(start, masks.animal, 1):
        return "an amount in or from a body"  # "rats of 250 g"
    if quantity.unit.partition("/")[0] == "g" and _GAINED.search(left):
        return "a weight"
    if quantity.measure == "mass" and _IN_WEIGHT.match(right):
        return "a weight"
    if (
        quantity.measure in ("mass", "activity")
        and _LEVEL.search(left)
        and not told
        and not cues.has(masks.advice)
    ):
        return "a level"
    if quantity.unit in ("units", "dose") and (_NOT_UNITS.match(right) or _ONE_IN.search(left)):
        return "no unit of a dose"
    if not regular and _PRICED_AT.match(right):
        return "a price"
    if not told and ((not regular and _PRICED.match(right)) or _PRICE_OF.search(left)):
        return "a price"
    if quantity.measure == "form" and not regular and _is_pack(quantity, right, told):
        return "a strength or a pack"
    if quantity.unit == "units" and _is_drink(quantity, cues):
        return "a part of a diet"
    if quantity.unit in _COARSE and is_cut(cues, start):
        return "a part of a diet"
    if quantity.measure == "form" and _COMPUTER.match(prose, end):
        return "a computer"
    if quantity.unit in ("drop", "shot", "patch", "spray") and _of_something_else(quantity, cues):
        return "not of a medicine"
    if quantity.unit == "dose" and not told and _of_something_else(quantity, cues):
        return "a dose of something else"
    if quantity.unit in _GIVEN and max(quantity.value, quantity.high) > _MANY_DOSES:
        return "a number of doses"
    if is_held(quantity, cues, left) and not spoken.imperative:
        return HELD
    if is_label(quantity, cues):
        return HELD
    if is_diet(quantity, cues):
        return "a part of a diet"
    return ""


def _is_from_body(cues: Cues, end: int) -> bool:
    """Whether a word of what bodies make or lose follows an amount; "can make hair fall out" is none."""
    term = cues.after(end, cues.masks.body, 4)
    return term is not None and _CAN.search(cues.prose, end, term.start) is None


def _is_in_food(quantity: Quantity, cues: Cues) -> bool:
    """Whether so much per kilogram is what a food holds: "lead in rice reached 0.2 mg/kg", "0.01 mg/kg in plums"."""
    masks, start, end = cues.masks, quantity.start, quantity.end
    if cues.has(masks.animal | masks.intervention):
        return False
    in_food = cues.prose.startswith(" in ", end) and cues.foods(end, end + _BESIDE)
    # Protein is counted in grams per kilogram, a poison in milligrams.
    foods = masks.food | masks.dietary if quantity.unit.startswith("g/kg") else masks.food
    return bool(in_food) or any(term.mask & foods for term in cues.foods(start - _NEARBY, start))


def _is_pack(quantity: Quantity, right: str, told: bool) -> bool:
    """Whether so many tablets are what a pack holds; `told`: the sentence has a word for giving or taking."""
    if not told and quantity.unit in _PACKED and max(quantity.value, quantity.high) > _MANY:
        return True
    return _IN_PACK.match(right) is not None


def _is_drink(quantity: Quantity, cues: Cues) -> bool:
    """Whether the units are those of alcohol, which are counted by the week: nothing that is injected is."""
    masks = cues.masks
    if _WEEKLY.match(cues.prose, quantity.end) and _ALCOHOL.search(cues.prose, cues.start, cues.end):
        return True
    if quantity.high > _MOST_DRINKS or cues.has(
        masks.intervention | masks.substance | masks.route | masks.word
    ):
        return False
    return _WEEKLY.match(cues.prose, quantity.end) is not None


def _of_something_else(quantity: Quantity, cues: Cues) -> bool:
    """Whether the dose is none of a medicine: "one dose of reality"."""
    masks = cues.masks
    if not cues.prose.startswith(" of ", quantity.end):
        return False
    if quantity.unit == "dose":
        if quantity.high != 1:
            return False
    elif _REMEDY.match(cues.prose, quantity.end, cues.end):
        return False
    return cues.after(quantity.end, masks.intervention | masks.substance | masks.vaccine, 5) is None
