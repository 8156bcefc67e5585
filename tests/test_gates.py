"""What is skipped for speed is provably skippable: with every gate open the findings are the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import sources

from healthlint import linter
from healthlint.language.annotated import AnnotatedDocument
from healthlint.language.claim_gate import Gate
from healthlint.language.claims import GUARDING, LATER, LITTLE, STATELESS
from healthlint.language.vocabulary import vocabulary_of
from healthlint.settings import Settings
from healthlint.source import Source
from healthlint.workspace.article import NotTextError, read_article
from healthlint.workspace.packs import load

SHARED = Path(__file__).parents[1].parent / "shared"

#: What gates look at: predicates, agents, targets, cues before and after them, doses, figures, names and marks.
_PIECES = (
    "Ginger", "the willow bark tea", "it", "this remedy", "Zinc lozenges", "your doctor", "Okafor", "Dr. Lind",
    "researchers at the Nordic Institute of Sleep", "the CDC", "a 2019 study", "patients", "we", "my aunt",
    "eases", "to ease", "easing", "helps to relieve", "is proven to cure", "relieves", "reduced", "improves",
    "is effective against", "is safe", "has no side effects", "better with", "relief from", "works", "boosts",
    "joint pain", "headaches", "migraine", "high blood pressure", "immunity", "sleep", "hair loss", "nausea",
    "may", "might", "can", "cannot", "does not", "not only", "if", "when", "unless", "although", "in order to",
    "aims", "is used", "it is a myth that", "in mice", "is linked to", "tends", "for some people", "because",
    "according to the Willow Foundation", "said", "reports that", "published in the Journal of Rest",
    "200 mg", "2–3 capsules", "twice a day", "for six weeks", "take", "a dose of", "up to 400 IU", "1,200 people",
    "40 %", "half of", "one in ten", "p = 0.03", "72 bpm", "$40", "ages 18 to 65", "in 2021", "0.5 ml", "3 cups",
    "without a prescription", "stop taking your medicine", "guaranteed", "miracle", "experts say", "studies show",
    "this article is for information only", "is no substitute for medical advice", "talk to your doctor before",
    "[1]", "(Lind, 2020)", "so far.1", "https://doi.org/10.1000/xyz", "¹", "“", "”", "(", ")", ",", ":", ";", "—",
    "and", "or", "but", "which", "by", "with", "of", "for",
)  # fmt: skip
_ENDS = (
    ".",
    ".",
    ".",
    "?",
    "!",
    ":",
    ".1",
    ". ",
    "\n",
    "\n\n",
    ".\n\n",
    "\n\n- ",
    "\n\n# ",
    "\n\n> ",
    "\n\nReferences\n\n1. ",
)

_sentences = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=9).map(" ".join)
_texts = st.lists(st.tuples(_sentences, st.sampled_from(_ENDS)), max_size=12).map(
    lambda parts: " ".join(text[:1].upper() + text[1:] + end for text, end in parts)
)


@cache
def _plan() -> linter.Plan:
    return linter.plan(load().ruleset, Settings(min_confidence="low"))


def _findings(source: Source, gated: bool) -> linter.Result:
    packs = load()
    document = AnnotatedDocument.read(source, packs.lexicon, gated=gated)
    return linter.run(document, packs.ruleset, _plan())


def _assert_same(source: Source) -> None:
    assert _findings(source, gated=True) == _findings(source, gated=False)


@settings(deadline=None, max_examples=60)
@given(_texts)
def test_gates_change_nothing_in_made_up_prose(text: str) -> None:
    _assert_same(Source("article.md", text))


@settings(deadline=None, max_examples=60)
@given(sources())
def test_gates_change_nothing_in_made_up_markup(source: Source) -> None:
    _assert_same(source)


@settings(deadline=None, max_examples=60)
@given(_texts)
def test_a_sentence_that_is_not_read_for_claims_holds_none_that_could_stand(text: str) -> None:
    document = AnnotatedDocument.read(Source("article.md", text), load().lexicon)
    vocabulary = vocabulary_of(document.lexicon)
    gate = Gate(document, vocabulary, GUARDING, STATELESS, LATER)
    hits = document.terms.hits(vocabulary.predicates)
    for claim in document.claims:
        own = [hit for hit in hits if document.sentence_at(hit[1]) == claim.sentence]
        if gate.is_shut(claim.sentence, own):
            assert claim.guard not in ("", LITTLE)


@settings(deadline=None, max_examples=60)
@given(_texts)
def test_claims_that_stand_are_those_that_nothing_excuses(text: str) -> None:
    document = AnnotatedDocument.read(Source("article.md", text), load().lexicon)
    assert list(document.standing_claims) == [claim for claim in document.claims if not claim.guard]


def test_made_up_prose_has_findings_to_lose() -> None:
    text = "Ginger eases joint pain. Zinc lozenges may ease headaches. Take 200 mg twice a day. 40 % of patients sleep."
    assert len(_findings(Source("article.md", text), gated=True).findings) > 2


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["corpus/official", "corpus/mixed", "seeds"])
def test_gates_change_nothing_in_real_articles(folder: str) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip(f"no {SHARED / folder}")
    checked = 0
    for path in sorted(path for path in (SHARED / folder).rglob("*") if path.is_file()):
        try:
            source = read_article(path.read_bytes(), str(path))
        except NotTextError:
            continue
        checked += 1
        _assert_same(source)
    assert checked
