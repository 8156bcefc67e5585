"""Running the program in this process, with streams of its own."""

from __future__ import annotations

import io
import signal
from typing import NamedTuple

from healthlint.cli.main import main


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def run(*arguments: str, stdin: bytes = b"", stdout: io.StringIO | None = None) -> Outcome:
    out, err = stdout or io.StringIO(), io.StringIO()
    code = main(list(arguments), io.BytesIO(stdin), out, err)
    return Outcome(code, out.getvalue(), err.getvalue())


def hear_interrupts() -> None:
    """For a new process: a shell that runs this in the background has its children ignore the signal."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
