"""Applying fixes to a text: what was found is settled, and nothing else in the text changes.

In rounds, because fixes can overlap and one can make room for another: of those that overlap the first one wins, and
the text is looked at anew. A fix that does not settle its finding is taken back, so a text that was fixed has
nothing left to fix.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from healthlint.finding import Edit, Finding

SAFE, UNSAFE, DISPLAY = "safe", "unsafe", "display"
#: After so many rounds no more is fixed: texts need two or three.
ROUNDS = 20


class Look(NamedTuple):
    """What a text holds."""

    #: Everything that is reported, known to a baseline or not.
    found: Sequence[Finding]
    #: Those of them that are to be fixed, as far as they have a fix.
    open: Sequence[Finding]


class Fixed(NamedTuple):
    """A text after its fixes."""

    text: str
    #: The findings that were settled, as they were reported in their round.
    findings: tuple[Finding, ...] = ()
    #: Those whose fixes settled nothing.
    futile: tuple[Finding, ...] = ()
    #: False where there was still something to fix after the last round.
    is_complete: bool = True


class _Spared(NamedTuple):
    """A place where a rule fixes nothing."""

    rule: str
    start: int
    end: int


class _Shift:
    """Where offsets of a text are after some edits; sorted, none overlapping."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._ends = [edit.end for edit in edits]
        self._growth = [0]
        for edit in edits:
            self._growth.append(self._growth[-1] + len(edit.text) - (edit.end - edit.start))

    def after(self, offset: int) -> int:
        """The offset, past what was written at it."""
        return offset + self._growth[bisect_right(self._ends, offset)]

    def place(self, rule: str, start: int, end: int) -> _Spared:
        """Where a place of a rule is, with what was written at its ends."""
        # What is written at its start belongs to it; 0:0 is the document as a whole and stays that.
        if start == end == 0:
            return _Spared(rule, 0, 0)
        index = bisect_right(self._ends, start - 1)
        return _Spared(rule, max(0, start + self._growth[index]), self.after(end))


def applies(finding: Finding, safeties: Collection[str]) -> bool:
    """Whether a finding has a fix that may be applied."""
    return finding.fix is not None and finding.fix.safety in safeties and finding.fix.safety != DISPLAY


def chosen(findings: Iterable[Finding]) -> list[Finding]:
    """Of findings that all have fixes, those that can be applied together: the first of any that overlap."""
    kept: list[Finding] = []
    last = -1
    for finding in sorted(findings, key=_reach):
        first, end = _reach(finding)
        if first > last:
            kept.append(finding)
            last = end
    return kept


def applied(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits, which are sorted and do not overlap."""
    parts, last = [], 0
    for edit in edits:
        parts += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join((*parts, text[last:]))


def fix_text(text: str, look: Callable[[str], Look], safeties: Collection[str]) -> Fixed:
    """A text with everything fixed that may be.

    `look` says what a text holds. What the first look does not give as open is left as it is in later rounds too,
    though its sentence may have changed. Raises what `look` raises.
    """
    now = look(text)
    is_open = set(map(id, now.open))
    spared = [_Spared(one.rule, one.start, one.end) for one in now.found if id(one) not in is_open]
    settled: list[Finding] = []
    futile: list[Finding] = []
    for _ in range(ROUNDS):
        todo = chosen(one for one in now.open if applies(one, safeties) and not _is_spared(one, spared))
        while todo:
            edits = [edit for finding in todo for edit in _edits(finding)]
            shift = _Shift(edits)
            changed = applied(text, edits)
            then = look(changed)
            still = [finding for finding in todo if _is_still_there(finding, shift, then.found)]
            if not still:
                break
            futile += still
            spared += (_Spared(one.rule, one.start, one.end) for one in still)
            todo = [finding for finding in todo if finding not in still]
        if not todo:
            return Fixed(text, tuple(settled), tuple(futile))
        settled += todo
        text, now = changed, then
        spared = [shift.place(*place) for place in spared]
    left = any(applies(one, safeties) and not _is_spared(one, spared) for one in now.open)
    return Fixed(text, tuple(settled), tuple(futile), not left)


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.fix.edits if finding.fix is not None else ()


def _reach(finding: Finding) -> tuple[int, int]:
    """From the first edit of a finding to the end of its last."""
    edits = _edits(finding)
    return edits[0].start, edits[-1].end


def _is_spared(finding: Finding, spared: Iterable[_Spared]) -> bool:
    return any(place.rule == finding.rule and _touch(finding, place) for place in spared)


def _is_still_there(finding: Finding, shift: _Shift, found: Iterable[Finding]) -> bool:
    """Whether a rule still reports what its fix has changed."""
    start, end = finding.start, finding.end
    if end:
        first, last = _reach(finding)
        start, end = min(start, first), max(end, last)
    place = shift.place(finding.rule, start, end)
    return any(place.rule == one.rule and _touch(one, place) for one in found)


def _touch(finding: Finding, place: _Spared) -> bool:
    """Whether a finding and a place overlap; the document as a whole overlaps only itself."""
    if finding.end == 0 or place.end == 0:
        return finding.end == place.end
    return finding.start < place.end and place.start < finding.end
