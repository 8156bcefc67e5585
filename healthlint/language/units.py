"""Quantities and units: what a word after a number measures, and its one spelling.

Symbols follow the International System (BIPM, The International System of Units, 9th ed.) and its common
misspellings; clinical ones (IU, mEq, mmHg) follow the usage of laboratories.
"""

from __future__ import annotations

from healthlint.language.words import words
from healthlint.values import NamedTuple


class Quantity(NamedTuple):
    """A number at prose [start, end), with its currency sign, range and unit.

    Kinds: "percentage", "proportion", "count", "multiple", "effect", "ratio", "rate", "average",
    "survival", "change", "money", "sample", "dose", "laboratory", "age", "date", "duration", "temperature",
    "energy", "measure", "frequency", "identifier", "grade", "name", "own-items", "other". A result
    ("change", "average", "survival") keeps its unit.
    """

    start: int
    end: int
    kind: str
    value: float
    #: The upper end of a range; `value` where there is none.
    high: float
    #: Normalised: "mg", "mcg", "mg/kg", "IU", "tablet", "%", "day", "$"; "" for none.
    unit: str = ""
    #: What the unit measures: "mass", "volume", "activity", "form", "household", "per-weight",
    #: "concentration", "time", "weight", "length", "energy", "level", ...; for counts "people", "animals",
    #: "events" or "studies".
    measure: str = ""
    #: Written with digits.
    digits: bool = True


class Unit(NamedTuple):
    """What a unit makes of a number: the kind of the quantity, its one spelling, and what it measures."""

    kind: str
    name: str
    measure: str


# One line a unit: kind, what it measures, its one spelling, other spellings in lower case.
_TABLE = """
dose mass mg mgs milligram milligrams milligramme milligrammes
dose mass mcg mcgs \u00b5g \u03bcg ug microgram micrograms microgramme microgrammes
dose mass g gm gms gr gram grams gramme grammes
dose mass ng nanogram nanograms
dose volume mL mls millilitre millilitres milliliter milliliters cc ccs
dose volume cL
dose volume dL
dose volume L litre litres liter liters
dose volume \u00b5L \u03bcl ul
dose activity IU ius
dose activity units unit u
dose activity CFU cfus
dose activity mEq
dose activity mIU
dose activity MU
dose form tablet tablets tab tabs
dose form capsule capsules cap caps
dose form pill pills
dose form caplet caplets
dose form softgel softgels
dose form gummy gummies
dose form lozenge lozenges
dose form suppository suppositories
dose form drop drops
dose form puff puffs inhalation inhalations
dose form spray sprays
dose form patch patches
dose form sachet sachets
dose form ampoule ampoules ampule ampules
dose form vial vials
dose form injection injections
dose form shot shots
dose form dose doses
dose form scoop scoops
dose form pellet pellets
dose form dropperful dropperfuls dropper droppers dropperfull
dose form pump pumps
dose form wafer wafers
dose form applicatorful applicatorfuls applicator applicators
dose form pessary pessaries
dose form capful capfuls
dose form squirt squirts
dose form nebule nebules
dose form gelcap gelcaps liquigel liquigels
dose form pillule pillules pilule pilules globule globules
dose form fingertip-unit
dose household teaspoon teaspoons teaspoonful teaspoonfuls tsp tsps
dose household tablespoon tablespoons tablespoonful tablespoonfuls tbsp tbsps
dose household cup cups
dose household pinch pinches
dose household spoonful spoonfuls spoon spoons
measure household glass glasses
measure household bowl bowls
measure household serving servings
measure household bottle bottles
measure household cans
measure volume pint pints
measure volume gallon gallons gal
measure volume quart quarts
measure volume fl-oz
measure weight kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes
measure weight lb lbs pound pounds
measure weight oz ounce ounces
measure weight stone
measure weight ton tons tonne tonnes
measure length mm millimetre millimetres millimeter millimeters
measure length cm centimetre centimetres centimeter centimeters
measure length m metre metres meter meters
measure length km kilometre kilometres kilometer kilometers
measure length inch inches
measure length ft foot feet
measure length mile miles
measure length yard yards
measure length nm nanometer nanometers nanometre nanometres
measure length \u00b5m \u03bcm um micron microns micrometer micrometers
measure size m2 m\u00b2
measure size cm2 cm\u00b2
measure size mm3 mm\u00b3
measure size cm3 cm\u00b3
measure size acre acres
measure speed mph
measure speed rpm
measure power watt watts
measure power volt volts
measure power Hz khz mhz hertz
measure sound dB decibel decibels
measure other mSv
measure other Gy
measure other kDa
measure other lux
measure other ppm
measure other MB gb kb
measure score point points
measure score shade shades
measure score beat beats
measure score notch notches
measure exercise step steps
measure exercise rep reps repetition repetitions
measure exercise set sets
measure exercise lap laps
energy energy kcal kcals kilocalorie kilocalories
energy energy calorie calories cal cals
energy energy kJ kilojoule kilojoules
duration time second seconds sec secs
duration time minute minutes min mins
duration time hour hours hr hrs h
duration time day days
duration time night nights
duration time week weeks wk wks
duration time fortnight fortnights
duration time month months mo mos
duration time year years yr yrs y
duration time decade decades
duration time century centuries
duration time ms millisecond milliseconds
laboratory level mmHg
laboratory level bpm
laboratory level mmol
laboratory level \u00b5mol \u03bcmol umol
laboratory level nmol
laboratory level pmol
laboratory level mol
laboratory level pg
laboratory level kPa
laboratory level mOsm
laboratory level cells
laboratory level copies
money currency $ dollar dollars usd bucks
money currency \u20ac euro euros eur
money currency \u00a3 gbp sterling
money currency cent cents
money currency rupee rupees inr
"""
UNITS: dict[str, Unit] = {
    spelling: Unit(kind, name, measure)
    for kind, measure, name, *others in map(str.split, _TABLE.strip().splitlines())
    for spelling in (name.lower(), *others)
}
CURRENCIES = frozenset("$€£¥₹")

#: What stands below the line of a unit such as "mg/dL" and makes it a level in blood or another fluid.
_FLUID = words("m3 m\u00b3 cm3 cm\u00b3 dl l ml \u00b5l \u03bcl ul mol mmol cl mm3 mm\u00b3 litre liter")
_BODY = words("kg lb lbs m2 m\u00b2 kilogram pound kgbw")
_TIMES = {
    **dict.fromkeys(("d", "day", "daily", "24h"), "day"),
    **dict.fromkeys(("wk", "week"), "week"),
    **dict.fromkeys(("mo", "month"), "month"),
    **dict.fromkeys(("h", "hr", "hour"), "hour"),
    **dict.fromkeys(("min", "minute"), "minute"),
    **dict.fromkeys(("yr", "year"), "year"),
}
_SERVINGS = words("tablet capsule serving dose cap caps tab pill scoop meal person")


def unit_of(word: str) -> Unit | None:
    """The unit that a word after a number is, compound ones such as "mg/kg/day" and "ng/mL" included."""
    lower = word.lower()
    if "/" not in lower:
        return UNITS.get(lower)
    top, *below = lower.split("/")
    base = UNITS.get(top)
    if base is None or base.kind == "energy":
        return base
    first = below[0]
    if first in _FLUID or base.kind == "laboratory":
        if base.name in ("mg", "g") and first == "ml":
            return Unit("dose", f"{base.name}/mL", "concentration")
        return Unit("laboratory", lower, "level")
    if first in _BODY:
        if base.measure == "weight":  # body-mass index
            return Unit("measure", lower, "size")
        times = (_TIMES[part] for part in below[1:] if part in _TIMES)
        return Unit("dose", "/".join([base.name, "kg", *times]), "per-weight")
    if first in _TIMES:
        return Unit(base.kind, f"{base.name}/{_TIMES[first]}", base.measure)
    if first in _SERVINGS or base.measure == "form":
        return base
    if first[:1].isdigit() or first in ("g", "oz", "cup", "km"):
        return Unit("measure", lower, "content")
    return base
