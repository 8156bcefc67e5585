"""Kind `number`: a statistic in a sentence that nothing backs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from healthlint.language.statistics import CONFIDENCE, find_statistics
from healthlint.rules.model import Match, Option

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.rules.model import Rule

_BACKINGS = ("sentence", "paragraph", "section", "named")

OPTIONS: Mapping[str, Option] = {
    "kinds": Option("texts", "Kinds of numbers that need a source.", tuple(CONFIDENCE), tuple(CONFIDENCE)),
    "accept": Option(
        "texts",
        "What backs a number: a citation in its sentence, one later in the paragraph, a list of sources "
        "after "
        "it, or a source that the sentence names.",
        _BACKINGS,
        _BACKINGS,
    ),
}


def check(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """One match a sentence that states a statistic without a source, over the surest of its numbers; one a
    table, whose cells share their source.
    """
    accept = rule.options["accept"]
    tables: set[int] = set()
    kinds = rule.options["kinds"]
    statistics = document.statistics if set(CONFIDENCE) <= set(kinds) else find_statistics(document, kinds)
    for statistic in statistics:
        table = document.blocks[document.spans[statistic.sentence].block].table
        if table in tables:
            continue
        if document.citations.backing(statistic.start, statistic.end) not in accept:
            if table >= 0:
                tables.add(table)
            yield Match(statistic.start, statistic.end, statistic.confidence, {"kind": statistic.kind})
