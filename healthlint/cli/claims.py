"""``healthlint claims``: what articles claim, and what a change makes of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from healthlint.cli.arguments import CommaList, Parser, UsageError
from healthlint.cli.main import CLEAN, FAILED, FOUND
from healthlint.cli.streams import Streams

if TYPE_CHECKING:
    from argparse import Namespace

USAGE = "healthlint claims [--since REF] [options] [PATH...]"
DESCRIPTION = """List what articles claim: how strongly, with which doses and numbers, and what backs it.

With --since REF, list what became of it since the branch left REF: claims that were added, removed, strengthened ("may
reduce" to "reduces", "linked to" to "causes"), weakened or stripped of their reference, and doses and numbers that
changed. PATH is a file, a folder or a glob, the current folder by default.
"""
EXAMPLES = """Examples:
  healthlint claims draft.md
  healthlint claims --since main
  healthlint claims --since main --output-format markdown docs/      for a comment on a pull request
  healthlint claims --since main --fail-on strengthened,lost-reference,dose-changed

Exit code: 0, 1 where --fail-on names a change that was made, 2 wrong use, an unreadable file or git cannot tell.
"""


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    options, paths = _parser().read(arguments)
    if options.config is not None and options.no_config:
        raise UsageError("--config and --no-config contradict each other: give one of them")
    if options.since is None:
        if options.fail_on:
            raise UsageError("--fail-on is about changes: give --since REF too")
        return _list(paths, options, streams)
    return _compare(paths, options, streams)


def _parser() -> Parser:
    from healthlint.cli.claimreport import FORMATS

    parser = Parser(USAGE, DESCRIPTION, EXAMPLES)
    changes = parser.add_argument_group("Changes")
    changes.add_argument("--since", metavar="REF", help="compare with where the branch left REF")
    changes.add_argument(
        "--fail-on", metavar="KINDS", action=CommaList, help="give exit code 1 for these changes"
    )
    parser.add_argument_group("Output").add_argument(
        "--output-format", choices=FORMATS, default="text", help="the form of the list (text)"
    )
    files = parser.add_argument_group("Configuration")
    files.add_argument("--config", metavar="FILE", help="use this configuration for every article")
    files.add_argument("--no-config", action="store_true", help="use the built-in defaults")
    return parser


def _list(paths: list[str], options: Namespace, streams: Streams) -> int:
    from healthlint.cli import claimreport
    from healthlint.workspace.claims import listed
    from healthlint.workspace.result import Options

    found = listed(paths or [os.curdir], Options(config=options.config, no_config=options.no_config))
    _say(found.messages, found.errors, streams)
    streams.print(claimreport.listing(found, options.output_format))
    return FAILED if found.errors else CLEAN


def _compare(paths: list[str], options: Namespace, streams: Streams) -> int:
    from healthlint.claimdiff import KINDS
    from healthlint.cli import claimreport
    from healthlint.rules.reading import nearest
    from healthlint.workspace.claims import compared
    from healthlint.workspace.result import Options

    for kind in options.fail_on or ():
        if kind not in KINDS:
            raise UsageError(
                f"--fail-on: there is no change `{kind}`{nearest(kind, KINDS)}; there are {', '.join(KINDS)}"
            )
    found = compared(
        paths or [os.curdir], options.since, Options(config=options.config, no_config=options.no_config)
    )
    _say(found.messages, found.errors, streams)
    streams.print(claimreport.comparison(found, options.since, options.output_format))
    if found.errors:
        return FAILED
    failing = frozenset(options.fail_on or ())
    return FOUND if any(failing & set(change.kinds) for change in found.changes) else CLEAN


def _say(messages: Sequence[str], errors: Sequence[object], streams: Streams) -> None:
    for said in (*messages, *map(str, errors)):
        streams.say(said)
