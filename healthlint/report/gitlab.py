"""GitLab's Code Quality report, which a merge request shows beside the changed lines.

Format: GitLab Docs, "Code Quality", "Code Quality report format". GitLab takes two entries with one fingerprint
for one, so the path is hashed with it.
"""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import TYPE_CHECKING

from healthlint.report.escape import visible
from healthlint.report.tools import NOT_CHECKED, advice, array

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.report.model import Failure, Run, Style

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _issue(finding: Finding, path: str) -> dict[str, object]:
    return {
        "description": advice(finding),
        "check_name": finding.rule,
        "fingerprint": _fingerprint(path, finding.fingerprint),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": visible(path), "lines": {"begin": finding.line, "end": finding.end_line}},
    }


def _failure(failure: Failure, path: str) -> dict[str, object]:
    return {
        "description": visible(failure.message),
        "check_name": NOT_CHECKED,
        "fingerprint": _fingerprint(path, str(failure.line), failure.message),
        "severity": "blocker",
        "location": {"path": visible(path) or ".", "lines": {"begin": failure.line or 1}},
    }


def render(run: Run, style: Style) -> Iterator[str]:
    """A JSON array: the findings, then the failures, one on each line."""
    issues = (_issue(finding, run.named(finding.path)) for finding in run.findings)
    failures = (_failure(failure, run.named(failure.path)) for failure in run.failures)
    yield from array(chain(issues, failures))
    yield "\n"
