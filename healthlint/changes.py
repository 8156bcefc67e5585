"""What a change has to do with findings: which of them stand on changed lines, and which are new.

A finding belongs to a changed line where its sentence does: a hedge may be struck out on one line of a sentence
and its claim stand on the next. A finding about the whole document belongs to a change where the file is new, or
where the document did not have it before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.baseline import Look
    from healthlint.finding import Finding
    from healthlint.language.annotated import AnnotatedDocument


class Lines(NamedTuple):
    """Changed lines, first and last, counted from 1. Where lines were only taken out, the line after the cut
    and then the one before it: such a range touches what reaches over the cut.
    """

    first: int
    last: int


def changed_lines(old: Sequence[str], new: Sequence[str]) -> list[Lines]:
    """The lines of a new text that an old one does not have, in order, by a diff of lines without line ends."""
    start, shorter = 0, min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end])
    return [
        Lines(start + low + 1, start + high)
        for kind, _, _, low, high in matcher.get_opcodes()
        if kind != "equal"
    ]


def on_changed_lines(
    findings: Iterable[Finding], lines: Sequence[Lines], now: Look, before: Look | None
) -> list[Finding]:
    """The findings that belong to changed lines; `before` is the document before the change, None where it
    is new.
    """
    found = list(findings)
    if before is None or not found:
        return found
    touched = _sentences(now.document, lines)
    return [
        finding
        for finding in found
        if (
            finding.fingerprint not in before.fingerprints
            if finding.start == finding.end
            else _touches(lines, finding.line, finding.end_line) or touched(finding)
        )
    ]


def not_before(findings: Iterable[Finding], before: Look | None) -> list[Finding]:
    """The findings that a document did not have before, shown or not."""
    found = list(findings)
    if before is None or not found:
        return found
    return [finding for finding in found if finding.fingerprint not in before.fingerprints]


def _touches(lines: Sequence[Lines], first: int, last: int) -> bool:
    """Whether lines from `first` to `last` were changed."""
    index = bisect_right(lines, last, key=lambda changed: changed.first)
    return index > 0 and lines[index - 1].last >= first


def _sentences(document: AnnotatedDocument, lines: Sequence[Lines]) -> Callable[[Finding], bool]:
    """Whether a finding touches a sentence of changed lines."""
    source = document.source
    spans = []
    for start, end, _ in document.spans:
        begin, stop = document.to_source(start, end)
        if _touches(lines, source.position(begin)[0], source.position(max(begin, stop - 1))[0]):
            spans.append((begin, stop))
    spans.sort()
    # A caption's sentence can stand inside another one: how far any of those before reaches counts.
    reach = list(accumulate((stop for _, stop in spans), max))

    def touched(finding: Finding) -> bool:
        index = bisect_left(spans, (finding.end,))
        return index > 0 and reach[index - 1] > finding.start

    return touched
