"""`trace` says what was seen and why a rule is silent; the rules here are a project's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from cli_helpers import Outcome, run


def write_rule(folder: Path, name: str, code: str, pattern: str, **changes: object) -> None:
    match = {"kind": "pattern", "patterns": [pattern]}
    data = {
        "rule": name,
        "code": code,
        "family": "language",
        "severity": "warning",
        "summary": "A rule.",
        "why": "A reason.",
        "sources": [
            {"name": "A guide", "section": "1", "url": "https://example.org/g", "verified": "stored"}
        ],
        "match": match,
        "message": "{text}",
        "suggest": "Another word.",
        "examples": {"fail": ["miracle"], "pass": ["calm"]},
        **changes,
    }
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


ARTICLE = """\
This is a miracle. All is calm.

# healthlint-disable-next-line no-miracle -- the name of a band
A miracle on stage.

Not one secret miracle.

A hunch, of all things.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with four rules of its own; in one place, so that they are compiled once."""
    folder = tmp_path_factory.mktemp("project")
    pack = folder / "lint" / "house"
    pack.mkdir(parents=True)
    write_rule(pack, "no-miracle", "HOUSE801", r"\bmiracles?\b")
    write_rule(pack, "no-secret", "HOUSE802", r"\bsecret miracle\b", supersedes=["no-miracle"])
    write_rule(pack, "no-stage", "HOUSE803", r"\bstage\b", unless={"pattern": "miracle"})
    match = {"kind": "pattern", "patterns": [r"\bhunch\b"], "confidence": "low"}
    write_rule(pack, "no-hunch", "HOUSE804", "", match=match)
    return folder


@pytest.fixture
def article(project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article in that folder, which is the current one, and a configuration that takes its rules alone."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    (project / "healthlint.yml").write_text("rules: [lint]\nselect: [house]\n")
    path = project / "a.txt"
    path.write_text(ARTICLE)
    return path


def verdicts(outcome: Outcome) -> list[str]:
    """What the trace says of rules, without the margin."""
    lines = [line.strip().removeprefix("rules").strip() for line in outcome.out.splitlines()]
    return [line for line in lines if line.startswith("HOUSE")]


@pytest.mark.usefixtures("article")
def test_a_sentence_is_placed_and_shown() -> None:
    outcome = run("trace", "a.txt:1")
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0] == "a.txt: text"
    assert "a.txt:1:1-1:19 sentence 0, paragraph, section body" in lines
    assert "  This is a miracle." in lines
    assert "a.txt:1:20-1:32 sentence 1, paragraph, section body" in lines
    assert not any("stage" in line for line in lines if line.startswith("  A"))


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (1, ["HOUSE801 no-miracle “miracle” reported (high confidence)"]),
        (
            4,
            [
                "HOUSE801 no-miracle “miracle” silent: disable-next-line on line 3: the name of a band",
                "HOUSE803 no-stage “stage” silent: excused by `unless` of the rule",
            ],
        ),
        (
            6,
            [
                "HOUSE801 no-miracle “miracle” silent: no-secret says more about the sentence",
                "HOUSE802 no-secret “secret miracle” reported (high confidence)",
            ],
        ),
        (8, ["HOUSE804 no-hunch “hunch” silent: low confidence, medium is asked for"]),
    ],
)
def test_every_rule_says_why_it_is_silent(line: int, expected: list[str]) -> None:
    assert verdicts(run("trace", f"a.txt:{line}")) == expected


def test_an_ignored_rule_that_still_counts_is_shown(article: Path) -> None:
    (article.parent / "healthlint.yml").write_text("rules: [lint]\nselect: [house]\nignore: [no-secret]\n")
    assert verdicts(run("trace", "a.txt:6")) == [
        "HOUSE801 no-miracle “miracle” silent: no-secret says more about the sentence",
        "HOUSE802 no-secret “secret miracle” silent: the rule is ignored",
    ]


@pytest.mark.usefixtures("article")
def test_rules_that_saw_nothing_are_named_together() -> None:
    lines = run("trace", "a.txt:1").out.splitlines()
    assert "    nothing for  HOUSE801, HOUSE802, HOUSE803, HOUSE804" in lines


@pytest.mark.usefixtures("article")
def test_without_a_line_every_sentence_is_shown() -> None:
    said = run("trace", "a.txt").out
    assert [f" sentence {index}, " in said for index in range(6)] == [True] * 5 + [False]


@pytest.mark.usefixtures("article")
def test_a_line_without_prose_says_so() -> None:
    assert run("trace", "a.txt:2").out.splitlines()[-1] == "a.txt:2: no prose here"


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name one FILE or FILE:LINE"),
        (["a.txt", "b.txt"], "name one FILE or FILE:LINE"),
        (["a.txt:99"], "a.txt has 9 lines, no line 99"),
        (["a.txt:0"], "lines count from 1"),
        (["missing.txt:1"], "missing.txt: cannot be read: No such file or directory"),
        (["a.txt:1", "--config", "missing.yml"], "missing.yml: "),
    ],
)
def test_wrong_use_is_named(arguments: list[str], said: str) -> None:
    outcome = run("trace", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"healthlint: {said}")


def test_a_file_named_like_a_place_is_a_file(article: Path) -> None:
    (article.parent / "odd:7").write_text("This is a miracle.")
    assert run("trace", "odd:7").out.startswith("odd:7: text\n")


def test_the_layers_say_what_they_saw(article: Path) -> None:
    article.write_text(
        "Zinc does not cure colds in 48% of people [1].\nTake 20 mg of zinc daily.\n\n"
        "References\n\n1. Vale A. Zinc and colds. Journal of Made-up Results. 2020;1:1-9.\n"
    )
    out = " ".join(run("trace", "a.txt").out.split())
    for said in (
        "health yes",
        "references 1 entries, 1 citations",
        "“Zinc” intervention",
        "“48%” kind percentage, value 48",
        "“[1]” kind ",
        "negated by “not” over ",
        "backed by a citation in its sentence",
        "“48%” a statistic (high confidence)",
        "“20 mg” a dose for readers to take, of zinc (high confidence)",
        "backed by nothing",
    ):
        assert said in out


def said_by(layer: str, article: Path, text: str) -> list[str]:
    """What the trace of a text says under the name of a layer."""
    article.write_text(text)
    lines = [line[4:] for line in run("trace", "a.txt").out.splitlines() if line.startswith("    ")]
    said, name = [], ""
    for line in lines:
        name = line[:12].strip() or name
        if name == layer:
            said.append(line[13:])
    return said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An orange has 70 mg of vitamin C.", "“70 mg” no dose: what something holds"),
        (
            "The parcel came to 3,000 g.",
            "“3,000 g” no dose: no word of a dose, no intervention and no rhythm near it",
        ),
        ("The drug comes as 250 mg tablets.", "“250 mg” no dose: a strength or a pack"),
        ("Patients got 20 mg of zinc.", "“20 mg” a dose told of, of zinc (medium confidence)"),
        (
            "References\n\n1. Vale A. Zinc 20 mg and colds. J Inv. 2020.",
            "“20 mg” no dose: in the section references",
        ),
        (
            "# High in iron:\n\n- Lentils, 6 mg",
            "“6 mg” no dose: its row, list or heading is about what foods hold",
        ),
    ],
)
def test_an_amount_is_a_dose_or_the_trace_says_why_not(article: Path, text: str, expected: str) -> None:
    assert said_by("doses", article, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is it 48% of bakers?", "“48%” a statistic (low confidence): asked"),
        ("They were given dextrose 5%.", "“5%” no statistic: a strength"),
        ("We sell it at 20% off.", "“20%” no statistic: an offer"),
        ("Normal: 20%.", "“20%” a statistic (low confidence): a limit or a reading"),
        ("It took 7 people.", "“7 people” a statistic (low confidence): fewer than 10"),
        ("It lasted 3 days.", "“3 days” no statistic: numbers of the kind duration are none"),
        ("Suppose that 48% of bakers cough.", "“48%” no statistic: the sentence supposes its numbers"),
        (
            "Disclaimer\n\nUp to 48% of this is for information.",
            "“48%” no statistic: in the section disclaimer",
        ),
    ],
)
def test_a_number_is_a_statistic_or_the_trace_says_why_not(article: Path, text: str, expected: str) -> None:
    assert said_by("statistics", article, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This article is not medical advice.", ["“not medical advice” not-advice: a whole disclaimer"]),
        ("Please ask your doctor.", ["“ask your doctor” consult: half a disclaimer"]),
        (
            "The seller said: “This is not medical advice.”",
            ["“not medical advice” not-advice, left out: somebody else's words"],
        ),
        (
            "Ask your doctor.\n\nThen ask your pharmacist.",
            [
                "“Ask your doctor” consult: half a disclaimer",
                "“ask your pharmacist” consult, left out: said before",
            ],
        ),
        ("The doctor was not in.", ["words of a disclaimer, but no act of one in aDbna"]),
        ("The sun was out.", []),
    ],
)
def test_what_a_sentence_is_worth_as_a_disclaimer(article: Path, text: str, expected: list[str]) -> None:
    assert said_by("disclaimer", article, text)[1:] == expected  # first comes the article's


def test_an_article_cannot_speak_to_the_terminal(article: Path) -> None:
    article.write_text("A \x1b[2J miracle \u202e here.\n")
    out = run("trace", "a.txt:1").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\\x1b[2J" in out


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"PK\x03\x04")
    outcome = run("trace", str(path))
    assert outcome.code == 2
    assert "cannot be read: not a text file: a zip archive" in outcome.err


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    outcome = run("trace", "--no-config", str(tmp_path / "pipe.md"))
    assert outcome.code == 2
    assert outcome.err.endswith("pipe.md: cannot be read: no regular file\n")
