"""Figures about the document as a whole: the school grade that its prose asks for.

The formulas are those of the package textstat, which is imported only when such a rule runs. They know
nothing of sentences as healthlint finds them and count the syllables of drug names badly. So they are given a
text in which every sentence ends with its only full stop, and names of treatments and diseases stand as one
short word: a writer cannot choose a shorter name for hydrochlorothiazide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.markup.model import LIST_ITEM, PARAGRAPH
from healthlint.rules.model import Match, Option

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.rules.model import Rule

#: The functions of textstat: each gives the US school grade for which a text is easy enough.
_FORMULAS = {
    "flesch-kincaid": "flesch_kincaid_grade",
    "smog": "smog_index",
    "coleman-liau": "coleman_liau_index",
    "automated-readability": "automated_readability_index",
}

OPTIONS: Mapping[str, Option] = {
    "max_grade": Option("number", "The highest US school grade that is still easy enough.", 8),
    "formula": Option("text", "How the grade is worked out.", "flesch-kincaid", tuple(_FORMULAS)),
    "min_words": Option("integer", "Texts with fewer words are not judged: formulas need some text.", 100),
    "neutral": Option(
        "classes", "Lexicon classes whose terms count as one short word.", ("intervention", "condition")
    ),
}

_ROLES = frozenset((PARAGRAPH, LIST_ITEM))
_SECTIONS = frozenset(("references", "navigation"))
_STAND_IN = "drug"
_STOPS = re.compile(r"[.!?]+")


def check(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """One match about the document where it is too hard, with its `grade`, `max_grade` and `words`."""
    text = _plain_text(document, document.lexicon.mask_of(*rule.options["neutral"]))
    words = len(text.split())
    if words < rule.options["min_words"]:
        return
    grade = _formula(rule.options["formula"])(text)
    if grade > rule.options["max_grade"]:
        details = {
            "grade": f"{grade:.1f}",
            "max_grade": f"{rule.options['max_grade']:g}",
            "words": str(words),
        }
        yield Match(-1, -1, "high", details)


def _formula(name: str) -> Callable[[str], float]:
    import textstat  # type: ignore[import-untyped]

    formula: Callable[[str], float] = getattr(textstat, _FORMULAS[name])
    return formula


def _plain_text(document: AnnotatedDocument, neutral: int) -> str:
    """The running text, one full stop a sentence, with a stand-in for every term of the `neutral` classes."""
    sentences = []
    for start, end, index in document.spans:
        block = document.blocks[index]
        if block.role in _ROLES and not block.quoted and document.sections[index] not in _SECTIONS:
            text = _STOPS.sub("", _without_terms(document, start, end, neutral)).strip()
            if text:
                sentences.append(f"{text}.")
    return " ".join(sentences)


def _without_terms(document: AnnotatedDocument, start: int, end: int, mask: int) -> str:
    parts = []
    for term in document.terms.within(start, end, mask):
        if term.start >= start:
            parts += [document.prose[start : term.start], _STAND_IN]
            start = term.end
    return "".join([*parts, document.prose[start:end]])
