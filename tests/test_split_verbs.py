"""Verbs whose particle stands after their object."""

from __future__ import annotations

import pytest

from healthlint import Linter, annotate


@pytest.mark.parametrize(
    ("text", "predicate", "target"),
    [
        ("Walnuts bring cholesterol down.", "bring", "cholesterol"),
        ("Oat baths took the redness down within a day.", "took", "redness"),
        ("Cold compresses draw the inflammation out.", "draw", "inflammation"),
        ("Arnica drives stubborn swelling out.", "drives", "swelling"),
        ("Yoga keeps back pain away.", "keeps", "back pain"),
        ("Physiotherapy gave me my shoulder back.", "gave", "shoulder"),
        ("Iron brings your energy back.", "brings", "energy"),
    ],
)
def test_a_verb_and_its_particle_act_on_what_stands_between(text: str, predicate: str, target: str) -> None:
    claims = annotate(text, "x.txt").claims
    assert (predicate, target) in [(claim.predicate, claim.target) for claim in claims]


@pytest.mark.parametrize(
    "text", ["I got my mornings back with iron.", "I have my life back, thanks to light therapy."]
)
def test_what_somebody_got_back_is_told(text: str) -> None:
    assert [claim.pattern for claim in annotate(text, "x.txt").claims] == ["recovery"]


@pytest.mark.parametrize(
    "text",
    [
        "Bring the chair, then lie down.",
        "Take the pills to your doctor and throw them away.",
        "They give money to people who fell back.",
        "Draw a line with a pen that is out.",
        "She brings tea for those who sit down.",
        "Bring down-filled pillows.",
    ],
)
def test_a_particle_of_something_else_makes_no_verb(text: str) -> None:
    assert not annotate(text, "x.txt").claims


@pytest.mark.parametrize(
    ("text", "guard"),
    [
        ("Walnuts may bring cholesterol down.", "hedged"),
        ("Walnuts do not bring cholesterol down.", "negated"),
        ("Do walnuts bring cholesterol down?", "a question"),
        ("Eat walnuts to bring cholesterol down.", "an infinitive: an aim, a use or an instruction"),
    ],
)
def test_what_excuses_a_claim_excuses_this_one(text: str, guard: str) -> None:
    assert {claim.guard for claim in annotate(text, "x.txt").claims} == {guard}


def test_no_rewording_is_offered_where_the_particle_stands_apart() -> None:
    findings = Linter().lint_text("Walnuts bring cholesterol down.", "x.txt")
    assert [f.fix for f in findings if f.family == "efficacy"] == [None]
