"""``healthlint rules``: the rules there are and what a configuration makes of them; checks a project's own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN, FOUND
from healthlint.cli.rulebook import Entry, Rulebook, add_options, rulebook
from healthlint.cli.streams import Streams

if TYPE_CHECKING:
    from healthlint.rules.reading import Mistake
    from healthlint.workspace.config import Config

USAGE = "healthlint rules [--output-format {text,json}] [--check] [--config FILE | --no-config]"
DESCRIPTION = """List the rules: code, name, pack, family, severity, whether a rule is on by default, and
whether it is on now. Severity and "now" are those of the configuration.
"""
EXAMPLES = """Examples:
  healthlint rules
  healthlint rules --check         run the examples of your own rules; exit code 1 where one is wrong
"""
HEAD = ("code", "rule", "pack", "family", "severity", "default", "now", "summary")


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    parser = Parser(USAGE, DESCRIPTION, EXAMPLES)
    parser.add_argument_group("Output").add_argument(
        "--output-format", choices=("text", "json"), default="text", help="the form of the list (text)"
    )
    parser.add_argument_group("Rules of your own").add_argument(
        "--check", action="store_true", help="run their examples, and list what is wrong, instead of rules"
    )
    add_options(parser)
    options, others = parser.read(arguments)
    if others:
        raise UsageError(f"`healthlint rules` takes no arguments; `healthlint explain {others[0]}` says more")
    book = rulebook(options)
    if options.check:
        return _check(book, streams)
    streams.print(_json(book.entries) if options.output_format == "json" else _table(book.entries))
    return CLEAN


def _check(book: Rulebook, streams: Streams) -> int:
    from healthlint.cli.rulecheck import faults
    from healthlint.report.escape import visible
    from healthlint.report.model import plural

    own = [entry.rule for entry in book.entries if entry.is_own]
    if not own:
        raise UsageError("there are no rules of your own to check; `rules:` in healthlint.yml names folders")
    found = [
        *_in_pack_files(book.config),
        *(fault for rule in own for fault in faults(rule, book.config.packs.lexicon)),
    ]
    streams.print(f"{visible(str(fault))}\n" for fault in found)
    examples = sum(len(rule.examples_fail) + len(rule.examples_pass) for rule in own)
    said = plural(len(found), "fault") if found else "no faults"
    streams.print([f"{plural(len(own), 'rule')}, {plural(examples, 'example')}: {said}.\n"])
    return FOUND if found else CLEAN


def _in_pack_files(config: Config) -> Iterator[Mistake]:
    """What is wrong with the pack files of a configuration's own packs, whether or not it extends them."""
    from healthlint.rules.reading import Reading
    from healthlint.workspace import pack_file
    from healthlint.workspace.layers import RULES
    from healthlint.workspace.result import shown

    for key, (name, _, folder) in config.statements.items():
        if key[0] == RULES:
            for pack, inside in pack_file.packs_in(os.path.join(folder, name)).items():
                path = os.path.join(inside, pack_file.NAME)
                if os.path.isfile(path):
                    reading = Reading(shown(os.path.normpath(path)))
                    pack_file.read(path, pack, reading)
                    yield from sorted(reading.mistakes)


def _table(entries: Sequence[Entry]) -> Iterator[str]:
    rows = [HEAD, *map(_row, entries)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD) - 1)]
    for row in rows:
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip() + "\n"


def _row(entry: Entry) -> tuple[str, ...]:
    rule = entry.configured
    default, now = ("on" if is_on else "off" for is_on in (rule.is_default, entry.is_on))
    return (rule.code, rule.name, rule.pack, rule.family, rule.severity, default, now, rule.summary)


def _json(entries: Sequence[Entry]) -> Iterator[str]:
    import json

    items = [
        {
            "rule": rule.name,
            "code": rule.code,
            "pack": rule.pack,
            "family": rule.family,
            "severity": entry.configured.severity,
            "default_severity": rule.severity,
            "status": rule.status,
            "default": rule.is_default,
            "on": entry.is_on,
            "summary": rule.summary,
            "sources": [source._asdict() for source in rule.sources],
        }
        for entry in entries
        for rule in (entry.rule,)
    ]
    yield json.dumps({"version": 1, "rules": items}, indent=2) + "\n"
