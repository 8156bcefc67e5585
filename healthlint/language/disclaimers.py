"""Disclaimers: what an article says of itself, recognised as speech acts, not as strings.

The acts and what they are worth follow the gold guideline of the project: an article that says that it informs, gives no advice
or replaces no professional has a disclaimer; one that only sends readers to a doctor, declines liability, or repeats the
statement for supplements of 21 CFR 101.93(c) has half of one; a menu item named "Disclaimer" is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from healthlint.language.disclaimer_grammar import Line, read_line

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.lexicon import Lexicon

#: Acts that make a disclaimer.
INFORMS = "informs"
NOT_ADVICE = "not-advice"
NO_SUBSTITUTE = "no-substitute"
NO_RELATIONSHIP = "no-relationship"
PROVIDED = "provided"
#: Acts that make half of one.
NOT_EVALUATED = "not-evaluated"
NO_EXPERT = "no-expert"
CONSULT = "consult"
LIABILITY = "liability"
POINTER = "pointer"
UNSURE = "unsure"
#: A menu item or a link named "Disclaimer": worth nothing, kept to be shown.
LINK = "link"
#: Advice of another kind is declined: financial, legal.
OTHER = "other"

_FULL = frozenset((INFORMS, NOT_ADVICE, NO_SUBSTITUTE, NO_RELATIONSHIP, PROVIDED))
_HALF = frozenset((NOT_EVALUATED, NO_EXPERT, CONSULT, LIABILITY, POINTER, UNSURE))

YES, PARTIAL, NO = "yes", "partial", "no"


class Act(NamedTuple):
    """One speech act at prose [start, end); (-1, -1) where an insert or the front matter stands for it."""

    start: int
    end: int
    kind: str


class Omission(NamedTuple):
    """A statement at prose [start, end) that the article leaves something out: "dosing" or "treatment"."""

    start: int
    end: int
    topic: str


class Disclaimer(NamedTuple):
    """The speech acts of an article, in order."""

    acts: tuple[Act, ...]

    @property
    def state(self) -> str:
        """`YES`: the article has a disclaimer; `PARTIAL`: half of one; `NO`: none."""
        kinds = {act.kind for act in self.acts}
        full = kinds & _FULL
        if full == {INFORMS} and OTHER in kinds:  # "for information only; we do not give financial advice"
            return PARTIAL
        return YES if full else PARTIAL if kinds & _HALF else NO


# No medical advice: "is not intended as medical advice", "nothing here amounts to a diagnosis".
_ADVICE = re.compile(r"n[^;nqQkXRB]{0,14}?(?<!x)O")
# "..., diagnosis or treatment": the list that follows advice in disclaimers and nowhere else.
_LISTED = re.compile(r"[,ap]{0,3}o[,ap]{1,4}o")
_CARE = re.compile(r"n[^;nqQXRBx]{0,10}?[bVCf][^;nqQkXRB]{0,6}?o(?:[,apx]{0,3}o|(?=[,;]|$))")
_DIAGNOSE = re.compile(r"n[^;nqQkXRB]{0,6}?(?<!x)o[,a]{0,3}o")
_SUBSTITUTE = re.compile(r"n[^;nqQ]{0,10}?R[^;n]{0,10}?[OoD]")
_DISREGARD = re.compile(r"n[^;n]{0,3}?X[^;n]{0,10}?[OoD].{0,14}?(?:S|C[^;]{0,4}t)")
_INFORMS = re.compile(
    r"j"  # for information only
    r"|[ISs][ISspaw,]{0,7}[UC]+l"  # informational and educational purposes only
    r"|l[bCaf]{0,5}[ISs][ISspa,x]{0,6}?U"  # solely for educational purposes
    r"|fp{0,2}[ISs]l|(?:^|;)p?I?[Is]l(?=[,;]|$)"  # for general information only
    r"|S[^;n]{0,12}?[fC]a?[paI]{0,3}I[IspaC,]{0,5}U"  # this page is meant for educational use
    r"|[St][^;n]{0,8}?[lC][^;n]{0,5}?f[pax]{0,3}I"  # is shared only as background reading
    r"|[St]b[lapC]{0,5}I(?=[,;]|$)"  # this is general information
)
_RELATIONSHIP = re.compile(r"n[^;q]{0,10}?V[^;n]{0,8}?[De][^;n]{0,3}?K|n[^;q]{0,6}?[De]{1,2}[^;n]{0,2}K[^;n]{0,6}V")
_NO_EXPERT = re.compile(r"(?:w[^;nqQ]{0,3}bn|(?:^|;)n|wn[^;qQ]{0,4}b)[apx]{0,4}[Dd]")
_EVALUATED = re.compile(r"n[^;n]{0,6}?E[^;]{0,4}?A|nb?C?[^;n]{0,3}?C[^;n]{0,3}?o,?a?o[^;]{0,3}?o")
_LIABILITY = re.compile(
    r"[wS][^;]{0,8}?n[^;tQ]{0,5}?L|n[^;]{0,2}?w[^;tQ]{0,8}?L"  # we accept no responsibility; neither author nor publisher is liable
    r"|(?:[wS]|^)[^;]{0,10}?Z[^;]{0,6}?L|[CSst][^;]{0,10}?Y"  # disclaims any warranty; use at your own risk
)
_OMITS = re.compile(
    r"(?:[Stw][^;]{0,8}?n[^;nqQO]{0,3}?|(?:^|;)nm?)[VB][^;nqQR]{0,5}?[Ggo]"  # this page does not give doses
    r"|n[^;nqQ]{0,3}?[Ggo][^;nqQR]{0,5}?[VB][^;nqQ]{0,5}?[St]"  # no doses are given in this leaflet
    r"|n[^;nqQR]{0,2}?[Ggo][^;nqQR]{0,3}?[t](?=[;,]|$)"  # no dosing information here
    r"|[Ggo][^;nqQR]{0,3}?n[^;nqQ]{0,2}?[VB][^;nqQ]{0,5}?[St]"  # doses are not listed on this page
)
_ASKS = re.compile(r"Q[^;nQk]{0,9}?D|[Qk][^;nxQk]{0,4}?O|kpa?p?o")
# Words before an infinitive that make it advice: "it is best to ask", "you need to see".
_URGES = re.compile(
    r"\b(?:need|needs|want|advised|important|best|wise|advisable|essential|crucial|vital|encouraged?|urged?|recommended|"
    r"remember|sure|advise|advises|recommend|ought|have|good idea|free|hesitate) (?:\w+ )?to (?:first )?$"
)
_ALLOWED = re.compile(
    r"(?:\b(?:should|must|ought|shall)(?: \w+)?|\byou (?:can|may|could|might|will)(?: \w+)?|\b(?:and|or|then|but|so|if necessary)) $"
)
_SHOULD_BE = re.compile(r"\b(?:should|must|needs to|need to|ought to)(?: \w+)? be (?:[\w, ]+ )?$")
_SUGGESTS = re.compile(r"\b(?:recommend|suggest|advise|consider|encourage|without|before|by|require|requires)s? (?:first )?$")
_SPOKEN = re.compile(
    r"\b(?:said|says|say|told|tells|adds|added|warn(?:s|ed)|advis(?:es|ed)|explain(?:s|ed)|according to|stated?|states|notes|noted|"
    r"wrote|writes|argue[sd]?|recalls?|recalled|insist(?:s|ed)|caution(?:s|ed))\b"
)
_QUOTATION = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_OTHER_DISCLAIMER = re.compile(r"(?i)affiliat|advert|cookie|sponsor|earning|investor|forward|legal|copyright|trademark|image|photo|price|trading")
_NAMED = re.compile(r"(?i)disclaimer|(?:not|no)[-_ ]medical[-_ ]advice|medical[-_ ]?notice")
_NOT = re.compile(r"n['’]t\b|\b[Nn](?:ot?|or|either|one|ever|othing)\b|\b[Cc]annot\b")
_MENU_WORDS = 5
# Lexicon classes below `disclaimer` that make a sentence worth reading on their own.
_RARE = ("advice", "replace", "disregard", "relationship", "risk", "disclaims", "liability", "name", "agency")


class _Anchors(NamedTuple):
    """Bit masks that make a sentence worth reading: `rare` on its own, the others in company."""

    any: int
    rare: int
    professional: int
    ask: int
    care: int
    medium: int


@lru_cache(maxsize=4)
def _anchors(lexicon: Lexicon) -> _Anchors:
    def without_common(name: str) -> int:
        return lexicon.bits(name) & ~lexicon.bits(f"{name}.common")

    rare = lexicon.mask_of(*(f"disclaimer.{name}" for name in _RARE))
    rare |= without_common("disclaimer.inform") | without_common("disclaimer.purpose")
    professional, care = lexicon.bits("disclaimer.professional"), without_common("disclaimer.care")
    ask, medium = lexicon.mask_of("disclaimer.ask", "disclaimer.seek"), lexicon.bits("disclaimer.medium")
    return _Anchors(rare | professional | care, rare, professional, ask, care, medium)


def find_disclaimers(document: AnnotatedDocument) -> Disclaimer:
    """The disclaimer of a document: its acts in reading order, those that inserts and front matter stand for first."""
    acts = list(_provided(document))
    terms, prose, spans = document.terms, document.prose, document.spans
    anchors = _anchors(document.lexicon)
    asked = False
    for index in dict.fromkeys(map(document.sentence_at, sorted(terms.starts(anchors.any)))):
        start, end, block = spans[index]
        if not _worth_reading(document, start, end, anchors, asked):
            continue
        line = read_line(prose, start, end, terms)
        found = list(_read(document, line, start, end, block))
        if found and (spoken := _spoken_spans(prose, start, end)):
            found = [act for act in found if not any(low <= act.start and act.end <= high for low, high in spoken)]
        if document.blocks[block].quoted:
            found = [act for act in found if act.kind != NOT_EVALUATED]
        asked = asked or any(act.kind == CONSULT for act in found)
        acts += found
    acts += _headed(document, acts)
    return Disclaimer(tuple(acts))


def find_omissions(document: AnnotatedDocument) -> Iterator[Omission]:
    """What the article says it leaves out: "This page gives no doses."."""
    terms = document.terms
    topics = document.lexicon.bits("disclaimer.topic")
    doses = document.lexicon.bits("disclaimer.topic.dosing")
    for index in dict.fromkeys(map(document.sentence_at, sorted(terms.starts(topics)))):
        start, end, _ = document.spans[index]
        line = read_line(document.prose, start, end, terms)
        match = _OMITS.search(line.letters)
        if match is None:
            continue
        low, high = match.span()
        topic = next((line.masks[i] & topics for i in range(low, high) if line.masks[i] & topics), 0)
        if topic:
            yield Omission(line.starts[low], line.ends[high - 1], "dosing" if topic & doses else "treatment")


def _worth_reading(document: AnnotatedDocument, start: int, end: int, anchors: _Anchors, asked: bool) -> bool:
    """Whether a sentence with an anchor has the company it needs; once `asked`, another call to ask adds nothing."""
    any_of = document.terms.any
    if any_of(start, end, anchors.rare):
        return True
    if _NOT.search(document.prose, start, end):
        return any_of(start, end, anchors.medium | anchors.professional) or any_of(start, end, anchors.care)
    return not asked and any_of(start, end, anchors.professional) and any_of(start, end, anchors.ask)


def _read(document: AnnotatedDocument, line: Line, start: int, end: int, block: int) -> Iterator[Act]:
    """The acts of one sentence."""
    letters, prose = line.letters, document.prose

    def act(kind: str, low: int, high: int) -> Act:
        return Act(line.starts[low], line.ends[high - 1], kind)

    if "n" in letters:
        for pattern, kind in ((_ADVICE, NOT_ADVICE), (_SUBSTITUTE, NO_SUBSTITUTE), (_CARE, NOT_ADVICE), (_DIAGNOSE, NOT_ADVICE)):
            for match in pattern.finditer(letters):
                low, high = match.span()
                if pattern is not _SUBSTITUTE and _is_foreign(letters, low, high):
                    yield act(OTHER, low, high)
                    continue
                speaker = _speaker(letters, low, high, strong=pattern is _ADVICE)
                if not speaker and pattern is _ADVICE and _LISTED.match(letters, high):
                    speaker = "H"
                if pattern is _DIAGNOSE and speaker != "w" or pattern is _CARE and speaker not in ("S", "H"):
                    continue
                if pattern is _CARE and _EVALUATED.match(letters, low):
                    yield act(NOT_EVALUATED, low, high)
                    continue
                if speaker:
                    yield act(kind if speaker != "s" else UNSURE, low, high)
                elif pattern is _SUBSTITUTE and letters[high - 1] == "O":
                    yield act(UNSURE, low, high)
        if match := _DISREGARD.search(letters):
            yield act(NO_SUBSTITUTE, *match.span())
        if match := _RELATIONSHIP.search(letters):
            yield act(NO_RELATIONSHIP, *match.span())
        if match := _NO_EXPERT.search(letters):
            yield act(NO_EXPERT, *match.span())
        if match := _EVALUATED.search(letters):
            yield act(NOT_EVALUATED, *match.span())
    if (match := _INFORMS.search(letters)) and not _is_foreign(letters, 0, match.end()):
        yield act(INFORMS, *match.span())
    if match := _LIABILITY.search(letters):
        yield act(LIABILITY, *match.span())
    if ("Q" in letters or "k" in letters) and prose[end - 1] != "?":
        for match in _ASKS.finditer(letters):
            if _is_call(prose, line, match.start(), start):
                yield act(CONSULT, *match.span())
                break
    if "H" in letters:
        yield from _pointer(document, line, start, end, block)


def _is_foreign(letters: str, low: int, high: int) -> bool:
    """Whether the advice declined is financial or legal, and not medical as well."""
    return "F" in letters[max(0, low - 8) : high] and "p" not in letters[low:high] and "o" not in letters[low:high]


def _speaker(letters: str, low: int, high: int, *, strong: bool) -> str:
    """Who the statement is about: "S" the article, "w" its author, "s" some article, "H" a fragment or a named
    disclaimer, "" somebody else.
    """
    clause = letters.rfind(";", 0, low) + 1
    before = letters[max(clause, low - 16) : low]
    inside = letters[low:high]
    if "S" in before or "S" in inside or ("t" in before or "t" in inside) and strong:
        return "S"
    if "w" in before[-8:] or "w" in inside[:3]:
        return "" if "q" in before[-3:] else "w"
    if "H" in letters or "t" in before and "R" in inside:
        return "H"
    if not before.strip(",ahlfC") and strong or (not before and "R" in inside):
        return "H"
    return "s" if "s" in before else ""


def _is_call(prose: str, line: Line, index: int, start: int) -> bool:
    """Whether the verb of asking at the index calls on the reader, and does not tell of somebody who asked."""
    at = line.starts[index]
    verb = prose[at : line.ends[index]].lower().split()[0]
    left = prose[start:at].lower()
    if left.endswith("-"):  # "first-contact physician"
        return False
    if verb.endswith("ing"):
        return _SUGGESTS.search(left) is not None
    if verb == "discussed":
        return _SHOULD_BE.search(left) is not None
    if verb.endswith("ed") or (verb.endswith("s") and verb != "discuss"):
        return False
    if index == 0 or line.letters[index - 1] in ",;h":
        return True
    return (_URGES if left.endswith(" to ") else _ALLOWED).search(left) is not None


def _pointer(document: AnnotatedDocument, line: Line, start: int, end: int, block: int) -> Iterator[Act]:
    """A disclaimer that is only pointed at: a sentence that sends readers to it, or a bare link or menu item."""
    letters = line.letters
    index = letters.index("H")
    around = document.prose[max(start, line.starts[index] - 24) : min(end, line.ends[index] + 24)]
    if _OTHER_DISCLAIMER.search(around) or "F" in letters[max(0, index - 2) : index]:
        return
    words = sum(letter not in ",;" for letter in letters)
    if words >= _MENU_WORDS and re.search(r"[CQB][^;]{0,8}H|H[^;]{0,6}[bm]", letters):
        yield Act(start, end, POINTER)
    elif words <= _MENU_WORDS and document.prose[line.ends[index] : line.ends[index] + 1] != ":":
        if document.blocks[block].role != "heading":
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
        if _NAMED.search(insert.text) and not _OTHER_DISCLAIMER.search(insert.text):
            yield Act(-1, -1, PROVIDED)
    for key, value in document.front_matter.items():
        if _NAMED.search(str(key)) and not _OTHER_DISCLAIMER.search(str(key)) and _is_on(value):
            yield Act(-1, -1, PROVIDED)


def _is_on(value: Any) -> bool:
    return bool(value) and str(value).strip().lower() not in {"false", "no", "none", "off", "0"}


def _headed(document: AnnotatedDocument, acts: list[Act]) -> Iterator[Act]:
    """A text under a heading "Disclaimer", or after such a lead-in, in words that no act is known for."""
    starts = [act.start for act in acts]
    for index, role in enumerate(document.sections):
        block = document.blocks[index]
        if role != "disclaimer" or block.role == "heading" or document.prose.count(" ", block.start, block.end) < _MENU_WORDS:
            continue
        known = bisect_right(starts, block.start) < bisect_right(starts, block.end)
        if not known and not _OTHER_DISCLAIMER.search(document.prose[block.start : block.end]):
            yield Act(block.start, block.end, UNSURE)
