"""Claims: statements that an intervention does something good for a disease, a symptom, a risk or a body function.

A claim has a predicate, a target it acts on, and an agent, named or understood (the list's lead-in, the heading, the
intervention named last, the article's topic). Every candidate is kept with the guard that silenced it, so that
`trace` can say why a sentence was not reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language import assertions as a
from healthlint.language import scoring
from healthlint.language.claim_forms import REASONS
from healthlint.language.claim_gate import ASSERTED, LED, Gate
from healthlint.language.context import Context
from healthlint.language.praise import has_praise
from healthlint.language.reading import Candidate, read
from healthlint.language.sources import names_recording, names_source
from healthlint.language.split_verbs import split_verbs
from healthlint.language.vocabulary import vocabulary_of
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.terms import Hit
from healthlint.language.vocabulary import Vocabulary


class Claim(NamedTuple):
    """A candidate claim at prose [start, end), from its predicate to its target, of a sentence (its index).

    `guard` is "" where it stands as stated fact, otherwise what excuses it. `features` are what was read of it;
    `probability` is what they come to.
    """

    start: int
    end: int
    sentence: int
    pattern: str
    predicate: str
    entry: int
    agent: str
    target: str
    confidence: str
    probability: float
    guard: str
    features: tuple[str, ...]
    #: The predicate alone.
    place: tuple[int, int]


#: The guard of a candidate that no other silences, where its probability is too small.
LITTLE = "too little speaks for a claim"
#: Sections and block roles whose sentences make no claims of their own.
_SILENT_SECTIONS = frozenset({"references", "disclaimer", "navigation"})
_SILENT_ROLES = frozenset({"navigation"})
#: What excuses a claim whatever else speaks for it.
_GUARDS = (
    (a.NEGATED, "negated"),
    (a.QUESTION, "a question"),
    (a.HEDGED, "hedged"),
    (a.ABLE, "hedged by 'can'"),
    (a.LIMITED, "evidence it calls limited"),
    (a.MYTH, "a myth it rejects"),
    (a.CONDITIONAL, "a condition"),
    (a.AIM, "an aim"),
    (a.USE, "a use"),
    (a.ASSOCIATED, "a link, not an effect"),
    (a.SLIGHT, "hardly an effect"),
    (a.ATTRIBUTED, "told as somebody's words"),
    (a.QUOTED, "a quotation"),
)
#: The assertions under which no claim stands.
GUARDING = frozenset(kind for kind, _ in _GUARDS)
#: How the features begin that are worked out last, as those of assertions are: only for candidates that can still
#: stand.
LATER = ("backing:", "document:named-study", "past+named-study")
_LABEL_GUARDS = tuple(item for item in _GUARDS if item[0] in (a.HEDGED, a.NEGATED, a.ABLE, a.LIMITED))
_LABEL = 24  # code points from a benefit to the colon that explains it, and from there to the hedge
#: A p value: the sentence is a study's own report of its result.
_P_VALUE = re.compile(r"[pP](?<!\w.)\s?[<>=≤≥]\s?0?\.\d")
#: How the feature of a form begins that states nothing: see `claim_forms`.
VOID = "void:"
#: How the guards of such forms begin, and the guard of what stands beside a place in a recording.
FORM, RECORDED = "form: ", "told in a recording"
#: Forms of speech that state nothing.
_FEATURE_GUARDS = (
    ("infinitive:other", "an infinitive: an aim, a use or an instruction"),
    ("gerund:of", "a gerund that states nothing"),
    ("gerund:other", "a gerund that states nothing"),
    ("modal:should", "advice"),
    ("verb+physiology", "physiology, not an intervention"),
    *((f"{VOID}{form}", f"{FORM}{reason}") for form, reason in REASONS.items()),
)
#: The features with which no claim stands.
STATELESS = frozenset(feature for feature, _ in _FEATURE_GUARDS)
#: How long something was given, as a study says it: "over 12 weeks", "after six months".
_DURATION = re.compile(
    r"\b(?:for|over|after|within)\s(?:\w+\s){0,2}(?:\d+|two|three|four|six|eight|ten|twelve)[\s-](?:day|week|month|year)s?\b",
    re.I,
)
_SOMEBODY = re.compile(r"\b(?:I|me|my|mine|we|us|our|ours|she|he|her|his|him|you|your)\b", re.I)
#: What tells that a sentence is told in the past.
_PAST = frozenset({"past", "form:past"})
#: Where the article's own sources speak, the claim is theirs.
_BACKED = {"sentence": "a reference in the sentence"}


def find_claims(document: AnnotatedDocument) -> Sequence[Claim]:
    """All candidate claims of a document, by sentence; those with an empty guard stand."""
    return tuple(_find(document, None))


def find_standing(document: AnnotatedDocument) -> Sequence[Claim]:
    """The claims of a document that stand, by sentence. What cannot stand is not read: see `claim_gate`."""
    gate = None
    if document.gated:
        gate = Gate(document, vocabulary_of(document.lexicon), GUARDING, STATELESS, LATER)
    return tuple(claim for claim in _find(document, gate) if not claim.guard)


def _find(document: AnnotatedDocument, gate: Gate | None) -> Iterator[Claim]:
    vocabulary = vocabulary_of(document.lexicon)
    hits = document.terms.hits(vocabulary.predicates)
    apart: dict[int, list[Hit]] = {}
    for hit in split_verbs(document, vocabulary):
        apart.setdefault(document.sentence_at(hit[1]), []).append(hit)
    if not hits and not apart:
        return
    context = Context(document)
    by_sentence: dict[int, list[Hit]] = {}
    masks, plain = document.lexicon.masks, vocabulary.predicates & ~vocabulary.neutral
    for hit in hits:
        if not masks[hit[0]] & plain and not has_praise(document.lower, hit[1], 0):
            continue
        by_sentence.setdefault(document.sentence_at(hit[1]), []).append(hit)
    for sentence, found in apart.items():
        by_sentence.setdefault(sentence, []).extend(found)
    for sentence in sorted(by_sentence):
        block = document.spans[sentence].block
        if document.sections[block] in _SILENT_SECTIONS or document.blocks[block].role in _SILENT_ROLES:
            continue
        if gate is None or not gate.is_shut(sentence, by_sentence[sentence]):
            yield from _judge(document, context, vocabulary, sentence, apart.get(sentence, ()), gate)


def _judge(
    document: AnnotatedDocument,
    context: Context,
    vocabulary: Vocabulary,
    sentence: int,
    apart: Sequence[Hit],
    gate: Gate | None,
) -> Iterator[Claim]:
    weights = document.lexicon.weights.get("claim", {})
    least, is_silent = -inf, None
    if gate is not None:
        least = gate.least(sentence, context.lead(document.spans[sentence].block) is not None)
        is_silent = gate.silencer(sentence)
    for candidate in read(document, context, vocabulary, sentence, is_silent, apart):
        if least > -inf and scoring.total(candidate.features, weights) < least:
            continue
        form = candidate.form()
        if form and gate is not None:
            continue
        if form:
            candidate = candidate._replace(features=(*candidate.features, f"{VOID}{form}"))
        held = document.assertions.at(sentence, candidate.start, candidate.end)
        guard, more = _guard(document, context, sentence, held, candidate, gate is not None)
        if guard and gate is not None:
            continue
        features = candidate.features + tuple(f"{ASSERTED}{kind}" for kind in sorted(held))
        if context.named_study:
            features += ("document:named-study",)
            features += ("past+named-study",) if "past" in features else ()
        features += more
        value = scoring.probability(features, weights)
        level = scoring.confidence(value)
        yield Claim(
            *candidate.reach, sentence, candidate.pattern, candidate.predicate, candidate.entry,
            candidate.agent, candidate.target, level or "low", value,
            guard or ("" if level else LITTLE), features, (candidate.start, candidate.end),
        )  # fmt: skip


def _guard(
    document: AnnotatedDocument,
    context: Context,
    sentence: int,
    held: frozenset[str],
    candidate: Candidate,
    gated: bool,
) -> tuple[str, tuple[str, ...]]:
    """What silences a candidate, and the features that its surroundings add (all begin as `LED` or in `LATER`).

    Nothing more is looked at than its sentence where that silences it and only what stands is asked for (`gated`).
    """
    features: list[str] = []
    guard = next((name for feature, name in _FEATURE_GUARDS if feature in candidate.features), "")
    if "body-recovers" in candidate.features:
        guard = ""  # "your muscles relax" tells what happens to them
    for kind, name in _GUARDS:
        if kind in held and not (
            (kind == a.NEGATED and _denies_itself(document, sentence, candidate))
            or (
                kind == a.USE
                and ("gerund:praised" in candidate.features or _names_use(document, sentence, candidate))
            )  # "effective for treating" is no use
        ):
            guard = guard or name
    if "gerund:by" in candidate.features:  # "By easing the gut, it may calm" is as sure as its main clause
        scopes = document.assertions.scopes(sentence)
        guard = guard or next(
            (name for kind, name in _LABEL_GUARDS if any(s.kind == kind for s in scopes)), ""
        )
    span = document.spans[sentence]
    if not guard and _P_VALUE.search(document.prose, span.start, span.end):
        guard = "a study's result with its p value"
    if not guard and names_recording(document, span.start, span.end):
        guard = RECORDED
    if not guard and _is_told_of_study(document, sentence, candidate):
        guard = "a study's own result"
    if (
        not guard
        and "has:research" in candidate.features
        and not _PAST.isdisjoint(candidate.features)
        and names_source(document, span.start, span.end)
    ):
        guard = "the result of a named study"
    colon = document.prose.find(":", candidate.end, min(span.end, candidate.end + _LABEL))
    if colon != -1 and colon + 1 < span.end:  # "Joint comfort: may ease stiffness" hedges its label too
        explained = document.assertions.at(sentence, colon + 1, min(span.end, colon + _LABEL))
        guard = guard or next((f"label: {name}" for kind, name in _LABEL_GUARDS if kind in explained), "")
    if guard and gated:
        return guard, ()
    lead = context.lead(span.block)
    if lead is not None:
        # What holds before the colon holds for the list: scopes end at the colon itself.
        line = document.spans[lead.sentence]
        at = line.start + len(document.prose[line.start : line.end].rstrip("*_: "))
        of_lead = document.assertions.at(lead.sentence, at - 1, at)
        features += [f"{LED}{kind}" for kind in sorted(of_lead)]
        if _completes_lead(document, span.start, candidate):
            guard = guard or next((f"lead-in: {name}" for kind, name in _GUARDS if kind in of_lead), "")
    backing = document.citations.backing(span.start, span.end)
    if backing:
        features.append(f"backing:{backing}")
    return guard or _BACKED.get(backing, ""), tuple(features)


def _names_use(document: AnnotatedDocument, sentence: int, candidate: Candidate) -> bool:
    """Whether the word of use is part of the praise itself: "the best remedy for"."""
    return all(
        candidate.start <= scope.start < candidate.end
        for scope in document.assertions.scopes(sentence)
        if scope.kind == a.USE and scope.start < candidate.end and candidate.start < scope.end
    )


def _is_told_of_study(document: AnnotatedDocument, sentence: int, candidate: Candidate) -> bool:
    """Whether a result is told in the past with its trial's words, or with its duration and of nobody in particular."""
    features = candidate.features
    if "has:trial" in features:
        return not _PAST.isdisjoint(features)
    span = document.spans[sentence]
    return (
        "form:past" in features
        and "use:finite" in features
        and _DURATION.search(document.prose, span.start, span.end) is not None
        and _SOMEBODY.search(document.prose, span.start, span.end) is None
    )


def _completes_lead(document: AnnotatedDocument, start: int, candidate: Candidate) -> bool:
    """Whether an item only completes its lead-in ("may help to:" - "ease nausea"), and says nothing of its own."""
    return "agent:fragment" in candidate.features and ":" not in document.prose[start : candidate.start]


def _denies_itself(document: AnnotatedDocument, sentence: int, candidate: Candidate) -> bool:
    """Whether the denial is part of the predicate: "no side effects" states safety, "is not safe" denies it."""
    return candidate.pattern == "safety" and all(
        scope.kind != a.NEGATED
        or candidate.start <= scope.start < candidate.end
        or scope.start >= candidate.end
        for scope in document.assertions.scopes(sentence)
        if scope.start < candidate.end and candidate.start < scope.end
    )


#: The features that say what excuses a claim, beside the guard.
_EXCUSES = frozenset(["backing:sentence", *(f"{ASSERTED}{kind}" for kind in GUARDING)])


def unexcused(document: AnnotatedDocument, claim: Claim) -> float:
    """The probability that a candidate would be a claim if nothing hedged, denied or backed it."""
    if _EXCUSES.isdisjoint(claim.features):
        return claim.probability
    plain = [feature for feature in claim.features if feature not in _EXCUSES]
    if not any(feature.startswith(ASSERTED) for feature in plain):
        plain.append(f"{ASSERTED}{a.AFFIRMED}")
    return scoring.probability(plain, document.lexicon.weights.get("claim", {}))


def explain(document: AnnotatedDocument, start: int, end: int) -> Iterable[str]:
    """One line for each candidate in prose [start, end): what was read, and what keeps it silent."""
    weights = document.lexicon.weights.get("claim", {})
    for claim in document.claims:
        if start <= claim.start < end:
            verdict = f"silent: {claim.guard}" if claim.guard else f"stands ({claim.confidence})"
            slots = f"agent “{claim.agent}”, target “{claim.target}”"
            why = ", ".join(scoring.reasons(claim.features, weights))
            yield f"“{claim.predicate}” {claim.pattern}, {slots}: {claim.probability:.2f} ({why}) -> {verdict}"
