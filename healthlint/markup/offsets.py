"""Byte offsets to code points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from healthlint import expressions as re

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def code_points(text: str) -> Callable[[int], int]:
    """A function from a byte offset in the UTF-8 of `text`, where a character starts, to its code point."""
    return int if text.isascii() else _Offsets(text)


class _Offsets:
    def __init__(self, text: str) -> None:
        # Where each character of several bytes ends, and how many more bytes than characters so far.
        self._after: list[int] = []
        self._extra = [0]
        extra = 0
        for match in _NOT_ASCII.finditer(text):
            code = ord(match[0])
            extra += 1 if code < 0x800 else 2 if code < 0x10000 else 3
            self._after.append(match.end() + extra)
            self._extra.append(extra)

    def __call__(self, offset: int) -> int:
        return offset - self._extra[bisect_right(self._after, offset)]
