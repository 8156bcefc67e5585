"""Sentence ends: abbreviations, decimals, units, initials and reference marks of every style."""

import itertools

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
