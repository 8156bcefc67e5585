"""Where a long line is cut: columns are counted by runs of plain characters, and no other way gives more."""

from __future__ import annotations

from report_helpers import run_of, span_in

from healthlint.report.escape import columns
from healthlint.report.excerpt import excerpt


def test_whatever_stands_around_a_finding_the_mark_stands_below_it() -> None:
    for code in (*range(0x20, 0x2400), 0x3000, 0x6F22, 0xAC00, 0xFF21, 0x1F600):
        char = chr(code)
        if not char.isprintable() and char != "\u00a0":
            continue
        text = f"{char * 40}cures{char * 40}"
        run = run_of(text, span_in(text, "cures"))
        (row,) = excerpt(run.findings[0], run.lines, 30)
        before, found, after = row.text.partition("cures")
        assert found, hex(code)
        assert (row.before, row.under) == (columns(before), 5), hex(code)
        assert columns(row.text) <= 30, hex(code)
        assert columns(before) + columns(after) >= 22 or columns(char) == 0, hex(code)
