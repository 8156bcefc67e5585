"""Kind `notation`: how the number and the unit of a dose are written. The fix writes the same dose another way."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.rules.model import Change, Match, Option

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.rules.model import Rule


def _without_zeros(match: re.Match[str]) -> str:
    return match["whole"] + (f".{match['part']}" if match["part"] else "")


def _with_commas(match: re.Match[str]) -> str:
    return f"{int(match.group()):,}"


#: What is looked for inside a dose, and what to write instead. Fact and wording: ISMP's list of error-prone
#: abbreviations, symbols and dose designations.
_FORMS: Mapping[str, tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = {
    "trailing-zero": (
        re.compile(r"(?<![\d.,·±])(?<!/-)(?P<whole>\d[\d,]*)\.(?P<part>\d*?)0+(?![\d.,·]*\d)"),
        _without_zeros,
    ),
    "naked-decimal": (
        re.compile(r"(?<![\w.,·…])(?<![.…]\s)\.\d+(?!\.?\d)"),
        lambda match: f"0{match.group()}",
    ),
    "microgram-symbol": (re.compile(r"(?<![A-Za-z])(?:[µμ]|u(?=g))g(?![A-Za-z])"), lambda match: "mcg"),
    # A number that begins with 0 is no amount.
    "large-number": (re.compile(r"(?<![\w.,·])[1-9]\d{3,14}(?![.,·]?\d)"), _with_commas),
}

#: Forms that are usual, and no error, where an assay and not a person gets the amount.
_ALSO_LABORATORY = frozenset(("microgram-symbol", "large-number"))
_PER_VOLUME = re.compile(
    r"\s*(?:/|per\s+)\s*(?:[mdµμ]?l|lit(?:re|er)s?|plate|well|dish|dis[ck]|tube)\b", re.IGNORECASE
)
_LABORATORY = re.compile(
    r"\b(?:in[ -]vitro|ex[ -]vivo|assays?|microplates?|cell lines?|cell cultures?|cultured|agar|petri|pipett\w+|"
    r"incubat\w+|mutagen\w+|(?:per|/) ?(?:plate|well|dish|dis[ck]|tube))\b",
    re.IGNORECASE,
)
#: Words of the laboratory, unless somebody takes the dose.
_PERHAPS_LABORATORY = re.compile(
    r"\b(?:concentrations?|inhibition|inhibited|suppression|cells)\b", re.IGNORECASE
)
_AT = re.compile(r"\bat\s+(?:[\d.,]+\s*(?:and|or|to|,|-|–)\s*)*$", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:a|per|each|every) (?:day|week|month)\b|/day|"
    r"\b(?:daily|weekly|once|twice|takes?|taking|took|starts?|patients|adults|children|people|women|men)\b",
    re.IGNORECASE,
)

OPTIONS: Mapping[str, Option] = {
    "report": Option(
        "text",
        "trailing-zero: 1.0 mg; naked-decimal: .5 mg; microgram-symbol: 5 µg; large-number: 100000 units. Only in "
        "doses as `dosing-directive` and `dosing-statement` know them: never in laboratory values.",
        choices=tuple(_FORMS),
        required=True,
    ),
}


def check(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """One match a dose, over its amount; `fixed` is how to write it."""
    pattern, write = _FORMS[rule.options["report"]]
    prose = document.prose
    odd = [
        quantity
        for quantity in document.quantities
        if quantity.kind == "dose" and pattern.search(prose, quantity.start, quantity.end)
    ]
    doses = document.doses if odd else ()
    is_usual_in_laboratory = rule.options["report"] in _ALSO_LABORATORY
    starts = [dose.start for dose in doses]
    for quantity in odd:
        index = bisect_right(starts, quantity.start) - 1
        if index < 0 or doses[index].end < quantity.end:
            continue
        if is_usual_in_laboratory and _is_concentration(document, quantity.start, quantity.end):
            continue
        changes = tuple(
            Change(match.start(), match.end(), write(match))
            for match in pattern.finditer(prose, quantity.start, quantity.end)
        )
        fixed, last = "", quantity.start
        for start, end, text in changes:
            fixed += prose[last:start] + text
            last = end
        details = {"fixed": fixed + prose[last : quantity.end]}
        yield Match(quantity.start, quantity.end, doses[index].confidence, details, changes)


def _is_concentration(document: AnnotatedDocument, start: int, end: int) -> bool:
    """Whether an amount is what a plate, a dish or cells get: "at 100 µg", "per plate", "in vitro"."""
    prose = document.prose
    span = document.spans[document.sentence_at(start)]
    if _PER_VOLUME.match(prose, end) or _LABORATORY.search(prose, span.start, span.end):
        return True
    is_suspect = _AT.search(prose[span.start : start]) or _PERHAPS_LABORATORY.search(
        prose, span.start, span.end
    )
    return is_suspect is not None and not _GIVEN.search(prose, span.start, span.end)
