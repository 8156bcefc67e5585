"""Why an amount in the unit of a dose is none: it is what a food holds, how a product is sold, and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.dosing_cues import REACH

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues
    from healthlint.language.dosing_orders import Manner
    from healthlint.language.quantities import Quantity

# "per serving", "in one cup", "per 100 g": a content, wherever it stands.
_PER_PORTION = re.compile(
    r"\s*\+?(?:of [\w'’ -]{2,40}? |[\w'’-]+ ){0,2}(?:per|in (?:each|every|one|a)|/|for (?:each|every)) ?"
    r"(?:\d+[\w-]* ?)?(?:serving|portion|ounces?|oz|cups?|glass|slice|bar|can|bottle|egg|fruit|100|"
    r"tablespoon|"
    r"teaspoon|tbsp|tsp|grams?|g|kg|kilogram|lit(?:re|er)|ml|mL|L|package|pack|box|capsule|tablet|pill|softgel)\b"
    r"|/U\b"
)
_PER_FLUID = re.compile(
    r"\s*(?:\([^)]*\) ?)?(?:per|/|for each|in each) ?(?:(?:deci|milli|micro)?lit(?:er|re)s?|cubic met(?:er|"
    r"re)s?)\b"
    r"|\s*of (?:whole |pure )?blood\b|[ ·⋅.]?[dmµ]?[Ll][-−⁻]"
)
_HOLDS = re.compile(
    r"(?<!can )(?<!may )(?<!could )(?<!should )(?<!not )(?<!never )"
    r"\b(?:has|have|had|containing|holds?|offers?|gives you|equals?|equal to|equivalent to)\s+"
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
_ONE_IN = re.compile(r"(?:\d|\bone) (?:in|out of|of) (?:every )?[\d ,]*$|\bper [\d ,]*$", re.IGNORECASE)
_STRENGTH = re.compile(r"/ ?$")
_NOT_UNITS = re.compile(
    r"[ -](?:increase|decrease|change|rise|drop|higher|lower|difference|of (?:alcohol|blood|measure|time|"
    r"plasma))"
)
_FORM_AFTER = re.compile(
    r"[ -]?(?:tablets?|capsules?|caplets?|softgels?|pills?|gummies|vials?|ampoules?|patches|strips)\b",
    re.IGNORECASE,
)
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
# What is made of a food and taken for its effect: "lemon balm", "grape seed extract".
_MADE_OF = re.compile(
    r"[ -](?:soluble )?(?:balm|bark|leaf|leaves|extracts?|powder|roots?|peel|capsules?|tablets?|tincture|concentrate"
    r"|polyphenols|husks?|verbena|grass|tea)\b",
    re.IGNORECASE,
)
_COMPUTER = re.compile(r" (?:computers?|pcs?|devices?|screens?)\b", re.IGNORECASE)
_REMEDY = re.compile(
    r" of (?:[\w’'-]+ ){0,3}(?:oils?|solution|mixture|medicine|tincture|extract|remedy|serum|lotion|liquid"
    r"|gel|cream|essence|drops|it|this|that|each|vaccine|product|supplement|concentrate|tonic)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^.;]{0,30}?[:|–—-]\s*\+?")
# From an amount to what it is an amount of.
_OF = re.compile(
    r"\s*(?:(?:of|worth of) (?:(?!with|in|on|and|or|from|to|for|by|per|than|of|a|at)[\w-]+ ){0,2}"
    r"|(?:dietary|total|saturated|added|net|pure|soluble|cooked|raw|dry|fresh|whole|organic|extra|skimmed|"
    r"table|"
    r"green|black) )?"
)
_LEVEL = re.compile(r"\b(?:levels?|concentrations?|clearance|filtration|output)\b[^.;]{0,40}$", re.IGNORECASE)
#: Words from "sodium" to the amount to which it is limited.
_FAR_OFF = 8
#: Characters beside an amount in which its own words stand.
_NEARBY = 60
#: More doses than anybody is given: a supply.
_MANY_DOSES = 20
#: A food that begins so few characters into the sentence can be the label of a list item.
_LABEL_BEGINS = 24


def reason(quantity: Quantity, cues: Cues, spoken: Manner) -> str:
    """Why the amount is no dose; "" where nothing speaks against it."""
    masks, prose = cues.masks, cues.prose
    start, end = quantity.start, quantity.end
    left, right = cues.left(start, _NEARBY), prose[end : min(cues.end, end + _NEARBY)]
    told = spoken.ordering or cues.has(masks.given)
    regular = cues.has(masks.frequency)
    if _PER_FLUID.match(right) and not regular:
        return "a level in a fluid"
    if _STRENGTH.search(left):
        return "the second part of a strength"
    if (
        quantity.unit != "CFU"
        and _PER_PORTION.match(right)
        and not (regular and (told or quantity.measure == "household"))
    ):
        return "a content per portion"
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
        and not cues.has(masks.word | masks.advice | masks.route)
    ):
        return "a strength or a pack"
    if quantity.measure in ("mass", "volume") and not told and not regular and _PRODUCT_AFTER.match(right):
        return "a product's size"
    if cues.before(start, masks.body, 3) or (not told and cues.after(end, masks.body, 4)):
        return "an amount in or from a body"
    if quantity.measure == "concentration" and not regular:
        return "a concentration"
    if quantity.measure in ("mass", "activity") and _LEVEL.search(left) and not told:
        return "a level"
    if quantity.unit in ("units", "dose") and (_NOT_UNITS.match(right) or _ONE_IN.search(left)):
        return "no unit of a dose"
    if quantity.measure == "form" and _COMPUTER.match(prose, end):
        return "a computer"
    if quantity.unit in ("drop", "shot", "patch", "spray") and _of_something_else(quantity, cues):
        return "not of a medicine"
    if quantity.unit == "dose" and not told and _of_something_else(quantity, cues):
        return "a dose of something else"
    if quantity.unit == "dose" and max(quantity.value, quantity.high) > _MANY_DOSES:
        return "a number of doses"
    if _is_diet(quantity, cues) or _is_label(quantity, cues):
        return "a part of a diet"
    if _is_held(quantity, cues, left) and not spoken.imperative:
        return "what something holds"
    return ""


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


def _is_held(quantity: Quantity, cues: Cues, left: str) -> bool:
    """Whether the amount is what a food or a product holds."""
    masks = cues.masks
    if cues.before(quantity.start, masks.given | masks.order, 2) or cues.has(masks.word | masks.advice):
        return False
    if not cues.before(quantity.start, masks.contains, 6) and not _HOLDS.search(left):
        return False
    return not cues.has(masks.frequency) or cues.has(masks.food)


def _is_diet(quantity: Quantity, cues: Cues) -> bool:
    """Whether the amount is of water, sodium, fat or another part of a diet, or of a food."""
    masks, prose = cues.masks, cues.prose
    start, end = quantity.start, quantity.end
    if quantity.measure == "per-weight" and not quantity.unit.startswith("g/kg/"):
        return False
    drugs = cues.near(start - REACH, end + _NEARBY, masks.intervention)
    for term in cues.near(start - REACH, end + _NEARBY, masks.dietary | masks.food):
        if _MADE_OF.match(prose, term.end):
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


def _is_label(quantity: Quantity, cues: Cues) -> bool:
    """Whether the amount follows the name of a food: "Almonds: 77 mg"."""
    if quantity.measure in ("form", "per-weight"):
        return False
    foods = cues.near(cues.start, cues.start + _LABEL_BEGINS, cues.masks.food)
    if not foods or cues.has(cues.masks.word | cues.masks.advice):
        return False
    return _LABEL.fullmatch(cues.prose, foods[0].end, quantity.start) is not None
