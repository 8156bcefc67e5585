"""The XML of Checkstyle, which Jenkins, reviewdog and many editors read.

There is no published schema; the form is that of Checkstyle's own `XMLLogger`, as other linters follow it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint.report.tools import NOT_CHECKED, advice
from healthlint.report.xml import HEAD, attributes

if TYPE_CHECKING:
    from healthlint.report.model import Run, Style


def _entries(run: Run) -> dict[str, list[str]]:
    """The lines for each file, findings first."""
    found: dict[str, list[str]] = {}
    for finding in run.findings:
        found.setdefault(finding.path, []).append(
            attributes(
                line=finding.line,
                column=finding.column,
                severity=finding.severity,
                message=" ".join(advice(finding).split("\n")),
                source=f"healthlint.{finding.family}.{finding.rule}",
            )
        )
    for failure in run.failures:
        found.setdefault(failure.path, []).append(
            attributes(
                line=failure.line or 1,
                column=failure.column or 1,
                severity="error",
                message=failure.message,
                source=f"healthlint.{NOT_CHECKED}",
            )
        )
    return found


def render(run: Run, style: Style) -> Iterator[str]:
    """The files that have findings or could not be checked."""
    yield f'{HEAD}<checkstyle version="4.3">\n'
    for path, entries in _entries(run).items():
        yield f"  <file{attributes(name=path)}>\n"
        for entry in entries:
            yield f"    <error{entry}/>\n"
        yield "  </file>\n"
    yield "</checkstyle>\n"
