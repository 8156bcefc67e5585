"""What README.md shows works as it is shown."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from cli_helpers import run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


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
    pack = origin / "lint" / "house"
    pack.mkdir(parents=True)
    (pack / "no-superfood.yaml").write_text(block("it needs no Python"), encoding="utf-8")
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
    return next(str(step["run"]) for step in steps if step.get("name") == "Lint changed articles")


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
    pack = tmp_path / "lint" / "house"
    pack.mkdir(parents=True)
    (pack / "no-superfood.yaml").write_text(block("it needs no Python"), encoding="utf-8")
    (tmp_path / "healthlint.yml").write_text(block("A pack of your own"), encoding="utf-8")
    (tmp_path / "a.txt").write_text("They call kale a super-food.\n")
    outcome = run("--output-format", "concise", "a.txt")
    assert outcome.err == ""
    assert "a.txt:1:18: warning HOUSE801 no-superfood “super-food” promises more" in outcome.out


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
    from healthlint.workspace.config_file import CONFIG

    keys = re.findall(r"^\| `([a-z-]+)` \|", CONFIGURATION, re.MULTILINE)
    assert sorted(keys) == sorted(CONFIG.schema()["properties"])


def test_the_output_shown_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command, _, shown = block("# healthlint", "console").partition("\n")
    assert command.startswith("$ healthlint ")
    real = run(*command.split()[2:]).out.strip().split("\n\n")
    parts = shown.strip().split("\n\n")
    assert [part for part in parts if part != "..."] == [part for part in real if part in parts]
    assert len(parts) == 4


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
