"""The snapshot script: what it writes, and what it says of a change."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

SCRIPT = Path(__file__).parent.parent / "scripts" / "snapshot.py"
ARTICLE = "Take 500 mg of vitamin C twice a day.\n\nRoughly 30% of adults lie awake at night.\n"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("snapshot", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["snapshot"] = module
    spec.loader.exec_module(module)
    return module


snapshot = load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "sleep.md").write_text(ARTICLE, encoding="utf-8")
    return articles


def test_a_snapshot_holds_places_and_rules_but_no_text(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "before.txt"
    assert snapshot.main([str(folder), "--write", str(file)]) == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["sleep.md", "sleep.md"]
    assert [line.split("\t")[3:] for line in lines] == [
        ["dosing-directive", "error", "high"],
        ["unreferenced-number", "warning", "high"],
    ]
    assert "vitamin" not in "".join(lines)


def test_nothing_differs_from_itself(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "before.txt"
    snapshot.main([str(folder), "--write", str(file)])
    assert snapshot.main([str(folder), "--compare", str(file)]) == 0
    assert "removed" not in capsys.readouterr().out


def test_changes_are_shown_with_their_sentences(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "before.txt"
    snapshot.main([str(folder), "--write", str(file)])
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if "unreferenced" not in line]
    changed = [line.replace("dosing-directive\terror", "dosing-statement\twarning") for line in kept]
    file.write_text("\n".join(changed) + "\n", encoding="utf-8")
    assert snapshot.main([str(folder), "--compare", str(file)]) == 1
    out = capsys.readouterr().out
    assert "added sleep.md: unreferenced-number" in out
    assert "Roughly «30%» of adults" in out
    assert "changed sleep.md: dosing-statement (high) -> dosing-directive (high)" in out


LINES = st.lists(
    st.builds(
        snapshot.Line,
        st.sampled_from(["a.md", "b.md"]),
        st.integers(0, 50),
        st.integers(51, 90),
        st.sampled_from(["one", "two"]),
        st.just("error"),
        st.sampled_from(["high", "low"]),
    ),
    max_size=8,
    unique=True,
)


@given(before=LINES, after=LINES)
def test_comparing_loses_no_finding(before: list[tuple[str]], after: list[tuple[str]]) -> None:
    changes = list(snapshot.compare(before, after))
    assert sorted(c.before for c in changes if c.before) == sorted(set(before) - set(after))
    assert sorted(c.after for c in changes if c.after) == sorted(set(after) - set(before))


@given(LINES)
def test_what_is_written_is_read_again(lines: list[tuple[str]]) -> None:
    assert snapshot.read("".join(f"{line}\n" for line in lines)) == lines
