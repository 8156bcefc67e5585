"""Sentences: where each begins and ends in the prose.

One pattern finds every place where a sentence could end; a table of abbreviations and the words around it
decide. Splitters made for news cut "so far.1 But" and "0.5 mg. twice" wrongly; health articles are full of both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from healthlint.language.words import words


class Span(NamedTuple):
    """A sentence at prose [start, end), white space at its ends left out, and the index of its block."""

    start: int
    end: int
    block: int


# Sentence-final marks, what may close after them, and reference marks glued on: "pain.", 'pain."', "pain.[3]",
# "pain.1,2", "pain.¹". The digits are a flattened superscript only where a letter stands before the mark.
_END = re.compile(
    r"""(?P<stop>[.!?…]+)
        (?P<close>["'”’»)\]*_]*)
        (?P<mark>(?:\s?\[+\d[\d,;\s–-]*\]+(?:\(\#?[\w-]*\))?|(?<=[a-z)"”’][.])\d{1,3}(?:[,–-]\d{1,3})*|[⁰¹²³⁴-⁹⁻]+)*)
        (?P<space>\s+)
      | \n\s*""",
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"“'‘/]+$")
_LETTERS = re.compile(r"[A-Za-z]+")
_OPENERS = "\"'“‘([*_•-–—¿¡&"

_TITLES = words(
    "dr mr mrs ms mx prof st sr jr rev hon gen col lt sgt capt gov sen rep pres vs v viz cf ca approx "
    "resp fig figs eq ref refs vol vols ed eds pp p nos dept univ e.g i.e eg ie al incl esp est min max "
    "mt ft no"
)
_DATES = words("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri")
# May end a sentence: a boundary only where a plain sentence opener follows.
_OFTEN_FINAL = words(
    "etc inc ltd co corp u.s u.k u.n e.u u.s.a a.m p.m ph.d m.d b.sc m.sc d.o r.n n.p d.c b.i.d t.i.d "
    "q.i.d i.v i.m p.o spp sp subsp var l.a d.c"
)
_LETTERED = words(
    "vitamin vitamins hepatitis type types group class grade stage phase factor protein influenza plan "
    "part step schedule category appendix figure table option coenzyme provitamin immunoglobulin omega "
    "complex and or b12 strain"
)
_STARTERS = words(
    "the a an this that these those it its they he she we you i in on at by for from with without to of "
    "as if when while after before since because although though however but and or so yet not no some "
    "many most more all any each both there here what who why how where which your our their his her my "
    "one two three according research studies researchers doctors patients people women men children talk "
    "ask see call take use treatment symptoms"
)


def split(prose: str, block_starts: Sequence[int]) -> list[Span]:
    """All sentences of a prose whose blocks start at the given ascending offsets; blocks are divided by newlines."""
    spans: list[Span] = []
    start, size = 0, len(prose)
    for match in _END.finditer(prose):
        mark = match.start()
        if prose[mark] == "\n":
            end, following = mark, match.end()
        else:
            following = match.end()
            end = match.start("space")
            if (
                "\n" not in match["space"]
                and following < size
                and not _is_boundary(prose, match, start, following)
            ):
                continue
        _add(spans, prose, start, end, block_starts)
        start = following
    _add(spans, prose, start, size, block_starts)
    return spans


def _add(spans: list[Span], prose: str, start: int, end: int, block_starts: Sequence[int]) -> None:
    while start < end and prose[start].isspace():
        start += 1
    while end > start and prose[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append(Span(start, end, max(0, bisect_right(block_starts, start) - 1)))


def _is_boundary(prose: str, match: re.Match[str], start: int, following: int) -> bool:
    stop = match["stop"]
    index = following
    while index < len(prose) and prose[index] in _OPENERS:
        index += 1
    first = prose[index : index + 1]
    if first.islower():  # "e.g. the", "0.5 mg. twice", "(why?) and"
        return False
    if stop[0] != "." or len(stop) > 1:
        return True
    before = _WORD_BEFORE.search(prose, max(start, match.start() - 24), match.start())
    if before is None or match["mark"]:
        return True
    word = before.group()
    lower = word.lower().strip("*_")
    if lower in _TITLES:
        # "p. 12" and "no. 5" are abbreviations, "The answer is no." is not.
        return (
            lower in {"no", "min", "max", "est", "p", "v"}
            and not first.isdigit()
            and first.isalpha()
            and _starts(prose, index)
        )
    if lower in _DATES:
        return not first.isdigit()
    if lower in _OFTEN_FINAL:
        return _starts(prose, index)
    if len(word) == 1 and word.isupper():
        previous = _WORD_BEFORE.search(prose, max(start, before.start() - 24), max(start, before.start() - 1))
        if previous is not None and previous.group().lower() in _LETTERED:
            return True
        return _starts(prose, index) and word not in "AI"
    if "." in lower and all(len(part) == 1 for part in lower.split(".")):  # "J.R.", "N.Y."
        return _starts(prose, index)
    return not (word.isdigit() and start == before.start())  # "1. First" at a sentence start is a list mark


def _starts(prose: str, index: int) -> bool:
    """Whether the word at the offset is one that opens sentences."""
    match = _LETTERS.match(prose, index)
    return match is not None and match.group().lower() in _STARTERS
