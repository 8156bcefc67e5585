"""The Reviewdog Diagnostic Format, for reviewdog and what else reads it.

Format: `proto/rdf/reviewdog.proto` and `proto/rdf/jsonschema/DiagnosticResult.json` of reviewdog/reviewdog. Columns
count the bytes of UTF-8 there.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from healthlint.report.escape import visible
from healthlint.report.tools import NOT_CHECKED, address, advice, array

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.report.model import Failure, Run, Style

_LINE_END = re.compile(r"\r\n?|\n")


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _position(run: Run, finding: Finding, line: int, column: int) -> dict[str, int]:
    """A position; where the text of the line is not known, without a column."""
    text = run.lines.get((finding.path, line))
    if text is None and column > 1:
        return {"line": line}
    return {"line": line, "column": _bytes((text or "")[: column - 1]) + 1}


def _suggestions(finding: Finding, start: dict[str, int]) -> Iterator[dict[str, object]]:
    """The edits that lie in the finding: only there is it known what line and column they have."""
    if finding.fix is None or "column" not in start:
        return
    for edit in finding.fix.edits:
        if finding.start <= edit.start <= edit.end <= finding.end:
            ends = [_within(finding, offset, start) for offset in (edit.start, edit.end)]
            yield {"range": {"start": ends[0], "end": ends[1]}, "text": edit.text}


def _within(finding: Finding, offset: int, start: dict[str, int]) -> dict[str, int]:
    before = finding.text[: offset - finding.start]
    breaks = [match.end() for match in _LINE_END.finditer(before)]
    if not breaks:
        return {"line": start["line"], "column": start["column"] + _bytes(before)}
    return {"line": start["line"] + len(breaks), "column": _bytes(before[breaks[-1] :]) + 1}


def _diagnostic(run: Run, finding: Finding) -> dict[str, object]:
    start = _position(run, finding, finding.line, finding.column)
    spot: dict[str, object] = {"start": start}
    if finding.end > finding.start and "column" in start:
        end = _position(run, finding, finding.end_line, finding.end_column)
        if "column" in end:
            spot["end"] = end
    code = {"value": finding.rule}
    if url := address(finding.url):
        code["url"] = url
    item: dict[str, object] = {
        "message": advice(finding),
        "location": {"path": visible(finding.path), "range": spot},
        "severity": finding.severity.upper(),
        "code": code,
    }
    if suggestions := list(_suggestions(finding, start)):
        item["suggestions"] = suggestions
    return item


def _failure(failure: Failure) -> dict[str, object]:
    spot = {"start": {"line": failure.line or 1, "column": failure.column or 1}}
    return {
        "message": visible(failure.message),
        "location": {"path": visible(failure.path) or ".", "range": spot},
        "severity": "ERROR",
        "code": {"value": NOT_CHECKED},
    }


def render(run: Run, style: Style) -> Iterator[str]:
    """A DiagnosticResult: the findings, then the failures, one on each line."""
    yield '{"source": {"name": "healthlint"}, "diagnostics": '
    yield from array(
        chain((_diagnostic(run, finding) for finding in run.findings), map(_failure, run.failures))
    )
    yield "}\n"
