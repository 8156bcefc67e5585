"""Results kept between runs: the same as new ones, never stale, and never in the way."""

from __future__ import annotations

import datetime
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import run
from hypothesis import given
from hypothesis import strategies as st
from workspace_helpers import check, found, house_pack, house_rule, put

from healthlint import linter
from healthlint.directives import Problem
from healthlint.finding import Edit, Finding, Fix
from healthlint.linter import Result, Suppressed
from healthlint.report import FORMATS
from healthlint.settings import Settings
from healthlint.source import Source
from healthlint.suppression import Cover, Suppression, Suppressions
from healthlint.workspace import cache, compiled, packs
from healthlint.workspace.cache_codec import Decoder, encode
from healthlint.workspace.cache_store import Store, remove
from healthlint.workspace.checking import Checked, Checker
from healthlint.workspace.config import from_data

PROJECT = Path(__file__).parent.parent
ARTICLE = """\
---
title: Zinc cures colds
---

# Ginger

<!-- healthlint-disable-next-line efficacy -- told as a legend -->
Ginger cures arthritis. Take 500 mg of ginger twice a day.

Ginger cures
migraine, and 8 out of 10 people sleep better.

<!-- healthlint-disable-next-lime efficacy -->
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a cache that nothing else uses."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path.parent / f"{tmp_path.name}-cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def results(folder: Path) -> Path:
    """The file that results are kept in."""
    return folder.parent / f"{folder.name}-cache" / "healthlint" / "results-1.db"


class Count:
    """How many articles are checked and not taken from the cache."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.checked: list[str] = []
        right = linter.run

        def run(document: object, *others: object) -> Result:
            self.checked.append(document.source.path)  # type: ignore[attr-defined]
            return right(document, *others)  # type: ignore[arg-type]

        monkeypatch.setattr(linter, "run", run)

    def __call__(self, *paths: str, **options: object) -> list[str]:
        """The articles that a run over some paths checked."""
        self.checked.clear()
        check(*paths, **options)
        return list(self.checked)


@pytest.fixture
def checked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Count:
    return Count(monkeypatch)


def test_a_kept_result_is_the_same_in_every_field(folder: Path, checked: Count) -> None:
    put(folder, "a.md", ARTICLE)
    put(folder, "b.txt", ARTICLE.replace("\n", "\r\n"))
    fresh = check(".", min_confidence="low", ignore=("unknown-suppression",))
    assert checked.checked == ["a.md", "b.txt"]
    kept = check(".", min_confidence="low", ignore=("unknown-suppression",))
    assert checked.checked == ["a.md", "b.txt"]
    assert kept == fresh
    assert fresh.findings
    assert fresh.suppressed
    assert fresh.messages
    assert min(fresh.words.values()) > 20
    assert {type(finding) for finding in kept.findings} == {Finding}


@pytest.mark.parametrize("form", FORMATS)
def test_every_report_is_the_same(folder: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, "a.md", ARTICLE)
    put(folder, "b.html", "<p>Ginger cures\n<b>migraine</b>.</p>\n")
    fresh = run("check", ".", "--output-format", form)
    monkeypatch.setattr(linter, "run", None)
    assert run("check", ".", "--output-format", form) == fresh
    assert "migraine" in fresh.out


def test_real_articles_come_back_as_they_were(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = PROJECT.parent / "shared" / "corpus" / "official"
    if not corpus.is_dir():
        pytest.skip("needs the corpus beside the project")
    articles = [str(path) for path in sorted(corpus.iterdir())[::40]]
    fresh = check(*articles, min_confidence="low")
    monkeypatch.setattr(linter, "run", None)
    assert check(*articles, min_confidence="low") == fresh
    assert fresh.findings


def test_what_a_result_depends_on(folder: Path, checked: Count) -> None:
    put(folder, "a.md", ARTICLE)
    assert checked("a.md") == ["a.md"]
    assert checked("a.md") == []
    assert checked("a.md", min_confidence="low") == ["a.md"]
    assert checked("a.md", ignore=("numbers",)) == ["a.md"]
    assert checked("a.md", today=datetime.date(2019, 1, 1), fail_on="info") == []
    put(folder, "healthlint.yml", "severity: {numbers: info}\n")
    assert checked("a.md") == ["a.md"]
    put(folder, "healthlint.yml", "fail-on: info\nexclude: [x.md]\n")
    assert checked("a.md") == []
    put(folder, "a.md", ARTICLE + "\n")
    assert checked("a.md") == ["a.md"]
    put(folder, "a.md", ARTICLE)
    assert checked("a.md") == []


def test_the_same_text_elsewhere_is_known_in_the_same_format_only(folder: Path, checked: Count) -> None:
    put(folder, "a.md", ARTICLE)
    check("a.md", ignore=("unknown-suppression",))
    put(folder, "b/c.markdown", ARTICLE)
    put(folder, "d.txt", ARTICLE)
    checked.checked.clear()
    result = check("b", "d.txt", ignore=("unknown-suppression",))
    assert checked.checked == ["d.txt"]
    assert result.files == ["b/c.markdown", "d.txt"]
    assert {finding.path for finding in result.findings} == {"b/c.markdown", "d.txt"}
    assert result.messages[0].startswith("b/c.markdown:13:1: unknown directive")


def test_a_changed_rule_changes_the_result(folder: Path) -> None:
    house_pack(folder)
    put(folder, "healthlint.yml", "rules: [style]\nselect: [house]\n")
    put(folder, "a.md", "A wombat and a koala.\n")
    assert found(check("a.md")) == [("a.md", 1, "no-wombat")]
    put(folder, "style/house/no-quokka.yaml", house_rule("no-quokka", "HS802", "koala", "warning"))
    assert found(check("a.md")) == [("a.md", 1, "no-wombat"), ("a.md", 1, "no-quokka")]
    packs._loaded.cache_clear()


def test_no_rule_asks_for_the_day(folder: Path) -> None:
    """The cache does not: where this fails, the day belongs into `healthlint.workspace.cache`."""
    ruleset = packs.load().ruleset

    def what_runs(year: int) -> object:
        plan = linter.plan(ruleset, Settings(("all",), today=datetime.date(year, 1, 1)))
        return [rule.to_data() for rule in plan.rules], plan._replace(rules=(), by_kind=())

    assert what_runs(2001) == what_runs(2002)


def test_other_code_and_other_packages_are_another_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def codes() -> list[bytes]:
        return [cache._code(), cache._code()]

    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    put(tmp_path, "regex-2024.1.dist-info/RECORD", "")
    first = codes()
    (tmp_path / "regex-2024.1.dist-info").rename(tmp_path / "regex-2024.2.dist-info")
    second = codes()
    package = tmp_path / "package"
    put(package, "rules/kinds/x.py", "")
    monkeypatch.setattr(compiled, "_PACKAGE", str(package))
    third = codes()
    put(package, "rules/kinds/x.py", "x = 1")
    fourth = codes()
    put(package, f"data/{compiled.CODE}", "a wheel")
    fifth = codes()
    put(package, "rules/kinds/x.py", "x = 22")
    assert codes() == fifth
    assert all(one == two for one, two in (first, second, third, fourth, fifth))
    assert len({one for one, _ in (first, second, third, fourth, fifth)}) == 5


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 4000, None])
def test_a_damaged_file_is_a_miss_and_replaced(folder: Path, checked: Count, damage: bytes | None) -> None:
    put(folder, "a.md", ARTICLE)
    fresh = check("a.md")
    path = results(folder)
    path.write_bytes(path.read_bytes()[:5000] if damage is None else damage)
    assert check("a.md") == fresh
    assert check("a.md") == fresh
    assert checked("a.md") == []


@pytest.mark.parametrize("damage", ["X'00'", "'text'", "0", "substr(data, 1, 40)", "data || X'20'"])
def test_a_damaged_entry_is_a_miss(folder: Path, checked: Count, damage: str) -> None:
    put(folder, "a.md", ARTICLE)
    fresh = check("a.md")
    with sqlite3.connect(results(folder)) as file:
        file.execute(f"UPDATE results SET data = {damage}")
    file.close()
    checked.checked.clear()
    assert check("a.md") == fresh
    assert checked.checked == ["a.md"]
    assert checked("a.md") == []


def test_another_entry_in_its_place_is_a_miss(tmp_path: Path) -> None:
    """Keys of which eight bytes agree share a place; what one put there is not the other's."""
    store = Store(str(tmp_path))
    store.put(b"12345678-a", b"one")
    store.close()
    store = Store(str(tmp_path))
    assert store.get([b"12345678-a"]) == {b"12345678-a": b"one"}
    assert store.get([b"12345678-b"]) == {}
    store.close()


def test_a_home_that_is_read_only_or_missing_is_done_without(
    folder: Path, checked: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "a.md", ARTICLE)
    put(folder, "file", "")
    for base in (str(folder / "file"), "/proc/nothing", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", base)
        monkeypatch.delenv("HOME", raising=False)
        monkeypatch.delenv("LOCALAPPDATA", raising=False)
        result = check("a.md")
        assert result.findings
        assert result.errors == []
    assert checked("a.md") == ["a.md"]
    assert sorted(path.name for path in folder.iterdir()) == ["a.md", "file"]


def test_a_cache_that_cannot_be_written_is_still_read(folder: Path, checked: Count) -> None:
    put(folder, "a.md", ARTICLE)
    check("a.md")
    with sqlite3.connect(results(folder)) as file:
        file.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON results BEGIN SELECT RAISE(FAIL, 'no room'); END"
        )
    file.close()
    put(folder, "b.md", "Ginger cures colds.\n")
    assert checked("a.md", "b.md") == ["b.md"]
    assert checked("a.md", "b.md") == ["b.md"]


def test_a_locked_file_is_done_without(folder: Path, checked: Count, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthlint.workspace.cache_store._PATIENCE", 0.01)
    put(folder, "a.md", ARTICLE)
    fresh = check("a.md")
    other = sqlite3.connect(results(folder), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    checked.checked.clear()
    assert check("a.md") == fresh
    other.close()
    assert checked.checked == ["a.md"]
    assert checked("a.md") == []


def test_nothing_is_kept_where_nothing_is_to_be_kept(folder: Path, checked: Count) -> None:
    put(folder, "a.md", ARTICLE)
    assert checked("a.md", cache=False) == ["a.md"]
    put(folder, "healthlint.yml", "cache: false\n")
    assert checked("a.md") == ["a.md"]
    assert checked("a.md") == ["a.md"]
    assert not results(folder).exists()


def test_the_cache_can_be_elsewhere(folder: Path, checked: Count) -> None:
    put(folder, "docs/a.md", ARTICLE)
    put(folder, "docs/healthlint.yml", "cache-dir: ../.kept\n")
    assert checked("docs") == ["docs/a.md"]
    assert (folder / ".kept/results-1.db").exists()
    assert (folder / ".kept/.gitignore").read_text() == "*\n"
    assert checked("docs", cache_folder="mine") == ["docs/a.md"]
    assert (folder / "mine/results-1.db").exists()
    assert checked("docs", cache_folder="mine") == []
    assert checked("docs") == []
    assert not results(folder).exists()


def test_what_cannot_be_checked_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, "a.md", ARTICLE)
    with monkeypatch.context() as broken:
        broken.setattr(linter, "run", None)
        assert [str(error).partition(" at ")[0] for error in check("a.md").errors] == ["a.md: internal error"]
    assert check("a.md").findings


def test_old_entries_make_room(tmp_path: Path) -> None:
    def kept() -> set[bytes]:
        store = Store(str(tmp_path), 100_000)
        found = set(store.get(keys))
        store.close()
        return found

    keys = [f"{number:08}".encode() for number in range(60)]
    store = Store(str(tmp_path), 100_000)
    for key in keys[:20]:
        store.put(key, b"x" * 4000)
    store.close()
    assert kept() == set(keys[:20])
    with sqlite3.connect(tmp_path / "results-1.db") as file:  # these were used long ago
        file.execute("UPDATE results SET used = 1")
        file.execute(f"UPDATE results SET used = 0 WHERE id = {int.from_bytes(keys[7], 'big')}")
    file.close()
    store = Store(str(tmp_path), 100_000)
    assert store.get(keys[3:4])
    for key in keys[20:30]:
        store.put(key, b"x" * 4000)
    store.put(b"too-large", b"x" * 50_000)
    store.close()
    left = kept()
    assert {keys[3], *keys[20:30]} < left
    assert keys[7] not in left
    assert len(left) < 20
    for key in keys:
        store = Store(str(tmp_path), 100_000)
        store.put(key, b"y" * 4000)
        store.close()
    assert (tmp_path / "results-1.db").stat().st_size < 150_000
    assert remove(str(tmp_path)) > 0
    assert kept() == set()


def test_processes_at_once_do_not_disturb_each_other(folder: Path, checked: Count) -> None:
    for number in range(12):
        put(folder, f"{number}.md", ARTICLE + f"\nGinger cures {number} people.\n")
    check("0.md", cache=False)  # compiles the rules
    command = [sys.executable, "-m", "healthlint", "--output-format", "concise", "--exit-zero", "."]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    processes = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        for _ in range(3)
    ]
    said = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert said[0] == said[1] == said[2]
    assert b"11.md" in said[0][0]
    assert checked(".") == []


def test_a_project_that_moves_takes_nothing_wrong_along(folder: Path) -> None:
    put(folder, "one/a.md", ARTICLE)
    first = check("one")
    shutil.move(folder / "one", folder / "two")
    second = check("two")
    assert [finding._replace(path="") for finding in second.findings] == [
        finding._replace(path="") for finding in first.findings
    ]
    assert {path for path, _ in second.lines} == {"two/a.md"}


_NUMBERS = st.integers(0, 10**7)
_FINDINGS = st.builds(
    Finding,
    st.just("a.md"),
    *[_NUMBERS] * 6,
    *[st.text()] * 11,
    st.none()
    | st.builds(Fix, st.text(), st.lists(st.builds(Edit, _NUMBERS, _NUMBERS, st.text())).map(tuple)),
)
_COVERS = st.builds(Cover, st.frozensets(st.text()), _NUMBERS, _NUMBERS)
_ITEMS = st.builds(
    Suppression,
    st.text(),
    st.lists(st.text()).map(tuple),
    st.text(),
    _NUMBERS,
    _NUMBERS,
    st.lists(_COVERS, max_size=2).map(tuple),
)


@st.composite
def _results(draw: st.DrawFn) -> Result:
    items = tuple(draw(st.lists(_ITEMS, max_size=3)))
    problems = tuple(draw(st.lists(st.builds(Problem, _NUMBERS, _NUMBERS, st.text()), max_size=2)))
    suppressed = (
        draw(st.lists(st.builds(Suppressed, _FINDINGS, st.sampled_from(items)), max_size=2)) if items else []
    )
    findings = draw(st.lists(_FINDINGS, max_size=4))
    return Result(findings, suppressed, Suppressions(items, problems), draw(_NUMBERS))


@given(_results() | st.none(), st.text())
def test_whatever_checking_gives_comes_back(result: Result | None, fault: str) -> None:
    checked = Checked(result) if result else Checked(None, fault)
    data = encode(checked)
    assert data.isascii()
    decoder = Decoder()
    assert decoder.decode(data, "a.md") == checked == decoder.decode(data, "a.md")


def test_a_baseline_applies_to_what_was_kept(folder: Path, checked: Count) -> None:
    put(folder, "a.md", ARTICLE)
    put(folder, "b.md", ARTICLE)
    assert run("baseline", "write", "a.md").code == 0
    check(".", no_baseline=True)
    checked.checked.clear()
    result = check(".")
    assert checked.checked == []
    assert {finding.path for finding in result.findings} == {"b.md"}
    assert result.known == len(check("a.md", no_baseline=True).findings)


def test_the_comparison_above_covers_every_field(folder: Path) -> None:
    """A field that comes new has to be kept, and to differ from its default there."""
    source = Source("a.md", ARTICLE)
    result = Checker(from_data({"ignore": ["unknown-suppression"]})).check(source)
    assert all(result)
    assert all(result.suppressions)
    assert all(result.suppressions.items[0])


def test_the_command(folder: Path, checked: Count) -> None:
    put(folder, "a.md", ARTICLE)
    assert run("cache", "stats").out == f"{results(folder).parent}: 0 results, 0.0 MiB of at most 64.0 MiB\n"
    check("a.md")
    assert run("cache", "dir").out == f"{results(folder).parent}\n"
    assert run("cache", "stats").out.startswith(f"{results(folder).parent}: 1 result, ")
    said = run("cache", "clean")
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith(" MiB removed\n")
    assert [path.name for path in results(folder).parent.iterdir()] == [".gitignore"]
    assert not results(folder).exists()
    assert checked("a.md") == ["a.md"]
    assert run("cache", "clean").code == run("cache", "clean").code == 0


def test_the_command_knows_the_configuration(folder: Path) -> None:
    put(folder, "healthlint.yml", "cache-dir: kept\n")
    assert run("cache", "dir").out == f"{folder}/kept\n"
    assert run("cache", "dir", "--cache-dir", "x").out == f"{folder}/x\n"
    assert run("cache", "dir", "--no-config").out == f"{results(folder).parent}\n"
    put(folder, "kept/results-1.db", "")
    put(folder, "kept/mine.txt", "")
    run("cache", "clean")
    assert [path.name for path in (folder / "kept").iterdir()] == ["mine.txt"]
    put(folder, "healthlint.yml", "cache: false\n")
    assert run("cache", "stats").err.startswith("healthlint: nothing is kept")


@pytest.mark.parametrize("words", [(), ("clear",), ("clean", "dir")])
def test_the_command_says_what_it_takes(folder: Path, words: tuple[str, ...]) -> None:
    said = run("cache", *words)
    assert said.code == 2
    assert "`healthlint cache` takes one of: clean, dir, stats" in said.err


def test_the_cache_cannot_be_set_for_some_articles_only(folder: Path) -> None:
    put(folder, "healthlint.yml", "overrides:\n  - files: [x.md]\n    cache: false\n")
    put(folder, "a.md", ARTICLE)
    assert "`cache` holds for a whole run" in str(check("a.md").errors[0])
