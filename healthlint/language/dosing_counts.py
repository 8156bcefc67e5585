"""Doses that are counts: "one iron tablet every Sunday", "a second puff", "take two at night", strengths told bare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.dosing_orders import is_direction

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues
    from healthlint.language.terms import Term

_COUNT = (
    r"(?:(?:half|(?:an? |one |three )?quarters?)(?: of)?(?: an?)?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty"
    r"|(?<![\d.,])\d{1,3}(?:[-–]\d{1,3})?)"
)
_BETWEEN = (
    r"(?:[ -](?!(?:and|or|of|in|on|at|to|for|from|with|by|the|that|which|is|are|was|were|day|daily|week|hours?)\b)"
    r"[A-Za-z][\w’'-]*){0,3}"
)
# A count, and what kind of form it is: "one", "a low-dose", "two red iron".
_COUNTED = re.compile(
    rf"\b(?:(?P<many>{_COUNT})(?: of (?:her|his|my|their|your|the))?|an?(?: single)?){_BETWEEN}[ -]$",
    re.IGNORECASE,
)
_DRUG_COUNTED = re.compile(
    r"\b(?:an?|(?P<many>half an?|one|two|three|four|five|six|eight|ten|a couple of|\d{1,3}))(?: [a-z]+-dose| extra)? $",
    re.IGNORECASE,
)
#: How often, in words that no list can hold: "every third night", "per 24 hours", "/day".
EVERY = re.compile(
    r"\b(?:every|each|per)"
    r" (?:(?:\d+|one|two|three|four|six|eight|twelve|few|other|single|second|third|fourth|school"
    r"|training|working|rest)"
    r"(?: ?(?:[-–]|to|or) ?(?:\d+|two|three|four|five|six|eight|twelve))?[ -])?(?:waking )?"
    r"(?:hours?|days?|nights?|mornings?|evenings?|weeks?|months?|years?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|feeds?|meals?)\b"
    r"|(?:\b(?:in|within|over|per|each|every)|/) ?(?:an? |any |one )?(?:12|24|48|72)[ -]?(?:h|hrs?|hours?)\b"
    r"|\bon days \d+(?:, ?\d+)*,? and \d+\b"
    r"|\beach of the (?:next|first|following) (?:\w+ )?(?:days|nights|weeks)\b"
    r"|\b(?:with|before|after) (?:(?:an?|each|every|your|the|any) (?:[\w-]+ )?(?:meals?|breakfast|lunch|dinner|supper)"
    r"|breakfast|lunch|dinner|supper)\b"
    r"|/(?:day|d|week|wk|kg)\b|(?<!\w)\d ?[x×] ?(?:/|per |a )?(?:day|daily|d|week|weekly|wk)\b",
    re.IGNORECASE,
)
# "Give another puff", "take a second tablet".
_AGAIN = re.compile(
    r"\b(?:another|(?:an?|the) (?:second|third|further|repeat|additional)|an extra|one more)(?: [\w-]+){0,2} $",
    re.IGNORECASE,
)
#: "Take two" and what has to follow for it to be of a medicine; a cheap place to look for it.
TAKE_COUNT = re.compile(
    r"ake (?:no more than |up to |at most )?(?:one|two|three|four|half|\d)"
    r"(?:(?:-| to | or )(?:two|three|four|five|\d))? (?=[a-z0-9])"
)
_FEW = r"(?P<count>(?:one|two|three|four|half|[1-6])(?:(?:-| to | or )(?:two|three|four|five|[1-6]))?)"
_FEW_BEFORE = re.compile(r"\b(?:one|two|three|four|half|[1-6]) $")
# "Pop two under the tongue", "Give one by mouth".
_ONE_UNDER = re.compile(
    rf"\b(?:take|pop|swallow|chew|give|dissolve|place|put|suck|use|insert) {_FEW}(?= (?:under|on|by|into|in) )",
    re.IGNORECASE,
)
# "Capsules: 2 with breakfast, 1 with dinner".
_LABELLED = re.compile(
    rf"\W*(?:[\w’'-]+ ){{0,3}}[\w’'-]+s?: ?{_FEW}(?= (?:with|before|after|at|in|on|each|every|once|twice|a) )"
)
_PLACE = re.compile(
    r"[ -](?:sites?|reactions?|pain|form|use|drug|bottle|phobia|technique|of (?:blood|water|coffee|espresso|skin|"
    r"paint|ink|rain|sweat))\b"
)


_LINE_BEGINS = re.compile(
    r"\W*(?:(?!(?:an?|the|your|my|his|her|our|this|that|no|any|check|charge|use|put)\b)[\w-]+ ){0,2}",
    re.IGNORECASE,
)
#: Characters before a form near which its line begins.
_NEAR_BEGIN = 24
#: Characters before what opens a sentence: a mark of a list, a quotation mark.
_OPENING = 3
# "Two Imodium to start with", "A Valium before the flight".
_STARTS = re.compile(
    r" (?:and an?|fixed|helped|did|sorted|settled|worked|calmed|to start|at first"
    r"|at once|before|after|with|will (?:do|see|help)|an hour|straight away|now)\b"
)
#: "One tablet now, one in two weeks"
NOW = re.compile(r" (?:now|at once|tonight|straight away|immediately|stat)\b(?! \w+ing\b)")
# "for about a month": how long, where "a month" alone is how often.
_HOW_LONG = re.compile(
    r"\b(?:for|within|after|in|lasts?|lasted|than|over)(?: (?:about|around|up to|at least|over|nearly|almost|roughly"
    r"|more than|less than|half|only|just))?$"
)
# "A fifth of adults swallow a pill each month": of whom so many take one, it is not told to take.
_SHARE = re.compile(
    r"(?:%|per ?cent|\b(?:half|third|quarter|fifth|sixth|tenth)|\b(?:in|out of) (?:\d+|two|three|four|five|six|ten)) "
    r"(?:of |\w+ )[^.;]*$"
)
_OUT_OF = re.compile(r"\b(?:in|out of) (?:every )?$")
#: "Spray once into each nostril".
ONCE = re.compile(
    r" (?:once|twice|(?:two|three|four|five|six|eight|ten|\d{1,2}) times) (?:in(?:to)?|on(?:to)?|under|up|at)\b"
)
#: Where a drop or a tablet is put that is a medicine.
_BODY_PLACE = re.compile(
    r"(?: of [^.;,]{3,30}?)? (?:on(?:to)?|under|in(?:to|side)?|up|to|against|between)"
    r" (?:(?:the|your|each|both|either|his|her|their|a|an|affected|sore|inner|upper|lower|child[’']s|baby[’']s) ){0,3}"
    r"(?:tongue|cheeks?|gums?|lips?|nostrils?|ears?|eyes?|eyelids?|nose|mouth|skin|scalp|tooth|teeth|nails?|vagina|rectum"
    r"|back passage|wart|verruca)\b"
)
# "Three glucose tablets bring it back up": a count that opens its clause.
_OPENS_CLAUSE = re.compile(r"(?:^\W*|\b(?:or|and|but|then) |[,:] )$")
_PRODUCTS = re.compile(
    r"\b(?:best|top|brands?|kinds?|types?|versions?|products?|review(?:ed|s)?|compar\w+|tested|cost|costs|left|contain\w*|hold)\b"
)


def counted_forms(cues: Cues) -> Iterator[tuple[int, int]]:
    """The first form that is had so often, or that a number counts, words between, beside how often or a word for
    having it; a medicine itself is counted as one: "two ibuprofen".
    """
    masks = cues.masks
    for form in cues.of((masks.form | masks.drug) & ~masks.vaccine):
        if _PLACE.match(cues.prose, form.end):
            continue
        is_form = form.mask & masks.form != 0
        if (
            is_form
            and _how_often(cues, form)
            and (_is_had(cues, form) or _is_line(cues, form))
            and not _SHARE.search(cues.left(form.start))
        ):
            yield form.start, form.end
            return
        if is_form and ONCE.match(cues.prose, form.end, cues.end):
            yield form.start, form.end
            return
        start, is_many = _count_before(cues, form, is_form)
        if start < 0 or (_OUT_OF if is_many else _SHARE).search(cues.left(start)):
            continue
        of = 3 if cues.prose.startswith(" of ", form.end) else 0
        if (
            cues.after(form.end, masks.frequency, 1 + of)
            or _is_often(cues, form.end)
            or (not is_form and _STARTS.match(cues.prose, form.end) and start - cues.start < _OPENING)
            or (
                is_many
                and cues.before(start, masks.given | (masks.order & ~masks.change), 0 if is_form else 1)
            )
            or (is_many and (cues.before(start, masks.word, 1) or _SWALLOWS.search(cues.left(start))))
            or (is_form and is_many and _opens_clause(cues, start, form))
            or (is_form and NOW.match(cues.prose, form.end))
            or (not is_many and _is_swallowed(cues, start, form, is_form))
        ):
            yield start, form.end
            return


def _how_often(cues: Cues, form: Term) -> bool:
    """Whether the sentence says how often beside a form: "patches twice a week", "a monthly shot"."""
    masks = cues.masks
    if cues.before(form.start, masks.rate, 2):
        return True
    for term in cues.near(form.end, form.end + 80, masks.rate):
        if cues.gap(form.end, term.start) > 8:
            return False
        if not _HOW_LONG.search(cues.prose, max(cues.start, term.start - 24), term.start - 1):
            return True
    every = EVERY.search(cues.prose, form.end, min(cues.end, form.end + 60))
    return every is not None and "year" not in every.group() and cues.gap(form.end, every.start()) <= 8


def _opens_clause(cues: Cues, start: int, form: Term) -> bool:
    """Whether a count of something named opens its clause: "two rehydration tablets settle it"."""
    masks = cues.masks
    if cues.prose[form.end - 1] != "s" or not cues.near(
        start, form.start, masks.intervention | masks.substance | masks.dietary
    ):
        return False
    if not _OPENS_CLAUSE.search(cues.left(start)) or cues.has(masks.sold):
        return False
    return _PRODUCTS.search(cues.prose, cues.start, cues.end) is None


def _is_swallowed(cues: Cues, start: int, form: Term, is_form: bool) -> bool:
    """Whether one is chewed or swallowed, or put where a medicine is put: "chew an aspirin", "a drop on the tongue"."""
    masks = cues.masks
    order = cues.before(start, masks.order & ~masks.change, 0)
    if not is_form:
        return cues.prose[form.end - 1] != "s" and _SWALLOWS.search(cues.left(start)) is not None
    if order is None:
        return False
    rubbed = _RUBS.search(cues.left(start)) and _DROP.match(cues.prose, form.start)
    return bool(rubbed) or _BODY_PLACE.match(cues.prose, form.end) is not None


_RUBS = re.compile(r"\b(?:rub|dab|massage|apply|swallow)(?: on| in)? $", re.IGNORECASE)
_DROP = re.compile(
    r"drop\b(?! of (?!(?:the|it|this|that|oil)\b|[\w-]+ (?:[\w-]+ )?oil\b))|drop(?:s|per)", re.IGNORECASE
)
_SWALLOWS = re.compile(r"\b(?:chew|swallow)(?:ed|ing)? $", re.IGNORECASE)


def _is_often(cues: Cues, end: int) -> bool:
    """Whether how often follows, more often than yearly: pupils get a tablet each year."""
    every = EVERY.match(cues.prose, end + 1, cues.end)
    return every is not None and "year" not in every.group()


def counts_drug(prose: str, start: int) -> bool:
    """Whether a number counts the medicine at `start`."""
    return _DRUG_COUNTED.search(prose, max(0, start - 16), start) is not None


def is_counted(prose: str, start: int) -> bool:
    """Whether a small number stands before what begins at `start`: "two under the tongue"."""
    return _FEW_BEFORE.search(prose, max(0, start - 16), start) is not None


def counts_many(prose: str, start: int) -> bool:
    """Whether more than one of the form at `start` are counted."""
    match = _COUNTED.search(prose, max(0, start - 60), start)
    return match is not None and match["many"] is not None


def counts_form(prose: str, start: int) -> bool:
    """Whether a number counts the form at `start`, words between."""
    return _COUNTED.search(prose, max(0, start - 60), start) is not None or (
        _AGAIN.search(prose, max(0, start - 40), start) is not None
    )


def _count_before(cues: Cues, form: Term, is_form: bool) -> tuple[int, bool]:
    """Where the count of a form or a medicine begins, or -1; and whether it is more than "a", and of a medicine more
    than one of its kind: "two aspirin", not "one statin" or "two statins".
    """
    left = cues.left(form.start, 60)
    count = (_COUNTED if is_form else _DRUG_COUNTED).search(left)
    if count is None:
        return -1, False
    is_many = count["many"] is not None
    if not is_form:
        is_many = is_many and count["many"].lower() != "one" and cues.prose[form.end - 1] != "s"
    return form.start - len(left) + count.start(), is_many


def repeated_forms(cues: Cues) -> Iterator[tuple[int, int]]:
    """ "Give a second spray": one more of a form that readers are told to take."""
    masks = cues.masks
    for form in cues.of(masks.form & ~masks.vaccine):
        left = cues.left(form.start, 40)
        again = _AGAIN.search(left)
        if again is None:
            continue
        start = form.start - len(left) + again.start()
        if cues.before(start, masks.order & ~masks.change, 0):
            yield start, form.end
            return


def bare_counts(cues: Cues) -> Iterator[tuple[int, int]]:
    """ "Take two twice a day": a number alone, followed by how often."""
    masks = cues.masks
    for take in TAKE_COUNT.finditer(cues.prose, cues.start, cues.end):
        if cues.after(take.end(), masks.frequency, 0) or EVERY.match(cues.prose, take.end(), cues.end):
            yield take.start() + len("ake "), take.end() - 1
            return
    match = _ONE_UNDER.search(cues.prose, cues.start, cues.end) or _LABELLED.match(
        cues.prose, cues.start, cues.end
    )
    if match is None:
        return
    end = match.end("count")
    if cues.after(end, masks.route | masks.frequency, 0) or EVERY.match(cues.prose, end + 1, cues.end):
        yield match.span("count")


def _is_line(cues: Cues, form: Term) -> bool:
    """Whether a form stands near the beginning of a line without a verb: "Depot shot every 12 weeks"."""
    if form.start - cues.start > _NEAR_BEGIN or not _LINE_BEGINS.fullmatch(
        cues.prose, cues.start, form.start
    ):
        return False
    if not (cues.after(form.end, cues.masks.rate, 0) or EVERY.match(cues.prose, form.end + 1, cues.end)):
        return False
    return is_direction(cues, cues.prose[cues.start : cues.end], True)


def _is_had(cues: Cues, form: Term) -> bool:
    """Whether a form is given, taken or named as that of an intervention."""
    masks = cues.masks
    if cues.before(form.start, masks.given | masks.order, 5) or cues.after(form.end, masks.given, 2):
        return True
    named = cues.intervention(form.start)
    return named is not None and cues.gap(named.end, form.start) <= 1
