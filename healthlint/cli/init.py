"""``healthlint init [FOLDER]``: look at a repository and write a configuration that fits it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN
from healthlint.cli.streams import Streams, written_whole

if TYPE_CHECKING:
    from healthlint.workspace.survey import Survey

USAGE = "healthlint init [FOLDER] [--dry-run] [--force]"
DESCRIPTION = """Write healthlint.yml, with comments, into a folder (by default the current one). Nothing is asked:
the articles are counted, and layouts, includes, footers and translations searched for a disclaimer.
"""
EXAMPLES = """Examples:
  healthlint init --dry-run      print the file
  healthlint init
"""
#: How many of the things found are written down.
_SHOWN = 6


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    parser = Parser(USAGE, DESCRIPTION, EXAMPLES)
    group = parser.add_argument_group("Output")
    group.add_argument("--dry-run", action="store_true", help="print the file instead of writing it")
    group.add_argument("--force", action="store_true", help="overwrite a healthlint.yml that is there")
    options, folders = parser.read(arguments)
    if len(folders) > 1:
        raise UsageError(f"`healthlint init` takes one FOLDER, not {len(folders)}")
    folder = folders[0] if folders else os.curdir
    if not os.path.isdir(folder):
        raise UsageError(f"{folder} is no folder")
    from healthlint.workspace.config import NAMES, in_folder
    from healthlint.workspace.packs import load
    from healthlint.workspace.survey import survey

    path = os.path.normpath(os.path.join(folder, NAMES[0]))
    there = in_folder(folder)
    if there and not (options.force or options.dry_run):
        raise UsageError(
            f"{os.path.normpath(there)} is a configuration already; --force writes {path} all the same"
        )
    found = survey(folder, load())
    text = "".join(configuration(found))
    if options.dry_run:
        streams.print([text])
        return CLEAN
    with written_whole(path) as stream:
        stream.write(text)
    streams.print(f"{line}\n" for line in _report(found, path))
    return CLEAN


def configuration(found: Survey) -> Iterator[str]:
    """The text of healthlint.yml for a repository."""
    yield "# What healthlint checks here; all keys: docs/configuration.md, or `healthlint schema config`.\n"
    yield f"# Written by `healthlint init`, which found {_articles(found)}.\n\n"
    yield from _disclaimer(found)
    yield "\n# A profile sets severities for a kind of publication; `healthlint config profile` lists them.\n"
    yield "# profile: patient\n"
    if found.foreign:
        yield "\n# healthlint reads English only. These looked like other languages.\nexclude:\n"
        yield from (f"  - {_quoted(pattern)}\n" for pattern in found.foreign)
    else:
        yield "\n# What folders are searched without, in the language of .gitignore.\n# exclude: [drafts/]\n"
    yield from _overrides(found)
    yield "\n# Severity by rule, family or pack; `healthlint rules` lists the rules.\n"
    yield "# severity:\n#   numbers: info\n"


def _disclaimer(found: Survey) -> Iterator[str]:
    yield "# Where the disclaimer is that every page needs.\n"
    if found.health:
        yield f"# Of {found.health} articles about health that were read, {found.own} hold one themselves.\n"
    if not (found.provided_by or found.accept):
        yield "# None was found in layouts, includes, footers or translations. If one reaches every page, name it:\n"
        yield "# disclaimer:\n#   provided_by: [layouts/footer.html]\n"
        return
    yield "disclaimer:\n"
    if found.provided_by:
        yield "  # Files that hold one. Leave here only what reaches every page.\n  provided_by:\n"
        yield from _items(found.provided_by)
    if found.accept:
        yield "  # What stands for one in an article.\n  accept:\n"
        yield from _items(list(found.accept))


def _items(values: list[str]) -> Iterator[str]:
    for index, value in enumerate(values):
        yield f"    {'- ' if index < _SHOWN else '# - '}{_quoted(value)}\n"


def _overrides(found: Survey) -> Iterator[str]:
    yield "\n# Settings for some articles only, by path or by front matter.\n# overrides:\n"
    for (key, value), count in list(found.front_matter.items())[:_SHOWN]:
        yield f"#   - front-matter: {{{_quoted(key)}: {_quoted(value)}}}    # {count} of those read\n"
        yield f"#     profile: {_profile(key, value)}\n"
    if not found.front_matter:
        yield "#   - files: news/\n#     profile: news\n"


def _profile(key: str, value: str) -> str:
    """The profile that front matter suggests."""
    from healthlint.workspace.config_form import PROFILES

    for name in PROFILES:
        if name in value or name in key.casefold():
            return name
    return "commercial" if key.casefold().startswith(("sponsor", "advert")) else PROFILES[0]


def _quoted(text: str) -> str:
    import yaml

    if text in ("true", "false"):
        return text
    quoted: str = yaml.safe_dump(text, default_flow_style=True, allow_unicode=True, width=float("inf"))
    return quoted.removesuffix("\n").removesuffix("\n...")


def _articles(found: Survey) -> str:
    counts = [f"{count} {ending}" for ending, count in found.articles.items()]
    return f"{', '.join(counts)} files" if counts else "no articles"


def _report(found: Survey, path: str) -> Iterator[str]:
    yield f"Found {_articles(found)}."
    for what, values in (
        ("The disclaimer is in", found.provided_by),
        ("What stands for one in articles:", list(found.accept)),
        ("Left out as no English:", found.foreign),
    ):
        if values:
            more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
            yield f"{what} {', '.join(values[:_SHOWN])}{more}."
    if found.health and not (found.provided_by or found.accept):
        yield f"{found.own} of {found.health} articles about health that were read hold a disclaimer."
    yield f"Wrote {path}; look through it, then run `healthlint .`"
