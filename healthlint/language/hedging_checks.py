"""Whether a hedged wording can be trusted: without a tagger a noun looks like a verb, a list of verbs like one verb.

What cannot be told apart is refused. Coordinated verbs share one "may": "may lower X, raise Y and thin Z" (Quirk et
al., 13.52: coordination of predications).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language.view import View
from healthlint.language.words import words
from healthlint.markup.model import HEADING

#: After these comes an object with a bare infinitive or a participle: "helps patients maintain".
_CAUSATIVES = words(
    "help helps helped helping let lets letting make makes made making see sees watch watches have has having"
)
_SUBJECTS = words("it they this these which that who")
#: End in -ly and are adjectives, or say how often: "a serving weekly reduces".
_NO_LEAD = words("daily weekly monthly yearly hourly early friendly likely costly elderly only")
_BOUNDARIES = w.CLAUSE_MARKS | w.SUBORDINATORS | w.RELATIVES
_JOINTS = g.CONJUNCTIONS | {","}
#: What happened to somebody is no guess: "she was free of pain".
_PERSONS = words("he she who")
_ASKING = words("how why")


class Verb(NamedTuple):
    """Tokens [first, last] that "may" and some words stand for; without "may" where a verb before it has one."""

    first: int
    last: int
    words: str
    is_joined: bool = False


def checked(view: View, verbs: Sequence[Verb]) -> tuple[Verb, ...]:
    """The verbs of a sentence in order, joined ones marked; empty where one of them may be none, or one is missing."""
    checker = _Checker(view)
    done: list[Verb] = []
    for verb in sorted(verbs):
        joined = checker.joined(done[-1] if done else None, verb)
        if joined is None or not checker.is_verb(verb):
            return ()
        done.append(joined)
    return () if checker.has_more(done) else tuple(done)


class _Checker:
    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.words
        #: Where interventions end.
        self.agents = {view.token(term.end - 1) for term in view.all_agents}

    def joined(self, left: Verb | None, verb: Verb) -> Verb | None:
        """A verb as it stands after the one hedged before it; None where it cannot stand there."""
        words = self.words
        before = words[verb.first - 1] if verb.first else ""
        if left is None or not _BOUNDARIES.isdisjoint(words[left.last + 1 : verb.first]):
            return None if before in _JOINTS else verb
        between = words[left.last + 1 : verb.first]
        if before in _JOINTS:
            if not verb.words:
                return verb  # "will lower X and will raise Y"
            if not w.SUBORDINATORS.isdisjoint(words[: left.first]):
                return None  # "because it may ease X, lift Y": how far "may" reaches is not clear
            is_simple = not verb.words.startswith(("have", "that")) and not left.words.startswith("have")
            return verb._replace(is_joined=True) if is_simple else None
        return verb if not _JOINTS.isdisjoint(between) and self._is_subject(verb.first - 1) else None

    def is_verb(self, verb: Verb) -> bool:
        """Whether a verb form is one where it stands."""
        words = self.words
        form = words[verb.last]
        before = words[verb.first - 1] if verb.first else ""
        following = words[verb.last + 1] if verb.last + 1 < len(words) else ""
        if not self._is_cased(verb) or self._is_label(verb) or before in w.EVIDENCE_NOUNS:
            return False
        if not _NO_LEAD.isdisjoint(words[verb.first : verb.last]):
            return False
        if before in _PERSONS:
            return False
        if before == "that" and form in g.NOUNLIKE:  # "that help" may be a noun
            return False
        if before == "-" or (verb.words == "benefit" and following not in g.DETERMINERS):
            return False
        if form in g.BE or form in g.HAVE or not verb.words or not before[:1].isalnum():
            return True
        if before in g.DETERMINERS and before not in g.PRONOUNS:
            return False
        clause = words[self.view.clause_start(verb.first) : verb.first]
        if verb.words.startswith("have"):
            return following in g.DETERMINERS and _CAUSATIVES.isdisjoint(clause)
        base = verb.words.split()[-1]
        if form == base:
            return (
                self._is_subject(verb.first - 1)
                and _CAUSATIVES.isdisjoint(clause)
                and g.MODALS.isdisjoint(clause)
                and g.DO.isdisjoint(clause)
            )
        if base in g.NOUNLIKE and base not in ("help", "work"):
            if self.view.block.role == HEADING:
                return words[0] in _ASKING
            return following in g.DETERMINERS or self._is_subject(verb.first - 1)
        return True

    def has_more(self, verbs: Sequence[Verb]) -> bool:
        """Whether a verb in -s that is joined to one of the verbs is not among them: "lowers X, raises Y"."""
        hedged = {index for verb in verbs for index in range(verb.first, verb.last + 1)}
        return any(
            index not in hedged and self._looks_finite(index)
            for verb in verbs
            for index in self._joined_to(verb)
        )

    def _joined_to(self, verb: Verb) -> Iterator[int]:
        """The tokens after a conjunction or a comma in the clause of a verb, past adverbs."""
        words = self.words
        for index in range(verb.last + 1, len(words) - 1):
            if words[index] in w.CLAUSE_MARKS:
                return
            if words[index] in _JOINTS:
                after = index + 1
                while after < len(words) - 1 and (words[after] in _JOINTS or g.is_adverb(words[after])):
                    after += 1
                yield after

    def _looks_finite(self, index: int) -> bool:
        """Whether a word in -s has an object after it, or is known as a verb."""
        words, view = self.words, self.view
        word = words[index]
        if not word.endswith("s") or word.endswith(("ss", "us", "is")) or g.is_function_word(word):
            return False
        known = (*view.predicates, *view.lights)
        if any(view.token(term.start) == index for term in known) and word[:-1] not in g.NOUNLIKE:
            return True
        following = words[index + 1] if index + 1 < len(words) else "."
        return following[0].isalnum() and (
            following in g.DETERMINERS or not (g.is_function_word(following) or g.is_adverb(following))
        )

    def _is_subject(self, index: int) -> bool:
        """Whether a word can end a subject that does something: a remedy, or a pronoun."""
        return index >= 0 and (index in self.agents or self.words[index] in _SUBJECTS)

    def _is_cased(self, verb: Verb) -> bool:
        """Whether a verb has no capital inside a sentence, where a name has one."""
        view = self.view
        prose = view.document.prose
        if prose[view.start : view.end].isupper():
            return True
        if not any(prose[view.starts[index]].isupper() for index in range(verb.first, verb.last + 1)):
            return True
        if not any(word[0].isalnum() for word in self.words[: verb.first]):
            return True
        if not self.words[verb.first - 1][0].isalnum():
            return self.words[verb.first - 1] in (":", "–", "—")
        return view.block.role == HEADING

    def _is_label(self, verb: Verb) -> bool:
        """Whether a colon comes before what a verb or an adjective needs: "Best for:"."""
        after = self.words[verb.last + 1 : verb.last + 3]
        return after[:1] == [":"] or (after[1:] == [":"] and after[0] in g.PREPOSITIONS)
