"""Citations: every mark, link and identifier in the text that refers to a source, and what it backs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.anchors import ANCHOR
from healthlint.language.citation import Citation, by_author, doubt, linked
from healthlint.language.citation_marks import TypedMark, expand, find_marks
from healthlint.language.references import DOI, bare_doi
from healthlint.language.sources import GOES_ON, is_source, names_source, own_hosts, provides_figures
from healthlint.markup.model import HEADING, LIST_ITEM, TABLE_CELL

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.references import References
    from healthlint.markup.model import Block, Link


__all__ = ["Citation", "Citations", "find_citations"]

#: Marks that are written after the full stop of what they back.
_TRAILING = frozenset(("bracket", "paren", "caret", "superscript", "flattened", "anchor", "footnote"))
#: Identifiers in the text, by the letters they begin with. Syntax: Crossref for DOIs, NLM for PMID and
#: PMCID, the registers for trials.
_IDENTIFIERS = tuple(
    (kind, literal, re.compile(pattern))
    for kind, literal, pattern in (
        ("pmid", "PMID", r"PMID:?\s*\d{1,8}\b"),
        ("pmid", "PMC", r"PMC(?:ID:?\s*(?:PMC)?)?\d{5,8}\b"),
        ("pmid", "PubMed", r"PubMed(?: ID:?)? ?\d{6,8}\b"),
        ("registry", "NCT", r"NCT ?\d{8}\b"),
        ("registry", "ISRCTN", r"ISRCTN ?\d{8}\b"),
        ("registry", "ACTRN", r"ACTRN\d{14}\b"),
        ("registry", "DRKS", r"DRKS\d{8}\b"),
        ("registry", "UMIN", r"UMIN\d{9}\b"),
        ("registry", "ChiCTR", r"ChiCTR[-\w]*\d{8,}\b"),
        ("registry", "CTRI/", r"CTRI/\d{4}/\d\d/\d{6}\b"),
    )
)
#: How many blocks may stand between a paragraph and the sources after it.
_NEAR = 3
#: How many sentences may go on about one source, and how many blocks a quotation may have.
_FAR = 20
_RAISED = re.compile(r"\d{1,3}(?:\s?[,;–—\s-]\s?\d{1,3})*")
_EXPONENT_BEFORE = re.compile(r"(?:\d|(?<![A-Za-z])(?:[kcmµμ]?m|ft|in|kg|s|R|r|χ)|[×x^])$")
_DASHES = frozenset("-–—")
_CLAUSE_END = re.compile(r"\s?(?:[.,;:]|$|\n)")
_NUMBER_WORD_BEFORE = re.compile(
    r"(?:\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|\w+teen|n ?=)"
    r"|[^A-Za-z%)’”\"\s]) ?$",
    re.I,
)


class Citations:
    """All citations of a document outside its reference lists, in order, and what they back."""

    def __init__(self, document: AnnotatedDocument, found: list[Citation]) -> None:
        """Take a document and its citations in order."""
        self._document = document
        self.all = tuple(found)
        # A mark that leads nowhere backs too: the editor is told of the mark, and once is enough.
        self._starts = [citation.start for citation in found]
        self._named: dict[tuple[int, int], bool] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self.all)

    def __iter__(self) -> Iterator[Citation]:
        """In order."""
        return iter(self.all)

    def between(self, start: int, end: int) -> tuple[Citation, ...]:
        """The citations that back something and start in prose [start, end)."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def backing(self, start: int, end: int) -> str:
        """What backs the sentences that prose [start, end) touches: "sentence" (a citation in one of them,
        or right after the full stop), "paragraph" (later in the paragraph, list item or table row),
        "section" (a list of sources after it), "named" (a source named without a reference) or "".
        """
        document = self._document
        spans = document.spans
        first, last = document.sentence_at(start), document.sentence_at(max(start, end - 1))
        block = spans[last].block
        if self.all:
            begin = spans[first].start
            for citation in self.between(begin, spans[last].end):
                leads = citation.start == begin and citation.kind in _TRAILING
                if not (leads and first and spans[first - 1].block == spans[first].block):
                    return "sentence"
            following = self.between(spans[last].end, document.blocks[block].end)
            if following:
                after = document.prose[spans[last].end : following[0].start].strip(" \u00a0([")
                return "paragraph" if after or following[0].kind not in _TRAILING else "sentence"
            if document.blocks[block].role == TABLE_CELL and self._in_row(block):
                return "paragraph"
        if document.blocks[block].quoted and self._is_introduced(block):
            return "paragraph"
        if self._has_sources_after(block):
            return "section"
        is_named = self.names_source(first, last) or self._goes_on(first) or self._is_of_list(first)
        return "named" if is_named else ""

    def names_source(self, first: int, last: int) -> bool:
        """Whether the sentences from one index to another name their source without a reference."""
        found = self._named.get((first, last))
        if found is None:
            spans = self._document.spans
            found = names_source(self._document, spans[first].start, spans[last].end)
            self._named[first, last] = found
        return found

    def _goes_on(self, sentence: int) -> bool:
        """Whether a sentence goes on about what one before it in the paragraph names or gives the source of."""
        spans, prose = self._document.spans, self._document.prose
        start, end, block = spans[sentence]
        last = max(0, sentence - _FAR)
        while sentence > last and spans[sentence - 1].block == block and GOES_ON.match(prose, start, end):
            sentence -= 1
            start, end, _ = spans[sentence]
            if self.between(start, end) or self.names_source(sentence, sentence):
                return True
        return False

    def _is_of_list(self, sentence: int) -> bool:
        """Whether a sentence shortly before, in the paragraph, says whose list or figures it gives."""
        document = self._document
        spans = document.spans
        first = max(0, sentence - _NEAR)
        return any(
            span.block == spans[sentence].block and provides_figures(document, span.start, span.end)
            for span in spans[first:sentence]
        )

    def _in_row(self, block: int) -> bool:
        blocks = self._document.blocks
        cell = blocks[block]
        for step in (1, -1):
            index = block
            while 0 <= index < len(blocks) and (blocks[index].table, blocks[index].row) == (
                cell.table,
                cell.row,
            ):
                if self.between(blocks[index].start, blocks[index].end):
                    return True
                index += step
        return False

    def _is_introduced(self, block: int) -> bool:
        """Whether the sentence that leads in a block quotation refers to its source: "The society writes [3]:"."""
        document, blocks = self._document, self._document.blocks
        far = max(-1, block - _FAR)
        while block > far and blocks[block].quoted:
            block -= 1
        if block <= far or blocks[block].role == HEADING:
            return False
        last = document.sentence_at(max(blocks[block].start, blocks[block].end - 1))
        if document.prose[blocks[block].start : blocks[block].end].rstrip()[-1:] != ":":
            return False
        return bool(self.between(document.spans[last].start, document.spans[last].end)) or self.names_source(
            last, last
        )

    def _has_sources_after(self, block: int) -> bool:
        """Whether sources stand after a block: a "Sources:" line or a block that is a link, right
        after it or its list, or at the end of its section a few blocks on."""
        document = self._document
        lines = document.references.lines
        if not lines and not self.all:
            return False
        blocks = document.blocks
        passed = 0
        for index in range(block + 1, len(blocks)):
            here = blocks[index]
            if here.role == HEADING or passed > _NEAR:
                return False
            ends_section = index + 1 < len(blocks) and blocks[index + 1].role == HEADING
            if (not passed or ends_section) and self._is_source_block(here, lines):
                return True
            if here.role != LIST_ITEM or blocks[block].role != LIST_ITEM:
                passed += 1
        return False

    def _is_source_block(self, block: Block, lines: list[int]) -> bool:
        if any(block.start <= start < block.end for start in lines):
            return True
        links = [citation for citation in self.between(block.start, block.end) if citation.kind == "link"]
        return bool(links) and sum(link.end - link.start for link in links) * 2 > block.end - block.start


def find_citations(document: AnnotatedDocument) -> Citations:
    """Every citation of a document outside its reference lists."""
    prose, references = document.prose, document.references
    found: list[Citation] = []
    covered: dict[int, int] = {}
    _add_links(document, found, covered)
    for mark in document.marks:
        if mark.kind == "footnote":
            label = prose[mark.start : mark.end].lower()
            found.append(linked("footnote", mark.start, mark.end, (label,), references))
            covered[mark.start] = mark.end
        elif mark.kind == "superscript" and _is_reference(prose, mark.start, mark.end):
            found.append(
                linked("superscript", mark.start, mark.end, expand(prose[mark.start : mark.end]), references)
            )
            covered[mark.start] = mark.end
    typed = [
        mark for mark in find_marks(prose) if mark.start not in covered and mark.start + 1 not in covered
    ]
    loose = _accepted_flattened(typed, references)
    rounded = not references.is_numbered and any(
        _CLAUSE_END.match(prose, mark.end) for mark in typed if mark.kind == "paren"
    )
    for one in typed:
        if one.kind == "author-year":
            found.append(Citation(one.start, one.end, one.kind, (), by_author(one, references)))
        elif one.kind == "flattened":
            if loose or all(label in references.by_label for label in one.labels):
                found.append(linked(one.kind, one.start, one.end, one.labels, references))
        elif one.kind != "paren" or _is_paren_mark(prose, one, references, rounded):
            found.append(linked(one.kind, one.start, one.end, one.labels, references))
    if "10." in prose:
        for match in DOI.finditer(prose):
            found.append(Citation(match.start(), match.start() + len(bare_doi(match.group())), "doi"))
    for kind, literal, pattern in _IDENTIFIERS:
        if literal in prose:
            found.extend(Citation(match.start(), match.end(), kind) for match in pattern.finditer(prose))
    if not found:
        return Citations(document, found)
    if not references.is_numbered:
        doubt(found)
    found.sort()
    inside = [
        (block.start, block.end)
        for block, role in zip(document.blocks, document.sections, strict=True)
        if role in ("references", "navigation")
    ]
    inside += [(entry.start, entry.end) for entry in references.entries]
    return Citations(document, _outside(found, sorted(inside)))


def _add_links(document: AnnotatedDocument, found: list[Citation], covered: dict[int, int]) -> None:
    prose, references = document.prose, document.references
    links = [link for link in document.links if link.kind in ("link", "url")]
    places = {place.name: place.at for place in document.markup.places}
    starts = [entry.start for entry in references.entries]
    own = own_hosts(link.target for link in links) if len(links) > 3 else frozenset()
    for link in links:
        anchor = ANCHOR.search(link.target)
        text = prose[link.start : link.end]
        typed = _typed_labels(prose, link, references)
        if anchor and (link.target[0] == "#" or text.strip("[]() ").isdigit()):
            name, label = link.target.partition("#")[2], str(int(anchor[2]))
            if name not in places and typed:  # what the reader sees is the number of the entry
                found.append(linked("anchor", link.start, link.end, typed, references))
            elif name in references.by_place:
                index = references.by_place[name]
                found.append(Citation(link.start, link.end, "anchor", (label,), (index,)))
            elif name not in places:
                found.append(linked("anchor", link.start, link.end, (label,), references))
            elif places[name] < link.start:  # from a note back to its mark
                continue
            else:
                at = _entry_at(references, starts, places[name])
                found.append(Citation(link.start, link.end, "anchor", (label,), at))
        elif typed:
            found.append(linked("anchor", link.start, link.end, typed, references))
        elif is_source(link.target, text, own):
            found.append(Citation(link.start, link.end, "link"))
        else:
            continue
        covered[link.start] = link.end
    _join_ranges(prose, found, references)


#: How many code points before its entry a named place may stand: an empty anchor and a space.
_BEFORE_ENTRY = 2


def _entry_at(references: References, starts: list[int], at: int) -> tuple[int, ...]:
    """The entry that a named place stands in or right before; `starts` are where the entries start."""
    index = bisect_right(starts, at + _BEFORE_ENTRY) - 1
    return (index,) if index >= 0 and at < references.entries[index].end else ()


def _join_ranges(prose: str, found: list[Citation], references: References) -> None:
    """Give the first of two linked numbers that a dash joins the entries between them: "1" - "4"."""
    for index in range(len(found) - 1):
        first, last = found[index], found[index + 1]
        if not (first.kind == last.kind == "anchor" and first.labels and last.labels):
            continue
        if prose[first.end : last.start].strip() in _DASHES:
            labels = expand(f"{first.labels[-1]}-{last.labels[0]}")[1:-1]
            between = tuple(references.by_label[label] for label in labels if label in references.by_label)
            found[index] = first._replace(entries=(*first.entries, *between))


def _typed_labels(prose: str, link: Link, references: References) -> tuple[str, ...]:
    """The numbers of entries that the text of a link is, wherever it leads: "[22]", a raised "1,2"; none where an entry
    is missing, or where the link is a plain number in a sentence ("see part 2").
    """
    text = prose[link.start : link.end].strip("[](), \u00a0")
    if not text[:1].isdigit() or not _RAISED.fullmatch(text):
        return ()
    before = prose[link.start - 1 : link.start]
    glued = before.isalpha() or before in ".,;!?)”\"’'%[(^"
    labels = expand(text)
    known = all(label in references.by_label for label in labels)
    return labels if known and (glued or prose[link.start : link.start + 1] in "[(") else ()


def _outside(found: list[Citation], inside: list[tuple[int, int]]) -> list[Citation]:
    """The citations that stand in none of the given spans, each place once."""
    kept: list[Citation] = []
    index = 0
    for citation in found:
        while index < len(inside) and inside[index][1] <= citation.start:
            index += 1
        if index < len(inside) and inside[index][0] <= citation.start:
            continue
        if kept and citation.start < kept[-1].end:
            continue
        kept.append(citation)
    return kept


def _is_reference(prose: str, start: int, end: int) -> bool:
    """Whether a superscript mark is a reference: numbers after a word or a stop, no exponent, isotope or
    ordinal.
    """
    text = prose[start:end].strip(" [](),")
    if not text or not _RAISED.fullmatch(text):
        return False
    return _EXPONENT_BEFORE.search(prose[max(0, start - 3) : start]) is None


def _is_paren_mark(prose: str, mark: TypedMark, references: References, rounded: bool) -> bool:
    """Whether a number in round brackets is a reference: there is an entry of the number, or, in a document
    without a numbered list, it follows a word and some such number ends a clause ("... in a third of cases
    (24).").
    """
    if _NUMBER_WORD_BEFORE.search(prose, max(0, mark.start - 14), mark.start):
        return False
    if references.is_numbered:
        return all(label in references.by_label for label in mark.labels)
    return rounded and mark.start > 0


def _accepted_flattened(typed: list[TypedMark], references: References) -> bool:
    """Whether flattened superscripts without an entry are marks all the same: the article has no list (it
    was cut off) and they begin with 1 and leave few numbers out.
    """
    if references.is_numbered:
        return False
    seen = [int(label) for mark in typed if mark.kind == "flattened" for label in mark.labels]
    return bool(seen) and seen[0] == 1 and max(seen) <= 2 * len(set(seen)) + 1
