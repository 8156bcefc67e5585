"""The figures of a run as a table for spreadsheets; see `healthlint.report.as_csv`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.report.as_csv import rows
from healthlint.report.statistics import Tally, count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.report.model import Run, Style

COLUMNS = (
    *("of", "name", "code", "findings", "errors", "warnings", "info", "words"),
    *("per_1000_words", "files_with_findings"),
)


def _row(of: str, tally: Tally) -> list[object]:
    rate = "" if tally.rate is None else tally.rate
    severities = tally.by_severity.values()
    return [of, tally.name, tally.code, tally.findings, *severities, tally.words, rate, tally.files]


def render(run: Run, style: Style) -> Iterator[str]:
    """The names of the columns, the run, the rules, the files."""
    figures = count(run)
    yield from rows([COLUMNS, _row("run", figures.total)])
    yield from rows(_row("rule", tally) for tally in figures.rules)
    yield from rows(_row("file", tally) for tally in figures.files)
