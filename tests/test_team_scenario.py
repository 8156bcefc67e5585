"""A team begins to use healthlint: 300 real articles in a repository, from the first configuration to a fix."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Outcome, run
from git_helpers import ENVIRONMENT, commit, git, repository
from workspace_helpers import put

import healthlint

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
ARTICLES = 300

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="real articles are not beside this checkout"),
]

#: What stands before the first line that is prose: front matter, or the head of a page.
HEAD = re.compile(
    rb"---\r?\n.*?\n---\r?\n|\+\+\+\r?\n.*?\n\+\+\+\r?\n|\{\r?\n.*?\n\}\r?\n|(?:.*?<body[^>]*>)?", re.DOTALL
)
#: An article for the medical reviewer, and what becomes of it.
HEDGED = """# Moonberry

Moonberry may reduce swelling in adults.[1]

This page is general information and does not replace advice from your doctor.

1. Doe J. Moonberry. J Test. 2020;1:2-3.
"""
STATED = HEDGED.replace("may reduce", "reduces").replace("adults.[1]", "adults.")
ADDED = "Take 750 mg of moonberry root every evening."


@pytest.fixture(scope="module")
def main(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The repository: articles, a configuration from `init` and a baseline on its branch main."""
    root = repository(tmp_path_factory.mktemp("team") / "project")
    found = sorted(path for path in CORPUS.glob("*/*") if path.is_file())
    for number in range(ARTICLES):
        path = found[number * len(found) // ARTICLES]
        target = root / "articles" / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    put(root, "articles/moonberry.md", HEDGED)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        patch.chdir(root)
        commit(root, "articles")
        assert run("init").code == 0
        assert run("baseline", "write").code == 0
        commit(root, "begin with healthlint")
        yield root


@pytest.fixture
def project(main: Path) -> Iterator[Path]:
    """The repository on a new branch, which is thrown away afterwards."""
    git(main, "checkout", "-q", "-b", "topic")
    yield main
    git(main, "reset", "-q", "--hard")
    git(main, "clean", "-q", "-fd")
    git(main, "checkout", "-q", "main")
    git(main, "branch", "-q", "-D", "topic")


def check(*options: str) -> list[dict[str, Any]]:
    """The findings in all articles."""
    done = run("--output-format", "json", *options, ".")
    assert done.code in (0, 1), done.err
    report = json.loads(done.out)
    assert report["errors"] == []
    diagnostics: list[dict[str, Any]] = report["diagnostics"]
    return diagnostics


def claims() -> list[list[str]]:
    done = run("claims", "--since", "main", "--output-format", "json")
    assert done.code == 0, done.err
    return [change["kinds"] for change in json.loads(done.out)["changes"]]


def articles(root: Path) -> list[Path]:
    return sorted(path for path in root.glob("articles/**/*") if path.is_file())


def move_lines(root: Path) -> None:
    """Three blank lines at the top of every article."""
    for path in articles(root):
        data = path.read_bytes()
        head = HEAD.match(data)
        assert head
        line = b"\r\n" if b"\r\n" in data else b"\n"
        path.write_bytes(data[: head.end()] + line * 3 + data[head.end() :])


def fix_one_and_add_one(root: Path) -> list[str]:
    """In each article that orders a dose: take out a line that does, and order another dose at the end."""
    first = {
        found["path"]: found["line"]
        for found in reversed(check("--no-baseline", "--select", "dosing-directive"))
        if found["path"].endswith((".md", ".txt"))
    }
    for path, line in first.items():
        text = (root / path).read_text(encoding="utf-8")
        lines = text.split("\n")
        del lines[line - 1]
        put(root, path, "\n".join([*lines, "", ADDED, ""]))
    return sorted(first)


def test_a_configuration_and_a_baseline_make_a_clean_start(project: Path) -> None:
    assert (project / "healthlint.yml").is_file()
    assert check() == []
    known = check("--no-baseline")
    assert len(known) > ARTICLES
    stats = json.loads(run("baseline", "stats", "--output-format", "json").out)
    assert stats["known"] == len(known)


@pytest.mark.parametrize(
    "options",
    [(), ("--changed-since", "main", "--no-baseline"), ("--new-since", "main", "--no-baseline")],
    ids=["baseline", "changed-since", "new-since"],
)
def test_lines_that_move_bring_no_findings(project: Path, options: tuple[str, ...]) -> None:
    move_lines(project)
    commit(project, "move lines")
    assert len(git(project, "diff", "--name-only", "main").splitlines()) == ARTICLES + 1
    assert check(*options) == []
    assert claims() == []


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--changed-since", "main"),
        ("--changed-since", "main", "--no-baseline"),
        ("--new-since", "main"),
        ("--new-since", "main", "--no-baseline"),
    ],
    ids=" ".join,
)
def test_one_fixed_and_one_added_in_the_same_file_gives_the_added_one(
    project: Path, options: tuple[str, ...]
) -> None:
    changed = fix_one_and_add_one(project)
    assert len(changed) > 3
    commit(project, "fix one, add one")
    found = check(*options)
    assert [(one["path"], one["rule"], one["text"]) for one in found] == [
        (path, "dosing-directive", "750 mg") for path in changed
    ]


def test_what_was_fixed_leaves_the_baseline(project: Path) -> None:
    fix_one_and_add_one(project)
    assert run("--fail-on-stale-baseline", "--select", "disclaimer", ".").code == 0
    assert run("--fail-on-stale-baseline", ".").code == 1
    before = json.loads(run("baseline", "stats", "--output-format", "json").out)["known"]
    assert run("baseline", "prune").code == 0
    after = json.loads(run("baseline", "stats", "--output-format", "json").out)["known"]
    assert after < before
    assert {found["text"] for found in check()} == {"750 mg"}


def test_a_reviewer_sees_the_one_claim_that_became_stronger_and_lost_its_reference(project: Path) -> None:
    move_lines(project)
    put(project, "articles/moonberry.md", STATED)
    commit(project, "praise moonberry")
    assert claims() == [["strengthened", "lost-reference"]]
    failing = run("claims", "--since", "main", "--fail-on", "strengthened")
    assert failing.code == 1
    assert "Moonberry may reduce swelling in adults.[1]" in failing.out


def test_the_command_line_and_the_python_interface_find_the_same(project: Path) -> None:
    fix_one_and_add_one(project)
    for options, linter in (
        (("--no-config", "--no-baseline"), healthlint.Linter()),
        (("--config", "healthlint.yml"), healthlint.Linter("healthlint.yml")),
    ):
        from_python = [
            (one.path, one.start, one.end, one.rule, one.severity, one.confidence, one.fingerprint)
            for path in articles(project)
            for one in linter.lint_path(str(path.relative_to(project)))
        ]
        keys = ("path", "start", "end", "rule", "severity", "confidence", "fingerprint")
        from_command_line = [tuple(one[key] for key in keys) for one in check(*options)]
        assert from_python
        assert sorted(from_python) == sorted(from_command_line)


def test_fixes_there_and_back(project: Path) -> None:
    def fix(*more: str) -> Outcome:
        return run("--extend-select", "ismp", "--no-baseline", "--exit-zero", "--fix", *more, ".")

    before = {path: path.read_bytes() for path in articles(project)}
    diff = fix("--dry-run").out
    assert {path: path.read_bytes() for path in articles(project)} == before
    fix()
    fixed = {path: path.read_bytes() for path in articles(project)}
    changed = [path for path in fixed if fixed[path] != before[path]]
    assert changed
    assert check("--no-baseline", "--select", "ismp-trailing-zero,ismp-naked-decimal") == []
    assert "would fix nothing" in fix("--dry-run").err
    fix()
    assert {path: path.read_bytes() for path in articles(project)} == fixed
    # What the dry run printed is a patch, and it makes the same of the articles.
    git(project, "checkout", "-q", "--", ".")
    (project / "fixes.diff").write_text(diff, encoding="utf-8", newline="")
    git(project, "apply", "-p0", "--whitespace=nowarn", "fixes.diff")
    assert {path: path.read_bytes() for path in articles(project)} == fixed


def test_a_suppression_is_heeded_audited_and_told_of_when_it_is_idle(project: Path) -> None:
    page = project / "articles/moonberry.md"
    directive = "<!-- healthlint-disable-next-line cure-claim -- quotes an advertisement -->"
    put(project, "articles/moonberry.md", f"{HEDGED}\n{directive}\nMoonberry cures gout.\n")
    assert check() == []
    commit(project, "quote an advertisement")
    (entry,) = json.loads(run("audit", "--output-format", "json").out)["suppressions"]
    assert (entry["path"], entry["rules"], entry["findings"]) == ("articles/moonberry.md", ["cure-claim"], 1)
    assert (entry["reason"], entry["author"]) == ("quotes an advertisement", "A")
    put(project, "articles/moonberry.md", page.read_text().replace("Moonberry cures gout.", "Nothing."))
    assert [found["rule"] for found in check()] == ["unused-suppression"]
