"""What counts as a dose, what a reader could act on, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_helpers import RULES, document_of, run_rules

from healthlint.finding import Finding
from healthlint.language.dosing import Dose
from healthlint.rules.loader import load_rule
from healthlint.rules.model import Rule

DIRECTIVE = (
    "Take 500 mg of vitamin C twice a day.",
    "Adults need 2.4 mcg of vitamin B12 a day.",
    "The usual dose of melatonin is 3 mg at bedtime.",
    "One tablet at night is enough.",
    "Start with 25 mg and add 25 mg each week.",
    "Maximum: 4 g of paracetamol in 24 hours.",
    "Do not exceed 400 mg of magnesium a day.",
    "Apply a thin layer of 1% hydrocortisone cream twice a day.",
    "Swallow two capsules with breakfast.",
    "You should take 1,000 IU of vitamin D every day in winter.",
    "The recommended daily intake of zinc is 11 mg for men.",
    "Look for a probiotic with at least 10 billion CFU.",
    "Use two puffs of salbutamol every four hours.",
    "Inject 40 units of insulin glargine before bed.",
    "RDA: 90 mg of vitamin C.",
    "The vaccine is given as two injections four weeks apart.",
    "Children aged 6 to 12 can have 5 ml of ibuprofen syrup three times a day.",
    "Aim for 300 to 400 mg of magnesium glycinate before bed.",
    "It is best to start with half a tablet.",
    "Dissolve one sachet of oral rehydration salts in water after each loose stool.",
    "Ashwagandha: 300 mg twice daily.",
    "If you forget a tablet, take two tablets the next morning.",
    "Most people should get 600 IU of vitamin D daily.",
    "Put two drops of the antihistamine in each eye every morning.",
    "Don't take more than eight tablets of paracetamol in 24 hours.",
    "Women over 50 require 1,200 mg of calcium daily.",
    "Two to three drops of lavender oil under the tongue will do.",
    "Try 5 mg of melatonin an hour before sleep.",
    "Your loading dose is 300 mg of clopidogrel.",
    "Increase to 50 mg sertraline after one week.",
    "The recommended amount is 15 mg of zinc a day for adults.",
    "Most guidelines suggest 1,000 to 1,200 mg of calcium daily for women over 50.",
    "Begin with a low dose, such as 5 mg of lisinopril.",
    "Give a child of five 120 mg of paracetamol.",
    "Adults may take up to 3 g of paracetamol per day.",
    "Dosage: one softgel three times daily.",
    "Directions: adults, 1 scoop in water after training.",
    "Steep the herb, then drink; the extract dose is 300 mg.",
    "400 mcg of folic acid daily is advised before pregnancy.",
    "It is safe to use 200 mg of ibuprofen with food.",
    "Rub 2 g of diclofenac gel into the knee four times a day.",
    "Pregnant women need 27 mg of iron.",
    "The booster is given six months later as a single 0.5 ml injection.",
    "Spread 10,000 IU of vitamin D over the week.",
    "Never take more than 40 mg of omeprazole.",
    "Keep to a maximum of 300 mg of caffeine tablets a day.",
    "Sublingual B12 tablets: 1,000 mcg each morning.",
    "A daily dose of 75 mg of aspirin is enough.",
    "Boost your intake to 2,000 IU of vitamin D3.",
    "Doctors recommend 81 mg of aspirin a day after a stent.",
    "Insert one suppository at night for 3 nights.",
    "Taper by 5 mg of prednisolone every week.",
    "Give toddlers 10-15mg/kg of paracetamol.",
    "The usual dose of amoxicillin is 25–50mg/kg/day.",
    "Inject 0.3 ml of adrenaline into the outer thigh.",
    "Instil 1 ml of the solution into each ear.",
    "A teaspoon of nigella oil every night is ideal.",
    "A heaped tablespoon of psyllium husk a day does the trick.",
    "Double your dose of levodopa.",
    "Halve your dose of insulin on days without food.",
    "If the cold lingers, triple your vitamin C intake.",
    "Take twice the usual dose.",
    "Take a double dose of ibuprofen at night.",
    "A child should take half the dose.",
    "Half a tablet of zolpidem is enough.",
    "Two capsules of valerian will do.",
)

TOLD = (
    "Volunteers swallowed 250 mg of curcumin each morning.",
    "Patients received 40 mg of atorvastatin daily for a year.",
    "She was treated with zorbitane 40 mg daily.",
    "The trial compared 20 mg with 40 mg of rosuvastatin.",
    "I took 800 mg of ibuprofen a day for two years.",
    "Rats fed 50 mg/kg of berberine gained less weight.",
    "A dose of 600 mg lowered fasting glucose in the study.",
    "Participants were randomised to 2,000 IU of vitamin D or placebo.",
    "He had been on lithium 900 mg a day for a decade.",
    "At 80 mg the effect was no larger.",
    "After an infusion of 5 mg/kg infliximab the fever settled.",
    "The boy swallowed 30 tablets of iron.",
    "Mice injected with 2 mg of the peptide ran further.",
    "In one trial, 300 mg of ginger was given three times daily for 8 weeks.",
    "The group on 10 mg of warfarin bled more often.",
    "Each participant took three capsules of fish oil a day.",
    "A single dose of 50 mg raised blood pressure.",
    "Intravenous ketamine 0.5 mg/kg was infused over 40 minutes.",
    "He was given 3 injections of adrenaline.",
    "Supplementation with 200 mcg of selenium had no effect on cancer.",
    "The woman was prescribed fluconazole 100 mg/day.",
    "The woman had taken 20 tablets of amitriptyline.",
    "In mice, 10 mg/kg of the compound slowed tumours.",
    "Half of the volunteers got 100 mg of sildenafil.",
    "Two weeks of fluoxetine at 20 mg changed little.",
    "Her dose was cut from 60 mg to 30 mg of duloxetine.",
    "Escitalopram 10 mg was started and later stopped.",
    "Those on 5 mg of tofacitinib improved most.",
    "A patient on 15 mg of methotrexate weekly developed a rash.",
    "The arm given 1,200 mg of gabapentin slept longer.",
    "He drank 30 ml of castor oil.",
    "Scientists injected 5 units of botulinum toxin into each muscle.",
    "A 600 mg dose of efavirenz led to dreams.",
    "Users of 10 mg of zolpidem had more falls.",
    "Chemotherapy consisted of cisplatin 75 mg/m2 every three weeks.",
    "He received two doses of the measles vaccine in infancy.",
    "Doses above 50 mg of zinc caused nausea in a trial.",
    "My sister swears by 3 g of fish oil a day.",
    "The infant was given 0.3 ml of adrenaline by mistake.",
    "Oral prednisone 60 mg was tapered over eight weeks.",
    "After 150 mg of fluconazole the itch was gone.",
    "Rabbits got 30-60mg/kg of berberine.",
    "My gran swears by a teaspoon of nigella oil each night.",
    "Half a tablet of zolpidem was enough for him.",
)

NO_DOSE = (
    "An orange has 70 mg of vitamin C.",
    "Fasting glucose above 126 mg/dL means diabetes.",
    "One cup of cooked lentils provides 6 mg of iron.",
    "A serving of salmon contains 2 g of omega-3 fats.",
    "Eat less than 2,300 mg of sodium a day.",
    "Drink eight glasses of water a day.",
    "Walk 30 minutes a day.",
    "The bottle holds 60 tablets and costs $20.",
    "The drug is available as 250 mg tablets.",
    "Her creatinine was 1.2 mg/dL.",
    "He weighed 70 kg.",
    "Stir 1 tsp of honey into 1 cup of milk.",
    "The legal limit for drivers is 80 mg of alcohol per 100 ml of blood.",
    "Almonds: 77 mg of magnesium per ounce.",
    "The pancreas makes 40 units of insulin a day.",
    "The body stores about 3 g of iron.",
    "Side effects occur in 1 in 1,000 doses of the vaccine.",
    "India shipped 5 million doses of vaccine.",
    "Limit saturated fat to 13 g a day.",
    "Take a 30-minute walk after meals.",
    "The pain was at the injection site.",
    "Keep sodium under 1,500 mg.",
    "The tablets come in strengths of 5 mg and 10 mg.",
    "He lost 2 litres of blood.",
    "An adult needs 50 g of protein a day.",
    "Ferritin below 30 ng/mL points to iron deficiency.",
    "The kidney filters 180 litres of fluid a day.",
    "Two tablets of stone were found in the tomb.",
    "Add 200 g of flour and two eggs.",
    "Eat 30 g of fibre each day.",
    "Her dose was lowered by her doctor.",
    "A can of cola contains 35 mg of caffeine.",
    "The LD50 in rats was 200 mg/kg.",
    "Take your time.",
    "The 3 drug classes differ.",
    "Air with 35 mcg of fine dust per cubic metre is unhealthy.",
    "The implant releases 20 mcg of levonorgestrel a day.",
    "Blood pressure fell by 5 mmHg.",
    "The bacteria were cultured with 50 mg/mL of extract.",
    "A baby of 3,000 g is of normal weight.",
    "Add 2 tablespoons of olive oil and a pinch of salt.",
    "The company sold 2 million tablets last year.",
    "Milk supplies 120 IU of vitamin D per cup.",
    "A banana holds about 420 mg of potassium.",
    "Each tablet contains 5 mg of folic acid.",
    "A strip has 10 tablets.",
    "It costs 40 euros for 30 capsules.",
    "The stone measured 5 mm.",
    "Her haemoglobin was 90 g/L.",
    "The lake holds 3 mg of nitrate per litre.",
    "Eat two cups of vegetables a day.",
    "A cup of coffee has 95 mg of caffeine.",
    "The average diet gives 3.4 g of sodium a day.",
    "The baby drank 90 ml of milk.",
    "The kit comes with 20 test strips.",
    "The mother lost 500 ml of blood after the birth.",
    "Cholesterol should stay under 200 mg/dL.",
    "The tumour weighed 300 g.",
    "The heart pumps 5 litres a minute.",
    "Add 1 tsp of salt to the water.",
    "They sell it in 100 ml bottles.",
    "The patch is 5 cm wide.",
    "He ran 10 km.",
    "The drug costs $3 a tablet.",
    "Use 2 cups of flour and 100 g of butter.",
    "Ferritin was 12 mcg/L.",
    "One unit of alcohol is 8 g of ethanol.",
    "The urine held 300 mg of protein in 24 hours.",
    "The EU allows 2 mcg of the pesticide per litre of water.",
    "The gland weighs about 20 g.",
    "The trial had three arms.",
    "Bake at 180 °C and serve with 50 g of nuts.",
    "A dose of humour helps.",
    "High doses can harm.",
    "Milk has 300 mg of calcium per glass.",
    "A single dose of the vaccine costs 30 dollars.",
    "Drop by the clinic two times a week.",
    "The clinic ordered 500 doses of vaccine.",
    "Limit your alcohol to 14 units a week.",
    "A litre of sea water holds 35 g of salt.",
    "The bottle of 100 tablets lasts three months.",
    "A portion of beans supplies 7 g of fibre.",
    "The dosage form is a capsule.",
    "A fasting glucose of 70-99mg/dL is normal.",
    "Clearance was 60-89mL/min.",
    "Adults over 60",
    "Do not double your dose.",
    "Never take a double dose to make up for a forgotten one.",
    "Your doctor may double your dose of levodopa.",
    "Take a double dose of sunshine.",
    "Children should take half of that.",
    "She doubled her dose of levodopa.",
    "Doubling the dose changed nothing.",
    "Half of them took part twice.",
    "A teaspoon of sugar a day is fine.",
    "Stir a teaspoon of honey into tea each morning.",
    "Add a teaspoon of turmeric to the soup.",
    "Apply the cream three times daily.",
    "Half a cup of milk is enough.",
)


def doses(text: str, path: str = "example.md") -> list[Dose]:
    return [dose for dose in document_of(text, path).doses if dose.confidence != "low"]


def amounts(text: str, path: str = "example.md") -> list[str]:
    document = document_of(text, path)
    return [
        document.markup.prose[dose.start : dose.end] for dose in document.doses if dose.confidence != "low"
    ]


def rule(name: str) -> Rule:
    path = RULES / "core" / f"{name}.yaml"
    return load_rule(path.read_text(encoding="utf-8"), str(path), "core")


def findings(text: str, path: str = "example.md") -> list[Finding]:
    return run_rules(text, [rule("dosing-directive"), rule("dosing-statement")], path).findings


@pytest.mark.parametrize("text", DIRECTIVE)
def test_doses_that_readers_could_act_on(text: str) -> None:
    assert [finding.rule for finding in findings(text)] == ["dosing-directive"]


@pytest.mark.parametrize("text", TOLD)
def test_doses_that_are_told_of(text: str) -> None:
    assert [finding.rule for finding in findings(text)] == ["dosing-statement"]


@pytest.mark.parametrize("text", NO_DOSE)
def test_amounts_that_are_no_doses(text: str) -> None:
    assert findings(text) == []


def test_a_dose_reaches_to_the_end_of_how_often() -> None:
    assert amounts("Take 500 mg twice daily with food.") == ["500 mg twice daily with food"]
    assert amounts("Patients had 50 mg IM twice weekly.") == ["50 mg IM twice weekly"]


def test_every_amount_of_a_sentence_is_a_dose_and_one_is_reported() -> None:
    text = "Patients received 10 mg, 20 mg or 40 mg of the drug."
    assert amounts(text) == ["10 mg", "20 mg", "40 mg"]
    [finding] = findings(text)
    assert finding.text == "10 mg"


def test_ages_beside_doses_are_no_doses() -> None:
    table = "# Dose\n\n| Who | Moonberry |\n|--|--|\n| Adults over 60 | 150 mg |\n| Women 19-50 | 90 mg |\n"
    assert amounts(table) == ["150 mg", "90 mg"]
    assert amounts("For men over 70, 20 mcg of vitamin D is advised.") == ["20 mcg"]


def test_half_of_a_dose_that_the_sentence_before_tells() -> None:
    assert amounts("Take 500 mg of zinc a day. Children should take half of that.") == [
        "500 mg",
        "half of that",
    ]
    assert amounts("Bake a cake. Children should take half of that.") == []


def test_an_order_makes_the_whole_sentence_directive() -> None:
    [finding] = findings("Take 5 mg of melatonin; volunteers in the study were given 10 mg.")
    assert finding.rule == "dosing-directive"


def test_a_name_that_no_lexicon_knows() -> None:
    [dose] = doses("The man was treated with quorvatinib 40 mg daily.")
    assert (dose.intervention, dose.confidence, dose.directive) == ("", "high", False)


def test_the_intervention_comes_from_the_heading() -> None:
    [dose] = doses("# Magnesium\n\nHelps with cramps.\n\n- Adults: 300 mg\n")
    assert dose.intervention == "magnesium"


def test_a_lead_in_hands_its_list_what_it_is_about() -> None:
    text = "Recommended amounts of vitamin D:\n\n- Infants: 400 IU\n- Adults: 600 IU\n"
    assert [(dose.directive, dose.intervention) for dose in doses(text)] == [(True, "vitamin d")] * 2


def test_tables_of_doses_and_tables_of_foods() -> None:
    dose = "| Use | Daily dose |\n| --- | --- |\n| Colds | 500 mg of vitamin C |\n"
    food = "| Food | Vitamin C |\n| --- | --- |\n| Kale | 80 mg |\n| Orange | 70 mg |\n"
    assert amounts(dose) == ["500 mg"]
    assert amounts(food) == []


def test_a_list_of_what_foods_hold() -> None:
    assert amounts("Good sources of calcium:\n\n- Kefir: 300 mg per cup\n- Tofu: 250 mg\n") == []


def test_tables_of_protein_are_about_diet() -> None:
    text = "## How much protein\n\n| Weight | Daily intake |\n| --- | --- |\n| 60 kg | 48-60g |\n"
    assert amounts(text) == []


def test_a_product_line_is_a_strength() -> None:
    assert amounts("# Zinc Plus\n\n- 50 mg capsules\n- 60 per bottle\n") == []
    assert amounts("# Zinc Plus\n\n- Take one of the 50 mg capsules daily\n") == ["50 mg"]


def test_a_trial_in_a_list_is_told_of() -> None:
    text = "- Ulcers healed with 50,000 IU of vitamin D weekly – RCT 2012\n- Risk groups: 2,000 IU daily\n"
    assert [dose.directive for dose in doses(text)] == [False, True]


def test_nanograms_are_levels_unless_they_are_given() -> None:
    assert amounts("Vitamin D of at least 30 ng was seen in most seniors.") == []
    assert amounts("Patients received 300 ng of the peptide daily.") == ["300 ng"]


def test_a_recipe_is_no_dosage() -> None:
    assert amounts("## Ingredients\n\n- 200 g flour\n- 1 tsp cinnamon\n- 2 tbsp oil\n") == []


def test_a_vaccine_schedule_without_a_unit() -> None:
    text = "The hepatitis B vaccine protects the liver. It is given three times over six months."
    assert amounts(text) == ["three times"]
    assert amounts("The talk was given three times over six months.") == []


def test_reference_entries_hold_no_doses() -> None:
    text = "## References\n\n1. Moss R. Trial of 40 mg of atorvastatin daily. Ann Ex. 2011;3:4-9.\n"
    assert amounts(text) == []


def test_ranges_spaces_and_signs_of_units() -> None:
    assert amounts("Take 250–500\u00a0mg of magnesium.") == ["250–500\u00a0mg"]
    assert amounts("Take 50 \u00b5g of selenium.") == ["50 \u00b5g"]
    assert amounts("Take 50 \u03bcg of selenium.") == ["50 \u03bcg"]
    assert amounts("Take 10\u202f000 IU of vitamin D.") == ["10\u202f000 IU"]


def test_plain_text_and_html() -> None:
    assert amounts("Dosage\n\nAdults: 300 mg of magnesium\n", "example.txt") == ["300 mg"]
    html = "<h2>Dosage</h2><ul><li>Adults: <b>300&nbsp;mg</b> of magnesium</li></ul>"
    assert [finding.text for finding in findings(html, "example.html")] == ["300&nbsp;mg"]


PARTS = st.sampled_from(
    [
        *[
            "take",
            "500 mg",
            "twice daily",
            "of",
            "zinc",
            "patients",
            "received",
            "per cup",
            "milk",
            "dose:",
            ".",
        ],
        *[
            "2 tablets",
            "1%",
            "cream",
            "vaccine",
            "given",
            "three times",
            "over",
            "six months",
            "\n\n- ",
            "| ",
        ],
    ]
)


@given(st.lists(PARTS, max_size=25))
@settings(max_examples=60, deadline=None)
def test_doses_lie_in_the_prose_and_do_not_overlap(parts: list[str]) -> None:
    document = document_of(" ".join(parts))
    last = 0
    for dose in document.doses:
        assert last <= dose.start < dose.end <= len(document.prose)
        assert document.sentence_at(dose.start) == document.sentence_at(dose.end - 1)
        last = dose.end
    sentences = {document.sentence_at(dose.start) for dose in document.doses if dose.confidence != "low"}
    assert len(findings(" ".join(parts))) == len(sentences)
