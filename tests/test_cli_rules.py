"""`explain` and `rules`: what people read about rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import run
from rule_helpers import rule_text

from healthlint.cli import rulebook
from healthlint.rules.model import Authority, Example, Rule


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


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("explain", "rules"):
        monkeypatch.setattr(f"healthlint.cli.{module}.all_rules", lambda: RULES)


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
    monkeypatch.setattr("healthlint.cli.explain.all_rules", lambda: [odd])
    assert f"## Reported\n\n{shown}\n" in run("explain", "odd").out


@pytest.mark.usefixtures("book")
def test_rules_lists_them_in_columns() -> None:
    lines = run("rules").out.splitlines()
    assert [line.split()[:6] for line in lines] == [
        ["code", "rule", "pack", "family", "severity", "default"],
        ["HL201", "bold-claim", "core", "efficacy", "error", "on"],
        ["HL301", "odd-dose", "core", "dosing", "warning", "off"],
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
        "status": "optional",
        "default": False,
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


@pytest.mark.parametrize("command", [["rules"], ["explain", "HL201"], ["trace", "a.txt"], ["check", "a.txt"]])
def test_a_broken_configuration_is_named(project: Path, command: list[str]) -> None:
    (project / "a.txt").write_text("Calm.\n")
    (project / "healthlint.yml").write_text("rules: [lint]\nselct: [house]\n")
    outcome = run(*command)
    assert outcome.code == 2
    assert outcome.err.startswith("healthlint: healthlint.yml:2:1: ")
    assert "`select`" in outcome.err


def test_every_rule_there_is_can_be_explained() -> None:
    for one in rulebook.all_rules():
        outcome = run("explain", one.code)
        assert (outcome.code, outcome.err) == (0, "")
        assert one.name in outcome.out
        assert one.sources[0].url in outcome.out
