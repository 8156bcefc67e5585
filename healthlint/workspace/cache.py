"""The result cache: what checking gave last time, where nothing that it depends on has changed since.

A result is kept under a hash of the article's bytes, its format, the settings that hold for it, the rules and word
lists, healthlint's own code and the versions of the packages that it reads texts with. The day of the run is not
among them: no rule asks for it (a test sees to that). What fails on the article alone, such as a file that is no
text, is found anew each time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from healthlint.markup import format_of
from healthlint.workspace.compiled import cache_folder, code_stamps
from healthlint.workspace.hashing import blake2b

if TYPE_CHECKING:
    from healthlint.workspace.cache_store import Store
    from healthlint.workspace.config import Config
    from healthlint.workspace.result import Options

#: The packages whose versions decide what is read in a text; the names of their distributions.
_READERS = ("ahocorasick_rs-", "pyromark-", "pyyaml-", "regex-", "textstat-")


class Results:
    """The cached results of one run. Each configuration may name a folder of its own."""

    def __init__(self, options: Options) -> None:
        """Take what the run is asked for."""
        self._options = options
        self._stores: dict[str, Store] = {}
        #: By configuration: where its results are kept, and what all their keys begin with.
        self._known: dict[int, tuple[Config, tuple[Store, bytes] | None]] = {}
        #: Hashes over all that keys of one configuration and format begin with.
        self._begun: dict[tuple[int, str], blake2b] = {}
        self._code = b""

    def key(self, config: Config, path: str, content: bytes) -> bytes:
        """What the result for an article is kept under; empty where it is not to be kept."""
        format = format_of(path)
        begun = self._begun.get((id(config), format))
        if begun is None:
            known = self._of(config)
            if known is None:
                return b""
            begun = blake2b(known[1] + format.encode() + b"\0", digest_size=20)
            self._begun[id(config), format] = begun
        key = begun.copy()
        key.update(content)
        return key.digest()

    def get(self, asked: Iterable[tuple[Config, bytes]]) -> dict[bytes, bytes]:
        """What was kept under some keys, as bytes; keys under which there is nothing are left out."""
        by_store: dict[Store, list[bytes]] = {}
        for config, key in asked:
            known = self._of(config)
            if known and key:
                by_store.setdefault(known[0], []).append(key)
        found: dict[bytes, bytes] = {}
        for store, keys in by_store.items():
            found.update(store.get(keys))
        return found

    def put(self, config: Config, key: bytes, data: bytes) -> None:
        """Keep a result, given as its bytes."""
        known = self._of(config)
        if known and key:
            known[0].put(key, data)

    def close(self) -> None:
        """Write what is not written yet."""
        for store in self._stores.values():
            store.close()

    def _of(self, config: Config) -> tuple[Store, bytes] | None:
        if id(config) not in self._known:
            self._known[id(config)] = config, self._opened(config)
        return self._known[id(config)][1]

    def _opened(self, config: Config) -> tuple[Store, bytes] | None:
        folder = folder_of(config, self._options)
        if folder is None:
            return None
        if not self._code:
            self._code = _code()
        if folder not in self._stores:
            from healthlint.workspace.cache_store import Store

            self._stores[folder] = Store(folder)
        return self._stores[folder], self._code + _settings(config)


def folder_of(config: Config, options: Options) -> str | None:
    """Where the results for articles of a configuration are kept; None where they are not."""
    if not (options.cache and config.cache):
        return None
    return (
        os.path.abspath(options.cache_folder)
        if options.cache_folder
        else config.cache_folder or cache_folder()
    )


def _settings(config: Config) -> bytes:
    from json import dumps

    settings = config.settings._replace(today=None)
    text = dumps((config.packs.key, settings), sort_keys=True, default=repr)
    return blake2b(text.encode(), digest_size=20).digest()


def _code() -> bytes:
    """A hash of the code that checks: healthlint's own, Python, and the packages of `_READERS`."""
    key = blake2b(sys.version.encode(), digest_size=20)
    for stamp in (*code_stamps(), *sorted(_versions())):
        key.update(stamp.encode("utf-8", "surrogateescape"))
    return key.digest()


def _versions() -> Iterator[str]:
    """The names of the folders that say which versions of the packages are installed."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info") and name.lower().startswith(_READERS):
                yield name
