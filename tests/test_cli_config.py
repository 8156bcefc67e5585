"""``healthlint config`` and ``healthlint schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from cli_helpers import run
from workspace_helpers import house_pack, put

from healthlint.workspace.config import from_data
from healthlint.workspace.config_form import PROFILES
from healthlint.workspace.extends import profile_text
from healthlint.workspace.result import ConfigError

ROOT = Path(__file__).parent.parent
BASE = "rules: [../../style]\nseverity: {house: info}\nignore: [HS802, all]\nextend-exclude: [/old]\n"
OWN = """\
extends: [lint/base.yml, house]
severity:
  no-wombat: error
options: {HS801: {patterns: [yak], every: true}}
disclaimer: {required: false}
max-warnings: 3
overrides:
  - files: news/
    extend-select: [no-quokka]
    min-confidence: high
    severity: {HS801: warning}
  - front-matter: {type: brief}
    select: []
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    house_pack(tmp_path, "../style")
    put(tmp_path, "lint/base.yml", BASE)
    put(tmp_path, "healthlint.yml", OWN)
    put(tmp_path, "news/a.md", "A yak.\n")
    put(tmp_path, "news/b.md", "---\ntype: brief\n---\nA yak.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_show_says_what_holds_for_a_folder_and_who_said_so(site: Path) -> None:
    outcome = run("config", "show", "--origin")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        "# .: healthlint.yml\n"
        "extend-select:\n"
        "  - house               # healthlint.yml:1:26\n"
        "ignore:\n"
        "  - no-quokka           # lint/base.yml:3:10\n"
        "  - all                 # lint/base.yml:3:17\n"
        "severity:\n"
        "  house: info           # lint/base.yml:2:12\n"
        "  no-wombat: error      # healthlint.yml:3:3\n"
        "options:\n"
        "  no-wombat:\n"
        "    patterns: [yak]     # healthlint.yml:4:29\n"
        "    every: true         # healthlint.yml:4:43\n"
        "min-confidence: medium  # built in\n"
        "fail-on: error          # built in\n"
        "disclaimer:\n"
        "  required: false       # healthlint.yml:5:24\n"
        "max-warnings: 3         # healthlint.yml:6:15\n"
        "extend-exclude:\n"
        "  - /old                # lint/base.yml:4:18\n"
        "rules:\n"
        "  - ../../style         # lint/base.yml:1:9\n"
    )


def test_show_says_what_holds_for_an_article(site: Path) -> None:
    lines = [
        " ".join(line.split()) for line in run("config", "show", "news/a.md", "--origin").out.splitlines()
    ]
    assert lines[:2] == ["# news/a.md: healthlint.yml", "# overrides that hold: healthlint.yml:8:5"]
    assert "- no-quokka # healthlint.yml:9:21" in lines
    assert "no-wombat: warning # healthlint.yml:11:16" in lines
    assert not any("lint/base.yml:3:10" in line for line in lines), "the override took it back"
    lines = run("config", "show", "news/b.md").out.splitlines()
    assert lines[1] == "# overrides that hold: healthlint.yml:8:5, healthlint.yml:12:5"
    assert "select: []" in lines
    assert "extend-select:" not in lines


def test_what_show_says_is_a_configuration_that_says_the_same(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "healthlint.yml").write_text(OWN.replace("lint/base.yml", "base.yml"))
    (site / "base.yml").write_text(BASE.replace("../../style", "../style"))
    for path in (".", "news/a.md", "news/b.md"):
        shown = yaml.safe_load(run("config", "show", path).out)
        content = "" if path == "." else Path(path).read_text()
        whole = from_data(yaml.safe_load((site / "healthlint.yml").read_text()))
        assert from_data(shown).settings == (whole if path == "." else whole.of(path, content)).settings


def test_show_as_json(site: Path) -> None:
    data = json.loads(run("config", "show", "news/a.md", "--output-format", "json").out)
    assert (data["path"], Path(data["file"]).name) == ("news/a.md", "healthlint.yml")
    by_key = {tuple(one["key"]): one for one in data["values"]}
    assert by_key["severity", "no-wombat"]["value"] == "warning"
    assert by_key["severity", "no-wombat"]["origin"] == {"path": "healthlint.yml", "line": 11, "column": 16}


def test_show_without_a_configuration_shows_the_defaults(site: Path) -> None:
    assert run("config", "show", "--no-config").out == (
        "# .: no configuration\nmin-confidence: medium\nfail-on: error\n"
    )


def test_profiles_are_listed_and_printed() -> None:
    listed = run("config", "profile").out.splitlines()
    assert tuple(line.split()[0] for line in listed[: len(PROFILES)]) == PROFILES
    assert all(run("config", "profile", name).out == profile_text(name) for name in PROFILES)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["config"], "name a command: show or profile"),
        (["config", "shw"], "did you mean `show`?"),
        (["config", "show", "a", "b"], "takes one argument, not 2"),
        (["config", "show", "gone.md"], "cannot read gone.md: No such file"),
        (["config", "profile", "patients"], "did you mean `patient`?"),
        (["schema"], "name one of config, rule, pack"),
        (["schema", "confg"], "did you mean `config`?"),
    ],
)
def test_wrong_use(site: Path, arguments: list[str], said: str) -> None:
    outcome = run(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def schema(name: str) -> Any:  # noqa: ANN401
    found = json.loads(run("schema", name).out)
    assert found == json.loads((ROOT / "rules" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def test_the_schema_of_a_configuration_takes_what_healthlint_takes() -> None:
    validator = schema("config")
    for name in PROFILES:
        validator.validate(yaml.safe_load(profile_text(name)))
    validator.validate(yaml.safe_load(OWN.replace("options: {HS801: {patterns: [yak], every: true}}", "")))
    validator.validate({"options": {"grade-level": {"max_grade": 6}, "house-rule": {"any": 1}}})
    validator.validate({"exclude": "drafts/", "disclaimer": {"provided_by": "footer.html"}})
    validator.validate(yaml.safe_load("# to be filled in\n"))


@pytest.mark.parametrize(
    "data",
    [
        {"selct": []},
        {"severity": {"all": "off"}},
        {"options": {"grade-level": {"max_grad": 6}}},
        {"options": {"grade-level": {"max_grade": "6"}}},
        {"overrides": [{"ignore": ["all"]}]},
        {"overrides": [{"files": "a", "exclude": ["b"]}]},
        {"overrides": [{"files": "a", "options": {"grade-level": {"max_grad": 6}}}]},
        {"profile": "newz"},
        {"max-warnings": -1},
    ],
)
def test_the_schema_of_a_configuration_refuses_what_healthlint_refuses(data: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        from_data(data)
    with pytest.raises(jsonschema.ValidationError):
        schema("config").validate(data)


def test_the_schemas_of_rules_and_packs() -> None:
    pack = schema("pack")
    pack.validate({"pack": "house", "summary": "Ours.", "config": {"severity": {"house": "info"}}})
    for wrong in (
        {"pack": "house"},
        {"pack": "House", "summary": "x"},
        {"pack": "a", "summary": "x", "rules": []},
    ):
        with pytest.raises(jsonschema.ValidationError):
            pack.validate(wrong)
    rule = schema("rule")
    rule.validate(yaml.safe_load((ROOT / "rules" / "core" / "grade-level.yaml").read_text(encoding="utf-8")))
