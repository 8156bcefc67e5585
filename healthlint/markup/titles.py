"""Lines that are headings by what they say, where no markup says so."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint import expressions as re
from healthlint.expressions import lazy
from healthlint.values import NamedTuple

LONGEST_TITLE = 100
_MOST_WORDS = 14
#: More title-like lines in a row than this are a menu or a table.
_MOST_STACKED = 3

#: Heading levels, by how much a line looks like one: the text's title, a line of its own, one with a colon.
TITLE, BARE, COLON = 1, 2, 3


class Entry(NamedTuple):
    """A block as far as this module cares: its text where that is one short line, otherwise ""; its length in
    characters; whether it is an item of a list, and of a numbered one.
    """

    text: str
    length: int
    is_item: bool = False
    is_numbered: bool = False


_REFERENCES = lazy(
    r"(?:(?:selected|key|main|further|cited|scientific|article) )?"
    r"(?:references?|bibliography|sources?|citations?|works cited|literature(?: cited)?|footnotes|endnotes"
    r"|reading)\W*\Z",
    re.I,
)

#: Lines about the text that stand alone as a heading does.
_BYLINE = lazy(
    r"(?:by|author|written|published|posted|updated|reviewed|last|original|date|views|share|photo|image|tags?"
    r"|categor(?:y|ies)|copyright|source|tel|phone|e-?mail|address|doi|pmid|isbn)\b[^a-z]",
    re.I,
)
#: The last words of a line that leads into a list.
_LEAD = lazy(
    r"\b(?:may|can|could|might|should|must|will|would|is|are|was|were|be|has|have|had|do|does|to|that|for|with|by"
    r"|from|of|and|or|as|when|if|include[sd]?|including|contains?|helps?|following|these|this):+\Z",
    re.I,
)
_NO_TITLE = lazy(
    # It begins with one set of characters, so that the search leaps from one to the next.
    r"[|»>©@{}<=:w.!?;](?:(?<=[|»>©@{}<=])|(?<=:)//|(?<=w)ww\.|(?<=[a-z)][.!?;])\s)"
)
_AMOUNT = lazy(r"\d\s*(?:(?:[mkµμ]?g|mcg|iu|ml)\b|%)", re.I)
_DIGIT = lazy(r"\d")


def is_references(text: str) -> bool:
    """Whether a heading says that a reference list follows."""
    return len(text) < 40 and _REFERENCES.match(text) is not None


def is_lead(text: str) -> bool:
    """Whether a line leads into a list, as "Kelp may:" does."""
    return text[-1] == ":" and _LEAD.search(text) is not None


def is_title_like(text: str) -> bool:
    """Whether a line looks like a title: short, begun with a capital, not ended like a sentence."""
    if text[-1] in ".,;!…" or not 3 <= len(text) <= LONGEST_TITLE or text.count("(") != text.count(")"):
        return False
    if _NO_TITLE.search(text) or _BYLINE.match(text):
        return False
    words = text.split()
    if len(words) > _MOST_WORDS:
        return False
    first = text[0]
    if first.isdigit():
        # "5 Ways to Sleep" and "7 signs of low iron" are titles; "500 mg" is not.
        if len(words) < 3 or not (words[1][0].isupper() or len(words) > 3) or _AMOUNT.search(text):
            return False
    elif not first.isupper() and first not in "“\"'‘(¿":
        return False
    _, colon, after = text.rstrip(":").partition(":")
    if colon and (not after.lstrip()[:1].isupper() or _DIGIT.search(after)):
        return False
    if text[-1] != ":":
        return True
    return not is_lead(text) and (len(words) < 3 or (len(words) < 6 and _is_capitalised(words)))


def _is_capitalised(words: list[str]) -> bool:
    return all(word[0].isupper() for word in words if len(word) > 3)


def heading_levels(entries: Sequence[Entry]) -> dict[int, int]:
    """Which entries are headings, by index, and of which level."""
    levels: dict[int, int] = {}
    run: list[int] = []
    for index, (text, _, is_item, _) in enumerate(entries):
        if text and not (is_item and _is_in_list(entries, index)) and is_title_like(text):
            run.append(index)
        elif run:
            _settle(entries, run, levels)
            run.clear()
    if run:
        _settle(entries, run, levels)
    return levels


def _is_in_list(entries: Sequence[Entry], index: int) -> bool:
    """Whether an item is one of a list; a numbered one that stands alone may be a numbered heading."""
    return not entries[index].is_numbered or any(
        entry.is_numbered for entry in (*entries[max(0, index - 1) : index], *entries[index + 1 : index + 2])
    )


def _settle(entries: Sequence[Entry], run: list[int], levels: dict[int, int]) -> None:
    """Decide about a run of title-like entries."""
    is_short = len(run) <= _MOST_STACKED
    for index in run:
        if index + 1 == len(entries):  # there is nothing that it could head
            return
        entry, after = entries[index], entries[index + 1]
        is_longer = after.is_item or after.length > entry.length
        if is_references(entry.text):
            levels[index] = BARE
        elif entry.is_numbered:
            if after.length >= LONGEST_TITLE:
                levels[index] = BARE
        elif index == 0 and is_short and entry.text[-1] != ":":
            levels[index] = TITLE
        elif is_longer if index == run[-1] else is_short:
            levels[index] = COLON if entry.text[-1] == ":" else BARE
