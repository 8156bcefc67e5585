"""What a block inherits from its list, its table, the headings above it and the section that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.context import Context
from healthlint.markup.model import HEADING, LIST_ITEM, TABLE_CELL

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.dosing_cues import Vocabulary

# "2 to 5 years", "under 10 kg", "Adults"
_WHOSE = re.compile(
    r"\W*(?:(?:under|over|from|up to|aged?|ages) )?\d+(?: ?(?:[-–]|to) ?\d+)?\+? ?"
    r"(?:years?|yrs?|months?|weeks?|kg|lbs?|stone)\b"
    r"|\W*(?:adults?|child(?:ren)?|infants?|toddlers?|babies|teenagers?|men|women|elderly|seniors)\b",
    re.IGNORECASE,
)


# The head of a column: "Per 100 g", "Amount per serving".
_PER_SO_MUCH = re.compile(
    r"\W*(?:(?:amount|content|value|quantity) )?(?:per|in|\()[ (]*(?:100|serving|portion|cup|tablet|capsule)\b",
    re.IGNORECASE,
)


# Reference intakes, which a column is headed by: the upper limit, the adequate intake, the average requirement.
_INTAKE = re.compile(r"\W*(?:UL|SUL|AI|EAR|LRNI|NRV)\b")
_LIQUID = re.compile(r"[^\n]*\b(?:syrup|suspension|elixir|linctus|liquid|solution)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\W*(?:(?:in the|at|before|after|with|on) )?(?:am|pm|mornings?|noon|midday|afternoons?|evenings?|nights?|bedtime"
    r"|bed|breakfast|lunch|dinner|supper|waking)\W*$",
    re.IGNORECASE,
)


#: Sentences before one in which what it speaks of may be named.
_BEFORE = 2


class Surroundings:
    """What a block inherits from its list, its table, the headings above it and the section it stands in."""

    def __init__(self, document: AnnotatedDocument, masks: Vocabulary) -> None:
        """Take the document to look around in."""
        self._document = document
        self._masks = masks
        self._context = Context(document)
        self._tables: dict[tuple[int, int], int] = {}
        self._rows: dict[tuple[int, int], int] = {}
        # Every sentence of a block asks the same of it, and a block may be a whole article.
        self._known: dict[tuple[int, int], bool] = {}
        for index, block in enumerate(document.blocks):
            if block.role == TABLE_CELL:
                if block.row == 0:
                    self._tables[block.table, block.column] = index
                elif block.column == 0:
                    self._rows[block.table, block.row] = index

    def advises(self, block: int) -> bool:
        """Whether the list, table or section of a block is about what to take."""
        above = self._above(block)
        return (
            self.is_about_doses(block)
            or any(self._has(i, self._masks.kind) for i in above)
            or (self._is_row_of_people(block) and any(self._has(i, self._masks.measure) for i in above))
        )

    def _is_at_a_time(self, block: int, above: list[int]) -> bool:
        """Whether a table cell stands under or beside a time of day; its row or its column names an intervention."""
        cell = self._document.blocks[block]
        if cell.role != TABLE_CELL or not cell.row:
            return False
        around = [index for index in (self._label(block), *above[:1]) if index >= 0]
        return any(self._matches(index, _WHEN) for index in around) and any(
            self._has(index, self._masks.intervention) for index in around
        )

    def _is_row_of_people(self, block: int) -> bool:
        """Whether a table cell stands in the row of an age or a weight."""
        label = self._label(block)
        if label < 0:
            return False
        return self._matches(label, _WHOSE)

    def _label(self, block: int) -> int:
        """The block that labels the row of a table cell, or -1."""
        cell = self._document.blocks[block]
        return self._rows.get((cell.table, cell.row), -1) if cell.role == TABLE_CELL else -1

    def is_about_doses(self, block: int) -> bool:
        """Whether the list, table or section of a block speaks of doses."""
        if self._document.sections[block] == "dosage":
            return True
        masks = self._masks
        above = self._above(block)
        if any(self._has(index, masks.word | masks.advice) for index in above):
            return True
        if self._is_at_a_time(block, above) or (above and self._matches(above[0], _INTAKE)):
            return True
        # "Children's syrup" over a row of so many kilograms
        return self._is_row_of_people(block) and any(
            self._has(index, masks.form | masks.drug) or self._matches(index, _LIQUID) for index in above
        )

    def is_dosed_row(self, block: int) -> bool:
        """Whether a table cell under a head about doses stands in the row of a remedy."""
        cell = self._document.blocks[block]
        if cell.role != TABLE_CELL or not cell.row or not self.is_about_doses(block):
            return False
        blocks, mask = self._document.blocks, self._masks.intervention | self._masks.remedy
        for index in range(block - 1, -1, -1):
            if (blocks[index].table, blocks[index].row) != (cell.table, cell.row):
                return False
            if self._has(index, mask):
                return True
        return False

    def is_about_food(self, block: int) -> bool:
        """Whether the block is a table cell or a list item about what foods hold."""
        masks = self._masks
        cell = self._document.blocks[block]
        if cell.role not in (TABLE_CELL, LIST_ITEM) or self.is_about_doses(block):
            return False
        label = self._label(block)
        if label >= 0 and self._has(label, masks.food | masks.dietary):
            return True
        above = self._above(block)
        if any(self._has(index, masks.food | masks.contains) for index in above):
            return True
        if cell.role != TABLE_CELL:
            return False
        if cell.row and above and self._matches(above[0], _PER_SO_MUCH):
            return True
        corner = self._corner(block)
        return corner >= 0 and cell.row > 0 and self._has(corner, masks.food)

    def is_about_diet(self, block: int) -> bool:
        """Whether what introduces a block, or the whole article, is about protein, a food or a diet."""
        document, masks = self._document, self._masks
        if document.topic >= 0 and document.lexicon.masks[document.topic] & (masks.food | masks.diet):
            return True
        return any(self._has(index, masks.dietary) for index in self._above(block))

    def intervention(self, block: int, sentence: int) -> str:
        """The intervention named by row, lead-in, headings, the sentence before or the topic, or ""."""
        document, masks = self._document, self._masks
        for index in (self._label(block), *self._above(block)):
            if index >= 0:
                found = document.terms.first(
                    document.blocks[index].start, document.blocks[index].end, masks.intervention
                )
                if found is not None:
                    return document.lexicon.lemma(found.entry, masks.intervention)
        before = self._context.agent_before(sentence)
        if before is not None:
            return document.lexicon.lemma(before.entry)
        return document.lexicon.lemma(document.topic) if document.topic >= 0 else ""

    def names_medicine(self, block: int, sentence: int) -> bool:
        """Whether the sentence, the two before it, what introduces its block or the topic names a medicine, a
        supplement or a form of one.
        """
        document, mask = self._document, self._masks.intervention | self._masks.form | self._masks.drug
        if document.topic >= 0 and document.lexicon.masks[document.topic] & self._masks.intervention:
            return True
        first, end = document.spans[max(0, sentence - _BEFORE)].start, document.spans[sentence].end
        if document.terms.any(first, end, mask):
            return True
        return any(
            self._has(index, mask) for index in (self._label(block), *self._above(block)) if index >= 0
        )

    def _corner(self, block: int) -> int:
        """The block above the labels of a table cell's rows, or -1."""
        return self._tables.get((self._document.blocks[block].table, 0), -1)

    def names_vaccine(self, block: int) -> bool:
        """Whether the block, the one above it or a heading speaks of a vaccine."""
        return any(
            self._has(index, self._masks.vaccine)
            for index in (block, block - 1, self._label(block), self._corner(block), *self._above(block))
            if index >= 0
        )

    def _above(self, block: int) -> list[int]:
        """The blocks that introduce a block: column header, lead-in, nearest headings."""
        cell = self._document.blocks[block]
        found = []
        if cell.role == TABLE_CELL and (cell.table, cell.column) in self._tables:
            found.append(self._tables[cell.table, cell.column])
        lead = self._context.lead(block)
        if lead is not None:
            found.append(lead.block)
        if cell.role != HEADING:
            found.extend(self._context.headings(block)[:1])
        return found

    def _matches(self, block: int, pattern: re.Pattern[str]) -> bool:
        """Whether a block begins with a pattern."""
        span = self._document.blocks[block]
        return pattern.match(self._document.prose, span.start, span.end) is not None

    def _has(self, block: int, mask: int) -> bool:
        known = self._known.get((block, mask))
        if known is None:
            span = self._document.blocks[block]
            known = bool(self._document.terms.within(span.start, span.end, mask))
            self._known[block, mask] = known
        return known
