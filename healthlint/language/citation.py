"""A citation, and which entries it leads to or that it leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.citation_marks import TypedMark
    from healthlint.language.references import References


class Citation(NamedTuple):
    """Something at prose [start, end) that refers to a source."""

    start: int
    end: int
    #: "bracket", "paren", "caret", "superscript", "flattened", "author-year", "anchor" (a link into the
    #: reference list), "footnote", "link" (to a source), "doi", "pmid", "registry".
    kind: str
    #: The numbers or footnote names it gives.
    labels: tuple[str, ...] = ()
    #: Indices of the reference entries it leads to.
    entries: tuple[int, ...] = ()
    #: What it leads to that the article does not have ("entry 9", "footnote 9"); "" where nothing is amiss.
    absent: str = ""

    @property
    def backs(self) -> bool:
        """Whether it leads to a source: an article whose marks all lead nowhere has no references."""
        return not self.absent or len(self.entries) > 0


#: Marks whose number must have an entry where there is a numbered list. A number in round brackets or a lost
#: superscript is only taken for a mark where it has one.
_MUST_RESOLVE = frozenset(("bracket", "superscript", "caret", "anchor"))
#: How many entries a list may have that nobody sees. Of 420 passages cut out of journal articles (Evidence
#: Inference 2.0), each with one mark or a few, three give a higher number.
_LONG_LIST = 50


def linked(kind: str, start: int, end: int, labels: tuple[str, ...], references: References) -> Citation:
    """A mark and the entries it leads to. A footnote's mark may lead into a numbered list: its writer meant
    the entry, whatever the format makes of it.
    """
    is_note = kind == "footnote"
    entries: list[int] = []
    absent = ""
    for label in labels:
        index = references.notes.get(label) if is_note else None
        if index is None:
            index = references.by_label.get(label)
        if index is not None:
            entries.append(index)
        elif not absent and (is_note or (kind in _MUST_RESOLVE and references.is_numbered)):
            absent = f"footnote {label}" if is_note else f"entry {label}"
    return Citation(start, end, kind, labels, tuple(entries), absent)


def doubt(found: list[Citation]) -> None:
    """Find the marks that lead nowhere where there is no numbered list. It may have been cut off or stand on
    another page, so "[7]" counts as a mark all the same; not so "[99]" in an article that cites nothing like
    so many works.
    """
    typed = [
        (index, citation)
        for index, citation in enumerate(found)
        if citation.kind in _MUST_RESOLVE and citation.kind != "anchor"
    ]
    most = max(_LONG_LIST, 2 * len({label for _, citation in typed for label in citation.labels}) + 1)
    for index, citation in typed:
        beyond = next((label for label in citation.labels if int(label) > most), "")
        if beyond and not citation.entries:
            found[index] = citation._replace(absent=f"entry {beyond}")


def by_author(mark: TypedMark, references: References) -> tuple[int, ...]:
    """The entries of a mark's first author and year."""
    return tuple(
        index
        for index, entry in enumerate(references.entries)
        if entry.author == mark.author and entry.year == mark.year
    )
