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


def authors(path: str, lines: Iterable[int]) -> dict[int, Authored]:
    """For lines of a file, which git counts by LF from 1, who wrote them.

    Lines that are not committed are left out. Raises GitError where git cannot tell: the file lies in no repository,
    is not tracked, or git is missing.
    """
    path = os.path.realpath(path)
    folder, name = os.path.split(path)
    top = top_of(folder)
    if not top:
        raise GitError(f"{folder} lies in no git repository")
    wanted = sorted(set(lines))
    found: dict[int, Authored] = {}
    for start in range(0, len(wanted), _MOST):
        ranges = (f"-L{line},{line}" for line in wanted[start : start + _MOST])
        way = os.path.relpath(os.path.join(folder, name), top)
        found.update(_read(run(top, "blame", "--line-porcelain", *ranges, "--", way)))
    return found


def _read(said: bytes) -> Iterator[tuple[int, Authored]]:
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
            yield line, Authored(author, day)
