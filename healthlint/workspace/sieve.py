"""What of the findings of a run is shown: none that a baseline knows, and of a change, only its own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from healthlint import linter
from healthlint.values import NamedTuple
from healthlint.workspace.article import read_article
from healthlint.workspace.baselines import Baselines
from healthlint.workspace.result import ConfigError, Options, Problem

if TYPE_CHECKING:
    from healthlint.baseline import Entry, Look
    from healthlint.finding import Finding
    from healthlint.source import Source
    from healthlint.workspace.baseline import Baseline, Stale
    from healthlint.workspace.config import Config
    from healthlint.workspace.git import Past


class Outcome(NamedTuple):
    """What a sieve held back over a run, told at its end."""

    #: The findings that baselines know, in path order, within a file as they stood.
    known: tuple[Finding, ...]
    stale: tuple[Stale, ...]


class Sieve:
    """Filters the findings of files, one file at a time. What it looks up more than once it keeps."""

    def __init__(self, options: Options) -> None:
        """Take what the run is asked for. Raises ConfigError for a commit that cannot be one."""
        self._baselines = Baselines(options.baseline, options.no_baseline)
        self._since = options.changed_since or options.new_since
        self._by_lines = options.changed_since is not None
        #: Whether this run leaves out rules that the list may have been made with.
        self._is_narrow = options.select is not None or bool(options.ignore) or options.no_config
        self._plans: dict[int, linter.Plan] = {}
        self._known: list[Finding] = []
        self._gone: dict[str, list[Entry]] = {}
        self._past: Past | None = None
        if self._since is not None:
            from healthlint.workspace.git import GitError, Past

            try:
                self._past = Past(self._since)
            except GitError as error:
                raise ConfigError((self._problem(error),)) from None

    def skips(self, path: str, config: Config) -> bool:
        """Whether a file is as it was, so that none of its findings can belong to a change.

        Raises ConfigError where git cannot tell, or where the file's baseline cannot be used.
        """
        self._baselines.of(path, config)
        if self._past is None:
            return False
        from healthlint.workspace.git import GitError

        try:
            return self._past.is_same(path)
        except GitError as error:
            raise ConfigError((self._problem(error),)) from None

    def pick(self, source: Source, findings: list[Finding], config: Config) -> list[Finding]:
        """The findings of a file that are shown. Raises ConfigError."""
        baseline = self._baselines.of(source.path, config)
        if baseline is not None:
            findings = self._without_known(source, findings, config, baseline)
        if self._past is not None and findings:
            findings = self._of_change(self._past, source, findings, config)
        return findings

    def finish(self, paths: Sequence[str]) -> Outcome:
        """What was held back, after the last file of a run over some paths."""
        stale = []
        for baseline in self._baselines.used():
            from healthlint.workspace.baseline import Stale

            # Files come in any order: several processes check them.
            gone = sorted(self._gone.get(baseline.path, ()), key=lambda entry: entry.path)
            lost = set(baseline.lost_below(paths))
            entries = (*gone, *(entry for entry in baseline.entries if entry.path in lost and entry.shown))
            if entries:
                stale.append(Stale(baseline.path, entries))
        known = sorted(self._known, key=lambda finding: finding.path.split(os.sep))
        return Outcome(tuple(known), tuple(stale))

    def _without_known(
        self, source: Source, findings: list[Finding], config: Config, baseline: Baseline
    ) -> list[Finding]:
        from healthlint.baseline import settle

        settled = settle(findings, baseline.known(source.path), self._look(source, config))
        self._known.extend(settled.known)
        gone = [entry for entry in settled.gone if self._can_tell(entry.rule, config)]
        self._gone.setdefault(baseline.path, []).extend(gone)
        return settled.new

    def _can_tell(self, rule: str, config: Config) -> bool:
        """Whether the run would have found what a rule finds: one with fewer rules than usual misses the others'."""
        if not self._is_narrow:
            return True
        plan = self._plan(config)
        return rule not in plan.muted and any(one.name == rule for one in plan.rules)

    def _of_change(
        self, past: Past, source: Source, findings: list[Finding], config: Config
    ) -> list[Finding]:
        from healthlint.changes import changed_lines, not_before, on_changed_lines
        from healthlint.workspace.git import GitError

        try:
            was = past.before(source.path)
            old = None if was is None else read_article(was.content, was.path)
        except GitError as error:
            raise ConfigError((self._problem(error),)) from None
        except OSError:  # it was no text
            old = None
        before = None if old is None else self._look(old, config)
        if not self._by_lines:
            return not_before(findings, before)
        lines = [] if old is None else changed_lines(_lines(old), _lines(source))
        return on_changed_lines(findings, lines, self._look(source, config), before)

    def _look(self, source: Source, config: Config) -> Look:
        from healthlint.baseline import Look

        return Look(source, config.packs.lexicon, config.packs.ruleset, self._plan(config))

    def _plan(self, config: Config) -> linter.Plan:
        plan = self._plans.get(id(config))
        if plan is None:
            plan = self._plans[id(config)] = linter.plan(config.packs.ruleset, config.settings)
        return plan

    def _problem(self, error: Exception) -> Problem:
        option = "--changed-since" if self._by_lines else "--new-since"
        return Problem("", f"{option} {self._since}: {error}")


def _lines(source: Source) -> list[str]:
    return [source.line_text(line) for line in range(1, source.line_count + 1)]
