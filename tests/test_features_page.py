"""docs/features.md says nothing that cannot be looked up: its tests and options are there, its cells say how they
are known.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_helpers import run

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "features.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and "::" in line
]
#: Columns: the feature, the command, its tests, and five others; the claims have no others.
OURS = 3
KNOWN = re.compile(r"-|.*: [th]|h: none|.*\[[VPTRE]\d+\](, not tried)?")
COMMANDS = ("check", "baseline", "claims", "init", "files", "config", "schema", "audit")


def test_there_are_rows_of_one_length() -> None:
    assert len(ROWS) > 60
    assert {len(row) for row in ROWS} == {OURS, OURS + 5}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_test_is_there(row: list[str]) -> None:
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", row[2])
    assert named
    for file, test in named:
        assert f"\ndef {test}(" in (TESTS / file).read_text(encoding="utf-8"), (file, test)


def test_each_option_is_one() -> None:
    help_texts = "".join(run(command, "--help").out for command in COMMANDS)
    named = {option for row in ROWS for option in re.findall(r"--[a-z][a-z-]+", row[1])}
    assert len(named) > 10
    config = run("config", "show", "--help").out
    assert {option for option in named if option not in help_texts + config} == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_cell_about_others_says_how_it_is_known(row: list[str]) -> None:
    for cell in row[OURS:]:
        parts = cell.split("; ") if cell else []
        assert all(KNOWN.fullmatch(part) for part in parts), cell


def test_each_mark_of_a_page_has_its_address() -> None:
    used = set(re.findall(r"\[([VPTRE]\d+)\]", PAGE))
    assert used
    assert used == set(re.findall(r"^\[([VPTRE]\d+)\]: https://\S+$", PAGE, re.MULTILINE))
