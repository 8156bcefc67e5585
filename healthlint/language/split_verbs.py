"""Verbs whose particle stands after their object: "brings blood pressure down", "gave me my mornings back".

The lists hold such verbs in one piece ("bring down"); here they are found when something stands between (Quirk et
al., A Comprehensive Grammar of the English Language, 16.4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language import grammar as g
from healthlint.language.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.terms import Hit
    from healthlint.language.vocabulary import Vocabulary

_PARTICLES = (" back", " away", " down", " out", " off", " up")
#: How many words, and code points, a verb and its particle may stand apart.
_WORDS, _REACH = 6, 48
_WORD = re.compile(r"[a-z][a-z'’-]*|[^\sa-z]+")
_STOPS = (
    (g.PREPOSITIONS - {"of", "over"})
    | g.BE
    | g.MODALS
    | g.DO
    | words("that which who to but because when if so then")
)


def split_verbs(document: AnnotatedDocument, vocabulary: Vocabulary) -> Iterator[Hit]:
    """The verbs of benefit with their particle apart, each as a match of its entry that covers the verb alone."""
    lower, lexicon = document.lower, document.lexicon
    for particle in _PARTICLES:
        at = lower.find(particle)
        while at >= 0:
            end = at + len(particle)
            if not lower[end : end + 1].isalnum() and lower[end : end + 1] != "-":
                low = max(0, at - _REACH)
                pieces = list(_WORD.finditer(lower, low, at))[-_WORDS:]
                for index in range(len(pieces) - 1, -1, -1):
                    word = pieces[index][0]
                    if word in _STOPS or not word[0].isalpha():
                        break
                    if index == len(pieces) - 1 or word not in lexicon.words.phrases:
                        continue
                    entry = lexicon.find(word + particle)
                    if entry >= 0 and lexicon.masks[entry] & vocabulary.predicates:
                        alone = lexicon.find(word)
                        if alone < 0 or not lexicon.masks[alone] & vocabulary.predicates:
                            yield entry, pieces[index].start(), pieces[index].end() + 2
                        break
            at = lower.find(particle, end)
