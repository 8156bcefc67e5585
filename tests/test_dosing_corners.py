"""Doses as they stand in tables, in other spellings and in the corners of English; and amounts beside them."""

from __future__ import annotations

import pytest

from healthlint import Linter

DOSES = {
    "decimal comma": ("Take 0,5 mg of the tablets each evening.", "0,5 mg"),
    "decimal commas of a range": ("Give 2,5–7,5 ml of the syrup twice a day.", "2,5–7,5 ml"),
    "a hyphen between name and amount": ("Selenium-200 mcg once daily", "200 mcg"),
    "more than so many billions": ("Choose one with 20+ billion CFU.", "20+ billion CFU"),
    "a gram": ("She took a gram of paracetamol for the headache.", "a gram"),
    "a quarter of a tablet": ("Small dogs get a quarter of a tablet.", "a quarter of a tablet"),
    "a strip of an ointment": ("Place a 2 cm strip of the ointment on the sore at night.", "a 2 cm strip"),
    "units without a space": ("Lantus 22u at night", "22u"),
    "a number of a medicine": ("I have been on 40 of citalopram since June.", "40"),
    "per weight of the body": ("Riders swallowed 4 mg of caffeine per kg of body mass.", "4 mg"),
    "per weight of the feed": ("Hens were fed 100 mg of vitamin E per kg of feed.", "100 mg"),
    "had of a medicine": ("He had 30 units of Botox in the calf.", "30 units"),
    "million units": ("Alteplase was compared with 1.5 MU of streptokinase.", "1.5 MU"),
    "an agent without a name": ("Thirty people were allocated to 3 g/day of the agent.", "3 g/day"),
    "on certain days": ("Typhoid shots are given on days 0, 2 and 5.", "shots"),
    "the dose in a word of the body": ("The serum half-life after a 50 mg oral dose was an hour.", "50 mg"),
    "a group by its dose": ("The 5 mg/day arm lost more weight.", "5 mg/day"),
    "a scale": ("Sliding scale: 3 units if over 200, 5 units if over 250.", "3 units"),
    "what is needed": ("Requirements climb to 1,300 mg in adolescence.", "1,300 mg"),
    "a liquid in another": ("Vasaka syrup 20 ml with 20 ml water after food", "20 ml"),
    "a number told twice": ("Two (2) tablets daily, preferably before noon.", "Two (2) tablets"),
    "a herb that is called after a food": ("Black seed oil: 1 tsp on an empty stomach", "1 tsp"),
    "a powder in a drink": ("1 teaspoon of powder before bed with warm milk.", "1 teaspoon"),
    "a cup of a herb": ("Chamomile tea, one cup at night", "one cup"),
    "per so many kilograms": ("They took 1 g of tyrosine per 10 kg of bodyweight.", "1 g"),
    "grams of a group": ("The 6 g group did no better than placebo.", "6 g"),
    "a change without a unit": ("My doctor cut my citalopram from 40 to 20 in May.", "40"),
    "an upper level": ("An upper level of 12 mg was set in spring.", "12 mg"),
    "after a meal by its name": ("Two pills with water after lunch", "Two pills"),
    "a dose like so much of a fruit": ("The mean dose was equal to 40 mg/day of dried fruit.", "40 mg/day"),
    "a monograph of an oil": ("# Caraway oil\n\n## Posology\n\nSingle dose: 0.1–0.2 ml.\n", "0.1–0.2 ml"),
    "so much over so long": ("TXA 1 g over 10 min", "1 g"),
    "a form of what no list knows": ("Two pumps of Velogel, outer thigh", "Two pumps"),
    "units of what no list knows": ("He came down to 22 units of Basalor.", "22 units"),
    "a form so often": ("Depot shot every 12 weeks", "shot"),
    "a sip at bedtime": ("Magnesia mixture, 15 cc, at bedtime.", "15 cc"),
    "an overdose": ("She overdosed on 9 g of paracetamol.", "9 g"),
    "somebody else's pills": ("A boy of six swallowed 14 of his brother's pills.", "14"),
    "into the skin": ("0.1 ml intradermally into each site", "0.1 ml"),
    "what too much can make": ("More than 400 mcg of selenium daily can make nails break.", "400 mcg"),
    "two of a brand": ("Two Panadol and a nap settled it.", "Two Panadol"),
    "no-break spaces": (
        "Half\xa0a\xa0teaspoon of\xa0the\xa0syrup, three\xa0times\xa0a\xa0day",
        "Half a teaspoon",
    ),
}
CELLS = (
    ("| Supplement | Breakfast | Bedtime |\n|---|---|---|\n| Glycine | – | 3 g |\n", ["3 g"]),
    ("| When | Creatine |\n|---|---|\n| Morning | 4 g |\n| Evening | 2 g |\n", ["4 g", "2 g"]),
    (
        "| Child's weight | Syrup |\n|---|---|\n| 8–10 kg | 2.5 mL |\n| 11–16 kg | 5 mL |\n",
        ["2.5 mL", "5 mL"],
    ),
    ("| Nutrient | UL |\n|---|---|\n| Choline | 3.5 g |\n", ["3.5 g"]),
    ("| Vaccine | Second visit |\n|---|---|\n| HepB | 2nd dose |\n", ["2nd dose"]),
    ("| Herb | Typical amount |\n|---|---|\n| Chamomile | 1 cup, 3–4 times daily |\n", ["1 cup"]),
    ("| Symptom | Remedy | How much |\n|---|---|---|\n| Cough | Thyme syrup | 1 tbsp |\n", ["1 tbsp"]),
    ("| For | Needed | How much |\n|---|---|---|\n| Dough | Flour | 3 tbsp |\n", []),
    ("| Food | Vitamin C |\n|---|---|\n| Bell pepper | 95 mg |\n| Guava | 125 mg |\n", []),
    ("| Nutrient | Per 100 g |\n|---|---|\n| Magnesium | 270 mg |\n| Zinc | 5 mg |\n", []),
    ("| Nutrition facts | Amount |\n|---|---|\n| Sodium | 320 mg |\n| Fibre | 4 g |\n", []),
)
NONE = (
    "The air held 90 µg/m3 of fine dust.",
    "Three units of packed red cells were given.",
    "A plate of chickpeas (150 g) has plenty of fibre.",
    "Cadmium in rice came to 0.3 mg/kg.",
    "Residues stayed below 0.02 mg/kg in pears.",
    "One seed is about 30 mg in weight.",
    "A smoker gets 1 mg of nicotine from each cigarette.",
    "In vitamin D, 1 mcg equals 40 IU.",
    "A cup of oat drink: 240 mg calcium, 100 IU vitamin D",
    "The body pool of vitamin C is about 1.5 g.",
    "Six oysters give you 32 mg of zinc.",
    "The dispensary gave out 12,000 tablets in a day.",
    "A unit is 10 ml of pure alcohol; the advice is 14 units a week.",
    "Babies put on 30 g a day.",
    "Chips of the old paint held 5,000 mg/kg.",
    "Bare skin can generate 600 IU of vitamin D in half an hour.",
    "Rich in magnesium: cashews (83 mg), beans (60 mg)",
    "A sports drink packs 80 mg of caffeine.",
    "The pump holds 200 units.",
    "Mice of 30 g were used.",
    "The spray goes on at 0.8 litres per hectare.",
    "Attendance fell from 20 to 10.",
    "Add a gram of pepper to the stew.",
    "Chapter 2,5 mentions nothing.",
)


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


def doses(linter: Linter, text: str) -> list[str]:
    """What the dosing rules report of a text, with plain spaces."""
    findings = linter.lint_text(text, "x.md")
    return [text[f.start : f.end].replace("\xa0", " ") for f in findings if f.family == "dosing"]


@pytest.mark.parametrize("name", DOSES)
def test_doses_in_corners(linter: Linter, name: str) -> None:
    text, amount = DOSES[name]
    found = doses(linter, text)
    assert found
    assert found[0].startswith(amount)


@pytest.mark.parametrize(("table", "amounts"), CELLS)
def test_what_the_head_of_a_column_makes_of_a_cell(linter: Linter, table: str, amounts: list[str]) -> None:
    assert doses(linter, table) == amounts


@pytest.mark.parametrize("text", NONE)
def test_amounts_that_are_none(linter: Linter, text: str) -> None:
    assert doses(linter, text) == []
