"""Sections: what each block's part of the article is for, as its heading says."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.anchors import note_places
from healthlint.language.words import words
from healthlint.markup.model import CAPTION, FOOTNOTE, FRONT_MATTER, HEADING, LIST_ITEM, NAVIGATION, PARAGRAPH
from healthlint.values import NamedTuple, new

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.markup.model import Block

#: Roles that a heading takes only where nothing else stands in it but small words: "References", "Sources
#: and notes", "Scientific references"; "Sources of vitamin C" and "The benefits of a good contact" are
#: something else.
_STRICT = ("references", "further-reading", "navigation", "about", "disclaimer")
#: Roles in the order that decides where a heading names two: "Benefits and side effects" is about harm first.
_LOOSE = ("side-effects", "dosage", "limitations", "methods", "questions", "benefits")
#: What `find_sections` calls a section of sources for further reading: its links are references, but none
#: is cited.
_AS_ROLE = {"further-reading": "references"}

_SMALL = words(
    "and or the of for my our your their a list medical scientific selected key main cited full "
    "additional notes see more study research article page website site this these important legal "
    "health general faq faqs information useful external related footnotes credits to read sources "
    "references resources links reading us"
)
_WORDS = re.compile(r"[A-Za-z]+")
_LONGEST = 90
#: Below every heading of a format that has levels.
_LOWEST = 7

#: Where a line only looks like a heading: after how many paragraphs such a part is over, and how long a
#: paragraph is that never belongs to it.
_BRIEF = {"navigation": 4, "about": 3, "further-reading": 8}
_PROSE = 300

#: How a paragraph after the reference list begins where it is no entry any more.
_AFTER_LIST = re.compile(
    r"\W*(?:(?:medical |legal |health |important |general )*(?:disclaimers?|notices?|notes?)\b\s*[:.–—-]"
    r"|(?:copyright|©|\(c\) \d{4}|all rights reserved)"
    r"|(?:this|the|our|these) (?:\w+ ){0,2}(?:article|page|website|site|blog|post|information|content"
    r"|material|report|newsletter|"
    r"statements?|products?)s? (?:is|are|was|were|does|do|has|have|on|contained|provided|presented|should"
    r"|may|cannot)\b"
    r"|(?:about the authors?|written by|reviewed by|medically reviewed|last (?:medical )?(?:updated"
    r"|reviewed|revised|modified|review)|tags?:"
    r"|share this|subscribe|sign up|"
    r"follow us|related (?:articles|posts)|leave a (?:comment|reply)|comments?\b|posted (?:by|in|on)))",
    re.IGNORECASE,
)
_DISCLAIMS = re.compile(r"disclaimer|advice|informational|purposes", re.IGNORECASE)
_SOURCE_LIKE = re.compile(
    r"\b(?:1[89]|20)\d\d\b|https?://|www\.|\bdoi\b|\bet al\b|\bPMID\b|\bISBN\b", re.IGNORECASE
)


def find_sections(document: AnnotatedDocument) -> tuple[str, ...]:
    """The section role of each block: "" for the body, "references", "disclaimer", "limitations", "dosage",
    "side-effects", "methods", "navigation", "about", "benefits", "questions".

    A section lasts to the next heading of the same or a higher level; a heading belongs to its own section.
    """
    return tuple(_AS_ROLE.get(section.role, section.role) for section in named_sections(document))


class Section(NamedTuple):
    """What section a block stands in."""

    #: As `find_sections` says, and "further-reading" where links are listed that no text cites.
    role: str
    #: The block is the heading, or the line that stands for one.
    is_heading: bool


def named_sections(document: AnnotatedDocument) -> list[Section]:
    """The section of each block; that a mark links to a block makes it an entry of the references."""
    headings = _Headings(document)
    notes = {document.block_at(place.at) for place in note_places(document)}
    sections: list[Section] = []
    role, level, entries, is_guess = "", 0, 0, False
    for index, block in enumerate(document.blocks):
        kind = block.role
        is_heading = kind == HEADING
        if index in notes:  # whatever the heading above says
            sections.append(Section("references", False))
            entries += 1
            continue
        if is_heading:
            found = headings.role(index)
            if found or not role or block.level <= level:
                role, level, entries, is_guess = found, block.level, 0, document.format == "text"
        elif kind == NAVIGATION:
            sections.append(Section("navigation", False))
            continue
        elif kind == PARAGRAPH:
            found = headings.role(index) if headings.is_like(block) else ""
            if found:
                role, level, entries, is_guess, is_heading = found, _LOWEST, 0, True, True
            elif role in _BRIEF and is_guess:
                entries += 1
                if entries > _BRIEF[role] or block.end - block.start > _PROSE:
                    role = ""
            elif role == "references":
                ending = _ending(document, block, entries)
                if ending is not None:
                    role, level, entries = ending, _LOWEST, 0
                else:
                    entries += 1
        elif role == "references" and kind in (LIST_ITEM, FOOTNOTE):
            entries += 1
        sections.append(new(Section, ("" if kind in (FRONT_MATTER, CAPTION) else role, is_heading)))
    return sections


class _Headings:
    """Tells what a heading says of its section."""

    def __init__(self, document: AnnotatedDocument) -> None:
        self._document = document
        bits = document.lexicon.bits
        self._all = bits("section")
        self._strict = [(role, bits(f"section.{role}")) for role in _STRICT]
        self._loose = [(role, bits(f"section.{role}")) for role in _LOOSE]
        self._hits = sorted(document.terms.starts(self._all))
        self._strong = {mark.start: mark.end for mark in document.marks if mark.kind == "strong"}

    def role(self, index: int) -> str:
        """The role that the heading with the index gives its section; "" where its words say none."""
        block = self._document.blocks[index]
        start, end = block.start, block.end
        place = bisect_left(self._hits, start)
        if end - start > _LONGEST or place == len(self._hits) or self._hits[place] >= end:
            return ""
        role = self._named(start, end)
        return "" if role == "references" and not self._lists_sources(index) else role

    def _lists_sources(self, index: int) -> bool:
        """Whether sources follow a line "References" or "Literature" in plain text, where menus have such
        lines too.
        """
        document = self._document
        return document.format != "text" or any(
            block.label or _SOURCE_LIKE.search(document.prose, block.start, block.end)
            for block in document.blocks[index + 1 : index + 4]
        )

    def _named(self, start: int, end: int) -> str:
        terms = self._document.terms.within(start, end, self._all)
        prose = self._document.prose
        for role, mask in self._strict:
            for term in terms:
                if term.mask & mask:
                    rest = _WORDS.findall(prose[start : term.start] + " " + prose[term.end : end])
                    if all(word.lower() in _SMALL for word in rest):
                        return role
        for role, mask in self._loose:
            if any(term.mask & mask for term in terms):
                return role
        return ""

    def is_like(self, block: Block) -> bool:
        """Whether a paragraph stands for a heading: short, without a full stop, wholly bold or ending in a
        colon.
        """
        start, end = block.start, block.end
        if end - start > _LONGEST:
            return False
        text = self._document.prose[start:end]
        return text[-1:] not in ".!;," and (
            text[-1:] == ":"
            or self._strong.get(start, 0) >= end - 1
            or (text[:1].isupper() and text.count(" ") < 3)
        )


def _ending(document: AnnotatedDocument, block: Block, entries: int) -> str | None:
    """The role of what follows where a paragraph ends the reference list before it; None where it is an
    entry.
    """
    text = document.prose[block.start : min(block.end, block.start + 400)]
    match = _AFTER_LIST.match(text)
    if match:
        return "disclaimer" if _DISCLAIMS.search(text) else ""
    if entries and len(text) > 160 and not _SOURCE_LIKE.search(text):
        return ""
    return None
