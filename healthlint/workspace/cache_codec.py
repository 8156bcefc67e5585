"""What checking an article gave, as bytes: for the result cache, and for the way between processes.

The path is left out, for the same text may lie elsewhere; everything else comes back as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from healthlint.directives import Problem
from healthlint.finding import Edit, Finding, Fix
from healthlint.linter import Result, Suppressed
from healthlint.suppression import Cover, Suppression, Suppressions
from healthlint.workspace.checking import Checked


def encode(checked: Checked) -> bytes:
    """ASCII bytes without a line end."""
    if checked.result is None:
        data: list[Any] = [checked.fault]
    else:
        findings, suppressed, suppressions, words = checked.result
        items, problems = suppressions
        numbers = {id(item): number for number, item in enumerate(items)}
        #: What all findings of a rule share -> its place in the table.
        table: dict[tuple[str, ...], int] = {}
        data = [
            [_row(finding, table) for finding in findings],
            [(_row(finding, table), numbers[id(by)]) for finding, by in suppressed],
            [item._replace(covers=_rows(item.covers)) for item in items],
            problems,
            words,
            list(table),
        ]
    return json.dumps(data, separators=(",", ":")).encode("ascii")


class Decoder:
    """Gets back what `encode` was given. Texts that findings share are held once, for all articles."""

    def __init__(self) -> None:
        """Start with nothing to share."""
        self._tables: dict[tuple[str, ...], tuple[str, ...]] = {}

    def decode(self, data: bytes, path: str) -> Checked:
        """What checking gave, for an article of that path.

        Raises ValueError, TypeError or LookupError for bytes that `encode` has not made.
        """
        found = json.loads(data)
        if len(found) == 1:
            return Checked(None, *found)
        rows, suppressed, items, problems, words, shared = found
        table = [self._tables.setdefault(row, row) for row in map(tuple, shared)]
        suppressions = Suppressions(
            tuple(
                Suppression(directive, tuple(names), reason, line, column, tuple(map(_cover, covers)))
                for directive, names, reason, line, column, covers in items
            ),
            tuple(Problem(*problem) for problem in problems),
        )
        return Checked(
            Result(
                [_finding(row, table, path) for row in rows],
                [Suppressed(_finding(row, table, path), suppressions.items[by]) for row, by in suppressed],
                suppressions,
                words,
            )
        )


def _row(finding: Finding, table: dict[tuple[str, ...], int]) -> tuple[object, ...]:
    rule = (*finding[8:13], finding.help, finding.url)
    return (
        *finding[1:8],
        table.setdefault(rule, len(table)),
        finding.confidence,
        finding.message,
        finding.fingerprint,
        finding.fix,
    )


def _finding(row: list[Any], table: list[tuple[str, ...]], path: str) -> Finding:
    *place, number, confidence, message, fingerprint, fix = row
    *rule, help, url = table[number]
    if fix is not None:
        safety, edits = fix
        fix = Fix(safety, tuple(Edit(*edit) for edit in edits))
    return Finding._make((path, *place, *rule, confidence, message, help, url, fingerprint, fix))


def _rows(covers: Iterable[Cover]) -> tuple[Any, ...]:
    return tuple((sorted(rules), start, end) for rules, start, end in covers)


def _cover(row: list[Any]) -> Cover:
    rules, start, end = row
    return Cover(frozenset(rules), start, end)
