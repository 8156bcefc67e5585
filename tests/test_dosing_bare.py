"""Doses that are bare numbers, beside what is not: the text around names the medicine."""

from __future__ import annotations

import pytest

from healthlint import Linter

TAKEN = (
    ("# Melatonin gummies\n\nFour a day is the maximum.\n", "Four"),
    ("# Melatonin gummies\n\nKids over 12 can have one daily.\n", "one"),
    ("# Melatonin gummies\n\nStarted with two, now down to 1 a night.\n", "1"),
    ("# Melatonin gummies\n\nI only need half.\n", "half"),
    ("# Melatonin gummies\n\nTook one the first night, two the second.\n", "one"),
    ("Our chewable tablets taste of mint. Adults: two with breakfast and one with dinner.", "two"),
    ("The tablets are small. I take two of these an hour before bed.", "two"),
    ("Ramelteon came next. She had eight of it at nine each evening.", "eight"),
    ("Sertraline suits her. She was told to take one and a half, three times.", "one and a half"),
    ("# Creatine\n\nI have been doing 5 a day for three months.\n", "5"),
    ("# Paracetamol tablets\n\nEight in 24 hours, no more.\n", "Eight"),
    ("Up to 1800 a day of gabapentin now.", "1800"),
    ("Mebendazole. One chewable tablet now, one in 14 days.", "One chewable tablet"),
    ("Mebendazole for those over two: 1 x 100 mg tablet, chewed.", "100 mg"),
    ("Warfarin 3 mane was continued.", "3"),
    (
        "The tonic is sweet: the children get a teaspoon each at breakfast, with their vitamin drops.",
        "a teaspoon",
    ),
)
NOT_TAKEN = (
    "# Melatonin gummies\n\nI bought two of these and gave one to my sister.\n",
    "# Melatonin gummies\n\nWe see eight of them each evening in the clinic.\n",
    "# Melatonin gummies\n\nShe wakes at three every night.\n",
    "# Nicotine patches\n\nHe smokes 20 a day.\n",
    "# Vitamin tablets\n\nFruit and vegetables: five a day.\n",
    "# Vitamin tablets\n\nEggs are cheap, and two a day are fine.\n",
    "# Sumatriptan\n\nAttacks fell from four a week to one a month.\n",
    "# Sumatriptan tablets\n\nDo ten push-ups, 3 times a day.\n",
    "# Sumatriptan tablets\n\nMost feel better within half a day.\n",
    "# Sumatriptan\n\nIt took two, maybe three, weeks.\n",
    "# Sumatriptan\n\nIt was studied in 2015 every year.\n",
    "# Sumatriptan\n\nThe ward opens at 8 every morning.\n",
    "# Creatine\n\nTake one step at a time.\n",
    "The choir meets daily. Four a day is the maximum.",
)


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


def doses(linter: Linter, text: str) -> list[str]:
    """What the dosing rules report of a text."""
    return [text[f.start : f.end] for f in linter.lint_text(text, "x.md") if f.family == "dosing"]


@pytest.mark.parametrize(("text", "count"), TAKEN)
def test_a_bare_number_of_what_is_named_before(linter: Linter, text: str, count: str) -> None:
    assert doses(linter, text)[0].startswith(count)


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_bare_numbers_of_something_else(linter: Linter, text: str) -> None:
    assert doses(linter, text) == []
