"""Context: what a sentence inherits from around it - a lead-in, the headings above, the agent named last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.fold import fold
from healthlint.values import NamedTuple, cached_property

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.terms import Term
    from healthlint.language.vocabulary import Vocabulary


_ENOUGH = 120  # words from which the density of praise says something about a document
_STUDY_REACH = 30  # mentions of research to look at; a study that an article tells of is named early
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our)\b")


def _speaks_of_itself(document: AnnotatedDocument, words: int) -> bool:
    """Whether more than one word in a hundred is a first person. Most prose has too few letters that could be one."""
    # Of two that share a space one is counted.
    folded = f" {fold(document.prose)} "
    if 2 * sum(map(folded.count, (" i ", " we ", " my ", " our "))) <= words / 100:
        return False
    return len(_FIRST_PERSON.findall(document.prose)) / words > 0.01


class Lead(NamedTuple):
    """The line that introduces a list ("Benefits include:"): its sentence, or -1 where a list has none."""

    sentence: int
    block: int


class Context:
    """Looks around a sentence; every answer is worked out once for a block."""

    def __init__(self, document: AnnotatedDocument) -> None:
        """Take the document to look around in."""
        self._document = document
        lexicon = document.lexicon
        self._agents = lexicon.bits("intervention") & ~lexicon.mask_of("intervention.weak")
        self._headings = self._path_of_headings()
        self._leads = self._leads_of_lists()
        self._lists = self._items_of_lists()
        self._features: dict[int, tuple[str, ...]] = {}
        self._of_document: tuple[str, ...] | None = None
        self._agents_of: dict[int, Term | None] = {}
        self._agents_before: dict[int, Term | None] = {}
        self._praising: dict[tuple[int, ...], int] = {}

    def headings(self, block: int) -> tuple[int, ...]:
        """The headings a block stands under, nearest first, as block indices."""
        return self._headings[block]

    def lead(self, block: int) -> Lead | None:
        """The lead-in of the list or table a block belongs to."""
        return self._leads.get(block)

    def agent_before(self, sentence: int) -> Term | None:
        """The intervention named last before a sentence, in its block or the one above it (what "it" means there)."""
        if sentence not in self._agents_before:
            document = self._document
            span = document.spans[sentence]
            first = document.blocks[max(0, span.block - 1)].start
            found = document.terms.preceding(span.start, self._agents, first - 1)
            self._agents_before[sentence] = found
        return self._agents_before[sentence]

    def agent_of_heading(self, block: int) -> Term | None:
        """The intervention that the nearest heading naming one names."""
        for heading in self._headings[block]:
            if heading not in self._agents_of:
                own = self._document.blocks[heading]
                self._agents_of[heading] = self._document.terms.first(own.start, own.end, self._agents)
            found = self._agents_of[heading]
            if found is not None:
                return found
        return None

    def agent_of_lead(self, block: int) -> Term | None:
        """The intervention that the lead-in of the block's list names."""
        lead = self._leads.get(block)
        if lead is None:
            return None
        span = self._document.spans[lead.sentence]
        return self._document.terms.first(span.start, span.end, self._agents)

    @cached_property
    def named_study(self) -> bool:
        """Whether the document tells of a study that it names: then its past tense reports that study."""
        document = self._document
        starts = document.terms.starts(document.lexicon.bits("research"))
        spans = {document.sentence_at(start) for start in starts[:_STUDY_REACH]}
        return any(document.citations.names_source(i, i) for i in spans)

    def features(self, block: int, v: Vocabulary) -> tuple[str, ...]:
        """What the surroundings of a block say for and against claims in it."""
        found = self._features.get(block)
        if found is None:
            found = self._features[block] = tuple(self._features_of(block, v))
        return found

    def _features_of(self, block: int, v: Vocabulary) -> Iterator[str]:
        document = self._document
        if self._of_document is None:
            self._of_document = tuple(self._features_of_document(v))
        yield from self._of_document
        praise = v.predicates & ~v.safety
        lead = self._leads.get(block)
        if lead is not None:
            span = document.spans[lead.sentence]
            yield "lead:benefit" if document.terms.any(span.start, span.end, praise) else "lead:plain"
            if document.terms.any(span.start, span.end, v.need):
                yield "lead:need"
        if self._headings[block]:
            heading = document.blocks[self._headings[block][0]]
            text = document.prose[heading.start : heading.end]
            if document.terms.any(heading.start, heading.end, praise):
                yield "heading:benefit"
            if document.terms.any(heading.start, heading.end, self._agents):
                yield "heading:agent"
            if text.endswith("?"):
                yield "heading:question"
        items = self._lists.get(block, ())
        if len(items) > 1:
            if items not in self._praising:
                self._praising[items] = sum(self._opens_with(item, praise) for item in items)
            others = self._praising[items] - self._opens_with(block, praise)
            share = others / (len(items) - 1)
            yield "list:praise" if share > 0.5 else "list:mixed" if others else "list:other"

    def _features_of_document(self, v: Vocabulary) -> Iterator[str]:
        document = self._document
        words = max(100, document.spaces)
        density = len(document.terms.starts(v.predicates)) / words
        if document.spaces >= _ENOUGH:  # a note of a few lines has no manner of its own
            yield f"document:praise{min(3, int(density * 40))}"
        if _speaks_of_itself(document, words):
            yield "document:first-person"
        if document.topic >= 0:
            mask = document.lexicon.masks[document.topic]
            yield f"document:{v.agent_class(mask)}"
        if document.references.entries:
            yield "document:references"

    def _opens_with(self, block: int, mask: int) -> bool:
        start, end = self._document.blocks[block].start, self._document.blocks[block].end
        return self._document.terms.any(start, min(end, start + 40), mask)

    def _items_of_lists(self) -> dict[int, tuple[int, ...]]:
        """The items of each item's list: neighbours of one level with nothing but deeper items between them."""
        lists: dict[int, tuple[int, ...]] = {}
        run: list[int] = []
        blocks = self._document.blocks
        for index in range(len(blocks) + 1):
            block = blocks[index] if index < len(blocks) else None
            if block is not None and block.role == "list-item":
                run.append(index)
                continue
            levels: dict[int, list[int]] = {}
            for item in run:
                levels.setdefault(blocks[item].level, []).append(item)
            for items in levels.values():
                lists.update(dict.fromkeys(items, tuple(items)))
            run = []
        return lists

    def _path_of_headings(self) -> list[tuple[int, ...]]:
        path: list[int] = []
        paths = []
        blocks = self._document.blocks
        for index, block in enumerate(blocks):
            if block.role == "heading":
                while path and blocks[path[0]].level >= block.level:
                    path.pop(0)
                paths.append(tuple(path))
                path.insert(0, index)
            else:
                paths.append(tuple(path))
        return paths

    def _leads_of_lists(self) -> dict[int, Lead]:
        leads: dict[int, Lead] = {}
        document = self._document
        lead: Lead | None = None
        parents: dict[int, Lead] = {}
        for index, block in enumerate(document.blocks):
            if block.role in ("list-item", "table-cell"):
                above = parents.get(block.level - 1) if block.level > 1 else None
                found = above or lead
                if found is not None:
                    leads[index] = found
                if block.role == "list-item":
                    own = self._lead_in(index)
                    parents = {level: value for level, value in parents.items() if level < block.level}
                    if own is not None:
                        parents[block.level] = own
            else:
                parents = {}
                lead = self._lead_in(index) if block.role != "heading" else None
        return leads

    def _lead_in(self, block: int) -> Lead | None:
        """The last sentence of a block, where it ends in a colon."""
        here = self._document.blocks[block]
        if ":" not in self._document.prose[here.start : here.end]:
            return None
        sentences = self._document.sentences_of(block)
        if not sentences:
            return None
        span = self._document.spans[sentences[-1]]
        if self._document.prose[span.start : span.end].rstrip("*_ ").endswith(":"):
            return Lead(sentences[-1], block)
        return None
