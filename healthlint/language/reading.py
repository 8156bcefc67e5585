"""Reading one sentence for claims: each predicate with its slots, and what speaks for and against a claim.

The net is loose on purpose: nearly every benefit predicate becomes a candidate with features that a person can read.
`scoring` weighs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language.slots import (
    Predicate,
    Slot,
    agent_around,
    find_agent,
    find_target,
    fits,
    is_modifier,
    light_before,
)
from healthlint.language.view import View
from healthlint.values import NamedTuple, new

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.context import Context
    from healthlint.language.terms import Term
    from healthlint.language.vocabulary import Vocabulary

#: How many answers are kept of what follows from the lexicon alone.
_KEPT = 4096


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


def read(
    document: AnnotatedDocument, context: Context, vocabulary: Vocabulary, sentence: int
) -> Iterator[Candidate]:
    """The candidates of a sentence, in order."""
    view = View(document, vocabulary, sentence)
    shared: tuple[str, ...] | None = None
    end = -1
    for term in view.predicates:
        if term.start < end:  # inside a predicate that was read already
            continue
        predicate = _place(view, term)
        if predicate is None:
            continue
        if shared is None:
            shared = tuple(_sentence_features(view, context))
        found = _read(view, context, predicate, shared)
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
    if pattern == "noun" and _is_evidenced(view, first, last, clause):
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


def _read(view: View, context: Context, p: Predicate, shared: tuple[str, ...]) -> Candidate | None:
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
    place = _place_of_adjective(view, p) if p.pattern in ("adjective", "safety", "comparative") else ""
    vague = bool(p.term.mask & view.v.vague)
    if vague and not good and place in ("noun", "copula+noun"):
        return None
    features = [
        f"pattern:{p.pattern}",
        *_verb_features(view, p),
        *_predicate_features(view.v, p.term.entry, p.term.mask, p.pattern),
        *_agent_features(given, agent),
        *_target_features(view, p, target, given.how, good),
        f"{p.pattern}+{given.how}",
        f"{p.pattern}+target:{fit}",
    ]
    grade = "vague" if vague else "strong" if p.term.mask & view.v.strong else "plain"
    features += (f"{grade}+{fit}", f"{grade}+{fit}+{given.how}")
    if place:
        features.append(f"{p.pattern}:{place}")
    features += _neighbour_features(view, p, given.how)
    if light_before(view, p.term, p.clause):
        features.append("light-verb")
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


def _verb_features(view: View, p: Predicate) -> Iterator[str]:
    used = p.used
    if used is None or used.kind == g.NOUN:
        return
    yield f"use:{used.kind}"
    governor = used.governor
    if used.kind == g.INFINITIVE:
        praised = governor in w.WAYS and (_is_praised(view, p) or _is_named_way(view, p))
        yield f"infinitive:{'factive' if governor in g.FACTIVE else 'way' if praised else 'other'}"
    elif used.kind == g.GERUND:
        known = governor in ("for", "by", "in", "at", "of", "from", "while", "after")
        yield f"gerund:{governor if known else 'other'}"
        if governor in ("for", "in", "at") and _is_praised(view, p):
            yield "gerund:praised"
    elif governor in g.DIRECTIVE_MODALS:
        yield "modal:should"
    elif governor == "will":
        yield "modal:will"


def _neighbour_features(view: View, p: Predicate, how: str) -> Iterator[str]:
    """The word after a verb of working or helping, what a subject looks like that is no agent, and bare titles."""
    words = view.words
    if p.pattern == "work" or p.term.mask & view.v.help:
        after = words[p.last + 1] if p.last + 1 < len(words) else "."
        kind = "word" if after[0].isalnum() else "mark"
        yield f"next:{after if after in g.PREPOSITIONS else 'adverb' if g.is_adverb(after) else kind}"
    if words[p.first] in _KEEP and p.first == p.last:
        rest = words[p.last + 1 : view.clause_end(p.last)]
        yield "keep:other" if w.KEPT.isdisjoint(rest) else "keep:so"
    if words[p.last] == "benefits" and view.is_fragment and p.last + 1 < len(words):
        yield "benefits:title"  # "Seven benefits of aloe vera", "Ginseng: benefits and uses"
    if how in ("foreign", "condition", "physiology"):
        yield f"{how}:{_look_of_subject(view, p)}"
    if p.pattern in ("noun", "adjective") and not any(word.endswith("s") or word in _VERBS for word in words):
        listed = not _JOINTS.isdisjoint(words)
        yield "verbless:list" if listed else "verbless"


def _look_of_subject(view: View, p: Predicate) -> str:
    words = view.words
    first = words[p.clause] if p.clause < p.first else ""
    if first.endswith("ing"):
        return "gerund"
    if first in _POSSESSIVES:
        return "possessive"
    if first in ("the", "a", "an"):
        return "article"
    if p.clause > 0 and view.document.prose[view.starts[p.clause]].isupper():
        return "name"
    return "plural" if words[max(p.clause, p.first - 1)].endswith("s") else "other"


_KEEP = frozenset(["keep", "keeps", "kept", "keeping"])
_POSSESSIVES = frozenset(["my", "your", "his", "her", "its", "our", "their"])
_VERBS = g.BE | g.HAVE | g.MODALS
_JOINTS = frozenset(["and", "&", ","])


def _is_praised(view: View, p: Predicate) -> bool:
    """Whether praise stands before a verb in its clause: "effective for easing", "the best way to ease"."""
    v = view.v
    praise = v.adjective | v.nouns | v.help | v.work
    group = p.used.group if p.used is not None else p.first
    return view.any_between([t for t in view.predicates if t.mask & praise], p.clause, max(p.clause, group))


def _is_named_way(view: View, p: Predicate) -> bool:
    """Whether "way" or its like is what the sentence says of something: "the fastest way to", "is a gentle way to"."""
    before = view.words[p.clause : p.used.group if p.used is not None else p.first]
    return any(word.endswith("est") and len(word) > 4 for word in before[-4:]) or (
        any(word in g.BE for word in before[-6:-1]) and bool(view.agents)
    )


@lru_cache(maxsize=_KEPT)
def _predicate_features(v: Vocabulary, entry: int, mask: int, pattern: str) -> tuple[str, ...]:
    features = []
    for name, bits in v.named_predicates:
        if mask & bits:
            features.append(f"predicate:{name}")
            if name in ("vague", "strong"):
                features.append(f"{name}:{pattern}")
    features.append(f"lemma:{v.lexicon.lemma(entry, v.predicates)}")
    if pattern in ("verb", "work"):
        features += [f"form:{form}" for form in sorted(v.lexicon.forms(entry, mask & v.verbs))]
    return tuple(features)


def _agent_features(given: Slot, agent: Slot) -> Iterator[str]:
    yield f"agent:{given.how}"
    if agent.how != given.how:
        yield f"around:{agent.how}"
        yield f"{given.how}+{agent.how}"
    if agent.klass:
        yield f"agent-class:{agent.klass}"
    if given.how == "subject":
        yield f"agent-near:{min(given.distance // 4, 3)}"


def _target_features(view: View, p: Predicate, target: Slot, how: str, good: bool) -> Iterator[str]:
    yield f"target:{target.klass or target.how}"
    if target.klass:
        yield f"fits:{good}"
        if is_modifier(view, target.end):
            yield "target:modifier"
        if how == "condition" and p.pattern == "verb":
            yield "condition+acts"
    elif how == "condition" and p.pattern in ("verb", "recovery", "work"):
        yield "complaint-goes"
    if p.pattern == "verb" and any(0 <= t.start - p.term.end <= 24 for t in view.all_agents):
        yield "object:intervention"


def _place_of_adjective(view: View, p: Predicate) -> str:
    """Where an adjective stands: after a copula, before an agent or a word such as "way", elsewhere."""
    words = view.words
    left = p.first - 1
    while left >= p.clause and (g.is_adverb(words[left]) or words[left] in _BEFORE_ADJECTIVE):
        left -= 1
    copula = "copula" if left >= p.clause and (words[left] in g.BE or words[left] in w.COPULAS) else ""
    after = words[p.last + 1] if p.last + 1 < len(words) else ""
    start = view.starts[p.last + 1] if after else -1
    if after in w.MEANS_NOUNS or any(t.start == start for t in view.agents):
        return "copula+means" if copula else "means"
    if not after or not after[0].isalnum() or after in _AFTER_ADJECTIVE:
        return copula or "end"
    return "copula+noun" if copula else "noun"


_BEFORE_ADJECTIVE = frozenset(["a", "an", "the", "most", "more", "as", "so", "to"])
_AFTER_ADJECTIVE = g.PREPOSITIONS | g.CONJUNCTIONS | {"when", "if"}


@lru_cache(maxsize=_KEPT)
def _cue_features(v: Vocabulary, present: int) -> tuple[str, ...]:
    return tuple([f"has:{name}" for name, bits in v.named_cues if present & bits])


def _sentence_features(view: View, context: Context) -> Iterator[str]:
    v, words = view.v, set(view.words)
    yield f"role:{view.block.role}"
    if view.is_fragment:
        yield "fragment"
    size = len(view.words)
    yield "size:short" if size <= 8 else "size:middle" if size <= 25 else "size:long"
    present = 0
    for term in view.terms:
        present |= term.mask
    yield from _cue_features(v, present & v.cues)
    for name, members in (
        ("intensifier", w.INTENSIFIERS),
        ("first-person", w.FIRST_PERSON),
        ("second-person", w.SECOND_PERSON),
    ):
        if not words.isdisjoint(members):
            yield f"has:{name}"
    if "%" in words or "percent" in words:
        yield "has:percent"
    last = view.document.prose[view.end - 1]
    if last == "!":
        yield "exclamation"
    elif last == ":":
        yield "lead-in"
    if not words.isdisjoint(w.PAST_AUXILIARIES):
        yield "past"
    if g.is_order(view.words):
        yield "order"
    if view.document.topic >= 0:
        yield "topic"
    yield from context.features(view.block_index, v)
    section = view.document.sections[view.block_index]
    if section:
        yield f"section:{section}"
