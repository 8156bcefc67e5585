"""Statements: the sentences of an article that a medical reviewer reads twice, and what each of them says.

A sentence is a statement where it claims an effect on health, good or bad, however weakly; where it holds a dose; or
where it holds a statistic. This is wider than what rules report: "may reduce", "is linked to" and a claim with its
reference are statements too, and comparing two versions of an article needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from healthlint.language import assertions as a
from healthlint.language.claims import FORM, RECORDED, unexcused
from healthlint.language.scoring import LOW
from healthlint.language.statistics import CONFIDENCE
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.claims import Claim

#: How strongly something is claimed, from the weakest on. "hedged" is as strong as "linked" and "limited".
STRENGTHS = (
    *("denied", "open", "limited", "linked", "hedged", "possible", "attributed", "softened"),
    *("stated", "promised"),
)
_RANKS = {"denied": 0, "open": 1, "limited": 2, "linked": 2, "hedged": 2, "possible": 3}
_RANKS |= {"attributed": 4, "softened": 5, "stated": 6, "promised": 7}
#: What an assertion makes of a claim.
_OF_ASSERTION = {
    a.NEGATED: "denied",
    a.MYTH: "denied",
    a.QUESTION: "open",
    a.CONDITIONAL: "open",
    a.AIM: "open",
    a.USE: "open",
    a.LIMITED: "limited",
    a.SLIGHT: "limited",
    a.ASSOCIATED: "linked",
    a.HEDGED: "hedged",
    a.ABLE: "possible",
    a.ATTRIBUTED: "attributed",
    a.QUOTED: "attributed",
    a.WEAK: "softened",
}
#: What a claim's guard makes of it where no assertion in its sentence says so: by how the guard begins or ends.
_OF_GUARD = (
    ("hedged by 'can'", "possible"),
    ("hedged", "hedged"),
    ("negated", "denied"),
    ("limited", "limited"),
    ("a question", "open"),
    ("a condition", "open"),
    ("an aim", "open"),
    ("a use", "open"),
    ("an infinitive: an aim, a use or an instruction", "open"),
    ("a gerund that states nothing", "open"),
    ("advice", "open"),
    (FORM, "open"),
    (RECORDED, "attributed"),
    ("a study's result with its p value", "attributed"),
)
#: No statement about an intervention at all.
_NO_CLAIM = "physiology, not an intervention"
_PROMISES = ("predicate.cure", "certainty.proven", "certainty.guarantee")
_HARMS = ("predicate.harm", "cue.association")
_TARGETS = ("condition", "function")
_AGENTS = ("intervention", "condition")
_SILENT_SECTIONS = frozenset(("references", "disclaimer", "navigation"))
#: Kinds of quantities that a dose has beside its amount.
_RHYTHM = frozenset(("frequency", "duration"))
_REGIMEN = ("dosing.frequency", "dosing.route")
#: Masses in milligrams: 0.5 g is 500 mg.
_MILLIGRAMS = {"ng": 1e-6, "mcg": 1e-3, "mg": 1.0, "g": 1e3, "kg": 1e6}


class Amount(NamedTuple):
    """A number as it is written, and what it comes to: two spellings of one amount are equal in `value`."""

    text: str
    #: Lower and upper end, and the unit; masses in mg. Of a frequency or a route, its words.
    value: tuple[float, float, str]


class Statement(NamedTuple):
    """What one sentence says."""

    #: The sentence, with single spaces.
    text: str
    #: Where it begins in the source, from 1.
    line: int
    column: int
    #: One of `STRENGTHS`; "" where it claims no effect.
    strength: str = ""
    #: Who or what does something to what, of the strongest claim, as written or understood; "" where unknown. Of a
    #: dose without a claim, the agent is what is taken.
    agent: str = ""
    predicate: str = ""
    target: str = ""
    #: What backs it: see `Citations.backing`.
    backing: str = ""
    #: Amounts, how often, how long and by which route.
    doses: tuple[Amount, ...] = ()
    #: Numbers that need a source.
    numbers: tuple[Amount, ...] = ()

    @property
    def rank(self) -> int:
        """The strength as a number; -1 where nothing is claimed."""
        return _RANKS.get(self.strength, -1)

    @property
    def is_backed(self) -> bool:
        """Whether a reference stands with it, in its paragraph or at the end of its section."""
        return self.backing not in ("", "named")


class _Effect(NamedTuple):
    strength: str
    probability: float
    agent: str
    predicate: str
    target: str


def find_statements(document: AnnotatedDocument) -> list[Statement]:
    """The statements of a document, in order."""
    effects: dict[int, list[_Effect]] = {}
    for claim in document.claims:
        probability = unexcused(document, claim)
        if probability >= LOW and claim.guard != _NO_CLAIM:
            effects.setdefault(claim.sentence, []).append(_benefit(document, claim, probability))
    for sentence, effect in _harms(document):
        effects.setdefault(sentence, []).append(effect)
    doses, numbers = _amounts(document)
    taken = {document.sentence_at(dose.start): dose.intervention for dose in reversed(document.doses)}
    found = []
    for index in sorted({*effects, *doses, *numbers}):
        start, end, block = document.spans[index]
        if document.sections[block] in _SILENT_SECTIONS:
            continue
        line, column = document.source.position(document.to_source(start, end)[0])
        held = effects.get(index, ())
        best = max(held, key=lambda one: (_RANKS[one.strength], one.probability), default=None)
        found.append(
            Statement(
                " ".join(document.prose[start:end].split()),
                line,
                column,
                *(
                    (best.strength, best.agent, best.predicate, best.target)
                    if best
                    else ("", taken.get(index, ""), "", "")
                ),
                document.citations.backing(start, end),
                tuple(doses.get(index, ())),
                tuple(numbers.get(index, ())),
            )
        )
    return found


def _benefit(document: AnnotatedDocument, claim: Claim, probability: float) -> _Effect:
    strength = _strength(document, claim.sentence, claim.start, claim.end)
    guard = claim.guard.removeprefix("lead-in: ").removeprefix("label: ")
    of_guard = next(
        (name for text, name in _OF_GUARD if guard.startswith(text) or guard.endswith(text)), "stated"
    )
    strength = min(strength, of_guard, key=_RANKS.__getitem__)
    if strength == "stated" and _promises(document, claim):
        strength = "promised"
    return _Effect(strength, probability, claim.agent, claim.predicate, claim.target)


def _strength(document: AnnotatedDocument, sentence: int, start: int, end: int) -> str:
    held = document.assertions.at(sentence, start, end)
    said = (_OF_ASSERTION[kind] for kind in held if kind in _OF_ASSERTION)
    return min(said, key=lambda name: (_RANKS[name], name), default="stated")


def _promises(document: AnnotatedDocument, claim: Claim) -> bool:
    start, end, _ = document.spans[claim.sentence]
    mask = document.lexicon.mask_of(*_PROMISES)
    return document.terms.first(start, end, mask) is not None


def _harms(document: AnnotatedDocument) -> Iterator[tuple[int, _Effect]]:
    """What is said to cause harm, or to go with it: the predicate, what stands after it, and what before."""
    lexicon, terms, prose = document.lexicon, document.terms, document.prose
    predicates, targets, agents = (lexicon.mask_of(*names) for names in (_HARMS, _TARGETS, _AGENTS))
    for index in sorted({document.sentence_at(start) for start in terms.starts(predicates)}):
        start, end, _ = document.spans[index]
        predicate = terms.first(start, end, predicates)
        target = predicate and terms.first(predicate.end, end, targets)
        before = predicate and terms.within(start, predicate.start, agents)
        if not predicate or not target or not before:
            continue
        agent = before[-1]
        yield (
            index,
            _Effect(
                _strength(document, index, predicate.start, target.end),
                0.0,
                prose[agent.start : agent.end].lower(),
                prose[predicate.start : predicate.end].lower(),
                prose[target.start : target.end].lower(),
            ),
        )


def _amounts(document: AnnotatedDocument) -> tuple[dict[int, list[Amount]], dict[int, list[Amount]]]:
    """Doses with their rhythm, and statistics, by sentence."""
    places = [(dose.start, dose.end) for dose in document.doses]
    dosed = {document.sentence_at(start) for start, _ in places}
    doses: dict[int, list[Amount]] = {}
    numbers: dict[int, list[Amount]] = {}
    covered = iter(places)
    place = next(covered, None)
    for quantity in document.quantities:
        while place is not None and place[1] <= quantity.start:
            place = next(covered, None)
        sentence = document.sentence_at(quantity.start)
        scale = _MILLIGRAMS.get(quantity.unit)
        value = (
            round(quantity.value * (scale or 1), 9),
            round(quantity.high * (scale or 1), 9),
            "mg" if scale else quantity.unit,
        )
        amount = Amount(" ".join(document.prose[quantity.start : quantity.end].split()), value)
        if (place is not None and quantity.start < place[1] and place[0] < quantity.end) or (
            sentence in dosed and quantity.kind in _RHYTHM
        ):
            doses.setdefault(sentence, []).append(amount)
        elif quantity.kind in CONFIDENCE:
            numbers.setdefault(sentence, []).append(amount)
    mask = document.lexicon.mask_of(*_REGIMEN)
    for sentence in dosed:
        start, end, _ = document.spans[sentence]
        for term in document.terms.within(start, end, mask):
            text = " ".join(document.prose[term.start : term.end].split())
            doses.setdefault(sentence, []).append(Amount(text, (0.0, 0.0, text.casefold())))
    return doses, numbers


def claims(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Those that claim an effect."""
    return (one for one in statements if one.strength and one.strength != "open")
