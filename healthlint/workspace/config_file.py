"""Configuration files: read with all that they extend, checked, and made into one `Config`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

from healthlint.rules.reading import Mistake, Node, Reading
from healthlint.workspace import config_check, nodes, packs
from healthlint.workspace.config import Config, config_of
from healthlint.workspace.discovery import reason
from healthlint.workspace.extends import File, Parts
from healthlint.workspace.layers import merged
from healthlint.workspace.overrides import Layer
from healthlint.workspace.result import ConfigError, Problem, shown


def read_file(path: str, use_cache: bool = True) -> Config:
    """The configuration of a YAML file, or of the table [tool.healthlint] of a TOML one.

    Raises ConfigError with every mistake, in it and in what it extends.
    """
    try:
        file = open_file(path)
    except OSError as error:
        raise ConfigError((Problem(path, reason(error)),)) from None
    return _checked(file, path, use_cache)


def read_data(data: Mapping[str, object]) -> Config:
    """The configuration of plain data; paths in it are relative to the current folder. Raises ConfigError."""
    ways: list[str] = [""]
    places: dict[nodes.Path, nodes.Mark] = {}

    def number(value: object, path: nodes.Path) -> None:
        if isinstance(value, Mapping):
            below: Iterable[tuple[object, object]] = value.items()
        elif isinstance(value, list | tuple):
            below = [(index, item) for index, item in enumerate(value) if isinstance(item, Mapping)]
        else:
            return
        for key, inner in below:
            way = (*path, str(key))
            places[way] = nodes.Mark(len(ways), 0)
            ways.append(".".join(way))
            number(inner, way)

    number(data, ())
    try:
        return _checked(File(nodes.from_data(data, places), Reading(""), os.getcwd()), "", True)
    except ConfigError as error:
        # A mapping has no lines: the key says where the mistake is.
        raise ConfigError(
            tuple(
                problem if problem.path else Problem(ways[max(0, problem.line - 1)], problem.message)
                for problem in error.problems
            )
        ) from None


def open_file(path: str) -> File:
    """A configuration file, not checked yet. Raises OSError where it cannot be read."""
    reading = Reading(shown(os.path.abspath(path)))
    with open(path, "rb") as file:
        content = file.read()
    node = _toml_node(content, reading) if path.endswith(".toml") else _yaml_node(content, reading)
    return File(node, reading, os.path.dirname(os.path.abspath(path)))


def toml_table(content: bytes) -> object:
    """The value of tool.healthlint in a TOML file; empty where that is no TOML, None where there is none."""
    import tomllib

    try:
        tool = tomllib.loads(content.decode("utf-8")).get("tool")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    return tool.get("healthlint") if isinstance(tool, dict) else None


def _toml_node(content: bytes, reading: Reading) -> Node | None:
    import tomllib

    try:
        text = content.decode("utf-8")
        tomllib.loads(text)
    except UnicodeDecodeError:
        reading.mistake(None, "not UTF-8")
        return None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        reading.mistakes.append(Mistake(reading.path, line, column, f"not TOML: {error}"))
        return None
    places = {
        path[2:]: mark for path, mark in nodes.toml_places(text).items() if path[:2] == ("tool", "healthlint")
    }
    table = toml_table(content)
    if table is None:
        reading.mistake(None, "there is no table [tool.healthlint]")
        return None
    return nodes.from_data(table, places)


def _yaml_node(content: bytes, reading: Reading) -> Node | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        reading.mistake(None, "not UTF-8")
        return None
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return nodes.from_data({}, {})  # nothing but comments: a file to be filled in
    return reading.compose(text)


def _checked(root: File, path: str, use_cache: bool) -> Config:
    found = Parts(root, path)
    _raise_any(found.readings)
    loaded = packs.load(list(found.rules), use_cache)
    for reading in found.readings:
        reading.classes = frozenset(loaded.lexicon.classes)
    layers = [Layer(config_check.statements(part, loaded), part.conditions) for part in found.parts]
    _raise_any(found.readings)
    if not any(layer.conditions for layer in layers):
        return config_of(merged(layer.statements for layer in layers), loaded, root.folder, path)
    always = merged(layer.statements for layer in layers if not layer.conditions)
    return config_of(always, loaded, root.folder, path)._replace(layers=tuple(layers))


def _raise_any(readings: Iterable[Reading]) -> None:
    """Raise ConfigError where mistakes were noted: those of each file in their order."""
    problems = tuple(
        dict.fromkeys(
            Problem(one.path, one.message, one.line, one.column)
            for reading in readings
            for one in sorted(reading.mistakes, key=lambda one: (one.line, one.column))
        )
    )
    if problems:
        raise ConfigError(problems)
