"""JSON for tools, as docs/output.md describes it: one diagnostic on each line.

The output is ASCII: other characters are written as JSON escapes, so that it parses whatever the encoding
of the stream and shows nothing that a terminal would act on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from healthlint.report.model import by_severity
from healthlint.report.tools import array, dump, failure_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.report.model import Failure, Run, Style

VERSION = 1


def diagnostic(finding: Finding) -> dict[str, Any]:
    """A finding as a mapping, with the keys in the order of the contract."""
    item = finding._asdict()
    if finding.fix is not None:
        item["fix"] = {"safety": finding.fix.safety, "edits": [edit._asdict() for edit in finding.fix.edits]}
    return item


def error(failure: Failure) -> dict[str, str]:
    """A failure as a mapping."""
    return {"path": failure.path, "message": failure_text(failure)}


def render(run: Run, style: Style) -> Iterator[str]:
    """One JSON object."""
    yield f'{{"version": {VERSION}, "diagnostics": '
    yield from array(map(diagnostic, run.findings))
    summary = {
        "files": len(run.files),
        "findings": len(run.findings),
        "by_severity": by_severity(run.findings),
    }
    yield f',\n"errors": {dump([*map(error, run.failures)])},\n"summary": {dump(summary)}}}\n'
