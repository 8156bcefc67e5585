"""The lexicon classes that claims are read with, as bit masks looked up once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from healthlint.language import scoring

if TYPE_CHECKING:
    from healthlint.language.lexicon import Lexicon

_AGENT_CLASSES = [
    "drug",
    "supplement",
    "herb",
    "food",
    "diet",
    "exercise",
    "procedure",
    "therapy",
    "device",
    "vaccine",
    "behaviour",
    "product",
    "weak",
]
_TARGET_CLASSES = (
    "condition.risk",
    "condition.marker",
    "condition.symptom",
    "condition.disease",
    "function.organ",
    "function",
)
_PREDICATES = [
    "cure",
    "treat",
    "reduce",
    "improve",
    "help",
    "work",
    "noun.good",
    "noun.reduce",
    "noun.improve",
    "adj",
    "comparative",
    "feel",
    "safety",
    "vague",
    "strong",
]
_KNOWN = {name.split(".")[0] for name in _PREDICATES} | {"pseudo", "light", "harm"}
_CUES = [
    "predicate.harm",
    "predicate.light",
    "certainty",
    "hype",
    "testimonial",
    "research",
    "attribution.vague",
    "attribution",
    "need",
    "people",
    "people.expert",
    "physiology",
    "count.studies",
    "trial",
]


class Vocabulary:
    """Class masks of one lexicon. A class that the lexicon does not have is 0 and matches nothing."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the lexicon whose classes are meant."""
        bits, mask = lexicon.bits, lexicon.mask_of
        self.lexicon = lexicon
        self.pseudo = bits("predicate.pseudo")
        self.vague = bits("predicate.vague")
        self.strong = bits("predicate.strong")
        self.light = bits("predicate.light")
        self.reduce = bits("predicate.reduce")
        self.treat = mask("predicate.treat", "predicate.cure")
        for name in lexicon.classes:  # a class of a project's own acts as a verb of treating
            if name.startswith("predicate.") and name.split(".")[1] not in _KNOWN:
                self.treat |= bits(name)
        self.help = bits("predicate.help")
        self.work = bits("predicate.work")
        self.noun_good = bits("predicate.noun.good")
        #: Nouns that only praise makes a benefit of.
        self.neutral = bits("predicate.noun.good.neutral")
        self.noun_reduce = bits("predicate.noun.reduce")
        self.nouns = bits("predicate.noun")
        self.adjective = bits("predicate.adj")
        self.comparative = bits("predicate.comparative")
        self.feel = bits("predicate.feel")
        self.safety = bits("predicate.safety")
        self.verbs = self.reduce | bits("predicate.improve") | self.treat | self.help | self.work
        self.predicates = (
            self.verbs | self.nouns | self.adjective | self.comparative | self.feel | self.safety
        )
        self.intervention = bits("intervention")
        self.weak = bits("intervention.weak")
        self.condition = bits("condition")
        self.targets = mask("condition", "function")
        self.physiology = bits("physiology")
        self.people = bits("people")
        self.need = bits("need")
        self.slots = self.intervention | self.targets
        #: Phrases in which no predicate lies.
        self.false_friends = self.pseudo | self.condition
        self.others = self.false_friends | self.physiology | self.people | self.light
        self.named_predicates = tuple((name, bits("predicate." + name)) for name in _PREDICATES)
        self.named_cues = tuple((name, bits(name)) for name in _CUES)
        self.all = self.predicates | self.pseudo | self.intervention | self.targets
        self.cues = mask(*_CUES)
        self.all |= self.cues
        self._bases: dict[int, bool] = {}
        self._gains: dict[str, dict[str, float]] = {}
        self._agent_classes: dict[int, str] = {}
        self._target_classes: dict[int, str] = {}
        self._agents = tuple((name, bits("intervention." + name)) for name in _AGENT_CLASSES)
        self._targets = tuple((name, bits(name)) for name in _TARGET_CLASSES)

    def gains(self, prefix: str) -> Mapping[str, float]:
        """What speaks for a claim of the features that begin with a prefix: see `scoring.gains`."""
        found = self._gains.get(prefix)
        if found is None:
            weights = self.lexicon.weights.get("claim", {})
            found = self._gains[prefix] = scoring.gains(weights, prefix)
        return found

    def is_base_of_verb(self, entry: int) -> bool:
        """Whether a predicate is the base form of verbs, and nothing else that states a benefit."""
        found = self._bases.get(entry)
        if found is None:
            lexicon = self.lexicon
            found = not lexicon.masks[entry] & self.predicates & ~self.verbs and all(
                "base" in lexicon.forms(entry, lexicon.bits(sense.klass))
                for sense in lexicon.senses(entry)
                if lexicon.bits(sense.klass) & self.verbs
            )
            self._bases[entry] = found
        return found

    def agent_class(self, mask: int) -> str:
        """The intervention class of a term: "drug", "herb", ..."""
        found = self._agent_classes.get(mask)
        if found is None:
            found = self._agent_classes[mask] = next((name for name, bits in self._agents if mask & bits), "")
        return found

    def target_class(self, mask: int) -> str:
        """The condition or function class of a term: "condition.symptom", "function", ..."""
        found = self._target_classes.get(mask)
        if found is None:
            found = self._target_classes[mask] = next(
                (name for name, bits in self._targets if mask & bits), ""
            )
        return found


@lru_cache(maxsize=4)
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon, worked out once for all documents of a run."""
    return Vocabulary(lexicon)
