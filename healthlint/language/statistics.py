"""Statistics: the quantities that state how many, how much or how often, and so need a source."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language import CONFIDENCES
from healthlint.language.number_counts import befell
from healthlint.language.number_limits import heads_limit, is_defined, is_limit
from healthlint.language.number_owners import is_own, is_personal
from healthlint.language.number_plans import is_planned
from healthlint.language.number_prices import is_offer, weigh_money
from healthlint.language.number_settings import is_ordered, is_portion, is_setting
from healthlint.language.number_strengths import is_strength
from healthlint.language.number_supposed import is_saying, is_supposed, unstated
from healthlint.language.number_titles import is_name, is_quoted, repeats_title
from healthlint.markup.model import TABLE_CELL
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.units import Quantity

#: Kinds of quantities that can be a statistic, and how sure it is that one of the kind is.
CONFIDENCE: Mapping[str, str] = {
    "percentage": "high",
    "proportion": "high",
    "rate": "high",
    "effect": "high",
    "sample": "high",
    "count": "high",
    "multiple": "medium",
    "average": "medium",
    "survival": "medium",
    "change": "medium",
    "money": "medium",
    # Mostly mixtures and dilutions.
    "ratio": "low",
}


class Statistic(NamedTuple):
    """A quantity that states a statistic, at prose [start, end)."""

    start: int
    end: int
    #: The kind of the quantity.
    kind: str
    #: "high", "medium" or "low".
    confidence: str
    #: Index of its sentence.
    sentence: int


_SECTIONS = frozenset(("references", "navigation", "disclaimer", "about"))
_ROLES = frozenset(("front-matter", "navigation", "footnote"))
#: Counts of people below this are rarely statistics ("both parents", "2 doctors").
_FEW = 10
_FEW_STUDIES = 5
_MANY = 100
#: What only a study itself can tell of its figures, in whatever part of its report.
_INFERRED = frozenset(("effect", "sample"))
_INFERENCE = re.compile(r"\b[Pp](?:[ -]values?)? ?[=<>≤]|\b[Nn] ?= ?\d|\bCI\b|±")
#: What a definition or a criterion can draw a line at.
_DRAWN = frozenset(("percentage", "proportion", "multiple"))
_SHARES = frozenset(("percentage", "proportion"))
# Germs and eggs survive somewhere, people survive for a time.
_SURVIVES_THERE = re.compile(r"\bsurviv\w+ (?:\w+ ){0,2}(?:in|on|outside)\b", re.IGNORECASE)


# "Did you know that one child in five ...?" tells, and does not ask.
_TOLD = re.compile(
    r"\W*(?:did you know|have you heard|who knew|would you have (?:thought|guessed)) (?!how\b|what\b|which\b)",
    re.I,
)
# "The male to female ratio is 3:1"; other ratios are mostly mixtures.
_SEXES = re.compile(
    r"\b(?:male|female|men|women|boys|girls)\b[^.;:\n]{0,40}$|\bsex ratio\b[^.;:\n]{0,30}$|\bm:f (?:ratio )?(?:of "
    r"|is )?$",
    re.IGNORECASE,
)
# "P < 0.05 was considered significant"
_LEVEL = re.compile(
    r"[) ]*(?:is|was|were|are) (?:considered|taken|regarded|deemed|set|defined|used|accepted)\b"
)


def find_statistics(
    document: AnnotatedDocument, kinds: Container[str] = tuple(CONFIDENCE)
) -> Iterator[Statistic]:
    """The surest statistic of the given kinds in each sentence of an article's own text, in order: none in
    its references, navigation, notices or image texts.
    """
    images = _images(document)
    best: Statistic | None = None
    skipped = -1
    for quantity in document.quantities:
        if quantity.kind not in CONFIDENCE or quantity.kind not in kinds:
            continue
        index = document.sentence_at(quantity.start)
        if best is not None and best.sentence != index:
            yield best
            best = None
        if index == skipped or (best is not None and best.confidence == "high"):
            continue
        if best is None and _excuse(document, index):
            skipped = index
            continue
        if _is_inside(quantity, images):
            continue
        confidence, _ = _weigh(document, quantity, *document.spans[index][:2])
        if confidence and (
            best is None or CONFIDENCES.index(confidence) < CONFIDENCES.index(best.confidence)
        ):
            best = Statistic(quantity.start, quantity.end, quantity.kind, confidence, index)
    if best is not None:
        yield best


def explain(document: AnnotatedDocument, start: int, end: int) -> Iterator[str]:
    """One line for each number in prose [start, end): how sure it is that it is a statistic, or why it is none."""
    images = _images(document)
    for quantity in document.quantities:
        if not start <= quantity.start < end:
            continue
        index = document.sentence_at(quantity.start)
        confidence = ""
        if quantity.kind not in CONFIDENCE:
            why = f"numbers of the kind {quantity.kind} are none"
        elif not (why := _excuse(document, index)):
            if _is_inside(quantity, images):
                why = "in the text of an image"
            else:
                confidence, why = _weigh(document, quantity, *document.spans[index][:2])
        verdict = f"a statistic ({confidence} confidence)" if confidence else "no statistic"
        yield f"“{document.prose[quantity.start : quantity.end]}” {verdict}{': ' if why else ''}{why}"


def _images(document: AnnotatedDocument) -> list[tuple[int, int]]:
    return [(link.start, link.end) for link in document.links if link.kind == "image"]


def _is_inside(quantity: Quantity, places: list[tuple[int, int]]) -> bool:
    return any(first <= quantity.start < last for first, last in places)


def _excuse(document: AnnotatedDocument, sentence: int) -> str:
    """Why a sentence states no statistics, whatever its numbers; "" where it may."""
    block = document.spans[sentence].block
    role, section = document.blocks[block].role, document.sections[block]
    if role in _ROLES:
        return f"in a block of the role {role}"
    if section in _SECTIONS:
        return f"in the section {section}"
    return "the sentence supposes its numbers" if is_supposed(document, sentence) else ""


def _weigh(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> tuple[str, str]:
    """How sure it is that a quantity in the sentence [start, end) is a statistic, and what speaks against
    it: a confidence, or "" where it is none, and a reason or "".
    """
    prose, kind = document.prose, quantity.kind
    if prose[end - 1] == "?" and not _TOLD.match(prose, start):
        return "low", "asked"
    if (why := _whose(document, quantity, start, end)) or (why := _planned(document, quantity, start, end)):
        return "low", why
    if why := unstated(prose, quantity, start, end):
        return "", why
    if kind == "sample" and _heads_column(document, quantity):
        return "", "heads a column"
    if kind in _DRAWN and is_defined(document, quantity, start, end):
        return "low", "a definition or a criterion"
    confidence = CONFIDENCE[kind]
    if kind in _SHARES:
        against = _weigh_share(document, quantity, start, end)
    elif kind == "money":
        against = weigh_money(document, quantity, start, end)
    elif kind == "count":
        return _weigh_count(prose, quantity, start, end)
    elif kind == "ratio" and _SEXES.search(prose, start, quantity.start):
        return "medium", ""
    elif kind == "effect" and _LEVEL.match(prose, quantity.end, end):
        return "low", "a level of significance"
    elif kind == "survival" and _SURVIVES_THERE.search(prose, start, quantity.start):
        return "", "survival in a place"
    else:
        return confidence, ""
    return against if against[1] else (confidence, "")


def _whose(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> str:
    """Whose a quantity is, where it needs no other source: the writer's, an organisation's, a study's, another's."""
    if is_own(document, quantity, start, end):
        return "an organisation's own"
    if is_personal(document, quantity, start, end):
        return "the writer's own"
    if any(first <= start < last for first, last in document.own_parts) or (
        document.own_parts
        and (quantity.kind in _INFERRED or _INFERENCE.search(document.prose, start, end) is not None)
    ):
        return "measured by the study that the article reports"
    if any(first <= start < last for first, last in document.digests):
        return "told by the publication whose record the section gives"
    if is_quoted(document, start):
        return "in what somebody is quoted to have said"
    return "in the title of another page" if repeats_title(document, quantity) else ""


def _planned(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> str:
    """Why a quantity says what somebody is to do; "" where it does not."""
    if (quantity.kind in _SHARES or quantity.kind == "multiple") and is_ordered(
        document.prose, quantity, start, end
    ):
        return "an instruction"
    return "planned" if is_planned(document, quantity, start, end) else ""


def _weigh_share(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> tuple[str, str]:
    """What speaks against a share; two empty texts where nothing does."""
    prose = document.prose
    if heads_limit(document, quantity):
        return "low", "a column of limits or of a score"
    if is_name(document, quantity, start, end):
        return "", "part of a name"
    if is_setting(prose, quantity, start, end):
        return "low", "a setting"
    if is_portion(prose, quantity, start, end):
        return "low", "a portion"
    if is_saying(prose, quantity, start, end):
        return "low", "a way to speak or a score"
    if quantity.kind == "percentage":
        if is_strength(document, quantity):
            return "", "a strength"
        if is_offer(document, quantity, start, end):
            return "", "an offer"
        if is_limit(document, quantity, start, end):
            return "low", "a limit or a reading"
    return "", ""


def _weigh_count(prose: str, quantity: Quantity, start: int, end: int) -> tuple[str, str]:
    if quantity.measure == "studies":
        if quantity.high < _FEW_STUDIES:
            return "low" if quantity.value >= 2 else "", f"fewer than {_FEW_STUDIES} studies"
        return "medium", ""
    if quantity.high < _FEW and befell(prose, quantity, start, end):
        return "medium", ""
    if quantity.high < _FEW:
        return "low" if quantity.digits else "", f"fewer than {_FEW}"
    return "medium" if quantity.high < _MANY or quantity.measure == "things" else CONFIDENCE["count"], ""


def _heads_column(document: AnnotatedDocument, quantity: Quantity) -> bool:
    """Whether a quantity stands in the head row of a table."""
    block = document.blocks[document.spans[document.sentence_at(quantity.start)].block]
    return block.role == TABLE_CELL and block.row == 0
