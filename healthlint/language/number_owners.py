"""Numbers that an organisation tells of itself: its members, its places, its board, its fees."""

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
_ROOM = re.compile(
    rf"\b(?:(?:room|space|places?|seats?|spots?) for|(?:is|are) (?:limited|open) to) {_ABOUT}$", re.IGNORECASE
)
_OF_OUR = re.compile(r" of (?:all )?our (?:[\w'’-]+ ){0,2}$", re.IGNORECASE)
_REACH = 70


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
    if kind != "count" or quantity.measure != "people":
        return False
    near = max(start, at - _REACH)
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
