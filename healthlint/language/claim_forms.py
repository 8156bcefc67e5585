"""Constructions in which a predicate of benefit states nothing, however it is filled.

Each is a matter of grammar, not of vocabulary: a point in time ("until the pain has gone"), what somebody believes,
a purpose, what goes by itself, a label that announces something else, approval, safety of one's money.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language.claim_objects import about_something_else, is_base
from healthlint.language.words import words
from healthlint.markup.model import LIST_ITEM, TABLE_CELL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.language.context import Context
    from healthlint.language.slots import Predicate, Slot
    from healthlint.language.view import View

#: What a form is called where it is given as the reason for silence.
REASONS = {
    "time": "a point in time",
    "belief": "what somebody believes or claims",
    "inquiry": "a question that was asked",
    "by-itself": "what goes by itself",
    "less": "less, not more",
    "embedded": "how or why it does is said elsewhere",
    "approval": "an approval",
    "label": "a label that announces no effect",
    "list": "a list of signs, aims or orders",
    "trail": "a trail of links",
    "commerce": "safety of a purchase",
    "moving": "a verb of moving",
    "object": "about something else than health",
    "knowing": "a help to know or to decide",
    "interaction": "less effect of something else",
    "going": "a complaint kept going",
    "taste": "a matter of taste",
    "job": "where somebody works",
    "harmless": "a complaint that is harmless",
    "modifier": "a benefit that only names what another noun is for",
    "quality": "a quality that another noun has",
    "slight": "hardly an effect",
    "unable": "an ability that is limited",
    "body": "what the body's own substance does",
    "stopping": "what somebody stopped doing",
    "intake": "an order to have less of something",
    "order": "an order in a list of orders",
}
_TIMES = words("until till once when whenever as before")
_SECOND_SUBJECT = words("i we you he she it they my your his her our their that which who and or")
_LONGEST_SUBJECT = 5
_BELIEFS = words(
    "claim claims belief beliefs idea ideas notion notions theory theories impression hope hopes assumption "
    "assumptions promise promises rumour rumours rumor rumors believing thinking hoping assuming fearing expecting "
    "pretending claiming claimed goes"
)
_BELIEF_REACH = 14
_INQUIRIES = words(
    "investigate investigates investigated investigating evaluate evaluates evaluated evaluating assess assesses "
    "assessed assessing examine examines examined examining test tests tested testing study studied explore explores "
    "explored exploring measure measures measured measuring determine determined determining compare compared "
    "comparing review reviewed reviewing question questioned"
)
_INQUIRY_REACH = 6
_OF_ITSELF = words("its their his her your my")
_SELVES = words("itself themselves")
_TOLD = frozenset(["verb", "recovery", "comparative"])
_APPROVED = words("cleared")
_GOES = words("gone go goes")
_NO_AGENT = frozenset(
    ["condition", "foreign", "physiology", "pronoun", "experiencer", "fragment", "elliptical"]
)
_EMBEDDED = words("how why where what when whether")
_COMMERCE = words(
    "guarantee guaranteed refund refunds money order purchase trial buy payment shopping checkout"
)
_FREE_OF_RISK = words("risk risks lose risk-free worry-free")
_AFTER_GONE = words("to through from into onto out")
#: Nouns with which a label, a heading or a lead-in announces signs, aims or questions, not effects.
_ANNOUNCING = words(
    "sign signs symptom symptoms marker markers indication indications goal goals aim aims objective objectives "
    "purpose purposes hypothesis question questions criterion criteria milestone milestones measure measures"
)
_LABELS = _ANNOUNCING | words(
    "claim claims myth myths cure limit limits reminder warning rumour rumor misconception"
)
_ADVERBIAL = frozenset(["how", "when", "where", "who"])
#: Of these what follows orders something: "Tips:", "Next steps".
_ORDERING = words(
    "tip tips step steps instruction instructions recommendation recommendations plan checklist todo"
)
_TRAILS = re.compile(r"[»›].*[»›]", re.DOTALL)
_LONGEST_LABEL = 3


def void(view: View, context: Context, p: Predicate, given: Slot, target: Slot, shared: Sequence[str]) -> str:
    """The form by which a predicate states nothing, a key of `REASONS`; "" where it may state something."""
    tokens, pattern = view.words, p.pattern
    last, after = tokens[p.last], tokens[p.last + 1 : p.last + 2]
    if pattern in _TOLD and not target.klass:
        if _is_time(view, p):
            return "time"
        if given.how in _NO_AGENT and pattern != "comparative" and _goes_by_itself(tokens, p):
            return "by-itself"
    if pattern in ("adjective", "safety") and _is_less(tokens, p):
        return "less"
    if (last in w.EFFICACY or "extent" in tokens) and _is_inquiry(tokens, p):
        return "inquiry"
    if pattern == "safety" and _is_commerce(view, p):
        return "commerce"
    if last in _APPROVED and after and after[0] in ("by", "for"):
        return "approval"
    if last in _GOES and after and after[0] in _AFTER_GONE:
        return "moving"
    if tokens[0] in _EMBEDDED and _is_embedded(view, p, target):
        return "embedded"
    if ":" in tokens and _is_labelled(tokens, p):
        return "label"
    if _is_believed(tokens, p):
        return "belief"
    if _TRAILS.search(view.document.prose, view.start, view.end):
        return "trail"
    is_order = p.used is not None and p.used.kind == g.HEAD and is_base(view, p)
    if is_order and "list:other" in shared:
        return "order"
    if given.how in ("fragment", "elliptical") and _is_listed(view, context, is_order):
        return "list"
    return about_something_else(view, p, given, target, is_order)


def _is_time(view: View, p: Predicate) -> bool:
    """ "As your sleep improves", "until the blisters have gone": when something else happens."""
    tokens = view.words
    for index in range(p.first - 1, max(-1, p.first - _LONGEST_SUBJECT - 3), -1):
        word = tokens[index]
        if word in w.CLAUSE_MARKS or word == ",":
            return False
        if word in _TIMES:
            between = tokens[index + 1 : p.first]
            if word == "as" and (between[:1] in (["a"], ["an"]) or not between or p.used is None):
                return False
            if word == "before" and between[:1] and between[0] not in g.PRONOUNS:  # "before bed"
                return False
            if index and tokens[index - 1] in (
                "that's",
                "is",
                "not",
                "wasn't",
            ):  # "that's when cramps improve"
                return False
            if len(between) > _LONGEST_SUBJECT or not _SECOND_SUBJECT.isdisjoint(between[1:]):
                return False
            return not view.any_between(view.agents, index + 1, p.first)
    return False


def _is_believed(tokens: Sequence[str], p: Predicate) -> bool:
    """ "Claims that it lowers", "thinking it will help"."""
    low = max(0, p.first - _BELIEF_REACH)
    for index in range(p.first - 1, low - 1, -1):
        word = tokens[index]
        if word in ";.:":
            return False
        if word in _BELIEFS and index + 1 < p.first:
            after = tokens[index + 1]
            if after == "that" or (word.endswith("ing") and after in g.PRONOUNS):
                return True
    return False


def _is_less(tokens: Sequence[str], p: Predicate) -> bool:
    """ "Makes them less effective"; not "no less effective"."""
    if (
        p.first == 0
        or p.pattern not in ("adjective", "safety")
        or tokens[p.first - 1] not in ("less", "least")
    ):
        return False
    return tokens[p.first - 2 : p.first - 1] not in (["at"], ["no"], ["not"]) and tokens[p.first] != "as"


def _is_inquiry(tokens: Sequence[str], p: Predicate) -> bool:
    """ "Investigated the effectiveness of", "the extent to which it is effective"."""
    before = tokens[max(0, p.first - _INQUIRY_REACH) : p.first]
    if tokens[p.last] in w.EFFICACY and not _INQUIRIES.isdisjoint(before):
        return True
    return any(before[i : i + 3] == ["extent", "to", "which"] for i in range(len(before) - 2))


def _goes_by_itself(tokens: Sequence[str], p: Predicate) -> bool:
    """ "Most colds clear up on their own"."""
    after = tokens[p.last + 1 : p.last + 7]
    for i, word in enumerate(after):
        if word in w.CLAUSE_MARKS:
            return False
        before = after[i - 1] if i else ""
        if word == "spontaneously" or (before == "by" and word in _SELVES):
            return True
        if before == "on" and word in _OF_ITSELF and after[i + 1 : i + 2] == ["own"]:
            return True
    return False


def _is_embedded(view: View, p: Predicate, target: Slot) -> bool:
    """ "How yoga helps", "Where it works best", "What they are good for": a title, not a statement."""
    if target.klass or p.pattern in ("noun", "comparative", "safety"):
        return False
    if p.pattern == "adjective" and view.words[0] == "why":
        return False
    rest = [word for word in view.words[p.last + 1 :] if word[0].isalnum()]
    return len(rest) < 2 and view.document.prose[view.end - 1] != "."


def _is_commerce(view: View, p: Predicate) -> bool:
    tokens = view.words
    if tokens[p.last] in _FREE_OF_RISK:
        return tokens[p.last] == "lose" or not _COMMERCE.isdisjoint(tokens)
    return not _COMMERCE.isdisjoint(tokens[p.clause : p.first])


def _is_labelled(tokens: Sequence[str], p: Predicate) -> bool:
    """ "Claim 3: it whitens teeth", "Aim: reduce pain"."""
    if tokens.index(":") > p.first:
        return False
    return _announces(tokens[: tokens.index(":")][:4], _LABELS)


def _announces(label: Sequence[str], nouns: frozenset[str]) -> bool:
    """Whether a short label is one of some nouns, with a number or an adjective: "Claim 3", "First aim"."""
    label = [word for word in label if word[0].isalpha()]
    if not 0 < len(label) <= _LONGEST_LABEL:
        return False
    return (
        label[-1] in nouns
        or (label[0] in nouns and label[1:2] in (["of"], ["for"]))
        or (label[0] in _ADVERBIAL and label[1:2] == ["to"])
    )


def _is_listed(view: View, context: Context, is_order: bool) -> bool:
    """Whether an item stands in a list whose lead-in, or whose heading, announces signs, aims or orders."""
    if view.block.role not in (LIST_ITEM, TABLE_CELL):
        return False
    document = view.document
    lead = context.lead(view.block_index)
    if lead is not None:
        span = document.spans[lead.sentence]
        text = document.lower[span.start : span.end]
    else:
        headings = context.headings(view.block_index)
        if not headings:
            return False
        heading = document.blocks[headings[0]]
        text = document.lower[heading.start : heading.end]
    title = [word for word in (part.strip(":?!*_.,()") for part in text.split()[:12]) if word]
    if not title:
        return False
    for i, word in enumerate(title[:2]):
        if word in _ANNOUNCING and title[i + 1 : i + 2] in ([], ["of"], ["for"], ["and"], ["to"]):
            entry = view.v.lexicon.find(title[0]) if i else -1  # "relieve symptoms of" announces no symptoms
            return entry < 0 or not view.v.lexicon.masks[entry] & view.v.predicates
    if title[-1] in _ANNOUNCING:
        return True
    orders = title[-1] in _ORDERING or title[0] in _ORDERING or title[:2] in (["how", "to"], ["what", "to"])
    return is_order and orders
