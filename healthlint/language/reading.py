"""Reading one sentence for claims: each predicate with its slots, and what speaks for and against a claim.

The net is loose on purpose: nearly every benefit predicate becomes a candidate with features that a person can read.
`scoring` weighs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language.candidate_features import (
    agent_features,
    neighbour_features,
    place_of_adjective,
    predicate_features,
    sentence_features,
    target_features,
    verb_features,
)
from healthlint.language.claim_forms import void
from healthlint.language.praise import praise_before
from healthlint.language.slots import (
    Predicate,
    Slot,
    agent_around,
    find_agent,
    find_target,
    fits,
    light_before,
)
from healthlint.language.telling import Telling, is_backed, telling, telling_of
from healthlint.language.verb_groups import infinitive_again
from healthlint.language.view import View
from healthlint.values import NamedTuple, new

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.context import Context
    from healthlint.language.terms import Hit, Term
    from healthlint.language.vocabulary import Vocabulary


class Candidate(NamedTuple):
    """A predicate that may be a claim, what fills its slots, and its features for the scorer.

    Prose [start, end) is the predicate; `reach` is the prose from it to its target, whichever comes first.
    """

    start: int
    end: int
    reach: tuple[int, int]
    pattern: str
    predicate: str
    entry: int
    agent: str
    target: str
    features: tuple[str, ...]
    #: Gives the form by which it states nothing, "" where it may state something: see `claim_forms`. Last, for only
    #: candidates that are weighty enough are asked.
    form: Callable[[], str]


def read(
    document: AnnotatedDocument,
    context: Context,
    vocabulary: Vocabulary,
    sentence: int,
    is_silent: Callable[[Term, tuple[str, ...]], bool] | None = None,
    apart: Iterable[Hit] = (),
) -> Iterator[Candidate]:
    """The candidates of a sentence, in order; without those that certainly are silent, as told of a predicate and the
    features of its verb. `apart` are its verbs with their particle after the object.
    """
    view = View(document, vocabulary, sentence, apart)
    shared: tuple[str, ...] = ()
    told: Telling | None = None
    end = -1
    for number, term in enumerate(view.predicates):
        if term.start < end:  # inside a predicate that was read already
            continue
        predicate = _place(view, term)
        if predicate is None:
            continue
        used = tuple(verb_features(view, predicate))
        if is_silent is not None and is_silent(term, used):
            following = view.predicates[number + 1 : number + 2]
            if not following or following[0].start >= term.end:  # else whether that is read depends on this
                continue
        if told is None:
            told = telling(view)
            shared = (*sentence_features(view, context), *told.features)
        found = _read(view, context, predicate, used, shared, told)
        if found is not None:
            end = term.end
            yield found


def _place(view: View, term: Term) -> Predicate | None:
    """A predicate's place in its sentence, and which pattern of claim it could make."""
    v, mask = view.v, term.mask
    first, last = view.token(term.start), view.token(term.end - 1)
    clause = view.clause_start(first)
    used = None
    verbal = mask & v.verbs
    if verbal:
        used = g.usage(view.words, first, last, v.lexicon.forms(term.entry, verbal), clause)
        if mask & v.nouns and used.kind in (g.FINITE, g.HEAD) and _is_noun(view, term, first, last, clause):
            used = g.Usage(g.NOUN, "", first)
        elif "base" in v.lexicon.forms(term.entry, verbal):
            used = infinitive_again(view, used, first, clause)
    if used is not None and used.kind != g.NOUN:
        pattern = "work" if verbal & v.work and not verbal & ~v.work else "verb"
    else:
        linked = (
            last + 1 < len(view.words) and view.words[last + 1] in w.AFTER_NOUN
        )  # "a drop in", not "they drop"
        for name, bits in (
            ("safety", v.safety),
            ("recovery", v.feel if not (linked and mask & v.nouns) else 0),
            ("noun", v.nouns),
            ("adjective", v.adjective),
            ("comparative", v.comparative),
        ):
            if mask & bits:
                pattern = name
                break
        else:
            return None
    if pattern == "noun" and not mask & v.predicates & ~v.neutral:
        if not praise_before(view.words, first, clause):
            return None
        pattern = "praised"
    if pattern == "noun" and _is_evidenced(view, first, last, clause):
        pattern = "evidence"
    if pattern in ("verb", "adjective") and view.agents and is_backed(view.words, last):
        pattern = "evidence"
    return new(Predicate, (term, first, last, clause, pattern, used))


def _is_evidenced(view: View, first: int, last: int, clause: int) -> bool:
    """Whether evidence is said to settle that something works: "trials confirm the effectiveness"."""
    before = view.words[clause:first]
    return view.words[last] in w.EFFICACY and any(
        word in w.EVIDENCE_VERBS and before[i - 1] != "to" and not w.EVIDENCE_NOUNS.isdisjoint(before[:i])
        for i, word in enumerate(before)
    )


def _is_noun(view: View, term: Term, first: int, last: int, clause: int) -> bool:
    """Whether a form that is noun and verb is the noun: "has health benefits", "the benefits of"."""
    words = view.words
    if first and (
        words[first - 1] in g.MODALS or words[first - 1] in g.PRONOUNS or words[first - 1].endswith("ly")
    ):
        return False
    if last + 1 >= len(words) or words[last + 1] in w.AFTER_NOUN or not words[last + 1][0].isalnum():
        return True
    return light_before(view, term, clause) or any(
        word in g.BE or word in g.HAVE for word in words[clause:first]
    )


def _read(
    view: View, context: Context, p: Predicate, used: tuple[str, ...], shared: tuple[str, ...], told: Telling
) -> Candidate | None:
    if _is_part_of_compound(view, p.term):
        return None
    if p.pattern == "adjective" and view.words[p.last + 1 : p.last + 2] == ["to"]:
        return None  # "proven to ease": the verb says it
    if p.pattern == "work" and not w.EMBEDDING.isdisjoint(view.words[max(0, p.clause - 3) : p.first]):
        return None  # "how it works"
    target = find_target(view, p)
    good = bool(target.klass) and fits(view, p, target)
    fit = "fits" if good else "misfit" if target.klass else target.how
    given = find_agent(view, context, p)
    agent = given if given.text else agent_around(view, context)
    if agent.how == "none" and not good and p.pattern not in ("safety", "adjective") and not _tells(p, given):
        return None
    place = place_of_adjective(view, p) if p.pattern in ("adjective", "safety", "comparative") else ""
    vague = bool(p.term.mask & view.v.vague)
    if vague and not good and place in ("noun", "copula+noun"):
        return None
    features = [
        f"pattern:{p.pattern}",
        *used,
        *predicate_features(view.v, p.term.entry, p.term.mask, p.pattern),
        *agent_features(given, agent),
        *target_features(view, p, target, given.how, good),
        f"{p.pattern}+{given.how}",
        f"{p.pattern}+target:{fit}",
    ]
    grade = "vague" if vague else "strong" if p.term.mask & view.v.strong else "plain"
    features += (f"{grade}+{fit}", f"{grade}+{fit}+{given.how}")
    if place:
        features.append(f"{p.pattern}:{place}")
    if p.pattern == "praised":
        praise = praise_before(view.words, p.first, p.clause)
        features += (f"praised:{praise}", f"praised:{praise}+{fit}")
    features += neighbour_features(view, p, given.how)
    if light_before(view, p.term, p.clause):
        features.append("light-verb")
    features += telling_of(view, told, p, given, grade, fit)
    if not any(word[0].isalnum() for word in view.words[: p.first]):
        features.append("head")
        if view.block.role == "list-item":
            features.append("head+list")
    return Candidate(
        p.term.start,
        p.term.end,
        (p.term.start if target.start < 0 else min(p.term.start, target.start), max(p.term.end, target.end)),
        p.pattern,
        view.text(p.term),
        p.term.entry,
        agent.text,
        target.text,
        (*features, *shared),
        partial(void, view, context, p, given, target, shared),
    )


def _tells(p: Predicate, given: Slot) -> bool:
    """Whether a complaint goes or a person gets well, whatever did it: "my migraines dropped", "I slept through"."""
    if given.how == "condition":
        return p.pattern in ("verb", "recovery")
    return given.how == "experiencer" and p.pattern == "recovery"


def _is_part_of_compound(view: View, term: Term) -> bool:
    """Whether hyphens make a predicate part of another word: "cost-effective", "well-being"; not "pain-relieving"."""
    prose = view.document.prose
    if prose[term.end : term.end + 1] == "-" and prose[term.end + 1 : term.end + 2].isalpha():
        return True
    return prose[term.start - 1 : term.start] == "-" and not any(
        t.end == term.start - 1 for t in view.targets
    )
