"""How numbers are written: digits, fractions, ranges, magnitudes and words, and what they are worth."""

from __future__ import annotations

from healthlint import expressions as re
from healthlint.values import NamedTuple, new

#: A space that may stand inside a quantity: plain, no-break, thin, narrow no-break.
SPACE = "[ \u00a0\u2009\u202f]"
#: What can join the ends of a range.
DASHES = "-\u2010-\u2015\u2212~"

# Thousands are divided by commas, by special spaces, or by plain spaces before noughts ("10 000", "2 000
# 000"): "2 500 mg tablets" are two numbers, as are "aged 18 500 people". The Lancet's decimal point is
# raised.
DIGITS = (
    r"(?:\d{1,2}[ -][1-7]/[2-8](?![\d/.])|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    # A decimal comma shows by the unit of a dose alone: "0,5 mg", "2,5–5 ml".
    r"|\d{1,3},\d{1,2}(?=(?: ?[-–] ?\d{1,3}(?:,\d{1,2})?)?[ \u00a0\u202f-]?(?:mg|mcg|[µμ]g|g|ml|mL|IU)\b)"
    "|\\d{1,3}(?:[\u00a0\u2009\u202f]\\d{3})+(?!\\d)"
    r"|\d{1,3}(?: \d{3})* 000(?!\d)"
    r"|\d+(?:[.·]\d+)?(?:/\d+(?![\d/.]))?[½¼¾⅓⅔]?|[½¼¾⅓⅔])"
)


#: Digits between two commas that divide thousands.
_GROUP = 3
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_SIMPLE = {
    word: float(value)
    for value, word in enumerate(
        str.split(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen "
            "seventeen eighteen nineteen"
        ),
        1,
    )
}
_TENS = {
    word: float(10 * value)
    for value, word in enumerate(str.split("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_MAGNITUDES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
}
#: Words for parts, and how many of the parts make one.
PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
PARTS |= {f"{word}s": count for word, count in PARTS.items() if not word.startswith("hal")}

_SMALL = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SIMPLE)})\b)?|\b(?:{'|'.join(_SIMPLE)})\b"
_LARGE = r"(?:hundred|thousand|million|billion|lakh|crore)\b"
WORDS = (
    rf"(?:(?:{_SMALL}|(?:a )?(?:dozen|{_LARGE}))\b"
    rf"(?:[ -]{_LARGE}(?:[ -](?:and )?(?:{_SMALL})(?:[ -](?:hundred|thousand)\b)?)*)*)"
)
_START = re.compile(DIGITS)
_MIXED = re.compile(r"(\d+)[ -](\d)/(\d)")
_AND_PART = re.compile(rf"{SPACE}and (?:a|one) (half|quarter)\b", re.IGNORECASE)
# "two (2) tablets"
_REPEATED = re.compile(r" \((\d{1,3})\)(?= )")
_WORD_START = re.compile(WORDS, re.IGNORECASE)
_RANGE = re.compile(
    rf"(?:{SPACE}?[{DASHES}]{SPACE}?"
    rf"|-?{SPACE}(?P<link>to|or|and)(?:{SPACE}(?:a|about|nearly|more than|up to))?{SPACE})"
    rf"(?P<second>{DIGITS}(?!\d*/)|{WORDS})",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(
    rf"(?:{SPACE}|-)?(hundred|thousand|million|billion|trillion|dozen|lakh|crore)s?\b|([kK]|bn|mn)\b",
    re.IGNORECASE,
)
_SPACES = frozenset(" \u00a0\u2009\u202f")
_BEFORE_WORD = _SPACES | {"-"}
#: What `_MAGNITUDE` can begin with; the last is the sign for Kelvin, a "k" where case does not count.
_OPENS_MAGNITUDE = _BEFORE_WORD | frozenset("htmbdlckHTMBDLCK\u212a")
_PART = re.compile(
    rf"[ -]({'|'.join(PARTS)})\b(?! (?:of age|time|trimester|day|week|month|year|person|grade|edition"
    rf"|century))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween (?:about |around |approximately |roughly )?$", re.IGNORECASE)
#: What can follow a space within a range: a dash, or the first letter of what joins its ends.
_OPENS_RANGE = frozenset("~-\u2010\u2011\u2012\u2013\u2014\u2015\u2212toaTOA")
_BEFORE_RANGE = frozenset(" \u00a0\u2009\u202f~-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


class Number(NamedTuple):
    """A number as it is written at prose [start, end): its value, and the upper end of its range or the
    value.
    """

    start: int
    end: int
    value: float
    high: float
    #: Written with digits.
    digits: bool
    #: The lower end as written: "2019", "1,200", "twenty-five".
    text: str
    #: A part of one in words: "two thirds".
    part: bool = False


def digit_value(text: str) -> float:
    """What a number in digits is worth: "1,200" is 1200, "1/2" is 0.5, "1½" and "1-1/2" are 1.5."""
    if text.isdigit():
        return float(text)
    mixed = _MIXED.fullmatch(text)
    if mixed:
        return float(mixed[1]) + float(mixed[2]) / float(mixed[3])
    glyph = _GLYPHS.get(text[-1], 0.0)
    if glyph:
        text = text[:-1]
        if not text:
            return glyph
    whole, comma, fraction = text.rpartition(",")
    if comma and len(fraction) < _GROUP:
        text = f"{whole}.{fraction}"
    for divider in ",\u00a0\u2009\u202f ":
        text = text.replace(divider, "")
    whole, _, denominator = text.replace("·", ".").partition("/")
    value = float(whole)
    return (value / float(denominator) if denominator and float(denominator) else value) + glyph


def word_value(text: str) -> float:
    """What a number in words is worth: "twenty-five" is 25, "three hundred and ten thousand" 310000."""
    total = current = 0.0
    for word in text.lower().replace("-", " ").split():
        factor = _MAGNITUDES.get(word, 0.0)
        if factor >= 1e3:
            total, current = total + max(current, 1.0) * factor, 0.0
        elif factor:
            current = max(current, 1.0) * factor
        else:
            current += _SIMPLE.get(word, 0.0) + _TENS.get(word, 0.0)
    return total + current


def read_number(prose: str, start: int, digits: bool) -> Number | None:
    """The number that begins at an offset, in digits or in words, with its magnitude ("5.7 million"), its
    part ("two thirds") or its range ("3 to 5"); None where none begins.
    """
    match = (_START if digits else _WORD_START).match(prose, start)
    if match is None:
        return None
    text, end = match.group(), match.end()
    if digits:
        factor, end = _magnitude(prose, end)
        value = digit_value(text) * factor
    else:
        factor, value = 1.0, word_value(text)
        part = _PART.match(prose, end)
        if part:
            value /= PARTS[part.group(1).lower()]
            return Number(start, part.end(), value, value, False, text, True)
        again = _REPEATED.match(prose, end) if prose.startswith("(", end + 1) else None
        if again and float(again[1]) == value:
            end = again.end()
    more = _AND_PART.match(prose, end) if prose.startswith("and ", end + 1) else None
    if more:  # "one and a half"
        value += 1 / PARTS[more.group(1).lower()]
        times, end = _magnitude(prose, more.end())
        value *= times
    high = value
    first = prose[end : end + 1]
    if first in _BEFORE_RANGE and (first not in _SPACES or prose[end + 1 : end + 2] in _OPENS_RANGE):
        second = _RANGE.match(prose, end)
        if second and _is_range(prose, start, second, digits):
            written = second["second"]
            upper = digit_value(written) if _is_digits(written) else word_value(written)
            above, second_end = _magnitude(prose, second.end())
            if upper * above >= value:
                if above > 1 and factor == 1 and value < upper:  # "2 to 3 million"
                    value *= above
                end, high = second_end, upper * above
    return new(Number, (start, end, value, high, digits, text, False))


def _magnitude(prose: str, end: int) -> tuple[float, int]:
    first = prose[end : end + 1]
    if first == "+" and prose[end + 1 : end + 2] in _SPACES:  # "10+ billion"
        factor, more = _magnitude(prose, end + 1)
        return (factor, more) if factor > 1 else (1.0, end)
    if first not in _OPENS_MAGNITUDE or (
        first in _BEFORE_WORD and prose[end + 1 : end + 2] not in _OPENS_MAGNITUDE
    ):
        return 1.0, end
    match = _MAGNITUDE.match(prose, end)
    if match is None or (match.group() == "K" and prose[end - 4 : end].isdigit()):  # "2700K" is a colour
        return 1.0, end
    return _MAGNITUDES[(match.group(1) or match.group(2)).lower()], match.end()


def _is_digits(text: str) -> bool:
    return text[0].isdigit() or text[0] in _GLYPHS


def _is_range(prose: str, start: int, match: re.Match[str], digits: bool) -> bool:
    """Whether two numbers are one range: both in digits or both in words, joined by "and" only after
    "between".
    """
    if (match["link"] or "").lower() == "and" and not _BETWEEN.search(prose, max(0, start - 24), start):
        return False
    return _is_digits(match["second"]) == digits
