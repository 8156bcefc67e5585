"""Numbers that an editor would leave: planned, defined, repeated from a title, of a name, of a shop, of a digest."""

from __future__ import annotations

import time

import pytest
from number_helpers import statistics

LEFT = (
    # A split of training, food or a mixture.
    "Aim for an 80/20 split: 80% steady rides, 20% sprints.",
    "- 70% easy miles, 30% hard miles",
    "The plan is simple: 75% plants, 25% everything else.",
    "The blend is 40% valerian and 60% hops.",
    "Paint it with a mix of 30% vinegar and 70% water.",
    "**Follow the 90/10 rule:**\n\n- 90% home cooking\n- 10% whatever you fancy",
    "## Weekly split\n\n- 60% rowing\n- 40% lifting",
    "**Bike settings:**\n\n- Begin with 4% resistance\n- Progress to 10-12%",
    # Orders to a body in training, a kitchen, a purse.
    "Progress to a 60% load after a month.",
    "Start with 40% of your one-rep max.",
    "Work up to 75% effort by week four.",
    "Run at 65% of your maximum heart rate.",
    "Increase leafy greens to 40% of your diet.",
    "Spend 10% of your training on balance.",
    "Give at least 5% of your income to a cause you love.",
    "Half of our budget goes to rent.",
    # A pace.
    "A sustainable pace is 1 lb a week.",
    "Aim to lose 0.5 kg per week.",
    "To lose 2 lb a week, eat a little less.",
    "Safe weight loss is 1-2 pounds per week.",
    "- Pace of loss: 1-2% of body weight a week",
    # When something comes.
    "Strength gains: 6-8 weeks",
    "Visible improvement: 10-14 days",
    "Increase by 10 minutes each week.",
    # Lines drawn.
    "Slightly elevated: 1-2%",
    "Very low: under 5%",
    "Normal (>40% of predicted)",
    "Values below 12% are considered normal.",
    "A coefficient under 30% is regarded as good.",
    "Scores above 85% are deemed acceptable.",
    "Anything under 88% needs a call to the ward.",
    "Response is defined as a fall in the score of at least 50%.",
    "Remission was defined as a drop of 70% or more and no fever.",
    "A burn counts as major when it covers more than a tenth of the skin.",
    "The cut-off for a positive test is 20%.",
    "The diagnosis needs two of four criteria.",
    "At least 3 of 5 features must be present.",
    "Stop the drug when the enzymes are over three times the upper limit of normal.",
    # Titles of other pages.
    "- [Bakers cough 40% more in winter, a new survey says](/posts/bakers-cough)",
    "- [Why 1 in 3 nurses sleeps badly on night shifts](/posts/nurses)",
    "[Half of all millers wear no mask, and it shows](/posts/millers)",
    "- [Walking lowers the risk of falls by 30 percent in two weeks](/walk) with a table",
    # Names.
    "Recommended apps:\n\n- Calm Water\n- Five Percent Braver\n- Headroom",
    "Choose the profile called Half Night in the menu.",
    # Shops.
    "The app costs about $6.",
    "The paperback costs $18 and ships worldwide.",
    "You will get a free blood test (worth £30).",
    "The guide is yours for only $49 plus shipping.",
    "To save more than 25% on your purchase, sign up.",
    "100% Secure Checkout",
    # Aims, extracts, strengths.
    "The aim of the second part of this long project is twofold.",
    "It is a tenfold concentrated extract.",
    "The gel had no effect at 2%.",
    "It was tested at 0.5% and 1%.",
    "The cream works best at 3%.",
    "Double your energy today!",
    # One's own.
    "My mother's scores went from 40 to 70 points.",
    "My daughter’s markers had fallen from 900 to 200.",
    "I stepped on the scale and shuddered. Over 30%!",
    "That is 10% of how much my brother eats.",
    # What goes on about a source named in the paragraph.
    "Dr. Lena Okafor of Harbour Clinic studied bakers. The patients wore masks. In these men, sneezing fell by 40%.",
    "A trial of masks appeared [in 2019](https://www.nejm.org/a1). Of those, 40% sneezed.",
    "The Flour Study followed bakers. It compared masks in 412 people.",
    # Tables of needs, ranges and scores.
    "| Age | Sleep need | Deep sleep |\n|---|---|---|\n| adults | 8 hours | 15-20% |",
    "| Zone | % of max HR |\n|---|---|\n| easy | 60-70% |",
    "| Score | Risk of a fall |\n|---|---|\n| 0-2 | 4% |\n| 3-5 | 12% |",
    "| Test | Normal range |\n|---|---|\n| cells | 20-40% |",
    "| Check | Target |\n|---|---|\n| grip | 30% better than at the first visit |",
    # Wishes and clauses that order.
    "It suits people who wish to lose 5% of their weight in a month.",
    "Split the dose by four (increase the total by 20% if it is taken at night).",
    "Leave at least 30% of storage free on the meter.",
    "Our hospital network serves nearly 2 million people.",
    # Meals that are skipped are no portion, meals that are laid out are.
    "Half of each lunch should be greens.",
    # Devices.
    "Set a 30% max limit in the menu.",
    "The pump will not go above 3x the highest basal rate in your profile.",
    "Our clinic serves over 12,000 patients a year.",
    "## Change log\n\n- Score 48/50 (96%) after review",
    # Quotations whose lead-in has the source.
    "The [society](https://www.nejm.org/a1) writes:\n\n> About 40% of bakers cough. Half of them sneeze.",
)

REPORTED = (
    "About 80% of users lost weight.",
    "Half of patients relapse.",
    "The cost of the procedure is $4,000.",
    "In the survey 70% slept well and 30% did not.",
    "Some 60% of cases are mild and 40% are severe.",
    "- 70% of patients",
    "- 40% lower risk of falls",
    "- 85% survival at five years",
    "Men make up 30% of patients, women 70%.",
    "Participants: 60% women, 40% men",
    "**Follow the 90/10 rule:**\n\n- 90% of patients do well",
    "Patients lost 1 lb a week.",
    "Users lost 4 kg in a month.",
    "The diet led to a weight loss of 6 kg.",
    "The drug reduces relapses by 40%.",
    "Increased survival by 6 months.",
    "Diabetes, defined as a high fasting glucose, affects 11% of adults.",
    "The syndrome is defined as a cough and affects 5% of bakers.",
    "About 30% of patients are considered cured.",
    "Levels above 20% were found in 40% of bakers.",
    "Only 2 of 5 patients recover.",
    "Three of four nurses sleep badly.",
    "Smokers have three times the normal risk of a cough.",
    "Normal weight is found in only 30% of adults.",
    "[Walk more](/walk), since walking lowers the risk of falls by 30 percent.",
    "- [Walking](/walk) lowers the risk of falls by 30 percent",
    "Ten percent of bakers cough.",
    "### Half of Bakers Cough",
    "A scan costs $900.",
    "The drug costs $1,200 a month.",
    "A month of treatment costs around $300 at the pharmacy.",
    "100% of the users were happy.",
    "The risk shows a twofold increase.",
    "The effect was 30% stronger at night.",
    "The treatment works in 60% of cases.",
    "It is effective at reducing pain by 40%.",
    "Your risk of stroke is double that of others.",
    "The programme cut falls by 30%.",
    "About one in five phones carries germs.",
    "The pump failed in 12% of users.",
    "About 10% of our patients relapse.",
    "Around 20% of energy goes to the brain.",
    "Sensitivity: 96%",
    "Success rate: 80%",
    "Relapse rate (25-30%)",
    "> About 30% of bakers cough.",
    "Bakers write:\n\n> About 30% of us cough.",
    "Those who wished for a change lost 5% of their weight.",
    "The ward reports (see below) a rise of 20% in falls.",
    "| Check | Finding |\n|---|---|\n| grip | 30% better than at the first visit |",
    "We spend 90% of our time indoors.",
    "You lose 10% of your energy level after 50, studies of adults show.",
    "Sixty percent skip lunch.",
    "A quarter skip breakfast.",
    "Body fat decreased 3%.",
    "Fertility drops 50% after 37.",
    "Each year, 1 in 4 adults has a mental illness.",
    "- Deaths per year: 35,000",
    "- New cases in 2021: 1,200",
    "- Sample size: 140",
    "The hazard ratio came to 0.72.",
    "The typical adult sleeps 6.8 hours.",
    "Users slept an extra 37 minutes.",
    "Wounds closed four days sooner.",
    "The curve flattens at 7,000 steps.",
    "Okafor bakes. A new study found that 40% of bakers sneeze.",
    "A trial appeared [in 2019](https://www.nejm.org/a1). Bakers have noses. Some 40% of them sneeze.",
    "| Score | Sleep |\n|---|---|\n| 0-2 | 4% of adults slept badly, and many bakers |",
    "| Job | Cough |\n|---|---|\n| baker | 30% |",
)


@pytest.mark.parametrize("text", LEFT)
def test_what_an_editor_would_leave_is_not_shown(text: str) -> None:
    assert statistics(f"# Bread\n\nIt feeds.\n\n{text}\n") == []


@pytest.mark.parametrize("text", REPORTED)
def test_what_stands_beside_it_is_shown(text: str) -> None:
    assert len(statistics(f"# Bread\n\nIt feeds.\n\n{text}\n")) == 1


ABSTRACT = (
    "We followed 412 bakers for ten years.\n\nCough was twice as common in those who sieved (hazard ratio 2.1).\n\n"
    "In all, 34% of the bakers stopped.\n"
)
RECORDS = (
    "J Flour Med. 2019 Mar 5;12(3):101-9.",
    "Annals of Baking 2015; 8(2): 20-31",
    "Okafor L, Lind A. Cough in bakers. Flour Health. 2020;7:e12. doi: 10.5555/fh.12",
    "Occup Dust. 2012 Nov 27.",
    "International Journal of Dust, September 2013 Volume 5 Pages 20 - 31",
    "[Cough in bakers: a cohort study](https://doi.org/10.5555/fh.12)",
)


@pytest.mark.parametrize("record", RECORDS)
def test_the_abstract_below_a_record_has_its_source(record: str) -> None:
    assert (
        statistics(
            f"# Bakers cough\n\n## Cough in bakers: a cohort\n\n{record}\n\nOkafor L, Lind A.\n\n{ABSTRACT}"
        )
        == []
    )


@pytest.mark.parametrize("record", RECORDS)
def test_other_sections_need_their_own(record: str) -> None:
    text = f"# Bakers\n\n## A cohort\n\n{record}\n\n{ABSTRACT}\n## What it means\n\nFlour.\n\nSome 20% of us sneeze.\n"
    assert statistics(text) == ["20%"]


@pytest.mark.parametrize(
    "tail", ["PMID: 12345678", "Copyright © 2019 Flour Society. All rights reserved. PMID: 1234567"]
)
def test_the_abstract_above_its_identifiers_has_its_source(tail: str) -> None:
    assert statistics(f"# Cough in bakers\n\n{ABSTRACT}\n{tail}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "A 2019 paper (J Flour Med 2019;12:101) has news for us.",
        "Published on 3 March 2019.",
        "By Lena Okafor, baker since 2012.",
        "The paper appeared in Flour Health (doi:10.5555/fh.12).",
        "Our Journal is read in 2020 towns.",
    ],
)
def test_a_line_that_is_no_record_backs_nothing(line: str) -> None:
    assert len(statistics(f"# Bakers\n\n{line}\n\nThey cough.\n\nSome 34% of bakers stopped.\n")) == 1


def test_a_title_that_links_to_the_paper_backs_what_it_heads() -> None:
    text = "# News\n\n## [Cough in bakers](https://doi.org/10.5555/fh.12)\n\nThey bake.\n\nOf them, 34% stopped.\n"
    assert statistics(text) == []


def test_an_export_of_a_paper_reports_itself() -> None:
    text = (
        "BODY.METHODS.SIEVES:\nWe gave sieves to 412 bakers.\n\nBODY.RESULTS.COUGH:\nOf them, 34% stopped.\n\n"
        "BODY.SNEEZING:\nSneezing fell by 20%.\n\nBODY.DISCUSSION:\nSome 15% of millers cough.\n"
    )
    assert statistics(text) == ["15%"]


def test_labels_in_brackets_name_the_parts_of_an_abstract() -> None:
    text = (
        "[Purpose] To see whether masks help. [Subjects and Methods] Forty-two bakers wore masks. "
        "[Results] Sneezing fell by 30%. [Conclusion] Masks helped 80% of them.\n"
    )
    assert statistics(text) == []


def test_inference_in_a_paper_is_its_own_wherever_it_stands() -> None:
    text = (
        "ABSTRACT:\nSieves helped (p < 0.01) in both groups (n = 20).\n\n"
        "METHODS:\nWe gave sieves to 412 bakers.\n\nRESULTS:\nOf them, 34% stopped.\n"
    )
    assert statistics(text) == []


LONG = {
    "cells": "| Share | Note |\n|---|---|\n" + "| 30% easy | b |\n" * 12_000,
    "items": "- 80% easy\n" * 15_000,
    "sentences": "The patients lost 30% and they walked. " * 12_000,
    "quotations": "> a\n\n" + "> Half of us cough.\n>\n" * 12_000,
}


@pytest.mark.parametrize("name", LONG)
def test_only_what_stands_near_a_number_is_looked_at(name: str) -> None:
    """Looked at all the way back, each of these takes more than ten seconds; as it is, less than two."""
    began = time.process_time()
    statistics(LONG[name])
    assert time.process_time() - began < 6
