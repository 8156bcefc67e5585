"""Shares and paces of a plan that nobody measured: "80% easy, 20% hard", "lose 1 lb a week", "10% of your income"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.markup.model import HEADING, LIST_ITEM, TABLE_CELL

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.units import Quantity

# What announces a plan: "Follow the 80/20 rule:", "Weekly split", "Treadmill settings:".
_PLAN = re.compile(
    r"\b\d\d[/:–-]\d\d(?:[/:–-]\d\d)?(?: (?:rule|split|principle|approach|method|ratio|plan|diet|mix))\b"
    r"|\b(?:split|splits|intensity distribution|training distribution|macros?|macronutrient (?:split|ratio|targets?)"
    r"|meal plan|training plan|workout plan|settings|challenge|phase \d|week \d+|day \d+|program(?:me)?|protocol"
    r"|schedule|routine|heart rate zones?|training zones?|plate method|rule of thumb|goals?|targets?)\b",
    re.IGNORECASE,
)
# A fragment that opens with its share: "- 80% whole foods"; not "- 80% of patients", "- 40% lower risk".
_FRAGMENT = re.compile(r"\W*(?:[\w'’/-]+ ){0,3}?$")
_NOT_PLANNED = re.compile(
    r" (?:of (?!(?:the |your |total |daily |all )*(?:diet|calories|energy|plate|meals?|food|intake|max\w*|your|training"
    r"|sessions|workouts?|time|week\w*|volume|effort|1 ?rm|one[- ]rep)\b)"
    r"|less|more|lower|higher|fewer|greater|better|worse|reduction|increase|decrease|drop|decline|improvement|survival"
    r"|mortality|risk|chance|faster|slower|likel\w+|accura\w+|sensitiv\w+|specific\w+|success|effective|response"
    r"|remission|recover\w*|(?:have|has|had|are|is|were|was|will|die|died|develop\w*|report\w*|suffer\w*|experience\w*)\b)",
    re.IGNORECASE,
)
# "30% indica and 70% sativa", "80% easy, 20% hard"
_WORDS = r"(?: (?!(?:of|did|do|does|had|felt|slept|said|got|went|lost|can|will|not|\w+ed)\b)[\w'’/-]+){0,5}?"
_OTHER_SHARE = re.compile(
    rf"{_WORDS}(?:,(?: and)?|;| and| with| plus| or| to| ?[/–—+&-]| vs\.?| then)"
    r" ?(?:the (?:other|remaining) )?(?:about |around )?"
    r"(?P<rest>\d{1,2}) ?%(?! of\b)",
    re.IGNORECASE,
)
_SHARE_BEFORE = re.compile(
    rf"(?P<rest>\d{{1,2}}) ?%{_WORDS}(?:,(?: and)?|;| and| with| plus| or| to| ?[/–—+&-]| vs\.?| then)"
    r" ?(?:the (?:other|remaining) )?(?:about |around )?$",
    re.IGNORECASE,
)
_ALL = 100
#: So many items or cells may stand between a lead-in and the last that it announces.
_FAR = 15
_FOUND = re.compile(
    r"\b(?:were|was|had|found|reported|said|showed|died|recovered|survived|relapsed|responded|accounts?|accounted|compared"
    r"|versus|vs)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|found|reported|said|showed|died|recovered|survived|relapsed|responded|accounts?"
    r"|accounted|compared|versus)\b",
    re.IGNORECASE,
)
# "1 lb a week", "0.5-1 kg (1-2 lb) per week", "2% of body weight a week"
_WEEKLY = re.compile(
    r"(?: of (?:your |their |total |one's )?body ?weight)?(?: \([^)\n]{1,20}\))?(?: of (?:fat|weight))?,?"
    r" ?(?:/|(?:a|an|per|each|every) )(?:week|month|wk)\b|(?: \([^)\n]{1,20}\))? weekly\b",
    re.IGNORECASE,
)
_WEIGHT_BEFORE = re.compile(
    r"\b(?:los(?:e|es|ing|s)|gain(?:s|ing)?|drop(?:ping)?|shed(?:ding)?|rate|pace|goal|target|aim\w*|result|deficit"
    r"|sustainable|healthy|safe\w*|realistic|weight)\b",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:lost|gained|dropped|fell|was|were|had|averaged|study|trial|participants)\b", re.IGNORECASE
)
# "To lose 1 lb, ..."
_TO_LOSE = re.compile(
    r"\W*(?:in order )?to (?:lose|gain|burn|drop|shed|cut|build|maintain) (?:about |around )?$", re.IGNORECASE
)
_WEIGHTS = frozenset(("kg", "lb", "g", "stone"))
# "who wish to lose 5% of their weight"
_WISHED = re.compile(
    r"\b(?:wish\w*|want\w*|need|hop(?:e|es|ing)|try|trying|aim\w*|goal|plan|plans|planning|ready|decided|how)"
    r" (?:is )?(?:to|you can|i can) (?:lose|gain|cut|drop|reduce|shed) (?:(?:about|around|up to|at least"
    r"|your \w+ by) )?$",
    re.IGNORECASE,
)
# "10% of our income", "half of my week"
_OWN_MEANS = re.compile(
    r" of (?:your|our|my) (?:[\w-]+ )?(?:income|time|day|budget|salary|earnings|effort|attention|paycheck|savings|money"
    r"|training|workouts?|week|miles|mileage|runs?|steps|one[- ]rep max|1 ?rm|max(?:imum)?(?: heart rate| hr)?"
    r"|heart rate|focus|energy level)\b",
    re.IGNORECASE,
)
# What everybody does has been counted: "we spend 90% of our time indoors".
_SPENT = re.compile(
    r"\b(?:we|you|people|adults|americans|most of us|many of us) (?:\w+ )?(?:spend|waste|lose|use|sleep|live"
    r"|pass)\b[^.;]*$",
    re.IGNORECASE,
)
# "a 20% max limit", "3x the highest hourly rate", of what a device is allowed to do.
_CAP = re.compile(
    r"[+-]? (?:(?:max(?:imum)?|min(?:imum)?|upper|lower|safety|default) )?(?:limit|cap|ceiling|floor|threshold|setting"
    r"|multiplier|target)s?\b",
    re.IGNORECASE,
)
_RATE_SET = re.compile(
    r" (?:the|your|a user['’]s|the user['’]s) (?:[\w'’-]+ ){0,4}(?:rates?|basal|settings?|limit|maximum|max"
    r"|default|threshold"
    r"|profile)\b",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"\b(?:settings?|configur\w+|program(?:med|s)|multiplier|caps?\b|limits?\b|constraint|constraining|firmware|pump|loop"
    r"|algorithm|parameter|variable|preferences?|default|device|hard drive|root drive|disk|storage|bandwidth"
    r"|capture rate"
    r"|battery|rig)\b",
    re.IGNORECASE,
)


def is_planned(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a quantity in the sentence [start, end) is a share or a pace that somebody plans: of training, of food,
    of one's means, or what a device is told to do.
    """
    prose, at, close, kind = document.prose, quantity.start, quantity.end, quantity.kind
    if _WISHED.search(prose, max(start, at - 60), at):
        return True
    if kind == "change":
        return _is_pace(prose, quantity, start, end)
    if kind == "multiple":
        rate = _RATE_SET.match(prose, close, end)
        return rate is not None and any(
            _DEVICE.search(prose, *part) is not None for part in ((start, at), (rate.end(), end))
        )
    if kind not in ("percentage", "proportion"):
        return False
    if _OWN_MEANS.match(prose, close, end):
        return _SPENT.search(prose, max(start, at - 40), at) is None
    if kind == "proportion":
        return False
    if _CAP.match(prose, close, end) and _DEVICE.search(prose, start, end):
        return True
    if prose.startswith(" of ", close) and _WEEKLY.match(prose, close, end):
        return _LOST.search(prose, start, end) is None
    return _is_split(document, quantity, start, end) or (
        _FRAGMENT.match(prose, start, at) is not None
        and _NOT_PLANNED.match(prose, close, end) is None
        and _TELLS.search(prose, start, end) is None
        and not _tells_of_ill(document, close, end)
        and _stands_in_plan(document, start)
    )


def _is_pace(prose: str, quantity: Quantity, start: int, end: int) -> bool:
    if quantity.unit.partition("/")[0] not in _WEIGHTS:
        return False
    if _TO_LOSE.match(prose, start, quantity.start):
        return True
    return (
        ("/" in quantity.unit or _WEEKLY.match(prose, quantity.end, end) is not None)
        and _WEIGHT_BEFORE.search(prose, start, quantity.end + 24) is not None
        and _LOST.search(prose, start, end) is None
    )


def _is_split(document: AnnotatedDocument, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a percentage and the next make up the whole of something that is neither people nor illness."""
    prose, value = document.prose, quantity.value
    if value != quantity.high or value >= _ALL:
        return False
    other = _OTHER_SHARE.match(prose, quantity.end, end) or _SHARE_BEFORE.search(
        prose, max(start, quantity.start - 60), quantity.start
    )
    return (
        other is not None
        and value + int(other["rest"]) == _ALL
        and _FOUND.search(prose, start, end) is None
        and not _tells_of_ill(document, min(quantity.start, other.start()), max(quantity.end, other.end()))
        and not document.terms.any(start, end, document.lexicon.bits("research"))
    )


def _tells_of_ill(document: AnnotatedDocument, start: int, end: int) -> bool:
    lexicon = document.lexicon
    ill = lexicon.mask_of("people", "count.people", "count.events", "condition")
    return document.terms.any(start, end, ill)


def _stands_in_plan(document: AnnotatedDocument, start: int) -> bool:
    """Whether the block at an offset is an item or a cell whose lead-in or heading announces a plan."""
    blocks, prose = document.blocks, document.prose
    index = document.block_at(start)
    if blocks[index].role not in (LIST_ITEM, TABLE_CELL):
        return False
    leads = 0
    for before in range(index - 1, max(-1, index - _FAR), -1):
        block = blocks[before]
        if block.role == blocks[index].role:
            continue
        if _PLAN.search(prose, max(block.start, block.end - 120), block.end):
            return True
        leads += 1
        if block.role == HEADING or leads > 1:
            return False
    return False
