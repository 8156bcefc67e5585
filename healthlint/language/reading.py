"""Reading one sentence for claims: each predicate with its agent and its target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from healthlint.language import grammar as g

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.context import Context
    from healthlint.language.lexicon import Lexicon
    from healthlint.language.terms import Term


class Candidate(NamedTuple):
    """A predicate that may be a claim, with what fills its slots and how sure the reading is."""

    start: int
    end: int
    pattern: str
    predicate: str
    classes: frozenset[str]
    agent: str
    target: str
    confidence: str
    guard: str
    reasons: tuple[str, ...]


class Vocabulary:
    """The class masks that reading needs, looked up once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the lexicon whose classes are meant."""
        bits, mask = lexicon.bits, lexicon.mask_of
        self.lexicon = lexicon
        self.pseudo = bits("predicate.pseudo")
        self.harm = bits("predicate.harm")
        self.light = bits("predicate.light")
        self.reduce = bits("predicate.reduce")
        self.improve = bits("predicate.improve")
        self.treat = mask("predicate.treat", "predicate.cure")
        self.help = bits("predicate.help")
        self.work = bits("predicate.work")
        self.noun_good = bits("predicate.noun.good")
        self.noun_reduce = bits("predicate.noun.reduce")
        self.noun_improve = bits("predicate.noun.improve")
        self.nouns = bits("predicate.noun")
        self.adjective = bits("predicate.adj")
        self.comparative = bits("predicate.comparative")
        self.feel = bits("predicate.feel")
        self.safety = bits("predicate.safety")
        self.verbs = self.reduce | self.improve | self.treat | self.help | self.work
        self.predicates = (
            self.verbs | self.nouns | self.adjective | self.comparative | self.feel | self.safety
        ) & ~self.pseudo
        self.intervention = bits("intervention")
        self.weak = mask("intervention.weak")
        self.condition = bits("condition")
        self.function = bits("function")
        self.targets = self.condition | self.function
        self.physiology = bits("physiology")
        self.people = bits("people")
        self.all = (
            self.predicates | self.pseudo | self.harm | self.light | self.intervention | self.targets
            | self.physiology | self.people
        )  # fmt: skip


_CLAUSE_MARKS = frozenset(";:()—–…")
_REACH = 9  # tokens between a predicate and its target; noun phrases of health prose are long, longer ones are rare


def read(
    document: AnnotatedDocument, context: Context, vocabulary: Vocabulary, sentence: int
) -> Iterator[Candidate]:
    """The candidates of a sentence, in order."""
    yield from _Reader(document, context, vocabulary, sentence).candidates()


class _Reader:
    """One sentence, tokenised, its terms sorted by what they can be."""

    def __init__(self, document: AnnotatedDocument, context: Context, vocabulary: Vocabulary, sentence: int) -> None:
        self.document, self.context, self.v, self.sentence = document, context, vocabulary, sentence
        span = document.spans[sentence]
        self.start, self.end, self.block = span.start, span.end, document.blocks[span.block]
        self.block_index = span.block
        v = vocabulary
        terms = document.terms.within(span.start, span.end, v.all)
        pseudo = [t for t in terms if t.mask & v.pseudo]
        self.predicates = [
            t for t in terms if t.mask & v.predicates and not any(p.start <= t.start and t.end <= p.end for p in pseudo)
        ]
        slots = [t for t in terms if t.mask & (v.intervention | v.targets)]
        slots = [
            t for t in slots if not any(o.start <= t.start and t.end <= o.end and o.end - o.start > t.end - t.start for o in slots)
        ]
        self.agents = [t for t in slots if t.mask & v.intervention]
        self.targets = [t for t in slots if t.mask & v.targets]
        self.harms = [t for t in terms if t.mask & v.harm]
        self.physiology = [t for t in terms if t.mask & v.physiology]
        self.people = [t for t in terms if t.mask & v.people]
        self.lights = [t for t in terms if t.mask & v.light]
        self.tokens = g.tokenize(document.prose, span.start, span.end)

    def candidates(self) -> Iterator[Candidate]:
        seen_end = -1
        for term in self.predicates:
            if term.start < seen_end:  # inside a predicate that was read already
                continue
            found = self._read(term)
            if found is not None:
                seen_end = term.end
                yield found

    # -- one predicate -------------------------------------------------------------------------------------

    def _read(self, term: Term) -> Candidate | None:
        v, tokens = self.v, self.tokens
        first = g.token_at(tokens, term.start)
        last = g.token_at(tokens, term.end) - 1
        clause = self._clause_start(first)
        mask = term.mask
        if mask & v.safety:
            return self._safety(term, first, last, clause)
        if mask & v.feel:
            return self._feel(term, first, last, clause)
        verbs = mask & v.verbs
        if verbs:
            used = g.usage(tokens, first, last, v.lexicon.forms(term.entry, verbs), clause)
            if used.kind != g.NOUN:
                return self._verb(term, used, first, last, clause)
        if mask & v.nouns:
            return self._noun(term, first, last, clause)
        if mask & v.adjective:
            return self._adjective(term, first, last, clause)
        if mask & v.comparative:
            return self._comparative(term, first, last, clause)
        return None

    def _verb(self, term: Term, used: g.Usage, first: int, last: int, clause: int) -> Candidate | None:
        v, reasons = self.v, [f"{used.kind} verb"]
        mask = term.mask
        guard = ""
        kind = used.kind
        if kind == g.INFINITIVE:
            if used.governor in g.FACTIVE:
                kind = g.FINITE
            else:
                guard = "an infinitive: aim, use or instruction"
        elif kind == g.FINITE and used.governor in g.DIRECTIVE_MODALS:
            guard = "advice"
        elif kind == g.GERUND:
            if used.governor in ("for", "in", "at"):
                if self._praised(used.group, clause):
                    reasons.append(f"praise + {used.governor}")
                else:
                    guard = "a purpose"
            elif used.governor != "by" and used.governor not in g.CONJUNCTIONS and used.governor not in ("thus", "thereby", "while"):
                guard = "a gerund that states nothing"
        target = self._target(mask, first, last, kind == g.PASSIVE, clause)
        intransitive = mask & v.work and not mask & ~v.work & v.verbs
        if target is None and not intransitive and not (mask & v.help):
            return None
        if target is not None:
            reasons.append(f"target {self._text(target)}")
            if not self._fits(mask, target):
                return None
        if mask & v.help and target is None and not self._helps(last):
            return None
        agent, how = self._agent(term, used, first, last, clause, kind)
        if how == "physiology":
            guard = guard or "physiology"
        if not how:
            return None
        reasons.append(f"agent {how}: {agent}")
        if kind == g.HEAD and "base" in v.lexicon.forms(term.entry, mask & v.verbs) and how != "lead-in":
            guard = guard or "an instruction"
        confidence = {"named": "high", "lead-in": "medium", "pronoun": "medium"}.get(how, "low")
        if intransitive and how != "named":
            confidence = "low"
        return self._make("verb", term, agent, target, confidence, guard, reasons)

    def _noun(self, term: Term, first: int, last: int, clause: int) -> Candidate | None:
        v = self.v
        reasons = ["benefit noun"]
        target = self._target(term.mask, first, last, False, clause, after=("in", "of", "from", "for", "against", "to"))
        if target is None:
            target = self._compound(first)
        if term.mask & (v.noun_reduce | v.noun_improve) and not term.mask & v.noun_good:
            if target is None or not self._fits(term.mask, target):
                return None
        light = any(t.end <= term.start and t.start >= self.tokens[clause].start for t in self.lights)
        agent, how = self._nominal_agent(term, first, last, clause)
        if not how:
            return None
        if light:
            reasons.append("light verb")
        fragment = not light and self._fragment()
        if not (light or fragment):
            return None
        if target is not None:
            reasons.append(f"target {self._text(target)}")
        reasons.append(f"agent {how}: {agent}")
        confidence = "medium" if how == "named" and (light or target) else "low"
        return self._make("noun", term, agent, target, confidence, "", reasons)

    def _adjective(self, term: Term, first: int, last: int, clause: int) -> Candidate | None:
        copula = any(token.text in g.BE or token.text in ("remains", "proved", "becomes", "works") for token in self.tokens[clause:first])
        reasons = ["adjective of praise"]
        agent, how = self._nominal_agent(term, first, last, clause)
        if not how:
            return None
        reasons.append(f"agent {how}: {agent}")
        target = self._target(term.mask, first, last, False, clause, after=("for", "in", "against", "at", "to", "with"))
        if not copula and not self._fragment() and target is None:
            return None
        confidence = "medium" if how == "named" and copula else "low"
        return self._make("adjective", term, agent, target, confidence, "", reasons)

    def _comparative(self, term: Term, first: int, last: int, clause: int) -> Candidate | None:
        target = self._target(term.mask, first, last, False, clause, limit=3)
        if target is None:
            return None
        v = self.v
        lower = self._text(term) in _LESS
        if lower != bool(target.mask & v.condition):
            return None
        fragment = self._fragment() and first <= clause + 2
        light = any(t.end <= term.start and t.start >= self.tokens[clause].start for t in self.lights)
        if not (fragment or light):
            return None
        agent, how = self._nominal_agent(term, first, last, clause)
        if not how:
            return None
        return self._make(
            "comparative", term, agent, target, "medium" if how in ("named", "lead-in") else "low", "",
            ["comparative benefit", f"target {self._text(target)}", f"agent {how}: {agent}"],
        )  # fmt: skip

    def _feel(self, term: Term, first: int, last: int, clause: int) -> Candidate | None:
        agent, how = self._nominal_agent(term, first, last, clause)
        if not how:
            return None
        confidence = "medium" if how == "named" else "low"
        return self._make("recovery", term, agent, None, confidence, "", ["words of recovery", f"agent {how}: {agent}"])

    def _safety(self, term: Term, first: int, last: int, clause: int) -> Candidate | None:
        agent, how = self._nominal_agent(term, first, last, clause)
        if not how:
            return None
        return self._make("safety", term, agent, None, "low", "", ["safety stated", f"agent {how}: {agent}"])

    # -- slots -----------------------------------------------------------------------------------------------

    def _clause_start(self, index: int) -> int:
        tokens = self.tokens
        left = index
        while left > 0:
            text = tokens[left - 1].text
            if text in _CLAUSE_MARKS or text in ("but", "because", "although", "whereas", "while", "however"):
                break
            if text == "," and tokens[left].text in ("and", "but", "so", "which", "it", "they", "this", "these"):
                break
            left -= 1
        return left

    def _clause_end(self, index: int) -> int:
        tokens = self.tokens
        right = index
        while right < len(tokens) and tokens[right].text not in _CLAUSE_MARKS and tokens[right].text not in ("but", "although", "whereas"):
            right += 1
        return right

    def _target(
        self, mask: int, first: int, last: int, passive: bool, clause: int, after: tuple[str, ...] = (), limit: int = _REACH
    ) -> Term | None:
        tokens = self.tokens
        if passive:
            low, high = tokens[clause].start, tokens[first].start
            found = [t for t in self.targets if low <= t.start and t.end <= high]
            return found[0] if found else None
        right = min(self._clause_end(last + 1), last + 1 + limit)
        if after:
            if last + 1 >= len(tokens) or tokens[last + 1].text not in after:
                return None
        low = tokens[last].end
        high = tokens[right - 1].end if right > last + 1 else low
        for term in self.targets:
            if term.start >= low and term.end <= high:
                return term
        return None

    def _compound(self, first: int) -> Term | None:
        """The target that stands right before a noun: "pain relief"."""
        start = self.tokens[first].start
        for term in self.targets:
            if 0 <= start - term.end <= 1:
                return term
        return None

    def _fits(self, mask: int, target: Term) -> bool:
        """Whether acting on the target in this way does good: less of the bad, more of the good."""
        v = self.v
        if mask & (v.treat | v.help):
            return True
        if mask & (v.reduce | v.noun_reduce) and target.mask & v.condition:
            return True
        if mask & (v.improve | v.noun_improve) and target.mask & v.function:
            return True
        lemma = v.lexicon.lemma(target.entry)
        return bool(mask & v.improve and target.mask & v.condition and lemma and self._ameliorates(mask))

    def _ameliorates(self, mask: int) -> bool:
        return any(token.text.startswith(("improv", "ameliorat", "better", "manag", "regulat", "normali", "balanc", "stabili", "optimi")) for token in self.tokens)

    def _helps(self, last: int) -> bool:
        following = [token.text for token in self.tokens[last + 1 : last + 4]]
        return bool(following) and (following[0] in ("with", "against", "people", "patients", "you", "your", "them") or not following[0].isalnum())

    def _praised(self, group: int, clause: int) -> bool:
        low, high = self.tokens[clause].start, self.tokens[max(clause, group)].start
        v = self.v
        return any(
            t.mask & (v.adjective | v.nouns | v.help | v.work) and low <= t.start and t.end <= high for t in self.predicates
        )

    def _agent(self, term: Term, used: g.Usage, first: int, last: int, clause: int, kind: str) -> tuple[str, str]:
        """The agent of a verb and how it is given: "named", "pronoun", "lead-in", "heading", "topic", "physiology"; "" = none."""
        v, tokens = self.v, self.tokens
        low, high = tokens[clause].start, tokens[first].start
        if kind == g.PASSIVE:
            right = [t for t in self.agents if t.start >= term.end]
            return (self._text(right[0]), "named") if right else ("", "")
        strong = [t for t in self.agents if low <= t.start and t.end <= high]
        if strong:
            best = next((t for t in strong if not t.mask & v.weak), strong[0])
            return self._text(best), "weak" if best.mask & v.weak else "named"
        if any(low <= t.start and t.end <= high for t in self.physiology):
            return "", "physiology"
        if kind in (g.TAIL, g.GERUND):
            earlier = [t for t in self.agents if t.end <= high and not t.mask & v.weak]
            if earlier:
                return self._text(earlier[-1]), "named"
        words = [token.text for token in tokens[clause:first]]
        if kind == g.HEAD or not words:
            return self._understood()
        if any(word in g.ANAPHORS for word in words[:2]):
            before = self.context.agent_before(self.sentence)
            if before is not None and self.context is not None:
                return self._text(before), "pronoun"
        return "", ""

    def _nominal_agent(self, term: Term, first: int, last: int, clause: int) -> tuple[str, str]:
        v = self.v
        strong = [t for t in self.agents if not t.mask & v.weak and not (t.start <= term.start < t.end)]
        if strong:
            before = [t for t in strong if t.end <= term.start]
            return self._text(before[-1] if before else strong[0]), "named"
        words = [token.text for token in self.tokens[clause : clause + 2]]
        if any(word in g.ANAPHORS for word in words):
            found = self.context.agent_before(self.sentence)
            if found is not None:
                return self._text(found), "pronoun"
        if self._fragment():
            return self._understood()
        return "", ""

    def _understood(self) -> tuple[str, str]:
        """The agent of a fragment: from the lead-in, the heading or the topic."""
        for name, found in (
            ("lead-in", self.context.agent_of_lead(self.block_index)),
            ("heading", self.context.agent_of_heading(self.block_index)),
        ):
            if found is not None:
                return self._text(found), name
        topic = self.document.topic
        if topic >= 0:
            return self.document.lexicon.lemma(topic), "topic"
        return "", ""

    def _fragment(self) -> bool:
        """Whether the sentence has no finite verb that we can see: a bullet, a heading, "Particularly effective when ..."."""
        return not any(
            token.text in g.BE or token.text in g.HAVE or token.text in g.MODALS or token.text in g.DO for token in self.tokens
        )

    # -- output ----------------------------------------------------------------------------------------------

    def _text(self, term: Term) -> str:
        return self.document.prose[term.start : term.end].lower()

    def _make(
        self, pattern: str, term: Term, agent: str, target: Term | None, confidence: str, guard: str, reasons: list[str]
    ) -> Candidate:
        classes = frozenset(s.klass for s in self.v.lexicon.senses(term.entry))
        text = self._text(target) if target is not None else ""
        return Candidate(
            term.start, term.end, pattern, self._text(term), classes, agent, text, confidence, guard, tuple(reasons)
        )


_LESS = frozenset(
    "decreased delayed diminished eased fewer less lessened lower lowered milder minimal minimised minimized reduced relieved "
    "shorter slower weaker".split()
) | {"less frequent", "less intense", "less severe"}
