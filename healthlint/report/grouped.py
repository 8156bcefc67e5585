"""The findings under the names of their files, in columns."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from healthlint.report.color import BOLD, DIM, SEVERITY, paint
from healthlint.report.escape import visible
from healthlint.report.model import fixable, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from healthlint.finding import Finding
    from healthlint.report.model import Run, Style


def render(run: Run, style: Style) -> Iterator[str]:
    """A block for each file that has findings, then the run in one sentence where the style wants it."""
    for path, findings in groupby(run.findings, key=lambda finding: finding.path):
        yield paint(visible(path), BOLD, style.color) + "\n"
        yield from _rows(list(findings), style.color)
        yield "\n"
    if style.summary:
        yield f"{sentence(run)}\n{fixable(run)}"


def _rows(findings: Sequence[Finding], color: bool) -> Iterator[str]:
    places = [f"{finding.line}:{finding.column}" for finding in findings]
    at = max(map(len, places))
    severity = max(len(finding.severity) for finding in findings)
    rule = max(len(finding.rule) for finding in findings)
    for place, finding in zip(places, findings, strict=True):
        named = paint(f"{finding.severity:<{severity}}", SEVERITY[finding.severity], color)
        name = paint(f"{finding.rule:<{rule}}", DIM, color)
        yield f"  {place:>{at}}  {named}  {finding.code} {name}  {visible(finding.message)}\n"
