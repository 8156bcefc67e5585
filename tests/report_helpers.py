"""Findings for the tests of reports, placed in a text the way the linter places them."""

from __future__ import annotations

from healthlint.finding import Finding
from healthlint.report.model import Run
from healthlint.source import Source


def finding_in(text: str, start: int, end: int, *, path: str = "a.md", **changes: object) -> Finding:
    source = Source(path, text)
    line, column = source.position(start)
    end_line, end_column = source.position(end)
    finding = Finding(
        path=path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=start,
        end=end,
        text=text[start:end],
        rule="unhedged-efficacy-claim",
        code="HL201",
        family="efficacy",
        pack="core",
        severity="error",
        confidence="high",
        message="a claim without a hedge",
        help="Say who found it.",
        url="https://example.org/claims",
        fingerprint="0" * 64,
        fix=None,
    )
    return finding._replace(**changes)  # type: ignore[arg-type]


def run_of(text: str, *findings: Finding, files: int = 1, **fields: object) -> Run:
    source = Source("", text)
    lines = {
        (finding.path, number): source.line_text(number)
        for finding in findings
        for number in range(finding.line, finding.end_line + 1)
    }
    names = list(dict.fromkeys(finding.path for finding in findings))
    names += [f"clean{number}.md" for number in range(files - len(names))]
    return Run(findings=findings, lines=lines, files=names, **fields)  # type: ignore[arg-type]


def span_in(text: str, part: str, **changes: object) -> Finding:
    start = text.index(part)
    return finding_in(text, start, start + len(part), **changes)  # type: ignore[arg-type]
