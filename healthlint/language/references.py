"""References: the entries of an article's lists of sources."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.anchors import ANCHOR, note_places
from healthlint.language.citation_marks import NOTE
from healthlint.language.sections import Section, named_sections
from healthlint.markup.model import FOOTNOTE
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument


class Entry(NamedTuple):
    """One entry of a list of sources, at prose [start, end)."""

    start: int
    end: int
    #: The number or name it is cited by: "3" for "3." and "[3]", the name of a footnote in lower case; ""
    #: where it has none.
    label: str
    #: "list" (References), "footnote", "reading" (further reading: nothing need cite it) or "line" (a
    #: paragraph "Sources: ...").
    kind: str
    year: str
    #: Lower case, without the resolver.
    doi: str
    pmid: str
    #: Family name of the first author in lower case, as far as it can be told; "" where the entry begins
    #: otherwise.
    author: str
    #: The longest run of words between full stops, folded to lower-case letters and digits; "" where it is
    #: too short to be a title.
    title: str
    #: Author and year alone, "ibid.", "op. cit.": the work cannot be found by it.
    short: bool


class References(NamedTuple):
    """The entries of a document, in order."""

    entries: tuple[Entry, ...]
    #: Index of the entry for each label of a numbered list or footnote; of two lists the first counts.
    by_label: dict[str, int]
    #: Index of the entry for each footnote by its name, which a number of a list may be too.
    notes: dict[str, int]
    #: Index of the entry that stands at each named place that marks link to.
    by_place: dict[str, int]

    @property
    def lines(self) -> list[int]:
        """Where the paragraphs "Sources: ..." have their entries."""
        return [entry.start for entry in self.entries if entry.kind == "line"]

    @property
    def is_numbered(self) -> bool:
        """Whether there is a list whose entries are cited by number."""
        return any(entry.label.isdigit() and entry.kind == "list" for entry in self.entries)


_LABEL = re.compile(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)]|\^?(\d{1,3})\^?(?=\s+[A-Z]))\s+")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)[a-z]?\b")
#: Crossref, "DOIs and matching regular expressions": 74.4 of 74.9 million match; stops that end a sentence
#: are not part of it.
DOI = re.compile(r"\b10\.\d{4,9}/[-._;()/:A-Z0-9]*[A-Z0-9)]", re.IGNORECASE)
_PMID = re.compile(
    r"\bPMID:?\s*(\d{1,8})\b|pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,8})|ncbi\.nlm\.nih\.gov/pubmed/(\d{1,8})",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"\W*((?:(?:van|von|de|der|den|del|la|le|al|el|di|da|dos|ter|ten|Mc|Mac|O['’])\s*)*[A-Z][\w'’-]+)"
    r"(?=,? [A-Z]{1,4}\b|,? [A-Z]\.|,? et al| and [A-Z]| & [A-Z]|,? \(?(?:19|20)\d\d|\.)"
)
# An author alone says nothing of the work: "Smith et al. 2020", "Smith and Jones (2020), p. 4", "ibid.",
# "see ref. 2".
_SHORT = re.compile(
    r"\W*(?:(?:see |cf\.? )?(?i:ibid|op\.? ?cit|loc\.? ?cit|idem|same as (?:above|before))\b.*"
    r"|(?:(?:[A-Z][\w'’.-]+|van|von|de|der|[A-Z]{1,3}\.?),? ){1,3}(?:(?:and|&) (?:[A-Z][\w'’.-]+ ?){1,2}"
    r"|et al\.?|and colleagues)?,? ?"
    r"(?:\(?(?:19|20)\d\d[a-z]?\)?|,? ?(?:op\.? ?cit\.?|in press|unpublished(?: data)?|personal "
    r"communication|forthcoming))"
    r"(?:[,:;]? ?(?:pp?\.? ?)?\d+(?:[-–]\d+)?)?)\W*\Z"
)
_SOURCES_LINE = re.compile(
    r"\W*(?:(?:key |main |data |image )?(?:sources?|references?|citations?))\s*:\s*(?=\S)", re.IGNORECASE
)
# Where the format knows no footnotes: "[^3]: Okafor L. ..."
_TYPED_NOTE = re.compile(rf"\[\^({NOTE})\]:\s+")
_NOT_TITLE = re.compile(r"[^a-z0-9]+")
_STOP = re.compile(r"\.\s+|\?\s+|[“”\"]|\.$")
_SHORTEST_TITLE = 18


def find_references(document: AnnotatedDocument) -> References:
    """The entries of a document's lists of sources: sections headed so, footnotes, and paragraphs "Sources:
    ...".
    """
    entries: list[Entry] = []
    prose = document.prose
    has_list = "references" in document.sections
    sections = named_sections(document) if has_list else [Section("", False)] * len(document.blocks)
    has_typed = "[^" in prose and "]:" in prose
    for block, section in zip(document.blocks, sections, strict=True):
        if block.role == FOOTNOTE:
            entries.append(_entry(prose, block.start, block.end, block.label.lower(), "footnote"))
        elif has_typed and (typed := list(_typed_notes(prose, block.start, block.end))):
            entries.extend(typed)
        elif section.role in ("references", "further-reading"):
            if not section.is_heading:
                kind = "list" if section.role == "references" else "reading"
                entries.extend(_of_block(prose, block.start, block.end, block.label, kind))
        elif prose[block.start : block.start + 24].lstrip("*_([ ")[:1] in "SsRrCcKkMmDd":
            match = _SOURCES_LINE.match(prose, block.start, min(block.end, block.start + 40))
            if match:
                entries.extend(_of_block(prose, match.end(), block.end, "", "line"))
    by_place = _at_places(document, entries)
    by_label: dict[str, int] = {}
    notes: dict[str, int] = {}
    linked = sorted(link.start for link in document.links) if entries else []
    for index, entry in enumerate(entries):
        if entry.short and bisect_left(linked, entry.start) < bisect_left(linked, entry.end):
            entries[index] = entry._replace(short=False)  # the address tells which work it is
        if entry.label and entry.kind != "reading":
            by_label.setdefault(entry.label, index)
        if entry.kind == "footnote":
            notes.setdefault(entry.label, index)
    return References(tuple(entries), by_label, notes, by_place)


def _at_places(document: AnnotatedDocument, entries: list[Entry]) -> dict[str, int]:
    """The entries at named places; one without a number takes that of its place."""
    ends = [entry.end for entry in entries]
    found: dict[str, int] = {}
    for place in note_places(document) if entries else ():
        index = bisect_right(ends, place.at)
        if index < len(entries) and entries[index].start < document.blocks[document.block_at(place.at)].end:
            found[place.name] = index
            match = ANCHOR.match(f"#{place.name}")
            if match and not entries[index].label:
                entries[index] = entries[index]._replace(label=str(int(match[2])))
    return found


def _typed_notes(prose: str, start: int, end: int) -> Iterator[Entry]:
    """The footnotes in a block, each with its mark: where a line begins with one, and after such a line's
    where the format joins lines.
    """
    begins = [
        match
        for match in _TYPED_NOTE.finditer(prose, start, end)
        if match.start() == start
        or prose[match.start() - 1] == "\n"
        or (prose[match.start() - 1] == " " and _TYPED_NOTE.match(prose, start))
    ]
    stops = [*(match.start() for match in begins[1:]), end]
    for match, stop in zip(begins, stops, strict=False):
        text = prose[match.end() : stop].rstrip()
        entry = _entry(prose, match.end(), match.end() + len(text), match.group(1).lower(), "footnote")
        yield entry._replace(start=match.start())


def _of_block(prose: str, start: int, end: int, label: str, kind: str) -> Iterator[Entry]:
    """The entries in a block: one, or one a line where lines end hard."""
    at = start
    for line in prose[start:end].split("\n"):
        stop = at + len(line)
        if line.strip():
            match = None if label else _LABEL.match(prose, at, stop)
            own = label or (next(group for group in match.groups() if group) if match else "")
            first = match.end() if match else at
            if prose[first:stop].strip() and not (
                first == start and prose[first:stop].rstrip().endswith(":")
            ):
                yield _entry(prose, first, stop, own, kind)
                label = ""
        at = stop + 1


def _entry(prose: str, start: int, end: int, label: str, kind: str) -> Entry:
    text = prose[start:end]
    year = _YEAR.search(text)
    doi = DOI.search(text)
    pmid = _PMID.search(text)
    author = _AUTHOR.match(text)
    return Entry(
        start,
        end,
        label,
        kind,
        year.group(1) if year else "",
        bare_doi(doi.group()) if doi else "",
        next(group for group in pmid.groups() if group) if pmid else "",
        author.group(1).lower() if author else "",
        _title(text),
        len(text) < 120 and _SHORT.match(text) is not None,
    )


def bare_doi(doi: str) -> str:
    """A DOI in lower case, without a closing bracket that it does not open: "(doi:10.1000/1)"."""
    while doi.endswith(")") and doi.count("(") < doi.count(")"):
        doi = doi[:-1]
    return doi.lower()


def _title(text: str) -> str:
    """What is most likely the title: the longest piece between full stops that is no list of names or
    numbers.
    """
    best = ""
    for piece in _STOP.split(text):
        folded = _NOT_TITLE.sub(" ", piece.lower()).strip()
        if len(folded) > len(best) and piece.count(",") * 4 <= piece.count(" ") + 1 and "://" not in piece:
            best = folded
    return best if len(best) >= _SHORTEST_TITLE and best.count(" ") >= 2 else ""
