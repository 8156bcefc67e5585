"""A run: paths in, findings and problems out. What the command line and other callers use."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from healthlint.source import Source
from healthlint.workspace.cache_codec import Decoder
from healthlint.workspace.checking import Checked, Task, Work, internal, together
from healthlint.workspace.config import Config, Configs
from healthlint.workspace.discovery import STDIN, Discovery, discover, reason
from healthlint.workspace.result import ConfigError, Options, Problem, RunResult
from healthlint.workspace.sieve import Sieve
from healthlint.workspace.tally import Done, total

if TYPE_CHECKING:
    from healthlint.finding import Finding
    from healthlint.workspace.cache import Results

#: Told how many articles are done, and of how many.
Progress = Callable[[int, int], None]

#: Processes pay from so many bytes on that are to be checked; where they cannot be split off, each loads all anew.
_PAYS = (512 if sys.platform == "linux" else 2048) * 1024
#: More of them are not started without being asked for.
_MOST = 8
#: So many articles, or bytes of them, are looked up in the cache together.
_TOGETHER = 64, 512 * 1024


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
    with _stage(work, "finding files"):
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
        self._by_folder: dict[str, Config] = {}
        self._done: dict[int, Done] = {}
        #: What is to be said of articles that could be read all the same.
        self._notes: list[str] = []
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
        each = ((self._path(number), self._done.pop(number)) for number in range(len(self._files)))
        return total(each, self._options, errors, [*messages, *self._notes])

    def _path(self, number: int) -> str:
        name = self._files[number]
        return self._options.stdin_filename or name if name == STDIN else name

    def _tasks(self) -> Iterator[Task]:
        """The articles that have to be checked; what comes of the others is noted on the way."""
        articles = self._articles()
        if self._results is None:
            yield from articles
            return
        while some := list(together(articles, *_TOGETHER)):
            with _stage(self._work, "cache"):
                kept = self._results.get((self._config[task.number], task.key) for task in some)
            for task in some:
                data = kept.get(task.key)
                if data is None:
                    yield task
                    continue
                with _stage(self._work, "cache"):
                    checked = self._decoder.decode(data, task.path)
                self._note(task, checked)

    def _articles(self) -> Iterator[Task]:
        """The files, read."""
        for number, name in enumerate(self._files):
            path = self._path(number)
            try:
                with _stage(self._work, "reading files"):
                    config = self._in_folder(path.rpartition(os.sep)[0])
                    if self.sieve.skips(path, config):
                        self._settle(number, Done())
                        continue
                    content = self._content(name)
                    if config.layers:
                        config = config.of(path, content, partial(self._unread, path))
            except ConfigError as error:
                self._settle(number, Done(error.problems))
                continue
            except OSError as error:
                self._settle(number, Done((Problem(path, reason(error)),)))
                continue
            self._config[number] = config
            key = b""
            if self._results is not None:
                with _stage(self._work, "cache"):
                    key = self._results.key(config, path, content)
            yield Task(number, path, content, key)

    def _unread(self, path: str, line: int, fault: str) -> None:
        self._notes.append(
            f"{path}:{line}: the front matter cannot be read, so no override that asks for it holds here: {fault}"
        )

    def _in_folder(self, folder: str) -> Config:
        """The configuration of a folder as it was named: many articles lie in one."""
        if folder not in self._by_folder:
            self._by_folder[folder] = self._configs.at(folder or os.curdir)
        return self._by_folder[folder]

    def _content(self, name: str) -> bytes:
        if name == STDIN:
            return self._stdin.read() if self._stdin is not None else b""
        with open(name, "rb", buffering=0) as file:
            return file.read()

    def _check(self, tasks: Iterator[Task]) -> None:
        """Check articles, in this process or in several."""
        work = self._work
        first, size = self._portion(tasks)
        if size < 2:
            for task, checked in work.each(chain(first, tasks)):
                self._note(task, checked)
                if task.key and checked.result:
                    self._keep(task, work.encoded(checked))
            return
        from healthlint.workspace.pool import Died, Pool

        for task in first:  # what processes that are split off share
            self._config[task.number].packs.load()
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
            self._settle(task.number, Done((Problem(task.path, checked.fault),)))
            return
        config = self._config[task.number]
        source = checked.source or Source.from_bytes(task.content, task.path)
        try:
            with _stage(self._work, "baselines and git"):
                findings = self.sieve.pick(source, checked.result.findings, config)
        except ConfigError as error:
            self._settle(task.number, Done(error.problems))
            return
        except Exception as error:
            self._settle(task.number, Done((Problem(task.path, internal(error)),)))
            return
        result = checked.result
        if findings is not result.findings:
            result = result._replace(findings=findings)
        self._settle(task.number, Done((), result, config, _lines(source, findings)))

    def _keep(self, task: Task, data: bytes) -> None:
        """Keep what came of an article for later runs."""
        if self._results is not None:
            with _stage(self._work, "cache"):
                self._results.put(self._config[task.number], task.key, data)

    def _settle(self, number: int, done: Done) -> None:
        self._done[number] = done
        if self._progress is not None:
            self._progress(len(self._done), len(self._files))


_NOTHING = nullcontext()


def _stage(work: Work, name: str) -> AbstractContextManager[None]:
    """A part of the run around the checking, measured where that was asked for."""
    return _NOTHING if work.watch is None else work.watch.on("run", name)


def _lines(source: Source, findings: Sequence[Finding]) -> dict[int, str]:
    """The lines that findings are about, without their line ends."""
    if not findings:
        return {}
    text, lines = source.text, {}
    is_plain = "\r" not in text
    for finding in findings:
        start = finding.start - finding.column + 1
        for number in range(finding.line, finding.end_line + 1):
            if number not in lines:
                # Knowing where all lines start takes longer than what is kept of most articles.
                end = text.find("\n", start) if is_plain else -1
                lines[number] = text[start:end] if end >= 0 else source.line_text(number)
            start += len(lines[number]) + 1
    return lines


def _cpus() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
