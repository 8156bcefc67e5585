"""Nouns that say nothing of good or bad by themselves, and the praise that makes a benefit of them: "profound effects
on mood", "great results with acupuncture".
"""

from __future__ import annotations

from collections.abc import Sequence

from healthlint import expressions as re
from healthlint.language import claim_words as w
from healthlint.language import grammar as g
from healthlint.language.words import words

#: What calls it good.
GOOD = words(
    "amazing astonishing astounding awesome beneficial brilliant encouraging excellent fabulous fantastic favorable "
    "favourable good great healthy impressive incredible lovely magical marvellous marvelous miraculous outstanding "
    "phenomenal pleasing positive sensational spectacular splendid stunning superb superior terrific tremendous "
    "unbelievable wonderful lasting natural reliable safe gentle healing soothing"
)
#: What calls it large.
LARGE = words(
    "big bigger considerable dramatic drastic enormous extraordinary fast huge immediate instant large major marked "
    "massive meaningful noticeable powerful profound pronounced quick rapid real remarkable significant striking "
    "strong substantial visible"
)
#: What sets it above all others.
TOP = words(
    "best better improved fastest finest gentlest only oldest purest quickest safest simplest strongest surest easiest "
    "greatest perfect ideal proven effective successful first-line fast-acting favorite favourite known"
)
_ANY = GOOD | LARGE | TOP
_GRADES = (("good", GOOD), ("top", TOP), ("large", LARGE))
#: How many tokens before the noun may hold its praise, and how many code points that is at most.
_TOKENS, _REACH = 5, 64
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_STOPS = w.CLAUSE_MARKS | g.BE | g.HAVE | g.MODALS | (g.PREPOSITIONS - {"off", "up", "down", "like"})
_STOPS |= words("that which who he she they it we i you not no")


def has_praise(lower: str, start: int, low: int) -> bool:
    """Whether a word of praise stands shortly before an offset of a text in lower case, not before `low`: what is
    asked before a sentence is laid out."""
    return not _ANY.isdisjoint(_WORD.findall(lower, max(low, start - _REACH), start))


def praise_before(tokens: Sequence[str], first: int, clause: int) -> str:
    """How a noun at a token is praised by the words of its noun phrase: "good", "top", "large" or "" for not."""
    for index in range(first - 1, max(clause, first - 1 - _TOKENS) - 1, -1):
        word = tokens[index]
        if word in _STOPS:
            return ""
        for name, members in _GRADES:
            if word in members:
                return name
    return ""
