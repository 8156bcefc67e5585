"""Which sentences may give a dose that is no amount in a unit: "one iron tablet", "two ibuprofen", a vaccine's ages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.language.dosing_bare import counted_pronouns, tells_bare, tells_taken
from healthlint.language.dosing_counts import (
    EVERY,
    NOW,
    ONCE,
    TAKE_COUNT,
    counts_drug,
    counts_form,
    counts_many,
    is_counted,
)
from healthlint.language.dosing_strengths import is_number_of, tells_strength
from healthlint.language.dosing_vaccines import tells_ages, tells_single

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.dosing_cues import Vocabulary

#: A sentence is to be read, whatever else stands in it.
ENOUGH = -1
#: The end of a hit is that of the folded text, with a space on either side.
_BEYOND = 2
_WINDOW = 40
#: What a bare number is followed by that tells how often.
_OFTEN = (" every ", " each ", " per ", " in 24", "/24")


def openings(document: AnnotatedDocument, masks: Vocabulary) -> dict[int, int]:
    """The sentences that may give a dose without a number in the unit of one, each with the classes of which it
    needs a term, or `ENOUGH`.
    """
    prose, spans, every = document.prose, document.spans, document.lexicon.masks
    found: dict[int, int] = {}
    for match in TAKE_COUNT.finditer(prose):
        often_after = EVERY.match(prose, match.end(), match.end() + _WINDOW) is not None
        found[document.sentence_at(match.start())] = ENOUGH if often_after else masks.frequency
    speaks = document.terms.present & (masks.intervention | masks.form)
    bare = masks.frequency | masks.given | masks.order if speaks else 0
    if speaks:
        for at in counted_pronouns(prose):
            found[document.sentence_at(at)] = ENOUGH
        for quantity in document.quantities:
            if quantity.kind == "other" and prose.startswith(_OFTEN, quantity.end):
                found[document.sentence_at(quantity.start)] = ENOUGH
    often: dict[int, bool] = {}
    aged: dict[int, bool] = {}
    uncounted = masks.form | masks.spoon | masks.multiple | masks.part | masks.vaccine
    single = masks.word if document.terms.present & masks.vaccine else 0
    for entry, start, after in document.terms.hits(uncounted | masks.drug | masks.route | single | bare):
        mask, needed, end = every[entry], 0, after - _BEYOND
        is_drug = mask & masks.drug and (
            counts_drug(prose, start) or tells_strength(prose, end) or is_number_of(prose, start)
        )
        if (
            (
                mask & bare
                and (tells_bare(prose, start) if mask & masks.frequency else tells_taken(prose, start, end))
            )
            or is_drug
            or (mask & single and tells_single(prose, start, end))
        ):
            needed = ENOUGH
        elif mask & masks.route:
            needed = masks.order if is_counted(prose, start) else 0
        elif mask & uncounted:
            sentence = document.sentence_at(start)
            first, last, _ = spans[sentence]
            if mask & (masks.form | masks.spoon):
                needed = masks.frequency | (masks.given | masks.order if counts_form(prose, start) else 0)
                if counts_many(prose, start):
                    needed |= masks.intervention | masks.substance | masks.dietary | masks.word
                if ONCE.match(prose, end) or (mask & masks.form and NOW.match(prose, end)):
                    needed = ENOUGH
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
