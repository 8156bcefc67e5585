"""A hedged wording for a sentence that states health effects as fact: "relieves pain" becomes "may relieve pain".

Only what English grammar lets "may" do without a tagger is reworded: finite verbs ("may relieve", "may have relieved",
"may be relieved"), copulas ("may be effective"), verbs with an infinitive ("may help to relieve", "has been shown to
relieve" becomes "may relieve"), empty verbs with a noun ("may offer relief"), bullets ("May relieve pain"). What hangs
on such a verb ("easing pain", "by easing pain") is hedged with it. A sentence with a claim that none of this fits is
left to people, and so is one in which a verb cannot be told from a noun or a name (`hedging_checks`). Modal perfect
and modal passive: any school grammar (Quirk et al., 4.49 to 4.66).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language.hedging_checks import Verb, checked
from healthlint.language.verb_groups import helping
from healthlint.language.view import View
from healthlint.language.vocabulary import vocabulary_of
from healthlint.language.words import words
from healthlint.markup.model import HEADING, LIST_ITEM

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.claims import Claim

#: "Is shown to ease": said instead with "may".
_PROVEN = words(
    "shown proven proved known found demonstrated confirmed documented established guaranteed sure certain"
)
#: Verbs whose infinitive is what they claim, with their base forms: "helps to ease".
_CARRIERS = {
    "help": "help", "helps": "help", "helped": "help", "work": "work", "works": "work", "worked": "work",
    "serve": "serve", "serves": "serve", "served": "serve", "continue": "continue", "continues": "continue",
    "manage": "manage", "manages": "manage", "act": "act", "acts": "act",
}  # fmt: skip
_PRESENT_BE = frozenset(("is", "are"))
_PAST_BE = frozenset(("was", "were"))
_PRESENT_HAVE = frozenset(("has", "have"))
#: Between a copula, or an empty verb, and its adjective or noun there are at most so many words.
_NEAR = 5
#: Words that never stand between a copula and its complement; with them the copula is another verb's.
_BREAKS = g.MODALS | g.HAVE | g.DO | g.PREPOSITIONS | g.PRONOUNS - g.DETERMINERS | {"not", "to", "than"}
#: "Not only eases": where "may" goes depends on what follows. And what happened to the writer is no guess.
_LEFT_ALONE = words("only either neither both nor i i'm i've my me")
_DEPENDENT = words("when if unless until while as whenever once what whether so")
#: Before these a past form is a participle: "foods reduced in salt".
_AFTER_PARTICIPLE = g.PREPOSITIONS | {".", ","}


class Rewording(NamedTuple):
    """Write a text in place of prose [start, end)."""

    start: int
    end: int
    text: str


def hedged(document: AnnotatedDocument, claims: Sequence[Claim]) -> tuple[Rewording, ...]:
    """What to write so that none of the claims of one sentence is stated as fact; empty where that is not known.

    The claims are all that stand in the sentence, in order.
    """
    keys = document.lexicon.keys
    if any(" " in keys[claim.entry] and " " not in claim.predicate for claim in claims):
        return ()  # a verb whose particle stands after its object
    view = View(document, vocabulary_of(document.lexicon), claims[0].sentence)
    if not _LEFT_ALONE.isdisjoint(view.words) or view.document.prose[view.end - 1 : view.end] == "?":
        return ()
    reader = _Reader(view)
    verbs: list[Verb] = []
    for claim in claims:
        verb = reader.verb(claim)
        if verb is not None:
            if verb not in verbs:
                verbs.append(verb)
        elif not any(reader.covers(other, claim) for other in verbs):
            return ()
    return tuple(reader.rewording(verb) for verb in checked(view, verbs))


class _Reader:
    """One sentence."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.words

    def verb(self, claim: Claim) -> Verb | None:
        """The verb that states a claim; None where another one does, or none that can be hedged."""
        first = self.view.token(claim.place[0])
        last = self.view.token(claim.place[1] - 1)
        clause = self.view.clause_start(first)
        if self._is_dependent(first, clause):
            return None
        if claim.pattern in ("verb", "work"):
            return self._of_verb(claim, first, last, clause)
        if claim.pattern == "evidence":
            return None
        return self._of_complement(claim, first, clause)

    def covers(self, verb: Verb, claim: Claim) -> bool:
        """Whether a verb that is hedged hedges a claim after it that has no finite verb of its own."""
        first = self.view.token(claim.place[0])
        if not verb.last < first or claim.pattern == "evidence":
            return False
        between = self.words[verb.last + 1 : first]
        return w.CLAUSE_MARKS.isdisjoint(between) and w.SUBORDINATORS.isdisjoint(between)

    def rewording(self, verb: Verb) -> Rewording:
        """What to write for a verb, in the case of the text."""
        view = self.view
        start, end = view.starts[verb.first], view.ends[verb.last]
        old = view.document.prose[start:end]
        is_whole = verb.is_joined or verb.words.startswith("that ")
        text = verb.words if is_whole else f"may {verb.words}".rstrip()
        letters = [letter for letter in old if letter.isalpha()]
        if len(letters) > 1 and all(letter.isupper() for letter in letters):
            text = text.upper()
        elif old[:1].isupper():
            # In a heading in title case, "May" and its verb are as large as the others.
            after = (
                view.document.prose[end : view.end].split(maxsplit=1)[:1]
                if view.block.role == HEADING
                else []
            )
            is_title = after[:1] and after[0].istitle()
            is_title = is_title or (verb.first > 0 and self.words[verb.first - 1][0].isalnum())
            text = " ".join(word.capitalize() for word in text.split()) if is_title else text.capitalize()
        return Rewording(start, end, text)

    def _is_dependent(self, first: int, clause: int) -> bool:
        """Whether a clause says when or how, or what the writer does: "when it eases", "as we treat pain"."""
        before = self.words[max(0, clause - 1) : first]
        return not _DEPENDENT.isdisjoint(before) or before[-1:] == ["we"]

    def _of_verb(self, claim: Claim, first: int, last: int, clause: int) -> Verb | None:
        v, words = self.view.v, self.words
        mask = v.lexicon.masks[claim.entry] & v.verbs
        forms = v.lexicon.forms(claim.entry, mask)
        used = g.usage(words, first, last, forms, clause)
        lemma = v.lexicon.lemma(claim.entry, mask).split()
        base = lemma[0] if len(lemma) == last - first + 1 else ""
        if used.kind == g.INFINITIVE:
            return self._of_infinitive(used.group, clause)
        if used.kind in (g.FINITE, g.PASSIVE) and (used.governor in g.BE or used.governor in g.HAVE):
            return self._of_auxiliary(used.group, first, clause)
        if "s" in forms and self._may_be_noun(claim.entry, last, base):
            return None
        if used.kind == g.HEAD or (used.kind == g.FINITE and self._is_head(first)):
            return self._of_head(first, forms, base)
        if used.kind != g.FINITE or not base:
            return None
        if used.governor == "will":
            return Verb(used.group, used.group, "")
        if used.governor in ("do", "does"):
            return Verb(used.group, used.group, "")
        if used.governor in g.MODALS or used.governor in g.DO:
            return None
        return self._of_finite(used, first, last, clause, forms, base)

    def _of_finite(
        self, used: g.Usage, first: int, last: int, clause: int, forms: frozenset[str], base: str
    ) -> Verb | None:
        words = self.words
        begin = first
        while begin > clause and g.is_adverb(words[begin - 1]) and words[begin - 1] not in ("well", "as"):
            begin -= 1
        between = " ".join(words[begin:first])
        lead = f"{between} " if between else ""
        if "s" in forms:
            return Verb(begin, first, lead + base)
        if "base" in forms and "past" not in forms:
            joined = words[last + 1 : last + 2] in ([","], ["and"])  # what follows may hang on either verb
            if not joined and used.governor not in g.FACTIVE and helping(words, first, clause) >= 0:
                return None  # "helps you lose weight": the helping is hedged
            if used.governor in _CARRIERS and used.governor not in ("helped", "worked", "served"):
                carrier = begin - 1
                return self._of_carrier(carrier, clause)
            if used.governor in g.CONJUNCTIONS or used.governor == ",":
                return None  # what it is joined to decides: "to ease and lift", "they ease and lift"
            return Verb(begin, first, lead + base)
        following = words[last + 1] if last + 1 < len(words) else "."
        if "past" in forms and "participle" in forms and following not in _AFTER_PARTICIPLE:
            return Verb(
                begin, first, f"{lead}have {words[first]}" if not lead else f"have {lead}{words[first]}"
            )
        return None

    def _of_head(self, first: int, forms: frozenset[str], base: str) -> Verb | None:
        """A bullet or heading that begins with its verb: "Relieves pain"."""
        if not base:
            return None
        is_promise = "base" in forms and "past" not in forms and self._is_head(first) and self._is_benefit()
        return Verb(first, first, base) if "s" in forms or is_promise else None

    def _may_be_noun(self, entry: int, last: int, base: str) -> bool:
        """Whether a form in -s that can be a noun has nothing after it that it could act on: "remedies such as"."""
        if base in ("help", "work"):
            return False
        if base not in g.NOUNLIKE and "plural" not in self.view.v.lexicon.forms(entry):
            return False
        following = self.words[last + 1] if last + 1 < len(self.words) else "."
        return (
            not following[0].isalnum()
            or following.endswith("ed")
            or following == "such"
            or following in g.NOUNLIKE  # "vision aids help"
            or (g.is_function_word(following) and following not in g.DETERMINERS)
        )

    def _is_benefit(self) -> bool:
        """Whether an item that begins with a base form lists what something does, not what to do."""
        view = self.view
        if view.block.role != LIST_ITEM or not view.is_fragment or not w.SECOND_PERSON.isdisjoint(self.words):
            return False
        blocks, prose = view.document.blocks, view.document.prose
        near = blocks[max(0, view.block_index - 2) : view.block_index + 3]
        lead = self._lead()
        if lead and (lead[-1] in g.MODALS or lead[-1] in g.FACTIVE or lead[-1] == "to"):
            return False  # "It can:"
        return not any(
            g.is_order(prose[block.start : block.end].lower().split()[:1])
            for block in near
            if block.role == LIST_ITEM and block is not view.block
        )

    def _lead(self) -> list[str]:
        """The words of the paragraph before the list, where it ends with a colon."""
        blocks, prose = self.view.document.blocks, self.view.document.prose
        index = self.view.block_index
        while index and blocks[index].role == LIST_ITEM:
            index -= 1
        text = prose[blocks[index].start : blocks[index].end].strip()
        return text[:-1].lower().split() if text.endswith(":") else []

    def _of_infinitive(self, to: int, clause: int) -> Verb | None:
        words = self.words
        left = to - 1
        while left >= clause and g.is_adverb(words[left]) and words[left] not in g.FACTIVE:
            left -= 1
        if left < clause:
            return None
        if words[left] in _CARRIERS:
            return self._of_carrier(left, clause)
        if words[left] == "able" and words[left - 1 : left] and words[left - 1] in _PRESENT_BE:
            return Verb(left - 1, left - 1, "be")
        if words[left] not in _PROVEN:
            return None
        begin = left
        while begin > clause and g.is_adverb(words[begin - 1]):
            begin -= 1
        before = words[begin - 1] if begin > clause else ""
        if before in _PRESENT_BE or before in _PAST_BE:
            return Verb(begin - 1, to, "")
        if before == "been" and begin - 1 > clause:
            begin -= 2
            while begin > clause and g.is_adverb(words[begin]):
                begin -= 1
            return Verb(begin, to, "") if words[begin] in _PRESENT_HAVE else None
        if self._is_head(begin):
            return Verb(begin, to, "")
        if before[:1].isalpha() and not g.is_function_word(before) and not g.is_adverb(before):
            return Verb(begin, to, "that may")
        return None

    def _of_carrier(self, at: int, clause: int) -> Verb | None:
        """A verb such as "helps", where it is finite."""
        words = self.words
        begin = at
        while begin > clause and g.is_adverb(words[begin - 1]):
            begin -= 1
        before = words[begin - 1] if begin > clause else ""
        lead = "".join(f"{word} " for word in words[begin:at])
        base = _CARRIERS[words[at]]
        if before in g.MODALS or before in g.BE or before in g.HAVE or before == "to":
            return None
        if before in ("and", "or", ",") and words[at] != f"{base}s":
            return None
        if words[at] == f"{base}s" or (words[at] == base and before and not self._is_head(at)):
            return Verb(begin, at, lead + base)
        if words[at] == f"{base}ed" or words[at] == f"{base}d":
            return Verb(begin, at, f"have {lead}{words[at]}") if before else None
        return None

    def _of_auxiliary(self, at: int, verb: int, clause: int) -> Verb | None:
        """The finite auxiliary of a group whose last auxiliary stands at a token: "has been relieved"."""
        words = self.words
        word = words[at]
        if word in _PRESENT_BE:
            return Verb(at, at, "be")
        if word in _PAST_BE:
            return Verb(at, at, "have been")
        if word in g.HAVE and word in _PRESENT_HAVE | {"had"}:
            return Verb(at, at, "have")
        before = words[at - 1] if at > clause else ""
        if word == "been" and before in _PRESENT_HAVE | {"had"}:
            return Verb(at - 1, at - 1, "have")
        if word == "be" and before == "will":
            return Verb(at - 1, at - 1, "")
        return None

    def _of_complement(self, claim: Claim, first: int, clause: int) -> Verb | None:
        """The copula or the empty verb before an adjective or a noun."""
        words, view = self.words, self.view
        lights = {view.token(term.start): term for term in view.lights if term.end <= claim.place[0]}
        for left in range(first - 1, max(clause, first - 1 - _NEAR) - 1, -1):
            word = words[left]
            if word in _PRESENT_BE or word in _PAST_BE:
                if left == clause or words[left - 1] in ("there", "here", "that's", "what"):
                    return None
                return self._of_auxiliary(left, first, clause)
            if left in lights and claim.pattern in ("noun", "comparative", "safety"):
                return self._of_light(lights[left].entry, left, clause)
            if not word[0].isalnum() or word in _BREAKS or word in g.CONJUNCTIONS:
                return None
        if claim.pattern == "adjective" and self._is_head(first - self._adverbs_before(first)):
            begin = first - self._adverbs_before(first)
            following = words[first + 1] if first + 1 < len(words) else ""
            if following in w.AFTER_NOUN:
                return Verb(begin, first, " ".join(("be", *words[begin : first + 1])))
        return None

    def _of_light(self, entry: int, at: int, clause: int) -> Verb | None:
        v, words = self.view.v, self.words
        forms = v.lexicon.forms(entry, v.light)
        base = v.lexicon.lemma(entry, v.light).split()[0]
        before = words[at - 1] if at > clause else ""
        if base == "be" or not before or before == "to":
            return None
        if "s" in forms:
            return Verb(at, at, base)
        if before == "will":
            return Verb(at - 1, at - 1, "")
        is_plural = before in ("they", "these") or (
            before.endswith("s") and not before.endswith(("ss", "us", "is"))
        )
        if "base" in forms and is_plural:
            return Verb(at, at, base)
        return None

    def _adverbs_before(self, index: int) -> int:
        count = 0
        while index - count > 0 and g.is_adverb(self.words[index - count - 1]):
            count += 1
        return count

    def _is_head(self, index: int) -> bool:
        """Whether no word stands before a token in its sentence."""
        return not any(word[0].isalnum() for word in self.words[:index])
