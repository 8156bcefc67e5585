"""The word lists themselves: well formed, licensed, free of duplicates, and small enough to stay fast."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from healthlint.language.fold import fold_term
from healthlint.language.lexicon import Lexicon

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts" / "lexicon"))

from check import directions, missing_twins  # noqa: E402
from lists import duplicates, entries, read  # noqa: E402
from spelling import british  # noqa: E402

FILES = read()
ITEMS = list(entries(FILES))
LEXICON = Lexicon.build(FILES.values())


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_list_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    data = FILES[name]
    assert data["lexicon"] == name
    assert {"class", "summary", "source", "licence"} <= data.keys()
    assert data["licence"] == "Apache-2.0"
    assert data.get("inflect", "none") in {"none", "noun", "verb"}
    assert data["entries"]
    assert data.keys() <= {"lexicon", "class", "summary", "source", "licence", "inflect", "entries"}


def test_entries_are_texts_or_mappings_with_known_keys() -> None:
    known = {"term", "inflect", "forms", "class"}
    odd = [
        (name, item)
        for name, data in FILES.items()
        for item in data["entries"]
        if not (isinstance(item, str) or (isinstance(item, dict) and "term" in item and item.keys() <= known))
    ]
    assert odd == []


def test_terms_hold_letters_and_no_stray_spaces() -> None:
    assert [
        item for item in ITEMS if item.term != " ".join(item.term.split()) or not fold_term(item.term)
    ] == []


def test_no_term_stands_twice_in_a_class() -> None:
    found = [(a.term, a.file, b.file) for a, b in duplicates(ITEMS) if "cue-scope" not in (a.file, b.file)]
    assert found == []


def test_the_lists_stay_small_enough_to_stay_fast() -> None:
    assert 6_000 < len(ITEMS) < 10_000


def test_cues_with_a_direction_have_a_meaning_that_reaches_them() -> None:
    assert directions(LEXICON) == []


def test_american_names_have_their_british_twins() -> None:
    assert [(item.term, twin) for item, twin in missing_twins(ITEMS)] == []


@pytest.mark.parametrize(
    ("american", "expected"),
    [
        ("anemia", "anaemia"),
        ("hypoglycemia", "hypoglycaemia"),
        ("ischemic stroke", "ischaemic stroke"),
        ("hemorrhoids", "haemorrhoids"),
        ("diarrhea", "diarrhoea"),
        ("brain tumor", "brain tumour"),
        ("lymphedema", "lymphoedema"),
        ("angioedema", None),
        ("epidemic", None),
        ("systemic lupus", None),
        ("wheezing", None),
        ("ginger", None),
    ],
)
def test_spelling_twins(american: str, expected: str | None) -> None:
    assert british(american) == expected


@pytest.mark.parametrize(
    ("text", "klass"),
    [
        ("St. John's wort", "intervention.herb"),
        ("ACE inhibitors", "intervention.drug"),
        ("semaglutide", "intervention.drug"),
        ("ketogenic diet", "intervention.diet"),
        ("tai chi", "intervention.exercise"),
        ("hip replacements", "intervention.procedure"),
        ("cognitive behavioural therapy", "intervention.therapy"),
        ("hearing aids", "intervention.device"),
        ("flu shots", "intervention.vaccine"),
        ("sleep hygiene", "intervention.behaviour"),
        ("vitamin B12", "intervention.supplement"),
        ("kidney stones", "condition.disease"),
        ("brain fog", "condition.symptom"),
        ("oxidative stress", "condition.risk"),
        ("blood pressure", "condition.marker"),
        ("immune system", "function"),
        ("alleviates", "predicate.reduce"),
        ("boosting", "predicate.improve"),
        ("wards off", "predicate.treat"),
        ("well-tolerated", "predicate.safety"),
        ("might", "hedge.modal"),
        ("appears to", "hedge.lexical"),
        ("in mice", "cue.limited"),
        ("not only", "negation.pseudo"),
        ("according to", "attribution.named"),
        ("studies show", "attribution.vague"),
        ("used to", "use"),
        ("designed to", "aim"),
    ],
)
def test_words_stand_where_a_reader_expects_them(text: str, klass: str) -> None:
    entry = LEXICON.find(text)
    assert entry >= 0
    assert LEXICON.masks[entry] & LEXICON.bits(klass)


@pytest.mark.parametrize(
    "word", ["lead", "may", "fit", "arrest", "sage", "water", "iron", "date", "thyme", "light"]
)
def test_everyday_words_are_no_firm_interventions_or_conditions(word: str) -> None:
    entry = LEXICON.find(word)
    firm = LEXICON.mask_of("intervention", "condition") & ~LEXICON.bits("intervention.weak")
    assert entry < 0 or not LEXICON.masks[entry] & firm


def test_most_common_classes_are_filled() -> None:
    counts = Counter(item.klass for item in ITEMS)
    assert counts["intervention.drug"] > 900
    assert counts["condition.disease"] > 800
    assert (
        min(counts[f"intervention.{kind}"] for kind in ("herb", "supplement", "food", "procedure", "device"))
        > 100
    )
