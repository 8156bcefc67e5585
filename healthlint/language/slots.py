"""What fills the slots of a predicate: the target it acts on and the agent that acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.values import NamedTuple, new

if TYPE_CHECKING:
    from healthlint.language.context import Context
    from healthlint.language.terms import Term
    from healthlint.language.view import View


class Slot(NamedTuple):
    """What fills a slot: its words, how it is given, its class ("" for none), how many tokens off, its prose span."""

    text: str
    how: str
    klass: str = ""
    distance: int = 0
    start: int = -1
    end: int = -1


class Predicate(NamedTuple):
    """A predicate where it stands: its term, its tokens, its clause, how its verb is used (None for no verb)."""

    term: Term
    first: int
    last: int
    clause: int
    pattern: str
    used: g.Usage | None


NONE = Slot("", "none")
_REACH = (
    10  # tokens between a predicate and its target; noun phrases of health prose are long, longer are rare
)
_SHORT_REACH = 4
_JOINING = 3  # tokens between two targets of one list
_TAKES_LINK = frozenset(["noun", "praised", "evidence", "adjective", "recovery", "work"])


def find_target(view: View, p: Predicate) -> Slot:
    """The condition or function that a predicate acts on: its object, the subject of a passive, the first part of a
    compound ("pain relief"). `Slot.how` is "target", "compound", "people", "unknown" (in no list) or "none"."""
    starts, v = view.starts, view.v
    if p.used is not None and p.used.kind == g.PASSIVE:
        low, high = starts[p.clause], starts[p.first]
        found = [t for t in view.targets if low <= t.start and t.end <= high]
        return _target(view, found[0], "target") if found else NONE
    if p.pattern in ("noun", "praised"):
        start = starts[p.first]
        for term in view.targets:
            if 0 <= start - term.end <= 1:
                return _target(view, term, "compound")
    after = p.last + 1
    if after >= len(starts) or (p.pattern in _TAKES_LINK and view.words[after] not in w.AFTER_NOUN):
        return NONE
    only_helps = p.term.mask & v.help and not p.term.mask & v.verbs & ~v.help
    if only_helps and not w.KNOWING.isdisjoint(view.words[after : after + 3]):
        return NONE
    reach = _SHORT_REACH if p.pattern == "comparative" or only_helps else _REACH
    right = min(view.clause_end(after), after + reach)
    if right <= after:
        return NONE
    low, high = view.ends[p.last], view.ends[right - 1]
    found = [t for t in view.targets if t.start >= low and t.end <= high]
    if found:
        return _fitting(view, p, found)
    if only_helps and view.words[after] in ("with", "people", "you", "your", "patients", "them"):
        return Slot("", "people")
    return Slot("", "unknown" if view.words[after][0].isalpha() else "none")


def _fitting(view: View, p: Predicate, found: list[Term]) -> Slot:
    """The first of the targets, or of those joined to it, that the predicate does good to: "relieves neck and back
    pain"."""
    head = _head_of(view, found)
    first = _target(view, head, "target")
    if fits(view, p, first):
        return first
    before = head
    for term in found[found.index(head) + 1 :]:
        between = view.words[view.token(before.end) : view.token(term.start)]
        if len(between) > _JOINING or not any(word in (",", "and", "or", "&") for word in between):
            break
        target = _target(view, term, "target")
        if fits(view, p, target):
            return target
        before = term
    return first


def fits(view: View, p: Predicate, target: Slot) -> bool:
    """Whether acting on the target in this way does good: less of the bad, more of the good."""
    v, mask = view.v, p.term.mask
    bad = target.klass.startswith("condition")
    if p.pattern == "comparative":
        return (view.text(p.term).split()[0] in w.LESS) == bad
    if mask & (v.treat | v.help | v.work | v.noun_good | v.adjective):
        return True
    if mask & (v.reduce | v.noun_reduce):
        return bad or (target.klass == "function.organ" and view.text(p.term).startswith(w.SOOTHING))
    return not bad or view.text(p.term).startswith(w.AMELIORATING)


def is_modifier(view: View, end: int) -> bool:
    """Whether what ends at an offset only modifies another noun: "seizure" in "lowers the seizure threshold"."""
    index = view.token(end)
    if index >= len(view.words):
        return False
    word = view.words[index]
    if not word.isalpha() or g.is_adverb(word) or word.endswith(("ed", "ing", "ly", "er")):
        return False
    return not (g.is_function_word(word) or word in w.SUBORDINATORS or word in w.RELATIVES)


def find_agent(view: View, context: Context, p: Predicate) -> Slot:
    """The agent of a predicate in its clause, and how it is given.

    `Slot.how`: "subject" and "weak-subject" (an ambiguous word), "subject-of" ("the effect of X"), "earlier" (the
    subject before a break), "means" ("with X"), "later", "anaphor", "relative" ("X, which"), "coined" (a name in no
    list); or, with no agent in the clause, what stands there instead: "physiology", "condition", "experiencer",
    "pronoun", "foreign", "elliptical", "fragment".
    """
    v, used = view.v, p.used
    others = [t for t in view.agents if not (t.start < p.term.end and p.term.start < t.end)]
    means = None
    for term in others:
        if term.start >= p.term.end and not term.mask & v.weak and _by_means(view, term, p.last):
            means = term
            break
    if used is not None and used.kind == g.PASSIVE and means is not None:
        return _agent(view, means, "means")
    group = _group(view, p)
    slot = _subject(view, context, p.clause, group, others) if group >= 0 else Slot("", "fragment")
    if (
        slot.how == "elliptical" and p.clause > 0
    ):  # "X, when taken daily, eases": the subject is before the break
        before = _subject(view, context, 0, max(0, p.clause - 1), others)
        if before.how in ("subject", "coined", "subject-of"):
            return before._replace(how="earlier")
    if slot.how in ("subject", "weak-subject", "coined", "subject-of", "relative"):
        return slot
    if means is not None:
        return _agent(view, means, "means" if slot.how in ("fragment", "elliptical") else f"{slot.how}+means")
    if slot.how == "fragment":
        inside = [t for t in others if not t.mask & v.weak]
        if inside:
            near = inside[0] if inside[0].start >= p.term.end else inside[-1]
            return _agent(view, near, "later" if near.start >= p.term.end else "subject")
    return slot


def agent_around(view: View, context: Context) -> Slot:
    """The agent that the surroundings offer, the nearest first: lead-in, sentences before, heading, topic."""
    for how, found in (
        ("lead-in", context.agent_of_lead(view.block_index)),
        ("previous", context.agent_before(view.sentence)),
        ("heading", context.agent_of_heading(view.block_index)),
    ):
        if found is not None:
            return _agent(view, found, how)
    entry = view.document.topic
    if entry >= 0:
        lexicon = view.v.lexicon
        return Slot(lexicon.lemma(entry), "topic", view.v.agent_class(lexicon.masks[entry]))
    return NONE


def light_before(view: View, term: Term, clause: int) -> bool:
    """Whether an empty verb stands before a benefit noun in its clause: "offers relief"."""
    if not view.lights:
        return False
    low = view.starts[clause]
    return any(low <= t.start and t.end <= term.start for t in view.lights)


def _head_of(view: View, found: list[Term]) -> Term:
    """The head of the first noun phrase among targets: "fatigue" in "eye muscle fatigue"."""
    head = found[0]
    for term in found[1:]:
        between = view.words[view.token(head.end) : view.token(term.start)]
        if len(between) > 1 or any(
            not word[0].isalpha() or word in g.CONJUNCTIONS or word in g.PREPOSITIONS for word in between
        ):
            break
        head = term
    return head


def _group(view: View, p: Predicate) -> int:
    """The first token of the verb group that a predicate belongs to; -1 in a fragment."""
    used, words = p.used, view.words
    if used is not None and used.kind in (g.FINITE, g.PASSIVE):
        return used.group
    if used is not None and used.kind == g.HEAD:
        return -1
    for index in range(p.clause, p.first):
        if words[index] in g.BE or words[index] in g.HAVE or words[index] in g.MODALS or words[index] in g.DO:
            return index
    low = view.starts[p.clause]
    lights = [t for t in view.lights if low <= t.start and t.end <= view.starts[p.first]]
    if lights:
        return view.token(lights[0].start)
    if used is not None and used.kind in (g.TAIL, g.GERUND, g.INFINITIVE):
        return min(used.group, p.first)
    if p.pattern == "recovery" and p.first > p.clause:
        before = words[p.first - 1]
        if before in w.PERSONS or (before[0].isalpha() and not g.is_function_word(before)):
            return p.first  # "I slept through", "my tummy settled"
    return -1


def _subject(view: View, context: Context, clause: int, group: int, others: list[Term]) -> Slot:
    """What stands as subject between two tokens: an agent, a body part, a person, a pronoun, something else."""
    v, words = view.v, view.words
    low = _skip_opening(words, clause, group)
    if low >= group:
        return Slot("", "elliptical")
    group = _first_verb(view, low, group)
    relative = group - 1
    while relative > low and g.is_adverb(words[relative]):
        relative -= 1
    if relative > low and words[relative] in ("that", "which", "who"):  # "full of antioxidants that fight"
        near = [t for t in others if view.token(t.end) == relative and not t.mask & v.weak]
        if near:
            return _agent(view, near[-1], "relative")
    end = (
        low + 1
        if words[low] in _COMPLETE
        else next(
            (i for i in range(low + 1, group) if words[i] in g.PREPOSITIONS or words[i] in w.RELATIVES), group
        )
    )
    start, stop, limit = view.starts[low], view.ends[end - 1], view.ends[group - 1]
    inside = [t for t in others if start <= t.start and t.end <= limit]
    head = [t for t in inside if t.end <= stop]
    if head and end < group and words[end] == "by" and view.any_between(view.physiology, end, group):
        return Slot("", "physiology")  # "insulin made by the pancreas"
    if head:
        best = next((t for t in head if not t.mask & v.weak), head[0])
        how = "weak-subject" if best.mask & v.weak else "subject"
        return _agent(view, best, how, group - view.token(best.end))
    strong = next((t for t in inside if not t.mask & v.weak), None)
    if words[low] in w.PERSONS or view.any_between(view.people, low, end):
        return _agent(view, strong, "experiencer+agent") if strong else Slot("", "experiencer")
    if view.any_between(view.physiology, low, end):
        return Slot("", "physiology")
    if view.any_between(view.targets, low, end):
        return _agent(view, strong, "subject-of") if strong else Slot("", "condition")
    before = [t for t in others if t.end <= start and not t.mask & v.weak]
    if words[low] == "which" and before:  # "anthocyanins, which support memory"
        return _agent(view, before[-1], "relative")
    if words[low] in g.ANAPHORS and (end - low == 1 or words[end - 1] in w.GENERIC_AGENTS):
        found = context.agent_before(view.sentence) or (before[-1] if before else None)
        return _agent(view, found, "anaphor") if found is not None else Slot("", "pronoun")
    if strong is not None:
        return _agent(view, strong, "subject-of")
    if _is_coined(view, low):
        return Slot(view.document.prose[view.starts[low] : view.ends[low]], "coined")
    return Slot("", "foreign")


#: Pronouns that are a subject by themselves: what follows is its verb.
_COMPLETE = frozenset(["it", "they"])


def _first_verb(view: View, low: int, group: int) -> int:
    """Where the first of several verbs of one subject stands: "eases" for "calms" in "X eases cramps, calms nerves"."""
    v = view.v
    for term in view.predicates:
        first = view.token(term.start)
        if first >= group:
            break
        verbal = term.mask & v.verbs and not term.mask & v.nouns
        if first > low and verbal and "s" in v.lexicon.forms(term.entry, term.mask & v.verbs):
            return first
    return group


def _skip_opening(words: list[str], clause: int, group: int) -> int:
    """Past what opens a clause before its subject: "For sore knees, ", "and also "."""
    low = clause
    if low < group and (
        words[low] in g.PREPOSITIONS or g.is_adverb(words[low]) or words[low] in w.SUBORDINATORS
    ):
        commas = [i for i in range(low, group) if words[i] == ","]
        if commas and commas[-1] + 1 < group:
            low = commas[-1] + 1
    while low < group and (
        not words[low][0].isalnum()
        or words[low] in g.CONJUNCTIONS
        or g.is_adverb(words[low])
        or words[low] in w.SUBORDINATORS
    ):
        low += 1
    return low


def _by_means(view: View, term: Term, last: int) -> bool:
    index = view.token(term.start)
    return not w.MEANS_MARKERS.isdisjoint(view.words[max(last + 1, index - 4) : index])


def _is_coined(view: View, index: int) -> bool:
    """Whether a token is a name that no dictionary has: "ZX-9", "FlexoPlus", "Zorvexa™"."""
    prose, end = view.document.prose, view.ends[index]
    name = prose[view.starts[index] : end]
    if len(name) < 3 or not name[0].isupper():
        return False
    if prose[end : end + 1] in ("®", "™") or any(c.isdigit() for c in name):
        return True
    return any(c.isupper() for c in name[1:]) and not name.isupper()


def _agent(view: View, term: Term, how: str, distance: int = 0) -> Slot:
    return new(Slot, (view.text(term), how, view.v.agent_class(term.mask), distance, term.start, term.end))


def _target(view: View, term: Term, how: str) -> Slot:
    klass = view.v.target_class(term.mask)
    if klass.startswith("function"):
        index = view.token(term.start)
        if index and view.words[index - 1] in w.AILING:  # "sore gums" are a complaint
            klass = "condition.symptom"
    return new(Slot, (view.text(term), how, klass, 0, term.start, term.end))
