"""``healthlint baseline``: keep the list of findings that are known."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN, FAILED
from healthlint.cli.streams import Streams, written_whole
from healthlint.report.escape import visible
from healthlint.report.model import plural

if TYPE_CHECKING:
    from argparse import Namespace

    from healthlint.baseline import Entry
    from healthlint.workspace.baseline import Baseline
    from healthlint.workspace.result import Options

USAGE = "healthlint baseline {write,update,prune,stats} [options] [PATH...]"
DESCRIPTION = """Keep a list of the findings that are known; `healthlint check` reports only those that are not in it.

  write    take note of everything that is found now
  update   take note of what is new, drop what is gone, follow files that have moved
  prune    drop what is gone, take note of nothing
  stats    count what is known

PATH is a file, a folder or a glob, the current folder by default. Findings of other files stay as they are. The list
is the file that the configuration's `baseline` names, or .healthlint-baseline.jsonl: the nearest one, or a new one at
the top of the repository.
"""
EXAMPLES = """Examples:
  healthlint baseline write
  healthlint baseline prune docs/
  healthlint check --fail-on-stale-baseline .      exit code 1 where the list holds what is gone
"""
_ACTIONS = ("write", "update", "prune", "stats")
#: How many files `stats` names.
_NAMED = 10


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    options, others = _parser().read(arguments)
    if not others or others[0] not in _ACTIONS:
        from healthlint.rules.reading import nearest

        said = f"{others[0]} is none{nearest(others[0], _ACTIONS)}" if others else "none is given"
        raise UsageError(f"the first argument is one of {', '.join(_ACTIONS)}; {said}")
    action, paths = others[0], others[1:] or [os.curdir]
    if options.config is not None and options.no_config:
        raise UsageError("--config and --no-config contradict each other: give one of them")
    if action != "stats" and options.output_format != "text":
        raise UsageError(f"--output-format is for `stats`; `{action}` has nothing to report")
    if action == "stats":
        from healthlint.workspace.baseline import Baseline

        baseline = Baseline.read(_file(options, paths[0]))
        entries = [entry for entry in baseline.entries if baseline.is_below(entry.path, paths)]
        streams.print(
            _json(entries, baseline) if options.output_format == "json" else _text(entries, baseline)
        )
        return CLEAN
    return _change(action, options, paths, streams)


def _parser() -> Parser:
    parser = Parser(USAGE, DESCRIPTION, EXAMPLES)
    group = parser.add_argument_group("Files and configuration")
    group.add_argument("--baseline", metavar="FILE", help="the list")
    group.add_argument("--force", action="store_true", help="write: replace a list that is there")
    group.add_argument("--config", metavar="FILE", help="use this configuration for every article")
    group.add_argument("--no-config", action="store_true", help="use the built-in defaults")
    parser.add_argument_group("Output").add_argument(
        "--output-format", choices=("text", "json"), default="text", help="the form of `stats` (text)"
    )
    return parser


def _options(options: Namespace) -> Options:
    import datetime

    from healthlint.workspace.result import Options

    return Options(config=options.config, no_config=options.no_config, today=datetime.date.today())


def _file(options: Namespace, path: str) -> str:
    """The baseline that is meant: the given, configured or nearest one, else one at the top of the repository."""
    from healthlint.workspace.baselines import NAME, Baselines
    from healthlint.workspace.config import Configs
    from healthlint.workspace.git import top_of

    if options.baseline is not None:
        return str(options.baseline)
    while not os.path.isdir(path):  # a file, or a glob
        path = os.path.dirname(path) or os.curdir
    config = Configs(_options(options)).at(path)
    nearest = config.baseline or Baselines().nearest(os.path.abspath(path))
    return nearest or os.path.join(top_of(path) or os.getcwd(), NAME)


def _change(action: str, options: Namespace, paths: Sequence[str], streams: Streams) -> int:
    from healthlint.baseline import updated
    from healthlint.workspace.baseline import Baseline, survey
    from healthlint.workspace.result import shown
    from healthlint.workspace.walk import Walk

    file = _file(options, paths[0])
    is_there = os.path.lexists(file)
    if action == "write" and is_there and not options.force:
        raise UsageError(
            f"{shown(file)} is there already: `update` takes note of what is new, `prune` drops what is gone, "
            "--force writes it anew"
        )
    old = Baseline(file, ()) if action == "write" else Baseline.read(file, conflicts=True)
    walk = Walk(paths, _options(options))
    now = survey(walk, old)
    for message in walk.messages:
        streams.say(message)
    for problem in walk.errors:
        streams.say(str(problem))
    if walk.errors:
        streams.say(f"{shown(file)} is left as it was")
        return FAILED
    entries = list(updated(old.entries, now, old.lost_below(paths), add=action != "prune"))
    with written_whole(file) as stream:
        from healthlint.baseline import render

        stream.writelines(render(entries))
    was, is_now = set(old.entries), set(entries)
    streams.print([visible(f"{shown(file)}: {_said(is_now - was, was - is_now, is_now)}") + "\n"])
    return CLEAN


def _said(new: set[Entry], gone: set[Entry], known: set[Entry]) -> str:
    files = len({entry.path for entry in known})
    return (
        f"{plural(_shown(new), 'finding')} added, {_shown(gone)} dropped; {plural(_shown(known), 'finding')} known, "
        f"and {len(known) - _shown(known)} that are not shown, in {plural(files, 'file')}"
    )


def _shown(entries: Iterable[Entry]) -> int:
    return sum(entry.shown for entry in entries)


def _counts(entries: Iterable[Entry]) -> tuple[Counter[str], Counter[str]]:
    """How many shown findings there are by rule and by file."""
    rules: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for entry in entries:
        if entry.shown:
            rules[entry.rule] += 1
            files[entry.path] += 1
    return rules, files


def _in_order(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _text(entries: Sequence[Entry], baseline: Baseline) -> Iterator[str]:
    from healthlint.workspace.result import shown

    rules, files = _counts(entries)
    yield visible(f"{shown(baseline.path)}: {_known(entries)}") + "\n"
    for counts in (_in_order(rules), _in_order(files)):
        yield "\n" if counts else ""
        for name, count in counts[:_NAMED]:
            yield f"{count:>7}  {visible(name)}\n"
        if len(counts) > _NAMED:
            yield f"         and {len(counts) - _NAMED} more\n"
    if lost := sorted(baseline.lost()):
        yield f"\n{plural(len(lost), 'file')} gone or moved: {visible(', '.join(lost[:_NAMED]))}\n"


def _known(entries: Sequence[Entry]) -> str:
    count = _shown(entries)
    return f"{plural(count, 'finding')} known, and {len(entries) - count} that are not shown"


def _json(entries: Sequence[Entry], baseline: Baseline) -> Iterator[str]:
    import json

    rules, files = _counts(entries)
    data = {
        "version": 1,
        "baseline": baseline.path,
        "known": _shown(entries),
        "not_shown": len(entries) - _shown(entries),
        "by_rule": dict(_in_order(rules)),
        "by_file": dict(_in_order(files)),
        "files_gone": sorted(baseline.lost()),
    }
    yield json.dumps(data, indent=2) + "\n"
