"""What a word of denial denies, and what stands although one is in the sentence."""

from __future__ import annotations

import pytest

from healthlint import Linter, annotate

#: Text, and words of it that nothing denies.
STATED = (
    # An answer.
    ("No, nettle tea is gentle and eases cramps.", "eases"),
    # More than that.
    ("It isn't just sleep that eases migraines.", "eases"),
    ("Barley doesn't only fill you up, it lowers cholesterol.", "fill"),
    ("Cold baths don't merely wake you, they lift your mood.", "wake"),
    ("It is not simply a drink that quenches thirst.", "quenches"),
    # Nothing is better.
    ("Nothing clears a blocked nose faster.", "clears"),
    ("Nothing eases a sore throat like sage.", "eases"),
    ("For sore feet nothing works as well as a salt bath.", "works"),
    ("My knees have never felt better.", "felt better"),
    ("I have never slept so well since I began with magnesium.", "slept"),
    ("No other remedy relieves cramps as fast.", "relieves"),
    ("There is no gentler way to calm a colicky baby.", "calm"),
    # A denial of a denial, or of a few.
    ("Only a handful of clients did not notice an improvement.", "improvement"),
    ("Only a few of our patients have not improved.", "improved"),
    ("Rarely have I seen a patient who did not feel better.", "feel better"),
    ("There's hardly a headache that peppermint does not relieve.", "relieve"),
    ("Not one woman who came to the class did not sleep better.", "sleep better"),
    # The clause is over.
    ("It never stings and is perfectly safe.", "safe"),
    ("It costs nothing, has no side effects and eases cramps.", "eases"),
    ("The balm contains no alcohol, does not burn and is safe.", "safe"),
    ("Ten pills did nothing, and after two massages the pain was gone.", "gone"),
    ("There were no new warts and the old ones were smaller.", "smaller"),
    ("Not smoking has cured my cough.", "cured"),
    ("My aunt, who had not slept for weeks, recovered within days.", "recovered"),
)

#: Text, and words of it that are denied.
DENIED = (
    ("No remedy, old or new, cures a cold.", "cures"),
    ("It isn't sleep that eases migraines.", "eases"),
    ("You can't simply cure asthma with honey.", "cure"),
    ("Nothing made my knee better.", "better"),
    ("Nothing eases the itch.", "eases"),
    ("Nothing gets rid of warts faster than a wart gets rid of itself.", "rid"),
    ("The knees never felt warm.", "warm"),
    ("No better treatment than a sham relieves cramps.", "relieves"),
    ("No other symptom improved.", "improved"),
    ("Many clients did not notice an improvement.", "improvement"),
    ("I rarely feel better after a massage.", "feel better"),
    ("Few clients feel better, and many do not sleep.", "sleep"),
    ("Ginger does not relieve nausea, cramps or wind.", "cramps"),
    ("Ginger does not relieve nausea and is not safe.", "safe"),
    ("No remedy has been tested and is safe.", "safe"),
    ("It has not been shown to relieve pain and lower fever.", "lower"),
)


def is_denied(text: str, piece: str) -> bool:
    document = annotate(text, "x.txt")
    start = document.prose.index(piece)
    return not document.assertions.at(0, start, start + len(piece)).isdisjoint({"negated", "slight"})


@pytest.mark.parametrize(("text", "piece"), STATED)
def test_what_no_denial_reaches(text: str, piece: str) -> None:
    assert not is_denied(text, piece)


@pytest.mark.parametrize(("text", "piece"), DENIED)
def test_what_is_denied(text: str, piece: str) -> None:
    assert is_denied(text, piece)


@pytest.mark.parametrize(
    ("text", "piece", "used"),
    [
        (
            "It has been used for burns for ages, and modern research proves that it heals wounds.",
            "heals",
            False,
        ),
        ("Rose oil is the first-line drug for acne, better than sulphur.", "better", False),
        ("Horsetail is used to heal wounds.", "heal", True),
        ("It has been used for burns and modern ways to heal wounds.", "heal", True),
    ],
)
def test_use_ends_where_praise_or_proof_begins(text: str, piece: str, used: bool) -> None:
    document = annotate(text, "x.txt")
    start = document.prose.index(piece)
    assert ("use" in document.assertions.at(0, start, start + len(piece))) is used


def test_use_that_is_part_of_praise_does_not_excuse() -> None:
    (claim,) = annotate("Elderberry is the best remedy for colds.", "x.txt").claims
    assert claim.guard != "a use"


@pytest.mark.parametrize(
    ("text", "guard"),
    [
        ("It activates the vagus nerve, lowers the heart rate and brings down cortisol.", ""),
        ("The liver filters the blood and removes toxins.", "physiology, not an intervention"),
    ],
)
def test_a_pronoun_is_a_whole_subject(text: str, guard: str) -> None:
    claims = [c for c in annotate(f"Nettle tea is a drink. {text}", "x.txt").claims if c.pattern == "verb"]
    assert {c.guard for c in claims if "physiology" in c.guard} == ({guard} if guard else set())
    assert claims


#: Nouns that say nothing by themselves.
@pytest.mark.parametrize(
    ("text", "predicates"),
    [
        ("Swimming has profound effects on mood.", ["effects"]),
        ("The new vaccine had a dramatic impact on cases of measles.", ["impact"]),
        ("I have had wonderful results with acupuncture.", ["results"]),
        ("Lovely changes in blood pressure come with yoga.", ["changes"]),
        ("Swimming has effects on mood.", []),
        ("The results of the survey are in the table.", []),
        ("Side effects of the tablets are common.", []),
    ],
)
def test_neutral_nouns_need_praise(text: str, predicates: list[str]) -> None:
    assert [c.predicate for c in annotate(text, "x.txt").claims] == predicates


@pytest.mark.parametrize(
    "text",
    [
        "Swimming may have profound effects on mood.",
        "Is there a dramatic impact of yoga on sleep?",
        "We hope for great results of the trial.",
        "The flood had a dramatic impact on the harvest.",
    ],
)
def test_praise_that_claims_nothing_is_silent(text: str) -> None:
    assert not [f for f in Linter().lint_text(text, "x.txt") if f.family == "efficacy"]
