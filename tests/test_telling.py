"""How a sentence tells of a benefit beside its predicate, as features of its candidates."""

from __future__ import annotations

import pytest

from healthlint import Linter, annotate


def features(text: str) -> set[str]:
    return {feature for claim in annotate(text, "x.txt").claims for feature in claim.features}


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        # How soon.
        ("After five sessions my headaches were gone.", "told:soon"),
        ("Within two days the cough had cleared up.", "told:soon"),
        ("Three weeks in, ginger eased my headaches.", "told:soon"),
        ("Since I started with magnesium I sleep better.", "told:soon"),
        # Better than what.
        ("Pumps control blood sugar more effectively than pens.", "told:than"),
        ("Honey eases coughs as well as any syrup.", "told:than"),
        ("Walking is better than running for sore knees.", "told:than"),
        # What is named before the subject.
        ("Using acupuncture, we relieve migraines.", "opening-means"),
        ("When ginger is taken early, nausea subsides.", "opening-means"),
        ("With yoga, back pain improves.", "condition+opening-means"),
        # Powers.
        ("Discover the healing power of honey.", "power:of"),
        ("Honey has healing powers.", "power:other"),
        # Slogans.
        ("Stop heartburn in its tracks!", "slogan:plain+fits"),
        ("Boost your immunity with elderberry.", "slogan:your+fits"),
        # What fell, and thanks to what.
        ("A third fewer cases of flu thanks to the vaccine.", "drops-thanks-to"),
        ("Sharp drop in cases of measles due to vaccination.", "drops-thanks-to"),
        # What science backs.
        ("Zinc lozenges are supported by science.", "pattern:evidence"),
        ("Cupping is proven by modern research.", "pattern:evidence"),
    ],
)
def test_how_it_is_told(text: str, feature: str) -> None:
    assert feature in features(text)


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Ginger eases nausea.", "told:soon"),
        ("Ginger eases more than nausea.", "told:than"),
        ("Ginger, taken early, eases nausea.", "opening-means"),
        ("Using common sense, we relieve migraines.", "opening-means"),
        ("Honey is healing.", "power:of"),
        ("We stop heartburn.", "slogan:plain+fits"),
        ("Stopping heartburn takes time.", "slogan:plain+fits"),
        ("There were fewer cases of flu.", "drops-thanks-to"),
        ("The clinic is supported by donations and zinc lozenges.", "pattern:evidence"),
    ],
)
def test_what_is_not_told_so(text: str, feature: str) -> None:
    assert feature not in features(text)


@pytest.mark.parametrize(
    "text",
    [
        "A third fewer cases of flu might follow thanks to the vaccine.",
        "Is there a drop in cases of measles due to vaccination?",
        "Zinc lozenges are not supported by science.",
        "If zinc is supported by science, doctors will prescribe it.",
        "According to Dr. Amberg, zinc is supported by science.",
        "More accidents happened due to the new drug.",
    ],
)
def test_what_is_hedged_denied_asked_or_somebodys_stays_silent(text: str) -> None:
    assert not [f for f in Linter().lint_text(text, "x.txt") if f.rule == "unhedged-efficacy-claim"]
