"""``healthlint explain RULE``: what a rule asks for, why, and examples."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN
from healthlint.cli.rulebook import Entry, add_options, find_entry, rulebook
from healthlint.cli.streams import Streams, width_of

USAGE = "healthlint explain RULE... [--config FILE | --no-config]"
DESCRIPTION = """Say what a rule asks for, why, what the configuration makes of it, and show examples, as
Markdown. RULE is a name or a code.
"""
EXAMPLES = """Examples:
  healthlint explain unhedged-efficacy-claim
  healthlint explain HL301
"""


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    parser = Parser(USAGE, DESCRIPTION, EXAMPLES)
    add_options(parser)
    options, names = parser.read(arguments)
    if not names:
        raise UsageError("no RULE given; `healthlint rules` lists them")
    book = rulebook(options)
    chosen = [find_entry(name, book.entries) for name in names]

    from healthlint.cli.page import page

    text = "\n".join(
        page(entry.rule, options=entry.configured.options, now=_now(entry, book.config.path))
        + _silencing(entry.rule.name)
        for entry in chosen
    )
    streams.print(_wrapped(text, width_of(streams.stdout, 100)))
    return CLEAN


def _wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of Markdown, long paragraphs and list items wrapped, code as it is."""
    from textwrap import fill

    in_code = False
    for line in text.splitlines():
        in_code ^= line.startswith("~~~~")
        if len(line) > width and not in_code:
            indent = "  " if line.startswith("- ") else ""
            line = fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        yield line + "\n"


def _now(entry: Entry, path: str) -> str:
    """What a configuration file makes of the rule; "" where there is none."""
    if not path:
        return ""
    from healthlint.workspace.result import shown

    state = f"on, with severity {entry.configured.severity}" if entry.is_on else "off"
    return f"In `{shown(path)}` it is {state}."


def _silencing(name: str) -> str:
    return (
        "\n## Where it is right to differ\n\n"
        f"    <!-- healthlint-disable-next-line {name} -- the reason -->\n\n"
        "above the line, or `-disable-line` on it, `-disable` ... `-enable` around several,\n"
        f"`-disable-file` for the file, `ignore: [{name}]` in healthlint.yml for all.\n"
    )
