"""Which of many suppressions leaves a finding out, said once more without any hurry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from report_helpers import finding_in
from test_suppression import kept

from healthlint.finding import Finding
from healthlint.suppression import Cover, Suppression, Suppressions

TEXT = "x" * 40
RULES = ("one", "two")

places = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)
covers = st.tuples(st.sets(st.sampled_from(RULES), min_size=1), places).map(
    lambda made: Cover(frozenset(made[0]), *made[1])
)
items = st.tuples(st.sampled_from(["disable", "disable-file"]), st.lists(covers, max_size=2)).map(
    lambda made: Suppression(made[0], (), "", 1, 1, tuple(made[1]))
)
findings = st.tuples(st.sampled_from(RULES), places).map(
    lambda made: finding_in(TEXT, *(made[1] if made[1][0] < made[1][1] else (0, 0)), rule=made[0])
)


def left_out_by(finding: Finding, item: Suppression) -> bool:
    whole = finding.start == finding.end
    return any(
        finding.rule in cover.rules
        and (
            item.directive == "disable-file" and cover.start == 0 < cover.end
            if whole
            else cover.start < finding.end and finding.start < cover.end
        )
        for cover in item.covers
    )


@given(st.lists(items, max_size=6), st.lists(findings, max_size=6))
def test_a_finding_is_left_out_where_anything_covers_it(
    asked: list[Suppression], found: list[Finding]
) -> None:
    found.sort(key=lambda finding: (finding.start, finding.end))
    settled = list(Suppressions(tuple(asked)).settle(found))
    assert [finding for finding, _ in settled] == found
    for finding, by in settled:
        if by is None:
            assert not any(left_out_by(finding, item) for item in asked)
        else:
            assert left_out_by(finding, by)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["no-fuss", "no-noise", ""])), max_size=12))
def test_what_is_disabled_is_so_up_to_where_it_is_enabled(steps: list[tuple[bool, str]]) -> None:
    text, off = "", set[str]()
    expected = []
    for disable, rule in steps:
        text += f"<!-- healthlint-{'disable' if disable else 'enable'} {rule} -->\n\nA fuss and a noise.\n\n"
        meant = {rule} if rule else {"no-fuss", "no-noise"}
        off = off | meant if disable else off - meant
        expected += [word for word in ("fuss", "noise") if f"no-{word}" not in off]
    assert kept(text) == expected
