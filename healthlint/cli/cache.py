"""``healthlint cache``: where results are kept, how much, and away with them."""

from __future__ import annotations

from collections.abc import Callable

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN
from healthlint.cli.rulebook import add_options
from healthlint.cli.streams import Streams

USAGE = "healthlint cache {clean,dir,stats} [--cache-dir DIR] [--config FILE | --no-config]"
DESCRIPTION = """clean takes away all that is kept between runs; dir prints the folder where results are kept; stats
says how many there are. Nothing is lost by cleaning but time: what is missing is worked out again.

The folder is that of --cache-dir, else of `cache-dir` in the configuration, else the user's cache folder.
"""


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    parser = Parser(USAGE, DESCRIPTION)
    parser.add_argument_group("Folder").add_argument("--cache-dir", metavar="DIR", help="look here")
    add_options(parser)
    options, words = parser.read(arguments)
    if len(words) != 1 or words[0] not in _ACTIONS:
        raise UsageError(f"`healthlint cache` takes one of: {', '.join(_ACTIONS)}")
    from healthlint.workspace.cache import folder_of
    from healthlint.workspace.config import Configs
    from healthlint.workspace.result import Options

    asked = Options(config=options.config, no_config=options.no_config, cache_folder=options.cache_dir)
    folder = folder_of(Configs(asked).at("."), asked)
    if folder is None:
        raise UsageError("nothing is kept: the configuration says `cache: false`, or there is no home folder")
    streams.print([f"{_ACTIONS[words[0]](folder)}\n"])
    return CLEAN


def _clean(folder: str) -> str:
    from healthlint.workspace import cache_store, compiled

    size = cache_store.remove(folder) + compiled.remove()
    return f"{_size(size)} removed"


def _folder(folder: str) -> str:
    return folder


def _stats(folder: str) -> str:
    from healthlint.report.model import plural
    from healthlint.workspace.cache_store import LIMIT, stats

    entries, size = stats(folder)
    return f"{folder}: {plural(entries, 'result')}, {_size(size)} of at most {_size(LIMIT)}"


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MiB"


_ACTIONS: dict[str, Callable[[str], str]] = {"clean": _clean, "dir": _folder, "stats": _stats}
