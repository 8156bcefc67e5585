"""Sentence ends: abbreviations, decimals, units, initials and reference marks of every style."""

import itertools
import timeit

import pytest

from healthlint.language.sentences import split


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text, [0])]


@pytest.mark.parametrize(
    "text",
    [
        "Give 0.5 mg. twice a day.|Then rest.",
        "Dr. Amara Obi saw her.|She felt well.",
        "It eased pain (e.g. in the knee) for most.|Others saw none.",
        "Nausea vs. vomiting was rare.|Rash was not.",
        "Obi et al. (2019) saw none.|Later work did.",
        "Few drugs have worked so far.1|But one may.",
        "The scale fell by a third.3,4|Nobody knows why.",
        "It slowed the loss.[2]|The rest did not.",
        "It slowed the loss.¹²|The rest did not.",
        "“It worked.”|She smiled.",
        "Does it help?|No.",
        "Take vitamin C.|It is cheap.",
        "They tested hepatitis B.|Some had it.",
        "J. R. Moreno led the trial.|It ended early.",
        "About 3.5 million people have it.|Most do not know.",
        "It reached the U.S. market in May.|Sales rose.",
        "It was sold in the U.S.|The company left in June.",
        "Rice, oats, etc. are fine.|Avoid rye.",
        "Avoid rye, barley, etc.|The rest is fine.",
        "See Fig. 2 for details.|It is plain.",
        "Was it safe?!|Nobody asked.",
        "The answer is no.|It never was.",
        "Seen on Jan. 5 by a nurse.|Then lost.",
        "Take i.v. fluids only in hospital.|Drink at home.",
        "Wait... then breathe.|Rest.",
        # Diseases and units in capitals are no titles.
        "Yoga may ease life with MS.|Garlic melts fat.",
        "Ms. Okoro walks daily.|MS has not stopped her.",
        "Some men live with ED.|Ginseng is sold to them.",
        "Lungs suffer in CF.|Salt is lost too.",
        "WHAT MR. LUND DID NEXT.|IT HELPED.",
        "Tests for MS.|Those for ALS.|Nothing more.",
        "Ask your Dr.|If it hurts, rest.",
        "Ask Dr. No about it.|He knows.",
        # Hours, units and measures.
        "Take it at 8 p.m.|The rest can wait.",
        "It closed at 5 p.m.|Ginger was sold out.",
        "Come at 9 a.m. Monday.|Bring water.",
        "Call before 6 p.m. Eastern time.|Lines are busy.",
        "Hold for 10 min.|Breathe out.",
        "Do at most one rep.|Turmeric needs none.",
        "The wound was 3 cm.|Honey was put on it.",
        "She grew to 5 ft.|Milk had no part in it.",
        "It froze at 2 C.|Yeast slept.",
        "Doses of 2.5 mg vs. 7.5 mg differed.|Risks did not.",
        "One pill b.i.d.|Rest well.",
        # Numbers, figures and list marks.
        "The answer was no.|Garlic cures no cold.",
        "Item No. 7 failed.|Item No. K12 did not.",
        "See Figs. 2 and 3.|They are small.",
        "Try two figs.|Dates are sweeter.",
        "Look at Fig. B for more.|It is blue.",
        "As Fig.2 Panel A shows, it fell.|So did hope.",
        "1. Rest your knee.|2. Cool it.",
        "a. Rest your knee.|Cool it.",
        "iv. Wrap it well.|Then wait.",
        "2.1. Methods of care.|They vary.",
        # Initials and other letters.
        "J.-P. Morandi led it.|Nobody followed.",
        "It is rich in vitamin K.|Kale is green.",
        "He had hepatitis C.|Liver tests were high.",
        "Swabs grew E. Coli twice.|Both were mild.",
        "Her blood was of type B.|Nora gave hers.",
        "She chose St. John's wort.|Sleep came.",
        "They live on Elm St.|The air is clean.",
        "It works, e. g. Thyme tea does.|Mint too.",
        "The levels fell.|mRNA was found.",
        "Soap changes skin.|pH rises.",
        # Reference marks.
        "It spread with COVID-19.4|The rest is known.",
        "Code G41.8 (Other fits) was used.|It is old.",
        "They had ALS.3|Two died.",
        "“It eased my pain.”5|Nobody checked.",
        "It dulls pain.(6,7)|How is unknown.",
        "The loss was 6.12 points.|It is small.",
        "It fell by 12%.8,9|Others saw a rise.",
        # Brackets, quotes and ellipses.
        "(It helped some.)|Others left.",
        "She asked “why?” and left.|Nobody knew.",
        "He had a plan (i.e. Rest, ice and sleep).|It held.",
        "They slept (approx. Nine hours).|Then ate.",
        "Walk, swim, etc.|Ginger is not needed.",
        "It may… perhaps … help.|We shall see.",
        "Sleep more...|Turmeric can wait.",
    ],
)
def test_cuts_only_at_the_bar(text: str) -> None:
    expected = text.split("|")
    assert cut(" ".join(expected)) == expected


def test_a_hard_break_always_ends_a_sentence() -> None:
    assert cut("Better sleep\nLess pain\n\nMore energy") == ["Better sleep", "Less pain", "More energy"]


def test_spans_know_their_block() -> None:
    text = "One. Two.\nThree."
    assert [span.block for span in split(text, [0, 10])] == [0, 0, 1]


def test_nothing_is_lost_and_nothing_overlaps() -> None:
    text = "A.  B c? D (e.g. f). G.1 H\nI"
    spans = split(text, [0])
    covered = "".join(text[span.start : span.end] for span in spans)
    assert covered.replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "unit",
    [
        "a. ",
        "Fig.1 ",
        "!",
        ".¹",
        ".[1]",
        ".[1,",
        "e.g. (",
        "(“[",
        "Dr. ",
        "x.1,2",
        "J.-",
        "no. A ",
        "\n \n",
        " .",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(times: int) -> float:
        text = unit * times
        return min(timeit.repeat(lambda: split(text, [0]), number=1, repeat=3))

    seconds(100)
    assert seconds(16_000) < 40 * seconds(1_600) + 0.02


def test_text_without_full_stops_is_cut_between_words() -> None:
    text = "turmeric and ginger " * 500
    spans = split(text, [0])
    assert " ".join(text[span.start : span.end] for span in spans) == text.strip()
    assert max(span.end - span.start for span in spans) <= 2000


def test_a_word_of_any_length_is_cut() -> None:
    text = "x" * 5000
    assert "".join(text[span.start : span.end] for span in split(text, [0])) == text
