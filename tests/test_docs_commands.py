"""The commands in README.md and docs/ are ones that healthlint has, with options that they have."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from cli_helpers import run

from healthlint.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md")] + sorted((ROOT / "docs").glob("*.md"))
#: A line of a listing, or inline code.
COMMAND = re.compile(r"^(?: {4}|\$ )(healthlint\b.*)$|`(healthlint\b[^`\n]*)`", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*")
COMMANDS_OF_PAGES = sorted(
    {
        (page.name, match[1] or match[2])
        for page in PAGES
        for match in COMMAND.finditer(page.read_text("utf-8"))
    }
)


@cache
def help_of(command: str) -> str:
    done = run(command, "--help")
    assert done.code == 0
    return done.out


def test_commands_are_found() -> None:
    assert len(COMMANDS_OF_PAGES) > 60


@pytest.mark.parametrize(("page", "line"), COMMANDS_OF_PAGES)
def test_a_command_has_the_options_shown(page: str, line: str) -> None:
    # What follows two blanks tells people what the command does.
    words = re.split(r" {2,}| [|<>#] | \d?[<>]", line)[0].split()
    command = words[1] if len(words) > 1 and words[1] in COMMANDS else "check"
    for option in OPTION.findall(" ".join(words[1:])):
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", help_of(command)), f"{page}: {line}"
