"""action.yml, run step by step as a runner would, in a repository with a pull request."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from ci_helpers import ROOT, Done, git, program, run_step
from workspace_helpers import house_pack, put

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["id"]: step for step in ACTION["runs"]["steps"]}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """What `actions/checkout` with `fetch-depth: 0` leaves of a pull request that has been merged for a try."""
    origin = tmp_path / "origin"
    origin.mkdir()
    git(origin, "init", "-q", "-b", "main")
    house_pack(origin, "style")
    put(origin, "healthlint.yml", "rules: [style]\nselect: [house]\nexclude: [drafts/]\n")
    for name in ("old.md", "changed.md", "news/deleted.md", "drafts/x.md"):
        put(origin, name, "A wombat.\n")
    put(origin, "notes.rst", "A wombat.\n")
    commit(origin)
    git(origin, "checkout", "-q", "-b", "topic")
    put(origin, "changed.md", "Another wombat.\n")
    put(origin, "news/-new, article.MD", "No wombat.\n")
    put(origin, "drafts/x.md", "Two wombats and a wombat.\n")
    put(origin, "notes.rst", "Two wombats.\n")
    (origin / "news" / "deleted.md").unlink()
    commit(origin)
    git(origin, "checkout", "-q", "main")
    put(origin, "later.md", "A wombat.\n")
    commit(origin)
    git(origin, "checkout", "-q", "-b", "merged")
    git(origin, "merge", "-q", "--no-edit", "topic")
    git(origin, "update-ref", "refs/pull/1/merge", "HEAD")
    git(origin, "checkout", "-q", "main")
    git(origin, "branch", "-q", "-D", "merged")
    return checkout(tmp_path)


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "change")


def checkout(folder: Path, *depth: str) -> Path:
    workspace = folder / "workspace"
    workspace.mkdir(exist_ok=True)
    git(workspace, "init", "-q")
    git(workspace, "remote", "add", "origin", f"file://{folder}/origin")
    git(
        workspace,
        "fetch",
        "-q",
        "--no-tags",
        *depth,
        "origin",
        "+refs/pull/1/merge:refs/remotes/pull/1/merge",
    )
    if not depth:
        git(workspace, "fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*")
    git(workspace, "checkout", "-q", "--force", "refs/remotes/pull/1/merge")
    return workspace


def lint(workspace: Path, base: str = "main", **inputs: str) -> Done:
    """Run the step that lints, as in a pull request against a branch."""
    values = {name: value.get("default", "") for name, value in ACTION["inputs"].items()}
    values.update({name.replace("_", "-"): value for name, value in inputs.items()})
    context = {f"inputs.{name}": value for name, value in values.items()}
    context["steps.install.outputs.healthlint"] = str(program(workspace.parent / "bin"))
    return run_step(
        STEPS["lint"],
        workspace,
        context,
        GITHUB_BASE_REF=base,
        XDG_CACHE_HOME=str(workspace.parent / "cache"),
    )


def places(done: Done) -> list[str]:
    return [
        line.removeprefix("::error ").partition(",endLine")[0]
        for line in done.out.splitlines()
        if line.startswith("::")
    ]


CHANGED = ["file=changed.md,line=1", "file=news/-new%2C article.MD,line=1"]


def test_the_action_follows_the_published_schema() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_no_expression_stands_in_a_script() -> None:
    """What a pull request says must never become part of a script."""
    assert not [step["name"] for step in STEPS.values() if "${{" in step.get("run", "")]


def test_every_expression_is_known() -> None:
    known = {f"inputs.{name}" for name in ACTION["inputs"]}
    known |= {"steps.python.outputs.python-path", "github.action_path"}
    known |= {"steps.install.outputs.healthlint"}
    known |= {"steps.lint.outputs.exit-code", "steps.lint.outputs.sarif-file"}
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    used = {part.partition("}}")[0].strip() for part in text.split("${{")[1:]}
    assert used == known


def test_a_pull_request_is_linted_where_it_changes_articles(workspace: Path) -> None:
    done = lint(workspace)
    assert places(done) == CHANGED
    assert "Articles changed since origin/main: 3" in done.out, "one of them is excluded"
    assert (done.code, done.err, done.outputs) == (1, "", {"exit-code": "1"})


@pytest.mark.parametrize("depth", ["1", "2"])
def test_a_shallow_checkout_is_completed(workspace: Path, depth: str) -> None:
    subprocess.run(["rm", "-rf", str(workspace)], check=True)
    checkout(workspace.parent, f"--depth={depth}")
    assert git(workspace, "rev-parse", "--is-shallow-repository") == "true"
    done = lint(workspace)
    assert (places(done), done.err) == (CHANGED, "")


def test_a_base_that_was_not_fetched_is_fetched(workspace: Path) -> None:
    git(workspace, "update-ref", "-d", "refs/remotes/origin/main")
    assert places(lint(workspace)) == CHANGED


def test_a_base_that_does_not_exist_is_an_error(workspace: Path) -> None:
    done = lint(workspace, base="gone")
    assert done.code not in (0, 1)
    assert "gone" in done.err
    assert places(done) == []


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        ("news", CHANGED[1:]),
        ("changed.md\n\nnews/", CHANGED),
        ("*.md\r\n", CHANGED[:1]),
        ("**/*.MD", CHANGED[1:]),
        ("elsewhere", []),
    ],
)
def test_paths_narrow_what_is_linted(workspace: Path, paths: str, found: list[str]) -> None:
    done = lint(workspace, paths=paths)
    assert (places(done), done.code) == (found, 1 if found else 0)


def test_everything_is_linted_where_that_is_asked_for_or_there_is_no_pull_request(workspace: Path) -> None:
    everything = ["file=changed.md,line=1", "file=later.md,line=1", CHANGED[1], "file=old.md,line=1"]
    assert places(lint(workspace, changed_only="false")) == everything
    assert places(lint(workspace, base="")) == everything


def test_a_report_to_upload_is_there_even_where_no_article_changed(workspace: Path) -> None:
    done = lint(workspace, sarif_file="out.sarif")
    assert done.outputs == {"exit-code": "1", "sarif-file": "./out.sarif"}
    (log,) = json.loads((workspace / "out.sarif").read_text(encoding="utf-8"))["runs"]
    uris = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in log["results"]]
    assert uris == ["changed.md", "news/-new%2C%20article.MD"]
    done = lint(workspace, sarif_file="out.sarif", paths="elsewhere")
    assert (done.code, done.outputs["sarif-file"]) == (0, "./out.sarif")
    assert json.loads((workspace / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"] == []


def test_a_folder_of_the_repository_can_be_linted(workspace: Path) -> None:
    done = lint(workspace, working_directory="news", sarif_file="out.sarif")
    assert places(done) == CHANGED[1:], "named from the top of the repository"
    assert done.outputs["sarif-file"] == "news/out.sarif"


def test_options_are_passed_on_and_run_nothing(workspace: Path) -> None:
    done = lint(workspace, args="--fail-on=error\n--ignore\nno-wombat\n\n")
    assert (places(done), done.code) == ([], 0)
    done = lint(workspace, args="--exit-zero")
    assert (places(done), done.code, done.outputs["exit-code"]) == (CHANGED, 0, "0")
    done = lint(workspace, args="$(touch injected)", paths="; touch injected", sarif_file="`touch injected`")
    assert not list(workspace.rglob("injected"))
    assert done.code == 2


def test_only_changed_lines_can_be_reported(workspace: Path) -> None:
    git(workspace, "checkout", "-q", "-b", "work")
    put(workspace, "old.md", "A wombat.\n\nA new wombat.\n")
    git(workspace, "commit", "-q", "-a", "-m", "more")
    done = lint(workspace, args="--changed-since=origin/main", paths="old.md")
    assert (places(done), done.err) == (["file=old.md,line=3"], "")


@pytest.mark.network
def test_the_action_installs_itself(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    context = {"steps.python.outputs.python-path": sys.executable, "github.action_path": str(ROOT)}
    done = run_step(STEPS["install"], workspace, context)
    assert done.code == 0, done.err
    said = subprocess.run(
        [done.outputs["healthlint"], "--version"], cwd=workspace, capture_output=True, text=True
    )
    assert said.stdout.startswith("healthlint ")
