"""Where output goes: standard streams, files, and whether they take colour."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from healthlint.report.escape import visible
from healthlint.values import NamedTuple


class CannotWrite(Exception):
    """Output was refused: the disk is full, a folder is missing. The message names place and reason."""

    def __init__(self, place: str, error: OSError) -> None:
        """Take what was written to, and what the system said."""
        super().__init__(f"cannot write {place}: {error.strerror or error}")


class ClosedInput(io.BytesIO):
    """Standard input where it is closed: an error for who reads it, and only then."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Raise OSError."""
        raise OSError(errno.EBADF, "standard input is closed")


class Streams(NamedTuple):
    """The three standard streams of a run."""

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO

    def print(self, texts: Iterable[str]) -> None:
        """Write to standard output. Raises BrokenPipeError where nobody reads on, else CannotWrite."""
        try:
            for text in texts:
                self.stdout.write(text)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise CannotWrite("the output", error) from error

    def say(self, message: str) -> None:
        """Tell the person who runs the program something about the run, on the error stream."""
        self.stderr.write(f"healthlint: {visible(message)}\n")


def takes_color(choice: str, stream: TextIO) -> bool:
    """Whether to colour what goes to a stream, by ``--color`` ("auto", "always" or "never").

    "auto" means: never with NO_COLOR (no-color.org), else always with FORCE_COLOR (force-color.org), else
    on a terminal that is not dumb. A variable counts when it is not empty; Python itself ranks them so.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO, otherwise: int) -> int:
    """The columns of the terminal behind a stream, between 40 and 160; `otherwise` where there is none."""
    try:
        return min(max(os.get_terminal_size(stream.fileno()).columns, 40), 160)
    except (OSError, ValueError):  # ValueError: a stream without a file
        return otherwise


@contextmanager
def written_whole(path: str) -> Iterator[TextIO]:
    """A UTF-8 stream into a file that appears, or changes, only once everything is written.

    The old file keeps its mode; a symbolic link keeps pointing where it does. What is no regular file (a
    pipe, a device) is written directly. Raises CannotWrite.
    """
    try:
        yield from _written_whole(path)
    except OSError as error:
        raise CannotWrite(path, error) from error


def _written_whole(path: str) -> Iterator[TextIO]:
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        return
    folder, name = os.path.split(target)
    draft = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        with open(draft, "x", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        if os.path.exists(target):
            os.chmod(draft, os.stat(target).st_mode & 0o7777)
        os.replace(draft, target)
    except BaseException:
        if os.path.exists(draft):
            os.unlink(draft)
        raise
