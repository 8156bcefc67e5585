"""Which configuration holds for which file: the nearest one above it, and what the caller asks for on top."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from healthlint.rules.selection import UnknownSelectorError
from healthlint.settings import Settings
from healthlint.values import NamedTuple
from healthlint.workspace import ignores, patterns
from healthlint.workspace.packs import Packs, load
from healthlint.workspace.result import ConfigError, Options, Problem

if TYPE_CHECKING:
    from healthlint.workspace.layers import Key, Statement, Statements
    from healthlint.workspace.overrides import Layer, Tell

#: Names of configuration files; of several in a folder the first one counts. A pyproject.toml is one where it
#: has a table [tool.healthlint].
NAMES = ("healthlint.yml", "healthlint.yaml", ".healthlint.yml", ".healthlint.yaml", "pyproject.toml")
#: The severity from which on findings fail a run.
FAIL_ON = "error"


class Exclusion(NamedTuple):
    """Patterns that leave files out of walks, and the folder that they are relative to."""

    folder: str
    patterns: patterns.Patterns
    #: Where each pattern was said, for those who ask why.
    origins: tuple[str, ...] = ()


class Config(NamedTuple):
    """A configuration, checked. What overrides say is not in it: `of` gives what holds for an article."""

    settings: Settings
    packs: Packs
    fail_on: str = FAIL_ON
    #: The most warnings that do not fail a run; None for any number.
    max_warnings: int | None = None
    #: What a walk leaves out.
    exclude: tuple[Exclusion, ...] = ()
    #: The file with the findings that are known; "" where the configuration names none.
    baseline: str = ""
    #: Where the configuration stands, and its file; "" for the built-in defaults.
    folder: str = ""
    path: str = ""
    #: Whether results are kept between runs, and in which folder; None for the user's cache folder.
    cache: bool = True
    cache_folder: str | None = None
    #: What it says, value by value, with the place of each.
    statements: Statements = MappingProxyType({})
    #: Where it has overrides: all its layers, the lowest first.
    layers: tuple[Layer, ...] = ()
    #: What was made for the overrides that hold together, so that many articles share it.
    variants: dict[tuple[int, ...], Config] | None = None

    def of(self, path: str, content: str | bytes, tell: Tell | None = None) -> Config:
        """What holds for an article: the configuration with the overrides whose conditions it meets.

        The content is looked at only where a condition asks for front matter. Articles that meet the same
        conditions get the same value; without overrides that is the configuration itself. `tell` hears of front
        matter that a condition asks for and that cannot be read.
        """
        if not self.layers or self.variants is None:
            return self
        from healthlint.workspace.layers import merged
        from healthlint.workspace.overrides import holding

        held = holding(self.layers, path, content, tell)
        found = self.variants.get(held)
        if found is None:
            statements = merged(self.layers[index].statements for index in held)
            found = config_of(statements, self.packs, self.folder, self.path)
            found = found._replace(settings=found.settings._replace(today=self.settings.today))
            self.variants[held] = found
        return found


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
        return tuple(
            ignores.Level(_way(folder, one.folder), one.patterns, one.origins) for one in config.exclude
        )

    def excludes(self, path: str) -> str:
        """Why `exclude` or .healthlintignore leaves out a path, or a folder that it lies in, up to the top of its
        repository; "" where neither does.

        Says nothing of a configuration that cannot be used: whoever reads the file reports that.
        """
        path = os.path.abspath(path)
        is_folder = os.path.isdir(path)
        found = ignores.own_why(path, is_folder)
        if found:
            return found
        top = self._top(path)
        while True:
            folder, name = os.path.split(path)
            if not name:
                return ""
            found = ignores.why(self.exclusions(folder), name, is_folder)
            if found or folder == top or os.path.lexists(os.path.join(folder, ".git")):
                return found
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
            found = in_folder(folder)
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


def config_of(statements: Statements, packs: Packs, folder: str, path: str) -> Config:
    """The configuration that checked statements amount to, without overrides."""
    from healthlint.workspace import layers

    return Config(
        layers.settings(statements),
        packs,
        layers.value(statements, "fail-on", default=FAIL_ON),
        layers.value(statements, "max-warnings"),
        tuple(_exclusions(statements)),
        layers.path(statements, "baseline"),
        folder,
        path,
        layers.value(statements, "cache", default=True),
        _cache_folder(statements),
        statements,
        variants={},
    )


def with_options(config: Config, options: Options) -> Config:
    """A configuration with what the caller asks for on top. Raises ConfigError for an unknown selector."""
    upper = _said(options, config.packs)
    if upper:
        from healthlint.workspace.layers import on_top

        above = config.layers
        if above:
            from healthlint.workspace.overrides import Layer

            above = (*above, Layer(upper))
        statements = on_top(config.statements, upper)
        config = config_of(statements, config.packs, config.folder, config.path)._replace(layers=above)
    return config._replace(settings=config.settings._replace(today=options.today))


def _said(options: Options, packs: Packs) -> dict[Key, Statement]:
    """The options of a call as the uppermost layer."""
    found: dict[Key, Statement] = {}
    asked = options.select, options.extend_select, options.ignore
    plain = (
        ("min-confidence", options.min_confidence),
        ("fail-on", options.fail_on),
        ("max-warnings", options.max_warnings),
    )
    if asked == (None, (), ()) and all(value is None for _, value in plain):
        return found
    from healthlint.workspace.layers import Origin, Statement, choices

    _check_selectors(options, packs)
    select, extend_select, ignore = (
        tuple(_one_spelling(selector, packs) for selector in selectors or ()) for selectors in asked
    )
    origin = Origin("the command line")
    found = choices(origin, None if options.select is None else select, extend_select, ignore)
    found.update(((key,), Statement(value, origin)) for key, value in plain if value is not None)
    return found


def _one_spelling(selector: str, packs: Packs) -> str:
    rule = packs.ruleset.get(selector)
    return selector if rule is None else rule.name


def _exclusions(statements: Statements) -> Iterator[Exclusion]:
    """What walks leave out, the patterns of one list together."""
    from healthlint.workspace.layers import EXCLUDE, EXTEND_EXCLUDE

    for key, (value, origin, folder) in statements.items():
        if key[0] in (EXCLUDE, EXTEND_EXCLUDE):
            listed = value if key[0] == EXCLUDE else [value]
            yield Exclusion(folder, patterns.parse(listed), tuple(f"{origin} ({key[0]})" for _ in listed))


def _cache_folder(statements: Statements) -> str | None:
    said = statements.get(("cache-dir",))
    return None if said is None else os.path.normpath(os.path.join(said.folder, said.value))


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


def _way(folder: str, base: str) -> str:
    """The way to a folder from another one, as a prefix of names in it: "" or "docs/old/"."""
    try:
        way = os.path.relpath(os.path.abspath(folder), base)
    except ValueError:  # on different drives
        way = os.path.abspath(folder)
    return "" if way == os.curdir else way.replace(os.sep, "/") + "/"


def in_folder(folder: str) -> str:
    """The path of the configuration file in a folder; "" where there is none."""
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
