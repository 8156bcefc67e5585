"""Kind `dosing`: amounts of an intervention that a reader is told to take, or that somebody was given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from healthlint.rules.model import CONFIDENCES, Match, Option

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.dosing import Dose
    from healthlint.rules.model import Rule

OPTIONS: Mapping[str, Option] = {
    "directive": Option(
        "boolean",
        "True: doses that a reader could act on (orders, recommended and usual doses, intake allowances, "
        "schedules). "
        "False: doses that are told of, in sentences without one of those.",
        required=True,
    ),
}


def check(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """One match a sentence, over the surest of its doses: a sentence is either directive or descriptive."""
    for _, group in groupby(document.doses, lambda dose: document.sentence_at(dose.start)):
        doses = list(group)
        if any(dose.directive for dose in doses) is not rule.options["directive"]:
            continue
        best: Dose = min(doses, key=lambda dose: CONFIDENCES.index(dose.confidence))
        yield Match(best.start, best.end, best.confidence, {"intervention": best.intervention})
