"""The dosing terms of the sentence that an amount stands in."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.lexicon import Lexicon
    from healthlint.language.terms import Term


#: More words than any window has.
FAR = 99
#: Characters around an amount that say what it is.
REACH = 160


class Vocabulary(NamedTuple):
    """The bit masks of the lexicon classes that dosing reads."""

    word: int
    advice: int
    kind: int
    measure: int
    given: int
    order: int
    change: int
    medical: int
    multiple: int
    frequency: int
    rate: int
    route: int
    form: int
    spoon: int
    part: int
    topical: int
    vaccine: int
    contains: int
    sold: int
    body: int
    dietary: int
    remedy: int
    food: int
    toxic: int
    animal: int
    substance: int
    diet: int
    predicate: int
    drug: int
    supplement: int
    intervention: int
    all: int


@lru_cache(maxsize=4)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The masks of a lexicon, worked out once."""
    names = Vocabulary._fields[: Vocabulary._fields.index("animal")]
    masks = {name: lexicon.bits(f"dosing.{name}") for name in names}
    masks["change"] = lexicon.bits("dosing.order.change")
    masks["multiple"] = lexicon.bits("dosing.order.change.multiple")
    masks["medical"] = lexicon.bits("dosing.order.medical")
    masks["rate"] = masks["frequency"] & ~lexicon.bits("dosing.frequency.time")
    masks["contains"] |= lexicon.bits("composition")
    masks["vaccine"] |= lexicon.bits("intervention.vaccine")
    masks["food"] |= lexicon.bits("intervention.food")
    animal = lexicon.mask_of("research.animal", "count.animals")
    no_dose = (
        f"intervention.{name}"
        for name in ("weak", "product", "therapy", "device", "procedure", "exercise", "behaviour", "diet")
    )
    intervention = lexicon.bits("intervention") & ~masks["food"] & ~lexicon.mask_of(*no_dose)
    substance = lexicon.bits("intervention.weak")  # of the body too: insulin, adrenaline
    predicate = lexicon.mask_of(
        "predicate.reduce", "predicate.improve", "predicate.treat", "predicate.harm", "predicate.cure"
    )
    union = animal | substance | intervention | predicate
    for mask in masks.values():
        union |= mask
    return Vocabulary(
        **masks,
        animal=animal,
        substance=substance,
        diet=lexicon.bits("intervention.diet"),
        predicate=predicate,
        drug=lexicon.bits("intervention.drug"),
        supplement=lexicon.bits("intervention.supplement"),
        intervention=intervention,
        all=union,
    )


class Cues:
    """The dosing terms of one sentence."""

    def __init__(self, document: AnnotatedDocument, sentence: int, masks: Vocabulary) -> None:
        """Take the sentence by its index."""
        self.start, self.end, self.block = document.spans[sentence]
        self.prose = document.prose
        self.masks = masks
        terms = _uncovered(document.terms.within(self.start, self.end, masks.all), masks)
        self.terms = _with_remedies(terms, masks, self.prose)
        self._starts = [term.start for term in self.terms]
        self._found = 0
        for term in self.terms:
            self._found |= term.mask

    def of(self, mask: int) -> list[Term]:
        """The terms of a class."""
        return [term for term in self.terms if term.mask & mask]

    def has(self, mask: int) -> bool:
        """Whether there is a term of a class."""
        return bool(self._found & mask)

    def left(self, offset: int, reach: int = REACH) -> str:
        """The text of the sentence before an offset, or so much of it as matters."""
        return self.prose[max(self.start, offset - reach) : offset]

    def near(self, start: int, end: int, mask: int) -> list[Term]:
        """The terms of a class that begin in [start, end)."""
        if not self._found & mask:
            return []
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [term for term in self.terms[low:high] if term.mask & mask]

    def before(self, offset: int, mask: int, words: int) -> Term | None:
        """The last term of a class within so many words before an offset, no clause mark between."""
        for term in reversed(self.near(offset - REACH, offset, mask)):
            if term.end <= offset and self.gap(term.end, offset) <= words:
                return term
        return None

    def after(self, offset: int, mask: int, words: int) -> Term | None:
        """The first term of a class within so many words after an offset, no clause mark between."""
        for term in self.near(offset, offset + REACH, mask):
            if self.gap(offset, term.start) <= words:
                return term
        return None

    def foods(self, start: int, end: int) -> list[Term]:
        """The foods and parts of a diet that begin in [start, end); a meal is none."""
        found = self.near(start, end, self.masks.food | self.masks.dietary)
        return [term for term in found if not _ANY_FOOD.fullmatch(self.prose, term.start, term.end)]

    def gap(self, start: int, end: int) -> int:
        """How many words lie between two offsets; `FAR` where a clause mark does, or where they are not in
        order.
        """
        if start > end or _CLAUSE.search(self.prose, start, end):
            return FAR
        return len(self.prose[start:end].split())

    def intervention(self, offset: int) -> Term | None:
        """The intervention nearest to an offset; foods are none."""
        mask = self.masks.intervention
        found = self.near(offset - REACH, offset + REACH, mask) or self.of(mask)
        return min(found, key=lambda term: abs(term.start - offset), default=None)


def _uncovered(terms: list[Term], masks: Vocabulary) -> list[Term]:
    """The terms without those inside a longer food or intervention: "garlic extract" is no food."""
    kept: list[Term] = []
    covering: list[Term] = []
    for term in terms:
        if term.mask & (
            masks.food | masks.remedy | masks.intervention | masks.frequency
        ):  # "before meals" names no food
            covering = [other for other in covering if other.end > term.start]
            if any(other.end >= term.end and other[:2] != term[:2] for other in covering):
                continue
            if term.mask & masks.food and any(
                other.mask & masks.intervention and other.start < term.start for other in covering
            ):
                continue  # "black seed oil" is no oil of seeds
            covering.append(term)
        kept.append(term)
    return kept


def _with_remedies(terms: list[Term], masks: Vocabulary, prose: str) -> list[Term]:
    """The terms; where a sentence says how often and names no other food, or what was given, remedies are no foods:
    "a spoonful of honey at bedtime", not "a spoonful of honey in your tea".
    """
    found = 0
    for term in terms:
        found |= term.mask
    is_had = found & masks.given or (
        found & masks.frequency and found & (masks.rate | masks.spoon | masks.word)
    )
    if not found & masks.remedy or not is_had:
        return terms
    for term in [] if found & masks.given else terms:
        other = term.mask & masks.food and not term.mask & masks.remedy
        if other and not _ANY_FOOD.fullmatch(prose, term.start, term.end):
            return terms
    return [
        term._replace(mask=term.mask & ~masks.food | masks.supplement) if term.mask & masks.remedy else term
        for term in terms
    ]


_ANY_FOOD = re.compile(r"(?:meal|food|diet)s?", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|\. |\n|, (?:but|while|whereas|although)\b")
