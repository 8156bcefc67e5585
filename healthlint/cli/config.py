"""``healthlint config show|profile``: what holds for an article and who said so, and the profiles there are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN
from healthlint.cli.streams import Streams
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.workspace.config import Config
    from healthlint.workspace.layers import Origin, Statements

USAGE = """healthlint config show [PATH] [--origin] [--output-format {yaml,json}]
       healthlint config profile [NAME]"""
DESCRIPTION = """show: what holds for an article, or for a folder without its overrides; PATH is the current folder
where it is left out. profile: the profiles there are, or the file of one.
"""
EXAMPLES = """Examples:
  healthlint config show news/brief.md --origin     each value with the place where it was said
  healthlint config profile patient
"""
_COMMANDS = ("show", "profile")
#: What says where a default comes from.
_BUILT_IN = "built in"


class Said(NamedTuple):
    """A value of a configuration, under the keys that lead to it, and where it was said."""

    keys: tuple[str, ...]
    value: Any
    origin: Origin
    #: It is an item of the list that the keys lead to.
    is_item: bool = False


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    options, words = _parser().read(arguments)
    if not words or words[0] not in _COMMANDS:
        from healthlint.rules.reading import nearest

        raise UsageError(f"name a command: show or profile{nearest(words[0], _COMMANDS) if words else ''}")
    if len(words) > 2:
        raise UsageError(f"`healthlint config {words[0]}` takes one argument, not {len(words) - 1}")
    if words[0] == "profile":
        streams.print(_profile(words[1]) if len(words) > 1 else _profiles())
        return CLEAN
    if options.config is not None and options.no_config:
        raise UsageError("--config and --no-config contradict each other: give one of them")
    path = words[1] if len(words) > 1 else os.curdir
    config, overrides = _config(path, options.config, options.no_config)
    said = list(values(config.statements))
    if options.output_format == "json":
        streams.print(_json(path, config, overrides, said))
    else:
        streams.print(_head(path, config, overrides))
        streams.print(_yaml(said, options.origin))
    return CLEAN


def _parser() -> Parser:
    parser = Parser(USAGE, DESCRIPTION, EXAMPLES)
    output = parser.add_argument_group("Output of show")
    output.add_argument("--origin", action="store_true", help="say where each value comes from")
    output.add_argument(
        "--output-format", choices=("yaml", "json"), default="yaml", help="json always has the origins (yaml)"
    )
    group = parser.add_argument_group("Configuration")
    group.add_argument("--config", metavar="FILE", help="use this one, not the nearest")
    group.add_argument("--no-config", action="store_true", help="use the built-in defaults")
    return parser


def _config(path: str, given: str | None, none: bool) -> tuple[Config, list[str]]:
    """What holds for a path, and where the overrides stand that hold for it."""
    from healthlint.workspace.config import Configs
    from healthlint.workspace.overrides import holding
    from healthlint.workspace.result import Options

    configs = Configs(Options(config=given, no_config=none))
    if os.path.isdir(path):
        return configs.at(path), []
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        raise UsageError(f"cannot read {path or repr(path)}: {error.strerror or error}") from None
    config = configs.at(os.path.dirname(path) or os.curdir)
    held = (config.layers[index] for index in holding(config.layers, path, content))
    origins = dict.fromkeys(str(condition.origin) for layer in held for condition in layer.conditions)
    return config.of(path, content), list(origins)


def values(statements: Statements) -> Iterator[Said]:
    """What statements amount to, in the order of a configuration's keys, with the defaults nobody changed."""
    from healthlint.settings import Settings
    from healthlint.workspace import layers
    from healthlint.workspace.config import FAIL_ON
    from healthlint.workspace.config_form import CONFIG

    if (layers.SELECT,) in statements and not layers.chosen(statements, layers.SELECT):
        yield Said((layers.SELECT,), [], statements[layers.SELECT,].origin)
    for kind in (layers.SELECT, layers.EXTEND_SELECT, layers.IGNORE):
        for key, statement in statements.items():
            if key[0] == layers.CHOICE and statement.value == kind:
                yield Said((kind,), key[1], statement.origin, True)
    defaults = {"min-confidence": Settings().min_confidence, "fail-on": FAIL_ON}
    for name in CONFIG.fields:
        is_item = name in (layers.EXTEND_EXCLUDE, layers.RULES)
        found = [(key, one) for key, one in statements.items() if key[0] == name and key != (layers.SELECT,)]
        for key, statement in sorted(found, key=lambda one: one[0][:2]):
            yield Said(key[:1] if is_item else key, statement.value, statement.origin, is_item)
        if not found and name in defaults:
            yield Said((name,), defaults[name], layers.Origin(_BUILT_IN))


def _head(path: str, config: Config, overrides: list[str]) -> Iterator[str]:
    from healthlint.report.escape import visible
    from healthlint.workspace.result import shown

    file = shown(config.path) if config.path else "no configuration"
    yield f"# {visible(path)}: {visible(file)}\n"
    if overrides:
        yield f"# overrides that hold: {', '.join(map(visible, overrides))}\n"


def _yaml(said: list[Said], origins: bool) -> Iterator[str]:
    lines: list[tuple[str, str]] = []
    before: tuple[str, ...] = ()
    for keys, value, origin, is_item in said:
        parents = keys if is_item else keys[:-1]
        shared = 0
        while shared < min(len(parents), len(before)) and parents[shared] == before[shared]:
            shared += 1
        lines += [(f"{'  ' * depth}{_flow(parents[depth])}:", "") for depth in range(shared, len(parents))]
        mark = "-" if is_item else f"{_flow(keys[-1])}:"
        lines.append((f"{'  ' * len(parents)}{mark} {_flow(value)}", str(origin)))
        before = parents
    width = max((len(line) for line, origin in lines if origin), default=0)
    for line, place in lines:
        yield f"{line:<{width}}  # {place}\n" if origins and place else f"{line}\n"


def _flow(value: object) -> str:
    """A value as YAML on one line."""
    import yaml

    text: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=float("inf"))
    return text.removesuffix("\n").removesuffix("\n...")


def _json(path: str, config: Config, overrides: list[str], said: list[Said]) -> Iterator[str]:
    import json

    items = [
        {
            "key": [*one.keys],
            "value": one.value,
            "is_item": one.is_item,
            "origin": {"path": one.origin.path, "line": one.origin.line, "column": one.origin.column},
        }
        for one in said
    ]
    data = {"version": 1, "path": path, "file": config.path, "overrides": overrides, "values": items}
    yield json.dumps(data, indent=2) + "\n"


def _profiles() -> Iterator[str]:
    from healthlint.workspace.config_form import PROFILES
    from healthlint.workspace.extends import profile_text

    for name in PROFILES:
        summary = profile_text(name).partition("\n")[0].removeprefix(f"# {name}: ")
        yield f"{name:<12}{summary}\n"
    yield "\n`healthlint config profile NAME` prints the file of one.\n"


def _profile(name: str) -> Iterator[str]:
    from healthlint.rules.reading import nearest
    from healthlint.workspace.config_form import PROFILES
    from healthlint.workspace.extends import profile_text

    if name not in PROFILES:
        raise UsageError(f"there is no profile {name}{nearest(name, PROFILES)}")
    yield profile_text(name)
