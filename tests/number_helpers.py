"""What tests of statistics share."""

from __future__ import annotations

from functools import lru_cache

from healthlint import Linter


@lru_cache(maxsize=1)
def linter() -> Linter:
    """One linter for all tests."""
    return Linter()


def statistics(text: str) -> list[str]:
    """What is reported as a statistic without a source."""
    return [one.text for one in linter().lint_text(text, "x.md") if one.rule == "unreferenced-number"]
