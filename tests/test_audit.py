"""``healthlint audit``: all suppressions, with reason, author and age."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path

import pytest
from cli_helpers import run
from git_helpers import commit, git, repository

from healthlint.workspace.audit import entries
from healthlint.workspace.result import Options
from healthlint.workspace.run import check_paths

CURE = "Moonberry cures insomnia."
ARTICLE = f"""\
# Sleep

<!-- healthlint-disable-next-line cure-claim, HL201 -- quoted, "as it is" -->
{CURE}

{CURE} <!-- healthlint-disable-line -->
"""


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = repository(tmp_path / "site")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def dated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2024-03-01T12:00:00Z")


def audit(today: datetime.date = datetime.date(2024, 3, 11)) -> list[tuple[object, ...]]:
    result = check_paths(["."], Options(no_config=True, cache=False))
    return [tuple(entry) for entry in entries(result, today)]


def test_each_has_place_rules_reason_author_and_age(root: Path, dated: None) -> None:
    Path("a.md").write_text(ARTICLE)
    commit(root)
    day = datetime.date(2024, 3, 1)
    assert audit() == [
        (
            "a.md",
            3,
            1,
            "disable-next-line",
            ("cure-claim", "HL201"),
            'quoted, "as it is"',
            1,
            "A",
            day,
            10,
            "",
        ),
        ("a.md", 6, 27, "disable-line", (), "", 1, "A", day, 10, ""),
    ]
    assert audit(datetime.date(2024, 2, 1))[0][9] == 0


def test_lines_that_moved_keep_their_author_and_new_ones_have_none(root: Path, dated: None) -> None:
    Path("a.md").write_text(ARTICLE)
    commit(root)
    Path("a.md").write_text(f"New.\n\n{CURE} <!-- healthlint-disable-line -- new -->\n\n{ARTICLE}")
    assert [(one[1], one[5], one[9]) for one in audit()] == [
        (3, "new", None),
        (7, 'quoted, "as it is"', 10),
        (10, "", 10),
    ]


def test_line_ends_that_git_does_not_know_mislead_nobody(root: Path, dated: None) -> None:
    Path("a.md").write_bytes(
        f"One.\rTwo.\r\rThree.\n\n{CURE} <!-- healthlint-disable-line -- x -->\n".encode()
    )
    commit(root)
    ((_, line, *_, author, _, age, _),) = audit()
    assert (line, author, age) == (6, "A", 10)


@pytest.mark.parametrize("state", ["no commits", "untracked", "added", "edited"])
def test_what_is_not_committed_yet_is_new(root: Path, state: str) -> None:
    if state != "no commits":
        Path("b.md").write_text("Wombats dig.\n")
        if state == "edited":
            Path("a.md").write_text("Wombats sleep.\n")
        commit(root)
    Path("a.md").write_text(ARTICLE)
    if state == "added":
        git(root, "add", "a.md")
    outcome = run("audit", "--no-config", "--fail-older-than", "0")
    assert "a.md:3:1: disable-next-line cure-claim, HL201: leaves out 1 finding\n" in outcome.out
    assert '  quoted, "as it is" (not committed yet)\n' in outcome.out
    assert "  no reason given (not committed yet)\n" in outcome.out
    files = "1 file" if state == "no commits" else "2 files"
    assert outcome.out.endswith(f"2 suppressions in {files}.\n")
    assert (outcome.err, outcome.code) == ("", 0)


def assert_age_unknown(cause: str) -> None:
    """An age limit cannot be kept, and what there is is listed without one."""
    listed = run("audit", "--no-config")
    assert listed.code == 0
    assert "  no reason given (age unknown)\n" in listed.out
    assert f"a.md: age unknown: {cause}" in listed.err
    limited = run("audit", "--no-config", "--fail-older-than", "30")
    assert limited.code == 2
    assert cause in limited.err
    assert "--fail-older-than cannot tell: the age of 2 suppressions is unknown" in limited.err


def test_outside_a_checkout_an_age_limit_cannot_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    monkeypatch.chdir(outside)
    Path("a.md").write_text(ARTICLE)
    assert_age_unknown(f"{outside} lies in no git repository: only a checkout knows ages")
    Path("a.md").write_text("Wombats dig.\n")
    assert run("audit", "--no-config", "--fail-older-than", "30").code == 0


def test_without_git_an_age_limit_cannot_be_kept(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.md").write_text(ARTICLE)
    commit(root)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert_age_unknown("git is not installed, or not on PATH: install it")


def test_in_a_shallow_clone_an_age_limit_cannot_be_kept(
    root: Path, dated: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.md").write_text(ARTICLE)
    commit(root)
    Path("b.md").write_text("Wombats dig.\n")
    commit(root)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert_age_unknown("this is a shallow clone: `git fetch --unshallow`, or `fetch-depth: 0`")
    git(Path.cwd(), "fetch", "-q", "--unshallow")
    assert run("audit", "--no-config", "--fail-older-than", "30").code == 1


def test_in_a_shallow_clone_lines_of_its_own_history_have_their_age(
    root: Path, dated: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("b.md").write_text("Wombats dig.\n")
    commit(root)
    Path("a.md").write_text(ARTICLE)
    commit(root)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    git(tmp_path / "shallow", "fetch", "-q", "--deepen", "1")
    git(tmp_path, "clone", "-q", f"file://{root}", "full")
    for clone in ("shallow", "full"):
        monkeypatch.chdir(tmp_path / clone)
        assert [one[9] for one in audit()] == [10, 10]


def test_json_and_csv_say_the_same(root: Path, dated: None) -> None:
    Path("a.md").write_text(ARTICLE.replace("quoted,", "=1+1,"))
    commit(root)
    data = json.loads(run("audit", "--output-format", "json").out)
    assert data["summary"] == {"files": 1, "suppressions": 2}
    one, two = data["suppressions"]
    assert (one["path"], one["line"], one["rules"], one["findings"]) == (
        "a.md",
        3,
        ["cure-claim", "HL201"],
        1,
    )
    assert (one["author"], one["date"]) == ("A", "2024-03-01")
    assert one["age_days"] > 300
    assert two["reason"] == ""
    rows = list(csv.DictReader(io.StringIO(run("audit", "--output-format", "csv").out)))
    assert [row["rules"] for row in rows] == ["cure-claim HL201", ""]
    assert rows[0]["reason"].startswith("'=1+1"), "a spreadsheet runs no formula"
    assert rows[0]["age_days"] == str(one["age_days"])


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 0, ""),
        (("--fail-without-reason",), 1, "1 suppression without a reason"),
        (("--fail-older-than", "30"), 1, "2 suppressions older than 30 days"),
        (("--fail-older-than", "100000"), 0, ""),
        (("--fail-older-than", "soon"), 2, "--fail-older-than takes a number of days"),
        (("-",), 2, "standard input has no history"),
    ],
)
def test_what_fails(root: Path, dated: None, arguments: tuple[str, ...], code: int, said: str) -> None:
    Path("a.md").write_text(ARTICLE)
    commit(root)
    outcome = run("audit", *arguments)
    assert outcome.code == code
    assert said in outcome.err


def test_unused_ones_are_listed_too(root: Path) -> None:
    Path("a.md").write_text("Garlic grows. <!-- healthlint-disable-line cure-claim -- x -->\n")
    assert "leaves out nothing" in run("audit").out


def test_names_that_git_could_take_for_options_are_names(root: Path, dated: None) -> None:
    Path("-x :(a).md").write_text(ARTICLE)
    git(root, "add", "-A")
    commit(root)
    assert [one[9] for one in audit()] == [10, 10]
