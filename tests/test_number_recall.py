"""Statistics in the wordings of news desks, wellness pages and leaflets, and what only looks like them."""

from __future__ import annotations

import pytest
from number_helpers import statistics

STATISTICS = (
    "Better than nine in ten get well.",
    "Eight of every hundred newborns are affected.",
    "Hardly 5% get help.",
    "Slightly more than a third agree.",
    "Anywhere from 20% to 60% of users feel sick.",
    "Two-thirds to three-quarters get better.",
    "½ of the patients felt worse.",
    "≈40% of adults report them.",
    "Over 40 million Europeans report headaches.",
    "Some 2 crore people have it.",
    "It hits 1 person per 100,000 a year.",
    "It's found in 1 out of 36 children.",
    "Nearly all strokes (80%+) could be prevented.",
    "Tea drinkers were a fifth less likely to have a stroke.",
    "Drinking tea shaved 20 per cent off the risk.",
    "Each extra hour of sleep cut the risk by 9%.",
    "Pain fell from 7 out of 10 to 3 out of 10.",
    "Hospital stays were two days shorter.",
    "Waiting times average 14 weeks.",
    "Obesity adds $1,400 to yearly bills.",
    "Supplement sales hit $50bn.",
    "There is one doctor for every 10,000 people.",
    "Half of the risk is inherited.",
    "Genes account for about half of it.",
    "The heritability is 0.8.",
    "The test has a sensitivity of 0.92.",
    "Kappa was 0.6.",
    "The pooled estimate was 0.78 (0.66-0.91).",
    "Seven out of eight studies agreed.",
    "The outbreak sickened at least 412 people in 12 states.",
    "Hospital beds were 96% full.",
    "Only 44% of two-year-olds are up to date.",
    "Sleep quality was 30% better than before.",
    "Americans eat 130 pounds of sugar a year.",
    "Nurses walk 4 to 5 miles per shift.",
    "The drug's price jumped from $13 to $750.",
    "Copays range from $10 to $75.",
    "Sugar intake is triple the limit.",
    "Snacks supply a quarter of the calories we eat.",
    "Suicide claims a life every 40 seconds.",
    "Half respond to the first drug.",
    "Only a third reach remission.",
    "Remission lasted 14 weeks.",
    "The women's group told 412 bakers to stop.",
    '> About 40% of bakers said "no".',
)

NONE = (
    "Eat until you are 80% full.",
    "- Stop at 80% full",
    "The child has a half chance of inheriting the gene: 50% of the daughters inherit it, if the mother is a carrier.",
    "Add 2 cups to the pan.",
    "This adds $4 to the price of a shirt.",
    "People should walk 3 miles a day.",
    "Adults who walk 3 miles a day need no gym.",
    "Children drink 2 cups of milk.",
    "Okafor and her colleagues followed 412 bakers for ten years.",
    "Dr. G.R. Okafor looked at 500 patients who wore masks.",
    "For the study, Lindqvist's team asked 40 doctors about sleep.",
    '> "We bakers sneeze 150 times a day and nobody cares."',
    "The oil (65% medium chain triglycerides) is clear.",
    "Use eye drops 1% at night.",
)


@pytest.mark.parametrize("text", STATISTICS)
def test_a_statistic_is_known_in_this_wording(text: str) -> None:
    assert len(statistics(f"# Bread\n\nIt feeds.\n\n{text}\n")) == 1


@pytest.mark.parametrize("text", NONE)
def test_what_looks_like_one_is_none(text: str) -> None:
    assert statistics(f"# Bread\n\nIt feeds.\n\n{text}\n") == []
