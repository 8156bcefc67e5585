"""Numbers that a text only repeats: in the title of another page, in a name, in what somebody said."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.markup.model import HEADING, LIST_ITEM

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.units import Quantity
    from healthlint.markup.model import Link

#: A block of which a link leaves less than a fifth is a link.
_NEARLY_ALL = 1.25
#: A link of fewer words at the head of an item is a label rather than a title.
_TITLE = 5
# "Nine Percent Brighter", "Half Lotus": a number in words as part of a name; not the "Half Of All Nurses" of a title.
_NAMED = re.compile(
    r"(?:[A-Z][a-z]+[ -]?){1,3} (?!(?:Of|In|As|More|Less|Fewer|The|All|And|Or|Are|Is|Have|Has|Had|Were|Was|Who"
    r"|To|For|On"
    r"|At|By|With|Increases?|Reductions?|Decreases?|Risks?|Chances?|Off|Higher|Lower|Greater|Women|Men|People|Patients"
    r"|Adults|Children|Americans|Likelier|Faster|Longer|Better)\b)[A-Z][a-z]+"
)
_PROPER = re.compile(r"[^a-z\n]*(?:[A-Z][\w'’]*[^\w\n]*){1,6}$")


def repeats_title(document: AnnotatedDocument, quantity: Quantity) -> bool:
    """Whether a quantity stands in the title of another page: in a link that is all of its paragraph or that opens a
    list item.
    """
    link = _link_at(document, quantity.start)
    if link is None:
        return False
    block = document.blocks[document.block_at(quantity.start)]
    if block.role == HEADING:
        return False
    if (link.end - link.start) * _NEARLY_ALL >= block.end - block.start:
        return True
    opens = not document.prose[block.start : link.start].strip(' •*-–—"“')
    return block.role == LIST_ITEM and opens and document.prose.count(" ", link.start, link.end) >= _TITLE


def is_quoted(document: AnnotatedDocument, start: int) -> bool:
    """Whether the block at an offset is a block quotation of what somebody said, in quotation marks from end to end."""
    block = document.blocks[document.block_at(start)]
    text = document.prose[block.start : block.end].strip()
    return block.quoted and text[:1] in '"“„«' and text.rstrip(".")[-1:] in '"”“»'


def _link_at(document: AnnotatedDocument, offset: int) -> Link | None:
    links = document.links
    index = bisect_right(links, offset, key=lambda link: link.start) - 1
    if index < 0 or links[index].kind == "image" or links[index].end <= offset:
        return None
    return links[index]


def is_name(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a number in words belongs to a name within the sentence [start, end), or is one that is all of it."""
    prose = document.prose
    if quantity.digits or not prose[quantity.start].isupper():
        return False
    if document.blocks[document.block_at(quantity.start)].role == HEADING:
        return False
    if not _NAMED.match(prose, quantity.start, end):
        return False
    return quantity.start > start + 1 or _PROPER.match(prose, start, end) is not None
