"""Spaces of every kind read as plain ones, and what is found beside them keeps its place in the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from healthlint import Linter
from healthlint.language.fold import plain_spaces


@given(st.text(alphabet="a1 \u00a0\u2009\u202f.", max_size=20))
def test_only_spaces_change_and_none_between_digits(text: str) -> None:
    plain = plain_spaces(text)
    assert len(plain) == len(text)
    for at, (old, new) in enumerate(zip(text, plain, strict=True)):
        between = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        assert new == (" " if old in "\u00a0\u2009\u202f" and not between else old)


def test_a_claim_is_fixed_over_a_no_break_space() -> None:
    text = "# Ginger\n\nGinger effectively\u00a0relieves nausea. It is a root that grows in Asia.\n"
    (finding,) = [f for f in Linter().lint_text(text, "x.md") if f.rule == "unhedged-efficacy-claim"]
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    assert text[edit.start : edit.end] == "effectively\u00a0relieves"
