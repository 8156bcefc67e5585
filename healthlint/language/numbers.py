"""How numbers are written: digits, fractions, ranges, magnitudes and words, and what they are worth."""

from __future__ import annotations

import re
from typing import NamedTuple

#: A space that may stand inside a quantity: plain, no-break, thin, narrow no-break.
SPACE = "[ \u00a0\u2009\u202f]"

# Thousands are divided by commas, by special spaces, or by plain spaces before noughts ("10 000", "2 000 000");
# "2 500 mg tablets" are two numbers, as are "aged 18 500 people".
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    "|\\d{1,3}(?:[\u00a0\u2009\u202f]\\d{3})+(?!\\d)"
    r"|\d{1,3}(?: \d{3})* 000(?!\d)"
    r"|\d+(?:\.\d+)?(?:/\d+(?![\d/.]))?[½¼¾⅓⅔]?|[½¼¾⅓⅔])"
)
_MAGNITUDES = {
    "thousand": 1e3,
    "hundred": 1e2,
    "million": 1e6,
    "millions": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "billions": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "k": 1e3,
}
_SIMPLE = {
    word: float(index)
    for index, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: float(10 * index)
    for index, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
#: Ordinals and nouns that name parts, and how many of them make one.
PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "eighth": 8,
    "eighths": 8,
    "tenth": 10,
    "tenths": 10,
}

_UNIT_WORDS = "|".join(word for word in _SIMPLE if word != "zero")
WORDS = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:one|two|three|four|five|six|seven|eight|nine)\b)?"
    rf"|\b(?:{_UNIT_WORDS})|(?:a )?(?:dozen|hundred|thousand|million|billion))\b"
    r"(?:[ -](?:hundred|thousand|million|billion)\b(?:[ -](?:and )?(?:"
    rf"{'|'.join(_TENS)}|{_UNIT_WORDS})\b(?:[ -](?:hundred|thousand)\b)?)*)*"
)
_DASH = "[-\u2010-\u2015\u2212~]"

_RANGE = re.compile(
    rf"(?:{SPACE}?{_DASH}{SPACE}?|-?{SPACE}(?:to|or|and)(?:{SPACE}(?:a|about|nearly|more than|up to))?{SPACE})"
    rf"(?P<second>{DIGITS}(?![\w]*/)|{WORDS})",
    re.IGNORECASE,
)
_START = re.compile(DIGITS)
_WORD_START = re.compile(WORDS, re.IGNORECASE)
_MAGNITUDE = re.compile(rf"(?:{SPACE}|-)?(hundred|thousand|million|billion|trillion|dozen)s?\b|([kK]|bn|mn)\b", re.IGNORECASE)
_PART = re.compile(
    rf"[ -]({'|'.join(PARTS)})\b(?!{SPACE}?(?:of age|time|trimester|day|week|month|year|person|party|grade|edition|century))",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A number as it is written at prose [start, end): its value, and the upper end of its range (or the value)."""

    start: int
    end: int
    value: float
    high: float
    #: Written with digits.
    digits: bool
    #: The lower end as written: "2019", "1,200", "twenty-five".
    text: str
    #: "two thirds", "a quarter", "half": a part of one.
    part: bool = False


def digit_value(text: str) -> float:
    """What a number in digits is worth: "1,200" is 1200, "1/2" 0.5, "1½" 1.5."""
    tail = _GLYPHS.get(text[-1], 0.0)
    if tail:
        text = text[:-1]
        if not text:
            return tail
    for space in ",\u00a0\u2009\u202f ":
        text = text.replace(space, "")
    whole, _, denominator = text.partition("/")
    value = float(whole)
    return (value / float(denominator) if denominator and float(denominator) else value) + tail


def word_value(text: str) -> float:
    """What a number in words is worth: "twenty-five" is 25, "three hundred and ten thousand" 310000."""
    total = current = 0.0
    for word in text.lower().replace("-", " ").split():
        if word in _MAGNITUDES:
            factor = _MAGNITUDES[word]
            if factor >= 1e3:
                total += max(current, 1.0) * factor
                current = 0.0
            else:
                current = max(current, 1.0) * factor
        else:
            current += _SIMPLE.get(word, 0.0) + _TENS.get(word, 0.0)
    return total + current


def read_number(prose: str, start: int, digits: bool) -> Number | None:
    """The number that begins at an offset, with its range, its magnitude ("5.7 million") or its part ("two thirds")."""
    match = (_START if digits else _WORD_START).match(prose, start)
    if match is None:
        return None
    text, end = match.group(), match.end()
    value = digit_value(text) if digits else word_value(text)
    if not digits:
        part = _PART.match(prose, end)
        if part:
            value /= PARTS[part.group(1).lower()]
            return Number(start, part.end(), value, value, False, text, True)
    low_factor, end = _magnitude(prose, end) if digits else (1.0, end)
    value *= low_factor
    high = value
    follow = prose[end : end + 1]
    if follow and follow in " \u00a0\u2009\u202f-\u2010\u2011\u2012\u2013\u2014\u2015\u2212~":
        second = _RANGE.match(prose, end)
        if second and _is_range(prose, start, second, digits):
            written = second["second"]
            upper = digit_value(written) if written[-1].isdigit() or written[0] in "½¼¾⅓⅔0123456789" else word_value(written)
            factor, second_end = _magnitude(prose, second.end())
            if upper * factor >= value or (factor > 1 and upper * factor >= value * factor) or upper >= value:
                end = second_end
                high = upper * factor
                if factor > 1 and low_factor == 1 and value < upper:
                    value *= factor
    return Number(start, end, value, high, digits, text)


def _magnitude(prose: str, end: int) -> tuple[float, int]:
    match = _MAGNITUDE.match(prose, end)
    if match is None:
        return 1.0, end
    return _MAGNITUDES[(match.group(1) or match.group(2)).lower()], match.end()


def _is_range(prose: str, start: int, match: re.Match[str], digits: bool) -> bool:
    """Whether two numbers are one range: "and" joins only after "between", and "to" only numbers of one script."""
    link = match.group()[: -len(match["second"])].strip(" \u00a0-").lower().split(" ")[0]
    if link == "and":
        return prose[max(0, start - 24) : start].lower().rstrip().endswith(("between", "between about", "between approximately"))
    second_digits = match["second"][0].isdigit() or match["second"][0] in _GLYPHS
    return second_digits == digits
