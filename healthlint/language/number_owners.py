"""Numbers that an organisation tells of itself (members, places, fees), and people of their work and their readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.units import Quantity

_ABOUT = (
    r"(?:(?:about|around|roughly|nearly|almost|over|more than|at least|at most|up to|some|a total of|now|already"
    r"|currently) )*"
)
_OUR = re.compile(r"\bour (?:[\w'’-]+ ){0,2}$", re.IGNORECASE)
_HAS = re.compile(
    rf"(?: [\w'’-]+){{0,5}} (?:has|have|counts|numbers|employs|unites|includes|consists of|is made up of"
    rf"|brings together) {_ABOUT}$",
    re.IGNORECASE,
)
_WE = re.compile(rf"\bwe {_ABOUT}(?:have|are|count|number|employ|unite) {_ABOUT}$", re.IGNORECASE)
_OUR_OWN = re.compile(rf"\bour {_ABOUT}$", re.IGNORECASE)
_SERVES = re.compile(
    rf"\b(?:serv(?:es|ing|ed)|looks after|looking after|reaches|reaching) {_ABOUT}$", re.IGNORECASE
)
_ROOM = re.compile(
    rf"\b(?:(?:room|space|places?|seats?|spots?) for|(?:is|are) (?:limited|open) to) {_ABOUT}$", re.IGNORECASE
)
_OF_OUR = re.compile(r" of (?:all )?our (?:[\w'’-]+ ){0,2}$", re.IGNORECASE)
_REACH = 70

# Who a biography is of: "she", "I", "Dr Okafor", "Ann Okafor".
_PERSON = (
    r"(?:\b(?:[Hh]e|[Ss]he|I|[Ww]ho|(?:Dr|Prof|Mr|Mrs|Ms)\.? (?:[A-Z][\w'’.-]+ ?){1,3}"
    r"|Professor (?:[A-Z][\w'’.-]+ ?){1,3}"
    r"|[A-Z][a-z'’-]+ [A-Z][\w'’-]+))"
)
_TO_DATE = r"(?: (?:also|personally|successfully|now|since|so far|already|to date|together))*"
# "She has published more than 120 papers", "the author of 12 reviews"; not "Researchers have published 500 studies".
_WORKS = re.compile(
    rf"{_PERSON}(?:['’]s|['’]ve| has| have| had)?{_TO_DATE} (?:published|(?:co-?)?authored|written|wrote|edited"
    rf"|presented"
    rf"|contributed(?: to)?|reviewed|has|have|had|led|conducted|supervised|produced) {_ABOUT}$"
    rf"|\b(?:co-?)?(?:author|editor|writer|investigator) (?:of|on|in|for) {_ABOUT}$"
    rf"|\b(?:his|her|my) {_ABOUT}$",
)
_CREDIT = re.compile(
    r"[^.;]{0,30}\b(?:to|under) (?:his|her|my) (?:name|credit|belt)\b|[^.;]{0,20}\bcareer\b", re.IGNORECASE
)
# "He has treated over 3,000 patients"; what came of a number of patients is a finding.
_SEEN = re.compile(
    rf"(?:{_PERSON}(?:['’]ve|['’]s| has| have| had){_TO_DATE}|\b(?:having|and have)(?: (?:successfully"
    rf"|personally))?) "
    rf"(?:treated|seen|helped|examined|cared for|looked after|operated on|delivered|coached|counsell?ed|advised|taught"
    rf"|trained"
    rf"|mentored|guided|served|supported|worked with|met|consulted|interviewed)(?: (?:with (?:only )?[\w]+"
    rf"|well))? {_ABOUT}$"
    rf"|\b(?:in|over|during) (?:my|his|her) (?:[\w-]+ )*(?:career|practice|working life)\b[^.;]{{0,40}}"
    rf"(?:treated|seen|saw|helped|delivered|cared for|met) {_ABOUT}$"
)
# The writer's own scale and body: "my scale said 181", "I have lost 20 pounds", "my own body fat is 31%".
_READ = re.compile(
    r"(?:\bI(?:['’]ve|['’]d|['’]m)?(?: (?:had|have|also|myself|then|just|even|once|now|was|am|only|finally|still))*"
    r" (?:lost|gained|dropped|shed|weigh(?:ed)?|measured|scored|averaged?|slept|ran|walk(?:ed)?|sleep|spen[dt]|paid"
    r"|ate|went from|gone from|reduced|lowered|improved|cut|increased|feel|felt|down|up|averaging|recovered|hit"
    r"|reached)\b"
    r"|\b(?i:my) (?:own )?(?:[\w'’-]+ ){0,3}?(?i:scales?|markers?|weight|waist|hips|body ?fat|watch|ring"
    r"|tracker|monitor|meter"
    r"|oximeter|sensor|readings?|tests?|scores?|levels?|sugars?|glucose|a1c|hba1c|blood pressure|pulse"
    r"|heart(?: rate)?|hrv"
    r"|cholesterol|ldl|hdl|triglycerides|count|bloods?|sleep|pace|time|energy|mood|pain|results?|numbers|bill|costs?"
    r"|recovery|bmi|vo2 max|ferritin|vitamin d|fat|strength|dose|max|pr|time in range)\b)"
    # No other person or clause between the reading and its number.
    r"(?![^.;:!?]{0,80}\b(?:that (?:\d|most|many|up)|told|read|heard|doctor|study|studies|research|people|patients"
    r"|adults|women|men|according)\b)"
    r"[^.;!?]{0,60}$"
)
# "I stepped on it. Over 30%!"
_FIRST = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|my|me)\b")
_READINGS = frozenset(("percentage", "multiple", "average", "change", "money", "proportion"))
_MANY_OF = re.compile(
    r"(?: of(?: (?:all|the|these|those|our))?)? (?:people|patients|adults|women|men|cases|us|them|users|children)\b",
    re.IGNORECASE,
)


def is_own(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a quantity in the sentence [start, end) is what an organisation tells of itself: its fees, who
    belongs to it, the places it offers, a share of its board. A share of its members or patients is a finding,
    and so is whatever research counts.
    """
    lexicon, terms, prose = document.lexicon, document.terms, document.prose
    body, part = lexicon.bits("number.own.body"), lexicon.bits("number.own.part")
    kind, at = quantity.kind, quantity.start
    if kind == "money":
        return terms.any(max(start, at - _REACH), at, lexicon.bits("number.own.fee"))
    if kind in ("proportion", "percentage"):
        term = terms.first(quantity.end, min(end, quantity.end + _REACH), part)
        return term is not None and _OF_OUR.match(prose, quantity.end, term.start) is not None
    near = max(start, at - _REACH)
    if kind != "count":
        return False
    if _SERVES.search(prose, near, at) and terms.any(start, at, body | part):
        return True
    if quantity.measure != "people":
        return False
    if _ROOM.search(prose, near, at):
        return True
    if terms.any(near, min(end, at + _REACH), lexicon.bits("research")):
        return False
    if _OUR_OWN.search(prose, near, at):  # "our 340 members", not "our 340 patients"
        return prose.endswith("members", at, quantity.end) or terms.any(at, quantity.end, part)
    return _WE.search(prose, near, at) is not None or any(
        _HAS.match(prose, term.end, at) and _OUR.search(prose, near, term.start)
        for term in terms.within(near, at, body | part)
    )


def is_personal(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a quantity in the sentence [start, end) is of the life of one person: works published, patients seen, or
    what the writer's own scale, watch or purse said. What came of the patients is a finding.
    """
    prose, at = document.prose, quantity.start
    near = max(start, at - 110)
    if quantity.kind == "count":
        if quantity.measure == "studies":
            return (
                _WORKS.search(prose, near, at) is not None
                or _CREDIT.match(prose, quantity.end, end) is not None
            )
        return quantity.measure == "people" and _SEEN.search(prose, near, at) is not None
    if prose.startswith("!", quantity.end) and _FIRST.search(prose, max(0, near - 40), end + 60):
        return True
    return (
        quantity.kind in _READINGS
        and _READ.search(prose, near, at) is not None
        and _MANY_OF.match(prose, quantity.end) is None
    )
