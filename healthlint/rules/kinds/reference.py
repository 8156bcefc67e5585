"""Kind `reference`: what is wrong with an article's references as a whole, a mark or an entry."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.sources import is_source
from healthlint.rules.model import Match, Option

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.references import Entry
    from healthlint.language.statistics import Statistic
    from healthlint.rules.model import Rule

OPTIONS: Mapping[str, Option] = {
    "check": Option(
        "text",
        "What to look for: an article without sources, a mark without an entry, an entry nobody cites, a "
        "work "
        "listed twice, an entry too short to find the work by.",
        choices=("missing", "dangling", "unused", "duplicate", "short"),
        required=True,
    ),
    "min_words": Option("integer", "Articles with fewer words need no sources (`check: missing`).", 150),
}

#: Keys of front matter that hold an article's sources.
_SOURCE_KEYS = frozenset(
    ("reference", "references", "source", "sources", "citation", "citations", "bibliography")
)
#: Works that come in pairs under nearly one title.
_PAIRED = re.compile(
    r"\b(?:errat|corrigend|correct(?:ion|ed)|retract|protocol|comment|reply|response|rationale|part (?:\d"
    r"|i))",
    re.IGNORECASE,
)
_SHORTEST_TITLE = 30
#: What an entry can share with another that lists the same work.
_Key = tuple[str | bool, ...]


def check(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """What the rule's `check` finds."""
    return _CHECKS[rule.options["check"]](rule, document)


def _missing(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """The document, where it states effects, doses or statistics and gives no source at all."""
    if any(citation.backs for citation in document.citations):
        return
    if any(_is_listed(document, entry) for entry in document.references.entries):
        return
    if document.spaces + document.prose.count("\n") < rule.options["min_words"]:
        return
    if any(str(key).lower() in _SOURCE_KEYS and value for key, value in document.front_matter.items()):
        return
    # One claim or number that may be none is no ground to ask a whole article for its sources.
    if (
        len(document.doses) > 0
        or any(claim.confidence != "low" for claim in document.standing_claims)
        or any(
            statistic.confidence != "low" and not _is_named(document, statistic)
            for statistic in document.statistics
        )
    ):
        yield Match(-1, -1, "high")


def _is_named(document: AnnotatedDocument, statistic: Statistic) -> bool:
    """Whether the paragraph of a statistic has named whom its numbers are from, up to the statistic."""
    first = document.sentences_of(document.spans[statistic.sentence].block).start
    return any(document.citations.names_source(k, k) for k in range(first, statistic.sentence + 1))


def _is_listed(document: AnnotatedDocument, entry: Entry) -> bool:
    """Whether an entry is a source: further reading is one where it links to a source."""
    return entry.kind != "reading" or any(
        entry.start <= link.start < entry.end and is_source(link.target, "") for link in document.links
    )


def _dangling(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """Marks whose number has no entry, less surely where there is no numbered list at all; footnote marks
    without a footnote.
    """
    is_numbered = document.references.is_numbered
    for citation in document.citations:
        if citation.absent:
            confidence = "high" if is_numbered or citation.kind == "footnote" else "low"
            yield Match(citation.start, citation.end, confidence, {"target": citation.absent})


def _unused(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """Footnotes and numbered entries that nothing in the text cites; of the entries only the first where
    nothing is cited by number at all.
    """
    entries = document.references.entries
    yield from _unused_notes(document)
    numbered = [
        index for index, entry in enumerate(entries) if entry.kind == "list" and entry.label.isdigit()
    ]
    if len(numbered) < 2:
        return
    used = {index for citation in document.citations for index in citation.entries}
    # Where two lists number their entries alike, nobody can tell which one a mark means.
    labels = {entries[index].label for index in used}
    used.update(index for index in numbered if entries[index].label in labels)
    if not used.intersection(numbered):
        entry = entries[numbered[0]]
        yield Match(entry.start, entry.end, "low", {"target": f"entry {entry.label}"})
        return
    for index in numbered:
        if index not in used:
            entry = entries[index]
            yield Match(entry.start, entry.end, "high", {"target": f"entry {entry.label}"})


def _unused_notes(document: AnnotatedDocument) -> Iterator[Match]:
    """The footnotes without a mark; a mark in another footnote counts, for that one may be cited."""
    references = document.references
    if not references.notes:
        return
    prose = document.prose
    used = {prose[mark.start : mark.end].lower() for mark in document.marks if mark.kind == "footnote"}
    used.update(
        references.entries[index].label for citation in document.citations for index in citation.entries
    )
    for label, index in references.notes.items():
        if label not in used:
            entry = references.entries[index]
            yield Match(entry.start, entry.end, "high", {"target": f"footnote {label}"})


def _duplicate(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """Entries that list a work a second time."""
    entries = [entry for entry in document.references.entries if entry.kind == "list"]
    addresses = _addresses(document, entries)
    #: Key -> the first entry that has it.
    first: dict[_Key, int] = {}
    for index, entry in enumerate(entries):
        wanted, own = _keys(entry, addresses[index], document.prose)
        same = [first[key] for key in wanted if key in first]
        if same:
            label = entries[min(same)].label or str(min(same) + 1)
            yield Match(entry.start, entry.end, "high", {"label": entry.label, "other": label})
        for key in own:
            first.setdefault(key, index)


def _keys(entry: Entry, address: str, prose: str) -> tuple[list[_Key], list[_Key]]:
    """The keys by which an entry before this one is the same work, and the keys that this one goes by.

    Where both have a DOI it decides, else where both have a PubMed number that does, else author and year
    (of a short form and a full one) or the title; the address decides beside them.
    """
    doi, pmid = bool(entry.doi), bool(entry.pmid)
    # Who is to be compared by less sure signs: entries without the identifiers that this one has.
    others = [(a, b) for a in (False, True) for b in (False, True) if not (a and doi) and not (b and pmid)]
    wanted: list[_Key] = []
    own: list[_Key] = []
    if address:
        wanted.append(("address", address))
        own.append(("address", address))
    if doi:
        wanted.append(("doi", entry.doi))
        own.append(("doi", entry.doi))
    if pmid:
        wanted += [("pmid", entry.pmid, other) for other in (False, True) if not (doi and other)]
        own.append(("pmid", entry.pmid, doi))
    if entry.author:
        work = (entry.author, entry.year)
        wanted += [("author", *work, not entry.short, *other) for other in others]
        own.append(("author", *work, entry.short, doi, pmid))
    if len(entry.title) >= _SHORTEST_TITLE and not _PAIRED.search(prose, entry.start, entry.end):
        years = (entry.year, "") if entry.year else ("any",)
        wanted += [("title", entry.title, entry.short, year, *other) for year in years for other in others]
        own += [("title", entry.title, entry.short, year, doi, pmid) for year in (entry.year, "any")]
    return wanted, own


def _addresses(document: AnnotatedDocument, entries: list[Entry]) -> list[str]:
    """The one page each entry links to, without fragment; "" where it links to none, to several or to a
    front page.
    """
    links = sorted((link.start, link.target) for link in document.links)
    starts = [start for start, _ in links]
    found = [""] * len(entries)
    for index, entry in enumerate(entries):
        targets = {
            target.partition("#")[0].rstrip("/").lower()
            for _, target in links[bisect_left(starts, entry.start) : bisect_left(starts, entry.end)]
        }
        if len(targets) == 1:
            (target,) = targets
            found[index] = target if target.count("/") > 2 else ""
    return found


def _short(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """Entries of author and year alone, "ibid." and the like."""
    for entry in document.references.entries:
        if entry.short:
            yield Match(entry.start, entry.end, "high", {"label": entry.label})


_CHECKS = {
    "missing": _missing,
    "dangling": _dangling,
    "unused": _unused,
    "duplicate": _duplicate,
    "short": _short,
}
