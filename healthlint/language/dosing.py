"""Doses: amounts of an intervention that a reader could act on, or that somebody was given.

An order, a recommended, usual, starting or maximum dose, an intake allowance, product directions and
schedules are directive; amounts reported as given or studied are descriptive. Laboratory values, what a food
holds, limits on parts of a diet, strengths and pack sizes are no doses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.dosing_confidence import confidence_of
from healthlint.language.dosing_cues import REACH, vocabulary
from healthlint.language.dosing_openings import ENOUGH, openings
from healthlint.language.dosing_orders import is_directive
from healthlint.language.dosing_sentence import DoseSentence
from healthlint.language.dosing_surroundings import Surroundings
from healthlint.language.dosing_unnumbered import LIST_LIKE, schedule, strengths, unnumbered
from healthlint.markup.model import TABLE_CELL
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.quantities import Quantity


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


#: Kinds of quantities that are doses or belong to one.
_READ = frozenset(("dose", "frequency", "percentage", "duration", "age"))
_TIMES = frozenset(("duration", "age"))
_SILENT_SECTIONS = frozenset(("references", "navigation"))
_TOO_LITTLE = "no word of a dose, no intervention and no rhythm near it"
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
            needed |= masks.word if not kinds.isdisjoint(_TIMES) else 0
            needed |= masks.topical | masks.drug if "percentage" in kinds else 0
            in_table = "duration" in kinds and document.blocks[block].role == TABLE_CELL
            if not in_table and not (needed and document.terms.any(start, end, needed)):
                continue
        if document.sections[block] in _SILENT_SECTIONS:
            continue
        if surroundings is None:
            surroundings = Surroundings(document, masks)
        follows = bool(doses) and document.sentence_at(doses[-1].start) == sentence - 1
        read = DoseSentence(document, sentence, quantities, surroundings, masks)
        doses += _doses(read, follows)
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
        of_it = DoseSentence(document, sentence, quantities, surroundings, masks)
        why = f"in the section {section}" if section in _SILENT_SECTIONS else of_it.excuse(amount)
        yield f"“{document.prose[amount.start : amount.end]}” no dose: {why or _TOO_LITTLE}"


def _doses(sentence: DoseSentence, follows: bool) -> Iterator[Dose]:
    """The doses of the sentence, which may follow one with a dose."""
    found = (
        [*_amounts(sentence)]
        or [*strengths(sentence)]
        or [*schedule(sentence)]
        or [*unnumbered(sentence, follows)]
    )
    if not found:
        return
    advised = sentence.advised or sentence.document.blocks[sentence.block].role in LIST_LIKE
    directive = is_directive(sentence.cues, sentence.manner, found[0][0], sentence.regular, advised)
    for start, end, confidence in found:
        yield Dose(start, _to_end(sentence, end), directive, _intervention(sentence, start), confidence)


def _amounts(sentence: DoseSentence) -> Iterator[tuple[int, int, str]]:
    """The amounts that are doses, and how sure that is."""
    for amount in sentence.quantities:
        if (
            amount.kind == "dose"
            and not sentence.excuse(amount)
            and (confidence := confidence_of(amount, sentence))
        ):
            yield amount.start, amount.end, confidence


def _intervention(sentence: DoseSentence, start: int) -> str:
    term = sentence.cues.intervention(start)
    if term is None:
        return sentence.inherited()
    return sentence.document.lexicon.lemma(term.entry, sentence.masks.intervention | sentence.masks.remedy)


def _to_end(sentence: DoseSentence, end: int) -> int:
    """The end of the amount with what follows it: "twice daily", "by mouth"."""
    for term in sentence.cues.near(end, end + REACH, sentence.masks.frequency | sentence.masks.route):
        if _JOINED.fullmatch(sentence.cues.prose, end, term.start):
            end = term.end
    return end
