"""What .gitignore files leave out, as git reads them: in each folder from the top of the repository down."""

from __future__ import annotations

import os
from typing import NamedTuple

from healthlint.workspace import patterns


class Level(NamedTuple):
    """The patterns of one file, seen from a folder at or below the one they are relative to."""

    #: The way from the patterns' folder to the one looked at: "" or "docs/old/".
    prefix: str
    patterns: patterns.Patterns
    #: Where each pattern was said; for those of a file, the file alone.
    origins: tuple[str, ...] = ()


#: The patterns that hold in a folder, those of the topmost file first.
Levels = tuple[Level, ...]


def is_left_out(levels: Levels, name: str, is_folder: bool) -> bool:
    """Whether a name in the folder that the levels are seen from is left out.

    The last word is that of the deepest file that says anything, and in it of the last pattern that matches.
    """
    for level in reversed(levels):
        said = patterns.verdict(level.patterns, level.prefix + name, is_folder)
        if said is not None:
            return said
    return False


def above(folder: str) -> Levels:
    """The levels that the folders above a real path give, up to the one that holds .git.

    None where there is no .git, and none where they leave out the folder itself: it was named outright.
    """
    names: list[str] = []
    top = folder
    while not os.path.lexists(os.path.join(top, ".git")):
        parent, name = os.path.split(top)
        if not name:
            return ()
        names.append(name)
        top = parent
    levels: Levels = ()
    for name in reversed(names):
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


def _read(path: str) -> Levels:
    """One level from a file, none where there is none or it cannot be read."""
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            found = patterns.parse_leniently(file.read().split("\n"))
    except OSError:
        return ()
    return (Level("", found),) if found else ()
