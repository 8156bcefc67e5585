"""Patterns that are compiled when they are first used: most files need few of a reader's patterns."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a pattern, and takes its methods over once one of them is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the pattern has
        pattern = re.compile(self._source, self._flags)
        for method in ("match", "search", "finditer", "sub"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern that `re.compile` would give, compiled later."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
