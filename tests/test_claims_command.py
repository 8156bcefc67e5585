"""healthlint claims: what articles claim, and what a change makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import run
from git_helpers import ENVIRONMENT, commit, git, repository
from hypothesis import given
from hypothesis import strategies as st
from workspace_helpers import put

import healthlint
from healthlint.claimdiff import KINDS, Change, Place, compare, kinds
from healthlint.statements import STRENGTHS, Statement, find_statements

REFERENCES = "\n## References\n\n1. Doe J. A long title of a study of minerals. J Test. 2020;1:2-3.\n"


def statements(text: str) -> list[Statement]:
    return find_statements(healthlint.annotate(f"# Notes\n\n{text}\n{REFERENCES}", "x.md"))


def only(text: str) -> Statement:
    (one,) = statements(text)
    return one


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Zinc does not relieve colds.", "denied"),
        ("Magnesium may reduce blood pressure.", "hedged"),
        ("Magnesium is linked to better sleep.", "linked"),
        ("Ginger can ease nausea.", "possible"),
        ("Ginger eases nausea.", "stated"),
        ("Ginger eases nausea.[1]", "stated"),
        ("Turmeric cures arthritis.", "promised"),
        ("Ginger is proven to ease nausea.", "promised"),
        ("Processed meat is linked to bowel cancer.", "linked"),
        ("Processed meat may cause bowel cancer.", "hedged"),
        ("Processed meat causes bowel cancer.", "stated"),
        ("Aspirin does not cause bleeding.", "denied"),
    ],
)
def test_how_strongly_something_is_claimed(text: str, strength: str) -> None:
    assert strength in STRENGTHS
    assert only(text).strength == strength


def test_a_statement_says_who_does_what_with_which_numbers_and_what_backs_it() -> None:
    one = only("Take 500 mg of curcumin twice a day for two weeks.[1]")
    assert (one.agent, one.backing, one.strength) == ("curcumin", "sentence", "")
    assert [amount.text for amount in one.doses] == ["500 mg", "two weeks", "twice a day"]
    one = only("Zinc shortens colds in 40% of adults.")
    assert (one.agent, one.target, one.backing) == ("zinc", "colds", "")
    assert [amount.text for amount in one.numbers] == ["40%"]
    assert (one.line, one.column) == (3, 1)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Magnesium may reduce blood pressure.", "Magnesium reduces blood pressure.", ["strengthened"]),
        ("Coffee is linked to heart disease.", "Coffee causes heart disease.", ["strengthened"]),
        ("Zinc does not relieve colds.", "Zinc relieves colds.", ["strengthened"]),
        ("Ginger eases nausea.", "Ginger may ease nausea.", ["weakened"]),
        ("Ginger eases nausea.", "Ginger cures nausea.", ["strengthened"]),
        ("Ginger eases nausea.[1]", "Ginger eases nausea.", ["lost-reference"]),
        ("Ginger eases nausea.", "Ginger eases nausea.[1]", ["gained-reference"]),
        ("Ginger may ease nausea.[1]", "Ginger eases nausea.", ["strengthened", "lost-reference"]),
        ("Green tea prevents stroke.", "Green tea prevents cancer.", ["other-claim"]),
        ("Take 500 mg of curcumin a day.", "Take 5 g of curcumin a day.", ["dose-changed"]),
        ("Take 500 mg of curcumin once a day.", "Take 500 mg of curcumin twice a day.", ["dose-changed"]),
        ("Take 500 mg of curcumin a day.", "Take 500 mg of ginger a day.", ["other-claim"]),
        ("About 30% of adults sleep badly.[1]", "About 35% of adults sleep badly.[1]", ["number-changed"]),
        ("About 30% of adults sleep badly.[1]", "About 30% of adults sleep badly.", ["lost-reference"]),
        # The same, said otherwise.
        ("Take 500 mg of curcumin a day.", "Take 0.5 g of curcumin a day.", []),
        ("Ginger eases nausea.", "Fresh ginger really eases nausea.", []),
        ("Ginger eases nausea.[1]", "Ginger eases nausea (Doe, 2020).", []),
    ],
)
def test_what_becomes_of_a_sentence(old: str, new: str, expected: list[str]) -> None:
    changes = compare(
        [Place("x.md", one) for one in statements(old)], [Place("x.md", one) for one in statements(new)]
    )
    assert [list(change.kinds) for change in changes] == ([expected] if expected else [])
    assert all(change.old and change.new for change in changes), "the two are seen as one"


def changes_of(old: str, new: str) -> list[Change]:
    return compare(
        [Place("x.md", one) for one in statements(old)], [Place("x.md", one) for one in statements(new)]
    )


def test_a_moved_paragraph_is_no_change_and_one_changed_in_it_is_found() -> None:
    first = "Magnesium may reduce blood pressure. Zinc shortens colds.\n"
    second = "Mint soothes the stomach. Sage eases a sore throat.\n"
    assert changes_of(f"{first}\n{second}", f"{second}\n{first}") == []
    (change,) = changes_of(f"{first}\n{second}", f"{second}\n{first.replace('may reduce', 'reduces')}")
    assert change.kinds == ("strengthened",)
    assert change.old is not None
    assert change.old.statement.text == "Magnesium may reduce blood pressure."


def test_sentences_of_one_agent_are_told_apart() -> None:
    old = "Zinc may shorten colds. Zinc may ease acne. Zinc may help sleep."
    changes = changes_of(old, "Zinc helps sleep. Zinc eases acne. Zinc may shorten colds.")
    pairs = [(one.old.statement.target, one.new.statement.target) for one in changes if one.old and one.new]
    assert pairs == [("sleep", "sleep"), ("acne", "acne")]
    assert {one.kinds for one in changes} == {("strengthened",)}


def test_a_reference_that_backed_the_paragraph_is_missed_by_all_of_it() -> None:
    changes = changes_of("Zinc shortens colds. It rains.[1]", "Zinc shortens colds. It rains.")
    assert [change.kinds for change in changes] == [("lost-reference",)]


def test_the_same_words_that_are_just_taken_for_a_claim_are_no_change() -> None:
    plain, claim = (
        Statement("Sage and rest.", 3, 1),
        Statement("Sage and rest.", 3, 1, "stated", "sage", "and", "rest"),
    )
    assert kinds(plain, claim) == kinds(claim, plain) == ()


TEXTS = st.sampled_from(["Zinc eases colds.", "Zinc may ease colds.", "Sage cures pain.", "Mint soothes."])
PLACES = st.lists(
    st.builds(
        Place,
        st.sampled_from(["a.md", "b.md"]),
        st.builds(
            Statement,
            TEXTS,
            st.integers(1, 9),
            st.just(1),
            st.sampled_from(STRENGTHS),
            st.sampled_from(["zinc", "sage"]),
            st.just("eases"),
            st.sampled_from(["colds", "pain"]),
            st.sampled_from(["", "named", "sentence"]),
        ),
    ),
    max_size=8,
)


@given(PLACES, PLACES)
def test_every_change_is_told_once(old: list[Place], new: list[Place]) -> None:
    changes = compare(old, new)
    assert compare(old, old) == []
    assert all(change.kinds and set(change.kinds) <= set(KINDS) for change in changes)
    for before, side in ((old, [c.old for c in changes]), (new, [c.new for c in changes])):
        told = [id(place) for place in side if place]
        assert len(told) == len(set(told))
        assert set(told) <= set(map(id, before))
    assert all(
        change.kinds == kinds(change.old.statement, change.new.statement)
        for change in changes
        if change.old and change.new
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with three articles on main, and a branch that is checked out."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    root = repository(tmp_path / "project")
    monkeypatch.chdir(root)
    put(
        root,
        "docs/herbs.md",
        f"# Herbs\n\nMagnesium may reduce blood pressure.[1]\n\nGinger eases nausea.\n{REFERENCES}",
    )
    put(root, "docs/gone.md", "# Gone\n\nSage cures colds.\n")
    put(root, "docs/move.md", "# Move\n\nMint soothes the stomach.\n")
    commit(root)
    git(root, "checkout", "-q", "-b", "topic")
    return root


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def compared(*arguments: str) -> list[dict[str, Any]]:
    done = run("claims", "--since", "main", "--output-format", "json", *arguments)
    assert done.code == 0, done.err
    changes: list[dict[str, Any]] = json.loads(done.out)["changes"]
    return changes


def test_nothing_changed(project: Path) -> None:
    assert run("claims", "--since", "main").out == "Claims since main: nothing; 0 changed files.\n"
    edit(project / "docs/herbs.md", "# Herbs\n", "# Herbs\n\nA line about the kitchen.\n")
    assert run("claims", "--since", "main").out == "Claims since main: nothing; 1 changed file.\n"


def test_a_change_is_told_with_place_both_sentences_and_what_is_different(project: Path) -> None:
    edit(
        project / "docs/herbs.md",
        "Magnesium may reduce blood pressure.[1]",
        "Magnesium reduces blood pressure.",
    )
    assert run("claims", "--since", "main").out == (
        "docs/herbs.md:3:1: strengthened, reference lost\n"
        "  - Magnesium may reduce blood pressure.[1]\n"
        "  + Magnesium reduces blood pressure.\n"
        "      hedged -> stated\n"
        "      reference in the sentence -> no reference\n"
        "\n"
        "Claims since main: 1 strengthened, 1 reference lost; 1 changed file.\n"
    )
    (change,) = compared()
    assert change["kinds"] == ["strengthened", "lost-reference"]
    assert change["old"]["strength"] == "hedged"
    assert change["new"] == {
        "path": "docs/herbs.md",
        "text": "Magnesium reduces blood pressure.",
        "line": 3,
        "column": 1,
        "strength": "stated",
        "agent": "magnesium",
        "predicate": "reduces",
        "target": "blood pressure",
        "backing": "",
        "doses": [],
        "numbers": [],
    }


def test_where_the_same_words_speak_of_another_remedy_the_report_names_both(project: Path) -> None:
    put(project, "docs/kitchen.md", "# Ginger\n\nIt grows in Asia.\n\n- Reduces nausea\n")
    commit(project)
    git(project, "branch", "-f", "main")
    put(project, "docs/kitchen.md", "# Zinc\n\nIt grows in Asia.\n\n- Reduces nausea\n")
    done = run("claims", "--since", "main", "docs/kitchen.md")
    assert "about something else" in done.out
    assert "  - Reduces nausea\n  + Reduces nausea\n" in done.out
    assert "      ginger for nausea -> zinc for nausea\n" in done.out


def test_added_removed_and_moved_articles(project: Path) -> None:
    (project / "docs/gone.md").unlink()
    (project / "docs/move.md").rename(project / "mint.md")
    put(project, "new.md", "# New\n\nLavender improves sleep.\n")
    told = [(one["kinds"], (one["new"] or one["old"])["path"]) for one in compared()]
    assert told == [(["removed"], "docs/gone.md"), (["added"], "new.md")]
    assert [one["kinds"] for one in compared("docs")] == [["removed"], ["removed"]]
    git(project, "add", "-A")
    assert [(one["kinds"], (one["new"] or one["old"])["path"]) for one in compared()] == told
    assert [one["kinds"] for one in compared("docs/gone.md")] == [["removed"]]
    assert "docs/gone.md:3:1 (before): removed\n" in run("claims", "--since", "main").out


def test_a_renamed_article_keeps_its_old_name_for_the_old_version(project: Path) -> None:
    git(project, "mv", "docs/herbs.md", "docs/plants.md")
    edit(project / "docs/plants.md", "may reduce", "reduces")
    (change,) = compared()
    assert (change["old"]["path"], change["new"]["path"]) == ("docs/herbs.md", "docs/plants.md")
    assert "(docs/herbs.md:3:1)" in run("claims", "--since", "main").out


def test_a_sentence_that_moves_to_another_article_is_neither_added_nor_removed(project: Path) -> None:
    edit(project / "docs/herbs.md", "Ginger eases nausea.\n", "")
    edit(project / "docs/move.md", "Mint", "Ginger eases nausea.\n\nMint")
    assert compared() == []


def test_a_change_can_fail_a_run(project: Path) -> None:
    edit(project / "docs/herbs.md", "may reduce", "reduces")
    assert run("claims", "--since", "main").code == 0
    assert run("claims", "--since", "main", "--fail-on", "strengthened,dose-changed").code == 1
    assert run("claims", "--since", "main", "--fail-on", "dose-changed").code == 0
    wrong = run("claims", "--since", "main", "--fail-on", "strenghtened")
    assert wrong.code == 2
    assert "there is no change `strenghtened`; did you mean `strengthened`?" in wrong.err
    assert "give --since REF too" in run("claims", "--fail-on", "added").err


def test_what_git_cannot_tell_is_said_with_the_remedy(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run("claims", "--since", "origin/nowhere")
    assert done.code == 2
    assert "--since origin/nowhere: the repository" in done.err
    put(tmp_path, "apart/x.md", "# X\n")
    monkeypatch.chdir(tmp_path / "apart")
    assert "lies in no git repository" in run("claims", "--since", "main").err


def test_markdown_shows_hostile_text_as_it_is(project: Path) -> None:
    hostile = "Ginger @everyone ![x](http://x.example/y) <img src=x> | `eases` nausea."
    edit(
        project / "docs/herbs.md",
        "Ginger eases nausea.",
        f"```\nno prose\n```\n\n{hostile.replace('`eases`', 'cures')}",
    )
    out = run("claims", "--since", "main", "--output-format", "markdown").out
    table = out.split("|---|---|---|---|---|\n")[1]
    assert "cures" in table
    assert not set("@<>[]`*") & set(table.replace("<br>", ""))
    assert {line.count("|") for line in table.splitlines()} == {6}


def test_the_claims_of_an_article(project: Path) -> None:
    assert run("claims", "docs/herbs.md").out == (
        "docs/herbs.md:3:1: hedged, reference in the sentence\n"
        "    Magnesium may reduce blood pressure.[1]\n"
        "docs/herbs.md:5:1: stated, no reference\n"
        "    Ginger eases nausea.\n"
        "2 claims in 1 file.\n"
    )
    data = json.loads(run("claims", "--output-format", "json").out)
    assert data["summary"] == {"files": 3}
    assert [claim["path"] for claim in data["claims"]] == [
        "docs/gone.md",
        "docs/herbs.md",
        "docs/herbs.md",
        "docs/move.md",
    ]
    assert (
        "| docs&#47;gone&#46;md&#58;3&#58;1 | promised |" in run("claims", "--output-format", "markdown").out
    )


def test_an_article_that_cannot_be_read_is_named(project: Path) -> None:
    (project / "docs/bad.md").write_bytes(b"%PDF-1.4")
    for arguments in ((), ("--since", "main")):
        done = run("claims", *arguments)
        assert done.code == 2
        assert "docs/bad.md: not a text file: a PDF" in done.err
