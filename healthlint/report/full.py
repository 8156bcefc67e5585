"""A finding as a person reads it: the concise line, the source with the span underlined, help and address."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from healthlint.report.color import BLUE, SEVERITY, paint
from healthlint.report.concise import line
from healthlint.report.escape import visible
from healthlint.report.excerpt import excerpt
from healthlint.report.model import fixable, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding, Fix
    from healthlint.report.model import Run, Style


def render(run: Run, style: Style) -> Iterator[str]:
    """Each finding followed by an empty line, then the run in one sentence where the style wants it."""
    color = style.color
    bar = paint("|", BLUE, color)
    for finding in run.findings:
        parts = [line(finding, color)]
        empty = " "
        rows = list(excerpt(finding, run.lines, style.width))
        if rows:
            margin = len(str(max([row.number for row in rows])))
            empty = " " * margin
            parts.append(f"{empty} {bar}")
            for number, text, before, under in rows:
                shown = paint(f"{number or '':>{margin}}", BLUE, color)
                parts.append(f"{shown} {bar} {text}".rstrip())
                if under:
                    underline = paint("^" * under, SEVERITY[finding.severity], color)
                    parts.append(f"{empty} {bar} {' ' * before}{underline}")
        if finding.help:
            parts.append(_said("help", finding.help, empty, color))
        if finding.fix:
            parts.append(_said(f"{finding.fix.safety} fix", _changes(finding, finding.fix), empty, color))
        if finding.url:
            parts.append(_said("see", finding.url, empty, color))
        parts.append("\n")
        yield "\n".join(parts)
    if style.summary:
        yield f"{sentence(run)}\n{fixable(run)}"


@lru_cache(maxsize=256)
def _said(name: str, text: str, empty: str, color: bool) -> str:
    """Lines of one note below an excerpt. Help and address are those of a rule, so the same ones come again."""
    first, *more = map(visible, text.splitlines() or [""])
    rest = (f"{empty}   {' ' * len(name)}  {line}".rstrip() for line in more)
    return "\n".join((f"{empty} {paint('=', BLUE, color)} {name}: {first}", *rest))


def _changes(finding: Finding, fix: Fix) -> str:
    """What a fix writes, and what that replaces where the finding holds it."""
    said = []
    for start, end, text in fix.edits:
        old = finding.text[start - finding.start : end - finding.start] if start >= finding.start else ""
        if start == end:
            said.append(f"add “{text.strip()}”")
        elif len(old) == end - start:
            said.append(f"“{old}” becomes “{text}”")
        else:
            said.append(f"write “{text}”")
    return ", ".join(said)
