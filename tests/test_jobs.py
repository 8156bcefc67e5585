"""Many articles in several processes: the same result, whatever happens to a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli_helpers import hear_interrupts, run
from workspace_helpers import check, problems, put

from healthlint import linter
from healthlint.report import FORMATS
from healthlint.workspace import pool
from healthlint.workspace import run as workspace_run
from healthlint.workspace.checking import Task, Work
from healthlint.workspace.pool import Died, Pool
from healthlint.workspace.result import Options

PROJECT = Path(__file__).parent.parent
SENTENCES = (
    "Ginger cures arthritis.",
    "Take 500 mg of ginger twice a day.",
    "Honey may ease a cough.",
    "In a survey, 8 out of 10 people slept better with lavender.",
    "Guaranteed results in a week!",
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with articles in two folders of which one has a configuration of its own."""
    for number in range(12):
        text = "\n\n".join(SENTENCES[number % 4 :] + SENTENCES[: number % 3]) + "\n"
        put(tmp_path, f"{'news' if number % 3 else 'guides'}/{number:02}.md", f"# Page {number}\n\n{text}")
    put(tmp_path, "guides/healthlint.yml", "ignore: [numbers]\nfail-on: warning\n")
    put(tmp_path, "news/empty.md", "")
    (tmp_path / "news/picture.md").write_bytes(b"\x89PNG\0")
    put(tmp_path, "news/typo.md", "<!-- healthlint-disable-lime hype -->\nKale is a superfood.\n")
    put(tmp_path, "broken/healthlint.yml", "selct: [core]\n")
    put(tmp_path, "broken/a.md", "Zinc cures colds.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
def test_reports_are_the_same_for_any_number_of_processes(site: Path, form: str) -> None:
    said = [run(".", "--no-cache", "--output-format", form, "--jobs", str(jobs)) for jobs in (1, 2, 5)]
    assert said[0] == said[1] == said[2]
    assert "guides/00.md" in said[0].out
    assert "not a text file" in said[0].err
    assert "selct" in said[0].err
    assert "disable-lime" in said[0].out


def test_results_are_the_same_in_every_field(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = check(".", cache=False, jobs=1)
    assert check(".", cache=False, jobs=3) == alone
    monkeypatch.setattr(workspace_run, "_PAYS", 1000)
    monkeypatch.setattr(workspace_run, "_cpus", lambda: 3)
    assert check(".", cache=False) == alone


def test_a_baseline_is_the_same_for_any_number_of_processes(site: Path) -> None:
    (site / "news/picture.md").unlink()
    assert run("baseline", "write", "news", "guides").code == 0
    for number in (1, 3, 8):
        put(site, f"{'news' if number % 3 else 'guides'}/{number:02}.md", "Zinc cures colds.\n")
    alone = check("news", "guides", cache=False, jobs=1)
    assert check("news", "guides", cache=False, jobs=4) == alone
    assert alone.known
    assert {entry.path for entry in alone.stale[0].entries} == {"guides/03.md", "news/01.md", "news/08.md"}


def test_what_processes_found_is_kept(site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = str(tmp_path / "kept")
    fresh = check(".", cache_folder=kept, jobs=2)
    monkeypatch.setattr(linter, "run", None)
    assert check(".", cache_folder=kept, jobs=2) == fresh


def test_processes_are_started_only_where_they_pay(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    right = Pool.__init__

    def note(self: Pool, work: Work, size: int) -> None:
        sizes.append(size)
        right(self, work, size)

    monkeypatch.setattr(Pool, "__init__", note)
    monkeypatch.setattr(workspace_run, "_cpus", lambda: 4)
    check(".", cache=False)
    check("news/01.md", cache=False, jobs=4)
    check(".", cache=False, jobs=1)
    assert sizes == []
    check("news/01.md", "news/02.md", cache=False, jobs=4)
    monkeypatch.setattr(workspace_run, "_PAYS", 1000)
    check(".", cache=False)
    monkeypatch.setattr(workspace_run, "_cpus", lambda: 1)
    check(".", cache=False)
    assert sizes == [2, 4]


def test_articles_on_which_a_process_dies_are_named_and_the_others_reported(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = check("news", cache=False, jobs=1)
    right, parent = linter.run, os.getpid()
    deaths: dict[str, Callable[[], None]] = {
        "news/04.md": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "news/05.md": lambda: os._exit(3),
        "news/11.md": lambda: os.kill(os.getpid(), signal.SIGTERM),
    }

    def dies(document: object, *others: object) -> linter.Result:
        assert os.getpid() != parent
        deaths.get(document.source.path, lambda: None)()  # type: ignore[attr-defined]
        return right(document, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(linter, "run", dies)
    result = check("news", cache=False, jobs=2)
    ended = "the process that checked it ended"
    assert problems(result) == [
        f"news/04.md: {ended}: SIGKILL, as when memory runs out; please report it",
        f"news/05.md: {ended}: exit code 3; please report it",
        f"news/11.md: {ended}: SIGTERM; please report it",
        *problems(alone),
    ]
    assert result.files == [path for path in alone.files if path not in deaths]
    assert result.findings == [finding for finding in alone.findings if finding.path not in deaths]


def test_a_fault_in_a_process_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(document: object, *others: object) -> linter.Result:
        raise RecursionError("too deep")

    monkeypatch.setattr(linter, "run", fails)
    two = check("news", cache=False, jobs=2)
    assert problems(two) == problems(check("news", cache=False, jobs=1))
    assert "RecursionError: too deep; please report it" in problems(two)[0]


def test_where_no_process_can_be_started_there_is_still_this_one(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = check(".", cache=False, jobs=1)

    def refuse(*_: object) -> None:
        raise BlockingIOError("no more processes")

    with monkeypatch.context() as few:
        few.setattr(os, "fork", refuse)
        assert check(".", cache=False, jobs=2) == alone
    monkeypatch.setattr(pool, "_serve", os._exit)  # every process ends before it is ready
    assert check(".", cache=False, jobs=2) == alone


class Echo:
    """Work that another process can be given."""

    def begin(self) -> None:
        self.parent = os.getppid()

    def end(self) -> int:
        return self.parent

    def __call__(self, task: Task) -> bytes:
        if task.content == b"die":
            os._exit(1)
        return task.content.upper()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_pool_loses_nothing(method: str) -> None:
    contents = [b"die" if number % 7 == 3 else b"x%d" % number for number in range(30)]
    tasks = [Task(number, "a", content) for number, content in enumerate(contents)]
    workers = Pool(Echo(), 2, method)
    found = dict(workers.run(tasks))
    assert [found[task] for task in tasks] == [
        Died("exit code 1") if content == b"die" else content.upper() for content in contents
    ]
    assert set(workers.farewells) == {os.getpid()}


def test_other_systems_start_processes_anew(site: Path) -> None:
    tasks = [Task(number, f"news/{number}.md", b"Ginger cures colds.\n") for number in range(2)]
    work = Work(Options(no_config=True))
    found = dict(Pool(work, 2, "spawn").run(tasks))
    assert [found[task] for task in tasks] == [work(task) for task in tasks]


def test_articles_are_read_no_sooner_than_they_are_checked() -> None:
    """Memory does not grow with the number of articles."""
    waiting, most = 0, 0

    def tasks() -> Iterator[Task]:
        nonlocal waiting, most
        for number in range(200):
            waiting += 1
            most = max(most, waiting)
            yield Task(number, "a", b"x" * 30_000)

    done = 0
    for _ in Pool(Echo(), 2, "fork").run(tasks()):
        waiting -= 1
        done += 1
    assert done == 200
    assert most <= 2 * 6


def test_progress_is_told_of_every_file(site: Path) -> None:
    for jobs in (1, 2):
        said: list[tuple[int, int]] = []

        def note(done: int, files: int, said: list[tuple[int, int]] = said) -> None:
            said.append((done, files))

        result = workspace_run.check_paths(["."], Options(cache=False, jobs=jobs), progress=note)
        count = len(result.files) + 2  # one is no text, one has no configuration
        assert said == [(number, count) for number in range(1, count + 1)]


def children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(one) for one in found]


def runs(process: int) -> bool:
    """Whether a process is there and not merely waiting to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize(
    ("whom", "what"), [("all", signal.SIGINT), ("one", signal.SIGINT), ("one", signal.SIGKILL)]
)
def test_no_process_outlives_the_run(tmp_path: Path, whom: str, what: signal.Signals) -> None:
    text = "\n\n".join(SENTENCES) + "\n\n"
    for number in range(30):
        put(tmp_path, f"{number}.md", text * 800)
    process = subprocess.Popen(
        [sys.executable, "-m", "healthlint", "--jobs", "2", "--no-cache", "."],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        start_new_session=True,
        preexec_fn=hear_interrupts,
    )
    with process:
        deadline = time.monotonic() + 60
        while len(workers := children(process.pid)) < 2 and time.monotonic() < deadline:
            assert process.poll() is None
            time.sleep(0.02)
        assert len(workers) == 2
        time.sleep(0.2)
        (os.killpg if whom == "all" else os.kill)(process.pid, what)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130 if what == signal.SIGINT else -what, b"", b"")
    while any(map(runs, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(runs, workers))


@pytest.mark.parametrize("count", ["0", "-1", "two", "1.5", "", "²"])
def test_a_number_of_processes_is_a_number(site: Path, count: str) -> None:
    said = run("news", "--jobs", count)
    assert (said.code, said.out) == (2, "")
    assert "--jobs" in said.err
