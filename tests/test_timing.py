"""Where the time goes: counted once, for the innermost of what is going on, in all processes."""

from __future__ import annotations

import io
import re
import time
from pathlib import Path

import pytest
from cli_helpers import Terminal, run
from workspace_helpers import check, put

from healthlint.cli import progress
from healthlint.cli.main import main
from healthlint.cli.progress import ProgressLine
from healthlint.workspace import timing
from healthlint.workspace.timing import Spent, Stopwatch

ARTICLE = """\
# Ginger

Ginger cures arthritis. Take 500 mg of ginger twice a day.

In one trial, 8 out of 10 people slept better with ginger [1].
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(4):
        put(tmp_path, f"{number}.md", ARTICLE)
    return tmp_path


def test_time_counts_for_the_innermost(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((0.0, 1.0, 3.0, 10.0, 100.0, 105.0))
    monkeypatch.setattr(timing, "perf_counter", lambda: next(clock))
    watch = Stopwatch()
    with watch.on("rule", "outer"), watch.on("layer", "inner"):
        pass
    with watch.on("rule", "outer"):
        pass
    watch.add([Spent("rule", "outer", 0.5, 3)])
    assert watch.spent() == [
        Spent("layer", "inner", 2.0, 1),
        Spent("rule", "outer", 1.0 + 7.0 + 5.0 + 0.5, 5),
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_layers_and_rules_are_counted_in_every_process(site: Path, jobs: int) -> None:
    result = check(".", cache=False, jobs=jobs, timing=True)
    assert result._replace(watch=None) == check(".", cache=False, jobs=1)
    assert result.watch
    times = {(one.group, one.name): one.times for one in result.watch.spent()}
    assert times["run", "reading files"] == times["run", "markup"] == 4
    assert times["layer", "quantities"] == times["layer", "doses"] == 4
    assert times["layer", "assertions"] > 4
    assert times["rule", "unreferenced-number"] == times["rule", "dosing-directive"] == 4
    assert times["kind", "pattern"] == 4
    assert (("wait", "for other processes") in times) == (jobs > 1)
    assert sum(one.seconds for one in result.watch.spent()) > 0


def test_nothing_is_counted_where_nobody_asks(site: Path) -> None:
    assert check(".", cache=False).watch is None


def test_the_table_goes_to_standard_error(site: Path) -> None:
    plain, timed = (run(".", "--no-cache", "--exit-zero", *option) for option in ((), ("--timing",)))
    assert timed.out == plain.out
    lines = timed.err.splitlines()
    assert lines[0].split() == ["ms", "share", "times"]
    assert all(re.fullmatch(r" *[\d,]+\.\d +\d+\.\d%( +[\d,]+)? +[a-z].*", line) for line in lines[1:])
    for name in ("finding files", "loading rules", "report", "quantities", "pattern", "cure-claim"):
        assert any(line.endswith(f" {name}") for line in lines), name
    assert lines[-1].endswith("100.0%            sum over all processes")


def test_a_dry_run_is_timed_too(site: Path) -> None:
    fix = (".", "--no-cache", "--fix", "--dry-run")
    plain, timed = run(*fix), run(*fix, "--timing")
    assert timed.out == plain.out
    assert "sum over all processes" in timed.err
    assert "sum over all processes" not in plain.err


def test_kept_results_take_no_time_of_layers(site: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "kept")
    check(".", cache_folder=folder)
    watch = check(".", cache_folder=folder, timing=True).watch
    assert watch
    assert {one.group for one in watch.spent()} == {"run"}


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(time, "monotonic", lambda: self.now)


def test_progress_is_shown_on_a_terminal_once_a_run_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    clock = Clock(monkeypatch)
    stream = Terminal()
    line = ProgressLine(stream)
    clock.now += 0.9
    line(1, 5000)
    line.clear()
    assert stream.getvalue() == ""
    for done in (1200, 1201, 1300):
        clock.now += 0.06
        line(done, 5000)
    clock.now += 0.2
    line(1301, 5000)
    shown = stream.getvalue()
    assert re.findall(r"[\d,]+ of [\d,]+ files", shown) == ["1,201 of 5,000 files", "1,301 of 5,000 files"]
    line.clear()
    assert stream.getvalue() == shown + "\r\x1b[K"
    line.clear()
    assert stream.getvalue() == shown + "\r\x1b[K"


@pytest.mark.parametrize(("stream", "term"), [(io.StringIO(), "xterm"), (Terminal(), "dumb")])
def test_progress_is_for_terminals(stream: io.StringIO, term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", term)
    clock = Clock(monkeypatch)
    line = ProgressLine(stream)
    clock.now += 10
    line(1, 2)
    line.clear()
    assert stream.getvalue() == ""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_takes_its_progress_away(site: Path, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.setattr(progress, "_PAUSE", -1.0)

    def said(*options: str) -> str:
        out, err = io.StringIO(), Terminal()
        main([".", "--no-cache", "--jobs", jobs, *options], io.BytesIO(), out, err)
        return err.getvalue()

    assert re.findall(r"\d of \d", said()) == [f"{number} of 4" for number in (1, 2, 3, 4)]
    assert said().endswith("files\r\x1b[K")
    assert said("--quiet") == ""
