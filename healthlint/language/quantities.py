"""Quantities: every number in the prose, and what kind of number it is.

A number is read where a digit or a number word stands; the words on either side say what it is. What counts as a
statistic follows the NHS digital service manual (numbers, measurements) and the EMA's guidance on frequencies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from healthlint.language.number_context import Context, words_before
from healthlint.language.number_words import read_fraction, read_multiple, read_part
from healthlint.language.numbers import PARTS, Number, read_number
from healthlint.language.units import CURRENCIES, Quantity, Unit, unit_of

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument

__all__ = ["Quantity", "find_quantities"]

# The first digit of a number, or a glyph for a fraction; no digit inside a word ("B12") or a longer number.
_DIGIT = re.compile(r"[\d½¼¾⅓⅔](?<![A-Za-z0-9_µμ].)")
_WORD = re.compile(r"[A-Za-z]+")
_MULTIPLES = frozenset(("twice", "doubl", "tripl", "quadr", "halve", "halvi"))
_SPACES = " \u00a0\u2009\u202f"
_TAIL = re.compile(
    rf"(?P<plus>\+)?(?P<gap>[{_SPACES}]{{0,2}}|[-\u2010\u2011])"
    r"(?P<word>%|‰|[°º]\s?[CF]?|[A-Za-zµμ]+[²³]?(?:/[A-Za-zµμ0-9²³]+)*(?:2\b|3\b)?)"
)
_NEXT = re.compile(rf"[{_SPACES}\-]{{1,2}}([A-Za-z]+)")
_PERCENT = frozenset(("%", "percent", "pct", "percentage", "‰"))
_ORDINAL = frozenset(("st", "nd", "rd", "th"))
_CLOCK = frozenset(("am", "pm", "a", "p"))
_NEXT_NUMBER = re.compile(
    r"(?P<link>[ -](?:in|out of|of)[ -](?:(?:every|each|about|approximately|roughly|nearly|almost|more than|over|the|an estimated) )*"
    r"(?=[\d]|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|a hundred|a thousand|a million))"
    r"|(?P<per>(?: [a-z-]+){0,3} (?:per|for every|in every|out of every) (?=\d|hundred|thousand|million|one|ten)|/(?=1[0, ]+0\b))",
    re.IGNORECASE,
)
_COLON = re.compile(r":\d+(?:\.\d+)?(?::\d\d)?")
_TIMES = re.compile(
    r"\s*(?:as|more|less|fewer|greater|higher|lower|larger|bigger|stronger|faster|better|worse|likelier|safer|longer|slower|easier|"
    r"richer|sweeter|the|that|their|its|what|normal|increased?|decreased?|lesser|smaller|thicker|heavier)\b",
    re.IGNORECASE,
)
_PER_TIME = re.compile(
    r"\s*(?:/|(?:a|per|each|every|in a|an) ?)?(?:day|daily|week|weekly|month|monthly|year|yearly|annually|night|hour|minute|wk|d)\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"[ -](?:old|of age|and (?:older|over|up|above|younger|under)|or (?:older|over|more of age|younger|under))\b",
    re.I,
)
_PHONE = re.compile(
    r"\d{1,4}(?:[-\u2010\u2011]\d+){2,}|\d{3}[-.\u2013]\d{3}[-.\u2013]\d{4}|\d{3}-\d{4}\b|\d{1,2}/\d{1,2}/\d{2,4}|\d+(?:\.\d+){2,}"
)
_PER_WEIGHT = re.compile(r" per (kg|kilogram|pound|lb)\b", re.I)


def find_quantities(document: AnnotatedDocument) -> tuple[Quantity, ...]:
    """Every number of a document, in order, none overlapping."""
    prose = document.prose
    context = Context(document)
    starts = [match.start() for match in _DIGIT.finditer(prose)]
    words = set(document.terms.starts(context.openers))
    if words:
        starts = sorted(words.union(starts))
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
        if start in words:
            quantity = _read_word(prose, start, position, context)
        else:
            skip = _skipped(prose, start)
            if skip:
                position = skip
                continue
            quantity = _read_digits(prose, start, context)
        if quantity is not None:
            position = quantity.end
            found.append(quantity)
    return _with_shared_units(prose, found)


def _skipped(prose: str, start: int) -> int:
    """The end of what a digit begins where that is no quantity (a reference mark, part of a name), or 0."""
    previous = prose[start - 1 : start]
    if previous in ("", " ", "\n", "("):
        return 0
    before = prose[start - 2 : start - 1]
    if previous == "[":
        close = prose.find("]", start, start + 24)
        return close + 1 if close > 0 and not prose[start:close].strip("0123456789,;:–-— ") else 0
    if (
        (previous in "-\u2010\u2011_/" and before.isalnum())
        or (previous in ".,;)\"”’'!?" and (before.isalpha() or before in ")\"”’'.,"))
        or previous in "^±@"
    ):
        end = start
        while end < len(prose) and (
            prose[end].isalnum() or (prose[end] in ",-–" and prose[end + 1 : end + 2].isdigit())
        ):
            end += 1
        return end
    return 0


def _read_digits(prose: str, start: int, context: Context) -> Quantity | None:
    phone = _PHONE.match(prose, start)
    if phone:
        return Quantity(start, phone.end(), "date" if "/" in phone.group() else "identifier", 0.0, 0.0)
    if prose[start - 1 : start] == "." and not prose[start - 2 : start - 1].isalnum():
        number = read_number(prose, start, True)
        if number is None:
            return None
        scale = 10 ** len(number.text)
        return _typed(
            prose,
            number._replace(start=start - 1, value=number.value / scale, high=number.high / scale),
            context,
        )
    number = read_number(prose, start, True)
    return None if number is None else _typed(prose, number, context)


def _read_word(prose: str, start: int, position: int, context: Context) -> Quantity | None:
    match = _WORD.match(prose, start)
    word = match.group().lower() if match else ""
    if word in PARTS:
        return read_part(prose, start, word, position)
    if word[:5] in _MULTIPLES or word.endswith("fold"):
        return read_multiple(prose, start, word)
    number = read_number(prose, start, False)
    if number is None:
        return None
    if number.part:
        return read_fraction(prose, number)
    quantity = _typed(prose, number, context)
    # "one" alone is a pronoun, and small counts in words are no statistics ("two children").
    if quantity is not None and quantity.kind in ("other", "count", "own-items") and number.high <= 1:
        return None
    return quantity


def _typed(prose: str, number: Number, context: Context) -> Quantity | None:
    """The quantity that a number is, by what follows it and what stands before it."""
    start, end, value, high, digits, text, _ = number

    def made(kind: str, end: int, unit: str = "", measure: str = "") -> Quantity:
        return Quantity(start, end, kind, value, high, unit, measure, digits)

    if prose[start - 1 : start] in CURRENCIES and start:
        return Quantity(start - 1, end, "money", value, high, prose[start - 1], "currency", digits)
    tail = _TAIL.match(prose, end)
    word = tail["word"] if tail else ""
    lower = word.lower()
    if lower in _PERCENT or (lower == "per" and prose.startswith("cent", tail.end() + 1)):  # type: ignore[union-attr]
        close = tail.end() + 5 if lower == "per" else tail.end()  # type: ignore[union-attr]
        return made("percentage", close, "%", "share")
    if tail and word[0] in "°º":
        return made(
            "temperature", tail.end(), "°" + word[-1].upper() if len(word) > 1 else "°", "temperature"
        )
    follow = prose[end : end + 1]
    if follow in (" ", "-", "/"):
        quantity = _proportion(prose, number)
        if quantity is not None:
            return quantity
    elif follow == ":":
        colon = _COLON.match(prose, end)
        if colon:
            one = colon.group() == ":1" or (text == "1" and len(colon.group()) > 1)
            return made("ratio" if one or (high < 100 and len(colon.group()) == 2) else "date", colon.end())
    if tail:
        quantity = _with_word(prose, number, tail, word, lower, context)
        if quantity is not None:
            return quantity
    return context.bare(prose, number, lower)


def _with_word(
    prose: str, number: Number, tail: re.Match[str], word: str, lower: str, context: Context
) -> Quantity | None:
    """The quantity where the word right after the number decides."""
    start, _, value, high, digits, _, _ = number
    close, gap = tail.end(), tail["gap"]

    def made(kind: str, end: int, unit: str = "", measure: str = "") -> Quantity:
        return Quantity(start, end, kind, value, high, unit, measure, digits)

    if lower in ("times", "fold", "x", "folds"):
        if lower == "times" or lower == "x":
            if _PER_TIME.match(prose, close):
                return made("frequency", close, "times")
            if lower == "x" and not _TIMES.match(prose, close):
                return made("other", close)
            by = words_before(prose, start)[-3:]
            if lower == "times" and not _TIMES.match(prose, close) and not ("by" in by and high > 1):
                return made("frequency", close, "times")
        return made("multiple", close, "times", "share")
    if not gap and number.digits:
        if lower in _ORDINAL:
            return made("date" if context.is_month(prose, start, close) else "other", close, "ordinal")
        if lower == "s" and 1800 <= value < 2100:
            return made("date", close)
    if lower in _CLOCK and (lower != "a" or prose.startswith(".m", close)) and high <= 24:
        return made("date", close)
    unit = context.special_unit(prose, close, lower)
    if unit is not None:
        close = unit[1]
        found: Unit | None = unit[0]
    else:
        found = unit_of(word)
        if found is not None and len(word) == 1 and not _is_symbol(word, gap, found):
            found = None
    if found is None:
        if not gap and number.digits and word[0].isalpha():
            return made("name", close)
        return None
    kind, name, measure = found
    if kind == "duration":
        if _OLD.match(prose, close) and name in ("year", "month", "week", "day"):
            return made("age", _OLD.match(prose, close).end(), name, "time")  # type: ignore[union-attr]
        if context.is_age(prose, start):
            return context.result(prose, made("age", close, name, "time"))
    elif kind == "dose":
        per = _PER_WEIGHT.match(prose, close)
        if per:
            return made("dose", per.end(), f"{name}/kg", "per-weight")
    return context.result(prose, made(kind, close, name, measure))


def _is_symbol(word: str, gap: str, unit: Unit) -> bool:
    """Whether one letter after a number is a unit: "5 g" and "5g" are, "type 2 h" and "vitamin C" are not."""
    return (word in "gLlhmd" and (word in "gLl" or not gap)) or (word == "y" and not gap)


def _proportion(prose: str, number: Number) -> Quantity | None:
    """ "1 in 5", "three out of ten", "23 of 50", "3 per 100,000"."""
    match = _NEXT_NUMBER.match(prose, number.end)
    if match is None:
        return None
    at = match.end()
    second = read_number(prose, at, prose[at].isdigit())
    if second is None:
        return None
    start, _, value, high, digits, _, _ = number
    if match["per"]:
        if second.value < 100 and "every" not in match["per"]:
            return None
        return Quantity(start, second.end, "rate", value, high, f"per {second.value:g}", "share", digits)
    link = match["link"].lower().strip(" -").split()[0]
    tail = _TAIL.match(prose, second.end)
    if tail and (
        tail["word"] == "%" or unit_of(tail["word"]) is not None
    ):  # "lost 5 in 10 days", "2 of 5 mg tablets"
        return None
    year = 1900 <= second.value < 2100 and second.digits and len(second.text) == 4
    if second.value <= high or (year and not (value == 1 and second.value % 100 == 0)):
        return None
    if (
        link == "of"
        and "every" not in match["link"]
        and not (digits and second.digits and value * 1000 > second.value)
    ):
        return None
    return Quantity(
        start, second.end, "proportion", value / second.value, high / second.value, "", "share", digits
    )


def _with_shared_units(prose: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Give a bare number the kind and unit of the next one in its list: "10, 20 and 40 mg", "7 v 9%"."""
    for index in range(len(found) - 2, -1, -1):
        one, two = found[index], found[index + 1]
        if one.kind == "other" and two.unit and two.start - one.end <= 9 and two.kind in _SHARED:
            between = prose[one.end : two.start].strip(" \u00a0,").lower()
            if (
                between in ("", "and", "or", "to", "/", "v", "vs", "vs.", "versus", "and/or")
                and prose[one.end : two.start].strip()
            ):
                found[index] = one._replace(kind=two.kind, unit=two.unit, measure=two.measure)
    return tuple(found)


_SHARED = frozenset(
    ("dose", "percentage", "laboratory", "duration", "energy", "measure", "temperature", "change")
)
