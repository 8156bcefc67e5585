"""Constructions whose object or subject tells that a predicate is about something else than health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.language.slots import Predicate, Slot
    from healthlint.language.view import View

#: Nouns of making, selling, running and knowing things: what is done to them is no health effect.
_WORLDLY = words(
    "access accuracy adherence administration airflow application applications attendance audience bed "
    "bill bills brand budget budgets building buildings business businesses clothes communication "
    "communications community companies company compliance computer content contract cost costs coverage "
    "crop crops customer customers data delivery demand design documentation door earnings economy "
    "education efficiency emissions engagement environment error errors expense expenses fabric fee fees "
    "fields flavor flavors flavour flavours floor floors form freshness furniture garden habitat harvest "
    "house income incomes industry interface investment investments kitchen knowledge laundry logistics "
    "machine machines market markets material materials money morale network networks ocean oceans "
    "organisation organization packaging paperwork payment payments planet plastic policy pollution "
    "presentation price prices privacy process processes productivity profit profits purchase purchases "
    "readability reading records reliability reputation research retention revenue rooms salary sales "
    "schedule schools science security service services site smell software soil spending staff storage "
    "store stores supply surface surfaces taste tastes technology traffic transport turnover "
    "understanding vehicle vehicles visibility wage wages waste website websites workflow workflows "
    "workload workplace yield yields"
)
_SETTLING = words(
    "determine identify explain understand decide learn know choose diagnose detect answer describe clarify plan "
    "track tell read prepare save afford book pay set start"
)
_DAMPENED = words("effect effects effectiveness efficacy potency")
_TASTING = words("taste tastes tasted tasting smell smells sound sounds know knows knew understand see looks")
_PLACES = words("a an the as at with on my our this that their his her two three many")
#: Adjectives that say what a noun is for, or what is in it.
_QUALITIES = words("antioxidant beneficial medicinal potent therapeutic")
_PROPERTIES = words(
    "properties property qualities quality effects effect benefits benefit power powers potential action"
)
_SLIGHT = words("minimal slight small marginal negligible modest moderate")
_APPROVALS = words("registered certified approved cleared licensed licenced")
_ABILITIES = words("ability capacity power")
_UNABLE = words("limited lose loses lost lack lacks impaired limit limits")
_SOLD = words("protein proteins testosterone collagen glp-1")
_STOPS = words("stop stops stopped stopping")
_AFTER_STOP = words("because at by in taking using eating drinking getting going being having making working")
_NEAR = 24  # code points from a verb to what it is had less of
_HARMLESS = words("harmless painless")
_NO_AGENT = frozenset(["condition", "foreign", "physiology"])


def is_base(view: View, p: Predicate) -> bool:
    """Whether a predicate is the base form of a verb."""
    return "base" in view.v.lexicon.forms(p.term.entry, p.term.mask & view.v.verbs)


def about_something_else(view: View, p: Predicate, given: Slot, target: Slot, is_order: bool) -> str:
    """The construction by which a predicate is about something else than health, a key of `claim_forms.REASONS`; ""
    for none. `is_order` where it is the base form of a verb that begins its sentence."""
    if p.pattern in ("noun", "evidence"):
        return _of_noun(view, p, target)
    tokens = view.words
    if p.pattern == "adjective" and tokens[p.first] in _QUALITIES and _is_attribute(tokens, p):
        return "quality"
    if is_order and not target.klass and p.term.mask & view.v.reduce and _has_less(view, p):
        return "intake"
    if (
        p.used is not None
        and p.used.governor in _ABILITIES
        and not _UNABLE.isdisjoint(tokens[p.clause : p.first])
    ):
        return "unable"
    if given.how == "weak-subject" and p.pattern == "verb" and _is_own_substance(view, given):
        return "body"
    if (
        tokens[p.first] in _STOPS
        and given.how == "experiencer"
        and not _AFTER_STOP.isdisjoint(tokens[p.last + 1 : p.last + 2])
    ):
        return "stopping"
    bad = target.klass.startswith("condition")
    verbal = p.pattern in ("verb", "comparative")
    if (
        p.term.mask & view.v.help
        and p.pattern == "verb"
        and not _SETTLING.isdisjoint(tokens[p.last + 1 : p.last + 4])
    ):
        return "" if target.klass and not _is_settled(tokens, p) else "knowing"
    if verbal and not target.klass and _ends_worldly(tokens, p.last + 1):
        return "object"
    if p.pattern in ("adjective", "safety") and not target.klass and _is_of_world(tokens, p):
        return "object"
    if p.pattern == "verb" and p.term.mask & view.v.reduce and not bad and _is_dampened(tokens, p.last + 1):
        return "interaction"
    if tokens[p.first] in ("keep", "keeps", "kept", "keeping") and bad:
        following = tokens[view.token(target.end) :][:2]
        if following[:1] == ["going"] or following[:1] == ["alive"]:
            return "going"
    if (
        p.pattern in ("comparative", "adjective")
        and tokens[p.first] == "better"
        and tokens[max(0, p.first - 1)] in _TASTING
    ):
        return "taste"
    if (
        p.pattern == "work"
        and given.how in ("experiencer", "foreign", "experiencer+means")
        and _is_job(tokens, p)
    ):
        return "job"
    if p.pattern == "work" and tokens[p.last + 1 : p.last + 2] == ["off"]:
        return "job"
    if tokens[p.last] in _HARMLESS and given.how in _NO_AGENT:
        before = next((word for word in reversed(tokens[p.clause : p.first]) if not g.is_adverb(word)), "")
        name = view.document.prose[view.starts[p.clause] : view.ends[p.clause]]
        return "harmless" if before in g.BE and not name.isupper() else ""
    return ""


def _of_noun(view: View, p: Predicate, target: Slot) -> str:
    """ "Weight loss surgery", "only a slight improvement", "registered for the relief of"."""
    tokens = view.words
    after = tokens[p.last + 1] if p.last + 1 < len(tokens) else "."
    if (
        target.how == "compound"
        and after[0].isalpha()
        and not (
            after in _PROPERTIES
            or after in w.SUBORDINATORS
            or g.is_function_word(after)
            or g.is_adverb(after)
        )
    ):
        return "modifier"
    if p.first and tokens[p.first - 1] in _SLIGHT:
        return "slight"
    return "" if _APPROVALS.isdisjoint(tokens[p.clause : p.first]) else "approval"


def _is_attribute(tokens: Sequence[str], p: Predicate) -> bool:
    """Whether an adjective stands before a noun that nobody says it of: "contains beneficial bacteria"."""
    after = tokens[p.last + 1] if p.last + 1 < len(tokens) else "."
    return (
        after[0].isalpha() and not g.is_function_word(after) and g.BE.isdisjoint(tokens[p.clause : p.first])
    )


def _has_less(view: View, p: Predicate) -> bool:
    """ "Cut down on coffee", "Reduce processed food intake"."""
    return any(0 <= t.start - p.term.end <= _NEAR and not t.mask & view.v.targets for t in view.all_agents)


def _is_own_substance(view: View, given: Slot) -> bool:
    """Whether what acts is a substance that the body makes and nobody sells as such: "dopamine", "nitric oxide"."""
    return given.text not in _SOLD and any(
        t.start == given.start and t.mask & view.v.physiology for t in view.all_agents
    )


def _is_settled(tokens: Sequence[str], p: Predicate) -> bool:
    """Whether somebody is helped to know or to do something: "helps you decide", "helps me track my sleep"."""
    return tokens[p.last + 1] in _SETTLING or (
        tokens[p.last + 1] in w.PERSONS | g.DETERMINERS | {"us", "me", "them", "him"}
    )


def _ends_worldly(tokens: Sequence[str], index: int) -> bool:
    """Whether the noun phrase that begins at a token has a worldly noun as its head."""
    head, last = "", len(tokens)
    while index < last and (word := tokens[index])[0].isalnum():
        if head and (g.is_function_word(word) or word in w.SUBORDINATORS or g.is_adverb(word)):
            break
        if word in g.PREPOSITIONS or word in g.CONJUNCTIONS:
            return False
        if not g.is_function_word(word):
            head = word
        index += 1
    return head in _WORLDLY


def _is_of_world(tokens: Sequence[str], p: Predicate) -> bool:
    """ "Your data is safe", "effective for surfaces"."""
    after = tokens[p.last + 1 : p.last + 2]
    linked = tokens[p.last] in ("for", "on", "to")
    if linked or (after and after[0] in ("for", "on")):
        return _ends_worldly(tokens, p.last + (1 if linked else 2))
    before = [word for word in tokens[p.clause : p.first] if not g.is_adverb(word)]
    return len(before) > 1 and before[-1] in g.BE and before[-2] in _WORLDLY


def _is_dampened(tokens: Sequence[str], index: int) -> bool:
    """ "Reduces the effect of warfarin", "lowers its absorption"."""
    for i in range(index, min(index + 3, len(tokens))):
        if tokens[i] in _DAMPENED:
            return tokens[i + 1 : i + 2] in (["of"], ["."], [","])
    return False


def _is_job(tokens: Sequence[str], p: Predicate) -> bool:
    """ "Works for a bank", "works in a lab", "works with athletes"."""
    following = tokens[p.last + 1 : p.last + 3]
    return (
        len(following) == 2
        and following[0] in ("for", "in", "at", "as", "with", "on")
        and following[1] in _PLACES
    )
