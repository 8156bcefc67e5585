"""Numbers of a study in its own report need no source; those of its introduction, and of other articles, do."""

from __future__ import annotations

import pytest

from healthlint import Linter

ABSTRACT = (
    "Objective: About 30% of nurses lie awake after a night shift.\n\n"
    "Methods: We sent 212 nurses to a nap room for a month.\n\n"
    "Results: Of the 212 nurses, 41% slept longer (p = 0.03).\n\n"
    "Conclusions: Four in ten nurses slept longer.\n\n"
    "A hospital in the next town says that 60% of its nurses would like a nap room.\n"
)
PAPER = (
    "# Naps on the ward\n\n## 1. Introduction\n\nSome 30% of nurses sleep badly.\n\n"
    "## 2. Materials and methods\n\n### Volunteers\n\nWe asked 212 nurses.\n\n"
    "## 3. Results\n\n### Sleep\n\nIn all, 41% slept longer.\n\n"
    "## 4. Discussion\n\nElsewhere 70% of nurses nap.\n\n"
    "## 5. Conclusion\n\nNearly half of the nurses, 41%, slept longer.\n\n"
    "## Our clinic\n\nWe treat 25% of the town's patients.\n"
)
ONE_PARAGRAPH = (
    "BACKGROUND: Some 30% of nurses sleep badly. METHODS: We asked 212 nurses. RESULTS: 41% slept longer. "
    "CONCLUSIONS: Naps were taken by 41% of nurses."
)
LINES = (
    "Background\n\nSome 30% of nurses sleep badly.\n\n"
    "Methods\n\nWe asked 212 nurses.\n\nResults\n\n41% slept longer.\n"
)


def numbers(text: str, path: str = "article.md") -> list[str]:
    """The numbers that are reported, low confidence left out."""
    return [
        finding.text for finding in Linter().lint_text(text, path) if finding.rule == "unreferenced-number"
    ]


@pytest.mark.parametrize(
    ("text", "path", "reported"),
    [
        (ABSTRACT, "a.md", ["30%", "60%"]),
        (PAPER, "a.md", ["30%", "70%", "25%"]),
        (ONE_PARAGRAPH, "a.md", ["30%"]),
        (LINES, "a.txt", ["30%"]),
    ],
)
def test_what_a_study_measured_itself_needs_no_source(text: str, path: str, reported: list[str]) -> None:
    assert numbers(text, path) == reported


@pytest.mark.parametrize(
    "text",
    [
        "## Results\n\nAmong our readers 41% slept longer.\n",
        "## Methods of breathing\n\nAbout 41% of nurses slept longer.\n\n## Results you can feel\n\nFeel calm.\n",
        "## Results\n\nAmong nurses 41% slept longer.\n\n## Methods\n\nYou breathe in and out.\n",
    ],
)
def test_the_same_headings_elsewhere_excuse_nothing(text: str) -> None:
    assert "41%" in numbers(text)
