"""Anchors: links from a mark in the text to its entry, and the entries that such links make known where no
heading does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.markup.model import HEADING, Place

if TYPE_CHECKING:
    from healthlint.document import Document

#: A link into the article's own reference list, and the number it goes to. The names are those that Pandoc,
#: MediaWiki, Word ("_ftn1", "_edn1") and publishers' systems give.
ANCHOR = re.compile(
    r"#(?P<family>_?(?:(?:cite|ref|fn|ftn|foot|bib|note|cit|edn|endnote)[\w.:-]*?|(?:r|en)[.:_-]?))(\d{1,3})$",
    re.IGNORECASE,
)


def note_places(document: Document) -> list[Place]:
    """The places of notes and entries, by the names that marks link to: of a family of names ("fn1", "fn2")
    that links lead to, all that stand at the start of a line, also those that nothing links to. None of a
    family whose links lead back into the text above them.
    """
    first: dict[str, int] = {}
    for link in document.links:
        match = ANCHOR.match(link.target)
        if match:
            first.setdefault(match["family"], link.start)
    if not first:
        return []
    found: list[Place] = []
    for place in document.markup.places:
        match = ANCHOR.match(f"#{place.name}")
        if match is None or match["family"] not in first:
            continue
        if place.at < first[match["family"]]:
            first.pop(match["family"])
            found = [one for one in found if not one.name.startswith(match["family"])]
        elif (
            document.prose[place.at - 1 : place.at] in ("", "\n")
            and document.blocks[document.block_at(place.at)].role != HEADING
        ):
            found.append(place)
    return found
