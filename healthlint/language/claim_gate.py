"""Which sentences need no reading for claims: those in which every predicate is silenced whatever else is read.

Only what follows from the words right at a predicate is asked here, without laying the sentence out. A gate may let
too much through, never too little: `tests/test_gates.py` holds it to that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.language import assertions as a
from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language import scoring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Set

    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.assertions import Scope
    from healthlint.language.terms import Hit, Term
    from healthlint.language.vocabulary import Vocabulary


#: How the features begin that tell under which assertions a candidate stands, and its lead-in.
ASSERTED, LED = "asserted:", "lead-asserted:"


class Gate:
    """Tells of the sentences of one document whether a claim could stand in them."""

    __slots__ = ("_asserted", "_document", "_guarding", "_later", "_led", "_stateless", "_vocabulary")

    def __init__(
        self,
        document: AnnotatedDocument,
        vocabulary: Vocabulary,
        guarding: Set[str],
        stateless: Set[str],
        later: Iterable[str],
    ) -> None:
        """Take the document, the classes, the assertions and the features under which no claim stands, and how the
        features begin that are worked out last, beside those of assertions.
        """
        self._document = document
        self._vocabulary = vocabulary
        self._guarding = guarding
        self._stateless = stateless
        self._later = sum(sum(vocabulary.gains(prefix).values()) for prefix in later)
        self._asserted = vocabulary.gains(ASSERTED)
        self._led = sum(vocabulary.gains(LED).values())

    def least(self, sentence: int, led: bool) -> float:
        """The log odds under which no candidate of a sentence can stand, whatever features come last: of assertions
        those of the sentence's own scopes, and those of a lead-in where it is `led` by one.
        """
        scopes = self._document.assertions.scopes(sentence)
        more = self._later + (self._led if led else 0.0)
        for kind, gain in self._asserted.items():
            if kind == a.AFFIRMED or any(scope.kind == kind for scope in scopes):
                more += gain
        return scoring.least(more)

    def is_shut(self, sentence: int, hits: Iterable[Hit]) -> bool:
        """Whether no candidate of a sentence can stand; `hits` are all its predicates, before any guard.

        One that could is enough to read the whole sentence: what is read of one predicate decides whether
        another inside it is read too.
        """
        document, vocabulary = self._document, self._vocabulary
        scopes = [scope for scope in document.assertions.scopes(sentence) if scope.kind in self._guarding]
        masks, low = document.lexicon.masks, document.spans[sentence].start
        for entry, start, padded in hits:
            end = padded - 2
            if scopes and self._is_silenced(scopes, start, end, masks[entry]):
                continue
            if not (vocabulary.is_base_of_verb(entry) and _is_bare_infinitive(document.prose, low, start)):
                return False
        return True

    def silencer(self, sentence: int) -> Callable[[Term, tuple[str, ...]], bool]:
        """What tells of a predicate of a sentence, and of the features of its verb, whether no claim of it can stand,
        whatever fills its slots.
        """
        scopes = [
            scope for scope in self._document.assertions.scopes(sentence) if scope.kind in self._guarding
        ]
        but_uses = [scope for scope in scopes if scope.kind != a.USE]

        def is_silent(term: Term, used: tuple[str, ...]) -> bool:
            if not self._stateless.isdisjoint(used):
                return True
            # "effective for treating" is no use
            held = but_uses if "gerund:praised" in used else scopes
            return bool(held) and self._is_silenced(held, term.start, term.end, term.mask)

        return is_silent

    def _is_silenced(self, scopes: list[Scope], start: int, end: int, mask: int) -> bool:
        denies = mask & self._vocabulary.safety  # "no side effects" states safety
        return any(
            scope.start < end
            and start < scope.end
            and not (denies and scope.kind == a.NEGATED)
            and not (scope.kind == a.USE and scope.start >= start)  # "the best remedy for" praises
            for scope in scopes
        )


def _is_bare_infinitive(prose: str, low: int, start: int) -> bool:
    """Whether " to " stands before a verb at an offset, and before that a word that makes no statement of it."""
    if prose[start - 4 : start] != " to " or start - 4 <= low:
        return False
    space = prose.rfind(" ", low, start - 4)
    word = prose[low if space < 0 else space + 1 : start - 4].lower()
    return word.isalpha() and not (word in g.FACTIVE or word in w.WAYS or g.is_adverb(word))
