"""Closed-class English words and how a verb form is used where it stands.

No part-of-speech tagger: the words before a form and its own endings tell a verb from a noun well enough for the
few hundred predicates of the lexicon, at a thousandth of a tagger's cost.
"""

from __future__ import annotations

from healthlint import expressions as re
from healthlint.language.words import words
from healthlint.values import NamedTuple

#: A word (hyphens and apostrophes inside it belong to it), a number or a mark, with the white space after it.
TOKEN = re.compile(r"(?:[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]|_)\s*")
#: The same for text in lower case that is ASCII, at half the price.
ASCII_TOKEN = re.compile(r"(?:[a-z0-9]+(?:[-'.][a-z0-9]+)*|[^a-z0-9\s])\s*")


DETERMINERS = words(
    "a an the this that these those its their your my our his her some any no every each all both such "
    "what another more most less least much many few several other certain various"
)
PREPOSITIONS = words(
    "of in on at for with from by to against into about after before during through under over between "
    "among without within per via as like than toward towards upon across behind beyond near off onto out "
    "up down since until"
)
PRONOUNS = words("i you we they it he she this that these those which who one")
ANAPHORS = frozenset(["it", "they", "this", "these", "those", "that", "which"])
MODALS = words(
    "may might could can will would should must shall cannot can't couldn't wouldn't won't shouldn't 'll"
)
BE = words("is are was were be been being am 's 're isn't aren't wasn't weren't")
HAVE = frozenset(["has", "have", "had", "having", "'ve", "hasn't", "haven't", "hadn't"])
DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
CONJUNCTIONS = frozenset(["and", "or", "but", "nor", "yet", "so", "plus", "&"])
#: Words between subject and verb, or auxiliary and verb, that do not change what the verb is.
ADVERBS = words(
    "also not even really just still often always never sometimes usually further better best greatly "
    "only already then thus therefore generally typically actually naturally well ever soon too quite "
    "very simply both either all indeed even"
)
#: Verbs whose infinitive states a fact: "is shown to reduce", "helps to ease".
FACTIVE = words(
    "shown proven proved known found demonstrated confirmed documented established reported able ability "
    "helps help helped helping serves serve works work proves prove tends tend continues continue appears "
    "guaranteed sure certain power powers capacity manages managed"
)
#: Subjects of standard advice; what follows is an order or an invitation, not a claim.
DIRECTIVE_MODALS = frozenset(["should", "must", "shall", "shouldn't"])


#: Predicates that are nouns as well; after a noun they are one ("pain treat" is none, "home help" is).
NOUNLIKE = words(
    "work help treat aid fight cut stop end ease lift answer target address balance block curb drop shift "
    "support boost control benefit cure relief repair rest gain increase decrease decline rise fall "
    "improvement power care comfort lower better clear remedy flush attack slow calm cool warm clean clear advance "
    "limit condition guard shield burn melt heal rebound return center"
)


#: Base forms that open an order or a tip. Benefit predicates are not among them: "Boost" in a bullet promises.
ORDERS = words(
    "add adjust aim allow apply ask avoid be begin bring brush build buy call carry change check choose "
    "click combine consider consult contact continue cook count cover cut decide discuss do don't "
    "download drink eat end enter exercise explore fill find focus follow get give go have hold identify "
    "include increase insert join keep know lay learn leave let lie limit listen look make massage "
    "measure mix monitor move note notice open opt order pick place plan practice practise prepare press "
    "put read record remember remove repeat replace rest review rinse rub schedule see seek select set "
    "share shop sign sit sleep speak spend spread sprinkle stand start stay stick stir stop store "
    "substitute swap switch take talk target tell test think track train try turn understand use visit "
    "wait walk wash watch wear work write yoga"
)
_BEFORE_ORDER = words(
    "always never please then also first next now instead just simply don't do not and or 'n"
)


def is_order(words: list[str]) -> bool:
    """Whether a sentence, given as its words, opens as an order or a tip does."""
    for word in words[:5]:
        if word in ORDERS:
            return True
        if word[0].isalnum() and word not in _BEFORE_ORDER and not word.isdigit():
            return False
    return False


def is_adverb(word: str) -> bool:
    """Whether a word can stand between an auxiliary and its verb."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4)


def is_function_word(word: str) -> bool:
    """Whether a word is one of the closed classes: preposition, conjunction, auxiliary, pronoun, determiner."""
    return (
        word in PREPOSITIONS
        or word in CONJUNCTIONS
        or word in BE
        or word in HAVE
        or word in MODALS
        or word in PRONOUNS
        or word in DETERMINERS
    )


class Usage(NamedTuple):
    """How a verb form is used: one of the constants below, and the word that governs it (preposition, governor of an
    infinitive, auxiliary), "" where none does. `group` is the index of the first token of the verb group."""

    kind: str
    governor: str
    group: int


FINITE = "finite"
INFINITIVE = "infinitive"
GERUND = "gerund"  # governed by a preposition, or a heading such as "Easing coughs"
TAIL = "tail"  # ", easing the cough"
PASSIVE = "passive"
ADJECTIVE = "adjective"
NOUN = "noun"
HEAD = "head"  # the first word of a fragment: "Reduces pain", "Better sleep"


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


_BEFORE_GERUND = frozenset(["while", "when", "thereby", "thus", "and", "or"])


def usage(words: list[str], index: int, last: int, forms: frozenset[str], clause: int) -> Usage:
    """How the predicate whose first and last words are given is used.

    `forms` are the forms it can be ("base", "s", "past", "participle", "ing", "plural"); `clause` is the index of
    the first token of its clause.
    """
    left = index - 1
    while left >= clause and is_adverb(words[left]):
        left -= 1
    before = words[left] if left >= clause else ""
    verbal = forms & {"base", "s", "past", "participle", "ing"}
    if not before or not before[0].isalnum():
        return _opening(words, index, last, forms, before, left)
    if before == "to" and "base" in forms:
        return Usage(INFINITIVE, governor_of(words, left, clause), left)
    if before in MODALS or before in DO:
        return Usage(FINITE, before, left) if "base" in forms else Usage(NOUN, before, index)
    if "ing" in forms:
        if before in BE:
            return Usage(FINITE, before, left)
        if before in DETERMINERS:
            return Usage(NOUN, before, index)
        if before in PREPOSITIONS or before in _BEFORE_GERUND:
            return Usage(GERUND, before, left)
        return Usage(TAIL, before, index)
    if forms & {"past", "participle"}:
        if before in HAVE:
            return Usage(FINITE, before, left)
        if before in BE or before in ("get", "gets", "got"):
            return Usage(PASSIVE, before, left)
        if before in DETERMINERS or before in PREPOSITIONS or before.endswith(("ed", "ing")):
            return Usage(ADJECTIVE, before, index)
        if not forms & {"base", "s"}:
            return Usage(FINITE, before, index)
    if not verbal:
        return Usage(NOUN, before, index)
    if (before in DETERMINERS and before not in PRONOUNS) or before in PREPOSITIONS or before.endswith("'s"):
        return Usage(NOUN, before, index)
    if "s" in forms:
        following = words[last + 1] if last + 1 < len(words) else "."
        # "panic attacks, stress" against "it attacks the cause": a noun-like form with nothing to act on is the noun.
        plural = (
            words[index][:-1] in NOUNLIKE
            and index == last
            and (
                not following[0].isalnum()
                or following in PREPOSITIONS
                or following in CONJUNCTIONS
                or following in BE
            )
        )
        plural = plural and words[index] not in ("works", "helps")
        return Usage(NOUN if plural or before in ("these", "those") else FINITE, before, index)
    if before in PRONOUNS and before not in ("it", "he", "she", "this", "that", "one"):
        return Usage(FINITE, before, index)
    if before == "that" and left > clause:  # "foods that calm", not "that calm"
        return Usage(FINITE, before, index)
    if before in CONJUNCTIONS or (before.endswith("s") and not before.endswith(("ss", "us", "is"))):
        return Usage(FINITE, before, index)
    if before in FACTIVE:  # "helps reduce"
        return Usage(FINITE, before, left)
    is_noun = words[index] in NOUNLIKE and not _has_two_subjects(words, clause, left, index, last)
    return Usage(NOUN if is_noun else FINITE, before, index)


def _has_two_subjects(words: list[str], clause: int, left: int, index: int, last: int) -> bool:
    """Whether what looks like a noun is the verb of subjects joined by "and": "yoga and rest calm the nerves"."""
    if any(word in ("all", "both") for word in words[left + 1 : index]):
        return True
    following = words[last + 1] if last + 1 < len(words) else "."
    return (
        ("and" in words[clause:left] or "&" in words[clause:left])
        and following[0].isalpha()
        and following not in PREPOSITIONS
        and following not in CONJUNCTIONS
        and following not in BE
        and following not in MODALS
    )


def _opening(words: list[str], index: int, last: int, forms: frozenset[str], before: str, left: int) -> Usage:
    """A form with nothing, a comma or another mark before it."""
    if before == ",":
        if "ing" in forms:
            return Usage(TAIL, ",", index)
        return Usage(FINITE if forms & {"base", "s", "past"} else ADJECTIVE, ",", index)
    following = words[last + 1] if last + 1 < len(words) else ""
    if "ing" in forms and following not in BE:
        return Usage(HEAD, before, index)
    return Usage(HEAD, before, index)


def governor_of(words: list[str], to: int, clause: int) -> str:
    """The word that governs "to" at a token index, past the adverbs and objects of a short verb group."""
    left = to - 1
    while left >= clause and (is_adverb(words[left]) and words[left] not in FACTIVE):
        left -= 1
    return words[left] if left >= clause else ""
