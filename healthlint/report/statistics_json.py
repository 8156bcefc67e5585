"""The figures of a run as JSON, one rule and one file on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.report.as_json import VERSION, error
from healthlint.report.statistics import Tally, count
from healthlint.report.tools import array, dump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.report.model import Run, Style


def _figures(tally: Tally) -> dict[str, object]:
    return {
        "findings": tally.findings,
        "by_severity": tally.by_severity,
        "words": tally.words,
        "per_1000_words": tally.rate,
    }


def _rule(tally: Tally) -> dict[str, object]:
    return {"rule": tally.name, "code": tally.code, **_figures(tally), "files": tally.files}


def _file(tally: Tally) -> dict[str, object]:
    return {"path": tally.name, **_figures(tally)}


def render(run: Run, style: Style) -> Iterator[str]:
    """One JSON object."""
    figures = count(run)
    total = {**_figures(figures.total), "files": len(run.files)}
    yield f'{{"version": {VERSION}, "total": {dump(total)},\n"rules": '
    yield from array(map(_rule, figures.rules))
    yield ',\n"files": '
    yield from array(map(_file, figures.files))
    yield f',\n"errors": {dump([*map(error, run.failures)])}}}\n'
