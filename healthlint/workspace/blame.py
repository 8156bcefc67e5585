"""Who wrote the lines of a file last, and when: `git blame`."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from healthlint.workspace.git import GitError, run, top_of

_UNCOMMITTED = "0" * 40
#: Lines asked for in one command.
_MOST = 200


class Authored(NamedTuple):
    """Who wrote a line, and on which day (UTC)."""

    author: str
    day: datetime.date


class Blamed(NamedTuple):
    """What git knows of lines; those that are not committed yet are in neither."""

    written: dict[int, Authored]
    #: Lines that are as old as the history that a shallow clone has, or older.
    cut_off: frozenset[int] = frozenset()


def authors(path: str, lines: Iterable[int]) -> Blamed:
    """For lines of a file, which git counts by LF from 1, who wrote them.

    Raises GitError where git cannot tell: the file lies in no repository, or git is missing.
    """
    path = os.path.realpath(path)
    folder, name = os.path.split(path)
    top = top_of(folder)
    if not top:
        raise GitError(f"{folder} lies in no git repository: only a checkout knows ages")
    way = os.path.relpath(os.path.join(folder, name), top)
    wanted = sorted(set(lines))
    found: dict[int, tuple[str, Authored]] = {}
    try:
        for start in range(0, len(wanted), _MOST):
            ranges = (f"-L{line},{line}" for line in wanted[start : start + _MOST])
            found.update(_read(run(top, "blame", "--line-porcelain", *ranges, "--", way)))
    except GitError:
        if _is_committed(top, way):
            raise
    edge = _edge(top) if found else frozenset()
    cut_off = frozenset(line for line, (commit, _) in found.items() if commit in edge)
    return Blamed({line: one for line, (_, one) in found.items() if line not in cut_off}, cut_off)


def _is_committed(top: str, way: str) -> bool:
    """Whether the last commit has a file. Raises GitError where git cannot tell."""
    try:
        run(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except GitError as error:
        if str(error):
            raise
        return False
    return bool(run(top, "ls-tree", "-z", "HEAD", "--", way))


def _edge(top: str) -> frozenset[str]:
    """The commits at which the history of a shallow clone ends: all older lines are blamed on them."""
    name = os.fsdecode(run(top, "rev-parse", "--git-path", "shallow").removesuffix(b"\n"))
    try:
        with open(os.path.join(top, name), encoding="ascii") as file:
            return frozenset(file.read().split())
    except FileNotFoundError:
        return frozenset()


def _read(said: bytes) -> Iterator[tuple[int, tuple[str, Authored]]]:
    line, commit, author = 0, "", ""
    begins = True
    for row in said.split(b"\n"):
        if row.startswith(b"\t"):  # the line itself ends an entry
            begins = True
        elif begins and row:
            commit, _, number, *_ = row.decode("ascii", "replace").split(" ")
            line, begins = int(number), False
        elif row.startswith(b"author "):
            author = row[7:].decode("utf-8", "replace")
        elif row.startswith(b"author-time ") and commit != _UNCOMMITTED:
            seconds = int(row[12:])
            day = datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
            yield line, (commit, Authored(author, day))
