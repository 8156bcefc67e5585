"""How far a long run is, on one line of a terminal that goes away again."""

from __future__ import annotations

import os
import time
from typing import TextIO

#: A run has to take so many seconds before anything is shown, and between two changes.
_PATIENCE, _PAUSE = 1.0, 0.1


class ProgressLine:
    """Called with how many files are done and of how many; `clear` before anything else is written."""

    def __init__(self, stream: TextIO) -> None:
        """Take the stream of a terminal; for another one nothing is ever written."""
        self._stream = stream
        self._next = time.monotonic() + _PATIENCE
        self._is_shown = False
        self._is_terminal = stream.isatty() and os.environ.get("TERM") != "dumb"

    def __call__(self, done: int, files: int) -> None:
        """Show a new count, where the last one is old enough."""
        if not self._is_terminal or (now := time.monotonic()) < self._next:
            return
        self._next = now + _PAUSE
        self._is_shown = True
        self._stream.write(f"\r\x1b[Khealthlint: {done:,} of {files:,} files")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            self._is_shown = False
            self._stream.write("\r\x1b[K")
            self._stream.flush()
