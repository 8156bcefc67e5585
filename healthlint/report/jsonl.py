"""JSON Lines for tools: the diagnostics of the format json, one on each line, then the errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.report.as_json import diagnostic, error
from healthlint.report.tools import dump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.report.model import Run, Style


def render(run: Run, style: Style) -> Iterator[str]:
    """A line for each finding; then, for each failure, one with the only key `error`."""
    for finding in run.findings:
        yield dump(diagnostic(finding)) + "\n"
    for failure in run.failures:
        yield dump({"error": error(failure)}) + "\n"
