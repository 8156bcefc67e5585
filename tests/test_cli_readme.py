"""What README.md shows works as it is shown."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Formatter

import pytest
import yaml
from cli_helpers import run
from rule_helpers import PATHS, document_of
from workspace_helpers import put

from healthlint.cli import rulebook
from healthlint.rules.kinds import kind_names, load_kind

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
WRITING_RULES = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")


def block(after: str, language: str = "yaml", page: str = README) -> str:
    """The first code block of a language after some words."""
    start = page.index(after)
    match = re.compile(rf"^```{language}\n(.*?)^```$", re.DOTALL | re.MULTILINE).search(page, start)
    assert match, after
    return match[1]


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A clone whose branch changes one article, adds one with an odd name and deletes a third."""
    origin = tmp_path / "origin"
    origin.mkdir()
    git(origin, "init", "-q", "-b", "main")
    for name in ("old.md", "changed.md", "deleted.md"):
        (origin / name).write_text("Kale is a superfood.\n")
    (origin / "healthlint.yml").write_text("rules: [lint]\nselect: [house]\nseverity: {house: error}\n")
    put(origin, "lint/house/no-superfood.yaml", block("A rule is a file"))
    put(origin, "lint/lexicon/buzzwords.yaml", block("is a word list"))
    git(origin, "add", ".")
    git(origin, "commit", "-q", "-m", "start")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(origin), str(clone))
    git(clone, "checkout", "-q", "-b", "topic")
    (clone / "changed.md").write_text("Kale is not the only superfood.\n")
    (clone / "-new, article.md").write_text("Beet is a superfood.\n")
    (clone / "deleted.md").unlink()
    git(clone, "add", ".")
    git(clone, "commit", "-q", "-m", "topic")
    return clone


def bash(script: str, folder: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run a step as a GitHub runner does, with `healthlint` on the path."""
    programs = tmp_path / "bin"
    programs.mkdir(exist_ok=True)
    program = programs / "healthlint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m healthlint "$@"\n')
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GITHUB_BASE_REF": "main",
        "GITHUB_ACTIONS": "true",
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def lint_step() -> str:
    workflow = yaml.safe_load(block("### In a pull request"))
    assert workflow[True] == "pull_request"  # YAML 1.1 reads the key `on` as true
    steps = workflow["jobs"]["articles"]["steps"]
    return next(str(step["run"]) for step in steps if step.get("name") == "Lint changed lines")


def test_the_workflow_annotates_what_the_pull_request_changes(pull_request: Path, tmp_path: Path) -> None:
    done = bash(lint_step(), pull_request, tmp_path)
    assert [line.partition(",title=")[0] for line in done.stdout.splitlines()] == [
        "::error file=-new%2C article.md,line=1,endLine=1,col=11,endColumn=20",
        "::error file=changed.md,line=1,endLine=1,col=22,endColumn=31",
    ]
    assert done.returncode != 0


def test_the_workflow_passes_where_nothing_is_wrong(pull_request: Path, tmp_path: Path) -> None:
    (pull_request / "changed.md").write_text("Kale is rich in vitamin K.\n")
    git(pull_request, "rm", "-q", "-f", "--", "-new, article.md")
    git(pull_request, "add", ".")
    git(pull_request, "commit", "-q", "-m", "mended")
    done = bash(lint_step(), pull_request, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_workflow_passes_where_no_article_changed(pull_request: Path, tmp_path: Path) -> None:
    git(pull_request, "checkout", "-q", "main")
    done = bash(lint_step(), pull_request, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_pack_of_ones_own_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "lint/house/no-superfood.yaml", block("A rule is a file"))
    put(tmp_path, "lint/lexicon/buzzwords.yaml", block("is a word list"))
    put(tmp_path, "healthlint.yml", block("A pack of your own"))
    put(tmp_path, "a.txt", "They call kale a super-food. Or a detox.\n")
    outcome = run("--output-format", "concise", "a.txt")
    assert outcome.err == ""
    assert "a.txt:1:18: warning HOUSE801 no-superfood “super-food” promises more" in outcome.out
    assert "a.txt:1:35: warning HOUSE801 no-superfood “detox” promises more" in outcome.out
    checked = run("rules", "--check")
    assert (checked.code, checked.out, checked.err) == (0, "1 rule, 3 examples: no faults.\n", "")


def test_the_page_about_writing_rules_shows_what_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rule = block("## A rule", page=WRITING_RULES)
    buzz = yaml.safe_load(rule.replace("no-superfood", "no-buzz").replace("801", "802"))
    buzz["match"] = yaml.safe_load(block("A rule uses the class", page=WRITING_RULES))["match"]
    buzz["examples"] = {"fail": ["Elixirs of youth abound.", "Miracle foods."], "pass": ["Miracle."]}
    put(tmp_path, "healthlint.yml", "rules: [lint]\n")
    put(tmp_path, "lint/house/no-superfood.yaml", rule)
    put(tmp_path, "lint/house/no-buzz.yaml", yaml.safe_dump(buzz))
    put(tmp_path, "lint/lexicon/buzzwords.yaml", block("## A word list", page=WRITING_RULES))
    checked = run("rules", "--check")
    assert (checked.code, checked.out, checked.err) == (0, "2 rules, 7 examples: no faults.\n", "")


def test_the_names_that_messages_can_use_are_documented() -> None:
    rows = dict(
        re.findall(r"^\| `(\w+)` \| (.*) \|$", WRITING_RULES.partition("`supersedes`")[0], re.MULTILINE)
    )
    assert sorted(rows) == sorted(kind_names())
    for rule in rulebook.built_in_rules():
        documented = set(re.findall(r"`\{(\w+)\}`", rows[rule.kind])) | {"text"}
        used = {name for _, name, _, _ in Formatter().parse(rule.message) if name}
        matches = [
            match
            for example in rule.examples_fail[:3]
            for match in load_kind(rule.kind).check(rule, document_of(example.text, PATHS[example.format]))
        ]
        told = {name for match in matches for name in match.details}
        assert rule.kind == "pattern" or used | told <= documented, rule.name


@pytest.mark.parametrize("page", [README, CONFIGURATION], ids=["README", "configuration"])
def test_the_configuration_shown_is_one(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "healthlint.yml").write_text(block("# Configur", page=page), encoding="utf-8")
    (tmp_path / "_includes").mkdir()
    (tmp_path / "_includes" / "footer.html").write_text(
        "<p>This page is for information only and is no substitute for medical advice.</p>"
    )
    (tmp_path / "a.txt").write_text("Nothing.\n")
    outcome = run("a.txt")
    assert (outcome.code, outcome.err) == (0, "")


def test_every_key_of_a_configuration_is_documented() -> None:
    from healthlint.workspace.config_form import CONFIG

    keys = re.findall(r"^\| `([a-z-]+)` \|", CONFIGURATION.partition("\n## ")[0], re.MULTILINE)
    assert sorted(keys) == sorted(CONFIG.schema()["properties"])


def test_every_profile_is_documented() -> None:
    from healthlint.workspace.config_form import PROFILES

    section = CONFIGURATION[CONFIGURATION.index("### Profiles") : CONFIGURATION.index("## Settings for some")]
    assert tuple(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE)) == PROFILES


def test_no_release_is_spoken_of_that_does_not_exist() -> None:
    """Until CHANGELOG.md has a version, there is no tag that a reader could install."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d\S*)\]", changes, re.MULTILINE)
    assert set(re.findall(r"\bv(\d+\.\d+\.\d+)", README)) <= set(released)


def test_every_package_that_is_installed_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        assert f"`{re.split(r'[^a-z_]', requirement)[0]}`" in README


def test_the_suppression_names_a_rule_there_is() -> None:
    names = {line.split()[1] for line in run("rules").out.splitlines()}
    suppression = block("Where a finding is right", "markdown")
    assert re.findall(r"disable-next-line (\S+)", suppression)[0] in names


def test_every_link_leads_somewhere() -> None:
    own = [page for page in (ROOT / "docs").glob("*.md") if page.name != "rules.md"]  # examples have links
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *own):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
