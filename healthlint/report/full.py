"""A finding as a person reads it: the concise line, the source with the span underlined, help and address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.report.color import BLUE, SEVERITY, paint
from healthlint.report.concise import line
from healthlint.report.escape import visible
from healthlint.report.excerpt import excerpt
from healthlint.report.model import fixable, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding
    from healthlint.report.model import Run, Style


def render(run: Run, style: Style) -> Iterator[str]:
    """Each finding followed by an empty line, then the run in one sentence where the style wants it."""
    for finding in run.findings:
        yield "\n".join([line(finding, style.color), *_below(finding, run, style)]) + "\n\n"
    if style.summary:
        yield f"{sentence(run)}\n{fixable(run)}"


def _below(finding: Finding, run: Run, style: Style) -> Iterator[str]:
    rows = list(excerpt(finding, run.lines, style.width))
    margin = len(str(max((row.number for row in rows), default=0)))
    empty = " " * margin
    bar = paint("|", BLUE, style.color)
    if rows:
        yield f"{empty} {bar}"
    for row in rows:
        number = paint(f"{row.number or '':>{margin}}", BLUE, style.color)
        yield f"{number} {bar} {row.text}".rstrip()
        if row.under:
            underline = paint("^" * row.under, SEVERITY[finding.severity], style.color)
            yield f"{empty} {bar} {' ' * row.before}{underline}"
    for name, text in (("help", finding.help), *_fix(finding), ("see", finding.url)):
        if text:
            sign = paint("=", BLUE, style.color)
            first, *more = map(visible, text.splitlines() or [""])
            yield f"{empty} {sign} {name}: {first}"
            for rest in more:
                yield f"{empty}   {' ' * len(name)}  {rest}".rstrip()


def _fix(finding: Finding) -> Iterator[tuple[str, str]]:
    """How safe the fix is, and what it writes; what it replaces, where the finding holds that."""
    if finding.fix is None:
        return
    said = []
    for start, end, text in finding.fix.edits:
        old = finding.text[start - finding.start : end - finding.start] if start >= finding.start else ""
        if start == end:
            said.append(f"add “{text.strip()}”")
        elif len(old) == end - start:
            said.append(f"“{old}” becomes “{text}”")
        else:
            said.append(f"write “{text}”")
    yield f"{finding.fix.safety} fix", ", ".join(said)
