"""Claims: statements that an intervention does something good for a disease, a symptom, a risk or a body function.

A claim has a predicate, a target it acts on, and an agent, named or understood (the list's lead-in, the heading, the
intervention named last, the article's topic). Every candidate is kept with the guard that silenced it, so that
`trace` can say why a sentence was not reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from healthlint.language import assertions as a
from healthlint.language.context import Context
from healthlint.language.reading import Candidate, Vocabulary, read

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument


class Claim(NamedTuple):
    """A candidate claim at prose [start, end) of a sentence (its index).

    `guard` is "" where it stands as stated fact, otherwise what excuses it. `reasons` are what the decision
    rests on, for `trace`.
    """

    start: int
    end: int
    sentence: int
    pattern: str
    predicate: str
    classes: frozenset[str]
    agent: str
    target: str
    assertions: frozenset[str]
    confidence: str
    guard: str
    reasons: tuple[str, ...]


#: Sections whose sentences make no claims of their own.
_SILENT_SECTIONS = frozenset({"references", "disclaimer", "navigation", "side-effects"})
_GUARDS = (
    (a.NEGATED, "negated"),
    (a.QUESTION, "a question"),
    (a.HEDGED, "hedged"),
    (a.LIMITED, "evidence it calls limited"),
    (a.ASSOCIATED, "a link, not an effect"),
    (a.SLIGHT, "hardly an effect"),
    (a.WEAK, "hedged by 'can'"),
    (a.CONDITIONAL, "a condition"),
    (a.AIM, "an aim"),
    (a.USE, "a use"),
    (a.MYTH, "a myth it rejects"),
    (a.ATTRIBUTED, "attributed"),
)


def find_claims(document: AnnotatedDocument) -> Sequence[Claim]:
    """All candidate claims of a document, by sentence; those with an empty guard stand."""
    vocabulary = Vocabulary(document.lexicon)
    starts = document.terms.starts(vocabulary.predicates)
    if not starts:
        return ()
    context = Context(document)
    claims: list[Claim] = []
    last = -1
    for start in sorted(starts):
        sentence = document.sentence_at(start)
        if sentence != last:
            last = sentence
            claims.extend(_judge(document, context, vocabulary, sentence))
    return claims


def _judge(document: AnnotatedDocument, context: Context, vocabulary: Vocabulary, sentence: int) -> Iterator[Claim]:
    span = document.spans[sentence]
    block = document.blocks[span.block]
    if document.sections[span.block] in _SILENT_SECTIONS or block.role == "navigation":
        return
    for candidate in read(document, context, vocabulary, sentence):
        held = document.assertions.at(sentence, candidate.start, candidate.end)
        guard = candidate.guard or _guard(document, context, sentence, held, candidate)
        yield Claim(
            candidate.start, candidate.end, sentence, candidate.pattern, candidate.predicate, candidate.classes,
            candidate.agent, candidate.target, held, candidate.confidence, guard, candidate.reasons,
        )  # fmt: skip


def _guard(
    document: AnnotatedDocument, context: Context, sentence: int, held: frozenset[str], candidate: Candidate
) -> str:
    for kind, name in _GUARDS:
        if kind in held and not (kind == a.NEGATED and candidate.pattern == "safety"):
            return name
    span = document.spans[sentence]
    lead = context.lead(span.block)
    if lead is not None:
        lead_span = document.spans[lead.sentence]
        of_lead = document.assertions.at(lead.sentence, lead_span.end - 1, lead_span.end)
        for kind, name in _GUARDS:
            if kind in of_lead:
                return f"lead-in: {name}"
    backing = document.citations.backing(span.start, span.end)
    if backing in ("sentence", "named"):
        return f"backed ({backing})"
    return ""


def explain(document: AnnotatedDocument, start: int, end: int) -> Iterable[str]:
    """One line for each candidate in prose [start, end): what was read, and what keeps it silent."""
    for claim in document.claims:
        if start <= claim.start < end:
            verdict = f"silent: {claim.guard}" if claim.guard else f"stands ({claim.confidence})"
            yield f"“{claim.predicate}” {claim.pattern}: {'; '.join(claim.reasons)} -> {verdict}"
