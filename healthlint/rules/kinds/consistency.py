"""Kind `consistency`: an article says one thing of itself and does another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from healthlint.language.disclaimers import find_omissions
from healthlint.rules.model import Match, Option

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.dosing import Dose
    from healthlint.rules.model import Rule

_TOPICS = ("dosing", "treatment")
_SHOWN = 40

OPTIONS: Mapping[str, Option] = {
    "omits": Option(
        "texts",
        "What the article says it leaves out and yet holds. dosing: any dose. treatment: a dose that a "
        "reader is told "
        "to take.",
        _TOPICS,
        _TOPICS,
    ),
}


def check(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """One match for each statement that the rest of the article gives the lie to."""
    doses = [dose for dose in document.doses if dose.confidence != "low"]
    if not doses:
        return
    for omission in find_omissions(document):
        if omission.topic not in rule.options["omits"]:
            continue
        sentence = document.sentence_at(omission.start)
        against = [
            dose
            for dose in doses
            if _speaks_against(dose, omission.topic) and document.sentence_at(dose.start) != sentence
        ]
        if against:
            first = document.prose[against[0].start : against[0].end]
            details = {
                "topic": omission.topic,
                "count": str(len(against)),
                "first": " ".join(first.split())[:_SHOWN],
            }
            yield Match(omission.start, omission.end, "high", details)


def _speaks_against(dose: Dose, topic: str) -> bool:
    return topic == "dosing" or dose.directive
