"""--changed-since and --new-since: what a branch changed, and what it brought."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cli_helpers import run
from git_helpers import ENVIRONMENT, commit, git, repository
from hypothesis import given
from hypothesis import strategies as st
from workspace_helpers import put

from healthlint.changes import changed_lines

DISCLAIMER = "This page is for general information only and is no substitute for advice from your doctor.\n"
HEAD = f"# Herbs\n\n{DISCLAIMER}\n"
CLAIMS = "Turmeric cures arthritis.\n\nGinger relieves nausea.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one article on main, and a branch from it that is checked out."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    root = repository(tmp_path / "project")
    monkeypatch.chdir(root)
    put(root, "docs/herbs.md", HEAD + CLAIMS)
    commit(root)
    git(root, "checkout", "-q", "-b", "topic")
    return root


def reported(*arguments: str) -> list[tuple[str, str]]:
    done = run(*arguments, "--output-format", "json")
    assert done.code != 2, done.err
    return [(item["path"], item["text"]) for item in json.loads(done.out)["diagnostics"]]


def texts(*arguments: str) -> list[str]:
    return [text for _, text in reported(*arguments)]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


BOTH = pytest.mark.parametrize("option", ["--changed-since", "--new-since"])


@BOTH
def test_nothing_changed_gives_nothing(project: Path, option: str) -> None:
    assert texts(".") == ["cures arthritis", "relieves nausea"]
    assert reported(option, "main", ".") == []


@BOTH
@pytest.mark.parametrize("state", ["committed", "staged", "worktree", "untracked"])
def test_a_change_counts_in_every_state(project: Path, option: str, state: str) -> None:
    if state == "untracked":
        put(project, "docs/new.md", f"{HEAD}Zinc prevents colds.\n")
    else:
        edit(
            project / "docs/herbs.md",
            "Ginger relieves nausea.",
            "Ginger relieves nausea.\n\nZinc prevents colds.",
        )
        if state == "staged":
            git(project, "add", "-A")
        elif state == "committed":
            commit(project)
    assert texts(option, "main", ".") == ["prevents colds"]


def test_moved_lines_are_no_change(project: Path) -> None:
    edit(project / "docs/herbs.md", "Turmeric", "A line.\n\nAnother one.\n\nTurmeric")
    assert reported("--changed-since", "main", ".") == []
    assert reported("--new-since", "main", ".") == []


def test_a_touched_line_shows_what_was_there_before_and_new_since_does_not(project: Path) -> None:
    edit(project / "docs/herbs.md", "Ginger relieves nausea.", "It rains. Ginger relieves nausea.")
    assert texts("--changed-since", "main", ".") == ["relieves nausea"]
    assert reported("--new-since", "main", ".") == []


def test_fix_one_add_one_shows_the_added_one(project: Path) -> None:
    edit(project / "docs/herbs.md", "Ginger relieves nausea.", "Ginger relieves pain.")
    assert texts("--new-since", "main", ".") == ["relieves pain"]
    assert texts("--changed-since", "main", ".") == ["relieves pain"]


def test_a_sentence_counts_as_a_whole(project: Path) -> None:
    page = put(
        project, "docs/long.md", f"{HEAD}In one small trial, people\nfound that turmeric\neases joint pain.\n"
    )
    commit(project)
    edit(page, "In one small trial, people\nfound that turmeric\n", "Bright yellow\nturmeric\n")
    assert texts("--changed-since", "HEAD", ".") == ["eases joint pain"]


def test_a_line_that_is_taken_out_changes_the_sentence_around_it(project: Path) -> None:
    page = put(
        project,
        "docs/long.md",
        f"{HEAD}Turmeric, an old spice,\nmay perhaps\nease joint pain.\n\nZinc prevents colds.\n",
    )
    commit(project)
    edit(page, "may perhaps\nease", "ease")
    assert run("--changed-since", "HEAD", "--min-confidence", "low", ".").code in (0, 1)
    edit(page, "spice,\nease", "spice,\neases")
    assert texts("--changed-since", "HEAD", ".") == ["eases joint pain"]


def test_the_comparison_is_with_where_the_branch_left(project: Path) -> None:
    git(project, "checkout", "-q", "main")
    edit(project / "docs/herbs.md", "Turmeric cures arthritis.", "Turmeric is a spice.")
    commit(project, "main goes on")
    git(project, "checkout", "-q", "topic")
    put(project, "docs/zinc.md", f"{HEAD}Zinc prevents colds.\n")
    commit(project)
    for option in ("--changed-since", "--new-since"):
        assert reported(option, "main", ".") == [("docs/zinc.md", "prevents colds")]


def test_a_finding_about_the_whole_page_counts_where_the_page_is_new_or_had_it_not(project: Path) -> None:
    bare = "# Bare\n\nZinc and magnesium are minerals for the immune system and sleep.\n"
    page = put(project, "docs/bare.md", bare)
    assert reported("--changed-since", "main", ".") == [("docs/bare.md", "")]
    commit(project)
    edit(page, "minerals", "well known minerals")
    assert reported("--changed-since", "HEAD", ".") == []
    assert reported("--new-since", "HEAD", ".") == []
    edit(project / "docs/herbs.md", DISCLAIMER, "")
    for option in ("--changed-since", "--new-since"):
        assert reported(option, "HEAD", ".") == [("docs/herbs.md", "")]


@BOTH
@pytest.mark.parametrize("tells_git", [True, False])
def test_a_renamed_file_is_no_new_file(project: Path, option: str, tells_git: bool) -> None:
    filler = "\n".join(f"Line {number} is about the kitchen.\n" for number in range(20))
    put(project, "docs/long.md", f"{HEAD}{CLAIMS}\n{filler}")
    commit(project)
    (project / "other").mkdir()
    (project / "docs/long.md").rename(project / "other/längste “datei”\n.md")
    edit(project / "other/längste “datei”\n.md", "Line 7 is", "Zinc prevents colds. Line 7 is")
    if tells_git:
        git(project, "add", "-A")
    assert texts(option, "HEAD", ".") == ["prevents colds"]


@BOTH
def test_names_with_quotes_blanks_and_accents(project: Path, option: str) -> None:
    name = "docs/a \"b\" 'c' é\t日本 -x.md"
    put(project, name, HEAD + CLAIMS)
    commit(project)
    assert reported(option, "HEAD", ".") == []
    edit(project / name, "Ginger relieves nausea.", "Ginger relieves pain.")
    assert reported(option, "HEAD", ".") == [(name, "relieves pain")]


@BOTH
def test_line_ends_and_encodings_are_no_change(project: Path, option: str) -> None:
    page = project / "docs/wide.md"
    page.write_bytes((HEAD + CLAIMS).encode("utf-16"))
    commit(project)
    text = (HEAD + CLAIMS).replace("\n", "\r\n").replace("Turmeric", "Zinc prevents colds.\r\n\r\nTurmeric")
    page.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert texts(option, "HEAD", ".") == ["prevents colds"]


@BOTH
def test_a_file_in_conflict_is_compared_too(project: Path, option: str) -> None:
    edit(project / "docs/herbs.md", "Ginger relieves nausea.", "Ginger relieves pain.")
    commit(project)
    git(project, "checkout", "-q", "main")
    edit(project / "docs/herbs.md", "Ginger relieves nausea.", "Ginger prevents stroke.")
    commit(project)
    with pytest.raises(AssertionError):
        git(project, "merge", "topic")
    assert "relieves pain" in texts(option, "topic", ".")


@BOTH
def test_a_baseline_and_a_change_go_together(project: Path, option: str) -> None:
    put(project, "docs/zinc.md", f"{HEAD}Zinc prevents colds.\n")
    run("baseline", "write")
    put(project, "docs/iron.md", f"{HEAD}Iron relieves fatigue.\n")
    assert reported(option, "main", ".") == [("docs/iron.md", "relieves fatigue")]


@BOTH
def test_standard_input_is_compared_with_the_file_it_is_named_after(project: Path, option: str) -> None:
    text = (HEAD + CLAIMS).replace("Ginger relieves nausea.", "Ginger relieves pain.")
    edit(project / "docs/herbs.md", "Ginger relieves nausea.", "Ginger relieves pain.")
    done = run("-", "--stdin-filename", "docs/herbs.md", option, "main", stdin=text.encode())
    assert "relieves pain" in done.out
    assert "arthritis" not in done.out


@BOTH
def test_what_git_is_told_to_run_is_not_run(project: Path, option: str) -> None:
    trap = put(project, "trap.sh", "#!/bin/sh\ntouch sprung\n")
    trap.chmod(0o755)
    for key in ("diff.external", "core.fsmonitor", "diff.md.textconv"):
        git(project, "config", key, str(trap))
    put(project, ".gitattributes", "*.md diff=md\n")
    edit(project / "docs/herbs.md", "Ginger relieves nausea.", "Ginger relieves pain.")
    assert texts(option, "main", ".") == ["relieves pain"]
    assert not (project / "sprung").exists()


@BOTH
def test_a_hook_s_environment_does_not_mislead(
    project: Path, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(project / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(project / "nothing"))
    assert reported(option, "main", ".") == []


@BOTH
def test_a_worktree_has_a_past_of_its_own(project: Path, option: str) -> None:
    git(project, "worktree", "add", "-q", "-b", "other", "trees/other")
    edit(project / "trees/other/docs/herbs.md", "Ginger relieves nausea.", "Ginger relieves pain.")
    assert reported(option, "main", "trees/other") == [("trees/other/docs/herbs.md", "relieves pain")]


@BOTH
def test_a_submodule_is_compared_with_the_commit_that_the_branch_had_of_it(
    project: Path, tmp_path: Path, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = repository(tmp_path / "shared")
    put(shared, "zinc.md", f"{HEAD}Zinc prevents colds.\n")
    commit(shared)
    git(project, "submodule", "add", "-q", str(shared), "shared")
    assert texts(option, "main", ".") == ["prevents colds"], "main has no such submodule"
    commit(project)
    assert reported(option, "HEAD", ".") == []
    put(project / "shared", "iron.md", f"{HEAD}Iron relieves fatigue.\n")
    assert reported(option, "HEAD", ".") == [("shared/iron.md", "relieves fatigue")]
    monkeypatch.chdir(project / "shared")
    assert reported(option, "HEAD", ".") == [("iron.md", "relieves fatigue")]


def failing(*arguments: str) -> str:
    done = run(*arguments)
    assert done.code == 2, done
    assert "Traceback" not in done.err
    return done.err


@BOTH
def test_an_unknown_commit_is_told_of_with_the_remedy(project: Path, option: str) -> None:
    said = failing(option, "origin/mian", ".")
    assert f"{option} origin/mian: " in said
    assert "has no commit origin/mian: `git fetch origin origin/mian` may bring it" in said
    assert said.count("\n") == 1, "once, not for each file"
    assert "is no name of a commit" in failing(f"{option}=--output=x", ".")
    assert not (project / "x").exists()


@BOTH
def test_a_shallow_clone_is_told_of_with_the_remedy(
    project: Path, tmp_path: Path, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(project, "second")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", "clone")
    monkeypatch.chdir(tmp_path / "clone")
    assert "this is a shallow clone: `git fetch --unshallow`" in failing(option, "main", ".")
    git(tmp_path / "clone", "fetch", "-q", "--depth", "1", "origin", "main")
    assert "no history in common" in failing(option, "FETCH_HEAD", ".")
    git(tmp_path / "clone", "fetch", "-q", "--unshallow", "origin", "main:main")
    assert reported(option, "main", ".") == []


@BOTH
def test_outside_a_repository(tmp_path: Path, option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a/x.md", HEAD)
    put(tmp_path, "a/y.md", HEAD)
    monkeypatch.chdir(tmp_path)
    said = failing(option, "main", ".")
    assert "lies in no git repository" in said
    assert said.count("\n") == 1, "once for a folder"


@BOTH
def test_no_commits_no_history_no_git(
    project: Path, tmp_path: Path, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(project, "checkout", "-q", "--orphan", "alone")
    commit(project, "alone")
    assert "main and HEAD have no history in common" in failing(option, "main", ".")
    fresh = repository(tmp_path / "fresh")
    put(fresh, "x.md", HEAD)
    monkeypatch.chdir(fresh)
    assert "has no commit main" in failing(option, "main", ".")
    assert "has no commits yet" in failing(option, "HEAD", ".")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed, or not on PATH" in failing(option, "main", ".")


def test_the_two_options_are_told_apart(project: Path) -> None:
    assert "give one of them" in failing("--changed-since", "main", "--new-since", "main", ".")


LINES = st.lists(st.sampled_from(["", "a", "b", "c", "d e"]), max_size=12)


@given(LINES, LINES)
def test_what_is_no_changed_line_was_there_before(old: list[str], new: list[str]) -> None:
    ranges = changed_lines(old, new)
    changed = {number for first, last in ranges for number in range(first, last + 1)}
    kept = [line for number, line in enumerate(new, 1) if number not in changed]
    rest = iter(old)
    assert all(line in rest for line in kept), "in the old order"
    assert bool(ranges) == (old != new)
    assert all(1 <= first <= last + 1 <= len(new) + 1 for first, last in ranges)
    assert sorted(ranges) == ranges


def test_paths_are_found_from_any_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(project / "docs/herbs.md", "Ginger relieves nausea.", "Ginger relieves pain.")
    monkeypatch.chdir(project / "docs")
    assert texts("--new-since", "main", "herbs.md") == ["relieves pain"]
    os.symlink(project, project.parent / "link")
    monkeypatch.chdir(project.parent)
    assert texts("--new-since", "main", "link/docs") == ["relieves pain"]
