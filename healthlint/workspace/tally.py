"""What came of each file, put together to the result of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from healthlint.rules.model import SEVERITIES
from healthlint.values import NamedTuple
from healthlint.workspace.limits import Limits
from healthlint.workspace.result import Options, Problem, RunResult

if TYPE_CHECKING:
    from healthlint.finding import Finding
    from healthlint.linter import Result, Suppressed
    from healthlint.workspace.config import Config


class Done(NamedTuple):
    """What came of one file."""

    errors: Sequence[Problem] = ()
    #: None where it could not be checked.
    result: Result | None = None
    config: Config | None = None
    #: The lines that findings are about, by their numbers.
    lines: Mapping[int, str] = {}


def total(
    files: Iterable[tuple[str, Done]], options: Options, errors: Iterable[Problem], messages: Iterable[str]
) -> RunResult:
    """The result for files in path order, beside what was said before they were read."""
    findings: list[Finding] = []
    suppressed: list[Suppressed] = []
    lines: dict[tuple[str, int], str] = {}
    words: dict[str, int] = {}
    limits = Limits(options)
    told = dict.fromkeys(errors)
    result = RunResult(findings, [], list(messages), [], 0, lines, suppressed, words, asked := {})
    failing = 0
    for path, done in files:
        for error in done.errors:  # all files of a folder have the same broken configuration
            told.setdefault(error)
        found = done.result
        if found is None or done.config is None:
            continue
        result.files.append(path)
        findings.extend(found.findings)
        suppressed.extend(found.suppressed)
        words[path] = found.words
        if found.suppressions.items:
            asked[path] = found.suppressions.items
        for problem in found.suppressions.problems:
            result.messages.append(str(Problem(path, problem.message, problem.line, problem.column)))
        fails = SEVERITIES[: SEVERITIES.index(done.config.fail_on) + 1]
        failing += sum([finding.severity in fails for finding in found.findings])
        limits.count(done.config, found.findings)
        for line, text in done.lines.items():
            lines[path, line] = text
    failing += sum(count for count, _ in limits.exceeded())
    result.messages.extend(message for _, message in limits.exceeded())
    return result._replace(errors=list(told), failing=failing)
