"""Reading one sentence for claims: each predicate with its agent, its target, and what speaks for and against a claim.

The net is loose on purpose: every benefit predicate that has an agent, named or understood, becomes a candidate
with features. `scoring` decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from healthlint.language import grammar as g
from healthlint.language.vocabulary import Vocabulary

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.context import Context
    from healthlint.language.terms import Term


class Candidate(NamedTuple):
    """A predicate that may be a claim, what fills its slots, and its features for the scorer."""

    start: int
    end: int
    pattern: str
    predicate: str
    entry: int
    agent: str
    target: str
    features: tuple[str, ...]


class Slot(NamedTuple):
    """What fills a slot: the words, how they are given, and the class that makes them fit ("" for none)."""

    text: str
    how: str
    klass: str = ""
    distance: int = 0
    end: int = -1


_NO_SLOT = Slot("", "none")
_CLAUSE_MARKS = frozenset(";:()—–…•|")
_SUBORDINATORS = frozenset(
    ["but", "because", "although", "though", "whereas", "while", "however", "since", "so", "unless", "until", "when", "if"]
)
_REACH = 10  # tokens between a predicate and its target; noun phrases of health prose are long, longer ones are rare
_AFTER_NOUN = frozenset(["in", "of", "from", "for", "against", "to", "on", "over", "with"])
_OBJECT_MARKERS = frozenset(["with", "from", "by", "after", "through", "using", "via", "when", "if", "during", "on", "since", "thanks"])
_AMELIORATE = (
    "improv",
    "ameliorat",
    "manag",
    "regulat",
    "normali",
    "balanc",
    "stabili",
    "optimi",
    "control",
    "target",
    "address",
)
_LESS = frozenset(
    ["decreased", "delayed", "diminished", "eased", "fewer", "less", "lessened", "lower", "lowered", "milder", "minimal", "minimised", "minimized", "reduced", "relieved", "shorter", "slower", "weaker"]
)
#: Nouns that stand for an intervention named before: "this simple habit".
_GENERIC = frozenset(
    ["approach", "approaches", "method", "methods", "practice", "practices", "technique", "techniques", "habit", "habits", "routine", "routines", "combination", "mix", "remedy", "remedies", "product", "products", "ingredient", "ingredients", "compound", "compounds", "nutrient", "nutrients", "step", "steps", "change", "changes", "strategy", "strategies", "trick", "tricks", "tool", "tools", "plant", "plants", "food", "foods", "substance", "substances", "treatment", "treatments", "exercise", "exercises", "position", "positions", "pose", "poses", "powerhouse", "powerhouses", "stuff", "thing", "things", "tip", "tips", "plan", "program", "programme", "protocol", "system", "device", "devices", "option", "options", "all", "both", "one", "ones", "alone", "together", "also", "not", "only", "really", "just", "will", "can", "simply"]
)
_RELATIVES = frozenset(["that", "which", "who", "whose", "where"])
_WAYS = frozenset(["way", "ways", "strategy", "method", "option", "choice", "tool", "remedy"])
_COPULAS = frozenset(
    ["remains", "remain", "proved", "proven", "proves", "becomes", "become", "became", "seems", "feels", "makes", "made", "considered", "deemed"]
)
_MEANS = frozenset(
    ["way", "ways", "method", "methods", "tool", "tools", "option", "options", "approach", "approaches", "strategy", "strategies", "solution", "choice", "means", "technique", "techniques", "addition", "ally", "source", "sources", "agent", "agents", "ingredient", "ingredients", "product", "products", "alternative", "alternatives", "compound", "compounds", "effect", "effects", "property", "properties", "benefit", "benefits", "action", "results", "result"]
)
_INTENSIFIERS = frozenset(
    ["very", "most", "highly", "extremely", "dramatically", "significantly", "remarkably", "incredibly", "particularly", "especially", "profoundly", "greatly", "powerful", "powerfully", "potent", "best", "always", "completely", "totally", "truly", "absolutely", "quickly", "fast", "instantly", "miraculous", "miraculously", "amazing", "huge", "profound", "dramatic", "significant", "substantial", "remarkable", "clear", "real", "proven", "excellent", "great", "wonderful"]
)
_FIRST_PERSON = frozenset(["i", "my", "me", "we", "our", "us", "i've", "i'm", "we've"])
_SECOND_PERSON = frozenset(["you", "your", "you'll", "yourself", "you're"])


def read(
    document: AnnotatedDocument, context: Context, vocabulary: Vocabulary, sentence: int
) -> Iterator[Candidate]:
    """The candidates of a sentence, in order."""
    yield from _Reader(document, context, vocabulary, sentence).candidates()


class _Reader:
    """One sentence, tokenised, its terms sorted by what they can be."""

    def __init__(
        self, document: AnnotatedDocument, context: Context, vocabulary: Vocabulary, sentence: int
    ) -> None:
        self.document, self.context, self.v, self.sentence = document, context, vocabulary, sentence
        span = document.spans[sentence]
        self.start, self.end, self.block_index = span.start, span.end, span.block
        self.block = document.blocks[span.block]
        v = vocabulary
        self.terms = terms = document.terms.within(span.start, span.end, v.all)
        pseudo = [t for t in terms if t.mask & v.pseudo]
        self.predicates = [
            t
            for t in terms
            if t.mask & v.predicates and not any(p.start <= t.start and t.end <= p.end for p in pseudo)
        ]
        slots = [t for t in terms if t.mask & (v.intervention | v.targets)]
        slots = [t for t in slots if not any(_inside(t, o) for o in slots)]
        self.agents = [t for t in slots if t.mask & v.intervention]
        self.targets = [t for t in slots if t.mask & v.targets]
        self.raw_agents = [t for t in terms if t.mask & v.intervention]
        self.people = [t for t in terms if t.mask & v.people]
        self.physiology = [t for t in terms if t.mask & v.physiology]
        self.lights = [t for t in terms if t.mask & v.light]
        self.tokens = g.tokenize(document.prose, span.start, span.end)
        self.words = [token.text for token in self.tokens]
        self.fragment = not any(w in g.BE or w in g.HAVE or w in g.MODALS or w in g.DO for w in self.words)
        self.shared = self._sentence_features()

    def candidates(self) -> Iterator[Candidate]:
        end = -1
        for term in self.predicates:
            if term.start < end:  # inside a predicate that was read already
                continue
            found = self._read(term)
            if found is not None:
                end = term.end
                yield found

    # -- one predicate -------------------------------------------------------------------------------------

    def _read(self, term: Term) -> Candidate | None:
        v, tokens, mask = self.v, self.tokens, term.mask
        first = g.token_at(tokens, term.start)
        last = g.token_at(tokens, term.end - 1)
        clause = self._clause_start(first)
        used = None
        verbal = mask & v.verbs
        if verbal:
            used = g.usage(tokens, first, last, v.lexicon.forms(term.entry, verbal), clause)
            if (
                mask & v.nouns
                and used.kind == g.FINITE
                and not used.governor.endswith("ly")
                and self._nominal(term, first, last, clause)
            ):
                used = g.Usage(g.NOUN, "", first)
        if used is not None and used.kind != g.NOUN:
            pattern = "work" if verbal & v.work and not verbal & ~v.work else "verb"
        elif mask & v.safety:
            pattern = "safety"
        elif mask & v.feel:
            pattern = "recovery"
        elif mask & v.nouns:
            pattern = "noun"
        elif mask & v.adjective:
            pattern = "adjective"
        elif mask & v.comparative:
            pattern = "comparative"
        else:
            return None
        features = [f"pattern:{pattern}"]
        passive = used is not None and used.kind == g.PASSIVE
        target = self._target(pattern, mask, first, last, clause, passive)
        fits = self._fits(pattern, mask, term, target)
        agent = self._agent(term, used, first, last, clause)
        how = agent.how
        if how == "condition" and pattern in ("verb", "recovery", "work") and not target.klass:
            features.append("complaint-goes")
        if not agent.text:
            agent = self._around()
            if agent.how == "none" and not (fits and target.klass) and pattern not in ("safety", "adjective"):
                return None
        features += self._verb_features(used, clause)
        features += self._predicate_features(term, pattern)
        features.append(f"agent:{how}")
        if agent.how != how:
            features.append(f"around:{agent.how}")
            features.append(f"{how}+{agent.how}")
        if agent.klass:
            features.append(f"agent-class:{agent.klass}")
        if how == "subject":
            features.append(f"agent-near:{min(agent.distance // 4, 3)}")
        following = self.tokens[last].end
        if target.end >= 0 and self._is_modifier(target.end):
            features.append("target:modifier")
        if how == "condition" and pattern == "verb" and target.klass:
            features.append("condition+acts")
        if pattern == "work" and any(
            word in ("how", "why", "where") for word in self.words[max(0, clause - 3) : first]
        ):
            features.append("work:how")
        if pattern == "verb" and any(0 <= t.start - following <= 24 for t in self.raw_agents):
            features.append("object:intervention")
        features.append(f"target:{target.klass or target.how}")
        if target.klass:
            features.append(f"fits:{fits}")
        head = first == 0 or all(not w[0].isalnum() for w in self.words[:first])
        if head:
            features.append("head")
        if self._light_before(term, clause):
            features.append("light-verb")
        if pattern in ("adjective", "safety", "comparative"):
            place = self._place_of_adjective(first, last, clause)
            if place == "noun" and mask & v.vague:
                return None
            features.append(f"{pattern}:{place}")
        features.append(f"{pattern}+{how}")
        fit = "fits" if target.klass and fits else "misfit" if target.klass else target.how
        grade = "strong" if term.mask & v.strong else "vague" if term.mask & v.vague else "plain"
        features.append(f"{grade}+{fit}+{how}")
        features.append(f"{grade}+{fit}")
        features.append(f"{pattern}+target:{fit}")
        return Candidate(
            term.start, term.end, pattern, self._text(term), term.entry, agent.text, target.text,
            tuple(features) + self.shared + (("head+list",) if head and self.block.role == "list-item" else ()),
        )  # fmt: skip

    def _verb_features(self, used: g.Usage | None, clause: int) -> list[str]:
        if used is None or used.kind == g.NOUN:
            return []
        features = [f"use:{used.kind}"]
        governor = used.governor
        if used.kind == g.INFINITIVE:
            praised = governor in _WAYS and self._praised(used.group, clause)
            kind = "factive" if governor in g.FACTIVE else "way" if praised else "other"
            features.append(f"infinitive:{kind}")
        elif used.kind == g.GERUND:
            name = (
                governor if governor in ("for", "by", "in", "at", "of", "from", "while", "after") else "other"
            )
            features.append(f"gerund:{name}")
            if governor in ("for", "in", "at") and self._praised(used.group, clause):
                features.append("gerund:praised")
        elif governor in g.DIRECTIVE_MODALS:
            features.append("modal:should")
        elif governor == "will":
            features.append("modal:will")
        return features

    def _predicate_features(self, term: Term, pattern: str) -> list[str]:
        v = self.v
        features = [f"predicate:{name}" for name, bits in v.named_predicates if term.mask & bits]
        for grade in ("vague", "strong"):
            if f"predicate:{grade}" in features:
                features.append(f"{grade}:{pattern}")
        if pattern in ("verb", "work"):
            features += [f"form:{form}" for form in v.lexicon.forms(term.entry, term.mask & v.verbs) if form]
        return features

    def _sentence_features(self) -> tuple[str, ...]:
        v, words = self.v, set(self.words)
        block, context = self.block, self.context
        features = [f"role:{block.role}"]
        if self.fragment:
            features.append("fragment")
        size = len(self.words)
        features.append("size:short" if size <= 8 else "size:middle" if size <= 25 else "size:long")
        present = 0
        for term in self.terms:
            present |= term.mask
        features += [f"has:{name}" for name, bits in v.named_cues if present & bits]
        if words & _INTENSIFIERS:
            features.append("has:intensifier")
        if words & _FIRST_PERSON:
            features.append("has:first-person")
        if words & _SECOND_PERSON:
            features.append("has:second-person")
        text = self.document.prose[self.start : self.end]
        if "%" in text or "percent" in words:
            features.append("has:percent")
        if text.endswith("!"):
            features.append("exclamation")
        if text.endswith(":"):
            features.append("lead-in")
        if words & {"was", "were", "had", "did"}:
            features.append("past")
            if context.named_study:
                features.append("past+named-study")
        if g.is_order(self.words):
            features.append("order")
        if self.document.topic >= 0:
            features.append("topic")
        features += context.features(self.block_index, self.v)
        section = self.document.sections[self.block_index]
        if section:
            features.append(f"section:{section}")
        return tuple(features)

    # -- slots -----------------------------------------------------------------------------------------------

    def _clause_start(self, index: int) -> int:
        words = self.words
        left = index
        while left > 0:
            text = words[left - 1]
            if text in _CLAUSE_MARKS or (text in _SUBORDINATORS and left < index):
                break
            if text == "," and words[left] in (
                "and",
                "but",
                "so",
                "which",
                "it",
                "they",
                "this",
                "these",
                "we",
                "i",
                "you",
            ):
                break
            left -= 1
        return left

    def _clause_end(self, index: int) -> int:
        words = self.words
        right = index
        while (
            right < len(words)
            and words[right] not in _CLAUSE_MARKS
            and words[right] not in ("but", "although", "whereas", "while")
        ):
            right += 1
        return right

    def _target(self, pattern: str, mask: int, first: int, last: int, clause: int, passive: bool) -> Slot:
        tokens, v = self.tokens, self.v
        if passive:
            low, high = tokens[clause].start, tokens[first].start
            found = [t for t in self.targets if low <= t.start and t.end <= high]
            return self._slot(found[0], "target") if found else _NO_SLOT
        if pattern == "noun":
            start = tokens[first].start
            for term in self.targets:
                if 0 <= start - term.end <= 1:
                    return self._slot(term, "compound")
        right = min(self._clause_end(last + 1), last + 1 + (4 if pattern == "comparative" else _REACH))
        if pattern in ("noun", "adjective", "recovery", "work") and (
            last + 1 >= len(tokens) or tokens[last + 1].text not in _AFTER_NOUN
        ):
            return _NO_SLOT
        if right <= last + 1:
            return _NO_SLOT
        low, high = tokens[last].end, tokens[right - 1].end
        found = [t for t in self.targets if t.start >= low and t.end <= high]
        if found:
            return self._slot(self._head_of(found), "target")
        if (
            pattern == "verb"
            and mask & v.help
            and tokens[last + 1].text in ("with", "people", "you", "your", "patients", "them")
        ):
            return Slot("", "people")
        return Slot("", "unknown" if tokens[last + 1].text[0].isalpha() else "none")

    def _is_modifier(self, end: int) -> bool:
        """Whether what ends there only modifies a noun that no list has: "seizure" in "lowers the seizure threshold"."""
        index = g.token_at(self.tokens, end)
        if index >= len(self.words):
            return False
        word = self.words[index]
        if not word.isalpha() or g.is_adverb(word) or word.endswith(("ed", "ing", "ly", "er")):
            return False
        return not (word in g.PREPOSITIONS or word in g.CONJUNCTIONS or word in g.BE or word in g.HAVE or word in g.MODALS
                    or word in g.PRONOUNS or word in g.DETERMINERS or word in _SUBORDINATORS or word in _RELATIVES)  # fmt: skip

    def _head_of(self, found: list[Term]) -> Term:
        """The head of the first noun phrase among targets: "fatigue" in "eye muscle fatigue"."""
        head = found[0]
        for term in found[1:]:
            between = self.words[g.token_at(self.tokens, head.end) : g.token_at(self.tokens, term.start)]
            if len(between) > 1 or any(
                not w[0].isalpha() or w in g.CONJUNCTIONS or w in g.PREPOSITIONS for w in between
            ):
                break
            head = term
        return head

    def _fits(self, pattern: str, mask: int, term: Term, target: Slot) -> bool:
        """Whether acting on the target in this way does good: less of the bad, more of the good."""
        v = self.v
        bad = target.klass.startswith("condition")
        if pattern == "comparative":
            less = self._text(term).split()[0] in _LESS
            return less == bad
        if mask & (v.treat | v.help | v.work | v.noun_good | v.adjective):
            return True
        if mask & (v.reduce | v.noun_reduce):
            return bad
        return not bad or self._text(term).startswith(_AMELIORATE)

    def _place_of_adjective(self, first: int, last: int, clause: int) -> str:
        """Where an adjective stands: after a copula, before an agent or a word such as "way", elsewhere."""
        words = self.words
        left = first - 1
        while left >= clause and (
            g.is_adverb(words[left]) or words[left] in ("a", "an", "the", "most", "more", "as", "so", "to")
        ):
            left -= 1
        copula = left >= clause and (words[left] in g.BE or words[left] in _COPULAS)
        after = words[last + 1] if last + 1 < len(words) else ""
        start = self.tokens[last + 1].start if after else -1
        if any(t.start == start and t.mask & self.v.intervention for t in self.agents) or after in _MEANS:
            return "copula+means" if copula else "means"
        if (
            not after
            or not after[0].isalnum()
            or after in g.PREPOSITIONS
            or after in g.CONJUNCTIONS
            or after in ("when", "if")
        ):
            return "copula" if copula else "end"
        return "copula+noun" if copula else "noun"

    def _nominal(self, term: Term, first: int, last: int, clause: int) -> bool:
        """Whether a form that is noun and verb is the noun: "has health benefits", "the benefits of"."""
        words = self.words
        if words[first - 1] in g.MODALS or words[first - 1] in g.PRONOUNS:
            return False
        if (
            last + 1 >= len(words)
            or words[last + 1] in ("of", "in", "from", "for", "with")
            or not words[last + 1][0].isalnum()
        ):
            return True
        return self._light_before(term, clause) or any(w in g.BE or w in g.HAVE for w in words[clause:first])

    def _praised(self, group: int, clause: int) -> bool:
        low, high = self.tokens[clause].start, self.tokens[max(clause, group)].start
        v = self.v
        praise = v.adjective | v.nouns | v.help | v.work
        return any(t.mask & praise and low <= t.start and t.end <= high for t in self.predicates)

    def _light_before(self, term: Term, clause: int) -> bool:
        low = self.tokens[clause].start
        return any(low <= t.start and t.end <= term.start for t in self.lights)

    def _agent(self, term: Term, used: g.Usage | None, first: int, last: int, clause: int) -> Slot:
        """The agent and how it is given: by the subject, by "with X" after the predicate, or not in the clause."""
        v = self.v
        others = [t for t in self.agents if not (t.start < term.end and term.start < t.end)]
        after = [t for t in others if t.start >= term.end and not t.mask & v.weak]
        means = next((t for t in after if self._by_means(t, last)), None)
        passive = used is not None and used.kind == g.PASSIVE
        if passive and means is not None:
            return self._slot(means, "means")
        group = self._group(used, first, clause)
        slot = self._subject(clause, group, others) if group >= 0 else Slot("", "fragment")
        if (
            slot.how == "elliptical" and clause > 0
        ):  # "X, when taken daily, eases": the subject stands before the break
            before = self._subject(0, max(0, clause - 1), others)
            if before.how in ("subject", "coined", "subject-of"):
                return Slot(before.text, "earlier", before.klass)
        if slot.how in ("subject", "weak-subject", "coined", "subject-of"):
            return slot
        if means is not None:
            return self._slot(
                means, "means" if slot.how in ("fragment", "elliptical") else f"{slot.how}+means"
            )
        if slot.how == "fragment":
            inside = [t for t in others if not t.mask & v.weak]
            if inside:
                near = inside[0] if inside[0].start >= term.end else inside[-1]
                return self._slot(near, "later" if near.start >= term.end else "subject")
        return slot

    def _group(self, used: g.Usage | None, first: int, clause: int) -> int:
        """The first token of the verb group that the predicate belongs to; -1 in a fragment."""
        words = self.words
        if used is not None and used.kind in (g.FINITE, g.PASSIVE):
            return used.group
        if used is not None and used.kind == g.HEAD:
            return -1
        for index in range(clause, first):
            if (
                words[index] in g.BE
                or words[index] in g.HAVE
                or words[index] in g.MODALS
                or words[index] in g.DO
            ):
                return index
        low = self.tokens[clause].start
        lights = [t for t in self.lights if low <= t.start and t.end <= self.tokens[first].start]
        if lights:
            return g.token_at(self.tokens, lights[0].start)
        if used is not None and used.kind in (g.TAIL, g.GERUND, g.INFINITIVE):
            return min(used.group, first)
        return -1

    def _subject(self, clause: int, group: int, others: list[Term]) -> Slot:
        """What stands as subject between two tokens: an agent, a body part, a person, a pronoun, something else."""
        v, tokens, words = self.v, self.tokens, self.words
        low = clause
        if low < group and (
            words[low] in g.PREPOSITIONS or g.is_adverb(words[low]) or words[low] in _SUBORDINATORS
        ):
            commas = [i for i in range(low, group) if words[i] == ","]
            if commas and commas[-1] + 1 < group:
                low = commas[-1] + 1
        while low < group and (
            not words[low][0].isalnum()
            or words[low] in g.CONJUNCTIONS
            or g.is_adverb(words[low])
            or words[low] in _SUBORDINATORS
        ):
            low += 1
        if low >= group:
            return Slot("", "elliptical")
        end = next(
            (i for i in range(low + 1, group) if words[i] in g.PREPOSITIONS or words[i] in _RELATIVES), group
        )
        start, stop, limit = tokens[low].start, tokens[end - 1].end, tokens[group - 1].end
        inside = [t for t in others if start <= t.start and t.end <= limit]
        head = [t for t in inside if t.end <= stop]
        if head:
            best = next((t for t in head if not t.mask & v.weak), head[0])
            return self._slot(
                best,
                "weak-subject" if best.mask & v.weak else "subject",
                group - g.token_at(tokens, best.end),
            )
        strong = next((t for t in inside if not t.mask & v.weak), None)
        if (
            words[low] in _FIRST_PERSON
            or words[low] in ("you", "he", "she")
            or any(start <= t.start and t.end <= stop for t in self.people)
        ):
            return self._slot(strong, "experiencer+agent") if strong else Slot("", "experiencer")
        if any(start <= t.start and t.end <= stop for t in self.physiology):
            return Slot("", "physiology")
        if any(start <= t.start and t.end <= stop for t in self.targets):
            return self._slot(strong, "subject-of") if strong else Slot("", "condition")
        if words[low] in g.ANAPHORS and (end - low == 1 or words[low + 1 : end][-1] in _GENERIC):
            found = self.context.agent_before(self.sentence)
            return self._slot(found, "anaphor") if found is not None else Slot("", "pronoun")
        if strong is not None:
            return self._slot(strong, "subject-of")
        if self._coined(low, group):
            return Slot(self.document.prose[tokens[low].start : tokens[low].end], "coined")
        return Slot("", "foreign")

    def _by_means(self, term: Term, last: int) -> bool:
        """Whether an agent after the predicate is what does it: "with X", "after taking X"."""
        index = g.token_at(self.tokens, term.start)
        return any(word in _OBJECT_MARKERS for word in self.words[max(last + 1, index - 4) : index])

    def _around(self) -> Slot:
        """The agent that the surroundings offer, the nearest first."""
        for how, found in (
            ("lead-in", self.context.agent_of_lead(self.block_index)),
            ("previous", self.context.agent_before(self.sentence)),
            ("heading", self.context.agent_of_heading(self.block_index)),
        ):
            if found is not None:
                return self._slot(found, how)
        if self.document.topic >= 0:
            entry, lexicon = self.document.topic, self.v.lexicon
            return Slot(lexicon.lemma(entry), "topic", self.v.agent_class(lexicon.masks[entry]))
        return _NO_SLOT

    def _coined(self, clause: int, first: int) -> bool:
        """Whether the clause opens with a name that no dictionary has: "Zorvexa", "ZX-9", "FlexoPlus"."""
        token = self.tokens[clause]
        text = self.document.prose[token.start : token.end]
        if not text[0].isupper() or len(text) < 3:
            return False
        inner = any(c.isupper() or c.isdigit() for c in text[1:])
        mark = self.document.prose[token.end : token.end + 1] in "®™"
        return (
            (inner and not text.isupper())
            or bool(mark and self.document.prose[token.end : token.end + 1])
            or any(c.isdigit() for c in text)
        )

    def _slot(self, term: Term, how: str, distance: int = 0) -> Slot:
        v = self.v
        klass = (
            v.agent_class(term.mask)
            if term.mask & v.intervention and how not in ("target", "compound")
            else v.target_class(term.mask)
        )
        return Slot(self._text(term), how, klass, distance, term.end)

    def _text(self, term: Term) -> str:
        return self.document.prose[term.start : term.end].lower()


def _inside(inner: Term, outer: Term) -> bool:
    return (
        outer.start <= inner.start
        and inner.end <= outer.end
        and outer.end - outer.start > inner.end - inner.start
    )
