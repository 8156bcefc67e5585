"""What the articles of a run suppress: where, why, who wrote it and how old that is."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from healthlint.source import Source
from healthlint.workspace.blame import Authored, authors
from healthlint.workspace.git import GitError

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
    #: "" and None where git does not know: it is not committed, or the file is not tracked.
    author: str = ""
    day: datetime.date | None = None
    #: Whole days from then to the day of the run, 0 for days to come; None without `day`.
    age: int | None = None


def entries(result: RunResult, today: datetime.date) -> list[Entry]:
    """All suppressions of the articles of a run, in order. Why git knows no authors is added to its messages."""
    used = Counter(id(one.by) for one in result.suppressed)
    found = []
    told: set[str] = set()
    for path, items in result.suppressions.items():
        written: Mapping[int, Authored] = {}
        try:
            lines = _git_lines(path, items)
            written = authors(path, lines.values())
        except OSError:
            lines = {}  # standard input
        except GitError as error:
            if str(error) not in told:
                told.add(str(error))
                result.messages.append(f"{path}: no author is known: {error}")
        for item in items:
            by = written.get(lines.get(item, 0))
            entry = Entry(
                path, item.line, item.column, item.directive, item.names, item.reason, used[id(item)]
            )
            if by is not None:
                entry = entry._replace(author=by.author, day=by.day, age=max(0, (today - by.day).days))
            found.append(entry)
    return found


def _git_lines(path: str, items: tuple[Suppression, ...]) -> dict[Suppression, int]:
    """The lines that suppressions stand on as git counts them: a lone CR ends none."""
    with open(path, "rb") as file:
        text = Source.from_bytes(file.read(), path).text
    return {item: text.count("\n", 0, item.start) + 1 for item in items}
