"""Compiled packs kept between runs: one file for each set of folders, in the user's cache folder.

A file that is stale, damaged or missing means compiling again; a folder that cannot be written means doing so
each time. Two processes at once are safe: a file appears whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.workspace.packs import PackFile

#: How many sets of folders are kept; the one written longest ago goes first.
_KEPT = 16
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
#: The file in a wheel's data folder that holds `digest_of` its modules and packs.
CODE = "code"
#: The code that compiles, by its folders in the package: when it changes, so may what it makes.
_COMPILER = ("rules", os.path.join("rules", "kinds"), "language", "workspace")


def key_of(files: Iterable[PackFile]) -> str:
    """A hash of everything that compiled packs depend on: the files, and the code that compiles them."""
    from hashlib import blake2b

    key = blake2b(digest_size=16)
    for path, pack, content in files:
        key.update(f"{path}\0{pack}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        key.update(content)
    for folder in _COMPILER:
        for stamp in _stamps(os.path.join(_PACKAGE, folder)):
            key.update(stamp.encode())
    return key.hexdigest()


def code_stamps() -> Iterator[str]:
    """What tells one state of healthlint's code from another: a hash made when a wheel was built, or each
    module's name, size and time.
    """
    try:
        with open(os.path.join(_PACKAGE, "data", CODE), encoding="ascii") as file:
            yield file.read()
        return
    except OSError:
        pass
    pending = [_PACKAGE]
    while pending:
        folder = pending.pop()
        yield from _stamps(folder, pending)


def digest_of(package: str, packs: bytes) -> str:
    """A hash of all modules below a folder, by what they hold, and of compiled packs."""
    from hashlib import blake2b

    key = blake2b(packs, digest_size=16)
    for folder, below, names in os.walk(package):
        below.sort()
        for name in sorted(names):
            if name.endswith(".py"):
                with open(os.path.join(folder, name), "rb") as file:
                    content = file.read()
                key.update(f"{name}\0{len(content)}\0".encode())
                key.update(content)
    return key.hexdigest()


def _stamps(folder: str, below: list[str] | None = None) -> Iterator[str]:
    """A stamp for each module in a folder; the folders in it are added to `below`."""
    with os.scandir(folder) as listing:
        for entry in sorted(listing, key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                stat = entry.stat()
                yield f"{entry.name}\0{stat.st_size}\0{stat.st_mtime_ns}\0"
            elif below is not None and entry.name != "data" and "." not in entry.name and entry.is_dir():
                below.append(entry.path)


def read(folders: Sequence[str], key: str) -> bytes | None:
    """What was kept for the folders under the key, or None."""
    path = _path(folders)
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            head, _, body = file.read().partition(b"\n")
    except OSError:
        return None
    if head != _head(key, body):
        return None
    return body


def write(folders: Sequence[str], key: str, body: bytes) -> None:
    """Keep compiled packs; does nothing where that is not possible."""
    path = _path(folders)
    if path is None:
        return
    draft = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(draft, "wb") as file:
            file.write(_head(key, body) + b"\n" + body)
        os.replace(draft, path)
        _prune(os.path.dirname(path))
    except OSError:
        from contextlib import suppress

        with suppress(OSError):
            os.unlink(draft)


def remove() -> int:
    """Take away all compiled packs; the number of bytes that they had."""
    from contextlib import suppress

    size = 0
    with suppress(OSError), os.scandir(cache_folder() or "") as listing:
        for entry in listing:
            if entry.name.startswith("packs-"):
                with suppress(OSError):
                    length = entry.stat().st_size
                    os.unlink(entry.path)
                    size += length
    return size


def cache_folder() -> str | None:
    """Where healthlint keeps what it can make again; None where the user has no such folder."""
    for variable, below in (("XDG_CACHE_HOME", ""), ("LOCALAPPDATA", ""), ("HOME", ".cache")):
        base = os.environ.get(variable, "")
        if os.path.isabs(base):
            return os.path.join(base, below, "healthlint")
    return None


def _prune(folder: str) -> None:
    with os.scandir(folder) as listing:
        kept = [
            (entry.stat().st_mtime_ns, entry.path) for entry in listing if entry.name.startswith("packs-")
        ]
    for _, path in sorted(kept)[:-_KEPT]:
        os.unlink(path)


def _path(folders: Sequence[str]) -> str | None:
    from hashlib import blake2b

    base = cache_folder()
    if base is None:
        return None
    name = blake2b("\0".join(folders).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return os.path.join(base, f"packs-{name}")


def _head(key: str, body: bytes) -> bytes:
    from hashlib import blake2b

    return f"{key} {blake2b(body, digest_size=16).hexdigest()}".encode()
