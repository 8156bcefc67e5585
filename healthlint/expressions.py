"""Regular expressions that cost nothing until they are used: ``from healthlint import expressions as re``.

A run needs few of the hundreds of patterns in the layers, and compiling all of them takes longer than linting an
article. A pattern is therefore compiled when one of its methods is first called. What an installed healthlint
has in `healthlint.ready` (written when a wheel is built, see `healthlint.workspace.ready`) is not compiled even
then: the code that `re` made of it at that time is handed to its engine, which checks it. Everything else, and
everything on another version of Python, is compiled by `re`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from re import ASCII, DOTALL, IGNORECASE, MULTILINE, VERBOSE, I, M, Match, Pattern, S, X, error
from typing import Any, AnyStr, cast

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "I",
    "M",
    "Match",
    "Pattern",
    "S",
    "X",
    "compile",
    "compiled",
    "error",
    "lazy",
    "tag",
]

#: Flags and text of a pattern: the flags it was compiled with in the end, how many groups it has, their names with
#: their numbers, and its code, four bytes a word.
Ready = Mapping[tuple[int, str | bytes], tuple[int, int, Mapping[str, int], bytes]]

_METHODS = (
    "findall",
    "finditer",
    "flags",
    "fullmatch",
    "groups",
    "match",
    "pattern",
    "search",
    "split",
    "sub",
)


class Compiled:
    """A pattern in use: it has the methods of the `re.Pattern`, and is as fast."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        """Take what `re.compile` takes."""
        self.source = source
        self.own_flags = int(flags)


class Lazy(Compiled):
    """A pattern that nobody has used yet."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the pattern has
        if name not in _METHODS:
            raise AttributeError(name)
        pattern: Pattern[Any] = compiled(cast(Any, self.source), self.own_flags)
        vars(self).update((method, getattr(pattern, method)) for method in _METHODS)
        # A class without `__getattr__`: looking a method up takes half the time then.
        object.__setattr__(self, "__class__", Compiled)
        return getattr(pattern, name)


def compile(source: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """The pattern that `re.compile` would give, compiled later; a mistake in it shows only then."""
    return cast("Pattern[AnyStr]", Lazy(source, flags))


#: The same, where a module needs `re` too.
lazy = compile


def compiled(source: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """The pattern itself, now. Raises `re.error`."""
    flags = int(flags)
    ready = _ready().get((flags, source))
    if ready is None:
        return re.compile(source, flags)
    import _sre  # type: ignore[import-not-found]

    flags, groups, names, code = ready
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    words = memoryview(code).cast("I").tolist()
    return cast("Pattern[AnyStr]", _sre.compile(source, flags, words, groups, dict(names), tuple(by_number)))


def tag() -> str:
    """What code made by `re` depends on: it is good only where this is the same."""
    try:
        import _sre
        from importlib._bootstrap_external import MAGIC_NUMBER

        order = memoryview(b"\1\0\0\0").cast("I")[0]
        return f"{MAGIC_NUMBER.hex()} {_sre.MAGIC} {_sre.CODESIZE} {order}"
    except (ImportError, AttributeError):
        return ""


@lru_cache(maxsize=1)
def _ready() -> Ready:
    try:
        module = import_module("healthlint.ready")
    except ModuleNotFoundError:
        return {}
    return cast("Ready", module.READY) if module.TAG and tag() == module.TAG else {}
