"""Amounts of money: what care costs, what a shop asks, and what is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.number_changes import takes_off

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.units import Quantity

_MILLION = 1e6
_PRICED = re.compile(
    r"\b(?:is|are|was|were|runs?|averag\w+|pays?|paid|worth|as (?:high|much|low|little) as)(?: (?:about"
    r"|around|roughly|over|under|close to|up to"
    r"|nearly))? ?[~≈]?$"
    r"|\b(?:runs? to|an average of|priced at|list price(?: in [\w ]{2,24})?(?: of|:| is)|price tag of|set you back"
    r"|bill of"
    r"|comes? to|estimated at)"
    r"(?: (?:about|around|roughly|over|nearly))? ?$",
    re.IGNORECASE,
)
# "a free blood test (worth £25)", "a kit valued at $60"
_WORTH = re.compile(
    r"[(,] ?(?:worth|value|valued at|a value of)(?: (?:about|around|over))? ?$", re.IGNORECASE
)
# "Copays range from $10", "The price jumped from $13"
_CHARGED = re.compile(
    r"\b(?:(?:fees?|premiums?|co-?pays?|copayments?|deductibles?|medical bills?|out-of-pocket)\b[^.;\n]{0,50}"
    r"|(?:prices?)\b[^.;\n]{0,40}\b(?:jumped|rose|soared|climbed|went up|fell|dropped|increased|doubled"
    r"|tripled)\b[^.;\n]{0,20})"
    r" (?:from|to|of|between|averag\w+|is|are|was|were|at|reach\w*|hit|by)(?: (?:about|around|over|nearly"
    r"|almost|up to))* ?$",
    re.IGNORECASE,
)
# "adds $1,400 to yearly bills"
_ADDS = re.compile(
    r"\badd(?:s|ed|ing)?(?: (?:about|around|roughly|over|under|up to|another|an extra|an estimated))? $",
    re.IGNORECASE,
)
_TO_BILL = re.compile(
    r"(?: (?:a|per|each|every) \w+)? to (?:[\w'’-]+ ){0,4}(?:bills?|costs?|spending|premiums?|budgets?|expenses)\b",
    re.I,
)
# "at under five dollars per child"
_AT = re.compile(
    r"\b(?:at|for)(?: (?:about|around|roughly|over|under|only|just|less than|as little as))? $", re.IGNORECASE
)
_PER_HEAD = re.compile(
    r" (?:per|a|for each|for every) (?:person|patient|child|head|case|life|year of life|birth|death|woman|man|pupil"
    r"|employee)\b"
)
# "Save 15% when you subscribe"; not "It saves 15% of lives".
_SAVES = re.compile(
    r"(?:^|[.!:–—*] ?|\b(?:to|and|you|you['’]ll|will) )"
    r"(?:save|enjoy|grab|claim) (?:an? |up to |over |more than |at least |extra |another )*$",
    re.IGNORECASE,
)


def weigh_money(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> tuple[str, str]:
    """What speaks against an amount of money in the sentence [start, end) being the cost of something: a confidence, or
    "" where it is none, and a reason; two empty texts where nothing does.
    """
    prose, lexicon = document.prose, document.lexicon
    if prose[quantity.start : quantity.end].lower().endswith("-dollar"):
        return "low", "a way to say large"  # "a multi-million-dollar verdict"
    if not quantity.high:
        return "", "nothing"
    if quantity.high >= _MILLION:
        return "", ""
    if (
        not document.terms.any(start, end, lexicon.bits("number.cost"))
        and not _PRICED.search(prose, start, quantity.start)
        and not (_AT.search(prose, start, quantity.start) and _PER_HEAD.match(prose, quantity.end))
        and not _CHARGED.search(prose, start, quantity.start)
        and not (_ADDS.search(prose, start, quantity.start) and _TO_BILL.match(prose, quantity.end))
    ):
        return "low", "no word of a cost"
    if is_offer(document, quantity, start, end):
        return "", "an offer"
    if document.terms.any(start, end, lexicon.bits("number.shop")) or _WORTH.search(
        prose, max(start, quantity.start - 24), quantity.start
    ):
        return "low", "the price of something that treats nobody"
    return "", ""


def is_offer(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> bool:
    """Whether what the sentence [start, end) sells has the share or the amount taken off its price."""
    lexicon, terms, prose = document.lexicon, document.terms, document.prose
    after = terms.first(quantity.end, quantity.end + 24, lexicon.bits("number.offer.after"))
    if after is not None and after.start == quantity.end + 1:
        return not takes_off(prose, quantity.start, quantity.end)
    if _SAVES.search(prose, start, quantity.start) and not prose.startswith(" of ", quantity.end):
        return True
    return terms.any(start, end, lexicon.bits("number.offer") & ~lexicon.bits("number.offer.after"))
