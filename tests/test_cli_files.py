"""``healthlint files``, and .healthlintignore."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from cli_helpers import run
from workspace_helpers import check, put


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which something is left out for each reason there is."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    root = tmp_path / "site"
    root.mkdir()
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    put(root, ".gitignore", "# made\n\nbuild/\n*.tmp.md\n")
    put(root, ".healthlintignore", "archive/\n!keep.tmp.md\n")
    put(root, "healthlint.yml", "exclude: [one.md, '*.de.md']\nextend-exclude: old\n")
    for name in ("a.md", "keep.tmp.md", "in/b.txt"):
        put(root, name, "Sage.\n")
    for name in ("build/x.md", "x.tmp.md", "archive/x.md", "in/x.de.md", "old/x.md", "pic.png"):
        put(root, name, "Sage.\n")
    put(root, "venv/pyvenv.cfg", "")
    put(root, "node_modules/x.md", "")
    (root / "link.md").symlink_to("a.md")
    (root / "loop").symlink_to(".")
    (root / "gone.md").symlink_to("nowhere.md")
    monkeypatch.chdir(root)
    return root


def test_it_lists_what_check_would_lint(site: Path) -> None:
    outcome = run("files")
    assert (outcome.code, outcome.out.splitlines()) == (0, ["a.md", "in/b.txt", "keep.tmp.md"])
    assert outcome.out.splitlines() == check(".").files
    assert run("files", "-0", "in").out == "in/b.txt\0"
    assert run("files", "archive/x.md").out == "archive/x.md\n", "named outright"


def test_it_says_why_the_others_are_left_out(site: Path) -> None:
    said = run("files", "--left-out").out.splitlines()
    assert said == [
        ".git: never looked into",
        "archive: `archive/` in .healthlintignore:1",
        "build: `build/` in .gitignore:3",
        "gone.md: a symbolic link that leads nowhere",
        "in/x.de.md: `*.de.md` in healthlint.yml:1:10 (exclude)",
        "link.md: another name of a.md",
        "loop: a symbolic link to a folder",
        "node_modules: never looked into",
        "old: `old` in healthlint.yml:2:17 (extend-exclude)",
        "venv: a virtual environment",
        "x.tmp.md: `*.tmp.md` in .gitignore:4",
        "and 4 files with other endings; --all lists them",
    ]
    assert "pic.png: no article by its ending" in run("files", "--left-out", "--all").out.splitlines()


def test_what_is_named_can_be_left_out_too(site: Path) -> None:
    named = ("archive/x.md", "in/x.de.md", "a.md", "build/x.md")
    assert run("files", "--force-exclude", *named).out.splitlines() == ["a.md", "build/x.md"]
    said = run("files", "--force-exclude", "--left-out", *named).out.splitlines()
    assert said == [
        "archive/x.md: `archive/` in .healthlintignore:1",
        "in/x.de.md: `*.de.md` in healthlint.yml:1:10 (exclude)",
    ]
    assert check(*named, force_exclude=True).files == ["a.md", "build/x.md"]


def test_healthlintignore_holds_below_its_folder_and_up_to_the_repository(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site, "in/deep/.healthlintignore", "/c.md\n!d.de.md\n")
    put(site, "in/.healthlintignore", "d*\n!deep\n")
    for name in ("c.md", "d.md", "more/c.md"):
        put(site, f"in/deep/{name}", "Sage.\n")
    put(site.parent, ".healthlintignore", "a.md\n")
    assert check("in").files == ["in/b.txt", "in/deep/more/c.md"]
    assert "a.md" in check(".").files, "the folder above the repository says nothing"
    monkeypatch.chdir(site / "in" / "deep")
    assert check(".").files == ["more/c.md"]
    assert check("d.md", force_exclude=True).files == []
    assert check("more/c.md", "../b.txt", force_exclude=True).files == ["../b.txt", "more/c.md"]


def test_healthlintignore_needs_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, ".healthlintignore", "docs/old/\n")
    put(tmp_path, "docs/old/a.md", "Sage.\n")
    put(tmp_path, "docs/b.md", "Sage.\n")
    monkeypatch.chdir(tmp_path)
    assert check("docs").files == ["docs/b.md"]
    assert check("docs/old").files == ["docs/old/a.md"], "named outright"
    assert check("docs/old", force_exclude=True).files == []


def test_a_folder_that_cannot_be_read_is_told_of(site: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    (site / "in").chmod(0)
    outcome = run("files")
    (site / "in").chmod(0o700)
    assert (outcome.code, outcome.out.splitlines()) == (2, ["a.md", "keep.tmp.md"])
    assert "in: permission denied" in outcome.err


def test_a_broken_configuration_is_told_of(site: Path) -> None:
    put(site, "in/healthlint.yml", "exlude: [b.txt]\n")
    outcome = run("files", "in")
    assert (outcome.code, outcome.out) == (2, "in/b.txt\nin/x.de.md\n")
    assert "in/healthlint.yml:1:1: unknown key `exlude`; did you mean `exclude`?" in outcome.err


def test_wrong_use(site: Path) -> None:
    for arguments, said in (
        (["--all"], "add --left-out"),
        (["-"], "standard input is no file"),
        (["--config", "a", "--no-config"], "contradict"),
        (["nowhere"], "nowhere: no such file or directory"),
    ):
        outcome = run("files", *arguments)
        assert outcome.code == 2
        assert said in outcome.err
