"""Kind `presence`: something that every article about health has to hold, and here does not.

Now that is a disclaimer; a match is about the document as a whole, or about what stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from healthlint.language.disclaimers import LINK, NO, PARTIAL, POINTER, YES
from healthlint.markup.model import FRONT_MATTER, HEADING, NAVIGATION, TABLE_CELL
from healthlint.rules.model import Match, Option, Passage
from healthlint.rules.patterns import compile_pattern

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.rules.model import Rule

OPTIONS: Mapping[str, Option] = {
    "of": Option("text", "What has to be there.", choices=("disclaimer",), required=True),
    "report": Option(
        "text",
        "missing: there is none; partial: it says too little (readers are sent to a doctor, liability is "
        "declined, "
        "a regulator has not evaluated); link: it is only a link or a menu item, or readers are only sent "
        "to it.",
        choices=("missing", "partial", "link"),
        required=True,
    ),
    "accept": Option(
        "patterns", "What stands for it in the source: an include, a shortcode, a component.", ()
    ),
    "required": Option("boolean", "Whether it has to be there at all.", True),
    "text": Option("text", "What a fix writes: a paragraph.", ""),
    "place": Option(
        "text",
        "Where a fix writes it: at the end of the article but before its list of references, at its very end, or "
        "before its first paragraph.",
        "before-references",
        ("before-references", "end", "start"),
    ),
}


def check(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """At most one match."""
    if not rule.options["required"] or _is_accepted(rule, document):
        return
    disclaimer = document.disclaimer
    state, report = disclaimer.state, rule.options["report"]
    if state == YES:
        return
    links = [act for act in disclaimer.acts if act.kind in (LINK, POINTER)]
    if report == "link":
        if links and document.is_health:
            yield Match(links[-1].start, links[-1].end, "high" if state == NO else "medium")
    elif report == "partial":
        if state == PARTIAL and not links:
            yield Match(-1, -1)
    elif state == NO:
        yield Match(-1, -1, changes=_passage(rule, document))


def _passage(rule: Rule, document: AnnotatedDocument) -> tuple[Passage, ...]:
    """The paragraph that is missing, where the configuration has it."""
    text, place = rule.options["text"], rule.options["place"]
    if not text or not rule.fix:
        return ()
    blocks, last = document.blocks, len(document.blocks)
    if place == "start":
        body = (
            index
            for index, block in enumerate(blocks)
            if block.role not in (FRONT_MATTER, NAVIGATION, HEADING)
        )
        return (Passage(next(body, last), text),)
    references = [index for index, role in enumerate(document.sections) if role == "references"]
    if place == "end" or not references:
        return (Passage(last, text),)
    first = references[-1]
    while first and document.sections[first - 1] == "references":
        first -= 1
    # A paragraph inside a table would tear it apart.
    return (Passage(last if blocks[first].role == TABLE_CELL else first, text),)


def _is_accepted(rule: Rule, document: AnnotatedDocument) -> bool:
    """Whether the source holds what the configuration takes for the thing itself."""
    patterns = rule.memo.get("accept")
    if patterns is None:
        patterns = rule.memo["accept"] = [compile_pattern(pattern) for pattern in rule.options["accept"]]
    return any(pattern.search(document.source.text) for pattern in patterns)
