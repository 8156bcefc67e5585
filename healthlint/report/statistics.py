"""How many findings there are, by rule and by file, and how many that is for the length of the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from healthlint.report.model import by_severity
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.finding import Finding
    from healthlint.report.model import Run


class Tally(NamedTuple):
    """The findings of a rule, of a file, or of a whole run."""

    #: A rule's name or a file's path; "" for the run.
    name: str
    #: A rule's code; "" for the others.
    code: str
    findings: int
    by_severity: dict[str, int]
    #: The words of prose in what is counted: of the file, or of all files.
    words: int
    #: In how many files there are findings.
    files: int

    @property
    def rate(self) -> float | None:
        """Findings per 1,000 words, to two places; None where there are no words."""
        return round(1000 * self.findings / self.words, 2) if self.words else None


class Statistics(NamedTuple):
    """A run in figures."""

    total: Tally
    #: Rules that have findings, those with most first, then by name.
    rules: tuple[Tally, ...]
    #: All files, those with most findings first, then by path.
    files: tuple[Tally, ...]


def count(run: Run) -> Statistics:
    """Count a run."""
    words = sum(run.words.values())
    rules: dict[str, list[Finding]] = {}
    files: dict[str, list[Finding]] = {path: [] for path in run.files}
    for finding in run.findings:
        rules.setdefault(finding.rule, []).append(finding)
        files.setdefault(finding.path, []).append(finding)
    return Statistics(
        _tally("", "", run.findings, words),
        _sorted(_tally(name, found[0].code, found, words) for name, found in rules.items()),
        _sorted(_tally(path, "", found, run.words.get(path, 0)) for path, found in files.items()),
    )


def _tally(name: str, code: str, findings: Iterable[Finding], words: int) -> Tally:
    found = list(findings)
    paths = {finding.path for finding in found}
    return Tally(name, code, len(found), by_severity(found), words, len(paths))


def _sorted(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    return tuple(sorted(tallies, key=lambda tally: (-tally.findings, tally.name)))
