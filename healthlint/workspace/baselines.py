"""Which baseline holds for which article. Most runs have none: nothing is imported for them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.workspace.baseline import Baseline
    from healthlint.workspace.config import Config

#: The name of a baseline that needs no configuration to be found.
NAME = ".healthlint-baseline.jsonl"


class Baselines:
    """The baselines of one run, each read once."""

    def __init__(self, given: str | None = None, off: bool = False) -> None:
        """Take the file to use for every article, or that none is used."""
        self._given = given
        self._off = off
        self._by_file: dict[str, Baseline] = {}
        self._by_folder: dict[str, str] = {}
        self._named: dict[str, str] = {}

    def of(self, path: str, config: Config) -> Baseline | None:
        """The baseline for an article, or None. Raises ConfigError where it cannot be used."""
        if self._off:
            return None
        file = self._given or config.baseline or self._beside(path.rpartition(os.sep)[0])
        if not file:
            return None
        if file not in self._by_file:
            from healthlint.workspace.baseline import Baseline

            self._by_file[file] = Baseline.read(file)
        return self._by_file[file]

    def _beside(self, folder: str) -> str:
        """As `nearest`, for a folder as it was named: many articles lie in one."""
        if folder not in self._named:
            self._named[folder] = self.nearest(os.path.abspath(folder or os.curdir))
        return self._named[folder]

    def nearest(self, folder: str) -> str:
        """The nearest file called `NAME` at or above an absolute folder, up to the top of its repository."""
        if folder not in self._by_folder:
            path = os.path.join(folder, NAME)
            above = os.path.dirname(folder)
            if os.path.isfile(path):
                found = path
            elif above == folder or os.path.lexists(os.path.join(folder, ".git")):
                found = ""
            else:
                found = self.nearest(above)
            self._by_folder[folder] = found
        return self._by_folder[folder]

    def used(self) -> list[Baseline]:
        """Those that were asked for."""
        return list(self._by_file.values())
