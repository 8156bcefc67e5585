"""Doses: amounts of an intervention that a reader could act on, or that somebody was given.

What counts follows the project's gold guideline: an order, a recommended, usual, starting or maximum dose, an intake allowance,
product directions and schedules are directive; amounts reported as given or studied are descriptive. Laboratory values, what a
food holds, limits on parts of a diet, strengths and pack sizes are no doses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from healthlint.language.dosing_cues import Cues, Surroundings, Vocabulary, vocabulary
from healthlint.language.dosing_guards import reason

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.quantities import Quantity


class Dose(NamedTuple):
    """An amount at prose [start, end) that is a dose."""

    start: int
    end: int
    #: A reader is told to take it, not told that somebody did.
    directive: bool
    #: What it is a dose of, as a lexicon lemma or as written; "" where the text does not say.
    intervention: str
    #: "high": the words of a dose stand beside it; "medium": the intervention does; "low": neither.
    confidence: str


#: Amounts so small that only a medicine or a supplement is measured in them.
_DRUG_UNITS = frozenset(("mg", "mcg", "ng", "IU", "CFU", "mEq", "MIU"))
_COARSE = frozenset(("g", "mL", "L", "cL", "dL", "mcL"))
_FORM, _HOUSEHOLD, _PER_WEIGHT = "form", "household", "per-weight"
_LIST_LIKE = ("list-item", "table-cell", "heading")

# Words that tell what was done, not what to do.
_TOLD = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|randomi[sz]ed|placebo|participants?|volunteers?|subjects|researchers|investigators|was|were|had|did|"
    r"received|showed|shown|found|reported|improved|reduced|increased|decreased|took|tested|compared|noted|studied|evaluated|"
    r"appears?|resulted|case|she|he|I|my|has been|have been|administered|injected|fed|controls?|arms?|groups?|led to|in vitro|in vivo|"
    r"failed|reversed|mg group|underwent|treated)\b"
)
_SHOULD = re.compile(
    r"\b(?:(?:should|must|ought to|needs? to|has to|have to|(?:is|are) to)\b(?! (?:be )?(?:studied|tested|know|note))"
    r"|(?:can|may|could) (?:safely |also )?(?:take|use|be (?:taken|given|used))|can have)\b"
)
_LABELLED = re.compile(r"[:–—]\s*(?:about|around|up to|at least|only|typically|usually)?\s*$", re.IGNORECASE)
# "the 40 mg group", "20 mg dose", "at 20 mg": an amount that stands for a treatment.
_GROUP = re.compile(
    r"[ -](?:groups?|arms?|dos(?:e|es|age)|patients?|recipients?|users|tablets?|capsules?|injections?|infusions?|bolus|shots?)\b"
)
_AT = re.compile(r"(?:^|[\s(])(?:at|on)\s+(?:just |only |about |around |up to )?$", re.IGNORECASE)
_FOR_WEEKS = re.compile(r"\b(?:for|over|during|after|x)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_EVERY = re.compile(
    r"\b(?:every|each|per) (?:(?:\d+|two|three|four|six|eight|twelve|few|other|single)(?:[ -–to]+\d+)?[ -])?(?:hours?|days?|weeks?|months?|years?)\b|/(?:day|d|week|wk|kg)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[ -](?:sites?|reactions?|pain|form|use|drug|bottle)\b")
_JOINED = re.compile(r"[ ,(-]{0,2}")


def find_doses(document: AnnotatedDocument) -> Sequence[Dose]:
    """The doses of a document, in order, none overlapping."""
    masks = vocabulary(document.lexicon)
    amounts: dict[int, list[Quantity]] = {}
    for quantity in document.quantities:
        if quantity.kind in ("dose", "frequency", "percentage", "duration"):
            amounts.setdefault(document.sentence_at(quantity.start), []).append(quantity)
    bare = {document.sentence_at(start) for start in document.terms.starts(masks.form)}
    doses: list[Dose] = []
    surroundings: Surroundings | None = None
    for sentence in sorted(bare.union(amounts)):
        quantities = amounts.get(sentence, [])
        start, end, block = document.spans[sentence]
        if document.sections[block] in ("references", "navigation"):
            continue
        if not any(quantity.kind == "dose" for quantity in quantities) and not document.terms.any(
            start, end, masks.frequency if sentence in bare else masks.topical | masks.given
        ):
            continue
        if surroundings is None:
            surroundings = Surroundings(document, masks)
        doses += _Reader(document, sentence, quantities, surroundings, masks).doses()
    return doses


class _Reader:
    """One sentence with amounts in it."""

    def __init__(
        self,
        document: AnnotatedDocument,
        sentence: int,
        quantities: list[Quantity],
        surroundings: Surroundings,
        masks: Vocabulary,
    ) -> None:
        self.document, self.sentence, self.masks = document, sentence, masks
        self.around = surroundings
        self.quantities = quantities
        self.cues = Cues(document, sentence, masks)
        self.block = self.cues.block
        self.text = document.prose[self.cues.start : self.cues.end]

    def doses(self) -> Iterator[Dose]:
        """The doses of the sentence."""
        amounts = [quantity for quantity in self.quantities if quantity.kind == "dose"]
        confidences = [
            (amount, self._confidence(amount)) for amount in amounts if not reason(amount, self.cues)
        ]
        found = [(amount.start, amount.end, confidence) for amount, confidence in confidences if confidence]
        if not found:
            found = [*self._topical(), *self._schedule()]
        if not found:
            return
        directive = self._is_directive(found[0][0])
        for start, end, confidence in found:
            yield Dose(start, self._to_end(end), directive, self._intervention(start), confidence)

    # -- is it a dose ------------------------------------------------------------------------------------------

    def _confidence(self, amount: Quantity) -> str:
        """How sure it is that the amount is a dose; "" where it is taken for none."""
        cues, masks = self.cues, self.masks
        if self.around.is_about_food(self.block):
            return ""
        told = cues.has(masks.word | masks.advice | masks.given) or bool(cues.orders())
        regular = self._is_regular()
        right = cues.prose[amount.end : min(cues.end, amount.end + 24)]
        strong = told or regular or cues.has(masks.route) or _GROUP.match(right) is not None
        named = cues.intervention(amount.start)
        near = (
            named is not None
            and min(cues.gap(named.end, amount.start), cues.gap(amount.end, named.start)) <= 3
        )
        advised = self.around.advises(self.block)
        if amount.measure == _PER_WEIGHT:
            return (
                ""
                if amount.unit.startswith("mm")
                else "high"
                if strong or cues.has(masks.animal)
                else "medium"
            )
        unit, _, rate = amount.unit.partition("/")
        if unit in _DRUG_UNITS:
            if strong or advised or rate:
                return "high"
            return (
                "medium"
                if named or self._at(amount) or self.around.intervention(self.block, self.sentence)
                else "low"
            )
        if unit in _COARSE:
            if (strong or rate) and (named or advised or cues.has(masks.word | masks.advice | masks.given)):
                return "high"
            return "medium" if near else ""
        if amount.measure == _FORM or amount.unit == "units":
            if strong or advised:
                return "high" if told or regular else "medium"
            return "medium" if near else ""
        if amount.measure == _HOUSEHOLD and amount.unit not in ("cup", "pinch"):
            if not (cues.has(masks.word | masks.advice) or regular or cues.orders()):
                return ""
            return "medium" if named or self.around.intervention(self.block, self.sentence) else ""
        return ""

    def _is_regular(self) -> bool:
        """Whether the sentence says how often or how long."""
        if self.cues.has(self.masks.frequency) or _EVERY.search(self.text):
            return True
        prose, start = self.cues.prose, self.cues.start
        return any(
            quantity.kind == "frequency"
            or (quantity.kind == "duration" and _FOR_WEEKS.search(prose[start : quantity.start]))
            for quantity in self.quantities
        )

    def _at(self, amount: Quantity) -> bool:
        return _AT.search(self.cues.prose[self.cues.start : amount.start]) is not None

    def _topical(self) -> Iterator[tuple[int, int, str]]:
        """A strength that is put on the skin so many times a day."""
        if self.cues.has(self.masks.topical) and self._is_regular():
            for quantity in self.quantities:
                if (
                    quantity.kind == "percentage"
                    and quantity.value <= 20
                    and self.cues.intervention(quantity.start)
                ):
                    yield quantity.start, quantity.end, "medium"
                    return

    def _schedule(self) -> Iterator[tuple[int, int, str]]:
        """Tablets so many times a day, a vaccine so many times over months: doses without a number of units."""
        cues, masks = self.cues, self.masks
        for form in cues.of(masks.form & ~masks.vaccine):
            often = cues.after(form.end, masks.frequency, 8) or cues.before(form.start, masks.frequency, 2)
            if often and not _PLACE.match(cues.prose, form.end) and self._is_had(form.start):
                yield form.start, form.end, "medium"
                return
        if cues.has(masks.given) and self.around.names_vaccine(self.block):
            for quantity in self.quantities:
                if (
                    quantity.kind == "frequency"
                    and cues.before(quantity.start, masks.given, 2)
                    and self._is_spread(quantity)
                ):
                    yield quantity.start, quantity.end, "medium"
                    return

    def _is_had(self, start: int) -> bool:
        """Whether the form at an offset is given, taken or named as that of an intervention."""
        if self.cues.before(start, self.masks.given | self.masks.order, 5) is not None:
            return True
        named = self.cues.intervention(start)
        return named is not None and self.cues.gap(named.end, start) <= 1

    def _is_spread(self, times: Quantity) -> bool:
        return any(quantity.kind == "duration" and quantity.start > times.end for quantity in self.quantities)

    # -- what kind ----------------------------------------------------------------------------------------------

    def _is_directive(self, first: int) -> bool:
        cues, masks = self.cues, self.masks
        if cues.is_imperative():
            return True
        if cues.has(masks.animal):
            return False
        if _SHOULD.search(self.text):
            return True
        if _TOLD.search(self.text):
            return False
        if cues.has(masks.advice) or cues.orders():
            return True
        for kind in cues.of(masks.kind):
            if cues.after(kind.end, masks.word, 2) or cues.prose[kind.end : kind.end + 1] == ":":
                return True
        if cues.has(masks.vaccine) and cues.has(masks.given):
            return True
        if _LABELLED.search(self.text[: first - cues.start]) or (
            first - cues.start < 4 and (self._is_regular() or cues.has(masks.route))
        ):
            return True
        block = self.document.blocks[self.block]
        return block.role in _LIST_LIKE or self.around.advises(self.block)

    def _intervention(self, start: int) -> str:
        term = self.cues.intervention(start)
        if term is not None:
            return self.document.lexicon.lemma(term.entry, self.masks.intervention)
        return self.around.intervention(self.block, self.sentence)

    def _to_end(self, end: int) -> int:
        """The end of the amount with what follows it: "twice daily", "by mouth"."""
        for term in self.cues.of(self.masks.frequency | self.masks.route):
            if term.start >= end and _JOINED.fullmatch(self.cues.prose[end : term.start]):
                end = term.end
        return end
