"""Digests of one publication: a section that opens or closes with the record of a paper, as a catalogue prints it.

Pages that pass on abstracts put the citation (journal, date, volume and pages, or an identifier; NLM, Citing
Medicine, ch. 1) right below the title of the paper, or at the end. Every number that such a section tells has its
source there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.markup.model import HEADING, PARAGRAPH, QUOTE

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.markup.model import Block

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_YEAR = r"(?:19[5-9]|20[0-4])\d"
# "2012;14(4):357-366", "2019 Mar 5;7:e12"
_VOLUME = rf"{_YEAR}(?: {_MONTH}(?:[ -]\w+)?)?\s?[;,]\s?\d+\s?(?:\([\w -]+\))?\s?:\s?[A-Za-z]?\d"
# "8(5): e64348"
_ISSUE = r"\b\d{1,3}\s?\(\d{1,3}(?:[-–]\d+)?\)\s?[:,] ?(?:pp?\. ?)?[A-Za-z]?\d+"
# "Volume 2008:3 Pages 211 - 219", "vol. 12, no. 3, pp. 20-31"
_PAGES = r"\b[Vv]ol(?:ume|\.)? ?\d+[^.\n]{0,40}\b(?:[Pp]ages?|pp?\.) ?[A-Za-z]?\d+"
# "Endocr Pract. 2012 Nov 27", "J Sleep Med. 2019 Mar;": the date as PubMed prints it, after the name of a journal.
_DATED = (
    rf"(?:[A-Z][A-Za-z'’-]*\.?|of|the|and|in|for|&)(?: (?:[A-Z][A-Za-z'’-]*\.?|of|the|and|in|for|on|&)){{0,9}}"
    rf"(?: \([\w ]+\))?[.,] {_YEAR} {_MONTH}(?:[ -]\d{{1,2}})?(?: ?[.;:]| ?$|\n)"
)
_JOURNAL = (
    rf"(?:[A-Z][\w'’-]+ (?:of |and |the |in |& )*)*(?:Journal|Annals|Archives|Proceedings|Acta|Lancet|BMJ|JAMA|PLo?S"
    rf"|Frontiers)\b[^.:;\n]{{0,80}}\b{_YEAR}\b"
)
_IDENTIFIER = r"\b(?:doi|DOI)\b ?:?|\bdoi\.org/10\.|\bPMID:? ?\d|\bPMC ?\d{5}|\bpii: ?S"
_RECORD = re.compile(rf"{_VOLUME}|{_ISSUE}|{_PAGES}|{_IDENTIFIER}")
_RECORD_START = re.compile(rf"\W*(?:{_DATED}|{_JOURNAL})")
# What tells something is no record: "A 2012 paper in the journal (doi:10.1000/1) found that ...".
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|found|finds|appeared|appears|shows?|showed|that|because|which|we|you|your|their|can|may|says?"
    r"|said|suggests?|reported|reports|lowers?|reduces?|helps?)\b"
)
# An entry of a list that has lost its heading: "[4] ..."
_NOTE = re.compile(r"\W{0,2}\d{1,3}[\]).] ?[A-Z]")
# Below an abstract: "PMID: 12345678", "Copyright © 2012 ..."
_TAIL = re.compile(r"(?:PMID|PMCID|doi|DOI|Copyright|©|\(c\))")
_BRIEF = 160
#: A record is no longer, the names of its authors and where they work included.
_LONGEST = 420
#: How many paragraphs of a section may stand before its record: a title, its authors, a picture.
_BEFORE = 2
_TEXT = (PARAGRAPH, QUOTE)
#: A block of which a link leaves less than a fifth is a link.
_NEARLY_ALL = 1.25


def digests(document: AnnotatedDocument) -> Iterator[tuple[int, int]]:
    """The stretches of prose [start, end), in order, that tell of one publication, whose record opens or ends them.

    A stretch lasts from a heading to the next that does not name a part of the same report.
    """
    blocks, sections = document.blocks, document.sections
    for first, last in _stretches(document):
        texts = [i for i in range(first, last) if blocks[i].role in _TEXT and sections[i] != "navigation"]
        if len(texts) < 2 or sections[texts[0]] == "references" or sections[texts[-1]] == "references":
            continue
        head = [blocks[i] for i in (first, *texts[: _BEFORE + 1])]
        if _ends_abstract(document.prose, blocks[texts[-1]]) or any(
            _is_linked(document, block) or (block.role != HEADING and _is_record(document.prose, block))
            for block in head
        ):
            yield blocks[first].start, blocks[last - 1].end


def _stretches(document: AnnotatedDocument) -> Iterator[tuple[int, int]]:
    """The indices of the blocks [first, last) between headings."""
    blocks = document.blocks
    first = 0
    for index, block in enumerate(blocks):
        if block.role == HEADING and index > first and not _names_part(document, block):
            yield first, index
            first = index
    if blocks:
        yield first, len(blocks)


_PART_NAME = re.compile(
    r"\W*(?:abstract|summary|background|introduction|objectives?|aims?|purpose|methods?|materials and methods|design"
    r"|results?|findings|main outcomes?|conclusions?|interpretation|discussion|importance|setting|participants)\W*$",
    re.IGNORECASE,
)


def _names_part(document: AnnotatedDocument, block: Block) -> bool:
    return (
        block.end - block.start < 40 and _PART_NAME.match(document.prose, block.start, block.end) is not None
    )


def _ends_abstract(prose: str, block: Block) -> bool:
    """Whether a paragraph is the line of identifiers or of copyright below an abstract."""
    return (
        block.end - block.start <= _BRIEF
        and _TAIL.match(prose, block.start, block.end) is not None
        and _RECORD.search(prose, block.start, block.end) is not None
    )


def _is_linked(document: AnnotatedDocument, block: Block) -> bool:
    """Whether a block is a link to a source and hardly anything else."""
    links = [one for one in document.citations.between(block.start, block.end) if one.kind == "link"]
    return len(links) == 1 and (links[0].end - links[0].start) * _NEARLY_ALL >= (block.end - block.start)


def _is_record(prose: str, block: Block) -> bool:
    """Whether a paragraph is the record of one publication and tells nothing."""
    start, end = block.start, block.end
    if end - start > _LONGEST or _NOTE.match(prose, start, end):
        return False
    if _RECORD.search(prose, start, end) is None and _RECORD_START.match(prose, start, end) is None:
        return False
    return _TELLS.search(prose, start, end) is None
