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
        ("a.md", 3, 1, "disable-next-line", ("cure-claim", "HL201"), 'quoted, "as it is"', 1, "A", day, 10),
        ("a.md", 6, 27, "disable-line", (), "", 1, "A", day, 10),
    ]
    assert audit(datetime.date(2024, 2, 1))[0][-1] == 0


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
    ((_, line, *_, author, _, age),) = audit()
    assert (line, author, age) == (6, "A", 10)


def test_without_git_there_is_no_author_and_a_message(root: Path) -> None:
    Path("a.md").write_text(ARTICLE)
    outcome = run("audit", "--no-config")
    assert "a.md:3:1: disable-next-line cure-claim, HL201: leaves out 1 finding\n" in outcome.out
    assert '  quoted, "as it is" (not committed)\n' in outcome.out
    assert "  no reason given (not committed)\n" in outcome.out
    assert outcome.out.endswith("2 suppressions in 1 file.\n")
    assert "a.md: no author is known: " in outcome.err
    assert outcome.code == 0


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
