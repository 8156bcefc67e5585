"""``healthlint audit [PATH...]``: every suppression in the articles, with its reason, author and age."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN, FAILED, FOUND
from healthlint.cli.streams import Streams
from healthlint.report.escape import visible
from healthlint.report.model import plural

if TYPE_CHECKING:
    import datetime

    from healthlint.workspace.audit import Entry

USAGE = "healthlint audit [options] [PATH...]"
DESCRIPTION = """List what articles suppress: where, which rules, why, how many findings that leaves out, who wrote it
and how long ago (from git, where the article is committed). PATH is a file, a folder or a glob; without one,
the current folder.
"""
EXAMPLES = """Examples:
  healthlint audit
  healthlint audit --fail-without-reason --fail-older-than 365 articles/
  healthlint audit --output-format csv > suppressions.csv

Exit code: 0, 1 where a --fail option says so, 2 as for check and where --fail-older-than meets an age that git does not
know: outside a checkout, in a shallow clone. What is not committed yet is new.
"""
FORMATS = ("text", "json", "csv")
_COLUMNS = (
    "path",
    "line",
    "column",
    "directive",
    "rules",
    "reason",
    "findings",
    "author",
    "date",
    "age_days",
)


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    import datetime

    options, paths = _parser().read(arguments)
    if options.config is not None and options.no_config:
        raise UsageError("--config and --no-config contradict each other: give one of them")
    if "-" in paths:
        raise UsageError("standard input has no history: leave - out")
    from healthlint.workspace.audit import entries
    from healthlint.workspace.result import Options
    from healthlint.workspace.run import check_paths

    today = datetime.date.today()
    asked = Options(config=options.config, no_config=options.no_config, no_baseline=True, today=today)
    result = check_paths(paths or [os.curdir], asked)
    found = entries(result, today)
    for said in (*result.messages, *map(str, result.errors)):
        streams.say(said)
    render = {"text": _text, "json": _json, "csv": _csv}[options.output_format]
    streams.print(render(found, len(result.files)))
    unknown = sum(bool(entry.unknown) for entry in found)
    if options.fail_older_than is not None and unknown:
        streams.say(f"--fail-older-than cannot tell: the age of {plural(unknown, 'suppression')} is unknown")
        return FAILED
    if result.errors:
        return FAILED
    wrong = list(_wrong(found, options.fail_without_reason, options.fail_older_than))
    for message in wrong:
        streams.say(message)
    return FOUND if wrong else CLEAN


def _parser() -> Parser:
    parser = Parser(USAGE, DESCRIPTION, EXAMPLES)
    failing = parser.add_argument_group("Exit code")
    failing.add_argument(
        "--fail-without-reason", action="store_true", help="give 1 where one gives no reason"
    )
    failing.add_argument(
        "--fail-older-than", metavar="DAYS", type=_days, help="give 1 where one is older than so many days"
    )
    files = parser.add_argument_group("Configuration")
    files.add_argument("--config", metavar="FILE", help="use this configuration for every article")
    files.add_argument("--no-config", action="store_true", help="use the built-in defaults")
    output = parser.add_argument_group("Output")
    output.add_argument(
        "--output-format", choices=FORMATS, default="text", help="the form of the list (text)"
    )
    return parser


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"--fail-older-than takes a number of days, not {text}")
    return int(text)


def _wrong(found: Sequence[Entry], reasons: bool, days: int | None) -> Iterator[str]:
    bare = sum(not entry.reason for entry in found)
    if reasons and bare:
        yield f"{plural(bare, 'suppression')} without a reason"
    old = sum(days is not None and entry.age is not None and entry.age > days for entry in found)
    if old:
        yield f"{plural(old, 'suppression')} older than {plural(days or 0, 'day')}"


def _text(found: Sequence[Entry], files: int) -> Iterator[str]:
    for entry in found:
        what = ", ".join(entry.rules) or "all rules"
        left = plural(entry.findings, "finding") if entry.findings else "nothing"
        who = (
            f"{entry.author}, {entry.day}, {plural(entry.age or 0, 'day')} ago"
            if entry.day
            else ("age unknown" if entry.unknown else "not committed yet")
        )
        yield (
            visible(f"{entry.path}:{entry.line}:{entry.column}: {entry.directive} {what}: leaves out {left}")
            + "\n"
        )
        yield f"  {visible(entry.reason) or 'no reason given'} ({visible(who)})\n"
    yield f"{plural(len(found), 'suppression')} in {plural(files, 'file')}.\n"


def _rows(found: Sequence[Entry]) -> Iterator[dict[str, object]]:
    for entry in found:
        day: datetime.date | None = entry.day
        values = (*entry[:4], list(entry.rules), *entry[5:8], day.isoformat() if day else None, entry.age)
        yield dict(zip(_COLUMNS, values, strict=True))


def _json(found: Sequence[Entry], files: int) -> Iterator[str]:
    import json

    data = {
        "version": 1,
        "suppressions": list(_rows(found)),
        "summary": {"files": files, "suppressions": len(found)},
    }
    yield json.dumps(data, indent=1) + "\n"


def _csv(found: Sequence[Entry], files: int) -> Iterator[str]:
    from healthlint.report.as_csv import rows

    yield from rows([_COLUMNS])
    yield from rows(map(_cells, _rows(found)))


def _cells(row: Mapping[str, object]) -> Iterator[object]:
    for cell in row.values():
        yield " ".join(map(str, cell)) if isinstance(cell, list) else "" if cell is None else cell
