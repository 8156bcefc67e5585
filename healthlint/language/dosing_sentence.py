"""A sentence with amounts in it: what is known of it, and why an amount in it is no dose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.dosing_counts import EVERY
from healthlint.language.dosing_cues import Cues
from healthlint.language.dosing_foods import goes_on, is_administered
from healthlint.language.dosing_guards import HELD, reason
from healthlint.language.dosing_orders import is_needed, manner
from healthlint.values import cached_property

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.dosing_cues import Vocabulary
    from healthlint.language.dosing_surroundings import Surroundings
    from healthlint.language.quantities import Quantity

COARSE_UNITS = frozenset(("g", "mL", "L", "cL", "dL", "mcL"))
_LASTING = re.compile(r"\b(?:for|over|during|after|x)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


class DoseSentence:
    """One sentence with amounts in it, and its surroundings."""

    def __init__(
        self,
        document: AnnotatedDocument,
        sentence: int,
        quantities: list[Quantity],
        surroundings: Surroundings,
        masks: Vocabulary,
    ) -> None:
        """Take the sentence by its index, with its quantities that are doses or belong to one."""
        self.document, self.sentence, self.masks = document, sentence, masks
        self.quantities, self.around = quantities, surroundings
        self.cues = Cues(document, sentence, masks)
        self.block = self.cues.block
        self.manner = manner(self.cues)
        #: It says how often or how long.
        self.regular = self._is_regular()
        #: Its list, table or section is about what to take.
        self.advised = surroundings.advises(self.block)

    def excuse(self, amount: Quantity) -> str:
        """What makes the amount no dose; "" where nothing does."""
        return self._excuses[amount.start]

    def is_excused(self, start: int, end: int) -> bool:
        """Whether an amount in prose [start, end) is known to be no dose."""
        return any(
            amount.start < end and start < amount.end and self._excuses.get(amount.start)
            for amount in self.quantities
        )

    @cached_property
    def _excuses(self) -> dict[int, str]:
        """Why each amount is no dose, by where it begins; what goes on from an amount that is held is held too."""
        found: dict[int, str] = {}
        held = -1
        for amount in self.quantities:
            if amount.kind == "dose":
                why = self._excuse(amount)
                if not why and held >= 0 and goes_on(self.cues, held, amount.start):
                    why = HELD
                held = amount.end if why == HELD else -1
                found[amount.start] = why
        return found

    def _excuse(self, amount: Quantity) -> str:
        cues = self.cues
        if self.is_about_food and not (self.regular and is_needed(cues)):
            return "its row, list or heading is about what foods hold"
        if found := reason(amount, cues, self.manner):
            return found
        is_coarse = amount.unit.partition("/")[0] in COARSE_UNITS
        if (
            is_coarse
            and cues.intervention(amount.start) is None
            and self.around.is_about_diet(self.block)
            and not is_administered(cues, amount)
            and not (amount.unit == "mL" and self.document.sections[self.block] == "dosage")
        ):
            return "the article, its list or its heading is about a food or a diet"
        return ""

    @cached_property
    def is_about_food(self) -> bool:
        """Whether its row, list or heading is about what foods hold."""
        return self.around.is_about_food(self.block)

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

    def inherited(self) -> str:
        """The lexicon's name for the intervention that the text around speaks of, or ""."""
        return self.around.intervention(self.block, self.sentence)
