"""Lexicon and terms: inflection, folding, whole words, phrases that stop at punctuation, the longest match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.language.fold import fold
from healthlint.language.inflect import plural, verb_forms
from healthlint.language.lexicon import Lexicon
from healthlint.language.lexicon_files import LexiconError
from healthlint.language.terms import Terms

FILES = [
    {
        "lexicon": "verbs",
        "class": "predicate.reduce",
        "inflect": "verb",
        "entries": [
            "reduce",
            "stop",
            {"term": "cut", "forms": {"s": "cuts", "past": "cut", "ing": "cutting"}},
        ],
    },
    {
        "lexicon": "foods",
        "class": "intervention.food",
        "inflect": "noun",
        "entries": ["berry", "green tea", "tea"],
    },
    {
        "lexicon": "ills",
        "class": "condition.disease",
        "entries": ["crohn's disease", "heart failure", "disease"],
    },
    {"lexicon": "organs", "class": "function.organ", "inflect": "noun", "entries": ["heart"]},
]
LEXICON = Lexicon.build(FILES)


def found(text: str, klass: str = "") -> list[str]:
    mask = LEXICON.bits(klass) if klass else -1
    return [text[t.start : t.end] for t in Terms(text, LEXICON).within(0, len(text), mask)]


@pytest.mark.parametrize(
    ("lemma", "s", "past", "ing"),
    [
        ("reduce", "reduces", "reduced", "reducing"),
        ("stop", "stops", "stopped", "stopping"),
        ("ease", "eases", "eased", "easing"),
        ("remedy", "remedies", "remedied", "remedying"),
        ("relax", "relaxes", "relaxed", "relaxing"),
        ("heal", "heals", "healed", "healing"),
        ("ward off", "wards off", "warded off", "warding off"),
        ("soothe", "soothes", "soothed", "soothing"),
        ("free", "frees", "freed", "freeing"),
    ],
)
def test_verbs_inflect_as_in_a_grammar(lemma: str, s: str, past: str, ing: str) -> None:
    forms = verb_forms(lemma)
    assert (forms["s"], forms["past"], forms["ing"]) == (s, past, ing)


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("berry", "berries"),
        ("rash", "rashes"),
        ("psychosis", "psychoses"),
        ("essay", "essays"),
        ("pill", "pills"),
    ],
)
def test_nouns_take_their_plural(noun: str, expected: str) -> None:
    assert plural(noun) == expected


def test_hyphen_apostrophe_case_and_space_are_one() -> None:
    assert found("Green-Tea, CROHN’S disease, GREEN TEA") == ["Green-Tea", "CROHN’S disease", "GREEN TEA"]


def test_only_whole_words_match() -> None:
    assert found("steak and hearty teams") == []


def test_a_phrase_does_not_cross_punctuation() -> None:
    assert found("a green, tea-coloured cup; heart. Failure came") == ["tea", "heart"]


def test_the_longest_of_a_class_wins_and_other_classes_stay() -> None:
    text = "heart failure and green tea"
    assert found(text) == ["heart failure", "heart", "green tea"]
    assert found(text, "condition") == ["heart failure"]


def test_a_class_stands_for_all_below_it() -> None:
    assert LEXICON.bits("intervention") == LEXICON.bits("intervention.food") != 0
    assert LEXICON.bits("inter") == 0


def test_entries_know_lemma_and_form() -> None:
    entry = LEXICON.find("cutting")
    assert (LEXICON.lemma(entry), LEXICON.forms(entry)) == ("cut", frozenset({"ing"}))


def test_the_last_term_before_an_offset() -> None:
    text = "Green tea is nice. Berries too. It reduces"
    term = Terms(text, LEXICON).preceding(text.index("It"), LEXICON.bits("intervention"), 0)
    assert term is not None
    assert text[term.start : term.end] == "Berries"


@pytest.mark.parametrize(
    "file",
    [
        {"lexicon": "x", "entries": ["a"]},
        {"lexicon": "x", "class": "y", "entries": ["..."]},
        {"lexicon": "x", "class": "y", "entries": [3]},
        {"lexicon": "x", "class": "y", "entries": ["a\tb"]},
        {"lexicon": "x", "class": "y", "inflect": "adverb", "entries": ["a"]},
        {"lexicon": "x", "class": "y", "entries": [{"term": "a", "forms": "b"}]},
    ],
)
def test_a_bad_file_is_named(file: dict[str, object]) -> None:
    with pytest.raises(LexiconError, match="lexicon x"):
        Lexicon.build([file])


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="gren tas,.-’İé\n", max_size=60))
def test_terms_lie_in_the_text_at_word_boundaries(text: str) -> None:
    for term in Terms(text, LEXICON).within(0, len(text)):
        folded = f" {fold(text)} "
        assert folded[term.start] == " "
        assert folded[term.end + 1] == " "
        assert fold(text[term.start : term.end]).split() == LEXICON.keys[term.entry].split()
