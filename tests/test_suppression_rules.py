"""Findings about suppressions themselves, and rules that may not be suppressed, or not without a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_helpers import run
from hypothesis import given
from hypothesis import strategies as st

import healthlint
from healthlint.finding import Finding

CURE = "Moonberry cures insomnia."


def lint(text: str, path: str = "a.md", **config: object) -> list[Finding]:
    """The findings, but for those about the document as a whole."""
    found = healthlint.Linter(config).lint_text(text, path)
    return [one for one in found if one.family in ("efficacy", "provenance", "safety")]


def names(text: str, path: str = "a.md", **config: object) -> list[str]:
    return [one.rule for one in lint(text, path, **config)]


def test_a_finding_about_a_suppression_covers_its_comment() -> None:
    text = (
        "Garlic.\n\n  <!-- healthlint-disable-next-line cure-claim -- quoted\n  twice -->\n"
        f"{CURE} <!-- healthlint-disable-line HL301 -- x -->\n"
    )
    (found,) = lint(text)
    assert found.rule == "unused-suppression"
    assert found.text == "<!-- healthlint-disable-line HL301 -- x -->"
    assert text[found.start : found.end] == found.text
    assert (found.line, found.column) == (5, 27)
    assert found.message == "this suppresses `HL301`, where nothing of it is found"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "<!-- healthlint-disable-next-line cure-claim -- old -->\nGarlic grows.\n"),
        ("a.html", "<!-- healthlint-disable-next-line cure-claim -- old -->\n<p>Garlic grows.</p>\n"),
        ("a.mdx", "{/* healthlint-disable-next-line cure-claim -- old */}\nGarlic grows.\n"),
        ("a.txt", "# healthlint-disable-next-line cure-claim -- old\nGarlic grows.\n"),
    ],
)
def test_every_format_has_them(path: str, text: str) -> None:
    (found,) = lint(text, path)
    assert found.rule == "unused-suppression"
    assert "healthlint-disable-next-line" in found.text


def test_only_the_names_that_leave_out_nothing_are_told() -> None:
    (found,) = lint(f"<!-- healthlint-disable-next-line dosing, cure-claim, HL701 -- x -->\n{CURE}")
    assert "`dosing`, `HL701`," in found.message


def test_a_rule_that_does_not_run_makes_nothing_unused() -> None:
    text = f"<!-- healthlint-disable-next-line dosing -- x -->\n{CURE}"
    assert names(text, select=["efficacy", "unused-suppression"]) == ["cure-claim"]
    assert names(text, ignore=["dosing-statement"]) == ["cure-claim"]
    assert names(text) == ["unused-suppression", "cure-claim"]


def test_what_is_found_but_not_shown_is_a_use() -> None:
    text = f"<!-- healthlint-disable-next-line unhedged-efficacy-claim -- x -->\n{CURE}"
    assert names(text) == ["cure-claim"]


def test_a_suppression_of_everything_does_not_hide_itself() -> None:
    assert names("<!-- healthlint-disable-file -- x -->\n\nGarlic grows.") == ["unused-suppression"]
    assert names("<!-- healthlint-disable-file all -->\n\nGarlic grows.") == [
        "unused-suppression",
        "suppression-without-reason",
    ]


def test_they_are_left_out_where_they_are_named() -> None:
    text = (
        "<!-- healthlint-disable-file HL091, suppression-without-reason -->\n"
        "<!-- healthlint-disable-next-line HL206 -->\nGarlic."
    )
    assert names(text) == []
    assert names(text.replace("next-line HL206", "next-line HL206 -- x")) == []
    alone = "<!-- healthlint-disable-file unused-suppression -- x -->\n\nGarlic grows."
    assert names(alone) == ["unused-suppression"], "it leaves out nothing, and not itself"


def test_front_matter_is_placed_at_the_top() -> None:
    (found,) = lint("---\nhealthlint: {disable: [efficacy], reason: x}\n---\n\nGarlic grows.")
    assert (found.rule, found.line, found.column, found.start, found.end) == (
        "unused-suppression",
        1,
        1,
        0,
        0,
    )


def test_what_is_unknown_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Garlic. <!-- healthlint-disable-line cure-clam -- x -->\n")
    outcome = run("--no-config", "a.md")
    assert outcome.err == ""
    assert "HL092 unknown-suppression this does not do what it says: unknown rule" in outcome.out
    outcome = run("--no-config", "--ignore", "unknown-suppression", "a.md")
    assert "HL092" not in outcome.out
    assert "a.md:1:9: unknown rule" in outcome.err


def test_identical_comments_have_fingerprints_of_their_own() -> None:
    line = "Garlic. <!-- healthlint-disable-line cure-claim -- x -->\n\n"
    found = lint(line * 3)
    assert len({one.fingerprint for one in found}) == 3
    moved = lint(f"More.\n\n{line * 3}")
    assert [one.fingerprint for one in moved] == [one.fingerprint for one in found]


def suppressed(reason: str, **suppressible: object) -> list[str]:
    return names(f"{CURE} <!-- healthlint-disable-line efficacy{reason} -->", suppressible=suppressible)


@pytest.mark.parametrize(
    ("reason", "suppressible", "expected"),
    [
        (" -- x", {}, []),
        (" -- x", {"cure-claim": True}, []),
        (" -- x", {"cure-claim": "with-reason"}, []),
        (" -- x", {"cure-claim": False}, ["cure-claim", "refused-suppression"]),
        (
            "",
            {"cure-claim": "with-reason"},
            ["cure-claim", "refused-suppression"],
        ),
        (" -- x", {"efficacy": False}, ["cure-claim", "refused-suppression"]),
        (" -- x", {"efficacy": False, "HL206": True}, []),
        (" -- x", {"core": False, "efficacy": True}, []),
    ],
)
def test_what_may_be_suppressed_is_a_setting(
    reason: str, suppressible: dict[str, object], expected: list[str]
) -> None:
    assert suppressed(reason, **suppressible) == expected


def test_of_two_suppressions_the_one_with_a_reason_counts() -> None:
    text = f"<!-- healthlint-disable-file efficacy -->\n\n{CURE} <!-- healthlint-disable-line -- a parody -->"
    assert "cure-claim" not in names(text, suppressible={"cure-claim": "with-reason"})


def test_an_order_to_stop_a_medicine_needs_a_reason() -> None:
    stop = "Stop taking your blood pressure tablets once you feel better. <!-- healthlint-disable-line safety{} -->"
    assert "stop-medicine-directive" in names(stop.format(""))
    assert "stop-medicine-directive" not in names(stop.format(" -- quoted from a complaint"))


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("suppressible: {cure-claim: maybe}", "healthlint.yml:1:28: "),
        ("suppressible: {cure-clam: true}", "did you mean `cure-claim`?"),
    ],
)
def test_mistakes_in_the_setting_have_their_place(
    config: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("healthlint.yml").write_text(f"{config}\n")
    Path("a.md").write_text("Garlic.\n")
    outcome = run("a.md")
    assert outcome.code == 2
    assert message in outcome.err


COMMENTS = st.lists(
    st.tuples(
        st.sampled_from(["disable-line", "disable-next-line", "disable", "enable", "disable-file"]),
        st.sampled_from(
            ["", "cure-claim", "efficacy", "dosing", "HL091", "unused-suppression", "no-such", "all"]
        ),
        st.sampled_from(["", " -- x"]),
        st.sampled_from([CURE, "Garlic grows."]),
    ),
    max_size=6,
)


@given(COMMENTS)
def test_taking_away_what_is_unused_reveals_nothing(
    comments: list[tuple[str, str, str, str]],
) -> None:
    text = "".join(f"{said} <!-- healthlint-{name} {rule}{why} -->\n\n" for name, rule, why, said in comments)
    found = lint(text)
    before = [one.text for one in found if one.family == "efficacy"]
    for one in reversed([one for one in found if one.rule == "unused-suppression"]):
        if one.message.count("`") == 2 or "all rules" in one.message:
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    assert [one.text for one in lint(text) if one.family == "efficacy"] == before


@pytest.mark.parametrize(
    ("path", "text", "better"),
    [
        ("a.md", "Garlic. <!-- healthlint-disable-line efficacy -- x -->\n", "Garlic.\n"),
        ("a.md", "A.\n<!-- healthlint-disable-next-line efficacy -- x -->\nB.\n", "A.\n\nB.\n"),
        ("a.txt", "# healthlint-disable-file efficacy -- x\r\nB.\r\n", "\r\nB.\r\n"),
        ("a.mdx", "Garlic. {/* healthlint-disable-line */}\n", "Garlic.\n"),
        ("a.html", "<p>A <!-- healthlint-disable-line efficacy -- x --> b</p>", "<p>A b</p>"),
        ("a.md", f"{CURE} <!-- healthlint-disable-line cure-claim, dosing -- x -->\n", None),
        ("a.md", "<!-- healthlint-disable dosing -- x -->\n\nA.\n\n<!-- healthlint-enable -->\n", None),
        ("a.md", "---\nhealthlint: {disable: [dosing], reason: x}\n---\n\nA.\n", None),
    ],
)
def test_one_that_leaves_out_nothing_at_all_is_taken_away(
    path: str, text: str, better: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(path).write_bytes(text.encode())
    run("--no-config", "--fix", path)
    assert Path(path).read_bytes().decode() == (text if better is None else better)
