"""Which configuration holds for which file: the nearest one above it, and what the caller asks for on top."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from healthlint.rules.selection import UnknownSelectorError
from healthlint.settings import Settings
from healthlint.workspace import ignores, patterns
from healthlint.workspace.packs import Packs, load
from healthlint.workspace.result import ConfigError, Options, Problem

#: Names of configuration files; of several in a folder the first one counts. A pyproject.toml is one where it
#: has a table [tool.healthlint].
NAMES = ("healthlint.yml", "healthlint.yaml", ".healthlint.yml", ".healthlint.yaml", "pyproject.toml")
#: The severity from which on findings fail a run.
FAIL_ON = "error"


class Config(NamedTuple):
    """A configuration, checked."""

    settings: Settings
    packs: Packs
    fail_on: str = FAIL_ON
    #: What a walk leaves out, relative to `folder`.
    exclude: patterns.Patterns = ()
    #: Where the configuration stands, and its file; "" for the built-in defaults.
    folder: str = ""
    path: str = ""


class Configs:
    """The configurations of one run, each read once."""

    def __init__(self, options: Options) -> None:
        """Take what the run is asked for. Raises ConfigError where the given file cannot be used."""
        self._options = options
        self._by_file: dict[str, Config | ConfigError] = {}
        self._by_folder: dict[str, str] = {}
        self._given = self._of_file(options.config or "") if options.config or options.no_config else None

    def at(self, folder: str) -> Config:
        """The configuration for the files of a folder. Raises ConfigError where it cannot be used."""
        if self._given is not None:
            return self._given
        return self._of_file(self._nearest(os.path.abspath(folder)))

    def exclusions(self, folder: str) -> ignores.Levels:
        """What the configuration of a folder leaves out of walks; nothing where it cannot be used."""
        try:
            config = self.at(folder)
        except ConfigError:
            return ()  # the files of the folder report it
        if not config.exclude:
            return ()
        way = os.path.relpath(os.path.abspath(folder), config.folder)
        prefix = "" if way == os.curdir else way.replace(os.sep, "/") + "/"
        return (ignores.Level(prefix, config.exclude),)

    def excludes(self, path: str) -> bool:
        """Whether `exclude` leaves out a path, or a folder that it lies in, up to the top of its repository.

        False where a configuration cannot be used: whoever reads the file reports that.
        """
        path = os.path.abspath(path)
        is_folder = os.path.isdir(path)
        top = self._top(path)
        while True:
            folder, name = os.path.split(path)
            if not name:
                return False
            if ignores.is_left_out(self.exclusions(folder), name, is_folder):
                return True
            if folder == top or os.path.lexists(os.path.join(folder, ".git")):
                return False
            path, is_folder = folder, True

    def _top(self, path: str) -> str:
        """The highest folder in which a given configuration has something to say of a path; "" for any."""
        if self._given is None or not self._given.folder:
            return ""
        try:
            return os.path.commonpath((os.path.dirname(path), self._given.folder))
        except ValueError:  # on different drives
            return os.path.dirname(path)

    def _of_file(self, path: str) -> Config:
        found = self._by_file.get(path)
        if found is None:
            try:
                found = with_options(self._read(path), self._options)
            except ConfigError as error:
                found = error
            self._by_file[path] = found
        if isinstance(found, ConfigError):
            raise found
        return found

    def _read(self, path: str) -> Config:
        if not path:
            return built_in(self._options.cache)
        from healthlint.workspace.config_file import read_file

        return read_file(path, self._options.cache)

    def _nearest(self, folder: str) -> str:
        """The path of the nearest configuration at or above an absolute folder; "" where there is none."""
        passed = []
        while folder not in self._by_folder:
            passed.append(folder)
            found = _in_folder(folder)
            above = os.path.dirname(folder)
            if found or above == folder or os.path.lexists(os.path.join(folder, ".git")):
                self._by_folder[folder] = found
                break
            folder = above
        for below in passed:
            self._by_folder[below] = self._by_folder[folder]
        return self._by_folder[folder]


def built_in(use_cache: bool = True) -> Config:
    """The configuration where there is none."""
    return Config(Settings(), load(use_cache=use_cache))


def from_data(data: Mapping[str, object]) -> Config:
    """The configuration of a mapping, as healthlint.yml would hold it. Raises ConfigError.

    Paths in it are relative to the current folder.
    """
    from healthlint.workspace.config_file import read_data

    return read_data(data)


def with_options(config: Config, options: Options) -> Config:
    """A configuration with what the caller asks for on top. Raises ConfigError for an unknown selector."""
    _check_selectors(options, config.packs)
    settings = config.settings
    return config._replace(
        fail_on=options.fail_on or config.fail_on,
        settings=settings._replace(
            select=settings.select if options.select is None else options.select,
            ignore=settings.ignore + options.ignore,
            extend_select=settings.extend_select + options.extend_select,
            min_confidence=options.min_confidence or settings.min_confidence,
            today=options.today,
        ),
    )


def _check_selectors(options: Options, packs: Packs) -> None:
    problems = []
    for option, selectors in (
        ("--select", options.select or ()),
        ("--ignore", options.ignore),
        ("--extend-select", options.extend_select),
    ):
        for selector in selectors:
            try:
                packs.ruleset.matching(selector)
            except UnknownSelectorError as error:
                problems.append(Problem("", f"{option}: {error}"))
    if problems:
        raise ConfigError(tuple(problems))


def _in_folder(folder: str) -> str:
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name != "pyproject.toml" or _is_about_healthlint(path)):
            return path
    return ""


def _is_about_healthlint(path: str) -> bool:
    from healthlint.workspace.config_file import toml_table

    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return False
    # Most have no such table, and reading TOML takes longer than looking for a word.
    return b"healthlint" in content and toml_table(content) is not None
