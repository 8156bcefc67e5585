"""How many warnings a run may have: `max-warnings`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from healthlint.workspace.result import Options, shown

if TYPE_CHECKING:
    from healthlint.finding import Finding
    from healthlint.workspace.config import Config


class Limits:
    """Counts warnings against `max-warnings`: over the run where the caller set it, else by configuration."""

    def __init__(self, options: Options) -> None:
        """Take what the run is asked for."""
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
