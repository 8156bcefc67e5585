"""Doses: amounts of an intervention that a reader could act on, or that somebody was given.

An order, a recommended, usual, starting or maximum dose, an intake allowance, product directions and
schedules are directive; amounts reported as given or studied are descriptive. Laboratory values, what a food
holds, limits on parts of a diet, strengths and pack sizes are no doses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.dosing_counts import (
    EVERY,
    bare_counts,
    counted_forms,
    later_doses,
    repeated_forms,
    vaccine_ages,
)
from healthlint.language.dosing_cues import REACH, Cues, Surroundings, Vocabulary, vocabulary
from healthlint.language.dosing_guards import reason
from healthlint.language.dosing_openings import ENOUGH, openings
from healthlint.language.dosing_orders import for_whom, is_directive, is_limit, manner
from healthlint.language.dosing_parts import (
    is_spoon_sized,
    opens_directions,
    parts_of_doses,
    spoonfuls,
    topical_strengths,
)
from healthlint.markup.model import HEADING, LIST_ITEM, TABLE_CELL
from healthlint.values import NamedTuple, cached_property

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.quantities import Quantity
    from healthlint.language.terms import Term


class Dose(NamedTuple):
    """An amount at prose [start, end) that is a dose."""

    start: int
    end: int
    #: A reader is told to take it, not told that somebody did.
    directive: bool
    #: The lexicon's name for what it is a dose of; "" where the text names nothing that the lexicon knows.
    intervention: str
    #: "high": the words of a dose stand beside it; "medium": the intervention does; "low": neither.
    confidence: str


#: Units so small that only a medicine or a supplement is measured in them, and those of food as well.
_DRUG_UNITS = frozenset(("mg", "mcg", "ng", "IU", "CFU", "mEq", "MIU"))
_COARSE_UNITS = frozenset(("g", "mL", "L", "cL", "dL", "mcL"))
_KITCHEN_UNITS = ("cup", "pinch")
#: Blocks that say what to take without a verb.
_LIST_LIKE = (LIST_ITEM, TABLE_CELL, HEADING)
#: Kinds of quantities that are doses or belong to one.
_READ = frozenset(("dose", "frequency", "percentage", "duration"))
_SILENT_SECTIONS = frozenset(("references", "navigation"))
_TOO_LITTLE = "no word of a dose, no intervention and no rhythm near it"
# "the 40 mg group", "a 20 mg dose", "at 20 mg": an amount that stands for a treatment.
_GROUP = re.compile(
    r"[ -](?:groups?|arms?|dos(?:e|es|age)|patients?|recipients?|users|injections?|infusions?|bolus|shots?)\b"
)
_LASTING = re.compile(r"\b(?:for|over|during|after|x)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_UNKNOWN = re.compile(r" of (?!(?:it|this|that|these|them)\b)")
#: Grams or millilitres of a medicine that the text need not name again.
_SMALL = 30
#: Words between an amount and what it is an amount of.
_NEAR = 3
_JOINED = re.compile(r"[ ,(-]{0,2}")


def find_doses(document: AnnotatedDocument) -> Sequence[Dose]:
    """The doses of a document, in order, none overlapping."""
    masks = vocabulary(document.lexicon)
    amounts: dict[int, list[Quantity]] = {}
    for quantity in document.quantities:
        if quantity.kind in _READ:
            amounts.setdefault(document.sentence_at(quantity.start), []).append(quantity)
    opened = openings(document, masks)
    doses: list[Dose] = []
    surroundings: Surroundings | None = None
    for sentence in sorted(amounts.keys() | opened.keys()):
        start, end, block = document.spans[sentence]
        quantities = amounts.get(sentence, [])
        kinds = {quantity.kind for quantity in quantities}
        needed = opened.get(sentence, 0)
        if "dose" not in kinds and needed != ENOUGH:
            needed |= masks.given if "frequency" in kinds else 0
            needed |= masks.word if "duration" in kinds else 0
            needed |= masks.topical if "percentage" in kinds else 0
            in_table = "duration" in kinds and document.blocks[block].role == TABLE_CELL
            if not in_table and not (needed and document.terms.any(start, end, needed)):
                continue
        if document.sections[block] in _SILENT_SECTIONS:
            continue
        if surroundings is None:
            surroundings = Surroundings(document, masks)
        follows = bool(doses) and document.sentence_at(doses[-1].start) == sentence - 1
        doses += _Reader(document, sentence, quantities, surroundings, masks).doses(follows)
    return doses


def explain(document: AnnotatedDocument, start: int, end: int) -> Iterator[str]:
    """One line for each dose in prose [start, end), and for each amount in the unit of one: why it is none."""
    doses = {dose.start: dose for dose in document.doses if start <= dose.start < end}
    for dose in doses.values():
        sort = "for readers to take" if dose.directive else "told of"
        of = f", of {dose.intervention}" if dose.intervention else ""
        yield f"“{document.prose[dose.start : dose.end]}” a dose {sort}{of} ({dose.confidence} confidence)"
    read = [one for one in document.quantities if start <= one.start < end and one.kind in _READ]
    left_out = [amount for amount in read if amount.kind == "dose" and amount.start not in doses]
    if not left_out:
        return
    masks = vocabulary(document.lexicon)
    surroundings = Surroundings(document, masks)
    for amount in left_out:
        sentence = document.sentence_at(amount.start)
        section = document.sections[document.spans[sentence].block]
        quantities = [other for other in read if document.sentence_at(other.start) == sentence]
        reader = _Reader(document, sentence, quantities, surroundings, masks)
        why = f"in the section {section}" if section in _SILENT_SECTIONS else reader.excuse(amount)
        yield f"“{document.prose[amount.start : amount.end]}” no dose: {why or _TOO_LITTLE}"


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
        self.quantities, self.around = quantities, surroundings
        self.cues = Cues(document, sentence, masks)
        self.block = self.cues.block
        self.manner = manner(self.cues)
        self.regular = self._is_regular()
        self.advised = surroundings.advises(self.block)

    def doses(self, follows: bool) -> Iterator[Dose]:
        """The doses of the sentence, which may follow one with a dose."""
        found = (
            [*self._amounts()]
            or [*topical_strengths(self.cues, self.quantities, self.regular), *self._schedule()]
            or [*self._unnumbered(follows)]
        )
        if not found:
            return
        advised = self.advised or self.document.blocks[self.block].role in _LIST_LIKE
        directive = is_directive(self.cues, self.manner, found[0][0], self.regular, advised)
        for start, end, confidence in found:
            yield Dose(start, self._to_end(end), directive, self._intervention(start), confidence)

    def _amounts(self) -> Iterator[tuple[int, int, str]]:
        """The amounts that are doses, and how sure that is."""
        for amount in self.quantities:
            if amount.kind == "dose" and not self.excuse(amount) and (confidence := self._confidence(amount)):
                yield amount.start, amount.end, confidence

    def excuse(self, amount: Quantity) -> str:
        """What makes the amount no dose; "" where nothing does."""
        if self._is_about_food:
            return "its row, list or heading is about what foods hold"
        if found := reason(amount, self.cues, self.manner):
            return found
        is_coarse = amount.unit.partition("/")[0] in _COARSE_UNITS
        if (
            is_coarse
            and self.cues.intervention(amount.start) is None
            and self.around.is_about_diet(self.block)
        ):
            return "the article, its list or its heading is about a food or a diet"
        return ""

    @cached_property
    def _is_about_food(self) -> bool:
        return self.around.is_about_food(self.block)

    def _confidence(self, amount: Quantity) -> str:
        """How sure it is that the amount is a dose; "" where too little speaks for one."""
        cues, masks = self.cues, self.masks
        telling = cues.has(masks.word | masks.advice | masks.given)
        told = telling or self.manner.ordering or for_whom(cues, amount.start) or is_limit(cues, amount.start)
        group = _GROUP.match(cues.prose, amount.end, cues.end) is not None
        strong = told or self.regular or group or cues.has(masks.route)
        named = cues.intervention(amount.start)
        near = named is not None and self._is_near(amount, named)
        unit, _, rate = amount.unit.partition("/")
        if amount.measure == "per-weight":
            certain = strong or cues.has(masks.animal)
            return "" if amount.unit.startswith("mm") else "high" if certain else "medium"
        if unit == "ng" and not (told or self.regular):
            return "low"
        if unit in _DRUG_UNITS:
            if strong or cues.before(amount.start, masks.order & ~masks.change, 0) or self.advised or rate:
                return "high"
            unknown = named is None and _UNKNOWN.match(cues.prose, amount.end) is not None
            return "low" if unknown and not self._inherited() else "medium"
        if unit in _COARSE_UNITS:
            if self.manner.ordering and cues.before(amount.start, masks.medical, _NEAR):
                return "high"
            spoonful = near or is_spoon_sized(cues, amount, self.regular)
            if strong or rate or self.around.is_about_doses(self.block):
                spoonful = spoonful or (amount.measure == "volume" and cues.has(masks.route))
                if named or self.advised or telling:
                    return "high"
                is_small = amount.high <= _SMALL and unit in ("g", "mL")
                return "medium" if spoonful or (told and is_small and self._inherited()) else ""
            return "medium" if spoonful else ""
        if amount.measure == "form" or amount.unit == "units":
            if strong or self.advised:
                return "high" if told or self.regular else "medium"
            return "medium" if near or opens_directions(cues, amount) else ""
        if amount.measure == "household" and amount.unit not in _KITCHEN_UNITS and (told or self.regular):
            return (
                "medium" if named or self._inherited() or is_spoon_sized(cues, amount, self.regular) else ""
            )
        return ""

    def _is_near(self, amount: Quantity, named: Term) -> bool:
        cues = self.cues
        return min(cues.gap(named.end, amount.start), cues.gap(amount.end, named.start)) <= _NEAR

    def _is_regular(self) -> bool:
        """Whether the sentence says how often or how long."""
        prose, start, end = self.cues.prose, self.cues.start, self.cues.end
        if self.cues.has(self.masks.frequency) or EVERY.search(prose, start, end):
            return True
        return any(
            quantity.kind == "frequency"
            or (quantity.kind == "duration" and _LASTING.search(self.cues.left(quantity.start)))
            for quantity in self.quantities
        )

    def _schedule(self) -> Iterator[tuple[int, int, str]]:
        """Tablets so many times a day, a vaccine at certain ages: no number of units is given."""
        cues, masks = self.cues, self.masks
        for start, end in (*counted_forms(cues), *repeated_forms(cues), *bare_counts(cues)):
            yield start, end, "medium"
            return
        for start, end in later_doses(cues):
            yield start, end, "medium"
            return
        if not self.around.names_vaccine(self.block):
            return
        if cues.has(masks.given):
            for quantity in self.quantities:
                if quantity.kind == "frequency" and cues.before(quantity.start, masks.given, 2):
                    if any(
                        other.kind == "duration" and other.start > quantity.end for other in self.quantities
                    ):
                        yield quantity.start, quantity.end, "medium"
                    return
        in_list = self.document.blocks[self.block].role in _LIST_LIKE
        if not cues.has(masks.vaccine) and not in_list:
            return
        for start, end in vaccine_ages(cues, in_list):
            yield start, end, "medium"

    def _unnumbered(self, follows: bool) -> Iterator[tuple[int, int, str]]:
        """A spoonful so often; a part or a multiple of a dose, where it is known of what."""
        if self.regular and not self._is_about_food:
            for start, end in spoonfuls(self.cues):
                yield start, end, "medium"
                return
        known = follows or self.cues.has(self.masks.intervention) or bool(self._inherited())
        for start, end in parts_of_doses(self.cues, self.manner, known):
            yield start, end, "medium"

    def _inherited(self) -> str:
        return self.around.intervention(self.block, self.sentence)

    def _intervention(self, start: int) -> str:
        term = self.cues.intervention(start)
        if term is None:
            return self._inherited()
        return self.document.lexicon.lemma(term.entry, self.masks.intervention)

    def _to_end(self, end: int) -> int:
        """The end of the amount with what follows it: "twice daily", "by mouth"."""
        for term in self.cues.near(end, end + REACH, self.masks.frequency | self.masks.route):
            if _JOINED.fullmatch(self.cues.prose, end, term.start):
                end = term.end
        return end
