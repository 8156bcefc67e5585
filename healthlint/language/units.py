"""Quantities and units: what a word after a number measures, and its one spelling.

Symbols follow the International System (BIPM, The International System of Units, 9th ed.) and its common
misspellings; clinical ones (IU, mEq, mmHg) the usage of laboratories.
"""

from __future__ import annotations

from typing import NamedTuple


class Quantity(NamedTuple):
    """A number at prose [start, end), with its currency sign, range and unit.

    Kinds: "percentage", "proportion", "count", "multiple", "effect", "ratio", "rate", "average", "survival", "change",
    "money", "sample", "dose", "laboratory", "age", "date", "duration", "temperature", "energy", "measure", "frequency",
    "list-mark", "identifier", "grade", "name", "own-items", "other". A result ("change", "average", "survival") keeps the
    unit it has.
    """

    start: int
    end: int
    kind: str
    value: float
    #: The upper end of a range; `value` where there is none.
    high: float
    #: Normalised: "mg", "mcg", "mg/kg", "IU", "tablet", "%", "day", "$"; "" for none.
    unit: str = ""
    #: What the unit measures: "mass", "volume", "activity", "form", "household", "per-weight", "concentration", "time",
    #: "weight", "length", "energy", "level", ...; for counts "people", "animals", "events" or "studies".
    measure: str = ""
    #: Written with digits.
    digits: bool = True


class Unit(NamedTuple):
    """What a unit means for a quantity."""

    #: Kind of the quantity: "dose", "laboratory", "duration", "energy", "temperature", "measure", "age", "money".
    kind: str
    #: One spelling: "mg", "mcg", "tablet", "day".
    name: str
    #: "mass", "volume", "activity", "form", "household", "per-weight", "concentration", "time", "length",
    #: "weight", "energy", "level", "speed", "currency", "size", "exercise", "content", "other".
    measure: str


_WRITTEN = {"iu": "IU", "cfu": "CFU", "ml": "mL", "l": "L", "cl": "cL", "dl": "dL", "meq": "mEq", "mmhg": "mmHg", "unit": "units"}


def _table() -> dict[str, Unit]:
    table: dict[str, Unit] = {}

    def add(kind: str, measure: str, *spellings: str) -> None:
        for group in spellings:
            spellings_of = group.split()
            unit = Unit(kind, _WRITTEN.get(spellings_of[0], spellings_of[0]), measure)
            for spelling in spellings_of:
                table[spelling] = unit

    add("dose", "mass", "mg mgs milligram milligrams milligramme milligrammes")
    add("dose", "mass", "mcg mcgs \u00b5g \u03bcg ug microgram micrograms microgramme microgrammes")
    add("dose", "mass", "g gm gms gr gram grams gramme grammes", "ng nanogram nanograms")
    add("dose", "volume", "ml mls millilitre millilitres milliliter milliliters cc ccs", "cl", "dl")
    add("dose", "volume", "l litre litres liter liters", "\u00b5l \u03bcl ul")
    add("dose", "activity", "iu ius", "unit units", "cfu cfus", "meq", "miu", "mu", "usp")
    add("dose", "form", "tablet tablets tab tabs", "capsule capsules cap caps", "pill pills", "caplet caplets")
    add("dose", "form", "softgel softgels", "gummy gummies", "lozenge lozenges", "suppository suppositories")
    add("dose", "form", "drop drops", "puff puffs inhalation inhalations", "spray sprays", "patch patches")
    add("dose", "form", "sachet sachets", "ampoule ampoules ampule ampules", "vial vials", "injection injections")
    add("dose", "form", "shot shots", "dose doses", "scoop scoops", "pellet pellets", "dropperful dropperfuls")
    add("dose", "household", "teaspoon teaspoons teaspoonful teaspoonfuls tsp tsps")
    add("dose", "household", "tablespoon tablespoons tablespoonful tablespoonfuls tbsp tbsps")
    add("dose", "household", "cup cups", "pinch pinches", "spoon spoons spoonful spoonfuls")
    add("measure", "household", "glass glasses", "bowl bowls", "serving servings", "bottle bottles", "can cans")
    add("measure", "volume", "pint pints", "gallon gallons gal", "quart quarts", "fl-oz")
    add("measure", "weight", "kg kgs kilo kilos kilogram kilograms kilogramme", "lb lbs pound pounds", "oz ounce ounces")
    add("measure", "weight", "stone", "ton tons tonne tonnes")
    add("measure", "length", "mm millimetre millimetres millimeter millimeters", "cm centimetre centimetres centimeter centimeters")
    add("measure", "length", "m metre metres meter meters", "km kilometre kilometres kilometer kilometers")
    add("measure", "length", "inch inches", "ft foot feet", "mile miles", "yard yards", "nm nanometer nanometers")
    add("measure", "length", "\u00b5m \u03bcm um micron microns micrometer micrometers")
    add("measure", "size", "m2 m\u00b2 sqm", "cm2 cm\u00b2", "mm3 mm\u00b3", "cm3 cm\u00b3", "acre acres", "hectare hectares")
    add("measure", "speed", "mph kmh km/h", "rpm", "watt watts", "volt volts", "hz khz mhz hertz", "db decibel decibels")
    add("measure", "other", "msv", "gy", "mci", "kda", "lux", "ppm", "mb gb kb", "point points")
    add("measure", "exercise", "step steps", "rep reps repetition repetitions", "set sets", "lap laps")
    add("energy", "energy", "kcal kcals kilocalorie kilocalories", "calorie calories cal cals", "kj kilojoule kilojoules")
    add("duration", "time", "second seconds sec secs", "minute minutes min mins", "hour hours hr hrs h")
    add("duration", "time", "day days", "night nights", "week weeks wk wks", "fortnight fortnights", "month months mo mos")
    add("duration", "time", "year years yr yrs y", "decade decades", "century centuries", "trimester trimesters")
    add("duration", "time", "ms msec millisecond milliseconds")
    add("laboratory", "level", "mmhg", "bpm", "mmol", "\u00b5mol \u03bcmol umol", "nmol", "pmol", "mol", "pg", "kpa", "mosm")
    add("laboratory", "level", "beats", "ppb", "cells", "copies")
    add("money", "currency", "$ dollar dollars usd bucks", "\u20ac euro euros eur", "\u00a3 gbp sterling", "cent cents", "rupees inr", "yen")
    return table


UNITS = _table()
CURRENCIES = frozenset("$€£¥₹")

#: What stands below the line of a unit such as "mg/dL" and makes it a level in blood or another fluid.
_FLUID = frozenset("dl l ml \u00b5l \u03bcl ul mol mmol cl mm3 mm\u00b3 litre liter ml/1.73m2 min/1.73".split())
_BODY = frozenset("kg lb lbs m2 m\u00b2 kilogram pound kgbw".split())
_TIMES = {"d": "day", "day": "day", "daily": "day", "wk": "week", "week": "week", "mo": "month", "month": "month", "hr": "hour",
          "h": "hour", "hour": "hour", "min": "minute", "year": "year", "yr": "year", "24h": "day"}  # fmt: skip
_SERVINGS = frozenset("tablet capsule serving dose cap caps tab pill scoop meal person".split())


def unit_of(word: str) -> Unit | None:
    """The unit that a word after a number is, compound ones such as "mg/kg/day" and "ng/mL" included."""
    lower = word.lower()
    if "/" not in lower:
        return UNITS.get(lower)
    top, *below = lower.split("/")
    base = UNITS.get(top)
    if base is None:
        return None
    first = below[0]
    if first in _FLUID or base.kind == "laboratory":
        if base.measure == "mass" and base.name in ("mg", "g") and first == "ml":
            return Unit("dose", f"{base.name}/mL", "concentration")
        return Unit("laboratory", lower, "level")
    if base.kind == "energy":
        return base
    if first in _BODY:
        if base.name in ("kg", "lb"):  # body-mass index
            return Unit("measure", lower, "size")
        return Unit("dose", "/".join([base.name, "kg", *(_TIMES[t] for t in below[1:] if t in _TIMES)]), "per-weight")
    if first in _TIMES:
        return Unit(base.kind, f"{base.name}/{_TIMES[first]}", base.measure)
    if first in _SERVINGS:
        return base
    if first[:1].isdigit() or first in ("g", "oz", "cup", "km"):
        return Unit("measure", lower, "content")
    return base
