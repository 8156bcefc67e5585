"""Results: numbers that the words around them make a change, an average or a survival time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.number_changes import is_usual, tells_change

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.terms import Term
    from healthlint.language.units import Quantity

_QUALIFIED = (
    r"(?:(?:a|an|the|about|only|just|up|to|at|least|most|as|much|many|nearly|almost|roughly|approximately"
    r"|around|over|under|more|less|"
    r"than|between|some|another|estimated|whopping|mere|by|of|total|additional|extra|average|mean|median"
    r"|from|was|were|is|~|≈|≥|>) ?)*"
)
_OF_OR_BY = re.compile(
    rf"(?: in [\w ]{{2,30}})? (?:of|by|was|is|were|averaged|at|(?:would|will|could|may|can) be) {_QUALIFIED}$"
    rf"|[:*]+ {_QUALIFIED}$",
    re.IGNORECASE,
)
_BY = re.compile(rf"(?:(?: [\w'’/-]+){{1,6}} by)? {_QUALIFIED}$", re.IGNORECASE)
_AVERAGE_LINK = re.compile(
    rf"(?:(?: [\w'’/±()-]+){{0,9}} (?:of|is|was|were|at|by|to)|(?: [\w'’/-]+){{0,3}}:"
    # "The average baker walks 7 miles"; what one needs is advice.
    rf"|(?: [\w'’-]+){{1,2}} (?!needs|requires|should)\w+s)? {_QUALIFIED}$",
    re.IGNORECASE,
)
_AFTER_LINK = re.compile(
    r"[ -](?:(?!(?:and|or|to|of|in|for|the|then|but|if|you|as|with|without|no|not|can|may|at|on|per|is"
    r"|are|was|were|had|have|has)\b)[\w'’-]+ ){0,2}$",
    re.IGNORECASE,
)
# "Most cases are caught at around 66"
_FOUND_AT = re.compile(
    r"\b(?:diagnosed|caught|found|detected|identified|discovered|picked up) at (?:around|about|roughly|approximately)"
    r" (?:the )?(?:age (?:of )?)?$",
    re.IGNORECASE,
)
#: No age is higher.
_OLDEST = 120
_CLAUSE_END = re.compile(r"[;:(]|\. ")
_GOAL = re.compile(
    r"\b(?:aim|goal|try|trying|want|wants|wanted|would like|how can|can we|can I"
    r"|need|should|hop(?:e|ing)|plan|target|how to|help you)\b",
    re.IGNORECASE,
)
# "It can help you lose up to 9 kg" is no wish of the reader's.
_PROMISED = re.compile(r" (?:up to|as much as|an average of|on average)\b")
# "Raise the seat by two centimetres"
_ORDERED = re.compile(r" (?:your|the|it|this|them|each|every|by)\b", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:^|[.!?:;\n•*–—-] ?|\b(?:should|must|please|then|now|gradually|slowly),? )$", re.IGNORECASE
)
# "live for another 3 years", not "live in a town 3 miles off".
_DISTANCE = re.compile(r" (?:drive|walk|ride|flight|journey|trip|away|from|by (?:car|bus|train))\b")
_LIVE_LINK = re.compile(rf"(?: for| past| beyond)? {_QUALIFIED}(?:another )?$", re.IGNORECASE)


#: What can be lost, gained or reduced in a wish: "I want to reduce 5 kg".
_WANTED = frozenset(("lose", "loses", "reduce", "cut", "raise", "boost"))
#: Kinds that "on average" makes an average.
_AVERAGED = frozenset(("duration", "other", "measure", "energy", "money", "count"))
_ON_AVERAGE = re.compile(r"(?: [\w-]+){0,3},? on average\b", re.IGNORECASE)
_ON_AVERAGE_LINK = re.compile(r",?(?: [\w'’/-]+){1,7} $")
# "takes ten minutes off your life", "adds two years to their lives"
_OF_LIFE = re.compile(
    r" (?:off|from|to) (?:(?:your|their|the|a|his|her|my|our|one['’]s|people['’]s|human) )?(?:\w+ )?"
    r"(?:life|lives|lifespan|life expectancy)\b"
)
_WHEN = frozenset(("earlier", "later", "sooner"))
_BECAME = re.compile(
    r"\b(?:(?!need|feed|speed|seed|bed|red)\w+ed|was|were|slept|felt|fell|ran|took|lasts?|looks?|makes?|became|got"
    r"|kept)\b"
    r"|\w (?:waits?|stays?|lives?|sleeps?) (?:\w+ ){0,2}$"
)
_BECAME_SOONER = re.compile(
    r"\b(?:healed|heals?|closed|closes?|(?:returned|returns?|went back|got back) to \w+|out of hospital"
    r"|recovered|recovers?|died|dies?|diagnosed|cleared(?: up)?|clears?(?: up)?|resolved|ended"
    r"|discharged|(?:went|go|goes) home|back at work|f[ae]lls? asleep|w[ao]kes?(?: up)?|conceived)(?: \w+){0,2} $"
)


# "Someone dies of it every eleven minutes", "Every 40 seconds a child is born".
_EVERY = re.compile(r"\bevery (?:about |roughly )?$", re.IGNORECASE)
_SOMEBODY = r"(?:someone|somebody|(?:an?|one|another) (?:person|woman|man|child|baby|patient|adult|(?-i:[A-Z])\w+n))\b"
_SOMEBODY_BEFORE = re.compile(
    rf"(?:\b{_SOMEBODY}|\b(?:dies|is born|is diagnosed|kills|claims a life|takes a life))[^.;:\n]*$",
    re.IGNORECASE,
)
_SOMEBODY_AFTER = re.compile(rf",? {_SOMEBODY} (?:has|dies|is|gets|suffers|develops|loses)\b", re.IGNORECASE)


def _is_promised(goal: re.Match[str], between: str) -> bool:
    return goal.group().lower() == "help you" and _PROMISED.match(between) is not None


def _happens_every(prose: str, start: int, end: int) -> bool:
    """Whether a time is that in which something befalls one person."""
    if not _EVERY.search(prose, max(0, start - 16), start):
        return False
    return bool(
        _SOMEBODY_AFTER.match(prose, end) or _SOMEBODY_BEFORE.search(prose, max(0, start - 70), start)
    )


class Results:
    """The lexicon's cues for results, looked up once for a document."""

    def __init__(self, document: AnnotatedDocument) -> None:
        """Take a document; its terms are only scanned when something is asked for."""
        bits = document.lexicon.bits
        self._document = document
        self._change, self._changed = bits("number.change"), bits("number.changed")
        self._by = bits("number.changed.by")
        self._average, self._survival = bits("number.average"), bits("number.survival")
        self._results = self._change | self._changed | self._average | self._survival

    def of(self, prose: str, quantity: Quantity) -> Quantity:
        """The quantity as a change, an average or a survival time where the words around it say so."""
        start, end, kind = quantity.start, quantity.end, quantity.kind
        if quantity.unit == "MB" or (kind == "other" and quantity.high <= 1):
            return quantity
        if kind == "dose" and quantity.measure not in ("mass", "volume"):
            return quantity
        if tells_change(prose, quantity):
            return quantity._replace(kind="change")
        if is_usual(prose, quantity):
            return quantity._replace(kind="average")
        if kind in _AVERAGED and (quantity.digits or quantity.unit) and _ON_AVERAGE.match(prose, end):
            return quantity._replace(kind="average")
        if quantity.measure == "time" and _OF_LIFE.match(prose, end):
            return quantity._replace(kind="change")
        if quantity.measure == "time" and _happens_every(prose, start, end):
            return quantity._replace(kind="rate")
        if (
            kind in ("other", "age")
            and quantity.high <= _OLDEST
            and prose.find(" at ", start - 30, start) >= 0
            and _FOUND_AT.search(prose, max(0, start - 50), start)
        ):
            return quantity._replace(kind="average")
        terms = self._document.terms
        plain = kind == "other" and not quantity.digits
        after = terms.first(end, end + 40, self._change) if kind != "dose" and not plain else None
        if after and _AFTER_LINK.match(prose, end, after.start) and self._compares(prose, quantity, after):
            return quantity._replace(kind="change")
        limit = max(prose.rfind("\n", max(0, start - 70), start), start - 70)
        before = terms.preceding(start, self._results, limit)
        while before is not None:
            name = self._governs(prose, before, quantity)
            if name:
                return quantity._replace(kind=name)
            before = terms.preceding(before.start, self._results, limit)
        return quantity

    def _compares(self, prose: str, quantity: Quantity, cue: Term) -> bool:
        """Whether a comparative or a noun of change after a quantity makes it a result."""
        word = prose[cue.start : cue.end].lower()
        if quantity.kind in ("other", "own-items"):  # not "1-2 higher intensity sessions", "2.3 Differences"
            return word in ("fewer", "less")
        if not word.endswith("er") or word == "fewer":
            return True
        # "Move it 15 minutes earlier" is advice, "15 minutes earlier than the others" a result.
        if quantity.measure != "time" or " than " in prose[cue.end : cue.end + 30]:
            return True
        if word in ("younger", "older"):
            return word == "younger" and cue.start <= quantity.end + 1
        left = prose[max(0, quantity.start - 40) : quantity.start]
        return (_BECAME_SOONER if word in _WHEN else _BECAME).search(left) is not None

    def _governs(self, prose: str, cue: Term, quantity: Quantity) -> str:
        """What a cue before a quantity makes of it: "survival", "average", "change", or "" where it does
        not reach it.
        """
        mask, end, start, kind = cue.mask, cue.end, quantity.start, quantity.kind
        between = prose[end:start]
        word = prose[cue.start : end].lower()
        if mask & self._survival and (quantity.measure == "time" or kind == "age"):
            if word.startswith("li") and " " not in word and not word.startswith("lifespan"):
                lived = _LIVE_LINK.match(prose, end, start) and not _DISTANCE.match(prose, quantity.end)
                return "survival" if lived else ""
            return "" if _CLAUSE_END.search(between) else "survival"
        if kind == "dose":
            return ""
        if (
            mask & self._average
            and (quantity.digits or quantity.unit)
            and (
                _AVERAGE_LINK.match(prose, end, start)
                or (
                    kind in _AVERAGED
                    and prose[cue.start - 3 : cue.start].lower() == "on "
                    and _ON_AVERAGE_LINK.match(prose, end, start)
                )
            )
        ):
            return "average"
        if kind in ("age", "own-items") or (kind == "other" and not quantity.digits):
            return ""
        if mask & self._change and _OF_OR_BY.match(prose, end, start):
            if quantity.measure == "time" and (" in " in between or ":" in between):
                return ""  # "Strength gains: 2-4 weeks" says when they come
            is_order = between.startswith(" by ") and _OPENS.search(prose, max(0, cue.start - 12), cue.start)
            return "" if is_order else "change"
        if mask & self._changed and _BY.match(prose, end, start):
            if word.endswith((" up", " down")) and (
                quantity.measure == "length" or between.startswith(" to ")
            ):
                return ""  # roots and stairs do
            if (kind == "duration" or mask & self._by) and " by " not in between:
                return ""
            if (
                mask & self._by
                and _ORDERED.match(between)
                and _OPENS.search(prose, max(0, cue.start - 12), cue.start)
            ):
                return ""
            # "Losing 2 kg" is often a goal or advice, and other things are lost too.
            if word in _WANTED and (
                (word.startswith("lose") and quantity.measure != "weight")
                or ((goal := _GOAL.search(prose, max(0, end - 40), end)) and not _is_promised(goal, between))
            ):
                return ""
            return "change"
        return ""
