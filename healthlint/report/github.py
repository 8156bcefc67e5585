"""GitHub Actions workflow commands, which GitHub shows as annotations on the changed lines.

Format: GitHub Docs, "Workflow commands for GitHub Actions". Escapes: `packages/core/src/command.ts` of
actions/toolkit, the implementation that the documentation refers to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.report.escape import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.report.model import Failure, Run, Style

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def _data(text: str) -> str:
    shown = "".join(char if char in "\r\n" else escaped(char) for char in text)
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _annotation(severity: str, place: list[tuple[str, object]], title: str, message: str) -> str:
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in [*place, ("title", title)])
    return f"::{_COMMANDS[severity]} {properties}::{_data(message)}\n"


def _finding(finding: Finding) -> str:
    place: list[tuple[str, object]] = [
        ("file", finding.path),
        ("line", finding.line),
        ("endLine", finding.end_line),
    ]
    if finding.line == finding.end_line:  # GitHub refuses columns on an annotation of several lines
        place += [("col", finding.column), ("endColumn", finding.end_column)]
    message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    return _annotation(finding.severity, place, f"{finding.code} {finding.rule}", message)


def _failure(failure: Failure) -> str:
    place: list[tuple[str, object]] = [("file", failure.path)] if failure.path else []
    if failure.line:
        place += [("line", failure.line), ("col", failure.column)]
    return _annotation("error", place, "healthlint", failure.message)


def render(run: Run, style: Style) -> Iterator[str]:
    """An annotation for each finding, then one for each failure."""
    yield from map(_finding, run.findings)
    yield from map(_failure, run.failures)
