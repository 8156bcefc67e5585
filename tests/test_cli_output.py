"""Where reports go: several at once, files among the articles, what CI systems get."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import run
from workspace_helpers import house_pack, put

from healthlint.report import FORMATS

ROOT = Path(__file__).parent.parent


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: two articles, one of them with a finding, and rules of the project's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    house_pack(tmp_path, "../style")
    put(tmp_path, "healthlint.yml", "rules: [../style]\nselect: [house]\n")
    put(tmp_path, "a.md", "A wombat.\n")
    put(tmp_path, "news/b.md", "Nothing.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_several_reports_at_once(site: Path) -> None:
    outcome = run(".", "--output", "concise=-", "-osarif=out.sarif", "--output", f"csv={site}/a=b.csv")
    assert outcome.out == "a.md:1:3: error HS801 no-wombat “wombat” stands here\n"
    assert json.loads(text(site / "out.sarif"))["runs"][0]["results"][0]["ruleId"] == "HS801"
    assert text(site / "a=b.csv").startswith('"path"')
    assert (outcome.code, outcome.err) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "on_stdout", "in_file"),
    [
        ([], "a.md:1:3: error", None),
        (["--output-format", "concise"], "a.md:1:3: error", None),
        (["--output", "csv=out"], "", '"path"'),
        (["--output-format", "concise", "--output", "csv=out"], "a.md:1:3: error", '"path"'),
        (["--output-format", "csv", "--output", "out"], "", '"path"'),
        (["--output", "out"], "", "a.md:1:3: error"),
        (["--output", "-"], "a.md:1:3: error", None),
        (["--output", "./csv=out"], "", None),
    ],
)
def test_what_goes_where(site: Path, arguments: list[str], on_stdout: str, in_file: str | None) -> None:
    outcome = run(".", *arguments)
    assert outcome.err == ""
    assert bool(outcome.out) == bool(on_stdout)
    assert outcome.out.startswith(on_stdout)
    assert (site / "out").exists() == (in_file is not None)
    if in_file:
        assert text(site / "out").startswith(in_file)
    assert (site / "csv=out").exists() == (arguments == ["--output", "./csv=out"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--output", "sarfi=x"],
            "--output sarfi=x: there is no format sarfi (a file of that name is ./sarfi=x); did you mean `sarif`?",
        ),
        (["--output", "sarif="], "--output sarif=: no file given; - is standard output"),
        (
            ["--output", "json=-", "--output", "csv=-"],
            "--output: two reports cannot both go to standard output",
        ),
        (["--output", "json=x", "--output", "csv=./x"], "--output: two reports cannot both go to x"),
        (
            ["--statistics", "--output-format", "sarif"],
            "--statistics has the formats full, json, csv; sarif has no form for it",
        ),
    ],
)
def test_wrong_use_is_named(site: Path, arguments: list[str], said: str) -> None:
    outcome = run("a.md", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines()[0] == f"healthlint: {said}"
    assert not (site / "x").exists()


def test_a_report_among_the_articles_is_none_of_them(site: Path) -> None:
    first = run(".", "-o", "report.txt")
    assert (first.code, first.err) == (1, "")
    report = text(site / "report.txt")
    assert "wombat" in report
    for paths in ([".", "*.txt"], ["a.md", "news", "report.txt"]):
        assert run(*paths, "-o", "report.txt") == first
        assert text(site / "report.txt") == report
    assert run(".", "--output", "full=report.txt", "--output", "concise=other.md").code == 1
    assert text(site / "report.txt") == report


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written_over_itself(site: Path, name: str) -> None:
    assert run(".", "-o", f"{name}=out.txt").code == 1
    before = text(site / "out.txt")
    assert run(".", "-o", f"{name}=out.txt").code == 1
    assert text(site / "out.txt") == before


def test_an_article_is_never_written_over(site: Path) -> None:
    outcome = run(".", "--output", "concise=-", "--output", "json=news/b.md")
    assert outcome.code == 2
    assert (
        "--output news/b.md is one of the files checked, and no earlier report: name another one"
        in outcome.err
    )
    assert text(site / "news" / "b.md") == "Nothing.\n"


def test_a_report_that_cannot_be_written_keeps_no_other_back(site: Path) -> None:
    outcome = run(
        ".", "--output", "json=nowhere/x", "--output", "csv=y", "--output", "concise=-", "--exit-zero"
    )
    assert outcome.code == 2
    assert outcome.err == "healthlint: cannot write nowhere/x: No such file or directory\n"
    assert outcome.out.startswith("a.md:1:3:")
    assert text(site / "y").startswith('"path"')


def test_github_actions_gets_annotations(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(".").out.startswith("::error file=a.md,line=1,")
    assert run(".", "--output-format", "concise").out.startswith("a.md:1:3: error")
    assert json.loads(run(".", "--output-format", "json").out)["summary"]["findings"] == 1
    assert run(".", "-o", "out").out == ""
    assert text(site / "out").startswith("a.md:1:3: error"), "annotations in a file annotate nothing"
    assert run(".", "--statistics").out.startswith("findings")
    monkeypatch.setenv("HEALTHLINT_OUTPUT_FORMAT", "concise")
    assert run(".").out.startswith("a.md:1:3: error")


def test_gitlab_reads_its_log_as_people_do(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITLAB_CI", "true")
    assert run(".").out.startswith("a.md:1:3: error")


def test_the_environment_can_choose_the_format(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHLINT_OUTPUT_FORMAT", "jsonl")
    assert json.loads(run("a.md").out)["rule"] == "no-wombat"
    assert run("a.md", "--output-format", "csv").out.startswith('"path"')
    run("a.md", "-o", "out")
    assert json.loads(text(site / "out"))["rule"] == "no-wombat"
    monkeypatch.setenv("HEALTHLINT_OUTPUT_FORMAT", "yaml")
    outcome = run("a.md")
    assert outcome.code == 2
    assert outcome.err.startswith("healthlint: HEALTHLINT_OUTPUT_FORMAT: there is no format yaml; valid are ")


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_ci_systems_are_told_paths_from_the_top_of_the_checkout(
    site: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.chdir(site / "news")
    paths = ["../a.md", str(site / "a.md"), "./../a.md"]

    def named(path: str) -> list[str]:
        gitlab = json.loads(run(path, "--output-format", "gitlab").out)[0]["location"]["path"]
        log = json.loads(run(path, "--output-format", "sarif").out)["runs"][0]["results"][0]
        sarif = log["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        github = run(path, "--output-format", "github").out.partition("file=")[2].partition(",")[0]
        return [gitlab, sarif, github]

    assert named("../a.md")[0] == str(site / "a.md"), "outside of the current folder, which is the top here"
    monkeypatch.setenv(variable, str(site.parent))
    for path in paths:
        assert named(path) == [f"{site.name}/a.md"] * 3
    monkeypatch.setenv(variable, str(site.parent / "elsewhere"))
    assert named("../a.md")[0] == str(site / "a.md")


def test_sarif_describes_rules_of_ones_own_and_built_in_ones(site: Path) -> None:
    put(site, "healthlint.yml", "rules: [../style]\nextend-select: [house]\n")
    put(site, "c.md", "Zinc cures colds. <!-- healthlint-disable-line cure-claim -- a quiz -->\n")
    (log,) = json.loads(run(".", "--output-format", "sarif").out)["runs"]
    rules = {rule["name"]: rule for rule in log["tool"]["driver"]["rules"]}
    assert rules["no-wombat"]["fullDescription"]["text"] == "It is a test."
    assert "Why:" in rules["cure-claim"]["help"]["text"]
    quiet = [result for result in log["results"] if result["suppressions"]]
    assert [(one["ruleId"], one["suppressions"][0]["justification"]) for one in quiet] == [
        ("HL206", "a quiz")
    ]


def test_sarif_tells_what_a_baseline_knows(site: Path) -> None:
    assert run("baseline", "write").code == 0
    put(site, "b.md", "A quokka.\n")
    (log,) = json.loads(run(".", "--output-format", "sarif").out)["runs"]
    told = [
        (
            one["ruleId"],
            one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            one.get("suppressions"),
        )
        for one in log["results"]
    ]
    known = [{"kind": "external", "justification": "known to the baseline"}]
    assert told == [("HS802", "b.md", []), ("HS801", "a.md", known)]
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == ["HS802", "HS801"]


def test_statistics_count_words_of_real_files(site: Path) -> None:
    data = json.loads(run(".", "--statistics", "--output-format", "json").out)
    assert data["total"]["words"] == 3
    assert [(file["path"], file["findings"], file["words"]) for file in data["files"]] == [
        ("a.md", 1, 2),
        ("news/b.md", 0, 1),
    ]
    assert run(".", "--statistics", "--output-format", "grouped").out.startswith("findings  per 1,000 words")


def test_a_report_for_people_loads_nothing_for_tools(site: Path) -> None:
    """What formats for tools need takes longer to import than an article takes to lint."""
    code = (
        "import sys; from healthlint.cli.main import main; "
        "main(['a.md'], None, sys.stderr, sys.stderr); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert "no-wombat" in done.stderr
    loaded = set(done.stdout.split())
    assert "healthlint.report.full" in loaded
    tools = {"csv", "html", "importlib.metadata", "urllib.parse", "healthlint.report.tools"}
    assert not tools & loaded
    assert not {"healthlint.report.recognise", "healthlint.cli.rulebook"} & loaded
