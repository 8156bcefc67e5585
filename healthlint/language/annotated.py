"""A document with its language layers, each computed once and only when something asks for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from healthlint.document import Document, read
from healthlint.language.fold import plain_spaces, searchable
from healthlint.language.sentences import Span, split
from healthlint.language.terms import Terms
from healthlint.values import cached_property

if TYPE_CHECKING:
    from healthlint.language.assertions import Assertions
    from healthlint.language.citations import Citations
    from healthlint.language.claims import Claim
    from healthlint.language.disclaimers import Disclaimer
    from healthlint.language.dosing import Dose
    from healthlint.language.lexicon import Lexicon
    from healthlint.language.quantities import Quantity
    from healthlint.language.references import References
    from healthlint.language.statistics import Statistic
    from healthlint.markup.model import Markup
    from healthlint.source import Source


class Sentence:
    """One sentence: prose [start, end) and the index of its block."""

    __slots__ = ("_document", "block", "end", "start")

    def __init__(self, document: AnnotatedDocument, span: Span) -> None:
        """A sentence of a document."""
        self._document = document
        self.start, self.end, self.block = span

    @property
    def text(self) -> str:
        """The prose of the sentence."""
        return self._document.prose[self.start : self.end]

    @property
    def assertions(self) -> frozenset[str]:
        """How the sentence is asserted, the union over its clauses: see `healthlint.language.assertions`."""
        return self._document.assertions.of(self.start, self.end)

    def __repr__(self) -> str:
        """The place and the text."""
        return f"Sentence({self.start}, {self.end}, {self.text!r})"


class AnnotatedDocument(Document):
    """A document and its language layers."""

    def __init__(
        self, source: Source, markup: Markup, format: str, lexicon: Lexicon, gated: bool = True
    ) -> None:
        """As `Document`, with the lexicon the layers use, and with plain spaces in its prose.

        Where it is not `gated`, layers skip nothing that a gate would let them skip: slower, and the same in all
        that is found, as tests make sure.
        """
        super().__init__(source, markup, format)
        self.prose = plain_spaces(markup.prose)
        self.lexicon = lexicon
        self.gated = gated

    @classmethod
    def read(
        cls, source: Source, lexicon: Lexicon, format: str | None = None, gated: bool = True
    ) -> AnnotatedDocument:
        """Read a source, by the file name's extension where no format is given.

        Raises ValueError for a format there is no reader for.
        """
        document = read(source, format)
        return cls(source, document.markup, document.format, lexicon, gated)

    def release(self) -> None:
        """Let go of everything; the document is of no use afterwards.

        Layers refer to their document, so that without this only the garbage collector would free it, many
        documents later: memory that is used again at once is a tenth faster.
        """
        vars(self).clear()

    @cached_property
    def terms(self) -> Terms:
        """Every lexicon entry in the prose."""
        return Terms(self.prose, self.lexicon)

    @cached_property
    def lower(self) -> str:
        """The prose in lower case, of the same length: "İ", which has two letters in lower case, stays as it is."""
        lower = self.prose.lower()
        if len(lower) != len(self.prose):
            lower = "".join(c if len(c.lower()) > 1 else c.lower() for c in self.prose)
        return lower

    @cached_property
    def searchable(self) -> str:
        """The prose in lower case and ASCII, of the same length: see `healthlint.language.fold.searchable`."""
        return searchable(self.prose)

    def may_hold(self, pieces: Iterable[str], start: int, end: int) -> bool:
        """Whether prose [start, end) holds one of some pieces of words, given in lower case, as a gate asks before a
        pattern is tried that cannot match without one; always true where the document is not gated.
        """
        return not self.gated or any(map(self.searchable[start:end].__contains__, pieces))

    @cached_property
    def spans(self) -> list[Span]:
        """The sentences as plain values; `sentences` gives them with their text and assertions."""
        return split(self.prose, self._block_starts, self.gated)

    @cached_property
    def _span_starts(self) -> list[int]:
        return [span.start for span in self.spans]

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences, in order."""
        return tuple(Sentence(self, span) for span in self.spans)

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds a prose offset: the last one that starts at or before it.

        Raises IndexError where the document has no sentences.
        """
        starts = self._span_starts
        if not starts:
            raise IndexError("the document has no sentences")
        return bisect_right(starts, offset) - 1 if offset > starts[0] else 0

    def sentences_of(self, block: int) -> range:
        """The indices of the sentences of a block."""
        start, end = self.blocks[block].start, self.blocks[block].end
        return range(
            bisect_right(self._span_starts, start - 1), bisect_right(self._span_starts, max(start, end - 1))
        )

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The section role of each block: "" for the body, "references", "disclaimer", ..."""
        from healthlint.language.sections import find_sections

        return find_sections(self)

    @cached_property
    def quantities(self) -> Sequence[Quantity]:
        """Every number, typed."""
        from healthlint.language.quantities import find_quantities

        return find_quantities(self)

    @cached_property
    def statistics(self) -> Sequence[Statistic]:
        """The surest number of each sentence that states how many, how much or how often, of all kinds that can."""
        from healthlint.language.statistics import find_statistics

        return tuple(find_statistics(self))

    @cached_property
    def references(self) -> References:
        """The entries of the reference lists."""
        from healthlint.language.references import find_references

        return find_references(self)

    @cached_property
    def citations(self) -> Citations:
        """Everything that refers to a source, and what it backs."""
        from healthlint.language.citations import find_citations

        return find_citations(self)

    @cached_property
    def invented(self) -> dict[int, bool]:
        """The blocks that were asked whether they call their numbers invented: see `number_supposed`."""
        return {}

    @cached_property
    def table_heads(self) -> dict[int, dict[int, str]]:
        """What stands at the head of each column, by table and column."""
        heads: dict[int, dict[int, str]] = {}
        for block in self.blocks:
            if block.row == 0:
                heads.setdefault(block.table, {})[block.column] = self.prose[block.start : block.end]
        return heads

    @cached_property
    def own_parts(self) -> Sequence[tuple[int, int]]:
        """Where the article reports a study's own methods and results."""
        from healthlint.language.study_report import own_parts

        return own_parts(self)

    @cached_property
    def digests(self) -> Sequence[tuple[int, int]]:
        """Where the article passes on one publication, whose record stands at the head or the end of the section."""
        from healthlint.language.study_digest import digests

        return tuple(digests(self))

    @cached_property
    def doses(self) -> Sequence[Dose]:
        """Amounts of interventions that a reader could act on or that were given."""
        from healthlint.language.dosing import find_doses

        return find_doses(self)

    @cached_property
    def disclaimer(self) -> Disclaimer:
        """What the article says of itself: that it informs, gives no advice, replaces no professional."""
        from healthlint.language.disclaimers import find_disclaimers

        return find_disclaimers(self)

    @cached_property
    def assertions(self) -> Assertions:
        """Scopes of hedging, negation, questions, conditions, aims, uses and attribution."""
        from healthlint.language.assertions import Assertions

        return Assertions(self)

    @cached_property
    def claims(self) -> Sequence[Claim]:
        """Statements that an intervention does something good, with what may be one and is none."""
        from healthlint.language.claims import find_claims

        return find_claims(self)

    @cached_property
    def standing_claims(self) -> Sequence[Claim]:
        """Of the `claims`, those that nothing excuses, for a fraction of the price."""
        from healthlint.language.claims import find_standing

        return find_standing(self)

    @cached_property
    def topic(self) -> int:
        """The lexicon entry of the intervention the article is about; -1 where it is about none."""
        from healthlint.language.topic import find_topic

        return find_topic(self)

    @cached_property
    def is_health(self) -> bool:
        """Whether the prose is about health at all; a licence, a changelog or a list of packages is not."""
        from healthlint.language.topic import is_health

        return is_health(self)
