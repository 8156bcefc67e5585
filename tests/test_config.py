"""Which configuration holds for a file, and what a mistake in it says."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from workspace_helpers import check, found, house_pack, house_rule, problems, put

from healthlint import Linter
from healthlint.workspace.result import ConfigError, Options
from healthlint.workspace.run import check_paths

TEXT = "A wombat slept.\n\nA quokka sat there.\n"
HOUSE = "rules: [../style]\nselect: [house]\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: rules are in ../style/, and the article has findings on lines 1 and 3."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    house_pack(tmp_path, "../style")
    put(tmp_path, "article.md", TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mistakes(config: str, name: str = "healthlint.yml") -> list[str]:
    """What a run says of a configuration file with this text."""
    Path(name).write_text(config, encoding="utf-8")
    result = check("article.md")
    assert (result.findings, result.files) == ([], [])
    return problems(result)


@pytest.mark.parametrize("name", ["healthlint.yml", "healthlint.yaml", ".healthlint.yml", ".healthlint.yaml"])
def test_a_configuration_holds_for_the_files_beside_and_below_it(site: Path, name: str) -> None:
    put(site, f"docs/{name}", "rules: [../../style]\nselect: [house]\n")
    put(site, "docs/deep/er/article.md", TEXT)
    result = check("docs", "article.md")
    assert found(result) == [
        ("docs/deep/er/article.md", 1, "no-wombat"),
        ("docs/deep/er/article.md", 3, "no-quokka"),
    ]
    assert result.files == ["article.md", "docs/deep/er/article.md"]
    assert result.failing == 1


def test_pyproject_holds_where_it_has_the_table(site: Path) -> None:
    put(site, "pyproject.toml", '[tool.healthlint]\nrules = ["../style"]\nselect = ["no-quokka"]\n')
    put(site, "in/pyproject.toml", "[project]\nname = 'uses-healthlint'\n")
    put(site, "in/article.md", TEXT)
    assert found(check("in")) == [("in/article.md", 3, "no-quokka")]


def test_the_nearest_configuration_holds_alone(site: Path) -> None:
    put(site, "healthlint.yml", HOUSE)
    put(site, "docs/healthlint.yml", "rules: [../../style]\nselect: [HS802]\n")
    put(site, "docs/article.md", TEXT)
    assert found(check(".")) == [
        ("article.md", 1, "no-wombat"),
        ("article.md", 3, "no-quokka"),
        ("docs/article.md", 3, "no-quokka"),
    ]


def test_the_search_ends_at_the_repository(site: Path) -> None:
    put(site, "healthlint.yml", HOUSE)
    put(site, "repo/article.md", TEXT)
    assert len(found(check("repo"))) == 2
    subprocess.run(["git", "init", "-q", "repo"], check=True)
    assert found(check("repo")) == []
    put(site, "repo/healthlint.yml", "rules: [../../style]\nselect: [no-wombat]\n")
    assert len(found(check("repo"))) == 1, "the folder that holds .git is looked into"


def test_a_given_configuration_replaces_the_nearest(site: Path) -> None:
    put(site, "healthlint.yml", HOUSE)
    put(site, "other.yml", "rules: [../style]\nselect: [no-quokka]\n")
    assert found(check("article.md", config="other.yml")) == [("article.md", 3, "no-quokka")]
    assert found(check("article.md", no_config=True)) == []


def test_a_given_configuration_that_cannot_be_read_ends_the_run(site: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.yml: no such file or directory"):
        check("article.md", config="gone.yml")


def test_options_win_over_the_file(site: Path) -> None:
    put(site, "healthlint.yml", HOUSE + "ignore: [no-quokka]\n")
    assert [rule for _, _, rule in found(check("article.md"))] == ["no-wombat"]
    assert found(check("article.md", ignore=("HS801",))) == []
    assert [rule for _, _, rule in found(check("article.md", select=("house",)))] == ["no-wombat"]
    assert len(found(check("article.md", select=("HS801", "HS802")))) == 2, "what is named outright runs"
    assert check("article.md", fail_on="info").failing == 1
    put(site, "healthlint.yml", "rules: [../style]\nselect: [no-wombat]\n")
    assert len(found(check("article.md", extend_select=("house",)))) == 2


def test_severity_and_fail_on(site: Path) -> None:
    put(site, "healthlint.yml", HOUSE + "severity: {no-wombat: info, house: error}\nfail-on: warning\n")
    result = check("article.md")
    assert [finding.severity for finding in result.findings] == ["info", "error"]
    assert result.failing == 1


def test_options_of_a_rule(site: Path) -> None:
    put(site, "healthlint.yml", HOUSE + "options:\n  HS801: {patterns: slept}\n")
    assert [finding.text for finding in check("article.md").findings] == ["slept", "quokka"]


def test_exclude_is_relative_to_the_file_and_left_out_of_walks_only(site: Path) -> None:
    put(site, "healthlint.yml", HOUSE + "exclude: [/docs/old/, '*.draft.md', '!keep.draft.md']\n")
    for name in ("docs/old/a.md", "docs/in/old/b.md", "docs/x.draft.md", "docs/keep.draft.md"):
        put(site, name, TEXT)
    assert check("docs").files == ["docs/in/old/b.md", "docs/keep.draft.md"]
    assert check("docs/old/a.md", "docs/x.draft.md").files == ["docs/old/a.md", "docs/x.draft.md"]


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        (["docs/old/a.md", "docs/old/in/b.md", "docs/x.draft.md"], []),
        (["docs/in/old/c.md", "docs/keep.draft.md"], ["docs/in/old/c.md", "docs/keep.draft.md"]),
        (["docs/old"], []),
        (["docs/old/*.md", "docs/*.md"], ["docs/keep.draft.md"]),
        (["."], ["article.md", "docs/in/old/c.md", "docs/keep.draft.md"]),
    ],
)
def test_exclude_counts_for_what_is_named_where_that_is_asked_for(
    site: Path, named: list[str], kept: list[str]
) -> None:
    put(site, "healthlint.yml", HOUSE + "exclude: [/docs/old/, '*.draft.md', '!keep.draft.md']\n")
    for name in ("old/a.md", "old/in/b.md", "in/old/c.md", "x.draft.md", "keep.draft.md"):
        put(site, f"docs/{name}", TEXT)
    result = check(*named, force_exclude=True)
    assert (result.files, result.errors) == (kept, [])


def test_a_folder_below_with_a_configuration_of_its_own_is_left_out_by_the_one_above(site: Path) -> None:
    put(site, "healthlint.yml", HOUSE + "exclude: [drafts/]\n")
    put(site, "drafts/healthlint.yml", HOUSE.replace("..", "../.."))
    put(site, "drafts/a.md", TEXT)
    assert check("drafts/a.md").files == ["drafts/a.md"]
    assert check("drafts/a.md", force_exclude=True).files == []


def test_folders_above_a_given_configuration_or_a_repository_leave_nothing_out(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site, "healthlint.yml", "exclude: [drafts]\n")
    put(site, "drafts/a.md", TEXT)
    put(site, "drafts/conf/own.yml", HOUSE.replace("..", "../../..") + "exclude: [drafts]\n")
    monkeypatch.chdir(site / "drafts")
    assert check("a.md", config="conf/own.yml", force_exclude=True).files == ["a.md"]
    assert check("a.md", force_exclude=True).files == []
    (site / "drafts" / ".git").mkdir()
    assert check("a.md", force_exclude=True).files == ["a.md"]


def test_standard_input_can_be_left_out_by_its_name(site: Path) -> None:
    put(site, "healthlint.yml", HOUSE + "exclude: [drafts/]\n")
    for name, files in (("drafts/a.md", []), ("b.md", ["b.md"])):
        options = Options(stdin_filename=name, force_exclude=True)
        assert check_paths(["-"], options, io.BytesIO(b"A wombat.")).files == files


def test_an_empty_configuration_is_one(site: Path) -> None:
    put(site, "healthlint.yml", HOUSE)
    put(site, "docs/article.md", TEXT)
    put(site, "docs/healthlint.yml", "# nothing here yet\n")
    assert found(check("docs")) == []


MISTAKES = [
    ("selct: [house]", "healthlint.yml:1:1: unknown key `selct`; did you mean `select`?"),
    ("select: {a: b}", "healthlint.yml:1:9: a list is wanted here, not a mapping"),
    ("rules: [../style]\nignore:\n  - no-wombatt", "healthlint.yml:3:5: unknown rule, code, family or pack"),
    (
        "rules: [../style]\nseverity:\n  house: info\n  no-wombat: off",
        "healthlint.yml:4:14: a severity is error, warning, info; to leave it out, write `ignore: [no-wombat]`",
    ),
    ("severity: {all: 'none'}", "healthlint.yml:1:17: a severity is error, warning, info; to leave it out"),
    ("fail-on: [error]", "healthlint.yml:1:10: text is wanted here, not a list"),
    ("fail-on: fatal", "healthlint.yml:1:10: unknown value `fatal`"),
    ("min-confidence: sure", "healthlint.yml:1:17: unknown value `sure`"),
    ("exclude: ['[a']", "healthlint.yml:1:11: this pattern can match nothing"),
    ("rules: [nowhere]", "healthlint.yml:1:9: there is no folder nowhere"),
    ("severity:\n  house: error", "healthlint.yml:2:3: unknown rule, code, family or pack `house`"),
    ("rules: ../style\nseverity: {no-wombat: bad}", "healthlint.yml:2:23: unknown value `bad`"),
    (
        "rules: ../style\noptions: {no-wombta: {}}",
        "healthlint.yml:2:11: there is no rule `no-wombta`; did you mean",
    ),
    (
        "rules: ../style\noptions: {no-wombat: {patern: a}}",
        "healthlint.yml:2:23: unknown key `patern`; did you mean",
    ),
    (
        "rules: ../style\noptions: {no-wombat: {every: 3}}",
        "healthlint.yml:2:30: true or false is wanted here",
    ),
    ("options: [a]", "healthlint.yml:1:10: a mapping from rules to their options is wanted here"),
    ("disclaimer: {required: 'no'}", "healthlint.yml:1:24: true or false is wanted here, not text"),
    ("disclaimer: {accept: ['(a']}", "healthlint.yml:1:23: bad regular expression"),
    ("disclaimer: {provided_by: gone.html}", "healthlint.yml:1:27: cannot read gone.html: no such file"),
    (
        "disclaimer: {provided-by: []}",
        "healthlint.yml:1:14: unknown key `provided-by`; did you mean `provided_by`?",
    ),
    ("- a", "healthlint.yml:1:1: a mapping is wanted here, not a list"),
    ("select: [a", "healthlint.yml:2:1: not YAML"),
    ("a: 1\n\tb: 2", "healthlint.yml:2:1: not YAML"),
]


@pytest.mark.parametrize(("config", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_place(site: Path, config: str, message: str) -> None:
    said = mistakes(config)
    assert len(said) == 1
    assert said[0].startswith(message)


def test_all_mistakes_are_named_at_once_and_in_order(site: Path) -> None:
    said = mistakes("slect: a\nfail-on: 3\nmin-confidence: hihg\n")
    assert [line.split(":")[1] for line in said] == ["1", "2", "3"]
    assert said[1].endswith("put it in quotes")
    assert said[2].endswith("did you mean `high`?")


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("[tool.healthlint]\nselct = ['a']\n", "pyproject.toml:2:1: unknown key `selct`"),
        (
            "[tool.healthlint]\nselect = 'all'\n\n[tool.healthlint.severity]\nall = 3\n",
            "pyproject.toml:5:1: text is",
        ),
        ("[tool]\nhealthlint.fail-on = true\n", "pyproject.toml:2:1: text is wanted here, not true or false"),
        ("[tool.healthlint]\nselect = [a]\n", "pyproject.toml:2:11: not TOML"),
        ("[tool]\nhealthlint = 3\n", "pyproject.toml:2:1: a mapping is wanted here, not a number"),
    ],
)
def test_a_mistake_in_pyproject_is_named_with_its_line(site: Path, config: str, message: str) -> None:
    said = mistakes(config, "pyproject.toml")
    assert len(said) == 1
    assert said[0].startswith(message)


def test_a_given_pyproject_must_have_the_table(site: Path) -> None:
    put(site, "pyproject.toml", "[project]\nname = 'x'\n")
    assert check("article.md").files == ["article.md"]
    with pytest.raises(ConfigError, match=r"pyproject\.toml:1:1: there is no table \[tool\.healthlint\]"):
        check("article.md", config="pyproject.toml")


def test_a_configuration_that_is_not_utf8_is_a_mistake(site: Path) -> None:
    (site / "healthlint.yml").write_bytes(b"ignore: [caf\xe9]\n")
    assert problems(check("article.md")) == ["healthlint.yml:1:1: not UTF-8"]


def test_a_broken_configuration_stops_its_own_files_only(site: Path) -> None:
    put(site, "broken/healthlint.yml", "selct: a\n")
    put(site, "broken/one.md", TEXT)
    put(site, "broken/in/two.md", TEXT)
    result = check(".")
    assert result.files == ["article.md"]
    assert problems(result) == ["broken/healthlint.yml:1:1: unknown key `selct`; did you mean `select`?"]


def test_unknown_selectors_of_the_caller_are_named_once(site: Path) -> None:
    put(site, "other.md", TEXT)
    result = check(".", select=("eficacy",))
    assert problems(result) == [
        "--select: unknown rule, code, family or pack `eficacy`; did you mean `efficacy`?"
    ]
    assert result.files == []


def test_mistakes_in_the_rules_a_configuration_adds(site: Path) -> None:
    put(site, "own/house/no-wombat.yaml", "rule: no-wombat\nsevrity: error\n")
    put(site, "own/lexicon/beasts.yaml", "lexicon: beasts\nclass: beast\nentries: [no, yak]\n")
    put(site, "healthlint.yml", "rules: [own]\n")
    said = problems(check("article.md"))
    assert "own/lexicon/beasts.yaml:3:11: text is wanted here, not true or false: put it in quotes" in said
    (site / "own/lexicon/beasts.yaml").unlink()
    said = problems(check("article.md"))
    assert "own/house/no-wombat.yaml:2:1: unknown key `sevrity`; did you mean `severity`?" in said


def test_a_rule_and_a_word_list_need_no_python(site: Path) -> None:
    words = "summary: Animals\nsource: our own\nlicence: CC0-1.0\ninflect: noun\nentries: [yak]\n"
    put(site, "own/lexicon/beasts.yaml", f"lexicon: beasts\nclass: beast\n{words}")
    rule = house_rule("no-yak").replace("patterns: ['\\bwombat\\b']", "words: [beast]")
    put(site, "own/zoo/no-yak.yaml", rule)
    put(site, "healthlint.yml", "rules: [own]\nselect: [zoo]\n")
    put(site, "article.md", "Two Yaks slept. A wombat slept.")
    assert [finding.text for finding in check("article.md").findings] == ["Yaks"]
    put(site, "own/zoo/no-yak.yaml", rule.replace("words: [beast]", "words: [baest]"))
    assert problems(check("article.md")) == [
        "own/zoo/no-yak.yaml:11:11: no lexicon has the class `baest`; did you mean `beast`?"
    ]


def test_rule_files_may_lie_in_the_folder_itself(site: Path) -> None:
    put(site, "wild/no-yak.yaml", house_rule("no-yak", word="yak"))
    put(site, "healthlint.yml", "rules: wild\nselect: wild\n")
    put(site, "article.md", "A yak.")
    assert [(finding.rule, finding.pack) for finding in check("article.md").findings] == [("no-yak", "wild")]


DISCLAIMER = "This page is for information only. It is not medical advice. Always ask your doctor."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_includes/footer.html", f"<footer><p>{DISCLAIMER}</p></footer>"),
        ("_data/words.yml", f"en:\n  disclaimer: >\n    {DISCLAIMER}\n"),
        ("src/Footer.tsx", f"export const Footer = () => (\n  <p>\n    {DISCLAIMER}\n  </p>\n);\n"),
    ],
)
def test_a_file_that_provides_the_disclaimer_is_read(site: Path, name: str, text: str) -> None:
    put(site, name, text)
    put(site, "healthlint.yml", f"disclaimer: {{provided_by: {name}}}\n")
    assert problems(check("article.md")) == []


def test_a_file_that_provides_no_disclaimer_is_a_mistake(site: Path) -> None:
    put(site, "footer.html", "<p>Zinc is a metal.</p>")
    assert mistakes("disclaimer:\n  provided_by:\n    - footer.html\n") == [
        "healthlint.yml:3:7: footer.html holds no disclaimer that healthlint knows as one"
    ]


def test_a_mapping_is_a_configuration_too(site: Path) -> None:
    linter = Linter(
        {"rules": ["../style"], "select": ["house"], "options": {"no-wombat": {"patterns": ["slept"]}}}
    )
    assert [finding.text for finding in linter.lint_text(TEXT)] == ["slept", "quokka"]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"selct": []}, "selct: unknown key `selct`; did you mean `select`?"),
        ({"disclaimer": {"required": "no"}}, "disclaimer.required: true or false is wanted here, not text"),
        ({"select": [1]}, "select: text is wanted here, not a number: put it in quotes"),
        ({"fail-on": None}, "fail-on: text is wanted here, not nothing"),
    ],
)
def test_a_mistake_in_a_mapping_is_named_by_its_key(config: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        Linter(config)
    assert [str(problem) for problem in raised.value.problems] == [message]
