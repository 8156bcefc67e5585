"""Disclaimers: what an article says of itself, recognised as speech acts, not as strings.

An article that says that it informs, gives no advice or replaces no professional has a disclaimer; one that
only sends readers to a doctor, declines liability, or repeats the statement for supplements of 21 CFR
101.93(c) has half of one; a menu item named "Disclaimer" is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.disclaimer_acts import (
    CONSULT,
    INFORMS,
    LIABILITY,
    NO_EXPERT,
    NO_RELATIONSHIP,
    NO_SUBSTITUTE,
    NOT_ADVICE,
    NOT_EVALUATED,
    OTHER,
    UNSURE,
    Act,
    read_acts,
)
from healthlint.language.disclaimer_grammar import Line, read_line
from healthlint.markup.model import HEADING
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.lexicon import Lexicon
    from healthlint.markup.model import Block

#: An insert or a front-matter key stands for a disclaimer.
PROVIDED = "provided"
#: A sentence sends readers to a disclaimer elsewhere.
POINTER = "pointer"
#: A menu item or a link named "Disclaimer": worth nothing, kept to be shown.
LINK = "link"

_FULL = frozenset((INFORMS, NOT_ADVICE, NO_SUBSTITUTE, NO_RELATIONSHIP, PROVIDED))
_HALF = frozenset((NOT_EVALUATED, NO_EXPERT, CONSULT, LIABILITY, POINTER, UNSURE))

YES, PARTIAL, NO = "yes", "partial", "no"


class Disclaimer(NamedTuple):
    """The speech acts of an article: those that inserts and front matter stand for, then those in prose."""

    acts: tuple[Act, ...]

    @property
    def state(self) -> str:
        """`YES`: the article has a disclaimer; `PARTIAL`: half of one; `NO`: none."""
        kinds = {act.kind for act in self.acts}
        full = kinds & _FULL
        if full == {INFORMS} and OTHER in kinds:  # "for information only; we do not give financial advice"
            return PARTIAL
        return YES if full else PARTIAL if kinds & _HALF else NO


class Omission(NamedTuple):
    """A sentence at prose [start, end) that the article leaves its topic out: "dosing" or "treatment"."""

    start: int
    end: int
    topic: str


_OMITS = re.compile(
    r"(?:[Stw][^;]{0,8}?n[^;nqQO]{0,3}?|(?:^|;)nm?)[VB][^;nqQR]{0,5}?[Ggo]"  # this page does not give doses
    r"|n[^;nqQ]{0,3}?[Ggo][^;nqQR]{0,5}?[VB][^;nqQ]{0,5}?[St]"  # no doses are given in this leaflet
    r"|n[^;nqQR]{0,2}?[Ggo][^;nqQR]{0,3}?t(?=[;,]|$)"  # no dosing information here
    r"|[Ggo][^;nqQR]{0,3}?n[^;nqQ]{0,2}?[VB][^;nqQ]{0,5}?[St]"  # doses are not listed on this page
)
# "read our disclaimer", "the disclaimer is at the foot of the page"
_SENDS = re.compile(r"[CQB].{0,8}H|H.{0,6}[bm]")
# "They cannot replace your GP", after a sentence whose subject is the article.
_PRONOUN = re.compile(r"(?:It|They)\b")
_ARTICLE_FIRST = re.compile(r"a{0,3}S")
_SPOKEN = re.compile(
    r"\b(?:sa(?:id|ys?)|tells?|told|add(?:s|ed)|warn(?:s|ed)|advis(?:es|ed)|explain(?:s|ed)|according to|"
    r"state[sd]?|note[sd]|wrote|writes|argue[sd]|recall(?:s|ed)|insist(?:s|ed)|caution(?:s|ed))\b"
)
_QUOTATION = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_NAMED = re.compile(r"(?i)disclaimer|(?:not|no)[-_ ]medical[-_ ]advice|medical[-_ ]?notice")
#: Disclaimers of something else.
_OTHER_NAME = re.compile(
    r"(?i)affiliat|advert|cookie|sponsor|earning|investor|forward|legal|copyright|trademark|image|photo|price|"
    r"trading"
)
#: A sentence with none of these denies nothing.
_NEGATIVE = (" no", "No", "n't", "n’t", "ever ", "annot", "either", "rather than")
#: A line of fewer words is a menu item or a heading, not a sentence.
_MENU_WORDS = 5
#: Lexicon classes below `disclaimer` that make a sentence worth reading on their own, and those that do where
#: the sentence denies something.
_RARE = ("risk", "disclaims", "name")
_DENIED = ("advice", "replace", "disregard", "relationship", "liability", "agency", "construe.formal")


class _Anchors(NamedTuple):
    """Bit masks that make a sentence worth reading: `rare` on its own, the others in company."""

    any: int
    rare: int
    denied: int
    care: int
    medium: int
    #: Who is asked, and for what; and asking.
    professional: int
    advice: int
    ask: int


@lru_cache(maxsize=4)
def _anchors(lexicon: Lexicon) -> _Anchors:
    bits, mask_of = lexicon.bits, lexicon.mask_of

    def without_common(name: str) -> int:
        return bits(name) & ~bits(f"{name}.common")

    rare = mask_of(*(f"disclaimer.{name}" for name in _RARE))
    rare |= without_common("disclaimer.inform") | without_common("disclaimer.purpose")
    denied = mask_of(*(f"disclaimer.{name}" for name in _DENIED))
    professional, care = bits("disclaimer.professional"), without_common("disclaimer.care")
    return _Anchors(
        any=rare | denied | professional | care,
        rare=rare,
        denied=denied,
        care=care,
        medium=bits("disclaimer.medium"),
        professional=professional,
        advice=bits("disclaimer.advice"),
        ask=mask_of("disclaimer.ask", "disclaimer.seek"),
    )


def find_disclaimers(document: AnnotatedDocument) -> Disclaimer:
    """The disclaimer of a document."""
    acts = list(_provided(document))
    anchors = _anchors(document.lexicon)
    asked = False
    for index in dict.fromkeys(map(document.sentence_at, sorted(document.terms.starts(anchors.any)))):
        start, end, block = document.spans[index]
        if not _is_worth_reading(document, start, end, anchors, asked):
            continue
        line = _line(document, index)
        found = [act for act, excuse in _read(document, line, start, end, block) if not excuse]
        asked = asked or any(act.kind == CONSULT for act in found)
        acts += found
    acts += list(_headed(document, acts))
    return Disclaimer(tuple(acts))


def find_omissions(document: AnnotatedDocument) -> Iterator[Omission]:
    """What the article says it leaves out: "This page gives no doses."."""
    terms, bits = document.terms, document.lexicon.bits
    topics, doses = bits("disclaimer.topic"), bits("disclaimer.topic.dosing")
    for index in dict.fromkeys(map(document.sentence_at, sorted(terms.starts(topics)))):
        start, end, _ = document.spans[index]
        line = read_line(document.prose, start, end, terms)
        match = _OMITS.search(line.letters)
        if match is None:
            continue
        low, high = match.span()
        topic = next((line.masks[i] & topics for i in range(low, high) if line.masks[i] & topics), 0)
        if topic:
            yield Omission(start, end, "dosing" if topic & doses else "treatment")


def explain(document: AnnotatedDocument, start: int, end: int) -> Iterator[str]:
    """One line for each speech act in prose [start, end): what it is worth, or why it does not count; where words
    of a disclaimer make none, how the sentence was read.
    """
    counted = [act for act in document.disclaimer.acts if start <= act.start < end]
    for act in counted:
        worth = "a whole disclaimer" if act.kind in _FULL else "half a disclaimer"
        worth = worth if act.kind in _FULL | _HALF else "no disclaimer"
        yield f"“{document.prose[act.start : act.end]}” {act.kind}: {worth}"
    anchors = _anchors(document.lexicon)
    if not document.terms.any(start, end, anchors.any):
        return
    line = _line(document, document.sentence_at(start))
    block = document.block_at(start)
    found = list(_read(document, line, start, end, block))
    for act, excuse in found:
        if act not in counted:
            yield f"“{document.prose[act.start : act.end]}” {act.kind}, left out: {excuse or 'said before'}"
    if not counted and not found:
        yield f"words of a disclaimer, but no act of one in {line.letters}"


def _line(document: AnnotatedDocument, index: int) -> Line:
    """The sentence at an index as letters; a pronoun that opens it stands for the article where the sentence before
    speaks of the article: "This leaflet informs. It cannot replace your doctor."
    """
    start, end, block = document.spans[index]
    line = read_line(document.prose, start, end, document.terms)
    if index and _PRONOUN.match(document.prose, start, end) and document.spans[index - 1].block == block:
        first, last, _ = document.spans[index - 1]
        if _ARTICLE_FIRST.match(read_line(document.prose, first, last, document.terms).letters):
            return line._replace(letters=f"S{line.letters[1:]}")
    return line


def _read(
    document: AnnotatedDocument, line: Line, start: int, end: int, block: int
) -> Iterator[tuple[Act, str]]:
    """The acts of the sentence at prose [start, end), each with what keeps it from counting, or ""."""
    acts = list(read_acts(document.prose, line, start, end))
    if "H" in line.letters:
        acts += _pointers(document, line, start, end, block)
    spoken = _spoken_spans(document.prose, start, end) if acts else []
    for act in acts:
        if any(low <= act.start and act.end <= high for low, high in spoken):
            yield act, "somebody else's words"
        elif act.kind == NOT_EVALUATED and document.blocks[block].quoted:
            yield act, "a product label that is quoted"  # in a transcript
        else:
            yield act, ""


def _is_worth_reading(
    document: AnnotatedDocument, start: int, end: int, anchors: _Anchors, asked: bool
) -> bool:
    """Whether a sentence with an anchor has the company it needs; once `asked`, another call to ask adds
    nothing.
    """
    any_of = document.terms.any
    if any_of(start, end, anchors.rare):
        return True
    text = document.prose[start:end]
    if any(word in text for word in _NEGATIVE) and any_of(
        start, end, anchors.denied | anchors.professional | anchors.care | anchors.medium
    ):
        return True
    if asked or not any_of(start, end, anchors.professional | anchors.advice):
        return False
    return any_of(start, end, anchors.ask)


def _pointers(document: AnnotatedDocument, line: Line, start: int, end: int, block: int) -> Iterator[Act]:
    """A disclaimer that is only pointed at: a sentence that sends readers to it, or a link or menu item."""
    letters, prose = line.letters, document.prose
    index = letters.index("H")
    low = letters.rfind(";", 0, index) + 1
    high = letters.find(";", index)
    segment = letters[low : high if high >= 0 else len(letters)]
    if _OTHER_NAME.search(prose, line.starts[low], line.ends[low + len(segment) - 1]):
        return
    if len(segment.replace(",", "")) >= _MENU_WORDS:
        if _SENDS.search(segment):
            yield Act(start, end, POINTER)
    elif document.blocks[block].role != HEADING and prose[line.ends[index] : line.ends[index] + 1] != ":":
        yield Act(line.starts[index], line.ends[index], LINK)


def _spoken_spans(prose: str, start: int, end: int) -> list[tuple[int, int]]:
    """What somebody else says in a sentence: quotations beside a verb of saying."""
    text = prose[start:end]
    if not _SPOKEN.search(text.lower()):
        return []
    return [(start + match.start(), start + match.end()) for match in _QUOTATION.finditer(text)]


def _provided(document: AnnotatedDocument) -> Iterator[Act]:
    """What stands for a disclaimer: a shortcode, an include, a component, a front-matter key."""
    for insert in document.inserts:
        if _NAMED.search(insert.text) and not _OTHER_NAME.search(insert.text):
            yield Act(-1, -1, PROVIDED)
    for key, value in document.front_matter.items():
        if _NAMED.search(str(key)) and not _OTHER_NAME.search(str(key)) and _is_on(value):
            yield Act(-1, -1, PROVIDED)


def _is_on(value: object) -> bool:
    return bool(value) and str(value).strip().lower() not in {"false", "no", "none", "off", "0"}


def _headed(document: AnnotatedDocument, acts: list[Act]) -> Iterator[Act]:
    """What stands under a heading "Disclaimer": a text in words that no act is known for, or nothing, and
    then the heading is a menu item.
    """
    heading: Block | None = None
    filled = False
    for index, block in enumerate(document.blocks):
        if block.role == HEADING:
            if heading is not None and not filled:
                yield Act(heading.start, heading.end, LINK)
            heading, filled = _named_heading(document, index), False
        elif heading is not None and document.prose.count(" ", block.start, block.end) >= _MENU_WORDS:
            if not filled and not any(block.start <= act.start < block.end for act in acts):
                yield Act(block.start, block.end, UNSURE)
            filled = True
    if heading is not None and not filled:
        yield Act(heading.start, heading.end, LINK)


def _named_heading(document: AnnotatedDocument, index: int) -> Block | None:
    """The heading at the index, where it announces a disclaimer about health."""
    block = document.blocks[index]
    text = document.prose[block.start : block.end]
    if document.sections[index] == "disclaimer" and _NAMED.search(text) and not _OTHER_NAME.search(text):
        return block
    return None
