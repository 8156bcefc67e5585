"""A place in a recording says who speaks: what stands beside it is retold, neither claimed nor without a source."""

from __future__ import annotations

import pytest

from healthlint import Linter

TOLD = (
    "Ginger tea calms an upset stomach within minutes [00:12:40].",
    "Half of all night nurses sleep badly [01:02:33].",
    "Valerian cures insomnia (1:02:33).",
    "Roughly 30% of bakers cough [4:15], she says.",
)
CLAIMED = (
    ("Ginger tea calms an upset stomach within minutes (9:30).", "unhedged-efficacy-claim"),
    ("Drunk at 9:30, ginger tea calms an upset stomach.", "unhedged-efficacy-claim"),
    ("Ginger tea calms an upset stomach [see the list].", "unhedged-efficacy-claim"),
    ("Half of all night nurses sleep badly.", "unreferenced-number"),
)


def rules(text: str) -> set[str]:
    return {finding.rule for finding in Linter().lint_text(f"{text}\n", "recording.md")}


@pytest.mark.parametrize("sentence", TOLD)
def test_what_a_recording_says_is_told(sentence: str) -> None:
    assert not rules(sentence) & {"unhedged-efficacy-claim", "unreferenced-number", "cure-claim"}


@pytest.mark.parametrize(("sentence", "rule"), CLAIMED)
def test_other_times_and_brackets_excuse_nothing(sentence: str, rule: str) -> None:
    assert rule in rules(sentence)
