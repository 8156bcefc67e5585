"""The figures of ``--statistics``."""

from __future__ import annotations

import csv
import io
import json

from report_helpers import run_of, span_in

from healthlint.report import renderer
from healthlint.report.model import Run, Style

TEXT = "Willow bark cures headaches.\n"
RUN = run_of(
    TEXT,
    span_in(TEXT, "bark"),
    span_in(TEXT, "cures", severity="warning", rule="cure-claim", code="HL206"),
    span_in(TEXT, "cures", path="b.md"),
    files=3,
    words={"a.md": 250, "b.md": 1000, "clean0.md": 750},
)


def report(name: str, run: Run = RUN, summary: bool = True) -> str:
    return "".join(renderer(name, statistics=True)(run, Style(summary=summary)))


def test_tables_for_people() -> None:
    assert report("full") == (
        "findings  per 1,000 words  files  rule\n"
        "       2             1.00      2  HL201 unhedged-efficacy-claim\n"
        "       1             0.50      1  HL206 cure-claim\n"
        "\n"
        "findings  per 1,000 words  words  file\n"
        "       2             8.00    250  a.md\n"
        "       1             1.00  1,000  b.md\n"
        "\n"
        "Found 2 errors, 1 warning in 2 of 3 files.\n"
        "Read 2,000 words: 1.50 findings per 1,000 words.\n"
    )
    assert report("full", summary=False).endswith("b.md\n\n")


def test_nothing_found_and_nothing_read() -> None:
    assert report("full", Run(files=["a.md"], words={"a.md": 0})) == "No findings in 1 file.\nRead 0 words.\n"
    empty = json.loads(report("json", run_of(TEXT, span_in(TEXT, "bark"))))
    assert (empty["total"]["words"], empty["total"]["per_1000_words"]) == (0, None)
    assert "       1                -      0  a.md\n" in report("full", run_of(TEXT, span_in(TEXT, "bark")))


def test_json() -> None:
    data = json.loads(report("json"))
    assert list(data) == ["version", "total", "rules", "files", "errors"]
    assert data["total"] == {
        "findings": 3,
        "by_severity": {"error": 2, "warning": 1, "info": 0},
        "words": 2000,
        "per_1000_words": 1.5,
        "files": 3,
    }
    assert [(rule["rule"], rule["code"], rule["findings"], rule["files"]) for rule in data["rules"]] == [
        ("unhedged-efficacy-claim", "HL201", 2, 2),
        ("cure-claim", "HL206", 1, 1),
    ]
    assert [(file["path"], file["findings"], file["per_1000_words"]) for file in data["files"]] == [
        *(("a.md", 2, 8.0), ("b.md", 1, 1.0), ("clean0.md", 0, 0.0)),
    ]


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(report("csv"), newline="")))
    assert [(row["of"], row["name"], row["findings"], row["per_1000_words"]) for row in rows] == [
        ("run", "", "3", "1.5"),
        ("rule", "unhedged-efficacy-claim", "2", "1.0"),
        ("rule", "cure-claim", "1", "0.5"),
        ("file", "a.md", "2", "8.0"),
        ("file", "b.md", "1", "1.0"),
        ("file", "clean0.md", "0", "0.0"),
    ]
