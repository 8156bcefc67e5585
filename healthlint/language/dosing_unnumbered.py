"""Doses that are no amounts in a unit: strengths, schedules, counts and parts of doses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from healthlint.language.dosing_bare import bare_numbers
from healthlint.language.dosing_counts import (
    bare_counts,
    counted_forms,
    repeated_forms,
)
from healthlint.language.dosing_foods import is_cut
from healthlint.language.dosing_parts import parts_of_doses, spoon_in_a_drink, spoonfuls, topical_strengths
from healthlint.language.dosing_strengths import bare_strengths, numbers_of_drugs
from healthlint.language.dosing_vaccines import later_doses, single_dose, vaccine_ages
from healthlint.markup.model import HEADING, LIST_ITEM, TABLE_CELL

if TYPE_CHECKING:
    from healthlint.language.dosing_sentence import DoseSentence

#: Blocks that say what to take without a verb.
LIST_LIKE = (LIST_ITEM, TABLE_CELL, HEADING)


def strengths(sentence: DoseSentence) -> Iterator[tuple[int, int, str]]:
    """Strengths that are put on the skin so often."""
    masks = sentence.masks
    known = sentence.cues.has(masks.intervention | masks.given | masks.order) or bool(sentence.inherited())
    return topical_strengths(sentence.cues, sentence.quantities, sentence.regular and known)


def schedule(sentence: DoseSentence) -> Iterator[tuple[int, int, str]]:
    """Tablets so many times a day, a vaccine at certain ages: no number of units is given."""
    cues, masks = sentence.cues, sentence.masks
    counts = (counted_forms, repeated_forms, bare_counts, bare_strengths, numbers_of_drugs)
    for start, end in chain.from_iterable(count(cues) for count in counts):
        if not sentence.is_excused(start, end):
            yield start, end, "medium"
        return
    for start, end in later_doses(cues):
        yield start, end, "medium"
        return
    if not sentence.around.names_vaccine(sentence.block):
        return
    if cues.has(masks.given):
        for quantity in sentence.quantities:
            if quantity.kind == "frequency" and cues.before(quantity.start, masks.given, 2):
                if any(
                    other.kind == "duration" and other.start > quantity.end for other in sentence.quantities
                ):
                    yield quantity.start, quantity.end, "medium"
                return
    in_list = sentence.document.blocks[sentence.block].role in LIST_LIKE
    for start, end in single_dose(cues, in_list):
        yield start, end, "medium"
        return
    if not cues.has(masks.vaccine) and not in_list:
        return
    for start, end in vaccine_ages(cues, in_list):
        yield start, end, "medium"


def unnumbered(sentence: DoseSentence, follows: bool) -> Iterator[tuple[int, int, str]]:
    """A spoonful so often; a part or a multiple of a dose, where it is known of what."""
    masks = sentence.masks
    had = sentence.regular or sentence.cues.has(masks.given | (masks.order & ~masks.change))
    if had and not sentence.is_about_food:
        for start, end in spoonfuls(sentence.cues, sentence.regular):
            if not is_cut(sentence.cues, start):
                yield start, end, "medium"
            return
    about_diet = sentence.around.is_about_diet(sentence.block)
    known = sentence.cues.has(sentence.masks.intervention)
    known = known or (not about_diet and (follows or bool(sentence.inherited())))
    is_dosed = sentence.around.is_about_doses(sentence.block)
    if not sentence.is_about_food and (is_dosed or known):
        for start, end in spoon_in_a_drink(sentence.cues):
            yield start, end, "medium"
            return
    for start, end in parts_of_doses(sentence.cues, sentence.manner, known):
        yield start, end, "medium"
        return
    if not sentence.is_about_food and sentence.around.names_medicine(sentence.block, sentence.sentence):
        for start, end in bare_numbers(sentence.cues):
            yield start, end, "medium"
