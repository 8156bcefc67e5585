"""Every number in the prose is found and typed by the words around it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_helpers import document_of

from healthlint.language.numbers import digit_value, read_number, word_value
from healthlint.language.quantities import Quantity
from healthlint.language.units import unit_of


def quantities(text: str, path: str = "x.txt") -> list[Quantity]:
    # A title and an end keep the text in the middle from being read as a heading.
    return list(document_of(f"Notes from a bakery\n\n{text}\n\nThe end of it.", path).quantities)


def typed(text: str) -> list[tuple[str, str]]:
    """The kind and the words of each number in a text."""
    document = document_of(f"Notes from a bakery\n\n{text}\n\nThe end of it.", "x.txt")
    return [(q.kind, document.prose[q.start : q.end]) for q in document.quantities]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7), ("1,200", 1200), ("10 000", 10000), ("2\u202f000\u202f000", 2e6), ("3.25", 3.25),
        ("0·8", 0.8), ("1/2", 0.5), ("½", 0.5), ("2½", 2.5),
    ],
)  # fmt: skip
def test_numbers_in_digits(text: str, value: float) -> None:
    assert digit_value(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seven", 7), ("twenty-five", 25), ("forty seven", 47), ("three hundred and ten thousand", 310_000),
        ("a hundred", 100), ("two million", 2e6), ("one thousand five hundred", 1500), ("dozen", 12),
    ],
)  # fmt: skip
def test_numbers_in_words(text: str, value: float) -> None:
    assert word_value(text) == value


@pytest.mark.parametrize(
    ("text", "low", "high", "written"),
    [
        ("3–5 mg", 3, 5, "3–5"),
        ("3 to 5 mg", 3, 5, "3 to 5"),
        ("2 to 3 million bakers", 2e6, 3e6, "2 to 3 million"),
        ("1 or 2 days", 1, 2, "1 or 2"),
        ("16 and 18 are left", 16, 16, "16"),
        ("5.7 million", 5.7e6, 5.7e6, "5.7 million"),
        ("8- to 12-week", 8, 12, "8- to 12"),
    ],
)
def test_ranges_and_magnitudes(text: str, low: float, high: float, written: str) -> None:
    number = read_number(text, 0, True)
    assert number is not None
    assert (number.value, number.high, text[: number.end]) == (low, high, written)


def test_and_joins_a_range_only_after_between() -> None:
    assert typed("between 20 and 40% of them") == [("percentage", "20 and 40%")]
    assert [text for _, text in typed("rooms 20 and 40%")] == ["20", "40%"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("About 25% of bakers cough.", "percentage"),
        ("Some 40 per cent of them cough.", "percentage"),
        ("Forty-seven percent of them cough.", "percentage"),
        ("One in seven bakers coughs.", "proportion"),
        ("It strikes 1 in 4 million newborns.", "proportion"),
        ("Three out of ten bakers cough.", "proportion"),
        ("Of the ovens, 23 of 50 failed.", "proportion"),
        ("Half of the bakers cough.", "proportion"),
        ("Nearly two-thirds relapse.", "proportion"),
        ("A third of the millers cough.", "proportion"),
        ("Coughing fell by half.", "proportion"),
        ("It occurs in about 2/3 of affected bakers.", "proportion"),
        ("The 254-baker survey is old, but 130 recently hired patients came.", "count"),
        ("Some 18,000 girls and women took part.", "count"),
        ("About 5.7 million have asthma.", "count"),
        ("There were four 12-week trials.", "count"),
        ("Nearly 13,000 die each year.", "count"),
        ("Bakers are twice as likely to cough.", "multiple"),
        ("Asthma is three times more common.", "multiple"),
        ("That is a 2-fold rise.", "multiple"),
        ("Smoking doubles the risk.", "multiple"),
        ("It may triple the chances.", "multiple"),
        ("Mortality was halved.", "multiple"),
        ("Your risk increases four times.", "multiple"),
        ("The hazard ratio was 0.68.", "effect"),
        ("The groups differed (p<0.001).", "effect"),
        ("The incidence is 3 per 100,000.", "rate"),
        ("There are 15–20 cases per 100,000 people.", "rate"),
        ("The average age is 51.", "average"),
        ("They walked an average of 7 miles.", "average"),
        ("We spend 7 hours a day at the oven.", "average"),
        ("They die within 2 to 5 years.", "survival"),
        ("Most do not live more than 2 years.", "survival"),
        ("They lost 5 kg.", "change"),
        ("They slept 33 fewer minutes.", "change"),
        ("Pressure showed a drop of 4.9 mm Hg.", "change"),
        ("It shortens a cold by about one day.", "change"),
        ("It costs $150.", "money"),
        ("It costs 20 dollars.", "money"),
        ("The sample was small (n=5).", "sample"),
        ("Mix it 3:1 with water.", "ratio"),
    ],
)  # fmt: skip
def test_statistics(text: str, kind: str) -> None:
    assert kind in [found for found, _ in typed(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Children with type 2 diabetes came.", "grade"),
        ("It was a phase 3 trial.", "grade"),
        ("They are 45 years old.", "age"),
        ("It is for women aged 45 to 60.", "age"),
        ("It is for 45-year-old bakers.", "age"),
        ("It closed in 2019.", "date"),
        ("It opened on May 12.", "date"),
        ("It opens at 3:30 pm.", "date"),
        ("That was in the 1990s.", "date"),
        ("Walk for 30 minutes.", "duration"),
        ("Take it three times a day.", "frequency"),
        ("Heat it to 180 °C.", "temperature"),
        ("A fever is over 100.4 F.", "temperature"),
        ("It has 350 kcal.", "energy"),
        ("She weighs 70 kg.", "measure"),
        ("Glucose was 126 mg/dL.", "laboratory"),
        ("Pressure was 120/80 mmHg.", "laboratory"),
        ("Call 555-123-4567.", "identifier"),
        ("This is version 2.5.1 of it.", "identifier"),
        ("Read chapter 12 first.", "name"),
        ("After a Game 1 loss he slept.", "name"),
        ("Blood held 25(OH)D.", "name"),
        ("Here are 5 tips.", "own-items"),
        ("Move it 15 minutes earlier.", "duration"),
        ("Aim to lose 1-2 pounds a week.", "measure"),
        ("Include 2 higher intensity days.", "other"),
    ],
)  # fmt: skip
def test_other_kinds(text: str, kind: str) -> None:
    assert [found for found, _ in typed(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Vitamin B12 and CYP3A4 matter.",
        "COVID-19 spread, and omega-3 did not.",
        "Cells made IL-6 and F2.",
        "It worked so far.1 But nobody knew.",
        "It worked [12], and again [3, 5-7].",
        "The nurse says so [00:51:10].",
        "Several hundred bakers came.",
        "No one knows.",
        "The upper third of the arm hurts.",
        "Cut the squash into halves.",
        "It was a double-blind trial.",
        "Do not double the dose.",
        "See https://example.org/2019/05/12/story for it.",
    ],
)
def test_no_quantities(text: str) -> None:
    assert typed(text) == []


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "measure"),
    [
        ("Take 500mg.", 500, 500, "mg", "mass"),
        ("Take 3–5 mg.", 3, 5, "mg", "mass"),
        ("Take 2.4 µg.", 2.4, 2.4, "mcg", "mass"),
        ("Take 2.4 μg.", 2.4, 2.4, "mcg", "mass"),
        ("Take 10 000 IU.", 10000, 10000, "IU", "activity"),
        ("Take 400\u00a0IU.", 400, 400, "IU", "activity"),
        ("Give 5 mg/kg.", 5, 5, "mg/kg", "per-weight"),
        ("Give 5 mg per kg.", 5, 5, "mg/kg", "per-weight"),
        ("Give 5 mg/kg/day.", 5, 5, "mg/kg/day", "per-weight"),
        ("Give 30-60mg/kg.", 30, 60, "mg/kg", "per-weight"),
        ("Give 5–10mcg/kg/min.", 5, 10, "mcg/kg/minute", "per-weight"),
        ("Take 10 mL.", 10, 10, "mL", "volume"),
        ("Take two tablets.", 2, 2, "tablet", "form"),
        ("Take half a tablet.", 0.5, 0.5, "tablet", "form"),
        ("Take 1-2 tablespoons.", 1, 2, "tablespoon", "household"),
        ("Take ½ teaspoon.", 0.5, 0.5, "teaspoon", "household"),
        ("Take 10 billion CFU.", 1e10, 1e10, "CFU", "activity"),
        ("Take a syrup of 25 mg/mL.", 25, 25, "mg/mL", "concentration"),
        ("Take the 50-mg pill.", 50, 50, "mg", "mass"),
    ],
)
def test_doses(text: str, value: float, high: float, unit: str, measure: str) -> None:
    (quantity,) = quantities(text)
    assert quantity[2:7] == ("dose", value, high, unit, measure)


def test_a_range_before_a_unit_with_a_slash_is_one_number() -> None:
    (level,) = quantities("Aim for 80-130mg/dL.")
    assert (level.value, level.high, level.unit) == (80, 130, "mg/dl")


def test_figures_divided_by_a_slash_are_no_range() -> None:
    assert [q.high for q in quantities("Open from 10-12/2031.")] == [10]
    assert [q.kind for q in quantities("Open 5-12/10/2031.")] == ["other"]


def test_a_list_shares_the_unit_of_its_last_number() -> None:
    found = quantities("They took 15, 30 and 60 mg/kg a day.")
    assert [(q.value, q.kind, q.unit) for q in found] == [
        (15, "dose", "mg/kg"),
        (30, "dose", "mg/kg"),
        (60, "dose", "mg/kg"),
    ]


def test_numbers_in_neighbouring_cells_and_items_share_no_unit() -> None:
    table = "| Creatinine clearance | Dose |\n| --- | --- |\n| > 50 | 150 mg |\n"
    assert [(q.value, q.kind) for q in quantities(table)] == [(50, "other"), (150, "dose")]
    assert [(q.value, q.kind) for q in quantities("- Step 9 of 10, 40\n- 20 mg\n")][-2:] == [
        (40, "other"),
        (20, "dose"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "high"),
    [
        ("Adults over 60, 150 mg.", 60, 60),
        ("For children under 12, 5 mL.", 12, 12),
        ("Anyone aged under 16, half a tablet.", 16, 16),
        ("Those above 75, 10 mg.", 75, 75),
        ("If you are older than 65, 10 mg.", 65, 65),
        ("Women 19–50, 18 mg.", 19, 50),
        ("Patients who are over 80 5 mg.", 80, 80),
    ],
)
def test_ages_of_people_are_no_amounts(text: str, value: float, high: float) -> None:
    first, second = quantities(text)
    assert (first.kind, first.value, first.high) == ("age", value, high)
    assert second.kind == "dose"


@pytest.mark.parametrize("text", ["It fell to over 60.", "People took over 60.", "Adults over 300."])
def test_other_numbers_are_no_ages(text: str) -> None:
    assert [q.kind for q in quantities(text)] != ["age"]


@pytest.mark.parametrize("text", ["In the end 12 dropped out.", "Of the first group, 7 withdrew."])
def test_those_who_were_lost_are_counted(text: str) -> None:
    assert [(q.kind, q.measure) for q in quantities(text)] == [("count", "people")]


@pytest.mark.parametrize("text", ["The king of 62 died.", "She died at 40.", "Room 12 died down."])
def test_ages_at_death_are_not_counted(text: str) -> None:
    assert "count" not in [q.kind for q in quantities(text)]


@pytest.mark.parametrize(
    "text",
    [
        "© 2024 Patients Together",
        "Copyright 2023 Members of the Sleep Circle",
        "Our 2025 members' meeting takes place in May.",
        "It was decided at a 2019 patients’ congress.",
    ],
)
def test_years_before_a_noun_count_nothing(text: str) -> None:
    assert [quantity.kind for quantity in quantities(text)] == ["date"]


@pytest.mark.parametrize(
    "text",
    [
        "Children should take half of that.",
        "Older adults need a third of that per day.",
        "Teenagers take twice that.",
        "Adults take the whole spoon, children half as much.",
    ],
)
def test_a_part_of_what_is_taken_is_no_share(text: str) -> None:
    assert "share" not in [quantity.measure for quantity in quantities(text)]


def test_a_comma_alone_shares_no_percent_sign() -> None:
    assert [q.kind for q in quantities("It was 14, 95% of them said.")] == ["other", "percentage"]


def test_a_count_ends_with_its_noun() -> None:
    assert ("count", "130 newly hired female patients") in typed("They saw 130 newly hired female patients.")


def test_units_have_one_spelling() -> None:
    names = {unit_of(word).name for word in ("mcg", "ug", "µg", "microgrammes")}  # type: ignore[union-attr]
    assert names == {"mcg"}
    assert unit_of("bread") is None


def test_superscripts_are_no_numbers() -> None:
    document = document_of("It helps 30 bakers<sup>12</sup> a lot.", "x.md")
    assert [document.prose[q.start : q.end] for q in document.quantities] == ["30"]


PIECES = st.sampled_from(
    [
        "5",
        " 5",
        "12 ",
        "%",
        " in ",
        "half",
        " one",
        "mg",
        "/",
        "kg",
        "-",
        "–",
        "to ",
        " patients",
        ".",
        ",",
        "½",
        "$",
        "x",
        "1,000",
        "²",
        " times ",
        "per ",
        "10",
        ":",
        "(",
        ")",
        "[",
        "]",
        "\n",
        "twice as ",
        "a third of ",
        " million",
        "µg",
        " of ",
        "years old",
        "'",
        "0",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_quantities_are_ordered_apart_and_inside_the_prose(text: str) -> None:
    document = document_of(text, "x.txt")
    position = 0
    for quantity in document.quantities:
        assert position <= quantity.start < quantity.end <= len(document.prose)
        assert quantity.value >= 0
        assert quantity.kind
        position = quantity.end
