"""The features of a candidate claim: short names of what speaks for or against it, for people and for the weights."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language.slots import Predicate, Slot, is_modifier

if TYPE_CHECKING:
    from healthlint.language.context import Context
    from healthlint.language.view import View
    from healthlint.language.vocabulary import Vocabulary

#: How many answers are kept of what follows from the lexicon alone.
_KEPT = 4096


def verb_features(view: View, p: Predicate) -> Iterator[str]:
    """How the verb of a predicate is used."""
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


def neighbour_features(view: View, p: Predicate, how: str) -> Iterator[str]:
    """The word after a verb of working or helping, what a subject looks like that is no agent, and bare titles."""
    words = view.words
    if p.pattern == "work" or p.term.mask & view.v.help:
        after = words[p.last + 1] if p.last + 1 < len(words) else "."
        kind = "word" if after[0].isalnum() else "mark"
        yield f"next:{after if after in g.PREPOSITIONS else 'adverb' if g.is_adverb(after) else kind}"
    if words[p.first] in _KEEP:  # "keeps joints supple", "keeps you regular" in one piece
        rest = words[p.first + 1 : view.clause_end(p.last)]
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
def predicate_features(v: Vocabulary, entry: int, mask: int, pattern: str) -> tuple[str, ...]:
    """What follows from the predicate and its pattern alone."""
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


def agent_features(given: Slot, agent: Slot) -> Iterator[str]:
    """How the agent is given, and what it is."""
    yield f"agent:{given.how}"
    if agent.how != given.how:
        yield f"around:{agent.how}"
        yield f"{given.how}+{agent.how}"
    if agent.klass:
        yield f"agent-class:{agent.klass}"
    if given.how == "subject":
        yield f"agent-near:{min(given.distance // 4, 3)}"


def target_features(view: View, p: Predicate, target: Slot, how: str, good: bool) -> Iterator[str]:
    """What is acted on, and whether acting so does good."""
    yield f"target:{target.klass or target.how}"
    if target.klass:
        yield f"fits:{good}"
        if is_modifier(view, target.end):
            yield "target:modifier"
        if how == "condition" and p.pattern == "verb":
            yield "condition+acts"
    elif how == "physiology" and p.pattern == "verb" and p.used is not None and p.used.kind == g.FINITE:
        if target.how == "none" and (p.used.governor not in g.MODALS):
            yield "body-recovers"
    elif how == "condition" and p.pattern in ("verb", "recovery", "work"):
        yield "complaint-goes"
    if p.pattern == "verb" and any(0 <= t.start - p.term.end <= 24 for t in view.all_agents):
        yield "object:intervention"


def place_of_adjective(view: View, p: Predicate) -> str:
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


def sentence_features(view: View, context: Context) -> Iterator[str]:
    """What all candidates of a sentence share: its form, its cues and where it stands."""
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
