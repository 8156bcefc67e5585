"""The figures of a run as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.report.color import BOLD, paint
from healthlint.report.escape import columns, visible
from healthlint.report.model import sentence
from healthlint.report.statistics import Tally, count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from healthlint.report.model import Run, Style


def render(run: Run, style: Style) -> Iterator[str]:
    """A table of rules, one of the files that have findings, and the run in a sentence or two."""
    figures = count(run)
    with_findings = [tally for tally in figures.files if tally.findings]
    if figures.rules:
        rules = [
            ("findings", "per 1,000 words", "files", "rule"),
            *(
                (str(tally.findings), _rate(tally), str(tally.files), f"{tally.code} {tally.name}")
                for tally in figures.rules
            ),
        ]
        files = [
            ("findings", "per 1,000 words", "words", "file"),
            *(
                (str(tally.findings), _rate(tally), f"{tally.words:,}", visible(tally.name))
                for tally in with_findings
            ),
        ]
        yield from _table(rules, style.color)
        yield "\n"
        yield from _table(files, style.color)
        yield "\n"
    if style.summary:
        total = figures.total
        rate = f": {_rate(total)} findings per 1,000 words" if total.words else ""
        words = f"{total.words:,} word" + ("" if total.words == 1 else "s")
        yield f"{sentence(run)}\nRead {words}{rate}.\n"


def _rate(tally: Tally) -> str:
    return "-" if tally.rate is None else f"{tally.rate:.2f}"


def _table(rows: Sequence[tuple[str, ...]], color: bool) -> Iterator[str]:
    """Rows of figures, right-aligned, with the name last."""
    widths = [max(columns(row[index]) for row in rows) for index in range(len(rows[0]) - 1)]
    for number, row in enumerate(rows):
        figures = "  ".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=False))
        line = f"{figures}  {row[-1]}"
        yield (paint(line, BOLD, color) if number == 0 else line) + "\n"
