"""`rules --check`: the examples of a project's own rules are run, and each fault is named with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cli_helpers import run
from rule_helpers import rule_text
from workspace_helpers import put

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Put a rule into the pack "house" of the current folder: a name, and keys that differ."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    put(tmp_path, "healthlint.yml", "rules: [lint]\n")

    def rule(name: str = "no-fuss", **changes: object) -> None:
        put(tmp_path, f"lint/house/{name}.yaml", rule_text(name, **changes))

    return rule


def faults() -> list[str]:
    """What is said of the rules, the sum left out."""
    outcome = run("rules", "--check")
    *lines, total = outcome.out.splitlines()
    assert outcome.err == ""
    assert outcome.code == bool(lines)
    assert total.endswith(f"{len(lines)} fault{'s' * (len(lines) > 1)}." if lines else ": no faults.")
    return lines


def line_of(text: str) -> int:
    """The line of the rule file that holds a text."""
    lines = Path("lint/house/no-fuss.yaml").read_text(encoding="utf-8").splitlines()
    return 1 + next(number for number, line in enumerate(lines) if text in line)


def test_rules_whose_examples_hold_have_no_faults(write: Write) -> None:
    write()
    write("no-noise", code="HL802", match={"kind": "pattern", "patterns": ["noise"]}, examples={
        "fail": [{"text": "<p>A noise.</p>", "format": "html", "span": "noise"}],
        "pass": ["All is calm.", {"text": "Noise.", "config": {"case_sensitive": True}}],
    })  # fmt: skip
    assert faults() == []
    assert run("rules", "--check").out == "2 rules, 5 examples: no faults.\n"


def test_examples_that_do_not_hold_are_named_with_their_places(write: Write) -> None:
    write(examples={
        "fail": ["What a fuss.", "What a noise.", {"text": "Fuss, fuss.", "span": "a fuss"}],
        "pass": ["All is calm.", "Such fuss."],
    })  # fmt: skip
    path = "lint/house/no-fuss.yaml"
    assert faults() == [
        f"{path}:{line_of('What a noise')}:5: this example is to be reported, but nothing in it matches",
        f"{path}:{line_of('Fuss, fuss')}:5: reported is “Fuss”, not “a fuss”",
        f"{path}:{line_of('Such fuss')}:5: this example is to pass, but “fuss” is reported",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"unless": {"pattern": "what"}}, "but `unless` excuses it"),
        (
            {"match": {"kind": "pattern", "patterns": ["fuss"], "confidence": "low"}},
            "but it matches with low confidence only",
        ),
        (
            {"match": {"kind": "metric", "min_words": 1, "max_grade": -9}, "message": "too hard"},
            "but it is not about health, as far as healthlint can tell",
        ),
    ],
)
def test_why_an_example_is_silent(write: Write, changes: dict[str, object], said: str) -> None:
    write(**changes, examples={"fail": ["What a fuss."], "pass": ["-"]})
    (fault,) = faults()
    assert fault.endswith(f"this example is to be reported, {said}")


def test_names_that_nothing_fills_are_named_where_they_stand(write: Write) -> None:
    write(
        match={"kind": "pattern", "patterns": [r"(?P<much>big )?fuss"]},
        message="“{text}” is a {size} fuss, {{as}} {much}",
        fix={"safety": "display", "text": "calm {mood}"},
        examples={"fail": ["A big fuss.", "A fuss."], "pass": ["Calm."]},
    )
    first, second = line_of("A big fuss"), line_of("- A fuss")
    said = [fault.split(":", 3)[-1].strip() for fault in faults()]
    assert said == [
        f"`{{size}}` stands for nothing in the example on line {first}, which has `{{much}}`, `{{text}}`",
        f"`{{much}}` stands for nothing in the example on line {second}, which has `{{text}}`",
        f"`{{mood}}` stands for nothing in the example on line {first}, which has `{{much}}`, `{{text}}`",
    ]


def test_words_of_ones_own_are_known(write: Write, tmp_path: Path) -> None:
    put(
        tmp_path,
        "lint/lexicon/moods.yaml",
        "lexicon: moods\nclass: house.mood\nsummary: s\nsource: own\nlicence: CC0-1.0\nentries: [grumpy]\n",
    )
    write(
        match={"kind": "pattern", "words": ["house.mood"]},
        examples={"fail": ["So grumpy."], "pass": ["Fine."]},
    )
    assert faults() == []


def test_what_is_built_in_is_not_checked(write: Write) -> None:
    write()
    outcome = run("rules", "--check", "--no-config")
    assert outcome.code == 2
    assert outcome.err.startswith(
        "healthlint: there are no rules of your own to check; `rules:` in healthlint.yml"
    )


def test_a_pack_file_is_checked_too(write: Write, tmp_path: Path) -> None:
    write()
    put(tmp_path, "lint/house/pack.yaml", "pack: house\nsummary: Ours.\nconfig: {severity: {house: info}}\n")
    assert faults() == []
    put(tmp_path, "lint/house/pack.yaml", "pack: home\nsumary: Ours.\n")
    assert faults() == [
        "lint/house/pack.yaml:1:1: `summary` is missing",
        "lint/house/pack.yaml:1:7: the pack is named `home`, its folder `house`",
        "lint/house/pack.yaml:2:1: unknown key `sumary`; did you mean `summary`?",
    ]
