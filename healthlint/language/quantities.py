"""Quantities: every number in the prose, and what kind of number it is.

A number is read where a digit or a number word stands; the words on either side say what it is. Sources for what
a statistic looks like: NHS digital service manual (numbers), EMA and ICMJE guidance on reporting; see the rules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from healthlint.language.numbers import DIGITS, PARTS, SPACE, WORDS, Number, digit_value, read_number
from healthlint.language.units import unit_of

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument


class Quantity(NamedTuple):
    """A number at prose [start, end), with its sign, range and unit.

    Kinds: "percentage", "proportion", "count", "multiple", "effect", "ratio", "rate", "average", "survival", "change", "money",
    "sample", "dose", "laboratory", "age", "date", "duration", "temperature", "energy", "measure", "frequency", "list-mark",
    "identifier", "grade", "name", "own-items", "other".
    """

    start: int
    end: int
    kind: str
    value: float
    #: The upper end of a range; `value` where it is none.
    high: float
    #: Normalised: "mg", "mcg", "mg/kg", "IU", "tablet", "%", "day", "people", "studies", ...; "" for none.
    unit: str = ""
    #: What the unit measures: "mass", "volume", "activity", "form", "household", "per-weight", "concentration",
    #: "time", ...; for counts "people", "animals", "events", "studies".
    measure: str = ""
    #: Written with digits.
    digits: bool = True
