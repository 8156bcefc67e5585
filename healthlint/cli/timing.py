"""Where the time of a run went, as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.workspace.timing import Spent

#: Groups, and what the names in them are.
_HEADS = {
    "run": "parts of the run",
    "layer": "language layers",
    "kind": "kinds of rules, beside the rules themselves",
    "rule": "rules",
    "wait": "waiting, which is no part of the sum",
}


def table(spent: Sequence[Spent]) -> Iterator[str]:
    """The lines of the table, with their ends: milliseconds, share of the sum, how often, and what."""
    whole = sum(one.seconds for one in spent if one.group != "wait") or 1.0
    yield f"{'ms':>12} {'share':>6} {'times':>10}\n"
    for group, items in groupby(spent, lambda one: one.group):
        listed = list(items)
        yield _line(sum(one.seconds for one in listed), whole, "", _HEADS[group])
        for one in listed:
            yield _line(one.seconds, whole, f"{one.times:,}", f"  {one.name}")
    yield _line(whole, whole, "", "sum over all processes")


def _line(seconds: float, whole: float, times: str, name: str) -> str:
    return f"{seconds * 1000:>12,.1f} {seconds / whole:>6.1%} {times:>10} {name}\n"
