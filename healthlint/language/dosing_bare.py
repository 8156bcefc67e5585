"""Doses that are bare numbers, of a medicine that the text around names: "two a day", "half of it", "I took one"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.dosing_counts import EVERY

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues

_FEW = (
    r"(?:(?:one|two|three|four) and a half|half|(?:one or )?two|one|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|\d{1,2}(?:\.\d{1,2})?)"
)
# What a number is followed by where it counts something named before: "two of these", "half of it".
_OF_THEM = (" of these", " of those", " of them", " of it")
_FEW_OF = re.compile(rf"(?<![\w.,/$€£%-])(?P<count>{_FEW})$", re.IGNORECASE)
# A number right before how often: "two a day", "5 daily", "one with breakfast".
_BEFORE_OFTEN = re.compile(
    rf"(?<![\w.,/$€£%-])(?<!from )(?<!than )(?<!until )(?<!aged )(?<!every )(?<!each )(?<!day )(?<!week )(?<!type )"
    rf"(?P<count>{_FEW}|\d{{3,4}}) $",
    re.IGNORECASE,
)
# "at nine each evening" is an hour of the day, "at two a day" is not.
_O_CLOCK = re.compile(r"\b(?:at|by|around|before|after|till) $", re.IGNORECASE)
_DAILY = re.compile(r"(?:(?:a|per|each|every) (?:day|night)|daily|nightly|in (?:any )?24)\b", re.IGNORECASE)
_A_DAY = re.compile(r"(?:(?:a|per) (?:day|night)|daily)\b", re.IGNORECASE)
# "3 times a day" counts no tablets, "half a day" is a time.
_NO_RHYTHM = re.compile(r"times\b|\bhalf an? ", re.IGNORECASE)
_SELDOM = re.compile(r"\b(?:week|month|year|fortnight)", re.IGNORECASE)
_YEARS = range(1900, 2101)
#: More than anybody counts, though it may be so many milligrams: those are round.
_COUNTED, _ROUND = 12, 5
# "I took one before bed", "take one and a half."
_TAKEN = re.compile(
    rf" (?:only |just |up to )?(?P<count>{_FEW})(?=[.,;!?)]|$| (?:but|when|whenever|before|after|if|an hour"
    r"|half an hour|tonight|now|instead|last night|this morning|the (?:first|second|next|other) (?:night|day|time)"
    r"|to (?:start|begin)|and (?:wait|see|then|repeat|another))\b)",
    re.IGNORECASE,
)
_TAKES = re.compile(r"(?:take|takes|took|taken|taking|pop|swallow|swallowed|chew)$", re.IGNORECASE)
# "It took two, three weeks": what lasts, and no one takes it.
_LASTS = re.compile(
    r"\b(?:it|that|this|which|recovery|healing|surgery|process)(?: only| usually| just)? $", re.IGNORECASE
)
_HAS = re.compile(
    r"\b(?:take|takes|took|taking|had|gets?|got|gave|gives?|given|uses?|used|needs?|swallow\w*|start\w*|chew\w*)"
    r" (?:[\w’'-]+ ){0,2}$",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(
    r" of (?:these|those|them|it)\b(?: \w+)?"
    r" (?:before|after|at|when|with|in the|an hour|half an hour|every|each|a|per|daily|nightly|now|tonight)\b",
    re.IGNORECASE,
)
# What happens, is done or is met so many times a day, and what is smoked, drunk or eaten.
_SOMETHING_ELSE = re.compile(
    r"\b(?:cigar\w*|smok\w+|fags?|coffees?|beers?|pints?|drinks?|calls?|visits?|sessions?|classes|attacks?|seizures?"
    r"|fits|episodes?|migraines|flush(?:es)?|stools?|naps?|walks?|laps|sets|reps|workouts?|died|deaths?|births?|cases?"
    r"|babies|bouts?|trips?|questions?|steps?|portions?|servings?|fruit|vegetables?|veg|meals|nappies|feeds?|wet|people"
    r"|patients|breaths?|exits?|turns?|seats?|appointments?|minutes|points?)\b",
    re.IGNORECASE,
)
#: Characters before how often in which a number stands.
_WINDOW = 24


def tells_bare(prose: str, start: int) -> bool:
    """Whether a bare number stands before how often at `start`: cheap."""
    return (
        prose[start - 1 : start] == " "
        and _BEFORE_OFTEN.search(prose, max(0, start - _WINDOW), start) is not None
    )


def tells_taken(prose: str, start: int, end: int) -> bool:
    """Whether a bare number follows the verb of taking [start, end): cheap."""
    match = _TAKEN.match(prose, end)
    return match is not None and _takes(prose, start, end, match["count"])


def counted_pronouns(prose: str) -> Iterator[int]:
    """Where "two of these" and the like may stand in a text: cheap."""
    for phrase in _OF_THEM:
        at = prose.find(phrase)
        while at >= 0:
            if _FEW_OF.search(prose, max(0, at - _WINDOW), at):
                yield at
            at = prose.find(phrase, at + 1)


def bare_numbers(cues: Cues) -> Iterator[tuple[int, int]]:
    """The first bare number that is taken, so often or at such a time; that the text speaks of a medicine is known."""
    masks, prose = cues.masks, cues.prose
    if _SOMETHING_ELSE.search(prose, cues.start, cues.end):
        return
    had = masks.given | (masks.order & ~masks.change)
    every = [match.span() for match in EVERY.finditer(prose, cues.start, cues.end)]
    for start, end in [*((term.start, term.end) for term in cues.of(masks.frequency)), *every]:
        match = _BEFORE_OFTEN.search(prose, max(cues.start, start - _WINDOW), start)
        if (
            match is None
            or _NO_RHYTHM.search(prose, match.start(), end)
            or cues.foods(cues.start, match.start())
        ):
            continue
        is_daily = _DAILY.match(prose, start) is not None
        if not _A_DAY.match(prose, start) and _O_CLOCK.search(
            prose, max(cues.start, match.start() - _WINDOW), match.start()
        ):
            continue
        if _SELDOM.search(prose, start, end) and not cues.before(match.start(), had, 3):
            continue
        if _is_dose(match["count"], is_daily):
            yield match.span("count")
            return
    for verb in cues.of(had):
        match = _TAKEN.match(prose, verb.end, cues.end)
        if (
            match
            and _takes(prose, verb.start, verb.end, match["count"])
            and not _LASTS.search(cues.left(verb.start))
        ):
            yield match.span("count")
            return
    for at in counted_pronouns(prose[cues.start : cues.end]):
        match = _FEW_OF.search(prose, max(cues.start, cues.start + at - _WINDOW), cues.start + at)
        if match is None or cues.foods(cues.start, cues.end):
            continue
        if _HAS.search(prose, cues.start, match.start()) and _AT_A_TIME.match(prose, match.end(), cues.end):
            yield match.span("count")
            return


def _takes(prose: str, start: int, end: int, count: str) -> bool:
    """Whether the verb [start, end) says that so many are taken; "half" can be needed, too."""
    return _TAKES.match(prose, start, end) is not None or (
        count == "half" and prose[start:end] in ("need", "use")
    )


def _is_dose(count: str, is_daily: bool) -> bool:
    """Whether so many are had at a time: a few, or a round number of units a day."""
    if not count.isdigit() or int(count) <= _COUNTED:
        return True
    return is_daily and int(count) % _ROUND == 0 and int(count) not in _YEARS
