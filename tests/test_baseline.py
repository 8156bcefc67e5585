"""Baselines: known findings stay known, new ones are reported, and what is gone is told of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import run
from hypothesis import given
from hypothesis import strategies as st
from workspace_helpers import house_rule, put

import healthlint
from healthlint.baseline import BaselineError, Entry, parse, render, updated

NAME = ".healthlint-baseline.jsonl"
DISCLAIMER = (
    "This page is for general information only and is no substitute for advice from your doctor. "
    "Talk to a health professional before you change a treatment.\n"
)
TURMERIC = f"# Turmeric\n\n{DISCLAIMER}\nTurmeric cures arthritis.\n\nGinger relieves nausea.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article, and the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    put(tmp_path, "docs/turmeric.md", TURMERIC)
    return tmp_path


def reported(*arguments: str) -> list[tuple[str, str]]:
    """Path and text of each finding."""
    out = run(*arguments, "--output-format", "json").out
    return [(item["path"], item["text"]) for item in json.loads(out)["diagnostics"]]


def stale(*arguments: str) -> list[str]:
    return [line for line in run(*arguments).err.splitlines() if "not occur any more" in line]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_known_is_left_out_and_what_is_new_is_reported(project: Path) -> None:
    before = reported(".")
    assert [text for _, text in before] == ["cures arthritis", "relieves nausea"]
    done = run("baseline", "write")
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == f"{NAME}: 2 findings added, 0 dropped; 2 findings known, and 1 that are not shown, in 1 file\n"
    )
    clean = run(".")
    assert (clean.code, clean.out) == (0, "No findings in 1 file.\n")
    assert clean.err == "healthlint: 2 known findings left out by the baseline\n"
    edit(project / "docs/turmeric.md", "# Turmeric\n", "# Turmeric\n\nZinc prevents colds.\n")
    assert reported(".") == [("docs/turmeric.md", "prevents colds")]
    assert run(".").code == 1


def test_it_is_stable_when_lines_move_and_neighbours_change(project: Path) -> None:
    run("baseline", "write")
    page = project / "docs/turmeric.md"
    edit(
        page,
        "\nTurmeric cures arthritis.",
        "\n\n\nSome words about the kitchen.\n\nTurmeric   cures\narthritis.",
    )
    edit(page, "Ginger relieves nausea.", "It rained. **Ginger** relieves nausea. It snowed.")
    assert reported(".") == []
    assert stale(".") == []


def test_one_that_takes_the_place_of_another_is_new(project: Path) -> None:
    run("baseline", "write")
    edit(project / "docs/turmeric.md", "Ginger relieves nausea.", "Ginger relieves pain.")
    assert reported(".") == [("docs/turmeric.md", "relieves pain")]
    assert stale(".") == [
        f"healthlint: {NAME}: 1 entry does not occur any more (docs/turmeric.md: 1); "
        "`healthlint baseline prune` drops what is gone"
    ]


def test_a_second_occurrence_of_a_known_sentence_is_new(project: Path) -> None:
    run("baseline", "write")
    with (project / "docs/turmeric.md").open("a", encoding="utf-8") as file:
        file.write("\nGinger relieves nausea.\n")
    assert reported(".") == [("docs/turmeric.md", "relieves nausea")]


def test_what_is_gone_fails_a_run_that_asks_for_it(project: Path) -> None:
    run("baseline", "write")
    edit(project / "docs/turmeric.md", "Ginger relieves nausea.", "Ginger may relieve nausea.")
    assert run(".").code == 0
    assert run("--fail-on-stale-baseline", ".").code == 1
    assert run("--fail-on-stale-baseline", "--exit-zero", ".").code == 0
    pruned = run("baseline", "prune")
    assert pruned.out.startswith(f"{NAME}: 0 findings added, 1 dropped; 1 finding known")
    assert run("--fail-on-stale-baseline", ".").code == 0


@pytest.mark.parametrize("options", [("--select", "numbers"), ("--ignore", "efficacy"), ("--no-config",)])
def test_a_run_with_fewer_rules_does_not_take_what_it_cannot_find_for_gone(
    project: Path, options: tuple[str, ...]
) -> None:
    put(project, "healthlint.yml", "rules: [lint]\nextend-select: [house]\n")
    put(project, "lint/house/no-wombat.yaml", house_rule())
    put(project, "docs/wombats.md", "A wombat drank its tea.\n")
    run("baseline", "write")
    edit(project / "docs/wombats.md", "A wombat", "A dog")
    assert run("--fail-on-stale-baseline", *options, "docs").code == (1 if options[0] == "--ignore" else 0)
    assert len(stale("docs")) == 1


def test_an_edit_elsewhere_that_lifts_a_finding_over_the_threshold_makes_it_no_news(project: Path) -> None:
    """How sure a claim is depends a little on how much praise its article holds."""
    plain = (
        "The kitchen has a table, four chairs and a window, and people sit there with a book or a paper. " * 8
    )
    praise = "It is the best remedy for headaches and relieves stress, boosts energy and heals the gut. " * 6
    unsure = (
        "Sage brings relief from it.",
        "A massage gives great relief.",
        "The balm brought great relief.",
    )
    texts = "\n\n".join((plain, *unsure))
    page = put(project, "docs/evening.md", f"# Evenings\n\n{DISCLAIMER}\n{texts}\n")
    before = [text for _, text in reported("docs/evening.md", "--no-baseline") if text]
    run("baseline", "write")
    with page.open("a", encoding="utf-8") as file:
        file.write(f"\n{praise}\n")
    every = [text for _, text in reported("docs/evening.md", "--no-baseline") if text]
    new = [text for _, text in reported("docs/evening.md") if text]
    assert len(new) == 6, "only the praise itself is new"
    assert len(every) > len(before) + len(new), "the praise has lifted a sentence"


def test_what_is_not_shown_is_known_and_dropped_in_silence(project: Path) -> None:
    page = put(project, "docs/gout.md", f"# Gout\n\n{DISCLAIMER}\nThe ratio of cherries to water was 1:4.\n")
    assert reported("docs/gout.md") == []
    assert reported("docs/gout.md", "--min-confidence", "low") == [("docs/gout.md", "1:4")]
    run("baseline", "write")
    assert reported("docs/gout.md", "--min-confidence", "low") == []
    entries = [json.loads(line) for line in (project / NAME).read_text().splitlines()]
    assert [entry["shown"] for entry in entries if entry["text"] == "1:4"] == [False]
    edit(page, "was 1:4", "was high")
    assert stale(".") == []
    run("baseline", "prune")
    assert "gout.md" not in (project / NAME).read_text()


def test_the_loser_of_two_rules_is_known_too(project: Path) -> None:
    run("baseline", "write")
    rules = [json.loads(line)["rule"] for line in (project / NAME).read_text().splitlines()]
    assert rules.count("cure-claim") == 1
    assert reported(".", "--select", "unhedged-efficacy-claim") == []


def test_a_suppressed_finding_is_not_known(project: Path) -> None:
    page = project / "docs/turmeric.md"
    comment = "<!-- healthlint-disable-next-line -- quoted -->\n"
    edit(page, "Ginger relieves", f"{comment}Ginger relieves")
    run("baseline", "write")
    edit(page, comment, "")
    assert reported(".") == [("docs/turmeric.md", "relieves nausea")]


def test_a_file_that_moves_takes_its_entries_along(project: Path) -> None:
    put(
        project,
        "docs/bare.md",
        "# Bare\n\nZinc and magnesium are minerals for the immune system and sleep.\n",
    )
    put(project, "docs/other.md", "# Other\n\nMelatonin is a hormone; sleep and pain are its business.\n")
    run("baseline", "write")
    assert "missing-disclaimer" in (project / NAME).read_text()
    for name in ("turmeric", "bare"):
        (project / f"docs/{name}.md").rename(project / f"{name}-new.md")
    assert reported(".") == []
    (message,) = stale(".")
    assert "docs/bare.md: 1, docs/turmeric.md: 2" in message
    run("baseline", "update")
    names = {json.loads(line)["path"] for line in (project / NAME).read_text().splitlines()}
    assert names == {"bare-new.md", "docs/other.md", "turmeric-new.md"}
    assert (reported("."), stale(".")) == ([], [])


def test_a_new_page_with_the_fault_of_a_deleted_one_is_new(project: Path) -> None:
    put(
        project,
        "docs/bare.md",
        "# Bare\n\nZinc and magnesium are minerals for the immune system and sleep.\n",
    )
    run("baseline", "write")
    (project / "docs/bare.md").unlink()
    put(project, "docs/fresh.md", "# Fresh\n\nMelatonin is a hormone; sleep and pain are its business.\n")
    assert reported(".") == [("docs/fresh.md", "")]


def test_update_takes_note_of_what_is_new_and_leaves_other_files_alone(project: Path) -> None:
    other = put(project, "docs/other.md", f"# Zinc\n\n{DISCLAIMER}\nZinc prevents colds.\n")
    run("baseline", "write")
    edit(other, "prevents colds", "prevents infections")
    edit(project / "docs/turmeric.md", "Ginger relieves nausea.", "Ginger relieves pain.")
    done = run("baseline", "update", "docs/turmeric.md")
    assert "1 finding added, 1 dropped" in done.out
    assert reported(".") == [("docs/other.md", "prevents infections")]
    assert len(stale(".")) == 1


def test_writing_over_a_baseline_must_be_asked_for(project: Path) -> None:
    run("baseline", "write")
    again = run("baseline", "write")
    assert again.code == 2
    assert f"{NAME} is there already: `update` takes note of what is new" in again.err
    edit(project / "docs/turmeric.md", "Ginger relieves nausea.", "Ginger relieves pain.")
    assert run("baseline", "write", "--force").code == 0
    assert reported(".") == []


def test_a_run_with_errors_leaves_the_baseline_alone(project: Path) -> None:
    run("baseline", "write")
    before = (project / NAME).read_bytes()
    (project / "docs/picture.md").write_bytes(b"%PDF-1.4")
    done = run("baseline", "update")
    assert done.code == 2
    assert "docs/picture.md" in done.err
    assert "is left as it was" in done.err
    assert (project / NAME).read_bytes() == before


def test_stats_counts_what_is_known(project: Path) -> None:
    run("baseline", "write")
    text = run("baseline", "stats").out
    assert text.startswith(f"{NAME}: 2 findings known, and 1 that are not shown\n")
    assert "      1  cure-claim\n" in text
    (project / "docs/turmeric.md").unlink()
    data = json.loads(run("baseline", "stats", "--output-format", "json").out)
    assert data["by_rule"] == {"cure-claim": 1, "unhedged-efficacy-claim": 1}
    assert data["by_file"] == {"docs/turmeric.md": 2}
    assert data["files_gone"] == ["docs/turmeric.md"]
    assert "1 file gone or moved: docs/turmeric.md" in run("baseline", "stats").out


def test_the_configuration_and_the_option_name_another_file(project: Path) -> None:
    put(project, "healthlint.yml", "baseline: lint/known.jsonl\n")
    (project / "lint").mkdir()
    missing = run(".")
    assert missing.code == 2
    assert "lint/known.jsonl: there is no such baseline; `healthlint baseline write` makes it" in missing.err
    assert run("baseline", "write").code == 0
    assert (project / "lint/known.jsonl").exists()
    assert not (project / NAME).exists()
    entry = json.loads((project / "lint/known.jsonl").read_text().splitlines()[0])
    assert entry["path"] == "../docs/turmeric.md"
    assert reported(".") == []
    assert len(reported(".", "--no-baseline")) == 2
    put(project, "empty.jsonl", "")
    assert len(reported(".", "--baseline", "empty.jsonl")) == 2
    assert run(".", "--baseline", "empty.jsonl", "--no-baseline").code == 2


def test_it_counts_from_any_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("baseline", "write")
    monkeypatch.chdir(project / "docs")
    assert reported("turmeric.md") == reported(".") == reported(str(project / "docs")) == []
    text = (project / "docs/turmeric.md").read_bytes()
    assert run("-", "--stdin-filename", "turmeric.md", stdin=text).code == 0
    assert run("-", stdin=text).code == 1


def test_the_command_line_and_python_agree(project: Path) -> None:
    put(project, "healthlint.yml", "min-confidence: low\n")
    run("baseline", "write")
    edit(project / "docs/turmeric.md", "# Turmeric\n", "# Turmeric\n\nZinc prevents colds.\n")
    shown = reported(".", "--config", "healthlint.yml")
    assert shown == [("docs/turmeric.md", "prevents colds")]
    linter = healthlint.Linter("healthlint.yml")
    assert [(one.path, one.text) for one in linter.lint_path("docs/turmeric.md")] == shown
    text = (project / "docs/turmeric.md").read_text(encoding="utf-8")
    named = healthlint.Linter({"baseline": NAME})
    assert [one.text for one in named.lint_text(text, "docs/turmeric.md")] == ["prevents colds"]
    assert len(healthlint.Linter().lint_path("docs/turmeric.md")) == 3
    assert len(healthlint.Linter({}).lint_path("docs/turmeric.md")) == 3


def test_the_file_is_sorted_ascii_one_entry_a_line(project: Path) -> None:
    put(project, "docs/café “two”.md", f"# Tea\n\n{DISCLAIMER}\nGreen tea prevents stroke — “naïvely”.\n")
    run("baseline", "write")
    text = (project / NAME).read_bytes().decode("ascii")
    entries = [json.loads(line) for line in text.splitlines()]
    keys = [(one["path"], one["rule"], one["text"], one["fingerprint"]) for one in entries]
    assert keys == sorted(keys)
    assert "docs/café “two”.md" in {one["path"] for one in entries}
    assert set().union(*entries) <= {"path", "rule", "text", "fingerprint", "shown"}
    assert reported(".") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}\n", ":1:1: an entry has the texts `path`, `rule`, `text` and `fingerprint`"),
        ("\n[1]\n", ":2:1: not a JSON object"),
        ("no JSON\n", ":1:1: not a JSON object on a line of its own"),
        ("<<<<<<< HEAD\n", ":1:1: a merge conflict; `healthlint baseline update` settles it"),
    ],
)
def test_a_damaged_file_is_told_of_with_its_place(project: Path, text: str, message: str) -> None:
    put(project, NAME, text)
    done = run(".")
    assert done.code == 2
    assert f"{NAME}{message}" in done.err


def test_update_settles_a_merge_conflict(project: Path) -> None:
    run("baseline", "write")
    lines = (project / NAME).read_text()
    put(project, NAME, f"<<<<<<< ours\n{lines}=======\n{lines}>>>>>>> theirs\n")
    assert run("baseline", "update").code == 0
    assert (project / NAME).read_text() == lines


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "the first argument is one of write, update, prune, stats; none is given"),
        (("wirte",), "wirte is none; did you mean `write`?"),
        (("write", "--output-format", "json"), "--output-format is for `stats`"),
        (("prune",), "there is no such baseline"),
    ],
)
def test_wrong_use_says_what_to_do(project: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run("baseline", *arguments)
    assert done.code == 2
    assert message in done.err


TEXTS = st.text(max_size=8)
ENTRIES = st.lists(
    st.builds(
        Entry, TEXTS, TEXTS, TEXTS, st.text("0123456789abcdef", min_size=64, max_size=64), st.booleans()
    )
)


@given(ENTRIES)
def test_reading_gives_what_was_written(entries: list[Entry]) -> None:
    text = "".join(render(entries))
    assert text.isascii()
    assert list(parse(text)) == sorted(set(entries))


@given(ENTRIES, ENTRIES)
def test_pruning_never_adds_and_updating_always_covers(old: list[Entry], now: list[Entry]) -> None:
    files: dict[str, list[Entry]] = {}
    for entry in now:
        files.setdefault(entry.path, []).append(entry)
    pruned = set(updated(old, files, (), add=False))
    assert pruned <= set(old)
    covered = {(entry.path, entry.fingerprint) for entry in updated(old, files, ())}
    assert covered >= {(entry.path, entry.fingerprint) for entry in now}
    assert set(updated(old, {}, ())) == set(old)


def test_a_fingerprint_is_checked() -> None:
    with pytest.raises(BaselineError, match="64 hexadecimal digits"):
        list(parse('{"path": "a", "rule": "b", "text": "c", "fingerprint": "d"}'))
