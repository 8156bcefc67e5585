"""Changes and differences that are told by a construction, not by a word of change beside the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.units import Quantity

_ABOUT = (
    r"(?:(?:about|around|roughly|approximately|nearly|almost|over|under|up to|as much as|more than|less than|at least"
    r"|just|only|some|another|an?|average|of|between) )*"
)
# "takes four kilos off the knee", "knocked two per cent off the time"
_TAKES = re.compile(
    rf"\b(?:takes?|took|taken|knocks?|knocked|shaves?|shaved|trims?|trimmed|slices?|sliced|cuts?) {_ABOUT}$",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"(?: points?)? off (?=(?:the|your|their|his|her|its|our|an?|each|every|recovery|life)\b)"
    r"(?!(?:(?:your|the|our|an?|each|every) )?(?:\w+ )?(?:order|purchase|box|price|bag|bottle|subscription|delivery"
    r"|bill|membership|fee)\b)",
    re.IGNORECASE,
)
# "12 calories an hour more than sitting", "20 minutes more than others"
_MORE = re.compile(
    r"(?:,? (?:an?|per|each|every) (?:minute|hour|day|night|week|month|year|session))? (?:more|extra|taller|thicker"
    r"|hotter"
    r"|cooler|colder|warmer)\b[^.;:,\n]{0,40}\bthan (?!\d|once|twice|usual\b|you\b|needed\b|recommended\b)"
)
# "fall from 8 to 2", "went from sixteen attacks a month to five"
_FROM = re.compile(
    rf"\b(?:fall|drop|ris|decreas|increas|declin|improv|climb|sink|sank|jump|shrink|shrank|grow|grew|swell|slid"
    rf"|plung|narrow"
    rf"|widen|fell|rose|c[ao]m|go|went|gone|brought|bring|cut|reduc|lower|rais)\w{{0,4}}\b"
    rf"(?: (?!(?:away|back|home|in|with|far)\b)[\w'’%-]+){{0,5}} from {_ABOUT}$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:(?:,| (?!to\b)[\w’'%/-]+){0,5})? to (?:(?:about|around|just|only|nearly|almost|under|over|below|above"
    r"|less than"
    r"|more than|fewer than|one or) )*(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|twenty|thirty"
    r"|forty|fifty|none|zero|nothing|half)\b)",
    re.IGNORECASE,
)
# "Patients go home after four days, down from nine"
_DOWN_FROM = re.compile(rf"\w ?[,(–—] ?(?:down|up) from {_ABOUT}$", re.IGNORECASE)
# A dial, a clock or a lesson goes from one number to the next.
_NO_RESULT = re.compile(
    r"\b(?:dial|settings?|speeds?|knob|range|sizes?|count(?:ing)? (?:up|down)|ages?|pages?|levels? (?:go|goes)|degrees"
    r"|°|water|oven|open)\b",
    re.IGNORECASE,
)
# "down to 3 weeks from 11"
_DOWN_TO = re.compile(rf"\b(?:down|up|fallen|fell|falls?|dropped|rose|risen|rises?|cut) to {_ABOUT}$")
_FROM_WHAT = re.compile(r"(?: (?:an? )?[a-z]+)?,? from \d")
# "buys patients four more months", "gained three months of life"
_GAINS = re.compile(
    rf"\b(?:gain(?:s|ed)?|buys?|bought|gives?|gave|add(?:s|ed)?|lives?|lived|wins?|won|los(?:es|t)|robs?)"
    rf"(?: [\w'’-]+){{0,4}} {_ABOUT}$"
)
_MORE_TIME = re.compile(
    r" (?:more|extra|additional|further) (?:\w+ )?(?:days|weeks|months|years)\b|(?: extra)? of (?:\w+ )?life\b"
)
# "burns 12 calories an hour", "the effect amounts to 80 calories"
_AMOUNTS = re.compile(rf"\b(?:burn(?:s|ed|t|ing)?|amount(?:s|ed)? to) (?:off )?{_ABOUT}$", re.IGNORECASE)
_WISHED = re.compile(r"\b(?:aim|try|want|need|needs|should|must|goal|if you)\b[^.;:\n]*$", re.IGNORECASE)
_AMOUNTING = frozenset(("measure", "energy", "duration"))
# "slept an extra 37 minutes", "lasted another 12 minutes"
_EXTRA = re.compile(
    r"\b(?:slept|ran|walked|lived|lasted|burned|burnt|ate|lost|gained|worked|stayed|spent|cycled|swam) (?:for )?(?:an?"
    r" (?:extra|additional)|another) $",
    re.IGNORECASE,
)
# "Remission lasted 14 weeks"
_LASTED = re.compile(
    rf"\b(?:remissions?|relief|effects?|benefits?|responses?|protection|improvements?|symptoms?|outbreaks?"
    rf"|immunity) lasted"
    rf"(?: for)? {_ABOUT}$",
    re.IGNORECASE,
)
# "levels off at 8,000 steps", "one point on a ten-point scale"
_LEVELS = re.compile(
    rf"\b(?:level(?:s|led|ed)? off|flatten(?:s|ed)?(?: (?:off|out))?|plateau(?:s|ed)?|peak(?:s|ed)"
    rf"|settle[sd]) at {_ABOUT}$",
    re.IGNORECASE,
)
_ON_SCALE = re.compile(
    r" (?:better |worse |lower |higher |less |more )?on (?:an?|the) (?:[\w-]+ )?(?:[\w-]+-point )?scale\b"
)
# "about twenty minutes gained"
_GAINED = re.compile(r" (?:gained|saved|lost)\b(?! (?:by|if|when|when you)\b)")
# "adds one or two repetitions to a set"
_ADDS = re.compile(rf"\b(?:adds|added|gives back) {_ABOUT}$", re.IGNORECASE)
_TO_WHAT = re.compile(r" to (?!(?:the )?(?:pan|pot|water|mixture|bowl|dough|recipe|bath|total|list)\b)")
# What most people do in a day has been counted; what they should do is advice.
_MOST = re.compile(
    r"\b(?:most|typical|typically|the usual)(?: of)?(?: (?!(?:should|need|needs|must|require|can|could|may|might"
    r"|who|to|if"
    rf"|guidelines|experts)\b)[\w'’-]+){{1,7}} {_ABOUT}$",
    re.IGNORECASE,
)
# "The typical adult sleeps 6.8 hours"
_TYPICAL = re.compile(
    rf"\b(?:typical|average) (?:adult|person|woman|man|child|teenager|teen|student|worker|nurse|patient|pupil|american"
    rf"|briton|office worker|smoker|driver|runner|baby|newborn|toddler) (?!needs|requires|should)\w+s {_ABOUT}$",
    re.IGNORECASE,
)
# "Americans eat 130 pounds of sugar a year": what people do in a day or a year has been counted.
_HABIT = re.compile(
    rf"\b(?:the (?:average|typical) [\w-]+(?: [\w-]+)?|(?<!should )(?<!that )(?<!if )(?:americans|britons"
    rf"|europeans|canadians"
    rf"|australians|germans|people|adults|children|teens|teenagers|women|men|nurses|doctors|workers"
    rf"|we))(?: (?:now|each|still"
    rf"|typically|usually|often|already))? (?:eats?|drinks?|consumes?|walks?|burns?|swallows?|uses?) {_ABOUT}$",
    re.IGNORECASE,
)
_PER_TIME = re.compile(
    r"(?: of)?(?: (?:\w+ )?[a-z-]+)?,? (?:a|per|each|every) (?:day|week|month|year|shift|hour)\b"
)
_PER_DAY = re.compile(
    r"(?: (?!and|or)[a-z]+)? (?:a|per|each|every) (?:day|week|month|year|night|hour|minute|shift|game|match)\b"
)
_WAIT = re.compile(rf"\b(?:waits?|waited|spends?|lose|loses|lost) {_ABOUT}$")
_DONE = frozenset(("measure", "energy", "other", "dose"))
_LIMITED = re.compile(
    r"\b(?:if|when|who|whose|should|can|may|must|could|need|aim|try|up to|at least|at most|until)\b[^.;]*$",
    re.I,
)
_COMPARED = frozenset(("measure", "energy", "other", "laboratory", "duration"))


def tells_change(prose: str, quantity: Quantity) -> bool:
    """Whether a quantity is a difference or one end of a change: "fell from 8 to 2", "20 minutes more than others"."""
    start, end, kind = quantity.start, quantity.end, quantity.kind
    if kind not in _COMPARED:
        return False
    if prose.startswith(" off ", end) or prose.startswith(" points off ", end):
        return takes_off(prose, start, end)
    near = max(0, start - 80)
    if prose.startswith(" to ", end) and _TO_WHAT.match(prose, end) and _ADDS.search(prose, near, start):
        return True
    if kind in _AMOUNTING and _AMOUNTS.search(prose, near, start) and not _WISHED.search(prose, near, start):
        return True
    if kind in ("duration", "energy", "measure") and _EXTRA.search(prose, near, start):
        return True
    if kind == "duration" and _LASTED.search(prose, near, start):
        return True
    if quantity.unit == "point" and _ON_SCALE.match(prose, end):
        return True
    if kind in _AMOUNTING and _LEVELS.search(prose, near, start):
        return True
    if kind == "duration" and _GAINED.match(prose, end):
        return True
    if kind in ("other", "duration") and _MORE_TIME.match(prose, end) and _GAINS.search(prose, near, start):
        return True
    if (
        (quantity.digits or quantity.unit)
        and prose.find(" than ", end, end + 70) >= 0
        and _MORE.match(prose, end)
    ):
        return True
    if prose.find(" from ", end, end + 24) >= 0 and _FROM_WHAT.match(prose, end):
        return _DOWN_TO.search(prose, near, start) is not None
    if prose.find("from ", max(0, start - 24), start) < 0:
        return False
    near = max(near, prose.rfind("\n", near, start) + 1)
    if _NO_RESULT.search(prose, near, end + 24):
        return False
    if _FROM.search(prose, near, start) and (quantity.high > quantity.value or _TO.match(prose, end)):
        return True
    return _DOWN_FROM.search(prose, near, start) is not None


def takes_off(prose: str, start: int, end: int) -> bool:
    """Whether something takes the amount at prose [start, end) off something that is not for sale."""
    return _TAKES.search(prose, max(0, start - 50), start) is not None and _OFF.match(prose, end) is not None


def is_usual(prose: str, quantity: Quantity) -> bool:
    """Whether a quantity is what most people do: "most people walk 4,000 steps a day", "most wait ten years"."""
    start, kind = quantity.start, quantity.kind
    if (
        kind in _DONE
        and _PER_TIME.match(prose, quantity.end)
        and _HABIT.search(prose, max(0, start - 70), start)
    ):
        return _LIMITED.search(prose, max(0, start - 90), start) is None
    if kind in _COMPARED and _TYPICAL.search(prose, max(0, start - 50), start):
        return True
    if kind == "duration":
        told = _WAIT.search(prose, max(0, start - 24), start)
    elif kind in ("measure", "energy"):
        told = _PER_DAY.match(prose, quantity.end)
    else:
        return False
    return told is not None and _MOST.search(prose, max(0, start - 90), start) is not None
