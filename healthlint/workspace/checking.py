"""One article checked: its bytes in, its findings or what went wrong out. The same in any process."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from healthlint import linter
from healthlint.source import Source
from healthlint.values import NamedTuple
from healthlint.workspace.article import read_article
from healthlint.workspace.config import Config, Configs
from healthlint.workspace.discovery import reason
from healthlint.workspace.result import ConfigError, Options

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.workspace.timing import Spent, Stopwatch

#: In so many articles, or bytes of them, terms are looked up together.
_TOGETHER = 16, 128 * 1024


class Task(NamedTuple):
    """An article that is to be checked."""

    #: Its place among the files of the run.
    number: int
    path: str
    content: bytes
    #: What its result is kept under; empty where it is not kept.
    key: bytes = b""


class Checked(NamedTuple):
    """What checking an article gave."""

    #: None where it could not be checked.
    result: linter.Result | None
    #: Why not.
    fault: str = ""
    #: The article, where it was checked in this process.
    source: Source | None = None


class Checker:
    """A linter for one configuration: what it takes to check is worked out once, for any number of files."""

    def __init__(self, config: Config) -> None:
        """Take a configuration."""
        self.config = config
        self._plan = linter.plan(config.packs.ruleset, config.settings)

    def check(self, source: Source) -> linter.Result:
        """The findings in a source, and what is wrong with its suppressions."""
        return self.finish(self.open(source))

    def open(self, source: Source) -> AnnotatedDocument:
        """A source as a document."""
        from healthlint.language.annotated import AnnotatedDocument

        return AnnotatedDocument.read(source, self.config.packs.lexicon)

    def finish(self, document: AnnotatedDocument) -> linter.Result:
        """The findings in a document, which is of no use afterwards, and what is wrong with its suppressions."""
        try:
            return linter.run(document, self.config.packs.ruleset, self._plan)
        finally:
            document.release()


class Work:
    """Checks the articles of a run. A copy in another process starts from the options of the run alone."""

    def __init__(self, options: Options, configs: Configs | None = None) -> None:
        """Take what the run is asked for, and its configurations where they have been read already."""
        self._options = options
        self._configs = configs or Configs(options)
        self._checkers: dict[int, Checker] = {}
        #: Where the time goes; None where nobody asks.
        self.watch: Stopwatch | None = None
        if options.timing:
            from healthlint.workspace.timing import Stopwatch

            self.watch = Stopwatch()

    def __reduce__(self) -> tuple[type[Work], tuple[Options]]:
        """What another process needs: rules and word lists are loaded there."""
        return Work, (self._options,)

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Checked]]:
        """Check articles, in order; an Exception is one of the tasks' own.

        Terms are looked up in some articles before any of them is checked: that takes large tables, which then are in
        the processor's caches, as what checking takes is afterwards.
        """
        tasks = iter(tasks)
        while some := list(together(tasks, *_TOGETHER)):
            for task, opened in [(task, self._open(task)) for task in some]:
                yield task, opened if isinstance(opened, Checked) else self._finish(*opened)

    def check(self, task: Task) -> Checked:
        """Check one article; never raises an Exception."""
        ((_, checked),) = self.each((task,))
        return checked

    def _open(self, task: Task) -> Checked | tuple[Checker, AnnotatedDocument]:
        try:
            config = self._configs.at(os.path.dirname(task.path) or os.curdir).of(task.path, task.content)
            checker = self._checkers.get(id(config))
            if checker is None:
                checker = self._checkers[id(config)] = self._checker(config)
            document = checker.open(read_article(task.content, task.path))
            len(document.terms)
            return checker, document
        except Exception as error:
            return Checked(None, _fault(error))

    def _finish(self, checker: Checker, document: AnnotatedDocument) -> Checked:
        source = document.source
        try:
            return Checked(checker.finish(document), "", source)
        except Exception as error:
            return Checked(None, _fault(error))

    def begin(self) -> None:
        """Start anew in a process that was split off: times taken before are another process's."""
        if self.watch is not None:
            self.watch.reset()

    def end(self) -> list[Spent]:
        """The times taken, where they are."""
        return self.watch.spent() if self.watch is not None else []

    def __call__(self, task: Task) -> bytes:
        """Check one article; what came of it as `healthlint.workspace.cache_codec` writes it."""
        return self.encoded(self.check(task))

    def encoded(self, checked: Checked) -> bytes:
        """What came of an article, as bytes."""
        from healthlint.workspace.cache_codec import encode

        return encode(checked)

    def _checker(self, config: Config) -> Checker:
        if self.watch is None:
            return Checker(config)
        from healthlint.workspace.timing import TimedChecker

        with self.watch.on("run", "loading rules"):
            config.packs.load()
        return TimedChecker(config, self.watch)


def together(tasks: Iterator[Task], most: int, size: int) -> Iterator[Task]:
    """The next articles: at most so many, and no more once they have so many bytes."""
    for task in islice(tasks, most):
        yield task
        size -= len(task.content)
        if size <= 0:
            return


def _fault(error: Exception) -> str:
    if isinstance(error, OSError):
        return reason(error)
    return str(error) if isinstance(error, ConfigError) else internal(error)


def internal(error: Exception) -> str:
    """What to say of a fault of healthlint's own: what it was, in which rule, and where in the code."""
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    place = f" at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    notes = "".join(f" {note}" for note in getattr(error, "__notes__", ()))
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return f"internal error{notes}{place}: {said}; please report it"
