"""What .gitignore files leave out, as git reads them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Level(NamedTuple):
    """The patterns of one file, seen from a folder at or below the one they are relative to."""

    #: The way from the patterns' folder to the one looked at: "" or "docs/old/".
    prefix: str
    patterns: GitIgnoreSpec


#: The patterns that hold in a folder, those of the topmost file first.
Levels = tuple[Level, ...]


def is_left_out(levels: Levels, name: str, is_folder: bool) -> bool:
    """Whether a name in the folder that the levels are seen from is left out.

    The last word is that of the deepest file that says anything, and in it of the last pattern that matches.
    """
    end = "/" if is_folder else ""
    for level in reversed(levels):
        verdict = level.patterns.check_file(f"{level.prefix}{name}{end}").include
        if verdict is not None:
            return verdict
    return False


def above(folder: str) -> Levels:
    """The levels that the folders above a real path give, up to the one that holds .git.

    None where there is no .git, and none where they leave out the folder itself: it was named outright.
    """
    parts: list[str] = []
    top = folder
    while not os.path.lexists(os.path.join(top, ".git")):
        parent, name = os.path.split(top)
        if not name:
            return ()
        parts.append(name)
        top = parent
    levels: Levels = ()
    for name in reversed(parts):
        levels = enter(levels, top)
        if is_left_out(levels, name, True):
            return ()
        levels = below(levels, name)
        top = os.path.join(top, name)
    return levels


def enter(levels: Levels, folder: str) -> Levels:
    """Add what a folder's own .gitignore says; at the top of a repository nothing from above holds."""
    git = os.path.join(folder, ".git")
    if os.path.lexists(git):
        levels = _read(os.path.join(git, "info", "exclude"))
    return levels + _read(os.path.join(folder, ".gitignore"))


def below(levels: Levels, name: str) -> Levels:
    """The levels as seen from a folder one step down."""
    return tuple(Level(f"{level.prefix}{name}/", level.patterns) for level in levels)


def parse_patterns(lines: Iterable[str]) -> GitIgnoreSpec:
    """Patterns in .gitignore's language. Raises ValueError, naming the first pattern that cannot be read."""
    from pathspec import GitIgnoreSpec

    lines = list(lines)
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line], backend="simple")
        except (ValueError, re.error):
            raise ValueError(f"not a pattern as in .gitignore: {line!r}") from None
    return GitIgnoreSpec.from_lines(lines, backend="simple")  # other engines refuse names that are not UTF-8


def _read(path: str) -> Levels:
    """One level from a file, none where there is none. Lines that are no patterns are skipped, as by git."""
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return ()
    usable = []
    for line in lines:
        try:
            parse_patterns([line])
        except ValueError:
            continue
        usable.append(line)
    return (Level("", parse_patterns(usable)),) if usable else ()
