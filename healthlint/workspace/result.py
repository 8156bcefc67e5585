"""What a run is asked for and what it gives: the contract between the workspace and its callers.

The command line makes `Options` from its arguments, calls `check_paths(paths, options)` of
`healthlint.workspace.run` and formats the `RunResult`; the workspace never prints and never exits.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from healthlint.values import NamedTuple

if TYPE_CHECKING:
    import datetime

    from healthlint.finding import Finding
    from healthlint.linter import Suppressed
    from healthlint.suppression import Suppression
    from healthlint.workspace.baseline import Stale
    from healthlint.workspace.timing import Stopwatch


class Problem(NamedTuple):
    """Something wrong with a file or a setting; a run that meets one exits with 2.

    `line` and `column` count from 1, and are 0 where the problem has no place. `str()` is what a person
    reads: ``path:line:column: message``, ``path: message`` or, without a path, the message.
    """

    path: str
    message: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Place and message on one line."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.message}" if place else self.message


class ConfigError(ValueError):
    """A configuration that cannot be used. `problems` holds every mistake found, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Take all problems of one configuration; at least one."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Options(NamedTuple):
    """What a run is asked for beside its paths. Each field given here wins over the configuration file.

    Selectors are rule names, codes, families or packs.
    """

    #: A configuration file to use for every article, instead of the nearest one.
    config: str | None = None
    #: Use the built-in defaults: look for no configuration file.
    no_config: bool = False
    #: The rules to run, instead of the configured or default ones. None: not given.
    select: tuple[str, ...] | None = None
    #: Rules to leave out, beside the configured ones.
    ignore: tuple[str, ...] = ()
    #: Rules to add to those selected.
    extend_select: tuple[str, ...] = ()
    #: "high", "medium" or "low"; None: as configured.
    min_confidence: str | None = None
    #: "error", "warning" or "info"; None: as configured.
    fail_on: str | None = None
    #: The most warnings that do not fail the run; None: as configured.
    max_warnings: int | None = None
    #: Leave out what `exclude` leaves out even where it is named outright.
    force_exclude: bool = False
    #: Whether results, and compiled rules and lexicons, may be kept between runs.
    cache: bool = True
    #: The folder to keep results in. None: as configured.
    cache_folder: str | None = None
    #: How many processes may check articles. None: as many as it pays to have.
    jobs: int | None = None
    #: Whether to measure where the time goes.
    timing: bool = False
    #: Files that the run's reports are written to: they are no articles, wherever they lie.
    reports: tuple[str, ...] = ()
    #: A file with the findings that are known, for every article, instead of the configured or nearest one.
    baseline: str | None = None
    #: Use no such file.
    no_baseline: bool = False
    #: Only findings on lines that were changed since the branch left this commit. At most one of the two is given.
    changed_since: str | None = None
    #: Only findings that were not there when the branch left this commit.
    new_since: str | None = None
    #: The name that standard input goes by: it picks the format and the configuration.
    stdin_filename: str | None = None
    #: The day of the run, for rules about dates. None: today, read from the clock once a run.
    today: datetime.date | None = None


class RunResult(NamedTuple):
    """The result of a run over some paths."""

    #: In path order, within a file by position, then rule.
    findings: list[Finding]
    #: Unreadable files, missing paths, broken configuration, internal errors; each means exit code 2.
    errors: list[Problem]
    #: Notes about the run for the error stream ("no articles in docs", a suppression that names no rule); they
    #: do not change the exit code.
    messages: list[str]
    #: The files linted, in path order.
    files: list[str]
    #: How many findings fail the run: those at or above the level of their file, and the warnings beyond the most
    #: that are allowed.
    failing: int
    #: The source lines of each finding, by (path, line), without line ends; for reports that quote them.
    lines: Mapping[tuple[str, int], str]
    #: What the articles themselves ask to be left out, in the order of `findings`, and where they ask.
    suppressed: Sequence[Suppressed] = ()
    #: How many words of prose each file has.
    words: Mapping[str, int] = {}
    #: All that each article asks to be left out, used or not, for articles that ask for anything.
    suppressions: Mapping[str, tuple[Suppression, ...]] = {}
    #: How many findings baselines know, which are left out.
    known: int = 0
    #: Those findings, in path order.
    held: Sequence[Finding] = ()
    #: What baselines know that does not occur any more; `str()` is what a person reads.
    stale: Sequence[Stale] = ()
    #: Where the time went, where that was asked for.
    watch: Stopwatch | None = None


def shown(path: str) -> str:
    """A path as a person wants to read it: from the current folder where it lies in it."""
    inside = os.path.join(os.getcwd(), "")
    return path.removeprefix(inside) if path.startswith(inside) else path
