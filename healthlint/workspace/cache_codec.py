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

#: What all findings of a rule share: name, code, family, pack, severity, help and address.
_Rule = tuple[str, str, str, str, str, str, str]


def encode(checked: Checked) -> bytes:
    """Lines of JSON, in ASCII: what findings share, one line a rule, and at the end all the rest.

    A rule's help is longer than a finding, and articles have the same rules: as a line it is read only once.
    """
    if checked.result is None:
        return _line([checked.fault])
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
    ]
    return b"\n".join((*map(_line, table), _line(data)))


class Decoder:
    """Gets back what `encode` was given. Texts that findings share are held once, for all articles."""

    def __init__(self) -> None:
        """Start with nothing to share."""
        self._rules: dict[bytes, _Rule] = {}
        self._read = json.JSONDecoder().raw_decode

    def decode(self, data: bytes, path: str) -> Checked:
        """What checking gave, for an article of that path.

        Raises ValueError, TypeError or LookupError for bytes that `encode` has not made.
        """
        *lines, last = data.split(b"\n")
        found, _ = self._read(last.decode("ascii"))
        if len(found) == 1:
            return Checked(None, *found)
        rows, suppressed, items, problems, words = found
        table = [self._rules.get(line) or self._rule(line) for line in lines]
        suppressions = Suppressions(
            tuple(
                Suppression(
                    directive, tuple(names), reason, line, column, tuple(map(_cover, covers)), start, end
                )
                for directive, names, reason, line, column, covers, start, end in items
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

    def _rule(self, line: bytes) -> _Rule:
        name, code, family, pack, severity, help, url = json.loads(line)
        rule = self._rules[line] = name, code, family, pack, severity, help, url
        return rule


def _line(data: object) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode("ascii")


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


def _finding(row: list[Any], table: list[_Rule], path: str) -> Finding:
    line, column, end_line, end_column, start, end, text, number, confidence, message, fingerprint, fix = row
    name, code, family, pack, severity, help, url = table[number]
    if fix is not None:
        safety, edits = fix
        fix = Fix(safety, tuple(Edit(*edit) for edit in edits))
    # Past `Finding.__new__`, which takes three times as long: a run may restore a hundred thousand.
    return tuple.__new__(
        Finding,
        (
            path,
            line,
            column,
            end_line,
            end_column,
            start,
            end,
            text,
            name,
            code,
            family,
            pack,
            severity,
            confidence,
            message,
            help,
            url,
            fingerprint,
            fix,
        ),
    )


def _rows(covers: Iterable[Cover]) -> tuple[Any, ...]:
    return tuple((sorted(rules), start, end) for rules, start, end in covers)


def _cover(row: list[Any]) -> Cover:
    rules, start, end = row
    return Cover(frozenset(rules), start, end)
