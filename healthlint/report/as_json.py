"""JSON for tools, as docs/output.md describes it: one diagnostic on each line.

The output is ASCII: other characters are written as JSON escapes, so that it parses whatever the encoding
of the stream and shows nothing that a terminal would act on.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from healthlint.report.model import by_severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.report.model import Failure, Run, Style

VERSION = 1


def _dump(value: object) -> str:
    return json.dumps(value).replace("\x7f", "\\u007f")


def diagnostic(finding: Finding) -> dict[str, Any]:
    """A finding as a mapping, with the keys in the order of the contract."""
    item = finding._asdict()
    if finding.fix is not None:
        item["fix"] = {"safety": finding.fix.safety, "edits": [edit._asdict() for edit in finding.fix.edits]}
    return item


def _error(failure: Failure) -> dict[str, str]:
    place = f"{failure.line}:{failure.column}: " if failure.line else ""
    return {"path": failure.path, "message": place + failure.message}


def render(run: Run, style: Style) -> Iterator[str]:
    """One JSON object."""
    yield f'{{"version": {VERSION}, "diagnostics": ['
    separator = "\n"
    for finding in run.findings:
        yield separator + _dump(diagnostic(finding))
        separator = ",\n"
    summary = {
        "files": run.files,
        "findings": len(run.findings),
        "by_severity": by_severity(run.findings),
    }
    yield f'\n],\n"errors": {_dump([*map(_error, run.failures)])},\n"summary": {_dump(summary)}}}\n'
