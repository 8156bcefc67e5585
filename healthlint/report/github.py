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


def _finding(finding: Finding, path: str) -> str:
    place: list[tuple[str, object]] = [
        ("file", path),
        ("line", finding.line),
        ("endLine", finding.end_line),
    ]
    if finding.line == finding.end_line:  # GitHub refuses columns on an annotation of several lines
        place += [("col", finding.column), ("endColumn", finding.end_column)]
    # The log shows the text alone, so that says the place and the rule as well.
    rule = f"{finding.code} {finding.rule}"
    said = f"{path}:{finding.line}:{finding.column}: {rule} {finding.message}"
    message = f"{said}\n{finding.help}" if finding.help else said
    return _annotation(finding.severity, place, rule, message)


def _failure(failure: Failure, path: str) -> str:
    place: list[tuple[str, object]] = [("file", path)] if path else []
    if failure.line:
        place += [("line", failure.line), ("col", failure.column)]
    where = f"{path}:{failure.line}:{failure.column}" if failure.line else path
    said = f"{where}: {failure.message}" if where else failure.message
    return _annotation("error", place, "healthlint", said)


def render(run: Run, style: Style) -> Iterator[str]:
    """An annotation for each finding, then one for each failure."""
    for finding in run.findings:
        yield _finding(finding, run.named(finding.path))
    for failure in run.failures:
        yield _failure(failure, run.named(failure.path))
