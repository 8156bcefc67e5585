"""Reports of a study in its own article: what they tell under "Methods", "Results" and "Conclusions" is their own.

Papers and structured abstracts name these parts (ICMJE, Recommendations for the conduct, reporting, editing and
publication of scholarly work, IV.A). The numbers there are measured by those who write; no other source stands
behind them. What an introduction or a discussion tells is others'.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.markup.model import HEADING
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument

# In an abstract the names are labels ("RESULTS: ..."), in a paper headings. Exports put a path before them
# ("ABSTRACT.RESULTS:", "BODY.RESULTS.SLEEP:"), and papers a number ("2.1 Results").
_PART = re.compile(
    r"(?:^|(?<=\n)|(?<=[.;!?)] ))(?:[\d.]+ |\[|(?P<path>(?:[A-Z]+\.)+))?(?=[A-Z])(?i:"
    r"(?P<methods>(?:(?:subjects|patients|participants|materials?) and )?methods?"
    r"(?: and (?:materials?|subjects|patients))?|(?:study )?design)"
    r"|(?P<results>(?:(?:main|key) )?(?:results|findings)(?: and discussion)?)"
    r"|(?P<conclusions>conclusions?|interpretation)"
    r"|background|introduction|context|objectives?|aims?|purpose|discussion|limitations|references|funding"
    r"|acknowledge?ments|key ?words|competing interests)"
    r"(?=\]|(?:\.[A-Z][^\n]{0,200}?)?(?<! ):| ?\n| ?$| ?[–—] | - )"
)
#: How many parts may be named between the methods and the results of one report.
_NEAR = 12


class _Part(NamedTuple):
    """A named part, from prose offset `start`; its text begins at `text`."""

    start: int
    text: int
    #: "methods", "results", "conclusions", or None for a part that is not a report's own.
    kind: str | None
    #: Named by a path, as exports do: what stands below it under other names is told in it.
    is_path: bool


def own_parts(document: AnnotatedDocument) -> Sequence[tuple[int, int]]:
    """The stretches of prose [start, end), in order, in which a study reports what it did and found itself.

    Only where methods and, after them, results are told under such names.
    """
    lower = document.lower
    if not ("result" in lower or "findings" in lower) or not ("method" in lower or "design" in lower):
        return ()
    parts = [
        _Part(m.start(), m.end(), _kind(m.lastgroup), m["path"] is not None)
        for m in _PART.finditer(document.prose)
    ]
    found = []
    for index, part in enumerate(parts):
        before = {p.kind for p in parts[max(0, index - _NEAR) : index]}
        after = {p.kind for p in parts[index + 1 : index + 1 + _NEAR]}
        if (
            (part.kind == "methods" and "results" in after)
            or (part.kind == "results" and "methods" in before)
            or (part.kind == "conclusions" and {"methods", "results"} <= before)
        ):
            following = parts[index + 1].start if index + 1 < len(parts) else len(document.prose)
            found.append((part.start, min(following, _end(document, part))))
    return found


def _kind(group: str | None) -> str | None:
    return None if group == "path" else group


def _end(document: AnnotatedDocument, part: _Part) -> int:
    """Where the text of a part is over at the latest, whatever part follows."""
    if part.is_path:
        return len(document.prose)
    blocks = document.blocks
    index = document.block_at(part.start)
    block = blocks[index]
    if document.prose[part.text : block.end].strip(" :"):
        return block.end  # a label and its text in one paragraph
    if part.kind != "conclusions":  # a heading; others, of tables or of methods, may stand below it
        return len(document.prose)
    for later in range(index + 1, len(blocks)):
        if blocks[later].role == HEADING:
            return blocks[later - 1].end
        if block.role != HEADING and later > index + 1:
            return blocks[later - 1].end  # a line "Conclusions:" has one paragraph
    return len(document.prose)
