"""Reference marks as they are typed: "[12, 14-16]", "(24)", "^3", "¹²", "so far.1 But", "(Doe et al.,
2019)", and "[^3]" where the format made no footnote of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from healthlint import expressions as re
from healthlint.language.words import words
from healthlint.values import NamedTuple


class TypedMark(NamedTuple):
    """Something that looks like a reference mark at prose [start, end)."""

    start: int
    end: int
    #: "bracket", "paren", "caret", "superscript", "flattened" (a superscript that lost its height),
    #: "author-year" or "footnote".
    kind: str
    #: The numbers it names, ranges written out, or the footnote in lower case; empty for "author-year".
    labels: tuple[str, ...]
    #: For "author-year": the first family name in lower case, and the year.
    author: str = ""
    year: str = ""


_LIST = r"\d{1,3}[a-z]?(?:\s?[,;–—-]\s?\d{1,3})*"
#: The name of a footnote.
NOTE = r"[\w.:-]{1,60}"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PERSON = r"[A-Z][\w'’-]+"
_YEAR = r"(?:1[89]|20)\d\d"
# One pass over the prose: it stops only at characters a mark can begin with or stand after.
_MARK = re.compile(
    rf"[\[(^<.,;!?{_RAISED}](?:"
    rf"(?<=[.,;!?])[\"”’')]{{0,2}}(?P<flattened>\d{{1,3}}(?:[,–-]\d{{1,3}})*)(?=[\s”\"]|$)(?!\s?[%°])"
    rf"|(?<![.,;!?])(?:(?<=\[)\^(?P<footnote>{NOTE})\]"
    rf"|(?<=\[)\s?(?:[Rr]efs?\.?\s?)?(?P<bracket>{_LIST})\s?\]"
    rf"|(?<=\()(?P<paren>{_LIST})\)"
    rf"|(?<=[\[(])(?P<authors>[^()\[\]\n]{{3,160}}?\b{_YEAR}[a-z]?(?:[,:] ?(?:pp?\. ?)?\d[\d–-]*)?)[)\]]"
    rf"|(?<=\()(?P<year>{_YEAR})[a-z]?\)"
    rf"|(?<=\^)\[?(?P<caret>{_LIST})\]?"
    rf"|(?<=<)sup>\s?\[?(?P<sup>\d[\d,\s–-]*)\]?\s?</sup>"
    rf"|(?<=[{_RAISED}])(?P<raised>[{_RAISED}]*(?:[,⁻–˒\s]+[{_RAISED}]+)*)"
    rf"))"
)
_TO_DIGITS = str.maketrans(_RAISED, "0123456789")
# What stands before a superscript that is an exponent, an isotope or an ion: "m²", "10³", "Ca²⁺".
_UNIT_BEFORE = re.compile(
    r"(?:\d|(?<![A-Za-z])(?:[kcmµμnd]?m|ft|in|yd|mi|km|s|kg|x|χ|R|r|I|Ca|Mg|Fe|Zn|Cu|Na|K))$"
)
_AUTHORS = re.compile(
    rf"(?:(?:see|see also|e\.g\.,?|cf\.|reviewed in|from|in|adapted from|and|data from) "
    rf")*(?P<first>(?:(?:van|von|de|der|den|la|le|del) )*{_PERSON})"
    rf"(?P<more>(?:,? (?:{_PERSON}|[A-Z]{{1,3}}\.?))*,? (?:et al\.?|and colleagues|(?:and|&) (?:{_PERSON}"
    rf"|others)[^,;]*))?(?P<comma>,)? ?\(?(?P<year>{_YEAR})"
)
# "(Okafor, J Clin Sleep Med 2020)", "Okafor (J Physiother 2014)"
_ABBREVIATED = r"(?:[A-Z][A-Za-z]*\.?|&)(?: (?:[A-Z][A-Za-z]*\.?|&|of|and|the|in)){0,6}"
_IN_JOURNAL = re.compile(
    rf"(?:see )?(?P<first>{_PERSON})(?: et al\.?| (?:and|&) {_PERSON})?, {_ABBREVIATED},? (?P<year>{_YEAR})"
)
_JOURNAL = re.compile(
    rf"(?:J|Am|Ann|Arch|Br|Can|Clin|Eur|Int|N|Scand|Acta|Curr|Proc|Rev|BMC"
    rf"|World)\b\.? {_ABBREVIATED},? (?P<year>{_YEAR})"
)
_NAME_BEFORE = re.compile(rf"(?P<first>{_PERSON})(?: et al\.?,?| and colleagues)? \($")
_ORGANISATION = re.compile(
    rf"(?P<first>(?:{_PERSON}|[A-Z]{{2,}})(?: (?:{_PERSON}|[A-Z]{{2,}}|of|for|and|the|on|&))*), "
    rf"(?P<year>{_YEAR})[a-z]?"
)
_BEFORE_YEAR = re.compile(
    rf"(?P<first>{_PERSON})(?:,? et al\.?,?|,? and colleagues|,? (?:and|&) (?:{_PERSON}|colleagues|others"
    rf"|co-workers)|['’]s (?:study|trial|review)) $"
)
_NO_AUTHOR = words(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec updated since published posted reviewed in from figure "
    "table version copyright accessed retrieved approved founded established born the spring summer "
    "autumn winter fall early late circa last edition spain japan china"
)
_BETWEEN = re.compile(r"[,;\s]+")
_DASH = re.compile(r"\s*([–—-])\s*")
_DIGITS = re.compile(r"\d+")
_RANGE = re.compile(r"(\d{1,3})\s?[–—-]\s?(\d{1,3})")
_MOST = 60


def expand(text: str) -> tuple[str, ...]:
    """The numbers of "12, 14-16": ("12", "14", "15", "16")."""
    labels: list[str] = []
    for part in _BETWEEN.split(_DASH.sub(r"\1", text.strip())):
        span = _RANGE.fullmatch(part)
        if span and int(span.group(1)) < int(span.group(2)) <= int(span.group(1)) + _MOST:
            labels.extend(str(number) for number in range(int(span.group(1)), int(span.group(2)) + 1))
        else:
            labels.extend(str(int(number)) for number in _DIGITS.findall(part))
    return tuple(labels)


def find_marks(prose: str) -> Iterator[TypedMark]:
    """Everything in a prose that looks like a reference mark, in order. Whether a number in round brackets
    or a flattened superscript is one depends on the document's list of references, which is not looked at
    here.
    """
    for match in _MARK.finditer(prose):
        mark = _read(prose, match)
        if mark is not None:
            yield mark


def _read(prose: str, match: re.Match[str]) -> TypedMark | None:
    kind = match.lastgroup or ""
    start, end = match.span()
    if kind == "bracket":
        if prose[max(0, start - 4) : start].rstrip().endswith(("CI", "CI:", "IQR", "=")):
            return None
        return TypedMark(start, end, "bracket", expand(match["bracket"]))
    if kind == "flattened":
        before = prose[start - 1 : start]
        if not (before.isalpha() or before in ")\"”’'%") or (
            before.isupper() and prose[start - 2 : start - 1] in (" ", "\n", "")
        ):
            return None
        return TypedMark(
            match.start("flattened"), match.end("flattened"), "flattened", expand(match["flattened"])
        )
    if kind == "footnote":
        return TypedMark(start, end, "footnote", (match["footnote"].lower(),))
    if kind == "paren":
        return TypedMark(start, end, "paren", expand(match["paren"]))
    if kind == "caret":
        if prose[start - 1 : start].isdigit() or _UNIT_BEFORE.search(prose, max(0, start - 3), start):
            return None
        return TypedMark(start, end, "caret", expand(match["caret"]))
    if kind == "sup":
        if _UNIT_BEFORE.search(prose, max(0, start - 3), start):
            return None
        return TypedMark(start, end, "superscript", expand(match["sup"]))
    if kind == "raised":
        if _UNIT_BEFORE.search(prose, max(0, start - 3), start) or prose[end : end + 1] in ("⁺", "⁻"):
            return None
        return TypedMark(start, end, "superscript", expand(prose[start:end].translate(_TO_DIGITS)))
    if kind == "year":
        before_year = _BEFORE_YEAR.search(prose, max(0, start - 60), start)
        if before_year is None:
            return None
        return TypedMark(
            before_year.start(), end, "author-year", (), before_year["first"].lower(), match["year"]
        )
    return _authored(match)


def _authored(match: re.Match[str]) -> TypedMark | None:
    """ "(Doe et al., 2019; Roe, 2020)"; not "(January 2019)", "(approved in 2020)" or "(WBSC 2015)"."""
    for part in match["authors"].split(";"):
        text = part.strip()
        found = _AUTHORS.match(text)
        if (
            found
            and found["first"].lower() not in _NO_AUTHOR
            and (found["more"] or found["comma"] or not found["first"].isupper())
        ):
            return TypedMark(
                match.start(), match.end(), "author-year", (), found["first"].lower(), found["year"]
            )
        found = _IN_JOURNAL.fullmatch(text)
        if found and _NO_AUTHOR.isdisjoint(text.lower().replace(",", "").split()[:-1]):
            return TypedMark(
                match.start(), match.end(), "author-year", (), found["first"].lower(), found["year"]
            )
        found = _JOURNAL.fullmatch(text)
        before = (
            _NAME_BEFORE.search(match.string, max(0, match.start() - 40), match.start() + 1)
            if found
            else None
        )
        if found and before:
            return TypedMark(
                before.start(), match.end(), "author-year", (), before["first"].lower(), found["year"]
            )
        named = _ORGANISATION.match(text)
        if named and named["first"].split()[0].lower() not in _NO_AUTHOR:
            return TypedMark(
                match.start(), match.end(), "author-year", (), named["first"].lower(), named["year"]
            )
    return None
