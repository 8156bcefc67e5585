"""JUnit's XML, which shows findings as failed tests: a suite for each file, a test for each finding.

There is no schema by JUnit itself; elements and attributes are those that Jenkins and GitLab read. A file without
findings is a test that passed, so that a report is never empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint.report.tools import advice, failure_text
from healthlint.report.xml import HEAD, attributes, lines

if TYPE_CHECKING:
    from healthlint.finding import Finding
    from healthlint.report.model import Failure, Run, Style


def render(run: Run, style: Style) -> Iterator[str]:
    """The suites of the files in order, then those of what could not be checked."""
    findings: dict[str, list[Finding]] = {}
    for finding in run.findings:
        findings.setdefault(finding.path, []).append(finding)
    files = list(dict.fromkeys((*run.files, *findings)))
    tests = sum(len(findings.get(path, "-")) for path in files) + len(run.failures)
    counts = attributes(tests=tests, failures=len(run.findings), errors=len(run.failures), time=0)
    yield f'{HEAD}<testsuites name="healthlint"{counts}>\n'
    for path in files:
        yield from _suite(path, findings.get(path, ()), run)
    for failure in run.failures:
        yield from _broken(failure)
    yield "</testsuites>\n"


def _suite(path: str, findings: Sequence[Finding], run: Run) -> Iterator[str]:
    counts = attributes(tests=len(findings) or 1, failures=len(findings), errors=0, time=0)
    yield f"  <testsuite{attributes(name=path)}{counts}>\n"
    for finding in findings:
        name = f"{finding.code} {finding.rule} at {finding.line}:{finding.column}"
        place = attributes(name=name, classname=path, file=path, line=finding.line, time=0)
        yield f"    <testcase{place}>\n"
        said = f"{finding.line}:{finding.column} {finding.severity} {advice(finding)}"
        body = "\n".join(lines(f"{said}\n{finding.url}".rstrip()))
        kind = attributes(message=finding.message, type=finding.severity)
        yield f"      <failure{kind}>{body}</failure>\n    </testcase>\n"
    if not findings:
        yield f"    <testcase{attributes(name='no findings', classname=path, file=path, time=0)}/>\n"
    yield "  </testsuite>\n"


def _broken(failure: Failure) -> Iterator[str]:
    name = failure.path or "healthlint"
    yield f"  <testsuite{attributes(name=name, tests=1, failures=0, errors=1, time=0)}>\n"
    yield f"    <testcase{attributes(name='checked', classname=name, file=name, time=0)}>\n"
    yield f"      <error{attributes(message=failure_text(failure), type='error')}/>\n"
    yield "    </testcase>\n  </testsuite>\n"
