"""What the articles of a run suppress: where, why, who wrote it and how old that is."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from healthlint.source import Source
from healthlint.workspace.blame import Blamed, authors
from healthlint.workspace.discovery import reason
from healthlint.workspace.git import DEEPEN, GitError

if TYPE_CHECKING:
    from healthlint.suppression import Suppression
    from healthlint.workspace.result import RunResult


class Entry(NamedTuple):
    """One suppression in an article."""

    path: str
    line: int
    column: int
    #: "disable", "disable-file", "disable-line" or "disable-next-line".
    directive: str
    #: As the article names them; empty for all.
    rules: tuple[str, ...]
    reason: str
    #: How many findings it leaves out.
    findings: int
    #: "" and None where it is not committed yet, or where `unknown` says why git does not know.
    author: str = ""
    day: datetime.date | None = None
    #: Whole days from then to the day of the run, 0 for days to come; None without `day`.
    age: int | None = None
    #: Why the age is not known and what to do about it.
    unknown: str = ""


def entries(result: RunResult, today: datetime.date) -> list[Entry]:
    """All suppressions of the articles of a run, in order. Why git does not know an age is added to its messages."""
    used = Counter(id(one.by) for one in result.suppressed)
    found = []
    told: set[str] = set()
    for path, items in result.suppressions.items():
        blamed = Blamed({})
        lines: dict[Suppression, int] = {}
        unknown = ""
        try:
            lines = _git_lines(path, items)
            blamed = authors(path, lines.values())
        except OSError as error:
            unknown = reason(error)
        except GitError as error:
            unknown = str(error)
        for item in items:
            line = lines.get(item, 0)
            by = blamed.written.get(line)
            entry = Entry(
                path, item.line, item.column, item.directive, item.names, item.reason, used[id(item)]
            )
            if by is not None:
                entry = entry._replace(author=by.author, day=by.day, age=max(0, (today - by.day).days))
            else:
                entry = entry._replace(unknown=DEEPEN if line in blamed.cut_off else unknown)
            if entry.unknown and entry.unknown not in told:
                told.add(entry.unknown)
                result.messages.append(f"{path}: age unknown: {entry.unknown}")
            found.append(entry)
    return found


def _git_lines(path: str, items: tuple[Suppression, ...]) -> dict[Suppression, int]:
    """The lines that suppressions stand on as git counts them: a lone CR ends none."""
    with open(path, "rb") as file:
        text = Source.from_bytes(file.read(), path).text
    return {item: text.count("\n", 0, item.start) + 1 for item in items}
