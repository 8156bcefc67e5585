"""One line for each finding: ``path:line:column: error HL201 unhedged-efficacy-claim message``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.report.color import BOLD, DIM, SEVERITY, paint
from healthlint.report.escape import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.report.model import Run, Style


def line(finding: Finding, color: bool) -> str:
    """The finding on one line, without a line end."""
    place = paint(f"{visible(finding.path)}:{finding.line}:{finding.column}:", BOLD, color)
    severity = paint(finding.severity, SEVERITY[finding.severity], color)
    rule = f"{finding.code} {paint(finding.rule, DIM, color)}"
    return f"{place} {severity} {rule} {visible(finding.message)}"


def render(run: Run, style: Style) -> Iterator[str]:
    """The findings, a line each; no summary, so that the output can be counted and sorted."""
    for finding in run.findings:
        yield line(finding, style.color) + "\n"
