"""Where results are kept between runs: an SQLite file, which several processes can use at once.

Nothing here fails: what cannot be read is not there, what cannot be written is not kept. Loading `sqlite3`
takes 4 ms, so this module is imported only where a cache is used.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from zlib import crc32

from healthlint.values import NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

#: The file's name; the number goes up when the table changes.
_NAME = "results-1.db"
#: What belongs to the file: SQLite's journal while something is being written.
_FILES = (_NAME, f"{_NAME}-journal")
_TABLE = (
    "CREATE TABLE IF NOT EXISTS results (id INTEGER PRIMARY KEY, used INTEGER NOT NULL, data BLOB NOT NULL)"
)
#: How large the file may grow, in bytes; then entries go that were not used for longest.
LIMIT = 64 * 1024 * 1024
#: To how much of the limit.
_LEFT = 0.75
#: So many entries, or bytes of them, are written together.
_TOGETHER = 256, 4 * 1024 * 1024
#: For how many seconds a run waits for another one that is writing.
_PATIENCE = 2.0
#: An entry's use is noted once in so many seconds.
_DAY = 86400
#: The length of a checksum.
_SUM = 4


class Stats(NamedTuple):
    """What is kept."""

    entries: int
    #: The size of the file in bytes.
    size: int


class Store:
    """The results in one folder, by keys of at least 8 bytes that are hashes."""

    def __init__(self, folder: str, limit: int = LIMIT) -> None:
        """Open the folder's file, which is made if need be."""
        self._path = os.path.join(folder, _NAME)
        self._limit = limit
        self._new: dict[bytes, bytes] = {}
        self._size = 0
        self._today = int(time.time()) // _DAY
        #: Entries whose last use was noted on another day.
        self._used: list[int] = []
        self._file: sqlite3.Connection | None = None
        with suppress(ImportError):  # a Python that was built without it
            self._open(folder)

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What was put under some keys; those are left out under which nothing was, or where it was damaged since."""
        import sqlite3

        wanted = {_number(key): key for key in keys}
        if self._file is None or not wanted:
            return {}
        found = {}
        try:
            # Damage may have turned the bytes into a text that is none.
            rows = self._file.execute(
                "SELECT id, used, CAST(data AS BLOB) FROM results "
                f"WHERE id IN ({','.join('?' * len(wanted))})",
                tuple(wanted),
            )
            for number, used, data in rows:
                key, body = wanted[number], data[_SUM:]
                if data[:_SUM] == _sum(key, body):
                    found[key] = body
                    if used != self._today:
                        self._used.append(number)
        except sqlite3.Error as error:
            self._fail(error)
        return found

    def put(self, key: bytes, data: bytes) -> None:
        """Keep something under a key. It is written in its time, by `close` at the latest."""
        if self._file is None or len(data) > self._limit // 8:
            return
        self._new[key] = data
        self._size += len(data)
        if len(self._new) >= _TOGETHER[0] or self._size >= _TOGETHER[1]:
            self._write()

    def close(self) -> None:
        """Write what is not written yet, and let go of the file."""
        self._write()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self, folder: str) -> None:
        import sqlite3

        try:
            _make(folder)
            # Autocommit: a lock is held for the moment of a statement, but for what `_write` does.
            self._file = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            # An entry that a power cut damages is a miss; a crash of the process damages none.
            self._file.execute("PRAGMA synchronous = OFF")
            self._file.execute(_TABLE)
        except (sqlite3.Error, OSError) as error:
            self._fail(error)

    def _write(self) -> None:
        import sqlite3

        if self._file is None or not (self._new or self._used):
            return
        rows = ((_number(key), self._today, _sum(key, data) + data) for key, data in self._new.items())
        try:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
            self._file.executemany(
                f"UPDATE results SET used = {self._today} WHERE id = ?", ((number,) for number in self._used)
            )
            self._evict()
            self._file.execute("COMMIT")
        except sqlite3.Error as error:
            self._fail(error)
        self._new.clear()
        self._used.clear()
        self._size = 0

    def _evict(self) -> None:
        assert self._file is not None
        pages, free, size = (
            self._file.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        excess = (pages - free) * size - self._limit
        if excess <= 0:
            return
        excess += int(self._limit * (1 - _LEFT))
        entries = self._file.execute("SELECT id, length(data) FROM results ORDER BY used, id").fetchall()
        gone = []
        for number, length in entries:
            gone.append((number,))
            excess -= length
            if excess <= 0:
                break
        self._file.executemany("DELETE FROM results WHERE id = ?", gone)

    def _fail(self, error: Exception) -> None:
        """Do without the file from here on; one that is damaged is taken away, so that the next run has one."""
        import sqlite3

        file, self._file = self._file, None
        if file is not None:
            with suppress(sqlite3.Error):
                file.close()
        if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            remove(os.path.dirname(self._path))


def stats(folder: str) -> Stats:
    """What is kept in a folder; nothing where there is no file, or none that can be read."""
    import sqlite3

    path = os.path.join(folder, _NAME)
    try:
        size = os.path.getsize(path)
        file = sqlite3.connect(path)
        try:
            return Stats(file.execute("SELECT count(*) FROM results").fetchone()[0], size)
        finally:
            file.close()
    except (sqlite3.Error, OSError):
        return Stats(0, 0)


def remove(folder: str) -> int:
    """Take away the file of a folder; the number of bytes that it had."""
    size = 0
    for path in (os.path.join(folder, name) for name in _FILES):
        with suppress(OSError):
            length = os.path.getsize(path)
            os.unlink(path)
            size += length
    return size


def _make(folder: str) -> None:
    """Make a folder for the cache; one inside a repository is nothing to commit."""
    if os.path.isdir(folder):
        return
    os.makedirs(folder, mode=0o700, exist_ok=True)
    with open(os.path.join(folder, ".gitignore"), "w", encoding="ascii") as file:
        file.write("*\n")


def _number(key: bytes) -> int:
    """A key as SQLite's own number of a row: found without a second table. The sum tells keys apart."""
    return int.from_bytes(key[:8], "big", signed=True)


def _sum(key: bytes, data: bytes) -> bytes:
    return crc32(data, crc32(key)).to_bytes(_SUM, "big")
