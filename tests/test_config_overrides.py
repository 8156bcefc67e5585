"""Settings for some articles only, by path and by front matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_helpers import check, found, house_pack, problems, put

from healthlint import Linter
from healthlint.workspace.config import from_data

TEXT = "A wombat slept.\n\nA quokka sat there.\n"
HOUSE = "rules: [../style]\nselect: [house]\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    house_pack(tmp_path, "../style")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(path: str) -> list[str]:
    result = check(path)
    assert problems(result) == []
    return [rule for _, _, rule in found(result)]


@pytest.mark.parametrize(
    ("files", "held"),
    [
        ("news", ["news/a.md", "news/old/a.md", "en/news/a.md"]),
        ("/news/", ["news/a.md", "news/old/a.md"]),
        ("news/*.md", ["news/a.md"]),
        ("'**/old/**'", ["news/old/a.md"]),
        ("'*.brief.md'", ["en/x.brief.md"]),
        ("['/news', '!/news/old/']", ["news/a.md"]),
        ("['/news', '!old', 'old/a.md']", ["news/a.md"]),
        ("other/", []),
    ],
)
def test_files_are_patterns_as_in_gitignore(site: Path, files: str, held: list[str]) -> None:
    put(site, "healthlint.yml", HOUSE + f"overrides:\n  - files: {files}\n    ignore: [no-wombat]\n")
    names = ["a.md", "news/a.md", "news/old/a.md", "en/news/a.md", "en/x.brief.md"]
    for name in names:
        put(site, name, TEXT)
    ignoring = {name for name in names if rules(name) == ["no-quokka"]}
    assert ignoring == set(held)


def test_overrides_win_over_the_file_and_later_ones_over_earlier_ones(site: Path) -> None:
    put(
        site,
        "healthlint.yml",
        HOUSE
        + "severity: {no-wombat: warning}\nignore: [no-quokka]\noverrides:\n"
        + "  - files: news/\n    severity: {no-wombat: info}\n    extend-select: [no-quokka]\n"
        + "  - files: '*.brief.md'\n    severity: {HS801: error}\n",
    )
    for name in ("a.md", "news/a.md", "news/a.brief.md"):
        put(site, name, TEXT)
    said = [(one.path, one.rule, one.severity) for one in check(".").findings if one.pack == "house"]
    assert said == [
        ("a.md", "no-wombat", "warning"),
        ("news/a.brief.md", "no-wombat", "error"),
        ("news/a.brief.md", "no-quokka", "warning"),
        ("news/a.md", "no-wombat", "info"),
        ("news/a.md", "no-quokka", "warning"),
    ]


@pytest.mark.parametrize(
    ("condition", "front_matter", "holds"),
    [
        ("audience: patient", "audience: patient", True),
        ("audience: patient", "Audience: Patient", True),
        ("audience: patient", "audience: [clinician, patient]", True),
        ("audience: [patient, carer]", "audience: carer", True),
        ("audience: patient", "audience: clinician", False),
        ("audience: patient", "title: patient", False),
        ("commercial: true", "commercial: yes", True),
        ("commercial: true", "commercial: 'true'", True),
        ("commercial: true", "commercial: false", False),
        ("sponsor: '*'", "sponsor: ACME", True),
        ("sponsor: '*'", "sponsor:", False),
        ("level: 2", "level: 2", True),
        ("params.type: news", "params: {type: news}", True),
        ("params.type: news", "params.type: news", True),
        ("params.type: news", "params: news", False),
        ("{audience: patient, type: news}", "audience: patient\ntype: news", True),
        ("{audience: patient, type: news}", "audience: patient", False),
        ("audience: patient", "audience: [patient", False),
    ],
)
def test_front_matter_is_a_condition(site: Path, condition: str, front_matter: str, holds: bool) -> None:
    put(
        site,
        "healthlint.yml",
        HOUSE + f"overrides:\n  - front-matter:\n      {condition}\n    ignore: [no-wombat]\n",
    )
    put(site, "a.md", f"---\n{front_matter}\n---\n{TEXT}")
    assert (rules("a.md") == ["no-quokka"]) is holds


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.md", "---\r\ntype: news\r\n---\r\n"),
        ("a.mdx", '+++\ntype = "news"\n+++\n'),
        ("a.html", "---\ntype: news\n---\n"),
        ("a.md", '{\n  "type": "news"\n}\n\n'),
    ],
)
def test_every_kind_of_front_matter_counts(site: Path, name: str, head: str) -> None:
    put(site, "healthlint.yml", HOUSE + "overrides: [{front-matter: {type: news}, ignore: [no-wombat]}]\n")
    (site / name).write_bytes((head + TEXT).encode())
    assert rules(name) == ["no-quokka"]


def test_both_conditions_must_hold(site: Path) -> None:
    put(
        site,
        "healthlint.yml",
        HOUSE + "overrides: [{files: news/, front-matter: {type: brief}, ignore: [no-wombat]}]\n",
    )
    for name, head in (("news/a.md", "type: brief"), ("news/b.md", "type: x"), ("c.md", "type: brief")):
        put(site, name, f"---\n{head}\n---\n{TEXT}")
    assert [rules(name) == ["no-quokka"] for name in ("news/a.md", "news/b.md", "c.md")] == [
        True,
        False,
        False,
    ]


def test_an_override_may_extend_a_profile_a_pack_and_a_file_with_overrides(site: Path) -> None:
    put(site, "brief.yml", "rules: ../style\noverrides:\n  - files: '*.short.md'\n    ignore: [no-wombat]\n")
    put(
        site,
        "healthlint.yml",
        "rules: ../style\noverrides:\n  - {files: news/, profile: news, extends: [house, brief.yml]}\n",
    )
    claim = f"{TEXT}\nTurmeric cures arthritis.\n"
    for name in ("a.md", "a.short.md", "news/a.md", "news/a.short.md"):
        put(site, name, claim)
    assert rules("a.md") == rules("a.short.md") == []
    assert rules("news/a.md") == ["no-wombat", "no-quokka"]
    assert rules("news/a.short.md") == ["no-quokka"]
    missing = [one.path for one in check(".").findings if one.rule == "missing-disclaimer"]
    assert missing == ["a.md", "a.short.md"]


def test_fail_on_and_disclaimer_may_differ(site: Path) -> None:
    put(
        site,
        "healthlint.yml",
        HOUSE
        + "overrides:\n  - {files: b.md, fail-on: warning}\n  - {files: c.md, disclaimer: {required: false}}\n",
    )
    for name in ("a.md", "b.md"):
        put(site, name, "A quokka.\n")
    assert [check(name).failing for name in ("a.md", "b.md")] == [0, 1]
    config = from_data({"overrides": [{"files": "c.md", "disclaimer": {"required": False}}]})
    assert [config.of(name, "").settings.disclaimer.required for name in ("a.md", "c.md")] == [True, False]


def test_options_of_the_call_lie_above_overrides(site: Path) -> None:
    put(site, "healthlint.yml", HOUSE + "overrides: [{files: a.md, ignore: [no-wombat]}]\n")
    put(site, "a.md", TEXT)
    assert found(check("a.md", select=("no-wombat",))) == [("a.md", 1, "no-wombat")]
    put(site, "healthlint.yml", HOUSE + "overrides: [{files: a.md, severity: {no-wombat: info}}]\n")
    assert found(check("a.md", ignore=("no-wombat",))) == [("a.md", 3, "no-quokka")]


def test_the_python_interface_heeds_overrides(site: Path) -> None:
    linter = Linter(
        {
            "rules": ["../style"],
            "select": ["house"],
            "overrides": [
                {"files": ["news/"], "ignore": ["no-wombat"]},
                {"front-matter": {"type": "brief"}, "ignore": ["no-quokka"]},
            ],
        }
    )
    assert [one.rule for one in linter.lint_text(TEXT, "news/a.md")] == ["no-quokka"]
    brief = f"---\ntype: brief\n---\n{TEXT}"
    assert [one.rule for one in linter.lint_text(brief, "a.md")] == ["no-wombat"]
    assert linter.lint_text(brief, "news/a.md") == []


def test_articles_that_meet_the_same_conditions_share_a_configuration() -> None:
    config = from_data({"overrides": [{"files": "news/", "ignore": ["numbers"]}]})
    assert config.of("news/a.md", "") is config.of("news/b.md", "")
    assert config.of("a.md", "") is config.of("b.md", "")
    assert from_data({"ignore": "numbers"}).layers == ()


MISTAKES = [
    ("overrides: {files: a}", "healthlint.yml:1:12: a list is wanted here, not a mapping"),
    (
        "overrides:\n  - ignore: [all]",
        "healthlint.yml:2:5: `files` or `front-matter` is missing: it says for which articles this holds",
    ),
    (
        "overrides:\n  - file: a\n    ignore: all",
        "healthlint.yml:2:5: unknown key `file`; did you mean `files`?",
    ),
    ("overrides:\n  - files: *.md", "healthlint.yml:2:13: not YAML: "),
    ("overrides:\n  - files: '[a'", "healthlint.yml:2:12: this pattern can match nothing"),
    (
        "overrides:\n  - files: a\n    exclude: [b]",
        "healthlint.yml:3:5: `exclude` holds for a whole run: it belongs above `overrides`",
    ),
    (
        "overrides:\n  - files: a\n    severity: {no-such: error}",
        "healthlint.yml:3:16: unknown rule, code, family or pack `no-such`",
    ),
    (
        "overrides:\n  - files: a\n    extends: [out.yml]",
        "healthlint.yml:3:15: out.yml says `exclude`, which holds for a whole run: an override cannot extend it",
    ),
    ("overrides:\n  - files: []", "healthlint.yml:2:12: at least 1 wanted here, not 0"),
    ("overrides:\n  - front-matter: {}", "healthlint.yml:2:5: `front-matter` is empty: name a key of it"),
    ("overrides:\n  - front-matter: {type: []}", "healthlint.yml:2:26: at least 1 wanted here, not 0"),
    (
        "overrides:\n  - front-matter: {type: {a: b}}",
        "healthlint.yml:2:26: a list is wanted here, not a mapping",
    ),
]


@pytest.mark.parametrize(("config", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_place(site: Path, config: str, message: str) -> None:
    put(site, "out.yml", "exclude: [x]\n")
    put(site, "healthlint.yml", config)
    put(site, "a.md", TEXT)
    assert problems(check("a.md"))[0].startswith(message)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (
            "[[tool.healthlint.overrides]]\nfiles = 'a'\n\n[[tool.healthlint.overrides]]\nfils = 'b'\n",
            "pyproject.toml:5:1: unknown key `fils`; did you mean `files`?",
        ),
        (
            "[[tool.healthlint.overrides]]\nfiles = 'a'\n[tool.healthlint.overrides.severity]\nall = 'of'\n",
            "pyproject.toml:4:1: unknown value `of`",
        ),
    ],
)
def test_a_mistake_in_toml_is_named_with_its_line(site: Path, config: str, message: str) -> None:
    put(site, "pyproject.toml", config)
    put(site, "a.md", TEXT)
    assert problems(check("a.md"))[0].startswith(message)


def test_max_warnings_counts_over_the_files_of_a_configuration_or_over_the_run(site: Path) -> None:
    put(site, "one/healthlint.yml", HOUSE.replace("..", "../..") + "max-warnings: 1\n")
    put(site, "two/healthlint.yml", HOUSE.replace("..", "../.."))
    for name in ("one/a.md", "one/b.md", "two/a.md", "two/b.md"):
        put(site, name, "A quokka.\n")
    assert check("one/a.md", "two").failing == 0
    result = check(".")
    assert (result.failing, result.messages) == (
        1,
        ["one/healthlint.yml: 2 warnings are more than the 1 of max-warnings"],
    )
    assert check(".", max_warnings=4).failing == 0
    assert check(".", max_warnings=3).messages == ["4 warnings are more than the 3 of max-warnings"]
