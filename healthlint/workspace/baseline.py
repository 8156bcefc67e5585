"""Baseline files: reading them, what is to be written to them, and telling which files are gone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from healthlint import baseline, linter
from healthlint.baseline import BaselineError, Entry, Known, Look, Moved
from healthlint.values import NamedTuple
from healthlint.workspace.discovery import is_glob, reason
from healthlint.workspace.result import ConfigError, Problem, shown

if TYPE_CHECKING:
    from healthlint.workspace.walk import Walk

#: How many files a message names.
_NAMED = 3


class Baseline:
    """One baseline file, read."""

    def __init__(self, path: str, entries: Iterable[Entry]) -> None:
        """Take the file's path and what it holds."""
        self.path = path
        self.entries = tuple(entries)
        self._folder = os.path.realpath(os.path.dirname(path))
        self._by_path: dict[str, list[Entry]] = {}
        for entry in self.entries:
            self._by_path.setdefault(entry.path, []).append(entry)
        self._lost: list[str] | None = None
        self._moved: Moved | None = None

    @classmethod
    def read(cls, path: str, conflicts: bool = False) -> Baseline:
        """Read a file; with `conflicts`, marks of a merge conflict are passed over.

        Raises ConfigError where there is none, or where it holds something else.
        """
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
            return cls(path, baseline.parse(text, conflicts))
        except BaselineError as error:
            raise ConfigError((Problem(shown(path), error.message, error.line, 1),)) from None
        except FileNotFoundError:
            problem = Problem(shown(path), "there is no such baseline; `healthlint baseline write` makes it")
            raise ConfigError((problem,)) from None
        except UnicodeDecodeError:
            raise ConfigError((Problem(shown(path), "not UTF-8"),)) from None
        except OSError as error:
            raise ConfigError((Problem(shown(path), reason(error)),)) from None

    def name_of(self, path: str) -> str:
        """What the baseline calls a file: its way from the baseline's folder, with "/" between names."""
        folder, name = os.path.split(os.path.abspath(path))
        path = os.path.join(os.path.realpath(folder), name)
        with suppress(ValueError):  # on another drive
            path = os.path.relpath(path, self._folder)
        return path.replace(os.sep, "/")

    def known(self, path: str) -> Known:
        """What may turn up in a file."""
        name = self.name_of(path)
        if self._moved is None:
            self._moved = Moved(entry for path in self.lost() for entry in self._by_path[path])
        return Known(tuple(self._by_path.get(name, ())), self._moved)

    def lost(self) -> list[str]:
        """The files that are gone. The file system is asked once."""
        if self._lost is None:
            self._lost = [
                path for path in self._by_path if not os.path.lexists(os.path.join(self._folder, path))
            ]
        return self._lost

    def lost_below(self, paths: Sequence[str]) -> list[str]:
        """The files that are gone and that a run over the paths would have met."""
        return [lost for lost in self.lost() if self.is_below(lost, paths)]

    def is_below(self, name: str, paths: Sequence[str]) -> bool:
        """Whether one of the paths is, or holds, what the baseline calls `name`. Of a glob its fixed folder counts."""
        for path in paths:
            while is_glob(path) and not os.path.lexists(path):
                path = os.path.dirname(path) or os.curdir
            above = self.name_of(path)
            if above == "." or name == above or name.startswith(f"{above}/"):
                return True
        return False


class Stale(NamedTuple):
    """The entries of one baseline that no longer occur."""

    baseline: str
    entries: tuple[Entry, ...]

    def __str__(self) -> str:
        """What a person is told."""
        from collections import Counter

        counts = Counter(entry.path for entry in self.entries)
        files = [f"{path}: {count}" for path, count in sorted(counts.items())]
        more = [f"{len(files) - _NAMED} more files"] if len(files) > _NAMED else []
        entries = "1 entry does" if len(self.entries) == 1 else f"{len(self.entries)} entries do"
        return (
            f"{shown(self.baseline)}: {entries} not occur any more ({', '.join(files[:_NAMED] + more)}); "
            "`healthlint baseline prune` drops what is gone"
        )


def survey(walk: Walk, known: Baseline) -> dict[str, list[Entry]]:
    """The entries that make everything in some articles known, by what a baseline calls the files."""
    plans: dict[int, linter.Plan] = {}
    found = {}
    for source, config in walk:
        ruleset = config.packs.ruleset
        plan = plans.get(id(config)) or plans.setdefault(id(config), linter.plan(ruleset, config.settings))
        name = known.name_of(source.path)
        found[name] = Look(source, config.packs.lexicon, ruleset, plan).entries(name)
    return found
