"""How a sentence tells of a benefit beside its predicate: how soon it came, and what it is better than."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language.words import words
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.slots import Predicate, Slot
    from healthlint.language.view import View

#: "After five sessions", "within two days", "two weeks in", "since I started".
_SOON = re.compile(
    r"\b(?:after|within|in|by|since|under)\s(?:about\s|only\s|just\s|less\sthan\s|around\s|the\s|my\s|our\s|her\s|his\s|week\s|month\s|day\s)*"
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|an?|few|several|a\sfew|a\scouple\sof|first|second|third|each|every)\s"
    r"(?:\w+\s)?(?:minutes?|hours?|days?|nights?|weeks?|months?|years?|sessions?|treatments?|visits?|doses?|pills?|cups?|massages?|uses?|cycles?|class(?:es)?|applications?|bottles?)\b"
    r"|\b(?:days?|weeks?|months?)\s(?:later|in|into)\b"
    r"|\bsince\s(?:i|we|my|she|he|starting|using|taking|beginning)\b"
)
#: "More effectively than", "better outcomes than", "as well as", "twice as fast as".
_THAN = re.compile(
    r"\b(?:better|faster|safer|quicker|stronger|gentler|superior|fewer|more\s\w{4,})\s(?:[^\s,;:.]+\s){0,5}?(?:than|to)\s"
    r"|\bas\s(?:well|good|effective|effectively|fast|safe|much|powerful|strong)\sas\b"
)


class Telling(NamedTuple):
    """How a sentence is told: its features, and the token of the comma that ends an opening phrase with an
    intervention (-1 where there is none)."""

    features: tuple[str, ...]
    opening: int


def telling(view: View) -> Telling:
    """What all candidates of a sentence share of how it is told."""
    lower, low, high = view.document.lower, view.start, view.end
    features = []
    if _SOON.search(lower, low, high):
        features.append("told:soon")
    if (lower.find("than", low, high) >= 0 or lower.find(" as ", low, high) >= 0) and _THAN.search(
        lower, low, high
    ):
        features.append("told:than")
    return Telling(tuple(features), _opening_end(view))


#: What opens a phrase that names the means before the subject: "Using acupuncture, I see", "When ginger is taken, ...".
_OPENERS = words("with using through via by after since when once thanks taking following during on in")
_POWERS = words("power powers property properties benefit benefits effect effects quality qualities value")
_SCIENCE = words("science research studies evidence trials data scientists researchers experts doctors")
_THANKS = words("due thanks after following since with from")


def telling_of(view: View, told: Telling, p: Predicate, given: Slot, grade: str, fit: str) -> Iterator[str]:
    """How a candidate is told: its means named before the subject, as a power, as a slogan, as what followed."""
    tokens = view.words
    for name in told.features:
        yield f"{p.pattern}+{name}"
    if 0 <= told.opening < p.first:
        yield "opening-means"
        yield f"{given.how}+opening-means"
    after = tokens[p.last + 1] if p.last + 1 < len(tokens) else ""
    if after in _POWERS:
        of = "of" if tokens[p.last + 2 : p.last + 3] == ["of"] else "other"
        yield f"power:{of}"
    if (
        p.used is not None
        and p.used.kind == g.HEAD
        and "base" in view.v.lexicon.forms(p.term.entry, view.v.verbs)
    ):
        yield f"slogan:{grade}+{fit}"
        yield f"slogan:{view.block.role}+{grade}"
        if "your" in tokens[p.last + 1 : p.last + 3]:
            yield f"slogan:your+{fit}"
    if (
        fit == "fits"
        and given.how.endswith("means")
        and p.term.mask & (view.v.noun_reduce | view.v.comparative)
        and not _THANKS.isdisjoint(tokens[p.last + 1 :])
        and g.MODALS.isdisjoint(tokens[p.last + 1 :])
    ):
        yield "drops-thanks-to"


def _opening_end(view: View) -> int:
    """The token of the comma that ends an opening phrase with an intervention; -1 where there is none."""
    tokens = view.words
    if "," not in tokens:
        return -1
    first = 0
    while first < min(3, len(tokens) - 1) and (
        tokens[first] in g.CONJUNCTIONS or not tokens[first][0].isalnum()
    ):
        first += 1
    if tokens[first] not in _OPENERS:
        return -1
    comma = tokens.index(",")
    return (
        comma if view.any_between([t for t in view.agents if not t.mask & view.v.weak], first, comma) else -1
    )


def is_backed(tokens: list[str], last: int) -> bool:
    """Whether something is "supported by science", "proven by studies"."""
    return (
        tokens[last] in w.EVIDENCE_VERBS
        and tokens[last + 1 : last + 2] == ["by"]
        and not _SCIENCE.isdisjoint(tokens[last + 2 : last + 5])
    )
