"""Configuration files: read, checked against the form they have, and checked against the rules they name."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from healthlint.rules.model import CONFIDENCES, SEVERITIES
from healthlint.rules.reading import Mistake, Node, Reading, nearest, wrong_type
from healthlint.rules.selection import RuleSet, UnknownSelectorError
from healthlint.rules.shapes import Field, Flag, ListOf, MapOf, Pattern, Record, Text
from healthlint.settings import DisclaimerSettings, Settings
from healthlint.workspace import nodes, packs, patterns
from healthlint.workspace.config import FAIL_ON, Config
from healthlint.workspace.discovery import reason
from healthlint.workspace.result import ConfigError, Problem, shown

if TYPE_CHECKING:
    from healthlint.rules.model import Rule


class _Glob(NamedTuple):
    """A pattern as in .gitignore."""

    def read(self, node: Node, reading: Reading) -> str | None:
        value = Text().read(node, reading)
        if value is not None:
            try:
                patterns.parse([value])
            except ValueError as error:
                reading.mistake(node, str(error))
        return value

    def schema(self) -> dict[str, Any]:
        return Text().schema()


class _Severities(NamedTuple):
    """Severities by selector. None of them is "off", which other linters have: leaving out is `ignore`."""

    def read(self, node: Node, reading: Reading) -> dict[str, Any] | None:
        for key, value in nodes.pairs(node):
            if value.id == "scalar" and str(value.value).lower() in _OFF:
                reading.mistake(
                    value,
                    f"a severity is {', '.join(SEVERITIES)}; to leave it out, write `ignore: [{key.value}]`",
                )
                return None
        return _SEVERITIES.read(node, reading)

    def schema(self) -> dict[str, Any]:
        return _SEVERITIES.schema()


class _Options(NamedTuple):
    """Options by rule. Which there are is known once the rules are loaded: see `_rule_options`."""

    def read(self, node: Node, reading: Reading) -> None:
        if node.id != "mapping":
            wrong_type(node, "a mapping from rules to their options", reading)

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": {"type": "object"}}


_TEXTS = ListOf(Text(), single=True)
_SEVERITIES = MapOf(Text(choices=SEVERITIES))
_OFF = frozenset(("off", "false", "no", "none", "null", "ignore", "disable", "disabled", "0"))

#: The form of a configuration. Selectors are names, codes, families or packs of rules, or "all".
CONFIG = Record(
    {
        "select": Field(_TEXTS, summary="The rules to run, instead of the default ones."),
        "ignore": Field(_TEXTS, summary="Rules to leave out."),
        "extend-select": Field(_TEXTS, summary="Rules to run as well."),
        "severity": Field(_Severities(), summary="Severity by rule, family or pack."),
        "options": Field(_Options(), summary="Options by rule: what its `match:` holds."),
        "min-confidence": Field(Text(choices=CONFIDENCES), summary="Report nothing less certain (medium)."),
        "fail-on": Field(Text(choices=SEVERITIES), summary="The least severity that fails a run (error)."),
        "exclude": Field(
            ListOf(_Glob(), single=True),
            summary="What walks leave out: patterns as in .gitignore, relative to this file.",
        ),
        "rules": Field(_TEXTS, summary="Folders with packs of rules and word lists, relative to this file."),
        "disclaimer": Field(
            Record(
                {
                    "provided_by": Field(
                        _TEXTS,
                        summary="Files that hold the disclaimer and reach every page, such as a footer.",
                    ),
                    "accept": Field(
                        ListOf(Pattern(), single=True),
                        summary="Regular expressions for what stands for one: a shortcode, a component.",
                    ),
                    "required": Field(Flag(), summary="false: no page needs a disclaimer."),
                }
            ),
            summary="Where the disclaimer lives when it is not in the article.",
        ),
    }
)


def read_file(path: str, use_cache: bool = True) -> Config:
    """The configuration of a YAML file, or of the table [tool.healthlint] of a TOML one.

    Raises ConfigError with every mistake.
    """
    reading = Reading(shown(os.path.abspath(path)))
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        raise ConfigError((Problem(path, reason(error)),)) from None
    root = _toml_node(content, reading) if path.endswith(".toml") else _yaml_node(content, reading)
    return _checked(root, reading, os.path.dirname(os.path.abspath(path)), use_cache)._replace(path=path)


def read_data(data: Mapping[str, object]) -> Config:
    """The configuration of plain data; paths in it are relative to the current folder. Raises ConfigError."""
    ways: list[str] = [""]
    places: dict[nodes.Path, nodes.Mark] = {}

    def number(value: object, path: nodes.Path) -> None:
        for key, below in value.items() if isinstance(value, Mapping) else ():
            places[*path, str(key)] = nodes.Mark(len(ways), 0)
            ways.append(".".join((*path, str(key))))
            number(below, (*path, str(key)))

    number(data, ())
    try:
        return _checked(nodes.from_data(data, places), Reading(""), os.getcwd(), True)
    except ConfigError as error:
        # A mapping has no lines: the key says where the mistake is.
        raise ConfigError(
            tuple(
                problem if problem.path else Problem(ways[max(0, problem.line - 1)], problem.message)
                for problem in error.problems
            )
        ) from None


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


def _checked(root: Node | None, reading: Reading, folder: str, use_cache: bool) -> Config:
    data: dict[str, Any] = (CONFIG.read(root, reading) if root is not None else None) or {}
    if root is None or reading.mistakes:
        raise _error(reading)
    rules = _folders(data.get("rules", ()), nodes.child(root, "rules"), folder, reading)
    if reading.mistakes:
        raise _error(reading)
    loaded = packs.load(rules, use_cache)
    reading.classes = frozenset(loaded.lexicon.classes)
    _check_selectors(data, root, loaded.ruleset, reading)
    options = (
        _rule_options(nodes.child(root, "options"), loaded.ruleset, reading) if "options" in data else {}
    )
    disclaimer = _disclaimer(
        data.get("disclaimer") or {}, nodes.child(root, "disclaimer"), folder, loaded, reading
    )
    if reading.mistakes:
        raise _error(reading)
    select = data.get("select")
    return Config(
        settings=Settings(
            select=None if select is None else tuple(select),
            ignore=tuple(data.get("ignore", ())),
            extend_select=tuple(data.get("extend-select", ())),
            severity=data.get("severity", {}),
            options=options,
            disclaimer=disclaimer,
            min_confidence=data.get("min-confidence", Settings().min_confidence),
        ),
        packs=loaded,
        fail_on=data.get("fail-on", FAIL_ON),
        exclude=patterns.parse(data.get("exclude", ())),
        folder=folder,
    )


def _error(reading: Reading) -> ConfigError:
    mistakes = sorted(reading.mistakes, key=lambda mistake: (mistake.line, mistake.column))
    return ConfigError(tuple(Problem(reading.path, one.message, one.line, one.column) for one in mistakes))


def _folders(names: list[str], node: Node, folder: str, reading: Reading) -> list[str]:
    found = []
    for index, name in enumerate(names):
        path = os.path.normpath(os.path.join(folder, name))
        if not os.path.isdir(path):
            reading.mistake(nodes.child(node, index), f"there is no folder {name}")
        found.append(path)
    return found


def _check_selectors(data: Mapping[str, Any], root: Node, ruleset: RuleSet, reading: Reading) -> None:
    wanted: list[tuple[str, Node]] = []
    for key in ("select", "ignore", "extend-select"):
        node = nodes.child(root, key)
        wanted += [(name, nodes.child(node, index)) for index, name in enumerate(data.get(key, ()))]
    levels = nodes.child(root, "severity")
    wanted += [(name, nodes.key_of(levels, name)) for name in data.get("severity", ())]
    for name, node in wanted:
        try:
            ruleset.matching(name)
        except UnknownSelectorError as error:
            reading.mistake(node, str(error))


def _rule_options(node: Node, ruleset: RuleSet, reading: Reading) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for key, value in nodes.pairs(node):
        rule = ruleset.get(key.value)
        if rule is None:
            hint = nearest(key.value, (rule.name for rule in ruleset.rules))
            reading.mistake(key, f"there is no rule `{key.value}`{hint}")
            continue
        options: dict[str, Any] | None = _options_of(rule).read(value, reading)
        found[rule.name] = {**found.get(rule.name, {}), **(options or {})}
    return found


def _options_of(rule: Rule) -> Record:
    from healthlint.rules.kinds import load_kind
    from healthlint.rules.schema import options_record

    return options_record(load_kind(rule.kind).OPTIONS)


def _disclaimer(
    data: Mapping[str, Any], node: Node, folder: str, loaded: packs.Packs, reading: Reading
) -> DisclaimerSettings:
    provided = data.get("provided_by", ())
    for index, name in enumerate(provided):
        place = nodes.child(node, "provided_by", index)
        path = os.path.normpath(os.path.join(folder, name))
        try:
            with open(path, "rb") as file:
                content = file.read()
        except OSError as error:
            reading.mistake(place, f"cannot read {name}: {reason(error)}")
            continue
        if not _holds_disclaimer(content, path, loaded):
            reading.mistake(place, f"{name} holds no disclaimer that healthlint knows as one")
    return DisclaimerSettings(
        provided_by=tuple(provided),
        provided=bool(provided),
        accept=tuple(data.get("accept", ())),
        required=data.get("required", True),
    )


def _holds_disclaimer(content: bytes, path: str, loaded: packs.Packs) -> bool:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.disclaimers import YES
    from healthlint.source import Source

    source = Source.from_bytes(content, path)
    # A component or a translation file is no article: what matters is that the words are in it.
    return any(
        AnnotatedDocument.read(source, loaded.lexicon, format).disclaimer.state == YES
        for format in (None, "html", "text")
    )
