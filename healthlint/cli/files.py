"""``healthlint files [PATH...]``: what would be linted, or what would not and why."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN, FAILED
from healthlint.cli.streams import Streams

if TYPE_CHECKING:
    from healthlint.workspace.config import Configs
    from healthlint.workspace.result import Problem

USAGE = "healthlint files [options] [PATH...]"
DESCRIPTION = """List the files that `healthlint check PATH...` would lint, one a line. PATH is a file, a folder or a
glob; without one, the current folder.
"""
EXAMPLES = """Examples:
  healthlint files
  healthlint files --left-out docs       why some files of a folder are not linted
  healthlint files -0 | xargs -0 wc -w
"""


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    options, paths = _parser().read(arguments)
    if options.config is not None and options.no_config:
        raise UsageError("--config and --no-config contradict each other: give one of them")
    if "-" in paths:
        raise UsageError("standard input is no file: leave - out")
    if options.all and not options.left_out:
        raise UsageError("--all says more of what is left out: add --left-out")
    from healthlint.report.escape import visible
    from healthlint.workspace.config import Configs
    from healthlint.workspace.discovery import ENDING, discover
    from healthlint.workspace.result import Options

    configs = Configs(Options(config=options.config, no_config=options.no_config))
    others: list[tuple[str, str]] = []
    found = discover(
        paths or [os.curdir],
        configs.exclusions,
        configs.excludes if options.force_exclude else lambda path: "",
        tell=(lambda path, reason: others.append((path, reason))) if options.left_out else None,
    )
    if options.left_out:
        named = sorted(other for other in others if other[1] != ENDING or options.all)
        streams.print(_left_out(named, len(others) - len(named)))
    else:
        streams.print(f"{path}\0" if options.null else f"{visible(path)}\n" for path in found.files)
    problems = (*found.errors, *_broken(configs, found.files))
    for said in (*found.messages, *map(str, problems)):
        streams.say(said)
    return FAILED if problems else CLEAN


def _parser() -> Parser:
    parser = Parser(USAGE, DESCRIPTION, EXAMPLES)
    output = parser.add_argument_group("Output")
    output.add_argument(
        "--left-out", action="store_true", help="list what is left out instead, each with the reason"
    )
    output.add_argument(
        "--all", action="store_true", help="with --left-out: files that are no articles by their ending, too"
    )
    output.add_argument("-0", "--null", action="store_true", help="end each path with NUL, for `xargs -0`")
    group = parser.add_argument_group("Configuration")
    group.add_argument("--config", metavar="FILE", help="use this configuration for every article")
    group.add_argument("--no-config", action="store_true", help="use the built-in defaults")
    group.add_argument(
        "--force-exclude", action="store_true", help="leave out what `exclude` names even where it is a PATH"
    )
    return parser


def _broken(configs: Configs, files: Sequence[str]) -> dict[Problem, None]:
    """What is wrong with the configurations of files: it may say more of what is to be left out."""
    from healthlint.workspace.result import ConfigError

    problems: dict[Problem, None] = {}
    for folder in dict.fromkeys(map(os.path.dirname, files)):
        try:
            configs.at(folder or os.curdir)
        except ConfigError as error:
            problems.update(dict.fromkeys(error.problems))
    return problems


def _left_out(named: list[tuple[str, str]], more: int) -> Iterator[str]:
    from healthlint.report.escape import visible
    from healthlint.report.model import plural

    for path, reason in named:
        yield f"{visible(path)}: {visible(reason)}\n"
    if more:
        yield f"and {plural(more, 'file')} with other endings; --all lists them\n"
