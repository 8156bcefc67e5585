from __future__ import annotations

import json
from typing import NamedTuple

import pytest
from report_helpers import finding_in, run_of, span_in

from healthlint.finding import Edit, Fix
from healthlint.report import FORMATS, STATISTICS, renderer
from healthlint.report.model import Run, Style


class Failed(NamedTuple):
    path: str
    message: str
    line: int = 0
    column: int = 0


def report(name: str, run: Run, **style: object) -> str:
    return "".join(renderer(name)(run, Style(**style)))  # type: ignore[arg-type]


TEXT = "# Willow\n\nWillow bark cures headaches.\n"


def test_concise_is_one_line_a_finding() -> None:
    run = run_of(TEXT, span_in(TEXT, "cures"))
    assert (
        report("concise", run) == "a.md:3:13: error HL201 unhedged-efficacy-claim a claim without a hedge\n"
    )


def test_full_underlines_the_span_and_gives_help_and_address() -> None:
    run = run_of(TEXT, span_in(TEXT, "cures headaches"), files=2)
    assert report("full", run) == (
        "a.md:3:13: error HL201 unhedged-efficacy-claim a claim without a hedge\n"
        "  |\n"
        "3 | Willow bark cures headaches.\n"
        "  |             ^^^^^^^^^^^^^^^\n"
        "  = help: Say who found it.\n"
        "  = see: https://example.org/claims\n"
        "\n"
        "Found 1 error in 1 of 2 files.\n"
    )


def test_full_starts_with_the_concise_line() -> None:
    run = run_of(TEXT, span_in(TEXT, "bark"), span_in(TEXT, "Willow"))
    concise = report("concise", run).splitlines()
    assert [
        block.split("\n")[0] for block in report("full", run, summary=False).split("\n\n")[:-1]
    ] == concise


def test_a_finding_about_the_whole_document_shows_no_line() -> None:
    run = Run(
        [finding_in(TEXT, 0, 0, help="Add one.\nOr link one.")],
        files=["a.md"],
        lines={("a.md", 1): "# Willow"},
    )
    assert report("full", run, summary=False) == (
        "a.md:1:1: error HL201 unhedged-efficacy-claim a claim without a hedge\n"
        "  = help: Add one.\n"
        "          Or link one.\n"
        "  = see: https://example.org/claims\n\n"
    )


def underline(run: Run, width: int = 100) -> list[str]:
    """The source rows of the only finding of a full report, without their margin."""
    rows = report("full", run, summary=False, width=width).split("\n")
    return [
        row.split("|", 1)[1].removeprefix(" ")
        for row in rows
        if row[:4].lstrip(" 0123456789").startswith("|")
    ][1:]


def test_the_underline_keeps_in_step_with_wide_and_combining_characters() -> None:
    text = "漢方の cafe\u0301 cures"
    assert underline(run_of(text, span_in(text, "cures"))) == [text, " " * 12 + "^" * 5]


def test_the_underline_of_wide_characters_is_wide() -> None:
    text = "see 漢方 now"
    assert underline(run_of(text, span_in(text, "漢方"))) == [text, "    ^^^^"]


def test_tabs_take_four_columns() -> None:
    text = "\tcures\tall"
    assert underline(run_of(text, span_in(text, "cures\tall"))) == ["    cures    all", "    " + "^" * 12]


def test_an_escape_in_the_line_is_visible_and_measured() -> None:
    text = "an \x1b[31m odd cure"
    assert underline(run_of(text, span_in(text, "cure"))) == [r"an \x1b[31m odd cure", " " * 16 + "^^^^"]


def test_an_empty_span_gets_one_mark() -> None:
    text = "word word"
    assert underline(run_of(text, finding_in(text, 5, 5))) == [text, "     ^"]


def test_a_span_over_lines_is_underlined_on_each() -> None:
    text = "  Thyme heals\r\n  every cough\r\n  at once."
    assert underline(run_of(text, span_in(text, "heals\r\n  every cough\r\n  at"))) == [
        "  Thyme heals",
        "        ^^^^^",
        "  every cough",
        "  ^^^^^^^^^^^",
        "  at once.",
        "  ^^",
    ]


def test_of_a_span_over_many_lines_the_middle_is_left_out() -> None:
    text = "\n".join(f"line {number}" for number in range(1, 11))
    assert underline(run_of(text, finding_in(text, 0, len(text)))) == [
        *("line 1", "^^^^^^"),
        *("line 2", "^^^^^^"),
        "...",
        *("line 10", "^^^^^^^"),
    ]


def test_lines_that_the_run_does_not_have_are_left_out() -> None:
    text = "one\ntwo"
    run = Run([finding_in(text, 0, len(text))], files=["a.md"], lines={("a.md", 1): "one"})
    assert underline(run) == ["one", "^^^"]


@pytest.mark.parametrize("part", ["w0 ", "w1000 ", "w1999 "])
def test_a_long_line_is_cut_around_the_span(part: str) -> None:
    text = "".join(f"w{number} " for number in range(2000))
    shown, marks = underline(run_of(text, span_in(text, part.strip() + " ")), width=60)
    assert len(shown) <= 60
    assert shown[len(marks) - marks.count("^") : len(marks)] + " " * (len(marks) - len(shown)) == part
    assert shown.startswith("...") == (part != "w0 ")
    assert shown.endswith("...") == (part != "w1999 ")
    words = shown.removeprefix("...").removesuffix("...").split()
    assert all(f" {word} " in f" {text}" for word in words), "no word is cut in two"


def test_a_span_longer_than_the_width_is_cut_at_its_end() -> None:
    text = "x" * 50 + "y" * 500
    shown, marks = underline(run_of(text, finding_in(text, 50, 550)), width=40)
    assert (shown, marks) == ("..." + "y" * 34 + "...", "   " + "^" * 34)


def test_a_long_line_of_wide_characters_keeps_to_the_width() -> None:
    text = "漢" * 300 + "cures" + "字" * 300
    shown, marks = underline(run_of(text, span_in(text, "cures")), width=50)
    wide = sum(2 if char in "漢字" else 1 for char in shown)
    assert 40 <= wide <= 50
    before = shown[: shown.index("cures")]
    assert marks == " " * (3 + 2 * before.count("漢")) + "^^^^^"


def test_colour_only_adds_codes() -> None:
    run = run_of(TEXT, span_in(TEXT, "cures"))
    plain, colored = report("full", run), report("full", run, color=True)
    import re

    assert "\x1b[1;31merror\x1b[0m" in colored
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == plain


@pytest.mark.parametrize(
    ("severities", "files", "failures", "expected"),
    [
        ([], 1, 0, "No findings in 1 file."),
        ([], 3, 0, "No findings in 3 files."),
        (["error"], 1, 0, "Found 1 error in 1 file."),
        (["error", "error", "warning", "info"], 4, 0, "Found 2 errors, 1 warning, 1 info in 1 of 4 files."),
        ([], 0, 1, "No findings in 0 files. 1 problem kept the run from being complete."),
        (["warning"], 1, 2, "Found 1 warning in 1 file. 2 problems kept the run from being complete."),
    ],
)
def test_the_run_in_a_sentence(severities: list[str], files: int, failures: int, expected: str) -> None:
    findings = [span_in(TEXT, "cures", severity=severity) for severity in severities]
    run = run_of(TEXT, *findings, files=files, failures=[Failed("b.md", "gone")] * failures)
    assert report("full", run).splitlines()[-1] == expected


def test_json_follows_the_contract() -> None:
    fix = Fix("safe", (Edit(21, 26, "may ease"),))
    run = run_of(
        TEXT,
        span_in(TEXT, "cures", fix=fix),
        span_in(TEXT, "bark", severity="warning"),
        files=3,
        failures=[Failed("b.md", "cannot be read"), Failed("healthlint.yml", "unknown key", 4, 2)],
    )
    data = json.loads(report("json", run))
    assert list(data) == ["version", "diagnostics", "errors", "summary"]
    assert data["version"] == 1
    assert data["errors"] == [
        {"path": "b.md", "message": "cannot be read"},
        {"path": "healthlint.yml", "message": "4:2: unknown key"},
    ]
    assert data["summary"] == {
        "files": 3,
        "findings": 2,
        "by_severity": {"error": 1, "warning": 1, "info": 0},
    }
    first, second = data["diagnostics"]
    assert first == {
        "path": "a.md",
        "line": 3,
        "column": 13,
        "end_line": 3,
        "end_column": 18,
        "start": 22,
        "end": 27,
        "text": "cures",
        "rule": "unhedged-efficacy-claim",
        "code": "HL201",
        "family": "efficacy",
        "pack": "core",
        "severity": "error",
        "confidence": "high",
        "message": "a claim without a hedge",
        "help": "Say who found it.",
        "url": "https://example.org/claims",
        "fingerprint": "0" * 64,
        "fix": {"safety": "safe", "edits": [{"start": 21, "end": 26, "text": "may ease"}]},
    }
    assert list(first) == list(second)
    assert second["fix"] is None


def test_json_has_a_line_for_each_diagnostic() -> None:
    run = run_of(TEXT, span_in(TEXT, "cures"), span_in(TEXT, "bark"))
    lines = report("json", run).splitlines()
    assert [json.loads(line.removesuffix(","))["text"] for line in lines[1:3]] == ["cures", "bark"]
    assert json.loads(report("json", Run()))["diagnostics"] == []


def test_github_annotates_the_place() -> None:
    run = run_of(TEXT, span_in(TEXT, "cures", path="docs/a.md"))
    assert report("github", run) == (
        "::error file=docs/a.md,line=3,endLine=3,col=13,endColumn=18,"
        "title=HL201 unhedged-efficacy-claim::"
        "docs/a.md:3:13: HL201 unhedged-efficacy-claim a claim without a hedge%0ASay who found it.\n"
    )


@pytest.mark.parametrize(
    ("severity", "command"), [("error", "error"), ("warning", "warning"), ("info", "notice")]
)
def test_github_commands(severity: str, command: str) -> None:
    run = run_of(TEXT, span_in(TEXT, "cures", severity=severity))
    assert report("github", run).startswith(f"::{command} ")


def test_github_escapes_as_documented() -> None:
    run = run_of(TEXT, span_in(TEXT, "cures", path="a,b:c%\n.md", message="100 %:, \r\n::stop", help=""))
    assert report("github", run) == (
        "::error file=a%2Cb%3Ac%25%0A.md,line=3,endLine=3,col=13,endColumn=18,"
        "title=HL201 unhedged-efficacy-claim::"
        "a,b:c%25%0A.md:3:13: HL201 unhedged-efficacy-claim 100 %25:, %0D%0A::stop\n"
    )


def test_github_gives_no_columns_over_several_lines() -> None:
    text = "one\ntwo"
    output = report("github", run_of(text, finding_in(text, 1, 6)))
    assert output.startswith("::error file=a.md,line=1,endLine=2,title=")


def test_github_annotates_failures() -> None:
    run = Run(
        failures=[Failed("b.md", "cannot be read"), Failed("c.yml", "unknown key", 4, 2), Failed("", "odd")]
    )
    assert report("github", run) == (
        "::error file=b.md,title=healthlint::b.md: cannot be read\n"
        "::error file=c.yml,line=4,col=2,title=healthlint::c.yml:4:2: unknown key\n"
        "::error title=healthlint::odd\n"
    )


def test_every_format_has_its_module() -> None:
    assert all(callable(renderer(name)) for name in FORMATS)
    assert all(callable(renderer(name, statistics=True)) for name in STATISTICS)
