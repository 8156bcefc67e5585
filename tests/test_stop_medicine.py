"""Who is told to stop a medicine: readers, by an order or by leave, and nobody else."""

from __future__ import annotations

import pytest
from rule_helpers import RULES, read_rule, run_rules

from healthlint.finding import Finding

TOLD_TO_STOP = (
    "Stop taking your methotrexate.",
    "Quit your tamoxifen today.",
    "Ditch your Humira.",
    "Come off your levetiracetam.",
    "Leave out your beta blockers.",
    "Throw away your inhaler.",
    "Just stop your lisinopril and eat celery.",
    "After two weeks you can drop your metformin.",
    "Stop statins now!",
    "Discontinue your warfarin and use ginger.",
    "Get rid of your Ventolin.",
    "Say goodbye to your antidepressants.",
    "You should come off prednisone and rest.",
    "If your mood is good, stop taking sertraline.",
    "It is safe to stop your blood pressure medication.",
    "Start stretching and throw away your Ozempic.",
    "You can do without your pills.",
    "1. Stop taking Prozac.",
    "Try ditching your Nexium for a week.",
    "Let's quit insulin together.",
    "You could skip your apixaban on busy days.",
    "Cut out the beta-blockers first.",
    "So flush your Xanax.",
)

SILENT = (
    "Do not stop taking your methotrexate.",
    "Never quit your tamoxifen without your oncologist.",
    "Stop taking it and call your doctor if you get a rash.",
    "Stop taking ibuprofen and get medical help if you see black stools.",
    "Ask your doctor whether you can stop taking your statins.",
    "If your doctor agrees, stop taking warfarin.",
    "Quit smoking with varenicline.",
    "Quit drinking.",
    "Stop eating bread.",
    "Stop taking fish oil two weeks before surgery.",
    "Patients stopped taking warfarin on day 3.",
    "Volunteers had to stop taking metformin for a week.",
    "Should you stop taking Humira?",
    "Why do people come off levetiracetam?",
    "She threw away her inhaler.",
    "Some people give up insulin because of cost.",
    "You cannot stop taking prednisone at once.",
    "People who quit heroin need help.",
    "Stop worrying about statins.",
    "You may stop vaping.",
    "Drop by for your vaccine and medicine.",
    "Skip the missed dose of your tablets.",
    "Many say that they quit their antidepressants.",
    "The body can lose insulin.",
    "You must not drop your inhaler dose.",
    "Stop the pain with aspirin.",
    "Drugs that stop HIV are antivirals.",
    "It may stop insulin from working.",
    "You can stop migraines with triptans.",
    "You can get off the couch: take aspirin later.",
    "Lose weight: metformin may help.",
    "Come off the bike.",
    "Avoid ibuprofen.",
    "Discard the pen after 28 days: insulin spoils.",
    "Throw away the inhaler when the counter shows 0.",
    "The company will discontinue Lantus.",
    "Your doctor will stop your methotrexate.",
    "Discontinue warfarin and digoxin once levels are back.",
    "| Problem | Action |\n| --- | --- |\n| High levels | Stop lithium |\n",
)


def findings(text: str) -> list[Finding]:
    rule = read_rule(RULES / "core" / "stop-medicine-directive.yaml")
    return run_rules(text, [rule], "example.md").findings


@pytest.mark.parametrize("text", TOLD_TO_STOP)
def test_readers_told_to_stop_a_medicine(text: str) -> None:
    assert len(findings(text)) == 1


@pytest.mark.parametrize("text", SILENT)
def test_what_tells_readers_to_stop_no_medicine(text: str) -> None:
    assert findings(text) == []


def test_the_words_for_medicines_in_general_are_reported_with_the_verb() -> None:
    assert [finding.text for finding in findings("Rest well. Ditch your old tablets!")] == [
        "Ditch your old tablets"
    ]


def test_a_medicine_that_the_lexicon_knows_is_reported_by_its_name() -> None:
    assert [finding.text for finding in findings("Rest well. Ditch your old Humira!")] == ["Humira"]
