"""Quantities: every number in the prose, and what kind of number it is.

A number is read where a digit or a number word stands; the words on either side say what it is. What counts
as a statistic follows the NHS digital service manual (numbers, measurements) and the EMA's guidance on
frequencies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.number_context import Context
from healthlint.language.number_kinds import type_number
from healthlint.language.number_words import read_fraction, read_multiple, read_part
from healthlint.language.numbers import PARTS, Number, read_number, word_value
from healthlint.language.units import Quantity, unit_of
from healthlint.language.words import words

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument

__all__ = ["Quantity", "find_quantities"]

# The first digit of a number, or a glyph for a fraction; no digit inside a word ("B12") or a longer number.
_DIGIT = re.compile(r"[0-9½¼¾⅓⅔](?<![A-Za-z0-9_µμ].)")
_WORD = re.compile(r"[A-Za-z]+")
_EACH = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_EVERY = re.compile(r"\bevery $", re.IGNORECASE)
_NOUNS_AFTER = re.compile(r"(?: [a-z-]+){1,2}")
_ONCE = re.compile(
    r"once in (?:every |each |about |around |roughly |some |nearly |more than |over )*(?=\d|a (?:hundred|thousand"
    r"|million)\b"
    r"|(?:twenty|thirty|forty|fifty|sixty|eighty|two|three|five|ten)\b)",
    re.IGNORECASE,
)
_ONE_EVERY = re.compile(
    r" (?:person|child|baby|woman|man|girl|boy|mother|patient|adult|life|death|case|birth)"
    r" (?:every|each|per) (?:single )?(?:second|minute|hour|day|\w+ (?:seconds|minutes|hours))\b"
)
#: What happens once in so many is a share; "once in ten games" is a way to speak.
_SELDOM = 20
_VAGUE = words("dozen hundred thousand million billion")
_HALF_A_MILLION = re.compile(r"half an? (million|billion|dozen|thousand)\b", re.IGNORECASE)
_MULTIPLES = words("twice doubl tripl quadr halve halvi")
# Telephone numbers, dates in figures, versions and codes.
_CODE = re.compile(
    r"\d{1,4}(?:[-\u2010\u2011]\d+){2,}|\d{3}[-.\u2013]\d{3}[-.\u2013]\d{4}|\d{3}-\d{4}\b"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d+(?:\.\d+){2,}"
)
_UNIT_AFTER = re.compile(r"[ \u00a0]?(?P<word>%|[A-Za-zµμ]+(?:/[a-z]+)?)")
# "folic acid-5 mg": an amount that a hyphen joins to a name.
_AFTER_NAME = re.compile(r"\d+(?:[.,]\d+)?(?: ?[-–] ?\d+(?:\.\d+)?)? ?(?:mg|mcg|[µμ]g|IU)\b")
_CODE_SIGNS = "-./\u2010\u2011\u2013"
_NOT_SKIPPED = frozenset(("", " ", "\n", "("))


def find_quantities(document: AnnotatedDocument) -> tuple[Quantity, ...]:
    """Every number of a document, in order, none overlapping."""
    prose = document.prose
    context = Context(document)
    starts = [match.start() for match in _DIGIT.finditer(prose)]
    opened = set(document.terms.starts(context.openers))
    if opened:
        starts = sorted(opened.union(starts))
    closed = [
        (mark.start, mark.end)
        for mark in document.marks
        if mark.kind in ("superscript", "subscript", "footnote")
    ]
    closed += [(link.start, link.end) for link in document.links if link.kind == "url"]
    closed.sort(reverse=True)
    found: list[Quantity] = []
    position = 0
    for start in starts:
        while closed and closed[-1][0] <= start:
            position = max(position, closed.pop()[1])
        if start < position:
            continue
        if start in opened:
            quantity = _read_word(prose, start, position, context)
        else:
            previous = prose[start - 1 : start]
            skip = 0 if previous in _NOT_SKIPPED else _skipped(prose, start, previous)
            if skip:
                position = skip
                continue
            quantity = _read_digits(prose, start, context)
        if quantity is not None:
            position = quantity.end
            found.append(quantity)
    return _with_shared_units(prose, found)


def _skipped(prose: str, start: int, previous: str) -> int:
    """The end of what a digit begins where that is no quantity (a reference mark, part of a name), or 0."""
    before = prose[start - 2 : start - 1]
    if previous == "[":
        close = prose.find("]", start, start + 24)
        return close + 1 if close > 0 and not prose[start:close].strip("0123456789,;:–-— ") else 0
    if (
        (previous in "-\u2010\u2011_/" and before.isalnum())
        or (previous in ".,;)\"”’'!?" and (before.isalnum() or before in ")\"”’'.,"))
        or previous in "^±@"
    ):
        if (
            previous in "-\u2010\u2011"
            and _AFTER_NAME.match(prose, start)
            and prose[start - 4 : start - 1].isalpha()
        ):
            return 0
        end = start
        while end < len(prose) and (
            prose[end].isalnum() or (prose[end] in ",-–" and prose[end + 1 : end + 2].isdigit())
        ):
            end += 1
        return end
    return 0


def _read_digits(prose: str, start: int, context: Context) -> Quantity | None:
    number = read_number(prose, start, True)
    if number is None:
        return None
    # A code shows by a sign after its first group, which may be what was read as a range.
    if prose[number.end : number.end + 1] in _CODE_SIGNS or number.high != number.value:
        code = _CODE.match(prose, start)
        if code and not _is_measured(prose, code):
            return Quantity(start, code.end(), "date" if "/" in code.group() else "identifier", 0.0, 0.0)
    if prose[start - 1 : start] == "." and not prose[start - 2 : start - 1].isalnum():  # ".07"
        scale = 10.0 ** len(number.text)
        number = number._replace(start=start - 1, value=number.value / scale, high=number.high / scale)
    return type_number(prose, number, context)


def _is_measured(prose: str, code: re.Match[str]) -> bool:
    """Whether what looks like a telephone number is a range of something: "600-1000 IU"."""
    unit = _UNIT_AFTER.match(prose, code.end())
    return unit is not None and (unit["word"] == "%" or unit_of(unit["word"]) is not None)


def _read_word(prose: str, start: int, position: int, context: Context) -> Quantity | None:
    match = _WORD.match(prose, start)
    word = match.group().lower() if match else ""
    if word in _EACH and _EVERY.search(prose, max(position, start - 6), start):
        return _read_every(prose, start, start + len(word), _EACH[word], context)
    if word == "once":
        return _read_once(prose, start)
    if word in PARTS:
        half = _HALF_A_MILLION.match(prose, start) if word == "half" else None
        if half:
            value = word_value(half.group(1)) / 2
            return type_number(prose, Number(start, half.end(), value, value, False, half.group()), context)
        return _resulting(read_part(prose, start, word, position), prose, context)
    if word[:5] in _MULTIPLES or word.endswith("fold"):
        return read_multiple(prose, start, word)
    if word in _VAGUE and _is_one(prose, max(position, start - 2), start):
        start -= 2
    number = read_number(prose, start, False)
    if number is None:
        return None
    if number.part:
        return _resulting(read_fraction(prose, number), prose, context)
    if word in _VAGUE and number.text.lower() == word and prose[start - 1 : start].isspace():
        return None  # "several hundred"
    quantity = type_number(prose, number, context)
    if number.high <= 1 and quantity.kind in ("other", "count") and _ONE_EVERY.match(prose, number.end):
        return quantity._replace(kind="rate", measure="events")  # "kills one child every minute"
    # "one" alone is a pronoun or an article.
    return None if number.high <= 1 and quantity.kind in ("other", "count", "own-items") else quantity


def _resulting(quantity: Quantity | None, prose: str, context: Context) -> Quantity | None:
    """A part of a unit as a result where it is one: "sleep comes half an hour earlier"."""
    return context.result(prose, quantity) if quantity is not None and quantity.unit else quantity


def _read_every(prose: str, start: int, end: int, parts: int, context: Context) -> Quantity | None:
    """ "Every third adult" as a share of people or cases; None for "every second day"."""
    noun = _NOUNS_AFTER.match(prose, end)
    if noun is None or not context.names_counted(end, noun.end()):
        return None
    share = 1 / parts
    return Quantity(start - 6, end, "proportion", share, share, "", "share", False)


def _read_once(prose: str, start: int) -> Quantity | None:
    """ "Once in 2,000 operations" as a share; None for "once in two years" and "once in 24 hours"."""
    link = _ONCE.match(prose, start)
    number = read_number(prose, link.end(), prose[link.end()].isdigit()) if link else None
    if (
        number is None
        or number.value < _SELDOM
        or (number.digits and 1900 <= number.value < 2100 and "," not in number.text)
    ):
        return None
    word = _UNIT_AFTER.match(prose, number.end)
    unit = unit_of(word["word"]) if word else None
    if unit and unit.measure != "form":
        return None
    share = 1 / number.value
    return Quantity(start, number.end, "proportion", share, share, "", "share", False)


def _is_one(prose: str, begin: int, start: int) -> bool:
    """Whether "a" stands before the magnitude at `start`: "a hundred milligrams"."""
    return prose[begin:start].lower() == "a " and not prose[begin - 1 : begin].isalnum()


def _with_shared_units(prose: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Give a bare number the kind and unit of the next one in its list: "10, 20 and 40 mg", "7 v 9%"."""
    joined = False
    for index in range(len(found) - 2, -1, -1):
        one, two = found[index], found[index + 1]
        was_joined, joined = joined, False
        if one.kind != "other" or two.kind not in _SHARED or two.start - one.end > 9:
            continue
        between = prose[one.end : two.start].lower()
        comma, joint = between[:1] == ",", between.removeprefix(",").split()
        # A comma alone joins only within a list: "5, 10 and 20%", not "odds ratio 2.3, 95% of ...".
        if "\n" not in between and (
            joint in _JOINED or (comma and not joint and (was_joined or two.kind == "dose"))
        ):
            found[index] = one._replace(kind=two.kind, unit=two.unit, measure=two.measure)
            joined = True
    return tuple(found)


_JOINED = [[word] for word in str.split("and or to / v vs vs. versus and/or")]
_SHARED = words("dose percentage laboratory duration energy measure temperature change")
