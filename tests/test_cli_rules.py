"""`explain` and `rules`: what people read about rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import run
from rule_helpers import rule_text

from healthlint.cli import rulebook
from healthlint.rules.model import Authority, Example, Rule
from healthlint.workspace.config import built_in


def rule(name: str, code: str, **fields: object) -> Rule:
    values = {
        "name": name,
        "code": code,
        "pack": "core",
        "family": "efficacy",
        "severity": "error",
        "kind": "pattern",
        "message": "{text}",
        "summary": f"The summary of {name}.",
        "why": "Readers act on it.",
        "suggest": "Say it otherwise.",
        "sources": (Authority("A guideline", "part 3", "https://example.org/g", "stored"),),
        "examples_fail": (Example("Sage cures gout."),),
        "examples_pass": (Example("Sage may ease gout."),),
        **fields,
    }
    return Rule(**values)  # type: ignore[arg-type]


RULES = (
    rule("bold-claim", "HL201"),
    rule(
        "odd-dose",
        "HL301",
        family="dosing",
        severity="warning",
        status="optional",
        supersedes=("bold-claim",),
    ),
)


def show(monkeypatch: pytest.MonkeyPatch, *rules: Rule) -> None:
    """Make some rules all that there are."""
    entries = tuple(rulebook.Entry(one, one, one.is_default) for one in rules)
    for module in ("explain", "rules"):
        monkeypatch.setattr(
            f"healthlint.cli.{module}.rulebook", lambda options: rulebook.Rulebook(entries, built_in())
        )


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> None:
    show(monkeypatch, *RULES)


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("name", ["bold-claim", "HL201", "hl201", "Bold-Claim"])
def test_a_rule_is_explained_by_name_or_code(name: str) -> None:
    outcome = run("explain", name)
    assert outcome.code == 0
    assert outcome.out.startswith("# `bold-claim` (HL201)\n\nThe summary of bold-claim.\n")
    for part in (
        "family efficacy; severity error, on by default",
        "Readers act on it.",
        "Say it otherwise.",
        "- `Sage cures gout.`",
        "- `Sage may ease gout.`",
        "- A guideline, part 3: <https://example.org/g>",
        "<!-- healthlint-disable-next-line bold-claim -- the reason -->",
    ):
        assert part in outcome.out


@pytest.mark.usefixtures("book")
def test_a_rule_that_is_off_says_how_to_switch_it_on() -> None:
    out = run("explain", "odd-dose").out
    assert "off by default (`--extend-select odd-dose`)" in out
    assert "instead of `bold-claim`" in " ".join(out.split())


@pytest.mark.usefixtures("book")
def test_several_rules_are_explained_in_turn() -> None:
    out = run("explain", "HL301", "HL201").out
    assert out.index("# `odd-dose`") < out.index("# `bold-claim`")


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bold-clam", "there is no rule bold-clam; did you mean `bold-claim`?"),
        ("HL202", "there is no rule HL202"),
        ("\x1b[2J", "there is no rule \\x1b[2J"),
    ],
)
def test_an_unknown_rule_is_named_with_the_nearest(name: str, said: str) -> None:
    outcome = run("explain", name)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"healthlint: {said}")


def test_explain_needs_a_rule() -> None:
    assert run("explain").err.startswith("healthlint: no RULE given; `healthlint rules` lists them\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one `tick`", "- `` one `tick` ``"),
        ("``two``", "- ``` ``two`` ```"),
        ("a\u202eb", "- `a\\u202eb`"),
        ("# A\n\nB `c`\n", "~~~~markdown\n# A\n\nB `c`\n~~~~"),
    ],
)
def test_examples_are_shown_exactly(monkeypatch: pytest.MonkeyPatch, text: str, shown: str) -> None:
    odd = rule("odd", "HL299", examples_fail=(Example(text),))
    show(monkeypatch, odd)
    assert f"## Reported\n\n{shown}\n" in run("explain", "odd").out


@pytest.mark.usefixtures("book")
def test_rules_lists_them_in_columns() -> None:
    lines = run("rules").out.splitlines()
    assert [line.split()[:7] for line in lines] == [
        ["code", "rule", "pack", "family", "severity", "default", "now"],
        ["HL201", "bold-claim", "core", "efficacy", "error", "on", "on"],
        ["HL301", "odd-dose", "core", "dosing", "warning", "off", "off"],
    ]
    assert len({line.index(word) for line, word in zip(lines, ("summary", "The", "The"), strict=True)}) == 1


@pytest.mark.usefixtures("book")
def test_rules_as_json() -> None:
    data = json.loads(run("rules", "--output-format", "json").out)
    assert data["version"] == 1
    assert data["rules"][1] == {
        "rule": "odd-dose",
        "code": "HL301",
        "pack": "core",
        "family": "dosing",
        "severity": "warning",
        "default_severity": "warning",
        "status": "optional",
        "default": False,
        "on": False,
        "summary": "The summary of odd-dose.",
        "sources": [
            {"name": "A guideline", "section": "part 3", "url": "https://example.org/g", "verified": "stored"}
        ],
    }


def test_rules_takes_no_arguments() -> None:
    assert "`healthlint explain HL201` says more" in run("rules", "HL201").err


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, whose configuration adds a rule."""
    monkeypatch.chdir(tmp_path)
    pack = tmp_path / "lint" / "house"
    pack.mkdir(parents=True)
    (pack / "no-fuss.yaml").write_text(rule_text(), encoding="utf-8")
    (tmp_path / "healthlint.yml").write_text("rules: [lint]\n")
    return tmp_path


@pytest.mark.usefixtures("project")
def test_a_rule_of_ones_own_is_listed_and_explained() -> None:
    assert "HL801  no-fuss" in run("rules").out
    out = run("explain", "no-fuss").out
    assert "It tires readers." in out
    assert "`What a fuss.`" in out


def states(*arguments: str) -> dict[str, tuple[str, str, str]]:
    """Severity, default and present state by rule."""
    rows = [line.split() for line in run("rules", *arguments).out.splitlines()]
    return {row[1]: (row[4], row[5], row[6]) for row in rows}


def test_the_list_shows_what_the_configuration_makes_of_rules(project: Path) -> None:
    (project / "healthlint.yml").write_text(
        "rules: [lint]\nextend-select: [house]\nignore: [cure-claim]\nseverity: {numbers: info, HL801: error}\n"
    )
    (project / "other.yml").write_text("select: [dosing]\n")
    now = states()
    assert now["no-fuss"] == ("error", "off", "on")
    assert now["cure-claim"] == ("error", "on", "off")
    assert now["unreferenced-number"] == ("info", "on", "on")
    assert now["grade-level"] == ("info", "off", "off")
    built_in_state = states("--no-config")
    assert "no-fuss" not in built_in_state
    assert built_in_state["unreferenced-number"] == ("warning", "on", "on")
    other = states("--config", "other.yml")
    assert (other["cure-claim"][2], other["dosing-directive"][2]) == ("off", "on")
    (entry,) = (
        one
        for one in json.loads(run("rules", "--output-format", "json").out)["rules"]
        if one["code"] == "HL401"
    )
    assert (entry["severity"], entry["default_severity"], entry["on"]) == ("info", "warning", True)


def test_explain_shows_what_the_configuration_makes_of_a_rule(project: Path) -> None:
    (project / "healthlint.yml").write_text(
        "severity: {grade-level: warning}\nextend-select: [grade-level]\nignore: [HL201]\n"
        "options:\n  grade-level: {max_grade: 6}\n"
    )
    out = run("explain", "grade-level").out
    assert "severity info, off by default" in out
    assert "In `healthlint.yml` it is on, with severity warning." in out
    assert "- `max_grade` (number, `6`)" in out
    assert "In `healthlint.yml` it is off." in run("explain", "HL201").out
    plain = run("explain", "grade-level", "--no-config").out
    assert "healthlint.yml` it is" not in plain
    assert "- `max_grade` (number, `8`)" in plain


@pytest.mark.parametrize("command", ["rules", "explain"])
def test_two_answers_to_one_question_are_refused(command: str) -> None:
    outcome = run(command, "HL201", "--config", "x.yml", "--no-config")
    assert outcome.code == 2


def test_long_patterns_are_shortened(project: Path) -> None:
    long = "|".join(f"word{number}" for number in range(40))
    match = {"kind": "pattern", "patterns": [r"\bfuss\b", long, "c", "d", "e"]}
    (project / "lint" / "house" / "no-fuss.yaml").write_text(rule_text(match=match), encoding="utf-8")
    out = " ".join(run("explain", "no-fuss").out.split())
    assert f"`\\bfuss\\b`, `{long[:60]}…`, `c`, and 2 more, in full in `lint/house/no-fuss.yaml`" in out
    assert long not in out


@pytest.mark.parametrize("command", [["rules"], ["explain", "HL201"], ["trace", "a.txt"], ["check", "a.txt"]])
def test_a_broken_configuration_is_named(project: Path, command: list[str]) -> None:
    (project / "a.txt").write_text("Calm.\n")
    (project / "healthlint.yml").write_text("rules: [lint]\nselct: [house]\n")
    outcome = run(*command)
    assert outcome.code == 2
    assert outcome.err.startswith("healthlint: healthlint.yml:2:1: ")
    assert "`select`" in outcome.err


def test_every_rule_there_is_can_be_explained() -> None:
    for one in rulebook.built_in_rules():
        outcome = run("explain", one.code)
        assert (outcome.code, outcome.err) == (0, "")
        assert one.name in outcome.out
        assert one.sources[0].url in outcome.out
