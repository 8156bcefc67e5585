"""``healthlint rules``: the rules there are, with their packs, families, severities and defaults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN
from healthlint.cli.rulebook import all_rules
from healthlint.cli.streams import Streams

if TYPE_CHECKING:
    from healthlint.rules.model import Rule

USAGE = "healthlint rules [--output-format {text,json}]"
DESCRIPTION = "List the rules: code, name, pack, family, severity, and whether a rule is on by default."
HEAD = ("code", "rule", "pack", "family", "severity", "default", "summary")


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    parser = Parser(USAGE, DESCRIPTION)
    parser.add_argument_group("Output").add_argument(
        "--output-format", choices=("text", "json"), default="text", help="the form of the list (text)"
    )
    options, others = parser.read(arguments)
    if others:
        raise UsageError(f"`healthlint rules` takes no arguments; `healthlint explain {others[0]}` says more")
    rules = all_rules()
    streams.print(_json(rules) if options.output_format == "json" else _table(rules))
    return CLEAN


def _table(rules: Sequence[Rule]) -> Iterator[str]:
    rows = [HEAD, *map(_row, rules)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD) - 1)]
    for row in rows:
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip() + "\n"


def _row(rule: Rule) -> tuple[str, ...]:
    default = "on" if rule.is_default else "off"
    return (rule.code, rule.name, rule.pack, rule.family, rule.severity, default, rule.summary)


def _json(rules: Sequence[Rule]) -> Iterator[str]:
    import json

    items = [
        {
            "rule": rule.name,
            "code": rule.code,
            "pack": rule.pack,
            "family": rule.family,
            "severity": rule.severity,
            "status": rule.status,
            "default": rule.is_default,
            "summary": rule.summary,
            "sources": [source._asdict() for source in rule.sources],
        }
        for rule in rules
    ]
    yield json.dumps({"version": 1, "rules": items}, indent=2) + "\n"
