"""Doses in other guises: spoons, drops, counts, tiers, single doses; and amounts that a price, a pack or a food has."""

from __future__ import annotations

import pytest

from healthlint import Linter

DIRECTIVE = (
    # Where a drop, a tablet or a spoonful is put.
    "Put a drop of saline in each nostril.",
    "Place a tablet under the tongue.",
    "Dab a drop of the numbing oil on the gum.",
    "Pop two under the tongue and wait.",
    "Spray twice into each nostril.",
    "Toddlers can have half a gummy.",
    "Give her a spoonful of elderberry syrup when she coughs.",
    "A capful in the bath three times a week softens the skin.",
    "Lidocaine 1%: 2 ml into the outer thigh.",
    "# Cetirizine\n\nA child of 20 kg gets 5 ml.",
    "Spray six times on the calves before bed.",
    "Rub a drop, diluted in almond oil, into the sore spot.",
    "Use the second spray if breathing has not come back.",
    "One sachet a day in a glass of water.",
    "Two tablets before travel and one on each of the next three days.",
    "# Zinc\n\nZinc ointment calms the itch. Use 300 g a week and a little more in winter.",
    "# Kelp\n\n## How much\n\nStart with a teaspoon, because it is salty.",
    "Mix one drop of clove oil with a little almond oil twice a day.",
    "A depot injection is given every 12 weeks.",
    "Replace the nicotine patch every morning.",
    "Place the wafer on the tongue twice daily.",
    "Chew one aspirin and ring for help.",
    "Antacid chewables: 2 after each meal, 1 at bedtime.",
    "Cough pastilles: one every three waking hours.",
    "## Valerian\n\n### How much\n\nStir a level teaspoon into warm milk.",
    "## Psyllium\n\n### How much\n\nSimmer half a teaspoon in a cup of water.",
    "A thimbleful of the tonic before meals.",
    "Drink two cups of raspberry leaf tea a day.",
    "# Nettle\n\nNettle is a herb. Drink two cups a day between meals.",
    "A drop of castor oil once a week keeps lashes soft.",
    "Two teaspoons of cider vinegar in a glass of water before meals are enough.",
    # Foods that are taken as remedies, so often.
    "A tablespoon of honey before bed quietens a cough.",
    "Take 2 tablespoons of apple cider vinegar a day.",
    "Give her 15 ml of prune juice every morning.",
    # Fine units of a food, tiers, limits.
    "Start with 150 mg of dried mushrooms.",
    "# Kratom\n\n- Light: 1.5 g\n- Strong: 6 g",
    "Weigh the dose (0.2 g) on a fine scale.",
    "Increase insulin glargine by 2 U every three days.",
    "120 U every 12 weeks",
    "Dosing: 1 g per 10 kg every 6 h.",
    "Open one capsule onto a spoonful of yoghurt.",
    "Take no more than 2 in 24 hours.",
    "# Omega-3\n\n- Fish oil: 2 g\n",
    # Parts and multiples.
    "Double up on the vitamin C when you travel.",
    "Take three times the normal amount of zinc at the first sneeze.",
    # Vaccines.
    "Only a single dose of the yellow fever vaccine is needed.",
    "The first dose is given when the baby is 8 weeks old.",
    "Newborns have the hepatitis B vaccine at birth, 1 and 6 months.",
    "Children need another dose of the vaccine, or booster, at about age 5.",
    "| Vaccine | Schedule |\n| --- | --- |\n| HPV | single dose, age 12 |",
    # Needs in a list about food.
    "## Foods\n\n- Teenagers should include 1,300 mg of calcium in their diet every day.",
)

TOLD = (
    "Patients were loaded with clopidogrel 600 mg.",
    "The rats, fed a sugary diet, were given a leaf extract (15% yield) at 80 mg daily.",
    "The women were given 25 mL of coconut oil for eight weeks.",
    "# Walnuts\n\nIngestion of 2 g/kg harmed no mouse.",
    "Volunteers received 0.1% adapalene nightly.",
    "He chewed an aspirin on the stairs.",
    "Swallowing 14 aspirin tablets is an emergency.",
    "An overdose of 30 paracetamol damaged her liver.",
    "Patients on 10 mg lost no weight.",
    "gabapentin 300: slept like a log",
    "The pen was set to 6 U of insulin.",
    "The medic gave him two ibuprofen and a blanket.",
    "Doses over 15 g of creatine bring on loose stools.",
)

NONE = (
    # How long, not how often; how many, not how much.
    "Cortisone injections ease the pain for about a month.",
    "A third of adults swallow a sleeping pill each week.",
    "One in five takes a tablet every day.",
    # Prices and packs.
    "250 mg: $199.",
    "One applicator is $90 and most people need four.",
    "The clinic gave 300 shots a day in May.",
    "Lentils have more protein than two scoops of our powder.",
    "One vial is $80 and most clients buy two.",
    "A month's supply is $29 for 60 capsules.",
    "You get 90 gummies in a tub.",
    "There are 120 tablets, which lasts.",
    # What goes on from what is held.
    "A cup of cocoa has 12 mg of caffeine, a cola about 30 mg.",
    "100 g of beans contain 9 g of protein, 7 g of fibre and 2 mg of iron.",
    "A single walnut can have more than 5 mg.",
    "Two shots of espresso hold 120 mg of caffeine.",
    "Fasting glucose was 102 mg a decilitre.",
    # Diets and drinks.
    "A cut of 2 g a day would save lives.",
    "Trimming intake by a teaspoon a day lowers blood pressure.",
    "Salt: cutting intake by a teaspoon a day lowers blood pressure.",
    "Keep within 14 units a week.",
    "# Fibre\n\nDouble your intake overnight and you may regret it.",
    "# Protein\n\nThe advice is 0.8 g per kilo of body weight.",
    "Stir a tablespoon of honey into your porridge each morning.",
    "Garlic and 200 g of pasta make a meal every week.",
    # What only looks like one.
    "The trial enrolled 200 U.S. adults every month.",
    "In ibuprofen 12 signals were found.",
    "Use one on each shoulder strap.",
    "Put two under the stairs.",
    "Start with a spoonful of flour, then add an egg.",
    "Dab a drop of glue on the corner.",
    "# Flour\n\nUse 300 g a week and you will need a bigger tin.",
    "She put a drop of paint on the canvas.",
)


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


def dosing(linter: Linter, text: str) -> set[str]:
    """The dosing rules that speak of a text."""
    return {finding.rule for finding in linter.lint_text(text, "x.md") if finding.family == "dosing"}


@pytest.mark.parametrize("text", DIRECTIVE)
def test_directions_in_other_guises(linter: Linter, text: str) -> None:
    assert dosing(linter, text) == {"dosing-directive"}


@pytest.mark.parametrize("text", TOLD)
def test_doses_told_in_other_guises(linter: Linter, text: str) -> None:
    assert dosing(linter, text) == {"dosing-statement"}


@pytest.mark.parametrize("text", NONE)
def test_amounts_that_are_no_doses(linter: Linter, text: str) -> None:
    assert dosing(linter, text) == set()
