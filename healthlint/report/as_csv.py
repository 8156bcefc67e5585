"""A table for spreadsheets and databases: comma-separated values as RFC 4180 has them, one finding a line.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, even from a file ("CSV injection",
OWASP). Such a cell gets a leading apostrophe, which makes it text; the full-width forms count too.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from healthlint.report.escape import visible
from healthlint.report.tools import NOT_CHECKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from healthlint.report.model import Run, Style

COLUMNS = (
    *("path", "line", "column", "end_line", "end_column", "severity", "confidence", "code", "rule"),
    *("family", "pack", "message", "help", "url", "text", "fingerprint"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def rows(table: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a table. Text is quoted and made harmless, numbers are not."""
    lines: list[str] = []
    writer = csv.writer(_Lines(lines), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    for row in table:
        writer.writerow([_cell(value) if isinstance(value, str) else value for value in row])
        yield lines.pop()


class _Lines:
    """Takes what the writer writes, a line at a time."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append


def _cell(text: str) -> str:
    return visible(f"'{text}" if text.startswith(_FORMULA) else text)


def render(run: Run, style: Style) -> Iterator[str]:
    """The names of the columns, the findings, the failures."""
    yield from rows([COLUMNS])
    yield from rows([getattr(finding, column) for column in COLUMNS] for finding in run.findings)
    for failure in run.failures:
        values = {
            **dict.fromkeys(COLUMNS, ""),
            "path": failure.path,
            "line": failure.line or 1,
            "column": failure.column or 1,
            "end_line": failure.line or 1,
            "end_column": failure.column or 1,
            "severity": "error",
            "rule": NOT_CHECKED,
            "message": failure.message,
        }
        yield from rows([values.values()])
