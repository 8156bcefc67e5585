"""Numbers that say where a line is drawn: limits, readings, definitions, criteria and laboratory ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.units import Quantity

_DEGREE = r"(?:(?:very|slightly|mildly|moderately|markedly|severely|critically|extremely|too|borderline) )?"
# "Normal: 20-30%", "Slightly high: over 33%", "Out of range (high): over 33%".
_RANGE_LABEL = re.compile(
    rf"\W*{_DEGREE}(?:normal|optimal|ideal|target|goal|good|healthy|high|low|elevated|raised|moderate|severe|mild"
    r"|borderline|critical|deficient|insufficient|sufficient|abnormal|acceptable|excellent|fair|poor"
    r"|reference (?:range|interval)|cut-?off|(?:in|out of) range)\b[^.:]{0,30}: ?(?:less than|more than|greater than"
    r"|below|above|under|over|up to)? ?$",
    re.IGNORECASE,
)
# What is lowered by so much is no limit: "lowers HbA1c by 0.8%".
_LOWERED = re.compile(
    r"\b(?:by|(?:fall|drop|ris|reducti|increas|decreas|declin|chang|improv)\w* of) (?:(?:about|around|roughly"
    r"|nearly|almost|up to"
    r"|as much as|over|at least|an? (?:average|mean) of|between|another|some) )*$"
)
# "Body fat decreased 3%", "Saturation was up 2%"
_CHANGED = re.compile(
    r"\b(?:fell|dropped|rose|decreased|increased|declined|improved|climbed|gained|lost|sank|went (?:up|down)"
    r"|(?:is|was|were)"
    r" (?:up|down)) (?:(?:about|around|roughly|nearly|almost|up to|as much as|over|at least|an?|just|only|by) )*$",
    re.IGNORECASE,
)
_SIGNS = ("<", ">", "≤", "≥", "<=", ">=")
# "Anything less than 96%", "readings under 90%", "values between 30% and 40%"
_VALUES = re.compile(
    r"\b(?:anything|values?|readings?|scores?|results?|levels?|numbers?|percentages?)"
    r" (?:that (?:is|are) |of )?(?:less than|lower than|more than|higher than|greater than|below|above|under|over"
    r"|between|of)"
    r" (?:or equal to )?$",
    re.IGNORECASE,
)
_KIND = (
    r"(?:acceptable|normal|abnormal|unusual|high|low|good|poor|fair|optimal|ideal|elevated|raised|significant|clinically"
    r"|diagnostic|positive|negative|excellent|severe|mild|moderate|healthy|safe|adequate|sufficient|insufficient"
    r"|deficient"
    r"|overweight|obese|critical|borderline|dangerous|reassuring|success\w*|failure|response|remission|an? )"
)
_OFTEN = r"(?:(?:generally|usually|often|typically|commonly|widely|normally|also|still) )*"
# "values under 20% are considered good"
_CONSIDERED = re.compile(
    rf"[^.;\n]{{0,50}}? (?:is|are|was|were) {_OFTEN}(?:considered|regarded|deemed|classed|classified"
    rf"|categori[sz]ed|taken"
    rf"|labell?ed|defined|viewed|graded|interpreted|counted|termed|called)(?: (?:as|to be|an?|the))* {_KIND}",
    re.IGNORECASE,
)
# "is defined as a reduction of 30% to 50%", "the cut-off is 40%", "counts as severe when it covers a third of the skin"
_DEFINED = re.compile(
    r"\b(?:defined (?:as|by)|definitions? (?:of|is|requires?|includes?)|classified as|graded as"
    r"|cut-?offs? (?:of|is|at|was"
    r"|for)|threshold (?:of|is|at|was|for)|criteri(?:on|a) (?:is|are|of|for|was|were|require)|counts? as"
    r"|qualif\w+ (?:as|if|when|for)|(?:occurs|applies|diagnosed|met|indicated|positive|scored) (?:when|if|where))\b"
    r"[^.;\n]*$",
    re.IGNORECASE,
)
# What follows a definition as a finding: "Obesity, defined as a BMI over 30, affects 40% of adults".
_THEN_FOUND = re.compile(
    r"(?:,|\band\b) (?:\w+ )?(?:affects?|occurs?|is found|was found|accounts?|increases?|reduces?|has|have|had"
    r"|was|were|raises?"
    r"|doubles?)\b[^.;\n]*$"
)
# What heads a column of ranges or targets, and the column of points of a score.
_RANGES = re.compile(
    r"\b(?:normal|reference|optimal|ideal|recommended|target|goal|cut-?off|threshold|acceptable|desirable"
    r"|intensity|effort|(?:of|%) (?:max\w*|1 ?rm)(?: hr| heart rate)?|max hr|need(?:ed)?|setting)\b"
    r"|\b(?:range|limits?|criteri(?:on|a))$",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"\W*(?:(?:treatment|response|action) )?(?:targets?|goals?|thresholds?|cut-?offs?|criteri(?:on|a)|(?:normal"
    r"|reference|target)"
    r" (?:ranges?|values?))(?: ?/ ?\w+)?\W*",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"\b(?:needs?|recommended|recommendation|targets?|reference range|normal range)$", re.IGNORECASE
)
#: So much may stand in a cell beside its number: a sign, a word such as "about".
_LITTLE = 12
_POINTS = re.compile(r"\W*(?:(?:total|your|risk) )?(?:scores?|points?)\W*", re.IGNORECASE)
# "3 of 4 categories", "two out of five criteria"
_CRITERIA = re.compile(
    r" (?:the )?(?:following )?(?:\w+ )?(?:categories|criteria|criterion|features|domains|points|items|boxes"
    r"|(?:clinical |diagnostic )?(?:signs|conditions|questions|components|elements|requirements|statements))\b",
    re.IGNORECASE,
)
# "three times the upper limit of normal", "> 2 times normal"
_NORMAL = re.compile(
    r" (?:the )?(?:upper (?:limit|end|bound)|ULN\b|(?:upper )?(?:limit|range) of normal|(?:normal"
    r"|reference) (?:range|limit"
    r"|level|value|amount)s?\b|normal\b)",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"(?:\b(?:more than|over|above|greater than|exceed(?:s|ing)?|at least|up to|or|reach(?:es)?|below"
    r"|less than)|[<>≤≥]=?)"
    r" ?(?:about )?$",
    re.IGNORECASE,
)


def is_limit(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a percentage is a limit or a reading, and no share of something: "< 50%", "Normal: 20-30%", "an
    oxygen saturation under 95%".
    """
    prose, at = document.prose, quantity.start
    if prose.startswith(" point", quantity.end) or _LOWERED.search(prose, start, at):
        return False
    if _CHANGED.search(prose, max(start, at - 40), at):
        return False
    shared = prose.startswith(" of ", quantity.end)
    if prose[at - 3 : at].strip().endswith(_SIGNS):
        return not shared or not _tells_of_people(document, quantity.end, end)
    if shared:
        return False
    if _RANGE_LABEL.match(prose, start, at) or _VALUES.search(prose, max(start, at - 60), at):
        return True
    near = max(start, at - 40), min(end, quantity.end + 16)
    return document.terms.any(*near, document.lexicon.bits("number.level"))


def heads_limit(document: AnnotatedDocument, quantity: Quantity) -> bool:
    """Whether a quantity is all of a cell of a table of ranges, needs or targets, or of a score."""
    block = document.blocks[document.block_at(quantity.start)]
    if block.table < 0 or block.row < 1:
        return False
    heads = document.table_heads.get(block.table, {})
    if _LINES.fullmatch(heads.get(block.column, "")):
        return True
    if block.end - block.start > quantity.end - quantity.start + _LITTLE:
        return False
    return (
        _RANGES.search(heads.get(block.column, "")) is not None
        or any(map(_NEEDS.search, heads.values()))
        or any(map(_POINTS.fullmatch, heads.values()))
    )


def is_defined(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a quantity stands in a definition or a rule for grading: "defined as a fall of 30%", "values under
    20% are considered good", "two of the five criteria", "over three times the upper limit of normal".
    """
    prose, at = document.prose, quantity.start
    if quantity.kind == "multiple":
        return (
            _NORMAL.match(prose, quantity.end) is not None and _ABOVE.search(prose, at - 16, at) is not None
        )
    if quantity.kind == "proportion" and _CRITERIA.match(prose, quantity.end, end):
        return True
    if _tells_of_people(document, quantity.end, end):
        return False
    if _CONSIDERED.match(prose, quantity.end, end):
        return True
    defined = _DEFINED.search(prose, start, at)
    return defined is not None and _THEN_FOUND.search(prose, defined.start(), at) is None


def _tells_of_people(document: AnnotatedDocument, start: int, end: int) -> bool:
    """Whether what stands right after a quantity is a share of people, cases, deaths or studies."""
    lexicon = document.lexicon
    counted = lexicon.mask_of("people", "count.people", "count.events", "count.studies")
    return document.terms.any(start, min(end, start + 36), counted)
