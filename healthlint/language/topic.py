"""What a document is about: whether health at all, and which intervention it keeps naming."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument

#: Share of health terms among words above which a document is about health. Licences, changelogs and lists of
#: packages stay under a third of it, the shortest health notes above twice (measured on official pages).
_HEALTH_SHARE = 0.0125
_HEADLINE_WEIGHT = 4
#: An article is about an intervention that it names so often.
_OFTEN = 3


def is_health(document: AnnotatedDocument) -> bool:
    """Whether the prose is about health, by the density of interventions, conditions and body functions."""
    lexicon, terms = document.lexicon, document.terms
    mask = lexicon.mask_of("intervention", "condition", "function") & ~lexicon.mask_of(
        "intervention.weak", "intervention.product"
    )
    found = len(set(terms.starts(mask)))
    if found < 2:
        return False
    return found / max(20, document.spaces + 1) >= _HEALTH_SHARE


def find_topic(document: AnnotatedDocument) -> int:
    """The lexicon entry of the intervention the article keeps naming, headings counted more; -1 without one."""
    lexicon, terms = document.lexicon, document.terms
    mask = lexicon.bits("intervention") & ~lexicon.mask_of("intervention.weak", "intervention.product")
    if not mask or not document.prose:
        return -1
    counts: Counter[str] = Counter()
    entry_of: dict[str, int] = {}
    starts = sorted(terms.starts(mask))
    if not starts:
        return -1
    headings = [(b.start, b.end) for b in document.blocks if b.role in ("heading", "front-matter")]
    for index, (start, end) in enumerate(headings[:40]):
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            continue
        for term in terms.within(start, end, mask):
            lemma = lexicon.lemma(term.entry, mask)
            counts[lemma] += _HEADLINE_WEIGHT * (2 if index == 0 else 1)
            entry_of.setdefault(lemma, term.entry)
    if not counts and len(starts) < _OFTEN:
        return -1
    for entry, count in Counter(term.entry for term in terms.within(0, len(document.prose), mask)).items():
        lemma = lexicon.lemma(entry, mask)
        counts[lemma] += count
        entry_of.setdefault(lemma, entry)
    if not counts:
        return -1
    lemma, count = counts.most_common(1)[0]
    return entry_of[lemma] if count >= _OFTEN else -1
