"""Assertion scopes: cues hold for their clause, and only for it."""

import pytest

from healthlint import annotate


def over(text: str, words: str) -> frozenset[str]:
    """What holds for `words` in a text of one sentence."""
    document = annotate(text, "x.txt")
    start = document.prose.index(words)
    return document.assertions.at(document.sentence_at(start), start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Fennel tea may ease bloating.", "ease", "hedged"),
        ("Fennel tea might ease bloating and calm the stomach.", "calm", "hedged"),
        ("It appears that fennel eases bloating.", "eases", "hedged"),
        ("Fennel does not ease bloating.", "ease", "negated"),
        ("Nobody has found that fennel cures colic, nor that it harms.", "harms", "negated"),
        ("Does fennel ease bloating?", "ease", "question"),
        ("If fennel eases bloating, drink it warm.", "eases", "conditional"),
        ("The trial aims to show that fennel eases bloating.", "eases", "aim"),
        ("Fennel is used to treat colic.", "treat", "use"),
        ("In mice, fennel calmed the gut.", "calmed", "limited"),
        ("Fennel calmed the gut in vitro.", "calmed", "limited"),
        ("Fennel is linked to better sleep.", "better sleep", "associated"),
        ("She said “fennel cured my colic” twice.", "cured", "quoted"),
        ("Fennel can ease bloating.", "ease", "able"),
        ("Fennel tends to ease bloating.", "ease", "weak"),
        ("Whether fennel eases bloating is unclear.", "eases", "hedged"),
    ],
)
def test_a_cue_holds_over_its_words(text: str, words: str, kind: str) -> None:
    assert kind in over(text, words)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Fennel may taste odd, but it eases bloating.", "eases", "hedged"),
        ("Fennel is not new; it eases bloating.", "eases", "negated"),
        ("If you like it, fennel eases bloating.", "eases", "conditional"),
        ("Fennel may taste odd and lowers stress.", "lowers", "hedged"),
        ("Fennel is used to treat colic and it lowers stress.", "lowers", "use"),
        ("Fennel not only eases bloating.", "eases", "negated"),
        ("Plasma NO eased the vessels.", "eased", "negated"),
        ("Since we can not change our genes, fennel eases bloating.", "eases", "negated"),
        ("Though I might be slow to try it, she’s finding that fennel eases bloating.", "eases", "hedged"),
    ],
)
def test_a_cue_ends_where_its_clause_does(text: str, words: str, kind: str) -> None:
    assert kind not in over(text, words)


def test_a_plain_statement_is_affirmed() -> None:
    assert over("Fennel eases bloating.", "eases") == {"affirmed"}


def test_sentences_give_the_union_over_their_clauses() -> None:
    sentence = annotate("Fennel may ease gas, but it does not cure colic.", "x.txt").sentences[0]
    assert {"hedged", "negated"} <= sentence.assertions


def test_a_clause_that_states_flatly_counts_beside_a_hedged_one() -> None:
    sentence = annotate("Fennel may cause reflux, but fennel seeds lower cholesterol.", "x.txt").sentences[0]
    assert sentence.assertions == {"hedged", "affirmed"}
