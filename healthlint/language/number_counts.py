"""Counts that no noun shows: things by the thousand, "ten of them", and how often something befalls people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.numbers import Number
    from healthlint.language.units import Quantity

_WORD = (
    r"(?!(?:to|and|or|in|at|for|of|by|from|per|on|is|are|was|were|than|times|square|cubic|different)\b)"
    r"[a-z][\w’'-]*"
)
# "more than 90,000 new hips": what an article tells of itself are its recipes and products.
_APPROXIMATELY = re.compile(
    r"\b(?:more than|over|about|around|nearly|almost|some|roughly|approximately|up to|at least|an estimated|estimated"
    r"|fewer than|less than|under|well over|just over|just under|close to|as many as|a total of) $",
    re.IGNORECASE,
)
_THINGS = re.compile(
    rf" (?:{_WORD} ){{0,3}}?(?!(?:products?|recipes|articles|words|pages|photos|pictures|videos|episodes|stores"
    rf"|shops|entries|lines|files"
    rf"|restaurants|brands|books|titles|songs|followers|subscribers|downloads|listings|genes|characters|reviews|ingredients|species|hectares|hours|years)\b)[a-z][a-z-]*s\b"
)
_DONE = re.compile(
    rf"(?: {_WORD}){{1,4}} (?:is|are|was|were|have been|has been|get|got|will be) (?:\w+ed|done|sold|given|made"
    rf"|born|sent"
    rf"|drawn|put|fitted|taken|lost|thrown|written)\b"
)
_YEARLY = re.compile(
    rf"(?: {_WORD}){{0,4}},? (?:(?:a|per|each|every) (?P<time>day|night|week|month|year)"
    r"|(?P<yearly>annually|yearly|last (?:year|winter|summer|season|month|week)|this (?:year|winter|season)))\b"
)
_OF_THEM = re.compile(
    r" of (?:them|these|those)(?: (?:also|then|had|have|has|were|was|are|did|do|said|say|got|went|took|never|still"
    r"|lost|chose"
    r"|came|felt|found|saw|died|[a-z]{3,}ed)\b)"
)
# "Only 14 were still smoking", "of those who finished, 12 had no pain"
_SUBJECT = re.compile(
    r"(?:^|[.!?:;(] ?|\n|, |\b(?:only|just|and|but|another|other|all|about|nearly|almost|some) |\ba total of )$",
    re.IGNORECASE,
)
_DID = re.compile(
    r" (?:(?:still|also|now|never|even) )?(?:were|had (?!to\b)|took part|dropped out|completed|finished|received"
    r"|reported|showed"
    r"|got|said|died|developed|stopped|needed|did not|didn['’]t|remained|recovered|responded|improved|relapsed)\b"
)
# "has sickened 140", "in a sample of 90"
_OF_PEOPLE = re.compile(
    r"\b(?:sickened|killed|infected|injured|hospitali[sz]ed|poisoned|enrolled|recruited|a (?:sample|total|cohort) of)"
    r"(?: (?:about|around|over|more than|at least|some|nearly|almost|another))* $",
    re.IGNORECASE,
)
# "brings the total to 19", "the death toll stands at 40"
_TALLY = re.compile(
    r"\b(?:toll|tally|caseload|total(?! (?:cholesterol|fat|sugars?|carb|protein|calorie|daily|dose|amount|score"
    r"|time|cost))"
    r"|number of (?:cases|deaths|infections|people infected|patients))\b[^.;:\n]{0,30}"
    r" (?:to|at|reach(?:es|ed)|is|was)(?: (?:about|around|over|more than|at least|nearly|almost|now))* $",
    re.IGNORECASE,
)
# "Deaths per year: 35,000", "New cases in 2021: 1,200"
_ENDS = frozenset((" ", ",", ".", ";", "\n", ")", ""))
_LABEL = re.compile(
    r"(?:(?<=\n)|(?<=[.;|*•–-] )|^)\W*(?:(?:new|total|annual|yearly|estimated|reported|confirmed|number of) )*(?:deaths"
    r"|cases|infections|births|hospitali[sz]ations|admissions|suicides|overdoses|injuries|diagnoses|patients|participants"
    r"|subjects|volunteers|respondents|people (?:affected|infected|killed|living with \w+))\b(?: [\w,'’-]+){0,5}"
    r"(?: \([^)\n]{1,20}\))?:\W{0,4}(?:(?:about|around|over|more than|nearly|almost|at least|approximately|roughly|an"
    r"|estimated|up to) )*$",
    re.IGNORECASE,
)
_TOOK = re.compile(
    r"\b(?:took|received|answered|handled|fielded|performed|carried out|delivered|filled|sold|recorded|logged|counted"
    r"|registered|saw|fitted|implanted|replaced|issued|gave|handed out|distributed) $"
)
_CLOSED = re.compile(
    r"[.,;:)]|$|\n| (?:in|since|so far|and|last|this|at|across|took|were|had|worldwide|by|from|during|over)\b"
)
#: Fewer are seldom a sample.
_TEN = 10
_OF_YOU = re.compile(r" of (?:you|us)\b")
_HAVE = re.compile(
    r"\b(?:have|get|catch|suffer|has|gets|catches) (?:(?:about|around|up to|an average of|on average) )*$"
)
#: " per year" is no longer.
_SHORT = 11
#: What is advised is seldom done so often.
_THOUSAND, _HUNDRED = 1000, 100
# "at least four attacks a month" and "who have six colds a year" say whom something is for.
_LIMIT = re.compile(
    r"\b(?:at least|at most|more than|fewer than|less than|over|under|up to|only) (?:\w+ )?$"
    r"|\b(?:if|when|whether|who|whose|should|aim|try|anyone|those|with)\b[^.;:\n]*$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r" or (?:more|fewer|less)\b")
#: How far back the people are named of whom "ten of them" tells.
_NAMED = 250

# Of few people or events too, what became of them is a result: "three patients died", "two deaths occurred".
_FATE = re.compile(
    r"(?: [a-z-]+)?(?: (?:in|on|of|from|with|taking|given) (?:[a-z-]+ ){0,3}[a-z-]+)?"
    r" (?:died|tested positive|withdrew|dropped out|relapsed|recovered|occurred|responded|improved|survived"
    r"|deteriorated|fell ill"
    r"|fainted|vomited"
    r"|felt (?!that\b|as\b|like\b)|(?:developed|had|suffered|experienced|reported) (?!(?:the|this|that|an?|to|it"
    r"|been|their|our|no|come)\b)"
    r"|(?:were|was|have been) (?:reported|recorded|hospitali[sz]ed|admitted|cured|lost to))\b"
)
# "The team has operated on four babies so far"; what one person tells of his or her day is no study.
_STUDIED = re.compile(
    r"\b(?:followed|treated|operated on|studied|examined|scanned|tested|enrolled|recruited|randomi[sz]ed|included"
    r"|surveyed"
    r"|interviewed|transplanted|vaccinated|implanted)(?: (?:only|just|about|all|some|in))* $"
)
_ALONE = re.compile(r"\b(?:I|[Hh]e|[Ss]he|my|his|her|you|[Yy]ou)\b")


def befell(prose: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether few people or events in the sentence [start, end) are told of as a result."""
    if _FATE.match(prose, quantity.end, end):
        return True
    studied = _STUDIED.search(prose, start, quantity.start) if quantity.measure == "people" else None
    return studied is not None and _ALONE.search(prose, start, studied.start()) is None


class Counts:
    """The lexicon's classes for what befalls people, looked up once for a document."""

    def __init__(self, document: AnnotatedDocument) -> None:
        """Take a document; its terms are only scanned when something is asked for."""
        self._document = document
        bits = document.lexicon.bits
        self._people = (
            bits("count.people") | bits("count.studies") | bits("count.events") | bits("count.animals")
        )
        self._befalls = bits("condition") | bits("count.events")

    def of(self, prose: str, number: Number) -> tuple[str, int, str] | None:
        """The kind of a number without a unit ("count", "rate"), where it ends, and what it counts; None where
        nothing says that it counts.
        """
        start, end, value = number.start, number.end, number.value
        if prose[end : end + 1] not in _ENDS:
            return None
        if prose.startswith(" of th", end) and value > 1 and _OF_THEM.match(prose, end):
            begin = max(prose.rfind("\n", 0, start), start - _NAMED, 0)
            return ("count", end, "people") if self._document.terms.any(begin, start, self._people) else None
        if value >= _TEN and self._does(prose, number):
            return "count", end, "people"
        yearly = _YEARLY.match(prose, end) if value > 1 else None
        if value >= _HUNDRED and _OF_YOU.match(prose, end):
            return "count", end, "people"
        if yearly and value < _HUNDRED:
            if yearly.end() - end < _SHORT and yearly["time"] == "year" and self._have(prose, start):
                return "rate", yearly.end(), "events"  # "adults have two or three a year"
            return ("rate", yearly.end(), "events") if self._befalls_people(prose, number, yearly) else None
        if value < _HUNDRED:
            return None
        many = value >= _THOUSAND and (not number.text.isdigit() or len(number.text) > 4)
        if yearly and (many or yearly["yearly"] or yearly["time"] == "year"):
            return "count", end, "things"
        if many:
            things = _THINGS.match(prose, end)
            if things and (
                _APPROXIMATELY.search(prose, max(0, start - 20), start)
                or _TOOK.search(prose, max(0, start - 20), start)
                or _DONE.match(prose, end)
            ):
                return "count", things.end(), "things"
        return None

    def _does(self, prose: str, number: Number) -> bool:
        """Whether a number alone stands for people: as the subject of what became of them, or as those befallen."""
        start, end = number.start, number.end
        if number.high != number.value or "." in number.text:
            return False
        if _DID.match(prose, end) and _SUBJECT.search(prose, max(0, start - 12), start):
            return True
        near = max(prose.rfind("\n", 0, start) + 1, start - 70)
        return (
            _CLOSED.match(prose, end) is not None
            and (
                _LABEL.search(prose, near, start)
                or _OF_PEOPLE.search(prose, near, start)
                or _TALLY.search(prose, near, start)
            )
            is not None
        )

    def _have(self, prose: str, start: int) -> bool:
        """Whether people named before have so many of what was named before."""
        if not _HAVE.search(prose, max(0, start - 40), start) or _LIMIT.search(
            prose, max(0, start - 60), start
        ):
            return False
        begin = max(prose.rfind("\n", 0, start), prose.rfind(". ", 0, start), start - 60, 0)
        return self._document.terms.any(begin, start, self._people)

    def _befalls_people(self, prose: str, number: Number, yearly: re.Match[str]) -> bool:
        """Whether a number of attacks, colds or falls in a time is told, and not whom something is for."""
        start, end = number.start, number.end
        if not self._document.terms.any(end, yearly.end(), self._befalls) or _OR_MORE.match(prose, end):
            return False
        return _LIMIT.search(prose, max(0, start - 60), start) is None
