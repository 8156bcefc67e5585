"""Numbers that look like statistics and are none: supposed, set, portioned, private, of a biography; and their like."""

from __future__ import annotations

import pytest

from healthlint import Linter

EXCUSED = (
    # Supposed, and figures of speech.
    "If 10% of your colleagues call in sick, the ward still has to run.",
    "What if half of the nurses stayed at home?",
    "Say you have 1,000 cells and 20% of them carry the mark.",
    "Let's say 40% of the bakers cough.",
    "Assume a test finds 90% of the cases.",
    "If your risk is 2%, do not lose sleep over it.",
    "These figures are purely theoretical: 30% of the cells divide, 70% rest.",
    "Take a made-up example in which 60% of bakers cough.",
    "Say there are 500 bakers. Of these, 20% would cough.",
    "Hypothetically, 80% of the patients could go home.",
    "She was 100% committed to her training.",
    "I am 100% behind the nurses.",
    "No test is 100% accurate.",
    "The disk is 100% full.",
    "The clinic is run 100% by volunteers.",
    "100% Guaranteed To Work",
    "The label promises 100% homeopathic ingredients.",
    "If 8 out of 10 people said yes, that would be 80%.",
    # How apparatus is set.
    "Walk on the treadmill at a 10% incline.",
    "Incline: 6%",
    "Turn the screen brightness down to 30%.",
    "At 40% brightness the lamp lasts longer.",
    "Set the laser to 60% power.",
    "Run the fan at 70% speed.",
    "Climb a 12% grade for a minute.",
    "Lower the screen to 20% after sunset.",
    # Biographies.
    "She has published more than 120 papers.",
    "He has fifty eight published research papers.",
    "Dr. Ann Lind has treated over 3,000 patients.",
    "Tom Marsh is the author of 45 articles on sleep.",
    "She has over 200 publications to her name.",
    "In my career I have seen more than 10,000 patients.",
    "She has trained 400 nurses.",
    # The writer's own readings.
    "My scale said 31% body fat.",
    "I lost 12 pounds in a month.",
    "My resting pulse dropped by 8 beats per minute.",
    "My sleep score improved by 15%.",
    "I slept an average of 7 hours.",
    "My watch says my recovery is at 64%.",
    "My A1c fell from 9.1 to 6.4 points.",
    # The plate and the day's food.
    "Vegetables should fill half of the plate.",
    "Half of your plate is for vegetables, a quarter of it for grains.",
    "Keep added sugar below 10% of daily calories.",
    "Aim to get 30% of your calories from protein.",
    "Two thirds of every meal should be plants.",
    "Eat until you are 80% full.",
    # Inheritance, and how a fraction is read.
    "Each child has a 50% chance of inheriting the gene.",
    "When both parents are carriers, each child has a 25% (1 in 4) chance to be affected.",
    "A carrier has a 50 percent chance of passing the mutation on to a son.",
    "The chance that a daughter will inherit the altered copy is one in two.",
    "A risk of 1 in 100 means that one person of a hundred is affected.",
    "“Common” here means that between 1% and 10% of users notice it.",
)

STATED = (
    # Facts beside an "if", and shares of everybody.
    "If you smoke, you are 50% more likely to cough.",
    "If you are one of the 30% of adults who lie awake, get up.",
    "Say goodbye to 90% of wrinkles.",
    "In the trial, 100% of the bakers recovered.",
    "The response rate was 100%.",
    "The cure rate was not 100% but 62%.",
    "The drug gave 100% protection.",
    "Fever 100% Low mood 90% Headache 40%",
    "Suppose you smoke.\n\nAbout 30% of adults smoke.",
    # What the body has is not set.
    "Lung volume fell by 20%.",
    "Brain volume is 12% smaller in drinkers.",
    "Walking at an incline burns 60% more fat.",
    "About 30% of screens carry germs.",
    # The age at which people are found to be ill.
    "Most cases are caught at around 66.",
    "Women are often diagnosed at about age 34.",
    # Research and everybody's patients.
    "Researchers have published over 500 studies on ginger.",
    "More than 3,000 papers have been written on it.",
    "Trusted by over 50,000 patients.",
    "The trial treated 240 patients.",
    "My doctor told me that 40% of patients stop.",
    "I was told 9 in 10 women recover.",
    "I read that 70% of adults sleep badly.",
    "In my practice, 80% of the patients sleep better.",
    "My sister is one of the 15% of women with migraine.",
    # What people eat, and what carriers die of.
    "Adults get 60% of their calories from snacks.",
    "In total, 61% of the meal provision arm stayed.",
    "Half of all meals are eaten alone.",
    "Women with the mutation have a 75% chance of breast cancer.",
    "Children of smokers have a 50% higher risk of asthma.",
    "The rise to 40% means that 12 million people have diabetes.",
    "This means that 30% of adults are tired.",
)


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


def numbers(linter: Linter, text: str) -> list[str]:
    """What is said of the numbers of a text."""
    return [
        text[found.start : found.end]
        for found in linter.lint_text(text, "x.md")
        if found.rule == "unreferenced-number"
    ]


@pytest.mark.parametrize("text", EXCUSED)
def test_what_nobody_found_needs_no_source(linter: Linter, text: str) -> None:
    assert numbers(linter, text) == []


@pytest.mark.parametrize("text", STATED)
def test_what_somebody_found_needs_one(linter: Linter, text: str) -> None:
    assert len(numbers(linter, text)) == 1


def test_sample_sizes_at_the_head_of_a_table_need_none(linter: Linter) -> None:
    table = "| | Ginger (n = 24) | Tea (n = 26) |\n|---|---|---|\n| Age | old | young |\n"
    assert numbers(linter, table) == []


def test_what_the_cells_of_a_table_state_needs_one(linter: Linter) -> None:
    table = "| | Ginger (n = 24) | Tea (n = 26) |\n|---|---|---|\n| Slept | 40% | 60% |\n"
    assert numbers(linter, table) == ["40%"]
