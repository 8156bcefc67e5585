"""Lines that are headings by what they say, where no markup says so."""

from __future__ import annotations

import re

LONGEST_TITLE = 100
_MOST_WORDS = 14

_REFERENCES = re.compile(
    r"(?:(?:selected|key|main|further|cited|scientific|article) )?"
    r"(?:references?|bibliography|sources?|citations?|works cited|literature(?: cited)?|footnotes|endnotes"
    r"|reading)\W*\Z",
    re.I,
)

#: Lines about the text that stand alone as a heading does.
_BYLINE = re.compile(
    r"(?:by|author|written|published|posted|updated|reviewed|last|original|date|views|share|photo|image|tags?"
    r"|categor(?:y|ies)|copyright|source|tel|phone|e-?mail|address|doi|pmid|isbn)\b[^a-z]",
    re.I,
)
_NO_TITLE = re.compile(r"[|»>©@{}<]|://|www\.|[a-z)][.!?;]\s")
_AMOUNT = re.compile(r"\d\s*(?:(?:[mkµμ]?g|mcg|iu|ml)\b|%)", re.I)
_DIGIT = re.compile(r"\d")


def is_references(text: str) -> bool:
    """Whether a heading says that a reference list follows."""
    return len(text) < 40 and _REFERENCES.match(text) is not None


def is_title_like(text: str) -> bool:
    """Whether a line looks like a title: short, begun with a capital, not ended like a sentence."""
    if len(text) > LONGEST_TITLE or text[-1] in ".,;!…" or text.count("(") != text.count(")"):
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
    return text[-1] != ":" or len(words) < 3 or (len(words) < 6 and _is_capitalised(words))


def _is_capitalised(words: list[str]) -> bool:
    return all(word[0].isupper() for word in words if len(word) > 3)
