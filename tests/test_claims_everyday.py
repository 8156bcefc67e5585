"""Everyday ways to claim a benefit, and what looks like one: one sentence is an article each."""

from __future__ import annotations

import pytest

from healthlint import Linter, annotate

CLAIMS = (
    # What is kept as it should be, or kept away.
    "Barley tea keeps blood sugar stable after meals.",
    "Regular stretching keeps stiffness at bay.",
    "Walnuts keep arteries flexible and lower cholesterol.",
    # Several subjects of one verb.
    "Yoga and meditation calm the nervous system.",
    "Ginger, peppermint and fennel all relieve nausea.",
    # A relative clause says it, and a pronoun after "shows".
    "Blueberries are rich in anthocyanins, which improve memory.",
    "Kale is full of antioxidants that fight inflammation.",
    # A part of the body that ails is a complaint.
    "Clove oil soothes sore gums.",
    "Warm compresses relieve tired eyes.",
    "Rosemary oil relieves neck and upper back pain.",
    # Idioms.
    "Peppermint capsules take the edge off menstrual cramps.",
    "Magnesium keeps you regular.",
    "Light therapy works as well as medication for winter depression.",
    "Hypnosis is as effective as sleeping pills for insomnia.",
    # Told of research that nobody names.
    "A recent review concluded that garlic lowers blood pressure.",
    "According to researchers, garlic lowers blood pressure.",
    # How well something treats.
    "Penicillin is just as effective for treating pneumonia.",
)

SILENT = (
    "Keep your knees straight and breathe out.",
    "She kept a diary of her headaches for a month.",
    "The clinic keeps your records for ten years.",
    "Quality control of our capsules takes two weeks.",
    "Patients were compared with healthy controls.",
    "Come to our drop-in clinic for blood pressure checks.",
    "Blood pressure may fall after a hot bath.",
    "According to the World Health Organization, garlic lowers blood pressure.",
    "The review by Okafor and colleagues concluded in 2016 that garlic lowered blood pressure.",
    "A 2016 trial at the University of Leeds found that garlic lowered blood pressure.",
    "Insulin made by the pancreas lowers blood sugar.",
    "Garlic does not keep blood pressure down.",
    "Does ginger keep nausea at bay?",
    "Ten benefits of ginger",
)


def found(text: str) -> list[str]:
    """What is reported of a text's effects."""
    return [f.rule for f in Linter().lint_text(text, "article.md") if f.family == "efficacy"]


@pytest.mark.parametrize("text", CLAIMS)
def test_everyday_claims_are_reported(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_a_claim_is_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "agent", "target"),
    [
        ("Blueberries are rich in anthocyanins, which improve memory.", "anthocyanins", "memory"),
        ("A study of insulin pumps shows they control blood sugar well.", "insulin pumps", "blood sugar"),
        ("Rosemary relieves neck and upper back pain.", "rosemary", "upper back pain"),
        ("Kale is full of antioxidants that fight inflammation.", "antioxidants", "inflammation"),
        ("The new vaccine led to a sharp drop in cases of cervical cancer.", "vaccine", "cervical cancer"),
    ],
)
def test_who_acts_on_what(text: str, agent: str, target: str) -> None:
    claim = annotate(text, "article.txt").claims[-1]
    assert (claim.agent, claim.target) == (agent, target)


def test_a_complaint_that_goes_is_read_whoever_made_it_go() -> None:
    claims = annotate("My migraines dropped from ten a month to two.", "article.txt").claims
    assert [claim.predicate for claim in claims] == ["dropped"]
