"""What configurations build on: other files, packs and profiles."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_helpers import check, found, house_pack, house_rule, problems, put

from healthlint import Linter
from healthlint.rules.model import CONFIDENCES, SEVERITIES
from healthlint.workspace.config import Configs, from_data
from healthlint.workspace.config_form import PROFILES
from healthlint.workspace.extends import profile_text
from healthlint.workspace.result import ConfigError, Options

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


def severities(*paths: str) -> dict[str, str]:
    result = check(*paths)
    assert problems(result) == []
    return {one.rule: one.severity for one in result.findings if one.pack == "house"}


def test_what_a_file_says_itself_wins_over_what_it_extends(site: Path) -> None:
    put(
        site,
        "lint/base.yml",
        "rules: [../../style]\nselect: [house]\nseverity: {house: info, no-wombat: warning}\n",
    )
    put(site, "healthlint.yml", "extends: [lint/base.yml]\nseverity: {no-wombat: error}\n")
    assert severities("article.md") == {"no-wombat": "error", "no-quokka": "info"}


def test_the_later_of_two_extended_files_wins(site: Path) -> None:
    put(site, "a.yml", HOUSE + "severity: {no-wombat: info}\nignore: [no-quokka]\n")
    put(site, "b.yml", "rules: ../style\nseverity: {HS801: warning}\nextend-select: [HS802]\n")
    put(site, "healthlint.yml", "extends: [a.yml, b.yml]\n")
    assert severities("article.md") == {"no-wombat": "warning", "no-quokka": "warning"}
    put(site, "healthlint.yml", "extends: [b.yml, a.yml]\n")
    assert severities("article.md") == {"no-wombat": "info"}


def test_paths_are_relative_to_the_file_that_says_them(site: Path) -> None:
    put(site, "lint/rules/house/no-emu.yaml", house_rule("no-emu", "HS803", "emu"))
    put(site, "lint/base.yml", "rules: [rules]\nextends: inner/more.yml\nexclude: [skip.md]\n")
    put(site, "lint/inner/more.yml", "rules: [../rules]\nextend-select: [no-emu]\n")
    put(site, "docs/healthlint.yml", "extends: ../lint/base.yml\n")
    put(site, "docs/a.md", "An emu.\n")
    put(site, "docs/skip.md", "An emu.\n")
    assert found(check("docs")) == [("docs/a.md", 1, "no-emu")]


def test_extend_exclude_adds_to_what_a_file_below_leaves_out(site: Path) -> None:
    for name in ("old/a.md", "draft/a.md", "new/a.md"):
        put(site, name, TEXT)
    put(site, "base.yml", "exclude: [old]\n")
    put(site, "healthlint.yml", "extends: base.yml\nextend-exclude: [draft, article.md]\n")
    assert check(".").files == ["new/a.md"]
    put(site, "healthlint.yml", "extends: base.yml\nexclude: [draft, article.md]\n")
    assert check(".").files == ["new/a.md", "old/a.md"]


def test_toml_extends_and_is_extended(site: Path) -> None:
    put(site, "up/pyproject.toml", '[tool.healthlint]\nrules = ["../../style"]\nselect = ["house"]\n')
    put(
        site, "pyproject.toml", '[tool.healthlint]\nextends = ["up/pyproject.toml"]\nignore = ["no-wombat"]\n'
    )
    assert severities("article.md") == {"no-quokka": "warning"}


def test_a_mapping_extends_from_the_current_folder(site: Path) -> None:
    put(site, "base.yml", HOUSE)
    assert [one.rule for one in Linter({"extends": ["./base.yml"]}).lint_text(TEXT)] == [
        "no-wombat",
        "no-quokka",
    ]


def test_a_pack_is_on_where_it_is_extended_and_its_own_file_may_ask_for_more(site: Path) -> None:
    put(site, "own/wild/no-yak.yaml", house_rule("no-yak", "WILD801", "yak"))
    put(site, "article.md", "A yak.\n")
    put(site, "healthlint.yml", "rules: own\n")
    assert check("article.md").findings == []
    put(site, "healthlint.yml", "rules: own\nextends: wild\n")
    assert [one.severity for one in check("article.md").findings] == ["error"]
    put(site, "own/wild/pack.yaml", "pack: wild\nsummary: Beasts.\nconfig:\n  severity: {no-yak: info}\n")
    assert [one.severity for one in check("article.md").findings] == ["info"]
    put(site, "healthlint.yml", "rules: own\nextends: wild\nseverity: {wild: warning}\n")
    assert [one.severity for one in check("article.md").findings] == ["info"], "the rule is more specific"
    put(site, "healthlint.yml", "rules: own\nextend-select: wild\n")
    assert [one.severity for one in check("article.md").findings] == ["error"], "chosen, not extended"


MISTAKES = [
    (
        "extends: stric",
        "healthlint.yml:1:10: there is no profile and no pack `stric`; did you mean `strict`?",
    ),
    (
        "extends: [default, base.yaml]",
        "healthlint.yml:1:20: there is no file base.yaml to extend; did you mean `base.yml`?",
    ),
    (
        "extends:\n  - healthlint.yml",
        "healthlint.yml:2:5: a circle: healthlint.yml extends healthlint.yml; take one",
    ),
    (
        "extends: round.yml",
        "round.yml:2:3: a circle: healthlint.yml extends round.yml extends healthlint.yml;",
    ),
    ("extends: broken.yml", "broken.yml:1:1: unknown key `selct`; did you mean `select`?"),
    ("extends: unknown.yml", "unknown.yml:1:10: unknown rule, code, family or pack `no-wombatt`"),
    ("profile: newz", "healthlint.yml:1:10: unknown value `newz`; did you mean `news`?"),
    ("extends: []\nprofile: [news]", "healthlint.yml:2:10: text is wanted here, not a list"),
    ("rules: own\nextends: [wild]", "own/wild/pack.yaml:1:7: the pack is named `tame`, its folder `wild`"),
    ("rules: own\nextends: [calm]", "own/calm/pack.yaml:3:6: `ftp` is not a web address"),
    (
        "extends: lint/",
        "healthlint.yml:1:10: lint is a folder: name the file in it, such as lint/healthlint.yml",
    ),
    ("extends: [..]", "healthlint.yml:1:11: "),
    ('extends: ["a\\0.yml"]', "healthlint.yml:1:11: no path holds a NUL"),
    ('disclaimer: {provided_by: ["a\\0"]}', "healthlint.yml:1:28: no path holds a NUL"),
    ("extends: {a: b}", "healthlint.yml:1:10: a list is wanted here, not a mapping"),
    ("max-warnings: -1", "healthlint.yml:1:15: a number from 0 on is wanted here, not -1"),
]


@pytest.mark.parametrize(("config", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_place(site: Path, config: str, message: str) -> None:
    put(site, "base.yml", HOUSE)
    (site / "lint").mkdir()
    put(site, "round.yml", "extends:\n- healthlint.yml\n")
    put(site, "broken.yml", "selct: []\n")
    put(site, "unknown.yml", "ignore: [no-wombatt]\n")
    for pack, text in (
        ("wild", "pack: tame\nsummary: Beasts.\n"),
        ("calm", "pack: calm\nsummary: Beasts.\nurl: ftp\n"),
    ):
        put(site, f"own/{pack}/no-{pack}.yaml", house_rule(f"no-{pack}", f"{pack.upper()}801", pack))
        put(site, f"own/{pack}/pack.yaml", text)
    put(site, "healthlint.yml", config)
    result = check("article.md")
    assert result.files == []
    assert problems(result)[0].startswith(message)


def test_one_file_may_be_reached_twice(site: Path) -> None:
    put(site, "base.yml", HOUSE + "severity: {no-wombat: info}\n")
    put(site, "a.yml", "extends: base.yml\n")
    put(site, "healthlint.yml", "extends: [base.yml, a.yml]\nseverity: {no-wombat: warning}\n")
    assert severities("article.md") == {"no-wombat": "warning", "no-quokka": "warning"}


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_can_be_used_by_either_key_and_says_why(name: str) -> None:
    by_key, extended = from_data({"profile": name}), from_data({"extends": [name]})
    assert by_key.settings == extended.settings
    assert by_key.fail_on in SEVERITIES
    assert by_key.settings.min_confidence in CONFIDENCES
    assert all(str(one.origin).split(":")[0].endswith(f"{name}.yml") for one in by_key.statements.values())
    assert profile_text(name).startswith(f"# {name}: ")


CLAIM = "Turmeric cures arthritis.\n"
LONG = "In a survey of arthritis, 63% of 4,000 adults took turmeric capsules every day.\n"


def by_profile(name: str, text: str) -> dict[str, str]:
    return {one.rule: one.severity for one in Linter({"profile": name}).lint_text(text)}


def test_what_profiles_change() -> None:
    assert by_profile("default", CLAIM) == {one.rule: one.severity for one in Linter().lint_text(CLAIM)}
    assert "missing-disclaimer" in by_profile("default", CLAIM)
    for name in ("news", "clinician"):
        assert "missing-disclaimer" not in by_profile(name, CLAIM)
        assert by_profile(name, LONG)["unreferenced-number"] == "error"
    assert by_profile("patient", LONG)["unreferenced-number"] == "info"
    assert by_profile("commercial", LONG)["unreferenced-number"] == "error"
    assert all(by_profile(name, CLAIM)["cure-claim"] == "error" for name in PROFILES)
    assert from_data({"profile": "strict"}).fail_on == "warning"


def test_the_profile_lies_below_what_extends_names(site: Path) -> None:
    put(site, "base.yml", "min-confidence: high\n")
    assert from_data({"profile": "strict", "extends": ["base.yml"]}).settings.min_confidence == "high"
    assert from_data({"extends": ["base.yml", "strict"]}).settings.min_confidence == "low"


def test_options_of_the_call_lie_on_top(site: Path) -> None:
    put(site, "healthlint.yml", "profile: strict\n")
    config = Configs(Options(fail_on="info", min_confidence="high", select=("numbers",))).at(".")
    assert (config.fail_on, config.settings.min_confidence) == ("info", "high")
    assert (config.settings.select, config.settings.extend_select) == (("numbers",), ())


def test_every_mistake_of_every_file_is_named(site: Path) -> None:
    put(site, "a.yml", "fail-on: never\n")
    put(site, "b.yml", "min-confidence: some\n")
    with pytest.raises(ConfigError) as raised:
        from_data({"extends": ["a.yml", "b.yml"]})
    assert [str(one).partition(": ")[0] for one in raised.value.problems] == ["a.yml:1:10", "b.yml:1:17"]
