"""``--fix``: write fixed articles, or show what would be written."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from healthlint.cli import output
from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN, FAILED, FOUND
from healthlint.cli.output import STDIN, STDOUT, Target
from healthlint.cli.streams import Streams
from healthlint.report.model import plural
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from argparse import Namespace

    from healthlint.workspace.apply import Mended
    from healthlint.workspace.result import Options, RunResult


class Rerun(NamedTuple):
    """What is left of a run after its fixes."""

    result: RunResult
    fixed: int
    #: Where the report goes: with standard input among the articles, standard output has the fixed text.
    streams: Streams


def add_options(parser: Parser) -> None:
    """The options that `fix` reads."""
    group = parser.add_argument_group("Fixes")
    group.add_argument("--fix", action="store_true", help="settle what has a safe fix, and report the rest")
    group.add_argument("--unsafe-fixes", action="store_true", help="fixes that change the wording, too")
    group.add_argument("--dry-run", action="store_true", help="with --fix: print a diff, and write nothing")
    group.add_argument(
        "--exit-non-zero-on-fix",
        action="store_true",
        help="give 1 where something was fixed, whatever is left",
    )


def check_options(options: Namespace, targets: Sequence[Target]) -> None:
    """Raise UsageError for options that ask for nothing without ``--fix``, and for a report in the midst of a diff."""
    for name in ("dry_run", "exit_non_zero_on_fix"):
        if getattr(options, name) and not options.fix:
            raise UsageError(f"--{name.replace('_', '-')} goes with --fix")
    is_asked = options.output or options.output_format or options.statistics
    if options.dry_run and is_asked and targets[-1].path == STDOUT:
        form = targets[-1].format
        raise UsageError(
            "with --dry-run standard output has the diff: give the report a file, such as "
            f"--output {form}=FILE, or leave out --dry-run and --fix"
        )


def safeties(options: Namespace) -> tuple[str, ...]:
    """How safe a fix must be to be applied."""
    return ("safe", "unsafe") if options.unsafe_fixes else ("safe",)


def fix(
    paths: Sequence[str],
    options: Namespace,
    asked: Options,
    targets: Sequence[Target],
    streams: Streams,
    progress: Callable[[int, int], None] | None = None,
) -> Rerun | int:
    """Check articles, fix them and check them again; with ``--dry-run`` the exit code instead.

    Raises UsageError for a pipe among the articles: it cannot be written, nor read twice.
    """
    from healthlint.workspace.apply import fix_files
    from healthlint.workspace.discovery import is_stream
    from healthlint.workspace.run import check_paths

    for path in paths:
        if is_stream(path) and not os.path.isfile(path):
            raise UsageError(f"--fix cannot write {path}, which is no regular file: use - for standard input")
    given = streams.stdin.read() if STDIN in paths else None
    result = check_paths(paths, asked, io.BytesIO(given or b""), progress)
    mended = fix_files(result, asked, safeties(options), given, not options.dry_run)
    if options.dry_run:
        output.spare_articles(targets, result, asked.reports)
        result.errors.extend(mended.errors)
        result.messages.extend(mended.messages)
        code = _show(result, mended, options, streams)
        files = [target for target in targets if target.path != STDOUT]
        is_complete = output.write(result, files, options, asked, streams)
        if result.watch:
            from healthlint.cli.timing import table

            streams.stderr.writelines(table(result.watch.spent()))
        return code if is_complete else FAILED
    if mended.patches:
        result = check_paths(paths, asked, io.BytesIO(mended.stdin or b""))
    result.errors.extend(mended.errors)
    result.messages.extend(mended.messages)
    if mended.stdin is not None:
        _write(mended.stdin, streams)
        streams = streams._replace(stdout=streams.stderr)
    return Rerun(result, len(mended.fixed), streams)


def _write(content: bytes, streams: Streams) -> None:
    """Write bytes to standard output, as they are."""
    binary = getattr(streams.stdout, "buffer", None)
    if binary is None:
        streams.print([content.decode("utf-8", "replace")])
        return
    streams.stdout.flush()
    binary.write(content)
    binary.flush()


def _show(result: RunResult, mended: Mended, options: Namespace, streams: Streams) -> int:
    """Print what would change; the exit code: 1 where anything would."""
    from healthlint.cli.unified import diff

    for patch in mended.patches:
        streams.print(diff(patch.path, patch.before, patch.after, streams.stdout.isatty()))
    for problem in result.errors:
        streams.say(str(problem))
    if not options.quiet:
        for message in result.messages:
            streams.say(message)
        count = len(mended.fixed)
        would = plural(count, "finding") if count else "nothing"
        streams.say(
            f"would fix {would} in {plural(len(mended.patches), 'file')}" if count else "would fix nothing"
        )
    if result.errors:
        return FAILED
    return FOUND if mended.patches and not options.exit_zero else CLEAN
