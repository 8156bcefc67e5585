"""What .gitignore and .healthlintignore leave out: in each folder from the top of the repository down.

Both have git's language. .healthlintignore is asked first, in all folders on the way, so that ``!drafts/`` in
it takes back what git does not keep; where it says nothing, .gitignore decides.
"""

from __future__ import annotations

import os

from healthlint.values import NamedTuple
from healthlint.workspace import patterns
from healthlint.workspace.result import shown

#: The file of patterns for healthlint alone.
OWN = ".healthlintignore"


class Level(NamedTuple):
    """The patterns of one file, seen from a folder at or below the one they are relative to."""

    #: The way from the patterns' folder to the one looked at: "" or "docs/old/".
    prefix: str
    patterns: patterns.Patterns
    #: Where the patterns stand: their file, or each of them by itself.
    origins: str | tuple[str, ...] = ()


#: The patterns that hold in a folder, those of the topmost file first.
Levels = tuple[Level, ...]


class Ignored(NamedTuple):
    """The levels that the two kinds of files give."""

    git: Levels = ()
    own: Levels = ()


def is_left_out(levels: Levels, name: str, is_folder: bool) -> bool:
    """Whether a name in the folder that the levels are seen from is left out.

    The last word is that of the deepest file that says anything, and in it of the last pattern that matches.
    """
    return _verdict(levels, name, is_folder) or False


def is_ignored(ignored: Ignored, name: str, is_folder: bool) -> bool:
    """Whether .healthlintignore or, where that says nothing, .gitignore leaves a name out."""
    said = _verdict(ignored.own, name, is_folder) if ignored.own else None
    return is_left_out(ignored.git, name, is_folder) if said is None else said


def why(levels: Levels, name: str, is_folder: bool) -> str:
    """The pattern that leaves a name out, and where it stands; "" where none does."""
    for level in reversed(levels):
        pattern = patterns.deciding(level.patterns, level.prefix + name, is_folder)
        if pattern is not None:
            place = _place(level.origins, pattern.number)
            return f"`{pattern.text}` in {place}" if pattern.leaves_out else ""
    return ""


def _place(origins: str | tuple[str, ...], number: int) -> str:
    return f"{shown(origins)}:{number}" if isinstance(origins, str) else origins[number - 1]


def _verdict(levels: Levels, name: str, is_folder: bool) -> bool | None:
    for level in reversed(levels):
        said = patterns.verdict(level.patterns, level.prefix + name, is_folder)
        if said is not None:
            return said
    return None


def above(folder: str) -> Ignored:
    """What the folders above a real path give, up to the one that holds .git.

    Without .git there is no .gitignore, and .healthlintignore counts up to the root. Neither counts where it
    leaves out the folder itself, for that was named outright.
    """
    names: list[str] = []
    top, in_git = folder, True
    while in_git and not os.path.lexists(os.path.join(top, ".git")):
        parent, name = os.path.split(top)
        if name:
            names.append(name)
            top = parent
        else:
            in_git = False
    ignored, out_of_git, out_of_own = Ignored(), not in_git, False
    for name in reversed(names):
        ignored = enter(ignored, top)
        out_of_own |= is_left_out(ignored.own, name, True)
        out_of_git |= is_left_out(ignored.git, name, True)
        ignored = below(ignored, name)
        top = os.path.join(top, name)
    return Ignored(() if out_of_git else ignored.git, () if out_of_own else ignored.own)


def own_why(path: str, is_folder: bool) -> str:
    """The pattern of a .healthlintignore that leaves out an absolute path, or a folder that it lies in; "" for
    none.
    """
    folder, name = os.path.split(path)
    if not name:
        return ""
    if not os.path.lexists(os.path.join(folder, ".git")):
        found = own_why(folder, True)
        if found:
            return found
    levels: Levels = ()
    prefix = ""
    while True:
        levels = _read(os.path.join(folder, OWN), prefix) + levels
        above, last = os.path.split(folder)
        if not last or os.path.lexists(os.path.join(folder, ".git")):
            return why(levels, name, is_folder)
        folder, prefix = above, f"{last}/{prefix}"


def enter(ignored: Ignored, folder: str) -> Ignored:
    """Add what a folder's own files say; at the top of a repository nothing from above holds."""
    git = os.path.join(folder, ".git")
    if os.path.lexists(git):
        ignored = Ignored(_read(os.path.join(git, "info", "exclude")))
    return Ignored(
        ignored.git + _read(os.path.join(folder, ".gitignore")),
        ignored.own + _read(os.path.join(folder, OWN)),
    )


def below(ignored: Ignored, name: str) -> Ignored:
    """The levels as seen from a folder one step down."""
    return Ignored(_below(ignored.git, name), _below(ignored.own, name))


def _below(levels: Levels, name: str) -> Levels:
    return tuple(level._replace(prefix=f"{level.prefix}{name}/") for level in levels)


def _read(path: str, prefix: str = "") -> Levels:
    """One level from a file, none where there is none or it cannot be read."""
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            found = patterns.parse_leniently(file.read().split("\n"))
    except OSError:
        return ()
    return (Level(prefix, found, path),) if found else ()
