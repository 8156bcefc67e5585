"""Fixes applied to a text: what wins, what is spared, what ends it, and that nothing else changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_helpers import RULES, core_lexicon, read_rule, run_rules

from healthlint.finding import Edit, Finding, Fix
from healthlint.fixing import Look, applied, chosen, fix_text
from healthlint.language.annotated import AnnotatedDocument
from healthlint.linter import plan, run
from healthlint.rules.selection import RuleSet
from healthlint.settings import Settings
from healthlint.source import Source

DOSES = [
    read_rule(RULES / pack / f"ismp-{name}.yaml")
    for pack, name in (
        ("core", "trailing-zero"),
        ("core", "naked-decimal"),
        ("ismp", "microgram-symbol"),
        ("ismp", "large-number-comma"),
    )
]
SET = RuleSet(DOSES)
PLAN = plan(SET, Settings(select=("all",)))


def finding(
    start: int, end: int, *edits: tuple[int, int, str], rule: str = "r", safety: str = "safe"
) -> Finding:
    """A finding with a fix of those edits."""
    fix = Fix(safety, tuple(Edit(*edit) for edit in edits))
    return Finding(
        "x.md",
        1,
        1,
        1,
        1,
        start,
        end,
        "",
        rule,
        "HL801",
        "language",
        "core",
        "error",
        "high",
        "",
        "",
        "",
        "",
        fix,
    )


def words(text: str) -> Look:
    """Reports "bad", to be "good"; "worse", which becomes "bad"; and "sad", whose fix is no better."""
    better = {"bad": "good", "worse": "bad", "sad": "sad sad"}
    found = [
        finding(*match.span(), (*match.span(), better[match.group()]), rule=match.group())
        for match in re.finditer("bad|worse|sad", text)
    ]
    return Look(found, found)


def dose_findings(text: str, path: str = "x.md") -> Look:
    document = AnnotatedDocument.read(Source(path, text), core_lexicon())
    found = run(document, SET, PLAN).findings
    return Look(found, found)


def fixed(text: str, path: str = "x.md") -> str:
    return fix_text(text, lambda now: dose_findings(now, path), ("safe",)).text


def test_every_round_settles_what_it_can_until_nothing_is_left() -> None:
    result = fix_text("A worse, bad tale.", words, ("safe",))
    assert result.text == "A good, good tale."
    assert [one.rule for one in result.findings] == ["worse", "bad", "bad"]
    assert result.is_complete


def test_a_fix_that_settles_nothing_is_taken_back_and_the_others_stand() -> None:
    result = fix_text("A sad, bad tale.", words, ("safe",))
    assert result.text == "A sad, good tale."
    assert [one.rule for one in result.futile] == ["sad"]


def test_of_fixes_that_overlap_the_first_wins() -> None:
    one, two, three = finding(0, 5, (0, 5, "a")), finding(4, 8, (4, 8, "b")), finding(9, 12, (9, 12, "c"))
    assert chosen([three, two, one]) == [one, three]
    around = finding(0, 20, (0, 1, "x"), (19, 20, "y"))
    assert chosen([around, three]) == [around]


def test_two_texts_for_one_place_are_not_both_written() -> None:
    assert len(chosen([finding(0, 0, (3, 3, "a")), finding(1, 2, (3, 3, "b"))])) == 1


@pytest.mark.parametrize(
    ("safety", "safeties", "is_fixed"),
    [
        ("safe", ("safe",), True),
        ("unsafe", ("safe",), False),
        ("unsafe", ("safe", "unsafe"), True),
        ("display", ("safe", "unsafe", "display"), False),
    ],
)
def test_only_fixes_that_are_safe_enough_are_applied(
    safety: str, safeties: tuple[str, ...], is_fixed: bool
) -> None:
    def look(text: str) -> Look:
        found = [finding(0, 3, (0, 3, "good"), safety=safety)] if text.startswith("bad") else []
        return Look(found, found)

    assert fix_text("bad", look, safeties).text == ("good" if is_fixed else "bad")


def test_what_is_not_open_stays_though_its_sentence_changes_around_it() -> None:
    def look(text: str) -> Look:
        found = words(text).found
        # As a baseline does: it knows "bad" for the sentence as it was.
        return Look(found, [one for one in found if one.rule != "bad" or "worse" not in text])

    assert fix_text("A worse and bad tale.", look, ("safe",)).text == "A good and bad tale."


def test_a_fix_for_the_document_does_not_spare_what_stands_at_its_start() -> None:
    def look(text: str) -> Look:
        found = [] if text.endswith("end") else [finding(0, 0, (len(text), len(text), " end"))]
        found += [] if text.startswith("ok") else [finding(0, 3, (0, 3, "ok"))]
        return Look(found, found)

    assert fix_text("bad tale", look, ("safe",)).text == "ok tale end"


def test_fixing_ends_where_findings_never_do() -> None:
    def look(text: str) -> Look:
        found = [finding(len(text) - 1, len(text), (len(text), len(text), "ab"), rule=str(len(text)))]
        return Look(found, found)

    result = fix_text("a", look, ("safe",))
    assert not result.is_complete
    assert len(result.findings) < 100


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Take 1.0 mg of melatonin at night.", "Take 1 mg of melatonin at night."),
        (
            "Give 0.5–1.0 mg of lorazepam, then 2.50 mg daily.",
            "Give 0.5–1 mg of lorazepam, then 2.5 mg daily.",
        ),
        ("Take .25 to .5 mg of clonazepam daily.", "Take 0.25 to 0.5 mg of clonazepam daily."),
        ("Take **10.0** mg of cetirizine a day.", "Take **10** mg of cetirizine a day."),
        (
            "Take 400 µg of folic acid and 5 μg of vitamin D.",
            "Take 400 mcg of folic acid and 5 mcg of vitamin D.",
        ),
        ("Take 100000 units of vitamin D a month.", "Take 100,000 units of vitamin D a month."),
        ("Take 1000-2000 mg of fish oil a day.", "Take 1,000-2,000 mg of fish oil a day."),
        ("Take 1000.0 mg of vitamin C daily.", "Take 1,000 mg of vitamin C daily."),
        ("Take .50 µg of the drug daily.", "Take 0.5 mcg of the drug daily."),
        ("Her CRP was 1.0 mg/L.", "Her CRP was 1.0 mg/L."),
        ("The leaflet said, “take 1.0 mg at night”.", "The leaflet said, “take 1.0 mg at night”."),
        ("> Take 1.0 mg of melatonin at night.", "> Take 1.0 mg of melatonin at night."),
        ("`Take 1.0 mg of melatonin` at night.", "`Take 1.0 mg of melatonin` at night."),
    ],
)
def test_doses_are_written_safely(text: str, better: str) -> None:
    assert fixed(text) == better
    assert fixed(f"{text}\r\n") == f"{better}\r\n"


def test_an_entity_or_markup_inside_a_number_is_left_to_people() -> None:
    (found,) = run_rules("<p>Take 1&#46;0 mg of melatonin at night.</p>", DOSES[:1], "x.html").findings
    assert found.fix is None
    (found,) = run_rules("<p>Take 1.0&nbsp;mg of melatonin at night.</p>", DOSES[:1], "x.html").findings
    assert found.fix == Fix("safe", (Edit(8, 11, "1"),))


AMOUNTS = st.builds(
    "{}{} {}".format,
    st.sampled_from(["1.0", ".5", "2.50", "0.5-1.0", "100000", "1000", "5", "12.0", "1,000.0", ".25 to .5"]),
    st.sampled_from(["", "**", " "]),
    st.sampled_from(["mg", "µg", "mcg", "IU", "units", "mg/L", "mL", "μg/kg"]),
)
SENTENCES = st.builds(
    "{} {} of {}{}".format,
    st.sampled_from(
        ["Take", "Adults were given", "Her level was", "> Take", "“Take", "- Give", "A bottle holds"]
    ),
    AMOUNTS,
    st.sampled_from(
        [
            "melatonin daily.",
            "vitamin D, and more.",
            "zinc twice a day”.",
            "the tonic [1].",
            "caf\u00e9\u200b.",
        ]
    ),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", " "]),
)


@settings(max_examples=60)
@given(st.lists(SENTENCES, max_size=8).map("".join), st.sampled_from(["x.md", "x.txt", "x.html"]))
def test_fixing_twice_is_fixing_once_and_touches_nothing_else(text: str, path: str) -> None:
    result = fix_text(text, lambda now: dose_findings(now, path), ("safe",))
    assert fixed(result.text, path) == result.text
    # Without what these rules write or take away, the texts are the same.
    strip = re.compile(
        r"(?<=\d),(?=\d)|(?<![\w.])0(?=\.\d)|(?<=\.)0+(?!\d)|(?<=\.\d)0+(?!\d)|\.(?=0+(?!\d))|\.(?!\d)|mc(?=g)|[µμ](?=g)"
    )
    for _ in range(3):
        text, again = strip.sub("", text), strip.sub("", result.text)
        result = result._replace(text=again)
    assert text == again


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3), st.text(max_size=3)), max_size=6),
)
def test_edits_leave_everything_outside_them_as_it_is(text: str, changes: list[tuple[int, int, str]]) -> None:
    found = [
        finding(0, 1, (start, min(start + size, len(text)), new))
        for start, size, new in changes
        if start <= len(text)
    ]
    kept = [one.fix.edits[0] for one in chosen(found) if one.fix]
    after = applied(text, kept)
    position = shift = 0
    for edit in kept:
        assert after[position + shift : edit.start + shift] == text[position : edit.start]
        assert after[edit.start + shift : edit.start + shift + len(edit.text)] == edit.text
        position, shift = edit.end, shift + len(edit.text) - (edit.end - edit.start)
    assert after[position + shift :] == text[position:]


@pytest.mark.parametrize(
    "text",
    [
        "The leaf extract was given at 250 µg per plate.",
        "Patients' serum received 2000 µg per well in the assay.",
        "In vitro, a dose of 1500 mg of the powder was added.",
        "Macrophages received 40 µg of the root extract; suppression at 80 µg was complete.",
        "Doses of 5000 µg per plate were not mutagenic.",
    ],
)
def test_amounts_of_the_laboratory_are_no_doses(text: str) -> None:
    assert fixed(text) == text


def test_a_dose_that_somebody_takes_is_one_whatever_else_is_said() -> None:
    assert fixed("Start at 25 µg of levothyroxine a day.") == "Start at 25 mcg of levothyroxine a day."
    text = "Adults take 5000 IU of vitamin D a day to raise the concentration in the blood."
    assert fixed(text) == text.replace("5000", "5,000")
