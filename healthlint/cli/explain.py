"""``healthlint explain RULE``: what a rule asks for, why, and examples."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN
from healthlint.cli.rulebook import all_rules, find_rule
from healthlint.cli.streams import Streams, width_of

USAGE = "healthlint explain RULE..."
DESCRIPTION = "Say what a rule asks for, why, and show examples, as Markdown. RULE is a name or a code."
EXAMPLES = """Examples:
  healthlint explain unhedged-efficacy-claim
  healthlint explain HL301
"""


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    _, names = Parser(USAGE, DESCRIPTION, EXAMPLES).read(arguments)
    if not names:
        raise UsageError("no RULE given; `healthlint rules` lists them")
    rules = all_rules()
    chosen = [find_rule(name, rules) for name in names]

    from healthlint.cli.page import page

    text = "\n".join(page(rule) + _silencing(rule.name) for rule in chosen)
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


def _silencing(name: str) -> str:
    return (
        "\n## Where it is right to differ\n\n"
        f"    <!-- healthlint-disable-next-line {name} -- the reason -->\n\n"
        "above the line, or `-disable-line` on it, `-disable` ... `-enable` around several,\n"
        f"`-disable-file` for the file, `ignore: [{name}]` in healthlint.yml for all.\n"
    )
