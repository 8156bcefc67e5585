"""Whether a sentence with a dose tells readers what to take, or tells what somebody was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.dosing_cues import Cues
    from healthlint.language.terms import Term

# What may stand before an imperative: nothing, a label, an adverb, a condition.
_OPENING = re.compile(
    r"(?:^|[:;(\n—–•]"
    r"|(?:^|[,.)] )(?:please|then|always|simply|just|first|instead|next|finally|if possible|also|so)"
    r"|^[\W\d]*(?:for|if|when|to|at|in|before|after|during|as|on|do|don['’]t|never|not)\b[^.;]{0,60},"
    r"|\b(?:don['’]t|do not|never|please))[\s*_\"“'‘,-]*$",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:should|must|can|may|shall|ought to|(?:need|needs|have|has|want|best|recommended|advised|try|"
    r"important|"
    r"safe|easy|way) to|recommend|suggest|advise|you|we|could|might|will)"
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
    r"led to|in vitro|in vivo|failed|reversed|underwent|"
    r"treated|became|RCTs?|meta-analys[ie]s)\b"
)
_SHOULD = re.compile(
    r"\b(?:(?:should|must|ought to|needs? to|has to|have to|(?:is|are) to)\b"
    r"(?! (?:be )?(?:studied|tested|know|note))"
    r"|(?:can|may|could) (?:safely |also )?(?:take|use|be (?:taken|given|used|increased|raised|repeated))"
    r"|can have)\b"
)
_ADVISED = re.compile(
    r"\b(?:(?:recommend|advise)s?\b|suggests? (?!that)|(?:is|are) (?:recommended|advised|suggested)"
    r"|(?:is|are)(?: \w+ly)? (?:given|taken|applied|injected|administered))\b"
)
# "is enough", "will do": the writer thinks it right.
_SUFFICES = re.compile(
    r"\b(?:(?:is|are|will be)(?: \w+ly| often| quite| more than| about)?"
    r" (?:enough|sufficient|plenty|ideal|best|right|fine|all)\b"
    r"|will (?:do|suffice)\b|does the trick\b)"
)
_LABELLED = re.compile(r"[:–—]\s*(?:about|around|up to|at least|only|typically|usually)?\s*$", re.IGNORECASE)
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
    if _SHOULD.search(text):
        return True
    if _TOLD.search(text):
        return False
    if cues.has(masks.advice) or spoken.ordering or _ADVISED.search(text) or _SUFFICES.search(text):
        return True
    for kind in cues.of(masks.kind):  # "the usual dose", "Maximum:"
        if cues.after(kind.end, masks.word | masks.measure, 2) or cues.prose.startswith(":", kind.end):
            return True
    if cues.has(masks.vaccine) and cues.has(masks.given):  # a schedule
        return True
    if _LABELLED.search(cues.left(first)):
        return True
    if first - cues.start < _BEGINS and (regular or cues.has(masks.route)):
        return True
    return advised


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
