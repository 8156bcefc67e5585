"""Fractions and multiples in words: "two thirds of", "by half", "twice as likely", "doubles the risk"."""

from __future__ import annotations

from healthlint import expressions as re
from healthlint.language.numbers import PARTS, Number
from healthlint.language.units import Quantity, Unit, unit_of
from healthlint.language.words import words

# Which half or third is meant, not how much: "the upper third of the arm", "the first half of pregnancy".
_PLACES = words(
    "first second third last latter other upper lower top bottom front back left right inner outer middle "
    "proximal poorer richer wealthier younger older larger smaller bigger shorter longer "
    "distal anterior posterior medial lateral each every final early earlier northern southern better"
)
_QUALIFIERS = words(
    "about nearly almost over than least only around to approximately roughly by just some an estimated "
    "barely fully "
    "exactly and close in another perhaps maybe up down fully well below above under"
)
# Before "a third" these may join a list: "one at birth and a third at six weeks".
_LOOSE = words("and in another up down to")
_WORD_BEFORE = re.compile(r"([A-Za-z]+)[ -]$")
_SHARE = re.compile(
    r"\s(?:of|that (?:of|in)|all|the|these|those|as (?:many|much|likely|often|common)|to (?:two|three|a|one)"
    r"|their|its|his|her|our|less|more|fewer|lower|higher|smaller|larger|greater)\b",
    re.IGNORECASE,
)
_NO_SHARE = re.compile(
    r"-?\s?(?:an?\b|hour|way|life|lives|time|day|dozen|century|brother|sister|marathon|moon|step|cup|inch"
    r"|mile|past"
    r"|asleep|finished|full|empty|term|size|heart|section|right|wrong|true|price|awake|and half)",
    re.IGNORECASE,
)
# Half of a day or of a plate, and half of what is the reader's own, are amounts.
_NO_AMOUNT = re.compile(
    r"\s(?:of (?:your|my)\b|(?:of |to )?(?:the |an? |this |that |each |your |my |his |her |our |their )?"
    r"(?:day|life|night|morning|year|time|way|tablet|pill|dose|capsule|plate|cup|glass|bottle|bowl|lemon"
    r"|avocado|onion"
    r"|page|screen|face|bed|game|battle|fun|story|problem|gym|room|town|street|internet)s?\b"
    r"|(?:of |to )?(?:the |this |that )?body\b(?!['’]s\b| (?:weight|mass|fat|water|protein|heat|iron|calcium"
    r"|surface)\b))",
    re.IGNORECASE,
)
# What is quicker than something else: "heals in half the time".
_QUICKER = re.compile(r"in half the time\b(?! it takes)", re.IGNORECASE)
# "Children should take half of that": what is taken is an amount, and "that" is the dose named before.
_OF_THAT = re.compile(
    r"\s(?:of (?:that|this|it)|that|this|as (?:much|many|often))"
    r"(?=\s?(?:[.,;:!?)\n]|\Z)|\s(?:for|at|in|with|per|each|every|once|twice|daily|and|or|if|when|before|after)\b)",
    re.IGNORECASE,
)
_TAKING = re.compile(
    r"\b(?:takes?|taking|gives?|(?:is|are|be) given|giving|needs?|uses?|using|swallow|drink|inject|apply|start with)\b"
    r"[^.!?\n]*$",
    re.IGNORECASE,
)
_DOSED = re.compile(
    r"[ -](?:(?!(?:and|or|in|on|at|for|have|take|took|stop\w*|give|gave|receiv\w+|got|get|had|were"
    r"|was)\b)[a-z]+ ){0,3}(?:doses?|dosages?|dosing"
    r"|pills?|tablets?|medications?|amounts?|intake)\b|[ -](?:up|down|over|check|blind|vision|chin)\b",
    re.IGNORECASE,
)
# What follows a share that says no more of what: "by a quarter compared with", "about a third in children".
_GOES_ON = re.compile(
    r"\s(?:compared|relative|versus|in|over|within|when|if|after|with|and|or|but|among|at|for|during|since|on|from"
    r"|every"
    r"|each|per|by|than|without)\b",
    re.IGNORECASE,
)
# "A third have been bullied", "Half never told anyone": the part alone is the subject.
_DOES = re.compile(
    r"\s(?:dis)?agree\b|\s(?:(?:also|now|still|even|never|already|later|then) )?(?:have|had|has|are|were|was|is"
    r"|said|say|says|did|do"
    r"|don['’]t|didn['’]t|never|reported?|gave|give|felt|feel|never|stopped|quit|died|die|recovered?|relapsed?"
    r"|improved?|got|get"
    r"|admitted|admit|live|lived|live|needed|need|thought|think|knew|know|told|used|use|wanted|want|suffer(?:ed)?"
    r"|saw|see"
    r"|dropped|drop|survived?|will|would|could|can)\b"
    # Other verbs by what they govern: "a fifth noticed nothing", not "a third proposed reason".
    r"|\s(?:respond|relapse|benefit|return|cope|struggle|manage|rely|attend)\b"
    r"|\s(?:skip|reach|seek|avoid|drink|eat|take|lack|own|buy|miss|hate|fear|carry|keep) (?!of\b|with\b|it\b)[a-z]"
    r"|\s(?:[a-z]{3,}ed|[a-z]{2,}(?:ought|ept)|took|take|lost|lose|left|leave|slept|ate|eat|smoke|went|go|came"
    r"|become|became"
    r"|fail|avoid|found|made|began|fell|grew|won|paid|chose|ran|heard|met|notice|receive|experience|develop|show"
    r"|miss|skip)"
    r"(?=\s(?:an?|the|their|its|it|them|no|none|nothing|nobody|some|any|little|less|more|to|that|out|off|up|through"
    r"|deep"
    r"|weight)\b|[.,;]|\sworse\b|\sbetter\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:^|[.!?](?:[\[(^]*\d{1,3}[\])]*)? |[.!?;:\n(“\"] ?|, (?:and |but |while )?|\band |\bwhile )(?:an? )?$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\s(?:as|the|that|their|its|his|her|our|your|what|more likely|in (?:size|number)|a (?:person|man|woman"
    r"|patient))\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"[ -](?:of an? |an? )?([a-z]{3,})")
# Tennis, and what serves as something else too.
_NOT_DOUBLES = re.compile(
    r" (?:as|up|over|down|matches|tennis|partners?|players?|title|court|team|your|the (?:dose|fun|joy))\b"
)
_AMOUNT_BEFORE = re.compile(
    r"\b(?:dose|dosage|doses|tablets?|pills?|capsules?|intake|recipe|amount|portion)s?"
    r" (?:is|are|was|were|has been|have been|should be|can be|may be|must be) (?:then )?$",
    re.IGNORECASE,
)
_PART_ARTICLE = re.compile(r"\b(?:an? |a (?:good|full|whole) )$", re.IGNORECASE)
_DOUBLE_BEFORE = words("to may might can could would will nearly almost than roughly")
_PASSIVE = words("was were been be is are nearly almost than roughly have has had")
# What stands before halves that lie on a plate, and before an order to halve.
_NO_SUBJECT = words(
    "two both all the these those of into in as their its his her your my our a an to then and or"
    " should must you please"
)
# "a twofold approach", "the reason is twofold"
_ABSTRACT = (
    r"(?:approach|purpose|aim|task|problem|reason|role|answer|nature|strategy|goal|path|plan|mission|question|challenge"
    r"|benefit)s?\b"
)
# What is diluted or concentrated so many times is a preparation.
_MANIFOLD = re.compile(rf"[ -](?:{_ABSTRACT}|concentrat\w+|strength|dilut\w+|extract)")
_IS_MANIFOLD = re.compile(rf"\b{_ABSTRACT}[^.;:\n]{{0,90}} (?:is|are|was|were|being) $")
_OBJECT = re.compile(
    r"\s(?!(?:on|in|of|with|and|or|to|for|at|into|from|by|over|under|are|is|were|was|be|that|which|who|until|cut"
    r"|lie|face"
    r"|down|up|facing|side|together|so|if|when|then|as|per|each)\b)[a-z]{3,}",
)
_FACTORS = {"twice": 2.0, "doubl": 2.0, "tripl": 3.0, "quadr": 4.0, "halve": 0.5, "halvi": 0.5}
_FOLDS = {
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "thousand": 1000,
    "nine": 9,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "hundred": 100,
}


def read_part(prose: str, start: int, word: str, limit: int) -> Quantity | None:
    """ "half of patients", "a third of", "by a quarter": a share, where `word` at `start` says a part.

    None where it says a place or nothing; "half an hour" and "half a tablet" are amounts. Nothing before
    `limit` is taken.
    """
    if word == "half":
        return _read_half(prose, start)
    article = _PART_ARTICLE.search(prose, max(limit, start - 8), start)
    if article is None:
        return None
    first, end, value = article.start(), start + len(word), 1 / PARTS[word]
    before = _before(prose, first)
    if before == "the" or before in _PLACES:
        return None
    if _DOES.match(prose, end) and _opens(prose, first, before):
        return Quantity(first, end, "proportion", value, value, "", "share", False)
    match = _MEASURED.match(prose, end) if prose.startswith(" of a", end) else None
    unit = _unit(match)
    if match and unit:
        return Quantity(first, match.end(), unit.kind, value, value, unit.name, unit.measure, False)
    if (_SHARE.match(prose, end) and not _is_amount(prose, first, end)) or (
        before in _QUALIFIERS
        and (
            not prose[end : end + 2].strip().isalpha()
            or (before not in _LOOSE and _GOES_ON.match(prose, end))
        )
        and not _is_amount(prose, first, end)
    ):
        return Quantity(first, end, "proportion", value, value, "", "share", False)
    return None


def _read_half(prose: str, start: int) -> Quantity | None:
    end, before = start + 4, _before(prose, start)
    if before in _PLACES:
        return None
    match = _MEASURED.match(prose, end)
    if match and match.group(1) in ("million", "billion", "dozen", "thousand"):
        return Quantity(start, match.end(), "other", 0.5, 0.5, "", "", False)
    unit = _unit(match)
    if match and unit:
        return Quantity(start, match.end(), unit.kind, 0.5, 0.5, unit.name, unit.measure, False)
    shares = _SHARE.match(prose, end) is not None
    if (
        prose[end : end + 1] == "-"
        or _DOSED.match(prose, end)
        or (before == "in" and _DOSED.search(prose, max(0, start - 24), start))
        or _is_amount(prose, start, end)
        or (before in ("a", "the") and not shares)
    ):
        return None
    if _DOES.match(prose, end) and _opens(prose, start, before):
        return Quantity(start, end, "proportion", 0.5, 0.5, "", "share", False)
    if shares or (before in _QUALIFIERS and not _NO_SHARE.match(prose, end)):
        return Quantity(start, end, "proportion", 0.5, 0.5, "", "share", False)
    return None


def _opens(prose: str, start: int, before: str) -> bool:
    """Whether a part at `start` is a subject: it opens a sentence or a clause, or an adverb of amount stands before."""
    return before in _QUALIFIERS or _ALONE.search(prose, max(0, start - 12), start) is not None


def read_fraction(prose: str, number: Number) -> Quantity | None:
    """ "two thirds", "one-quarter" as a share, or as an amount of a unit; None where it says a place."""
    start, end, value = number.start, number.end, number.value
    if _before(prose, start) in _PLACES:
        return None
    match = _MEASURED.match(prose, end)
    unit = _unit(match)
    if match and unit:
        return Quantity(start, match.end(), unit.kind, value, value, unit.name, unit.measure, False)
    if _is_amount(prose, start, end):
        return None
    return Quantity(start, end, "proportion", value, value, "", "share", False)


def is_manifold(prose: str, start: int, end: int) -> bool:
    """Whether a word such as "twofold" at prose [start, end) says of how many parts or how strong something is."""
    return (
        _MANIFOLD.match(prose, end) is not None
        or _IS_MANIFOLD.search(prose, max(0, start - 120), start) is not None
    )


def read_multiple(prose: str, start: int, word: str) -> Quantity | None:
    """ "twice as likely", "doubled", "a threefold increase"; None for "twice daily", "double-blind" and "do
    not double the dose".
    """
    end = start + len(word)
    value = float(_FOLDS.get(word[:-4], 0)) if word.endswith("fold") else _FACTORS.get(word[:5], 0.0)
    if word.endswith("fold"):
        if is_manifold(prose, start, end):
            return None
    elif not _is_multiple(prose, start, end, word):
        return None
    return Quantity(start, end, "multiple", value, value, "times", "share", False)


def _is_multiple(prose: str, start: int, end: int, word: str) -> bool:
    follow = prose[end : end + 1]
    if follow == "-" or _DOSED.match(prose, end) or _is_taken(prose, start, end):
        return False
    rates = _RATE.match(prose, end) is not None
    if word in ("halved", "doubled", "tripled", "quadrupled") and _AMOUNT_BEFORE.search(
        prose, max(0, start - 40), start
    ):
        return False
    if word == "doubling" and _before(prose, start) == "body":  # a way to work in company
        return False
    if word.startswith("halv"):  # "mortality was halved", not "a squash, halved"
        before = _before(prose, start)
        if (
            word in ("halve", "halves") and not rates
        ):  # "it halves relapses", not "two peach halves on a plate"
            return bool(before) and before not in _NO_SUBJECT and _OBJECT.match(prose, end) is not None
        return rates or before in _PASSIVE
    if word in ("double", "triple", "quadruple"):
        return rates or _before(prose, start) in _DOUBLE_BEFORE
    if word in ("doubles", "triples", "quadruples"):
        return (rates and not prose.startswith(" as ", end)) or _NOT_DOUBLES.match(prose, end) is None
    return rates or word != "twice"


def _is_amount(prose: str, start: int, end: int) -> bool:
    """Whether a part at [start, end) is one of something that is measured or taken, not of what is counted."""
    if _NO_AMOUNT.match(prose, end) is not None and _QUICKER.match(prose, start - 3, end + 9) is None:
        return True
    return _is_taken(prose, start, end)


def _is_taken(prose: str, start: int, end: int) -> bool:
    return (
        _OF_THAT.match(prose, end) is not None
        and _TAKING.search(prose, max(0, start - 60), start) is not None
    )


def _before(prose: str, start: int) -> str:
    match = _WORD_BEFORE.search(prose, max(0, start - 20), start)
    return match.group(1).lower() if match else ""


def _unit(match: re.Match[str] | None) -> Unit | None:
    return unit_of(match.group(1)) if match else None
