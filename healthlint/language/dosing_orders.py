"""Whether a sentence with a dose tells readers what to take, or tells what somebody was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues
    from healthlint.language.terms import Term

# What may stand before an imperative: nothing, a label, an adverb, a condition.
_OPENING = re.compile(
    r"(?:^|[:;(\n—–•]"
    r"|(?:^|[,.)] )(?:please|then|always|simply|just|first|instead|next|finally|if possible|also|so)"
    r"|^[\W\d]*(?:for|if|when|to|at|in|before|after|during|as|on|do|don['’]t|never|not)\b[^.;]{0,60},(?: then)?"
    r"|^for (?:the )?(?:best|optimal|good|faster|maximum) [a-z]+"
    r"|\b(?:don['’]t|do not|never|please))[\s*_\"“'‘,-]*$",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:should|must|can|may|shall|ought to|(?:need|needs|have|has|want|best|recommended|advised|try|"
    r"important|"
    r"safe|easy|way|(?:tell|ask|advise|encourage|remind|urge|instruct)s? [\w’']+(?: [\w’']+){0,2}) to"
    r"|recommend|suggest|advise|you|we|could|might|will)"
    r"(?: \w+ly| not| also| only| then| never)?\s+$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:adults?|people|women|men|children|teens?|infants?|babies|you|most|everyone|seniors|athletes|"
    r"vegans|"
    r"vegetarians|they|patients|body|(?:over|under|aged?) \d+|those|individuals|mothers)(?: \w+){0,5}\s+$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|randomi[sz]ed|placebo|participants?|volunteers?|subjects|researchers|"
    r"investigators|was|were|had|did|received|showed|shown|found|reported|improved|reduced|increased|"
    r"decreased|"
    r"took|tested|compared|noted|studied|evaluated|appears?|resulted|case|she|he|I|my|has been|have been|"
    r"administered|injected|fed|arms?|(?:control|placebo|treatment|study|the|each|both|other|mg) groups?|"
    r"led to|in vitro|in vivo|failed|reversed|underwent|swallowed|drank|ate|inhaled|consumed|ingested|me|"
    r"treated|became|RCTs?|meta-analys[ie]s)\b"
)
_SHOULD = re.compile(
    r"\b(?:(?:should|must|ought to|needs? to|has to|have to|(?:is|are) to)\b"
    r"(?! (?:be )?(?:studied|tested|know|note))"
    r"|(?:can|may|could) (?:safely |also )?(?:take|use|be (?:taken|given|used|increased|raised|repeated))"
    r"|can have)\b"
)
# Whoever says so, it is what is to be taken: "I recommend", "doctors usually prescribe", "is started at".
_RECOMMENDS = re.compile(
    r"\b(?:I|we|they|he|she|(?:doctors?|physicians?|clinicians?|specialists?|experts?|dermatologists?|midwives"
    r"|pharmacists?|dentists?|vets|herbalists?|naturopaths?|nutritionists?|dietitians?|practitioners?|GPs?|many|most"
    r"|some))"
    r" (?:(?:usually|generally|often|typically|always|normally|also|now|would|will|can|may|\w+ly) ){0,2}"
    r"(?:recommend|suggest|advise|prescribe|start|begin|tell)s?\b(?! that (?:she|he|they|it) (?:was|were|had))"
    r"|\b(?:is|are) (?:(?:usually|generally|often|typically|normally|always|then|first|slowly|gradually|best) ){0,2}"
    r"(?:started|begun|titrated|tapered|dosed|prescribed|continued|offered"
    r"|due|recommended|advised|(?:increased|raised|reduced|lowered|repeated)(?= (?:to|by|every|after|until|slowly)))\b"
    r"|\b(?:treatment|therapy|dosing|dosage|you|one|it|patients|people|adults|children) (?:usually |generally |often )?"
    r"(?:starts?|begins?) (?:with|at|on|from)\b"
)
# "The maximum is", "doses range from", "a sensible dose is", "400 mg works best".
_IS_THE_DOSE = re.compile(
    r"\b(?:dos(?:e|es|age|ages|ing)|amount|maximum|minimum|limit|max|ceiling|range|place to start|starting point)"
    r"(?: \w+){0,4}? (?:is|are|ranges?|starts?|begins?|var(?:y|ies)|goes)\b"
    r"|\b(?:works?|does) (?:best|well|fine|wonders)\b|\bis (?:all you|what you|what I)\b",
    re.IGNORECASE,
)
# "No more than eight tablets", "Max 8".
_NO_MORE = re.compile(
    r"(?:^|[:,;(] ?)(?:and )?(?:(?:but )?(?:no|not|never) more than|max(?:imum|\.)?:?|up to|at most|at least"
    r"|do not exceed) $",
    re.IGNORECASE,
)
# "Adults:", "Ages 6-11:", "In children," before the amount.
_FOR_WHOM = re.compile(
    r"(?:^|[.;(] )\W*(?:(?:in|for) )?(?:[\w’'/-]+ ){0,3}?(?:adults?|child(?:ren)?|(?:wo)?men|ladies|girls|boys|infants?"
    r"|toddlers?|babies|newborns|teen(?:ager)?s|adolescents|seniors|elderly|athletes|runners|pregnan(?:t|cy)|mothers"
    r"|breastfeeding|lactation|patients|people|beginners|dogs|cats"
    r"|(?:ages?|aged|under|over|from|below|above) \d[\d –-]*|\d+ ?(?:[-–]|to) ?\d+|\d+ (?:years?|months?)(?: and \w+)?"
    r"|AM|PM|mornings?|noon|evenings?|nights?|bedtime|breakfast|lunch|dinner|on waking|before bed"
    r"|(?:day|night|week|month)s? \d+(?: ?(?:[-–]|to) ?\d+)?)"
    r"(?: (?!was|were|had|took|received|got|given)[\w’'–-]+){0,5}(?: \([^)]*\))? ?[:,–—-]\s*(?:about|around|up to"
    r"|at least|take|give)?\s*$",
    re.IGNORECASE,
)
# "Common: 0.5 g", "Strong - 30 g fresh / 5 g dried": the dose of a tier.
_TIER = re.compile(
    r"^\W*(?:very )?(?:threshold|microdose|light|low|common|medium|moderate|average|strong|high|heavy|beginners?"
    r"|starting|start|loading|maintenance|maximum|minimum)(?: doses?)? ?[:–—|=-](?: ?(?:about|around|up to))?"
    r"[^.;]{0,40}$",
    re.IGNORECASE,
)
# A sentence with one of these says what is or was; without, it is a line of directions.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|does|do|did|will|would|can|could|may|might|must|shall|should"
    r"|she|he|they|we|it|who|which|my|swears?|likes?|loves?|thinks?|believes?|uses|takes|keeps|cuts|causes|prevents"
    r"|puts?|went|ran|says?|said|shows?|works?|helps?|seems?|makes?|gives?|gets?|got|goes|means?|needs?|costs?|comes?|came|led|fell"
    r"|rose|lost|felt|\w+(?<!need|weed|feed|seed)ed)\b"
    r"|['’](?:s|re|ve|ll|d|m)\b(?! \w+ (?:dose|weight))",
    re.IGNORECASE,
)
_PEOPLE_GET = re.compile(
    r"\b(?:adults?|babies|infants|children|toddlers|newborns|women|men|seniors|athletes|people)"
    r"(?: (?!who|taking|given)[\w-]+){0,3} (?:get|take|need|use|start on|have|require)\b"
    r"|\ban? (?:adult|baby|infant|child|toddler|newborn|woman|man)(?: (?!who|taking|given)[\w-]+){0,5}"
    r" (?:gets|takes|needs|requires)\b",
    re.IGNORECASE,
)
# "you will be given", "the label says", "is too much": the amount holds for any reader.
_HOLDS_FOR_ALL = re.compile(
    r"\b(?:you|they|he|she|patients|adults|children)(?:['’]ll| will| may| might| can)(?: be (?:given|started|put)| need"
    r"| get| receive| have| take| start)\b"
    r"|\b(?:label|packet|leaflet|box|bottle|pack|guidelines?|instructions?|FDA|NHS|regulator|protocol)"
    r" (?:says?|allows?|suggests?|calls? for|caps|sets|permits|recommends?)\b"
    r"|\b(?:is|are) (?:excessive|too much|too little|overkill|usual|customary|the norm|standard)\b"
    r"|\b(?:we|nurses|doctors|midwives|paramedics|parents|mothers) (?:usually |always )?(?:give|inject|use)\b",
    re.IGNORECASE,
)
_ADVISED = re.compile(
    r"\b(?:(?:recommend|advise)s?\b|suggests? (?!that)|(?:is|are) (?:recommended|advised|suggested)"
    r"|(?:is|are)(?: \w+ly)? (?:given|taken|applied|injected|administered))\b"
)
# "is enough", "will do": the writer thinks it right.
_SUFFICES = re.compile(
    r"\b(?:(?:is|are|will be)(?: \w+ly| often| quite| more than| about)?"
    r" (?:enough|sufficient|plenty|ideal|best|right|fine|all)\b"
    r"|will (?:do|suffice)\b|does the trick\b|(?:covers?|suits?) (?:most|many|nearly|almost)\b)"
)
_LABELLED = re.compile(r"[:–—]\s*(?:about|around|up to|at least|only|typically|usually)?\s*$", re.IGNORECASE)
# "Babies get a drop", "is due": what is done as a rule.
_DUE = re.compile(r"\b(?:due|have|has|gets?|need(?:s|ed)?|required|recommended|takes?|offered|apart|again)\b")
#: A line of directions has no more spaces.
_LINE = 16
#: An amount that begins so few characters into its sentence begins it.
_BEGINS = 4


class Manner(NamedTuple):
    """How a sentence speaks to its readers."""

    #: It opens with an order, after no more than a label, an adverb or a condition.
    imperative: bool
    #: It tells readers to do something, wherever.
    ordering: bool


def manner(cues: Cues) -> Manner:
    """How the sentence of the cues speaks to its readers."""
    verbs = cues.of(cues.masks.order)
    imperative = any(_OPENING.search(_left(cues, verb)) for verb in verbs)
    return Manner(imperative, imperative or any(_is_order(cues, verb) for verb in verbs))


def is_directive(cues: Cues, spoken: Manner, first: int, regular: bool, advised: bool) -> bool:
    """Whether the doses of a sentence, the first of which begins at an offset, are for readers to take.

    `regular`: the sentence says how often; `advised`: its list, table or section is about what to take.
    """
    masks = cues.masks
    if spoken.imperative:
        return True
    if cues.has(masks.animal):
        return False
    text = cues.prose[cues.start : cues.end]
    if cues.has(masks.vaccine) and not _TOLD.search(text) and (_DUE.search(text) or cues.has(masks.given)):
        return True
    if _SHOULD.search(text) or _RECOMMENDS.search(text) or _HOLDS_FOR_ALL.search(text):
        return True
    if _TOLD.search(text):
        return False
    left = cues.left(first)
    if _FOR_WHOM.search(left) or _NO_MORE.search(left) or _IS_THE_DOSE.search(text):
        return True
    if _PEOPLE_GET.search(text):
        return True
    if cues.has(masks.advice) or spoken.ordering or _ADVISED.search(text) or _SUFFICES.search(text):
        return True
    for kind in cues.of(masks.kind):  # "the usual dose", "Maximum:"
        if cues.after(kind.end, masks.word | masks.measure, 2) or cues.prose.startswith(":", kind.end):
            return True
    if cues.has(masks.vaccine) and cues.has(masks.given):  # a schedule
        return True
    if _LABELLED.search(left) or is_direction(cues, text, regular):
        return True
    if first - cues.start < _BEGINS and (regular or cues.has(masks.route)):
        return True
    return advised


def for_whom(cues: Cues, start: int) -> bool:
    """Whether an amount stands after the people it is for: "Ages 6-11: 5 mL"."""
    return _FOR_WHOM.search(cues.left(start)) is not None


def is_tier(cues: Cues, start: int) -> bool:
    """Whether an amount stands after the name of a tier of doses: "Light: 5 mg"."""
    return _TIER.search(cues.left(start)) is not None


def is_needed(cues: Cues) -> bool:
    """Whether somebody is said to need or to have to take something."""
    text = cues.prose[cues.start : cues.end]
    return _SHOULD.search(text) is not None or _PEOPLE_GET.search(text) is not None


def is_got(cues: Cues) -> bool:
    """Whether people are said to get or need something: "Children of 10 to 15 kg get 2 mL"."""
    return _PEOPLE_GET.search(cues.prose, cues.start, cues.end) is not None


def is_enough(cues: Cues) -> bool:
    """Whether something is said to be enough or right: "two teaspoons are plenty"."""
    return _SUFFICES.search(cues.prose, cues.start, cues.end) is not None


def is_limit(cues: Cues, start: int) -> bool:
    """Whether an amount is the most or the least to have: "No more than eight tablets"."""
    return _NO_MORE.search(cues.left(start)) is not None


def is_direction(cues: Cues, text: str, regular: bool) -> bool:
    """Whether a sentence is a line of directions: no verb, but how often, by which way, or that it is a dose."""
    masks = cues.masks
    if not (regular or cues.has(masks.route | masks.word)) or text.count(" ") > _LINE:
        return False
    return _FINITE.search(text) is None and not cues.has(masks.predicate)


def _is_order(cues: Cues, verb: Term) -> bool:
    if verb.mask & cues.masks.change:  # "may reduce pain" orders nothing
        return False
    left = _left(cues, verb)
    if cues.prose[verb.start : verb.end].lower() in ("need", "require"):
        return _PEOPLE.search(left) is not None
    return _MODAL.search(left) is not None or left.lower().endswith(("and ", "or ", "then "))


def _left(cues: Cues, verb: Term) -> str:
    """What stands before a verb; where that is cut off, it does not look like the beginning of a sentence."""
    left = cues.left(verb.start)
    return left if len(left) == verb.start - cues.start else f"x {left}"
