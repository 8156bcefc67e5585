"""Fractions and multiples in words: "two thirds of", "by half", "twice as likely", "doubles the risk"."""

from __future__ import annotations

import re

from healthlint.language.numbers import PARTS, Number
from healthlint.language.units import Quantity, unit_of

# Which half or third is meant, not how much: "the upper third of the arm", "the first half of pregnancy".
_PLACES = frozenset(
    [
        "first",
        "second",
        "third",
        "last",
        "latter",
        "other",
        "upper",
        "lower",
        "top",
        "bottom",
        "front",
        "back",
        "left",
        "right",
        "inner",
        "outer",
        "middle",
        "proximal",
        "distal",
        "anterior",
        "posterior",
        "medial",
        "lateral",
        "each",
        "every",
        "final",
        "early",
        "earlier",
        "northern",
        "southern",
        "better",
    ]
)
_QUALIFIERS = frozenset(
    [
        "about",
        "nearly",
        "almost",
        "over",
        "than",
        "least",
        "only",
        "around",
        "to",
        "approximately",
        "roughly",
        "by",
        "just",
        "some",
        "an",
        "estimated",
        "barely",
        "fully",
        "exactly",
        "and",
        "close",
        "in",
        "another",
        "perhaps",
        "maybe",
    ]
)
_WORD_BEFORE = re.compile(r"([A-Za-z]+)[ -]$")
_SHARE = re.compile(
    r"\s(?:of|all|the|these|those|as (?:many|much|likely|often|common)|to (?:two|three|a|one)|(?:their|its|his|her|our|your)\b)",
    re.I,
)
_NO_SHARE = re.compile(
    r"-?\s?(?:an?\b|hour|way|life|lives|time|day|dozen|century|brother|sister|marathon|moon|step|cup|teaspoon|tablespoon|inch|mile|pound|"
    r"liter|litre|past|asleep|finished|full|empty|term|size|heart|section)",
    re.I,
)
_NO_AMOUNT = re.compile(r"\s(?:of |to )?(?:the |a |an |this |that |each |your |my |his |her |our |their )?(?:day|life|li(?=ves)|night|morning|year|time|way|tablet|pill|dose|capsule|"
                        r"plate|cup|glass|bottle|bowl|lemon|avocado|onion|page|screen|body|face|bed|game|battle|fun|story|problem)s?\b", re.I)  # fmt: skip
_DOSED = re.compile(
    r"[ -](?:[a-z]+ ){0,3}(?:doses?|dosages?|dosing|pills?|tablets?|medications?|amounts?|intake|up|down|over|check|blind|vision|chin)\b",
    re.I,
)
_RATE = re.compile(
    r"\s(?:as\b|the\b|that\b|their\b|its\b|his\b|her\b|our\b|your\b|what\b|more likely|in (?:size|number)|a (?:person|man|woman|patient))",
    re.I,
)
_DOUBLE_BEFORE = frozenset(
    ["to", "may", "might", "can", "could", "would", "will", "nearly", "almost", "than", "roughly"]
)
_PASSIVE = frozenset(["was", "were", "been", "be", "is", "are", "nearly", "almost", "than", "roughly"])
_FACTORS = {"twice": 2.0, "doubl": 2.0, "tripl": 3.0, "quadr": 4.0, "halve": 0.5, "halvi": 0.5}
_FOLDS = {
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "ten": 10.0,
    "hundred": 100.0,
}


def _before(prose: str, start: int) -> str:
    match = _WORD_BEFORE.search(prose, max(0, start - 20), start)
    return match.group(1).lower() if match else ""


def read_part(prose: str, start: int, word: str, limit: int) -> Quantity | None:
    """ "half of patients", "a third of", "by a quarter": a share where `word` at `start` says a part; None where it says a place,
    an amount of an hour or a tablet, or nothing. Nothing before `limit` is taken."""
    end = start + len(word)
    value = 1 / PARTS[word]
    before = _before(prose, start)
    if word != "half" and word != "halves":
        if before != "a" or start - 2 < limit:
            return None
        first = start - 2
        place = _before(prose, first)
        if place in ("the", *_PLACES):
            return None
        if _SHARE.match(prose, end) and not _NO_AMOUNT.match(prose, end):
            return Quantity(first, end, "proportion", value, value, "", "share", False)
        if place in ("by", "to", "than", "about", "nearly", "almost", "over") and not re.match(
            r" [a-z]", prose[end : end + 2]
        ):
            return Quantity(first, end, "proportion", value, value, "", "share", False)
        return None
    if before in _PLACES or word == "halves":
        return None
    unit = re.match(r"[ -](?:a |an )?([a-z]+)", prose[end : end + 24])
    if unit:
        if unit.group(1) in ("million", "billion", "dozen", "thousand"):
            return Quantity(start, end + unit.end(), "other", value, value, "", "", False)
        found = unit_of(unit.group(1))
        if found is not None and len(unit.group(1)) > 2:
            return Quantity(
                start, end + unit.end(), found.kind, value, value, found.name, found.measure, False
            )
    if (
        prose[end : end + 1] == "-"
        or _NO_AMOUNT.match(prose, end)
        or (before in ("a", "the") and not _SHARE.match(prose, end))
    ):
        return None
    if _SHARE.match(prose, end) or (before in _QUALIFIERS and not _NO_SHARE.match(prose, end)):
        return Quantity(start, end, "proportion", value, value, "", "share", False)
    return None


def read_fraction(prose: str, number: Number) -> Quantity | None:
    """ "two thirds", "one-quarter" as a share, or as an amount of a unit; None where it says a place."""
    start, end, value = number.start, number.end, number.value
    if _before(prose, start) in _PLACES:
        return None
    unit = re.match(r"[ -](?:of an? |an? )?([a-z]+)", prose[end : end + 24])
    found = unit_of(unit.group(1)) if unit else None
    if unit and found is not None and len(unit.group(1)) > 2:
        return Quantity(start, end + unit.end(), found.kind, value, value, found.name, found.measure, False)
    if _NO_AMOUNT.match(prose, end):
        return None
    return Quantity(start, end, "proportion", value, value, "", "share", False)


def read_multiple(prose: str, start: int, word: str) -> Quantity | None:
    """ "twice as likely", "doubled", "a threefold increase"; None for "twice daily", "double-blind", "do not double the dose"."""
    end = start + len(word)
    follow = prose[end : end + 1]
    if word.endswith("fold"):
        value = _FOLDS.get(word[:-4], 0.0)
    else:
        value = _FACTORS.get(word[:5], 0.0)
        if follow == "-" or _DOSED.match(prose, end):
            return None
        if word == "twice":
            if not _RATE.match(prose, end):
                return None
        elif word in ("double", "triple", "quadruple", "doubles", "triples", "quadruples"):
            base = not word.endswith("s")
            if base and not _RATE.match(prose, end) and _before(prose, start) not in _DOUBLE_BEFORE:
                return None
            if not base and not (
                _RATE.match(prose, end) or follow in ".,;" or prose[end : end + 4] in (" in ", " whe", " ris")
            ):
                return None
        elif (
            word.startswith("halv") and not _RATE.match(prose, end) and _before(prose, start) not in _PASSIVE
        ):
            return None
    return Quantity(start, end, "multiple", value, value, "times", "share", False)
