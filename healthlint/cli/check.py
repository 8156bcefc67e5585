"""``healthlint check PATH...``: lint articles and report what was found."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from healthlint.cli import fixes, output
from healthlint.cli.arguments import CommaList, Parser, UsageError
from healthlint.cli.main import CLEAN, COMMANDS, FAILED, FOUND
from healthlint.cli.progress import ProgressLine
from healthlint.cli.streams import Streams
from healthlint.finding import SEVERITIES
from healthlint.language import CONFIDENCES

if TYPE_CHECKING:
    from argparse import Namespace

    from healthlint.workspace.result import Options

USAGE = "healthlint [check] [options] PATH..."
DESCRIPTION = """Find what a health article must not say, or must not leave out.

PATH is a file, a folder, a glob or - for standard input. Folders are searched for .txt .md .markdown .mdx
.html .htm, without what .gitignore and the configuration's `exclude` leave out; a file named outright is
linted all the same, unless --force-exclude is given.
"""
EXAMPLES = """Examples:
  healthlint articles/                             everything in a folder
  healthlint --select efficacy,HL301 draft.md      only some rules: a name, a code, a family or a pack
  healthlint --ignore grade-level --fail-on warning .
  healthlint --output full=- --output sarif=healthlint.sarif .
  healthlint - --stdin-filename draft.md < draft.md
  healthlint --fix --dry-run articles/             what safe fixes would change
  healthlint explain unhedged-efficacy-claim

Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong use, a broken configuration, an unreadable
file or an internal error.
"""


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    options, paths = _parser().read(arguments)
    if not paths:
        raise UsageError(
            "no PATH given: name a file or a folder, such as `healthlint .`, or - for standard input"
        )
    if options.stdin_filename is not None and "-" not in paths:
        raise UsageError("--stdin-filename names standard input, but - is not among the paths")
    targets = output.targets(options)
    fixes.check_options(options, targets)
    from healthlint.workspace.run import check_paths

    asked = _options(options)._replace(reports=output.earlier_reports(targets))
    progress = None if options.quiet else ProgressLine(streams.stderr)
    fixed = None
    try:
        if options.fix:
            rerun = fixes.fix(paths, options, asked, targets, streams, progress)
            if isinstance(rerun, int):
                return rerun
            result, fixed, streams = rerun
        else:
            result = check_paths(paths, asked, streams.stdin, progress)
    finally:
        if progress:
            progress.clear()
    output.spare_articles(targets, result, asked.reports)
    if not options.quiet:
        for message in result.messages:
            streams.say(message)
    for problem in result.errors:
        streams.say(str(problem))
    if result.errors and result.errors[0].path == paths[0]:
        _suggest_command(paths[0], streams)
    with result.watch.on("run", "report") if result.watch else nullcontext():
        is_complete = output.write(result, targets, options, asked, streams, fixed)
    if result.watch:
        from healthlint.cli.timing import table

        streams.stderr.writelines(table(result.watch.spent()))
    if result.errors or not is_complete:
        return FAILED
    is_found = (
        result.failing
        or (fixed and options.exit_non_zero_on_fix)
        or (options.fail_on_stale_baseline and result.stale)
    )
    return FOUND if is_found and not options.exit_zero else CLEAN


def _parser() -> Parser:
    commands = "\n".join(f"  {name:<9}{summary}" for name, summary in COMMANDS.items())
    epilog = f"Commands (a path named like a command is written ./check):\n{commands}\n\n{EXAMPLES}"
    parser = Parser(USAGE, DESCRIPTION, epilog)
    rules = parser.add_argument_group(
        "Rules", "RULES are names, codes, families or packs, separated by commas; the options can be repeated"
    )
    rules.add_argument(
        "--select", metavar="RULES", action=CommaList, help="run these rules instead of the default"
    )
    rules.add_argument("--extend-select", metavar="RULES", action=CommaList, help="run these rules as well")
    rules.add_argument("--ignore", metavar="RULES", action=CommaList, help="leave these rules out")
    rules.add_argument("--min-confidence", choices=CONFIDENCES, help="report nothing less certain (medium)")
    fixes.add_options(parser)
    output.add_options(parser)
    outcome = parser.add_argument_group("Exit code")
    outcome.add_argument(
        "--fail-on", choices=SEVERITIES, help="the least severity that gives exit code 1 (error)"
    )
    outcome.add_argument(
        "--max-warnings", metavar="N", type=_count, help="give exit code 1 for more than N warnings, too"
    )
    outcome.add_argument(
        "--fail-on-stale-baseline", action="store_true", help="give 1 where a baseline knows what is gone"
    )
    outcome.add_argument("--exit-zero", action="store_true", help="give 0 instead of 1")
    changes = parser.add_argument_group("Only what is new")
    changes.add_argument("--baseline", metavar="FILE", help="leave out what this baseline knows")
    changes.add_argument("--no-baseline", action="store_true", help="use no baseline")
    changes.add_argument(
        "--changed-since", metavar="REF", help="only findings on lines changed since the branch left REF"
    )
    changes.add_argument(
        "--new-since", metavar="REF", help="only findings that were not there when the branch left REF"
    )
    files = parser.add_argument_group("Files and configuration")
    files.add_argument("--config", metavar="FILE", help="use this configuration for every article")
    files.add_argument("--no-config", action="store_true", help="use the built-in defaults")
    files.add_argument(
        "--force-exclude", action="store_true", help="leave out what `exclude` names even where it is a PATH"
    )
    files.add_argument("--stdin-filename", metavar="NAME", help="what to call standard input")
    speed = parser.add_argument_group("Speed")
    speed.add_argument(
        "-j", "--jobs", metavar="N", type=_processes, help="check in up to N processes (as many as pay)"
    )
    speed.add_argument("--no-cache", action="store_true", help="keep nothing between runs, use nothing kept")
    speed.add_argument("--cache-dir", metavar="DIR", help="keep results here (the user's cache folder)")
    speed.add_argument("--timing", action="store_true", help="say on standard error where the time went")
    return parser


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"--max-warnings takes a number from 0 on, not {text}")
    return int(text)


def _processes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise UsageError(f"--jobs takes a number from 1 on, not {text}")
    return int(text)


def _suggest_command(path: str, streams: Streams) -> None:
    from difflib import get_close_matches

    for command in get_close_matches(path, COMMANDS, 1, 0.75):
        streams.say(f"did you mean the command `{command}`?")


def _options(options: Namespace) -> Options:
    from healthlint.workspace.result import Options

    if options.config is not None and options.no_config:
        raise UsageError("--config and --no-config contradict each other: give one of them")
    if options.baseline is not None and options.no_baseline:
        raise UsageError("--baseline and --no-baseline contradict each other: give one of them")
    if options.changed_since is not None and options.new_since is not None:
        raise UsageError("--changed-since and --new-since ask for different things: give one of them")
    return Options(
        config=options.config,
        no_config=options.no_config,
        select=options.select,
        ignore=options.ignore or (),
        extend_select=options.extend_select or (),
        min_confidence=options.min_confidence,
        fail_on=options.fail_on,
        max_warnings=options.max_warnings,
        force_exclude=options.force_exclude,
        cache=not options.no_cache,
        baseline=options.baseline,
        no_baseline=options.no_baseline,
        changed_since=options.changed_since,
        new_since=options.new_since,
        cache_folder=options.cache_dir,
        jobs=options.jobs,
        timing=options.timing,
        stdin_filename=options.stdin_filename,
    )
