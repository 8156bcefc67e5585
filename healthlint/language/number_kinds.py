"""What kind of number a number is, by the word or sign right after it."""

from __future__ import annotations

from healthlint import expressions as re
from healthlint.language.number_context import Context, words_before
from healthlint.language.number_words import is_manifold
from healthlint.language.numbers import Number, read_number
from healthlint.language.units import CURRENCIES, Quantity, Unit, unit_of
from healthlint.language.words import words
from healthlint.values import new

_SPACES = " \u00a0\u2009\u202f"
_TAIL = re.compile(
    rf"(?P<plus>\+)?(?P<gap>[{_SPACES}]{{0,2}}|[-\u2010\u2011])"
    r"(?P<word>%|‰|[°º]\s?[CF]?|per cent\b|[A-Za-zµμ]+[²³]?(?:/[A-Za-zµμ0-9²³]+)*(?:2\b|3\b)?)"
)
# "cost about 80 pounds", "three million pounds": nobody weighs that.
_PAID = re.compile(
    r"\b(?:costs?|costing|prices?|priced|paid|pays?|paying|spends?|spent|fees?|charges?|charged|worth|bill|salary"
    r"|runs? to)\b"
    r"[^.;:\n]{0,40}$",
    re.IGNORECASE,
)
_MILLION = 1e6
#: So many doses or tablets nobody takes: "a billion doses have been given".
_GIVEN = 10_000
# "£2.1m"
_MILLIONS = re.compile(r" ?(?:m|M)(?![\w²³/])")
_PERCENT = words("% percent pct percentage ‰")
_ORDINAL = words("st nd rd th")
_CLOCK = words("am pm a p")
_GROWN = words(
    "by concentrated multiplied magnified amplified increase increases increased rise rises rose grow grows grew"
)
_LINK = re.compile(
    r"[ -](?P<link>in|out of|of)[ -](?P<every>every |each )?(?:(?:about|approximately|roughly|nearly|almost"
    r"|more than"
    r"|over|the|an estimated) )*(?=\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty"
    r"|fifty"
    r"|(?:a )?(?:hundred|thousand|million)\b)",
    re.IGNORECASE,
)
_PER = re.compile(
    r"(?: [a-z-]+){0,3} (?:per|(?:out of |for |in )(?P<every>every)) (?=\d|hundred|thousand|million|one|ten)"
    r"|/(?=1[0, ]+0\b)",
    re.IGNORECASE,
)
# "one adult in six", "four out of every five" with the noun between; a noun is no more than a few words.
_NOUN_LINK = re.compile(
    r"(?: (?!(?:in|out|of|or|and|to|is|are|was|were|has|have|per)\b)[a-z][a-z'’-]*){1,3}"
    r"(?: of (?!(?:the|these|those|them)\b)[a-z-]+(?: [a-z-]+)?)?"
    r" (?P<link>in|out of) (?:every |each )?(?=\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|a hundred|a thousand|a million)",
)
_SHARED_BY = re.compile(
    r"\s*(?:[.,;:!)?]|$| (?:is|are|was|were|has|have|had|will|can|cannot|does|do|did|goes|ends?|turns?|comes?|died"
    r"|dies?|needs?|gets?|got|fails?|failed|worldwide|globally|nationwide|now)\b)"
)
# "One tick in fifty carries the virus"
_CARRIES = re.compile(r" (?!as |this |his |its |us )[a-z]{2,}(?<!s)s (?!of\b)[a-z]")
#: Nobody is told to do something so many times a day.
_NO_ADVICE = 50
_VISITS = re.compile(r"\b(?:accessed|viewed|visited|read|shared|liked|clicked|played)\b", re.IGNORECASE)
#: What is done so many times has been counted.
_OFTEN = 1000
#: "Four nights out of seven"
_WEEK = 7
_DAYS = re.compile(r" (?:days?|nights?|mornings?|evenings?)\b")
#: A share of more than this is not told by its noun: "120 men in 500".
_SMALL_SHARE = 100
# "Women outnumber men 9 to 1", "outnumbered by three to one".
_TO_ONE = re.compile(r" to (?:1|one)\b")
_OUTNUMBER = re.compile(r"\boutnumber(?:s|ed|ing)?\b[^.;:\n]{0,40}$", re.IGNORECASE)
_COLON = re.compile(r":(\d+)(?:\.\d+)?(?::\d\d)?")
_TIMES = re.compile(
    r"\s*(?:as|more|less|fewer|greater|higher|lower|larger|bigger|stronger|faster|better|worse|likelier"
    r"|safer|longer|[a-z]+ier|[a-z]+er than|(?:at )?the"
    r"|dearer|cheaper|weaker|softer|darker|brighter|warmer|hotter|colder|thinner|wider|deeper|shorter|taller|louder"
    r"|quicker"
    r"|rarer|commoner|slower|easier|richer|sweeter|the|that|their|its|what|normal|increased?|decreased?|lesser|smaller"
    r"|thicker"
    r"|heavier)\b",
    re.IGNORECASE,
)
_PER_TIME = re.compile(
    r"\s*(?:/|(?:per|each|every|in an?|an?) ?)?(?:day|daily|week|weekly|month|monthly|year|yearly|annually"
    r"|night|hour"
    r"|minute|wk|d)\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"[ -](?:old|of age|and (?:older|over|up|above|younger|under)|or (?:older|over|more of age|younger"
    r"|under))\b",
    re.IGNORECASE,
)
_PER_WEIGHT = re.compile(r" per (?:kg|kilogram|kilo|pound|lb)s?\b", re.IGNORECASE)


def type_number(prose: str, number: Number, context: Context) -> Quantity:
    """The quantity that a number is, by what follows it and what stands before it."""
    start, end, value, high, digits, text, _ = number
    sign = prose[start - 1 : start]
    if sign in CURRENCIES:
        million = _MILLIONS.match(prose, end)
        times = 1e6 if million else 1.0
        close = million.end() if million else end
        return Quantity(start - 1, close, "money", value * times, high * times, sign, "currency", digits)
    follow = prose[end : end + 1]
    if follow == "(" and prose[end + 1 : end + 2].isupper():  # "25(OH)D"
        return _made(number, "name", end)
    if follow == "%":
        return _made(number, "percentage", end + 1, "%", "share")
    tail = _TAIL.match(prose, end)
    if tail:
        word = tail["word"].lower()
        if word in _PERCENT or word == "per cent":
            return _made(number, "percentage", tail.end(), "%", "share")
        if word[0] in "°º":
            scale = word[-1].upper() if len(word) > 1 else ""
            return _made(number, "temperature", tail.end(), "°" + scale, "temperature")
    if follow == ":":
        colon = _COLON.match(prose, end)
        if colon:
            if text == "1" and context.counts(prose, colon.end()):
                return _made(number, "proportion", colon.end(), "", "share")
            is_ratio = colon.group() == ":1" or text == "1" or (high < 100 and len(colon.group()) == 2)
            return _made(number, "ratio" if is_ratio else "date", colon.end())
    if (
        value < 1
        and "/" in text
        and (prose.startswith(" of ", end) or context.counts(prose, end))
        and not prose.startswith((" of a ", " of an "), end)
    ):
        return _made(number, "proportion", end, "", "share")
    if follow == " " and prose.startswith("to ", end + 1):
        to_one = _TO_ONE.match(prose, end)
        if to_one and _OUTNUMBER.search(prose, max(0, start - 60), start):
            return _made(number, "proportion", to_one.end(), "", "share")
    quantity = (
        None if digits and context.is_named(prose, start) else _proportion(prose, number, follow, context)
    )
    if quantity is None and high < _SMALL_SHARE:
        quantity = _noun_between(prose, number, context)
    if quantity is None and tail:
        quantity = _by_word(prose, number, tail, context)
    return quantity or context.bare(prose, number, tail["word"].lower() if tail else "")


def _made(number: Number, kind: str, end: int, unit: str = "", measure: str = "") -> Quantity:
    return new(Quantity, (number.start, end, kind, number.value, number.high, unit, measure, number.digits))


def _proportion(prose: str, number: Number, follow: str, context: Context) -> Quantity | None:
    """ "1 in 5", "three out of ten", "23 of 50", "3 per 100,000"; None where it is neither."""
    end = number.end
    if follow == "/" or (follow == " " and _has_per(prose, end)):
        per = _PER.match(prose, end)
        if per:
            return _rate(prose, number, per)
    if follow not in (" ", "-") or prose[end + 1 : end + 2] not in ("i", "o"):
        return None
    link = _LINK.match(prose, end)
    second = read_number(prose, link.end(), prose[link.end()].isdigit()) if link else None
    if link is None or second is None or second.value <= number.high:
        return None
    tail = _TAIL.match(prose, second.end)
    if tail and (tail["word"] == "%" or unit_of(tail["word"])):  # "lost 5 in 10 days", "2 of 5 mg each"
        return None
    is_year = 1900 <= second.value < 2100 and second.digits and len(second.text) == 4
    if is_year and (number.value != 1 or second.value % 100):  # "approved 3 in 2019"
        return None
    if (
        link["link"].lower() == "of"
        and not link["every"]
        and not (number.digits and second.digits and number.value * 1000 > second.value)
        and not (number.value >= 2 and context.counts(prose, second.end))
        and not (
            second.text.lower().startswith("a ")
            and (_SHARED_BY.match(prose, second.end) or context.counts(prose, second.end))
        )
    ):
        return None  # "one of the two"
    share, high = number.value / second.value, number.high / second.value
    return Quantity(number.start, second.end, "proportion", share, high, "", "share", number.digits)


def _noun_between(prose: str, number: Number, context: Context) -> Quantity | None:
    """ "One adult in six", "four babies out of five", "1 child in 8": a share with its noun in the middle; None for
    "two trials in 40 patients" and "one tablet in 24 hours".
    """
    link = _NOUN_LINK.match(prose, number.end)
    second = read_number(prose, link.end(), prose[link.end()].isdigit()) if link else None
    if link is None or second is None or second.value <= number.high or second.high != second.value:
        return None
    tail = _TAIL.match(prose, second.end)
    if tail and (tail["word"] == "%" or unit_of(tail["word"])):
        return None
    if 1900 <= second.value < 2100 and second.digits and second.value % 100:
        return None
    if second.value == _WEEK and _DAYS.match(prose, number.end):
        return None
    if context.counts(prose, second.end) or prose.startswith(" of ", second.end):
        return None
    counted = context.names_counted(number.end, link.start("link"))
    if (
        not counted
        and link["link"] != "out of"
        and not _SHARED_BY.match(prose, second.end)
        and not (number.value == 1 and second.value >= 3 and _CARRIES.match(prose, second.end))
    ):
        return None
    share, high = number.value / second.value, number.high / second.value
    return Quantity(number.start, second.end, "proportion", share, high, "", "share", number.digits)


def _has_per(prose: str, end: int) -> bool:
    return prose.find("per ", end, end + 40) >= 0 or prose.find(" every ", end, end + 40) >= 0


def _rate(prose: str, number: Number, per: re.Match[str]) -> Quantity | None:
    second = read_number(prose, per.end(), prose[per.end()].isdigit())
    if second is None or (second.value < 100 and not per["every"]):
        return None
    return _made(number, "rate", second.end, f"per {second.value:g}", "share")


def _by_word(prose: str, number: Number, tail: re.Match[str], context: Context) -> Quantity | None:
    """The quantity where the word right after the number decides: a multiple, a date or a unit."""
    start, _, value, high, digits, _, _ = number
    word, close, is_glued = tail["word"], tail.end(), not tail["gap"]
    lower = word.lower()
    if lower in ("fold", "folds"):
        if is_manifold(prose, start, close):
            return None
        return _made(number, "multiple", close, "times", "share")
    if lower in ("times/day", "times/week"):
        return _made(number, "rate" if value >= _NO_ADVICE else "frequency", close, "times")
    if lower in ("times", "x"):
        return _times(prose, number, close, lower)
    if is_glued and digits and lower == "m" and context.counts(prose, close):  # "3.4m people"
        many = number._replace(value=value * 1e6, high=high * 1e6, end=close)
        return context.bare(prose, many, "")
    if is_glued and digits:
        if lower in _ORDINAL:
            return _made(
                number, "date" if context.is_month(prose, start, close) else "other", close, "ordinal"
            )
        if lower == "s" and 1800 <= value < 2100:
            return _made(number, "date", close)
    if lower in _CLOCK and (lower != "a" or prose.startswith(".m", close)) and high <= 24:
        return _made(number, "date", close)
    found: Unit | None
    special = context.special_unit(prose, close, lower)
    if special:
        found, close = special
    else:
        found = unit_of(word)
        if found and len(word) == 1 and not (_is_symbol(word, is_glued) or _is_units(prose, close)):
            found = None
    if found is None:
        return _made(number, "name", close) if is_glued and digits else None
    kind, name, measure = found
    if measure in ("form", "household") and value >= _GIVEN:
        return _made(number, "count", close, "", "events")
    if (
        name == "lb"
        and lower == "pounds"
        and (high >= _MILLION or _PAID.search(prose, max(0, start - 70), start))
    ):
        return _made(number, "money", close, "£", "currency")
    if kind == "duration":
        old = _OLD.match(prose, close) if name in ("year", "month", "week", "day") else None
        if old or context.is_age(prose, start):
            return context.result(prose, _made(number, "age", old.end() if old else close, name, measure))
    elif kind == "dose":
        per = _PER_WEIGHT.match(prose, close)
        if per:
            return _made(number, "dose", per.end(), f"{name}/kg", "per-weight")
    return context.result(prose, _made(number, kind, close, name, measure))


def _times(prose: str, number: Number, close: int, word: str) -> Quantity:
    """ "3 times more" and "rose three times" against "three times a day" and "(5x)"."""
    if _PER_TIME.match(prose, close):
        if number.value >= _NO_ADVICE:
            return _made(number, "rate", close, "times")
        return _made(number, "frequency", close, "times")
    if not _TIMES.match(prose, close):
        if (
            number.value >= _OFTEN
            and word == "times"
            and not _VISITS.search(prose, max(0, number.start - 40), number.start)
        ):
            return _made(number, "count", close, "times", "events")
        if word == "x":
            return _made(number, "other", close)
        if number.high <= 1 or _GROWN.isdisjoint(words_before(prose, number.start)[-3:]):
            return _made(number, "frequency", close, "times")
    return _made(number, "multiple", close, "times", "share")


def _is_units(prose: str, close: int) -> bool:
    """Whether the letter before `close` is the U of units, not that of a country: "155 U", not "155 U.S. adults"."""
    if prose[close - 1] != "U":
        return False
    return not (prose[close : close + 1] == "." and prose[close + 1 : close + 2].isalnum())


def _is_symbol(word: str, is_glued: bool) -> bool:
    """Whether one letter after a number is a unit: "5 g" and "5g" are, "type 2 h" and "vitamin 5 m" are
    not.
    """
    return word in "gLl" or (is_glued and word in "hmdyu")
