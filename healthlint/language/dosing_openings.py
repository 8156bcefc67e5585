"""Which sentences may give a dose that is no amount in a unit: "one iron tablet", "two ibuprofen", a vaccine's ages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.language.dosing_counts import EVERY, TAKE_COUNT, counts_drug, counts_form, tells_ages

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.dosing_cues import Vocabulary

#: A sentence is to be read, whatever else stands in it.
ENOUGH = -1


def openings(document: AnnotatedDocument, masks: Vocabulary) -> dict[int, int]:
    """The sentences that may give a dose without a number in the unit of one, each with the classes of which it
    needs a term, or `ENOUGH`.
    """
    prose, spans, every = document.prose, document.spans, document.lexicon.masks
    found: dict[int, int] = {}
    for match in TAKE_COUNT.finditer(prose):
        found[document.sentence_at(match.start())] = masks.frequency
    often: dict[int, bool] = {}
    aged: dict[int, bool] = {}
    uncounted = masks.form | masks.spoon | masks.multiple | masks.part | masks.vaccine
    for entry, start, _ in document.terms.hits(uncounted | masks.drug):
        mask, needed = every[entry], 0
        if mask & masks.drug and counts_drug(prose, start):
            needed = ENOUGH
        elif mask & uncounted:
            sentence = document.sentence_at(start)
            first, last, _ = spans[sentence]
            if mask & (masks.form | masks.spoon):
                needed = masks.frequency | (masks.given | masks.order if counts_form(prose, start) else 0)
                if sentence not in often:
                    often[sentence] = EVERY.search(prose, first, last) is not None
                if often[sentence]:
                    needed = ENOUGH
            if mask & (masks.multiple | masks.part):
                needed |= masks.order
            if mask & masks.vaccine:
                if sentence not in aged:
                    aged[sentence] = tells_ages(prose, first, last)
                if aged[sentence]:
                    needed = ENOUGH
        if needed:
            sentence = document.sentence_at(start)
            found[sentence] = found.get(sentence, 0) | needed
    return found
