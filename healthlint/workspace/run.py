"""A run: paths in, findings and problems out. What the command line and other callers use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from healthlint.rules.model import SEVERITIES
from healthlint.source import Source
from healthlint.workspace.cache_codec import Decoder
from healthlint.workspace.checking import Checked, Task, Work, internal
from healthlint.workspace.config import Config, Configs
from healthlint.workspace.discovery import STDIN, Discovery, discover, reason
from healthlint.workspace.limits import Limits
from healthlint.workspace.result import ConfigError, Options, Problem, RunResult
from healthlint.workspace.sieve import Sieve

if TYPE_CHECKING:
    from healthlint.finding import Finding
    from healthlint.linter import Result, Suppressed
    from healthlint.workspace.cache import Results

#: Told how many articles are done, and of how many.
Progress = Callable[[int, int], None]

#: Processes pay from so many bytes on that are to be checked, ...
_PAYS = 512 * 1024
#: ... and hardly beyond so many of them.
_MOST = 8


def check_paths(
    paths: Sequence[str], options: Options, stdin: BinaryIO | None = None, progress: Progress | None = None
) -> RunResult:
    """Check the articles that the paths name: files, folders, globs, or "-" for what `stdin` holds.

    A file that cannot be read, whose configuration cannot be used, or on which healthlint itself fails is
    among the errors, and the others are still checked. What comes out is the same for any number of
    processes, and whether results were kept or not. Raises ConfigError where `options.config` cannot be
    used.
    """
    if options.today is None:
        import datetime

        options = options._replace(today=datetime.date.today())
    configs = Configs(options)
    work = Work(options, configs)
    with _stage(work, "finding files, loading rules"):
        discovery = _discovery(paths, options, configs)
    run = _Run(options, configs, work, discovery.files, stdin, progress)
    result = run.result(discovery.errors, discovery.messages)
    known, stale = run.sieve.finish(paths)
    if known:
        result.messages.append(
            f"{len(known)} known finding{'s' if len(known) > 1 else ''} left out by the baseline"
        )
    result.messages.extend(map(str, stale))
    return result._replace(known=len(known), held=known, stale=stale, watch=work.watch)


def _discovery(paths: Sequence[str], options: Options, configs: Configs) -> Discovery:
    if options.force_exclude:
        named = options.stdin_filename
        if named and configs.excludes(named):
            paths = [path for path in paths if path != STDIN]
        return discover(paths, configs.exclusions, configs.excludes, left_out=options.reports)
    return discover(paths, configs.exclusions, left_out=options.reports)


class _Done(NamedTuple):
    """What came of one file."""

    errors: Sequence[Problem] = ()
    #: None where it could not be checked.
    result: Result | None = None
    config: Config | None = None
    #: The lines that findings are about, by their numbers.
    lines: Mapping[int, str] = {}


class _Run:
    """The files of a run on their way: read, looked up, checked, and put in order again."""

    def __init__(
        self,
        options: Options,
        configs: Configs,
        work: Work,
        files: list[str],
        stdin: BinaryIO | None,
        progress: Progress | None,
    ) -> None:
        self._options = options
        self._configs = configs
        self._work = work
        self._files = files
        self._stdin = stdin
        self._progress = progress
        self.sieve = Sieve(options)
        self._done: dict[int, _Done] = {}
        #: The configurations that hold for the articles that can be checked.
        self._config: dict[int, Config] = {}
        self._decoder = Decoder()
        self._results: Results | None = None
        if options.cache:
            from healthlint.workspace.cache import Results

            self._results = Results(options)

    def result(self, errors: Sequence[Problem], messages: Sequence[str]) -> RunResult:
        """Check everything, and give it in the order of the files."""
        try:
            self._check(self._tasks())
        finally:
            if self._results is not None:
                with _stage(self._work, "cache"):
                    self._results.close()
        findings: list[Finding] = []
        suppressed: list[Suppressed] = []
        lines: dict[tuple[str, int], str] = {}
        limits = Limits(self._options)
        told = dict.fromkeys(errors)
        result = RunResult(findings, [], list(messages), [], 0, lines, suppressed, words := {})
        failing = 0
        for number in range(len(self._files)):
            done = self._done.pop(number)
            for error in done.errors:  # all files of a folder have the same broken configuration
                told.setdefault(error)
            found = done.result
            if found is None or done.config is None:
                continue
            path = self._path(number)
            result.files.append(path)
            findings.extend(found.findings)
            suppressed.extend(found.suppressed)
            words[path] = found.words
            result.messages.extend(
                str(Problem(path, message, line, column))
                for line, column, message in found.suppressions.problems
            )
            least = SEVERITIES.index(done.config.fail_on)
            failing += sum(SEVERITIES.index(finding.severity) <= least for finding in found.findings)
            limits.count(done.config, found.findings)
            lines.update(((path, line), text) for line, text in done.lines.items())
        failing += sum(count for count, _ in limits.exceeded())
        result.messages.extend(message for _, message in limits.exceeded())
        return result._replace(errors=list(told), failing=failing)

    def _path(self, number: int) -> str:
        name = self._files[number]
        return self._options.stdin_filename or name if name == STDIN else name

    def _tasks(self) -> Iterator[Task]:
        """The articles that have to be checked; what comes of the others is noted on the way."""
        for number, name in enumerate(self._files):
            path = self._path(number)
            try:
                with _stage(self._work, "reading configurations"):
                    config = self._configs.at(os.path.dirname(path) or os.curdir)
                with _stage(self._work, "baselines and git"):
                    is_same = self.sieve.skips(path, config)
                if is_same:
                    self._settle(number, _Done())
                    continue
                with _stage(self._work, "reading files"):
                    content = self._content(name)
                config = config.of(path, content)
            except ConfigError as error:
                self._settle(number, _Done(error.problems))
                continue
            except OSError as error:
                self._settle(number, _Done((Problem(path, reason(error)),)))
                continue
            task = Task(number, path, content)
            self._config[number] = config
            if self._results is not None:
                with _stage(self._work, "cache"):
                    task = task._replace(key=self._results.key(config, path, content))
                    kept = self._results.get(config, task.key)
                    checked = self._decoder.decode(kept, path) if kept is not None else None
                if checked is not None:
                    self._note(task, checked)
                    continue
            yield task

    def _content(self, name: str) -> bytes:
        if name == STDIN:
            return self._stdin.read() if self._stdin is not None else b""
        with open(name, "rb") as file:
            return file.read()

    def _check(self, tasks: Iterator[Task]) -> None:
        """Check articles, in this process or in several."""
        work = self._work
        first, size = self._portion(tasks)
        if size < 2:
            for task in chain(first, tasks):
                checked = work.check(task)
                self._note(task, checked)
                if task.key and checked.result:
                    self._keep(task, work.encoded(checked))
            return
        from healthlint.workspace.pool import Died, Pool

        pool = Pool(work, size)
        with closing(pool.run(chain(first, tasks))) as answers:
            for task, answer in (
                work.watch.each("wait", "for other processes", answers) if work.watch else answers
            ):
                if isinstance(answer, Died):
                    fault = f"the process that checked it ended: {answer.why}; please report it"
                    self._note(task, Checked(None, fault))
                else:
                    checked = self._decoder.decode(answer, task.path)
                    self._note(task, checked)
                    if task.key and checked.result:
                        self._keep(task, answer)
        if work.watch is not None:
            for spent in pool.farewells:
                work.watch.add(spent)

    def _portion(self, tasks: Iterator[Task]) -> tuple[list[Task], int]:
        """The first articles to be checked, and how many processes to check them and the others in."""
        first: list[Task] = []
        size = 0
        jobs = self._options.jobs
        if jobs == 1 or len(self._files) < 2:
            return first, 1
        for task in tasks:
            first.append(task)
            size += len(task.content)
            if jobs is None and size >= _PAYS:
                return first, min(_cpus(), _MOST)
            if len(first) == jobs:
                break
        return first, min(jobs or 1, len(first))

    def _note(self, task: Task, checked: Checked) -> None:
        """Note what came of an article."""
        if checked.result is None:
            self._settle(task.number, _Done((Problem(task.path, checked.fault),)))
            return
        config = self._config[task.number]
        source = Source.from_bytes(task.content, task.path)
        try:
            with _stage(self._work, "baselines and git"):
                findings = self.sieve.pick(source, checked.result.findings, config)
        except ConfigError as error:
            self._settle(task.number, _Done(error.problems))
            return
        except Exception as error:
            self._settle(task.number, _Done((Problem(task.path, internal(error)),)))
            return
        result = checked.result._replace(findings=findings)
        self._settle(task.number, _Done((), result, config, _lines(source, findings)))

    def _keep(self, task: Task, data: bytes) -> None:
        """Keep what came of an article for later runs."""
        if self._results is not None:
            with _stage(self._work, "cache"):
                self._results.put(self._config[task.number], task.key, data)

    def _settle(self, number: int, done: _Done) -> None:
        self._done[number] = done
        if self._progress is not None:
            self._progress(len(self._done), len(self._files))


def _stage(work: Work, name: str) -> AbstractContextManager[None]:
    """A part of the run around the checking, measured where that was asked for."""
    return nullcontext() if work.watch is None else work.watch.on("run", name)


def _lines(source: Source, findings: Iterable[Finding]) -> dict[int, str]:
    """The lines that findings are about, without their line ends."""
    numbers = {line for finding in findings for line in range(finding.line, finding.end_line + 1)}
    return {number: source.line_text(number) for number in numbers}


def _cpus() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
