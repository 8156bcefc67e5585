"""Claims stated as fact: what `healthlint.language.claims` found and nothing excuses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from healthlint.rules.model import CONFIDENCES, Change, Match, Option

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.claims import Claim
    from healthlint.rules.model import Rule

OPTIONS: Mapping[str, Option] = {
    "predicates": Option(
        "classes", "Lexicon classes one of which the claim's predicate must have; none for any predicate.", ()
    ),
    "targets": Option(
        "classes", "Lexicon classes one of which the claim's target must have; none for any.", ()
    ),
    "patterns": Option(
        "texts",
        "Only claims of these shapes; none for every shape.",
        (),
        ("verb", "noun", "adjective", "comparative", "recovery", "work", "safety", "evidence"),
    ),
}


def check(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """One match a sentence: its most certain standing claim that the options admit."""
    best: dict[int, Claim] = {}
    for claim in document.standing_claims:
        if not _admits(rule, document, claim):
            continue
        other = best.get(claim.sentence)
        if other is None or CONFIDENCES.index(claim.confidence) < CONFIDENCES.index(other.confidence):
            best[claim.sentence] = claim
    for claim in best.values():
        details = {"agent": claim.agent, "predicate": claim.predicate, "target": claim.target}
        changes = _hedged(document, claim.sentence) if rule.fix and not rule.fix.text else ()
        yield Match(claim.start, claim.end, claim.confidence, details, changes)


def _hedged(document: AnnotatedDocument, sentence: int) -> tuple[Change, ...]:
    """A hedged wording of a sentence: of all its claims, or none."""
    from healthlint.language.hedging import hedged

    claims = document.standing_claims
    first = bisect_left(claims, sentence, key=lambda claim: claim.sentence)
    last = bisect_right(claims, sentence, key=lambda claim: claim.sentence)
    return tuple(Change(*one) for one in hedged(document, claims[first:last]))


def _admits(rule: Rule, document: AnnotatedDocument, claim: Claim) -> bool:
    options = rule.options
    if options.get("patterns") and claim.pattern not in options["patterns"]:
        return False
    lexicon = document.lexicon
    if options.get("predicates") and not lexicon.masks[claim.entry] & lexicon.mask_of(*options["predicates"]):
        return False
    if options.get("targets"):
        entry = lexicon.find(claim.target)
        return entry >= 0 and bool(lexicon.masks[entry] & lexicon.mask_of(*options["targets"]))
    return True
