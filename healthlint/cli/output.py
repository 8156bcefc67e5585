"""Where the reports of a run go, and in which formats."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.streams import CannotWrite, Streams, takes_color, width_of, written_whole
from healthlint.report import FORMATS, STATISTICS, renderer
from healthlint.report.model import Run, Style
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from argparse import Namespace

    from healthlint.workspace.result import Options, RunResult

STDIN = STDOUT = "-"
#: What a path may end with that is no file's name.
_NO_NAMES = ("", os.curdir, os.pardir)
#: The format where nothing else is said.
DEFAULT = "full"
#: Names a format for standard output, as ``--output-format`` does.
FORMAT_VARIABLE = "HEALTHLINT_OUTPUT_FORMAT"
#: A finding's line number and the bar after it stand before the source line.
_MARGIN = 8
#: Where the checkout of a repository lies, in the words of GitHub Actions and GitLab CI.
_TOPS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
#: Formats for people: with ``--statistics`` they are all the same tables.
_FOR_PEOPLE = ("full", "concise", "grouped")


class Target(NamedTuple):
    """One report: its format, and the file it goes to or "-" for standard output."""

    format: str
    path: str
    #: Whether it is figures instead of findings.
    statistics: bool = False


def add_options(parser: Parser) -> None:
    """The options that `targets` and `write` read."""
    group = parser.add_argument_group("Output")
    group.add_argument(
        "--output-format",
        choices=tuple(FORMATS),
        metavar="FORMAT",
        help=f"the form of the report: {', '.join(FORMATS)} ({DEFAULT}; on GitHub Actions: github)",
    )
    group.add_argument(
        *("-o", "--output"),
        metavar="[FORMAT=]FILE",
        action="append",
        help="write the report to a file, - for standard output; can be repeated",
    )
    group.add_argument("--statistics", action="store_true", help="figures for each rule and file instead")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="(auto)")
    group.add_argument("-q", "--quiet", action="store_true", help="findings and errors only")


def targets(options: Namespace) -> tuple[Target, ...]:
    """The reports asked for; the one on standard output comes last.

    Raises UsageError for a format that is not there, and where two reports would go to one place.
    """
    chosen = options.output_format or os.environ.get(FORMAT_VARIABLE) or ""
    if chosen and chosen not in FORMATS:
        raise UsageError(f"{FORMAT_VARIABLE}: {_unknown(chosen)}")
    found: list[tuple[str, str]] = []
    is_placed = False
    for output in options.output or ():
        name, equals, path = output.partition("=")
        if not equals or os.sep in name:
            found.append((chosen or DEFAULT, output))
            is_placed = True
        elif name not in FORMATS:
            raise UsageError(f"--output {output}: {_unknown(name, f' (a file of that name is ./{output})')}")
        elif not path:
            raise UsageError(f"--output {output}: no file given; - is standard output")
        else:
            found.append((name, path))
    if not found:
        is_on_github = os.environ.get("GITHUB_ACTIONS") == "true" and not options.statistics
        found.append((chosen or ("github" if is_on_github else DEFAULT), STDOUT))
    elif options.output_format and not is_placed:
        found.append((options.output_format, STDOUT))
    places = [path if path == STDOUT else os.path.realpath(path) for _, path in found]
    for place, (_, path) in zip(places, found, strict=True):
        if places.count(place) > 1:
            where = "standard output" if path == STDOUT else path
            raise UsageError(f"--output: two reports cannot both go to {where}")
    found.sort(key=lambda pair: pair[1] == STDOUT)
    if not options.statistics:
        return tuple(Target(name, path) for name, path in found)
    return tuple(_figures(name, path) for name, path in found)


def _unknown(name: str, note: str = "") -> str:
    from healthlint.rules.reading import nearest

    return f"there is no format {name}{note}{nearest(name, FORMATS)}"


def _figures(name: str, path: str) -> Target:
    if name in _FOR_PEOPLE:
        return Target(DEFAULT, path, True)
    if name not in STATISTICS:
        raise UsageError(f"--statistics has the formats {', '.join(STATISTICS)}; {name} has no form for it")
    return Target(name, path, True)


def earlier_reports(targets: Iterable[Target]) -> tuple[str, ...]:
    """The files among the targets that hold nothing but an earlier report, and may lie among the articles."""
    files = [target.path for target in targets if target.path != STDOUT and os.path.isfile(target.path)]
    return tuple(filter(_is_report, files))


def _is_report(path: str) -> bool:
    from healthlint.report.recognise import HEAD, is_report

    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return is_report(file.read(HEAD))
    except OSError:
        return False


def spare_articles(targets: Iterable[Target], result: RunResult, reports: Container[str]) -> None:
    """Raise UsageError where a report would be written over an article of the run; `reports` hold none."""
    for target in targets:
        if target.path == STDOUT or target.path in reports or not os.path.exists(target.path):
            continue
        for path in (*result.files, *(problem.path for problem in result.errors)):
            try:
                same = os.path.samefile(path, target.path)
            except (OSError, ValueError):  # one of them does not exist, or "-" is standard input
                continue
            if same:
                raise UsageError(
                    f"--output {target.path} is one of the files checked, and no earlier report: "
                    "name another one"
                )


def write(
    result: RunResult,
    targets: Iterable[Target],
    options: Namespace,
    asked: Options,
    streams: Streams,
    fixed: int | None = None,
) -> bool:
    """Write all reports, those for files first; whether every file could be written. `fixed` counts what the run
    has settled, where it was to.

    Raises CannotWrite or BrokenPipeError for standard output.
    """
    run = _run(result, targets, asked)._replace(fixed=fixed)
    is_complete = True
    for target in targets:
        render = renderer(target.format, target.statistics)
        if target.path == STDOUT:
            width = width_of(streams.stdout, 100 + _MARGIN) - _MARGIN
            color = takes_color(options.color, streams.stdout)
            streams.print(render(run, Style(color, width, not options.quiet)))
            continue
        try:
            with written_whole(target.path) as stream:
                stream.writelines(render(run, Style(options.color == "always", summary=not options.quiet)))
        except CannotWrite as error:  # the other reports are still written
            streams.say(str(error))
            is_complete = False
    return is_complete


def _run(result: RunResult, targets: Iterable[Target], asked: Options) -> Run:
    from healthlint.report.model import Suppressed

    suppressed = [
        *(Suppressed(one.finding, reason=one.by.reason) for one in result.suppressed),
        *(Suppressed(finding, "external", "known to the baseline") for finding in result.held),
    ]
    quiet = [one.finding for one in suppressed]
    run = Run(
        findings=result.findings,
        failures=result.errors,
        files=result.files,
        lines=result.lines,
        messages=result.messages,
        suppressed=suppressed,
        words=result.words,
        names=_names({one.path for one in (*result.findings, *quiet)} | {one.path for one in result.errors}),
    )
    if not any(target.format == "sarif" for target in targets):  # the version takes 10 ms to look up
        return run
    from healthlint import __version__
    from healthlint.cli.rulebook import about

    rules = about([*run.findings, *quiet], asked)
    return run._replace(rules=rules, version=__version__)


def _names(paths: set[str]) -> dict[str, str]:
    """What paths are called from the top of the repository, on a CI system that says where that is.

    Elsewhere the current folder is the top. A path outside it is named whole.
    """
    here = os.path.realpath(os.curdir)
    tops = (os.path.realpath(value) for name in _TOPS if (value := os.environ.get(name)))
    top = next((top for top in tops if _holds(top, here)), here)
    names = {}
    folders: dict[str, str] = {}
    for path in paths - {"", STDIN}:
        folder, base = os.path.split(path)
        if folder not in folders:
            whole = os.path.realpath(folder or os.curdir)
            named = os.path.relpath(whole, top) if _holds(top, whole) else whole
            folders[folder] = "" if named == os.curdir else os.path.join(named, "")
        name = folders[folder] + base
        if base in _NO_NAMES:
            name = os.path.normpath(name)
        if name != path:
            names[path] = name.replace(os.sep, "/")
    return names


def _holds(folder: str, path: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(folder, ""))
