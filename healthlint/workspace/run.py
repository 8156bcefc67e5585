"""A run: paths in, findings and problems out. What the command line and other callers use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from healthlint import linter
from healthlint.language.annotated import AnnotatedDocument
from healthlint.rules.model import SEVERITIES
from healthlint.source import Source
from healthlint.workspace.article import read_article
from healthlint.workspace.config import Config, Configs
from healthlint.workspace.discovery import STDIN, discover, reason
from healthlint.workspace.result import ConfigError, Options, Problem, RunResult, shown
from healthlint.workspace.sieve import Sieve

if TYPE_CHECKING:
    from healthlint.finding import Finding


class Checker:
    """A linter for one configuration: what it takes to check is worked out once, for any number of files."""

    def __init__(self, config: Config) -> None:
        """Take a configuration."""
        self.config = config
        self._plan = linter.plan(config.packs.ruleset, config.settings)

    def check(self, source: Source) -> linter.Result:
        """The findings in a source, and what is wrong with its suppressions."""
        document = AnnotatedDocument.read(source, self.config.packs.lexicon)
        return linter.run(document, self.config.packs.ruleset, self._plan)


def check_paths(paths: Sequence[str], options: Options, stdin: BinaryIO | None = None) -> RunResult:
    """Check the articles that the paths name: files, folders, globs, or "-" for what `stdin` holds.

    A file that cannot be read, whose configuration cannot be used, or on which healthlint itself fails is
    among the errors, and the others are still checked. Raises ConfigError where `options.config` cannot be
    used.
    """
    if options.today is None:
        import datetime

        options = options._replace(today=datetime.date.today())
    configs = Configs(options)
    if options.force_exclude:
        named = options.stdin_filename
        if named and configs.excludes(named):
            paths = [path for path in paths if path != STDIN]
        discovery = discover(paths, configs.exclusions, configs.excludes, left_out=options.reports)
    else:
        discovery = discover(paths, configs.exclusions, left_out=options.reports)
    sieve = Sieve(options)
    checkers: dict[int, Checker] = {}
    result = RunResult([], list(discovery.errors), list(discovery.messages), [], 0, {})
    lines: dict[tuple[str, int], str] = {}
    suppressed: list[linter.Suppressed] = []
    words: dict[str, int] = {}
    failing = 0
    limits = _Limits(options)
    for name in discovery.files:
        path = options.stdin_filename or name if name == STDIN else name
        try:
            config = configs.at(os.path.dirname(path) or os.curdir)
            if sieve.skips(path, config):
                continue
            source = read_article(_content(name, stdin), path)
            config = config.of(path, source.text)
        except ConfigError as error:
            result.errors.extend(one for one in error.problems if one not in result.errors)
            continue
        except OSError as error:
            result.errors.append(Problem(path, reason(error)))
            continue
        try:
            checker = checkers.get(id(config)) or checkers.setdefault(id(config), Checker(config))
            findings, quiet, suppressions, words[path] = checker.check(source)
            findings = sieve.pick(source, findings, config)
        except ConfigError as error:
            result.errors.extend(one for one in error.problems if one not in result.errors)
            continue
        except Exception as error:
            result.errors.append(Problem(path, _internal(error)))
            continue
        result.files.append(path)
        result.findings.extend(findings)
        suppressed.extend(quiet)
        result.messages.extend(
            str(Problem(path, message, line, column)) for line, column, message in suppressions.problems
        )
        least = SEVERITIES.index(config.fail_on)
        failing += sum(SEVERITIES.index(finding.severity) <= least for finding in findings)
        limits.count(config, findings)
        for finding in findings:
            for number in range(finding.line, finding.end_line + 1):
                if (path, number) not in lines:
                    lines[path, number] = source.line_text(number)
    failing += sum(count for count, _ in limits.exceeded())
    result.messages.extend(message for _, message in limits.exceeded())
    known, stale = sieve.finish(paths)
    if known:
        result.messages.append(f"{known} known finding{'s' if known > 1 else ''} left out by the baseline")
    result.messages.extend(map(str, stale))
    return result._replace(
        failing=failing, lines=lines, suppressed=suppressed, words=words, known=known, stale=stale
    )


class _Limits:
    """Counts warnings against `max-warnings`: over the run where the caller set it, else by configuration."""

    def __init__(self, options: Options) -> None:
        self._whole = options.max_warnings is not None
        self._counts: dict[tuple[str, int], int] = {}

    def count(self, config: Config, findings: Iterable[Finding]) -> None:
        """Count the warnings of one article."""
        if config.max_warnings is not None:
            key = "" if self._whole else config.path, config.max_warnings
            warnings = sum(finding.severity == "warning" for finding in findings)
            self._counts[key] = self._counts.get(key, 0) + warnings

    def exceeded(self) -> Iterator[tuple[int, str]]:
        """For each limit that is passed: by how many warnings, and what to say."""
        for (path, limit), count in self._counts.items():
            if count > limit:
                place = f"{shown(path)}: " if path else ""
                yield count - limit, f"{place}{count} warnings are more than the {limit} of max-warnings"


def _content(name: str, stdin: BinaryIO | None) -> bytes:
    if name == STDIN:
        return stdin.read() if stdin is not None else b""
    with open(name, "rb") as file:
        return file.read()


def _internal(error: Exception) -> str:
    """What to say of a fault of healthlint's own: what it was, in which rule, and where in the code."""
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    place = f" at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    notes = "".join(f" {note}" for note in getattr(error, "__notes__", ()))
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return f"internal error{notes}{place}: {said}; please report it"
