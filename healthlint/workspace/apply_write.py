"""Writing an article anew: whole or not at all, in its encoding, with its mode, owner and links."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from healthlint.markup import format_of

if TYPE_CHECKING:
    from healthlint.source import Source


class NotWritten(Exception):
    """A file that is left as it is; the message says why."""


def encoded(source: Source, content: bytes, text: str) -> bytes:
    """A new text for a source, as bytes in the encoding of the old ones, which are given.

    Raises NotWritten where old bytes would not come back as they were, or where the encoding lacks a character.
    """
    if source.bom + source.text.encode(source.encoding, "surrogatepass") != content:
        raise NotWritten(
            f"left as it is: some of its bytes are no valid {source.encoding}, so they would be lost"
        )
    # HTML can name any character in any encoding.
    errors = "xmlcharrefreplace" if format_of(source.path) == "html" else "strict"
    try:
        return source.bom + text.encode(source.encoding, errors)
    except UnicodeEncodeError as error:
        letter = error.object[error.start : error.start + 1]
        raise NotWritten(f"left as it is: its encoding, {source.encoding}, has no “{letter}”") from None


def replace(path: str, before: bytes, after: bytes) -> None:
    """Put bytes in the place of others in a file.

    The file changes at once, or not at all. It keeps its mode and, as far as the system allows it, its owner; a
    symbolic link keeps pointing where it does. A file with several hard links is written over instead, so that all
    its names keep the same text; where that is cut short the new text stays in a file beside it.

    Raises NotWritten where the file does not hold `before` any more or is not to be written, OSError where the
    system refuses.
    """
    target = os.path.realpath(path)
    was = os.stat(target)
    if not stat.S_ISREG(was.st_mode):
        raise NotWritten("left as it is: no regular file")
    if not was.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise NotWritten("left as it is: the file is read-only")
    folder, name = os.path.split(target)
    draft = os.path.join(folder, f".{name[:100]}.{os.getpid()}.tmp")
    try:
        with open(draft, "xb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(draft, was.st_uid, was.st_gid)
        os.chmod(draft, stat.S_IMODE(was.st_mode))
        with open(target, "rb") as file:
            if file.read() != before:
                raise NotWritten("left as it is: it was changed while it was being checked; run --fix again")
            links = os.fstat(file.fileno()).st_nlink
        if links == 1:
            os.replace(draft, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(draft)
        raise
    if links != 1:
        _overwrite(target, draft, after)


def _overwrite(target: str, draft: str, after: bytes) -> None:
    """Write over a file, and take its draft away once that is done."""
    try:
        with open(target, "r+b") as file:
            file.write(after)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        said = f"{error.strerror}; the file has several hard links and may be damaged; its new text is in {draft}"
        raise OSError(error.errno, said) from error
    os.unlink(draft)
