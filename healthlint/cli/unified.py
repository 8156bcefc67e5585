"""Unified diffs of texts that differ in a few places, in time linear in their length.

Not difflib: it takes lines that are frequent (empty ones, in an article) for noise and then gives hunks that begin and
end in them, or takes quadratic time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from healthlint.report.escape import visible

#: Lines around a change that a hunk shows.
_AROUND = 3
#: The end of a change is looked for over so many lines that it adds or takes away.
_REACH = 200
_NO_END = "\\ No newline at end of file\n"


class _Change(NamedTuple):
    """Lines [start, end) of the old text that lines [new, new_end) of the new one stand for."""

    start: int
    end: int
    new: int
    new_end: int


def diff(name: str, old: str, new: str, for_people: bool = False) -> Iterator[str]:
    """A diff that `patch` and `git apply` read; nothing for equal texts.

    `for_people`, what would act on a terminal is shown as escapes.
    """
    before, after = _lines(old), _lines(new)
    hunks = list(_hunks(before, after))
    if hunks:
        yield f"--- {visible(name)}\n+++ {visible(name)}\n"
    for hunk in hunks:
        first, last = hunk[0], hunk[-1]
        lead = min(_AROUND, first.start)
        trail = min(_AROUND, len(before) - last.end)
        start, end = first.start - lead, last.end + trail
        new_start, new_end = first.new - lead, last.new_end + trail
        yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n"
        position = start
        for change in hunk:
            rows = [
                *((" ", line) for line in before[position : change.start]),
                *(("-", line) for line in before[change.start : change.end]),
                *(("+", line) for line in after[change.new : change.new_end]),
            ]
            yield from (_row(sign, line, for_people) for sign, line in rows)
            position = change.end
        yield from (_row(" ", line, for_people) for line in before[position:end])


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[list[_Change]]:
    """The changes, those together whose surroundings meet."""
    hunk: list[_Change] = []
    for change in _changes(before, after):
        if hunk and change.start - hunk[-1].end > 2 * _AROUND:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[_Change]:
    old = new = 0
    while old < len(before) or new < len(after):
        if old < len(before) and new < len(after) and before[old] == after[new]:
            old, new = old + 1, new + 1
            continue
        change = _Change(old, len(before), new, len(after))
        for count in range(1, _REACH):
            found = next(
                (gone for gone in range(count + 1) if _meet(before, old + gone, after, new + count - gone)),
                -1,
            )
            if found >= 0:
                change = _Change(old, old + found, new, new + count - found)
                break
        yield change
        old, new = change.end, change.new_end


def _meet(before: Sequence[str], old: int, after: Sequence[str], new: int) -> bool:
    """Whether two texts go on with the same line, or end, there."""
    return old <= len(before) and new <= len(after) and before[old : old + 1] == after[new : new + 1]


def _range(start: int, end: int) -> str:
    count = end - start
    return f"{start + (count > 0)}" if count == 1 else f"{start + (count > 0)},{count}"


def _row(sign: str, line: str, for_people: bool) -> str:
    text = line.removesuffix("\n")
    return f"{sign}{visible(text) if for_people else text}\n" + ("" if line.endswith("\n") else _NO_END)


def _lines(text: str) -> list[str]:
    """Lines as diffs have them: they end at LF only."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
