"""A sentence laid out for reading: its tokens, its terms by what they can be, and its clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language.vocabulary import Vocabulary
from healthlint.language.words import words

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.terms import Term

_OPENS_CLAUSE = words("and but so which it they this these we i you")


class View:
    """One sentence of a document. Token positions are indices into `tokens` and `words`."""

    def __init__(self, document: AnnotatedDocument, vocabulary: Vocabulary, sentence: int) -> None:
        """Lay out the sentence of an index."""
        self.document, self.v, self.sentence = document, vocabulary, sentence
        span = document.spans[sentence]
        self.start, self.end, self.block_index = span.start, span.end, span.block
        self.block = document.blocks[span.block]
        v = vocabulary
        self.terms = terms = document.terms.within(span.start, span.end, v.all)
        # "hair loss" and "slow healing" are complaints: no predicate lies in them.
        pseudo = [t for t in terms if t.mask & (v.pseudo | v.condition)]
        #: Benefit predicates, those inside a phrase that is none ("support group") left out.
        self.predicates = [
            t
            for t in terms
            if t.mask & v.predicates
            and not any(
                _inside(t, p) or (p.start == t.start and p.end == t.end and p.mask & v.pseudo) for p in pseudo
            )
            and not self._is_acronym(t)
        ]
        slots = [t for t in terms if t.mask & (v.intervention | v.targets)]
        slots = [t for t in slots if not any(_inside(t, other) for other in slots)]
        self.agents = [t for t in slots if t.mask & v.intervention]
        self.targets = [t for t in slots if t.mask & v.targets]
        #: Interventions, those inside a longer term too ("food" in "food intake").
        self.all_agents = [t for t in terms if t.mask & v.intervention]
        self.physiology = [t for t in terms if t.mask & v.physiology]
        self.people = [t for t in terms if t.mask & v.people]
        self.lights = [t for t in terms if t.mask & v.light]
        self.tokens = g.tokenize(document.prose, span.start, span.end)
        self.words = [token.text for token in self.tokens]
        #: Whether no finite verb can be seen: a bullet, a heading, "Particularly effective when ...".
        self.is_fragment = not any(
            word in g.BE or word in g.HAVE or word in g.MODALS or word in g.DO for word in self.words
        )

    def _is_acronym(self, term: Term) -> bool:
        """Whether a predicate is written in capitals where its sentence is not: "AIDS" aids nobody."""
        prose = self.document.prose
        return prose[term.start : term.end].isupper() and not prose[self.start : self.end].isupper()

    def text(self, term: Term) -> str:
        """The words of a term, in lower case."""
        return self.document.prose[term.start : term.end].lower()

    def token(self, offset: int) -> int:
        """The token that holds a prose offset."""
        return g.token_at(self.tokens, offset)

    def clause_start(self, index: int) -> int:
        """The first token of the clause that a token stands in."""
        words = self.words
        left = index
        while left > 0:
            word = words[left - 1]
            if word in w.CLAUSE_MARKS or (word in w.SUBORDINATORS and left < index):
                break
            if word == "," and words[left] in _OPENS_CLAUSE:
                break
            left -= 1
        return left

    def clause_end(self, index: int) -> int:
        """The token after the last of the clause that begins at or holds a token."""
        words = self.words
        right = index
        while right < len(words) and words[right] not in w.CLAUSE_MARKS and words[right] not in _CONTRASTS:
            right += 1
        return right

    def any_between(self, terms: list[Term], first: int, last: int) -> bool:
        """Whether one of the terms lies within the tokens [first, last)."""
        if first >= last:
            return False
        low, high = self.tokens[first].start, self.tokens[last - 1].end
        return any(low <= term.start and term.end <= high for term in terms)


_CONTRASTS = frozenset(["but", "although", "whereas", "while"])


def _inside(inner: Term, outer: Term) -> bool:
    return (
        outer.start <= inner.start
        and inner.end <= outer.end
        and outer.end - outer.start > inner.end - inner.start
    )
