"""A sentence laid out for reading: its tokens, its terms by what they can be, and its clauses."""

from __future__ import annotations

from bisect import bisect_right, insort
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING

from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language.praise import has_praise
from healthlint.language.terms import Term
from healthlint.language.vocabulary import Vocabulary
from healthlint.language.words import words
from healthlint.values import new

if TYPE_CHECKING:
    from collections.abc import Iterable

    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.terms import Hit

_FINITE = g.BE | g.HAVE | g.MODALS | g.DO
_OPENS_CLAUSE = words("and but so which it they this these we i you")
#: Verbs after which a clause begins that no "that" opens: "shows they work".
_SAYS = words(
    "shows showed found finds says said reports reported suggests confirms confirmed proves proved think"
)
#: What may stand before the first word of a clause.
_BOUNDS = w.CLAUSE_MARKS | w.SUBORDINATORS | _SAYS | {","}


class View:
    """One sentence of a document. Token positions are indices into `words`, `starts` and `ends` (prose offsets)."""

    def __init__(
        self, document: AnnotatedDocument, vocabulary: Vocabulary, sentence: int, apart: Iterable[Hit] = ()
    ) -> None:
        """Lay out the sentence of an index; `apart` are its verbs with their particle after the object."""
        self.document, self.v, self.sentence = document, vocabulary, sentence
        self.start, self.end, self.block_index = document.spans[sentence]
        self.block = document.blocks[self.block_index]
        v = vocabulary
        self.terms = terms = document.terms.within(self.start, self.end, v.all)
        slots: list[Term] = []
        predicates: list[Term] = []
        pseudo: list[Term] = []
        #: Interventions, those inside a longer term too ("food" in "food intake").
        self.all_agents: list[Term] = []
        self.physiology: list[Term] = []
        self.people: list[Term] = []
        self.lights: list[Term] = []
        lower, plain = document.lower, v.predicates & ~v.neutral
        for term in terms:
            mask = term.mask
            if mask & plain or (mask & v.neutral and has_praise(lower, term.start, self.start)):
                predicates.append(term)
            if mask & v.slots:
                slots.append(term)
                if mask & v.intervention:
                    self.all_agents.append(term)
            if mask & v.others:
                if mask & v.false_friends:
                    pseudo.append(term)
                if mask & v.physiology:
                    self.physiology.append(term)
                if mask & v.people:
                    self.people.append(term)
                if mask & v.light:
                    self.lights.append(term)
        #: Benefit predicates, those inside a phrase that is none ("support group") left out, as is what lies in a
        #: complaint ("hair loss", "slow healing").
        self.predicates = [
            t for t in predicates if not (pseudo and self._lies_in(t, pseudo)) and not self._is_acronym(t)
        ]
        for entry, start, padded in apart:
            mask = v.lexicon.masks[entry] & v.predicates
            insort(self.predicates, new(Term, (start, padded - 2, entry, mask)))
        if not self.predicates:  # nothing more is asked of it
            return
        slots = _outermost(slots)
        self.agents = [t for t in slots if t.mask & v.intervention]
        self.targets = [t for t in slots if t.mask & v.targets]
        text = document.lower
        token = g.ASCII_TOKEN if text.isascii() else g.TOKEN
        first = self.start
        while text[first].isspace():  # where a sentence that is too long was cut
            first += 1
        # With the white space after them the tokens are the whole text.
        spaced = token.findall(text, first, self.end)
        words = [piece.rstrip() for piece in spaced]
        #: Where each token starts; where each ends.
        self.starts = list(accumulate(map(len, spaced), initial=first))
        self.starts.pop()
        self.ends = list(map(add, self.starts, map(len, words)))
        if token is g.TOKEN:
            words = [word.replace("’", "'") for word in words]
        #: The tokens in lower case, curly apostrophes made straight.
        self.words = words
        #: Whether no finite verb can be seen: a bullet, a heading, "Particularly effective when ...".
        self.is_fragment = _FINITE.isdisjoint(words)

    def _lies_in(self, term: Term, phrases: list[Term]) -> bool:
        """Whether a predicate is inside one of some phrases, or is itself one that is none."""
        start, end, is_none = term.start, term.end, self.v.pseudo
        for phrase in phrases:
            if phrase.start > start:
                break
            if end <= phrase.end and (
                phrase.end - phrase.start > end - start or (phrase.start == start and phrase.mask & is_none)
            ):
                return True
        return False

    def _is_acronym(self, term: Term) -> bool:
        """Whether a predicate is written in capitals where its sentence is not: "AIDS" aids nobody."""
        prose = self.document.prose
        return prose[term.start : term.end].isupper() and not prose[self.start : self.end].isupper()

    def text(self, term: Term) -> str:
        """The words of a term, in lower case."""
        return self.document.prose[term.start : term.end].lower()

    def token(self, offset: int) -> int:
        """The token that holds a prose offset, or the first one after it."""
        return bisect_right(self.ends, offset)

    def clause_start(self, index: int) -> int:
        """The first token of the clause that a token stands in."""
        words = self.words
        left = index
        while left > 0:
            word = words[left - 1]
            if word in _BOUNDS and (
                word in w.CLAUSE_MARKS
                or (word in w.SUBORDINATORS and left < index)
                or (words[left] in _OPENS_CLAUSE and (word == "," or words[left] in g.PRONOUNS))
            ):
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

    def is_base_verb(self, index: int) -> bool:
        """Whether a predicate in the base form of a verb begins at a token."""
        if index >= len(self.starts):
            return False
        start, v = self.starts[index], self.v
        return any(
            term.start == start
            and term.mask & v.verbs
            and "base" in v.lexicon.forms(term.entry, term.mask & v.verbs)
            for term in self.predicates
        )

    def any_between(self, terms: list[Term], first: int, last: int) -> bool:
        """Whether one of the terms lies within the tokens [first, last)."""
        if first >= last or not terms:
            return False
        low, high = self.starts[first], self.ends[last - 1]
        return any(low <= term.start and term.end <= high for term in terms)


_CONTRASTS = frozenset(["but", "although", "whereas", "while"])


def _outermost(terms: list[Term]) -> list[Term]:
    """The terms, by start and the longest first, without those inside a longer one."""
    kept: list[Term] = []
    reach = -1
    for term in terms:
        if term.end > reach:  # no two terms have the same span
            kept.append(term)
            reach = term.end
    return kept
