"""``healthlint trace FILE[:LINE]``: what was understood of a line, and what kept each rule silent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN, FAILED
from healthlint.cli.streams import Streams
from healthlint.report.escape import visible

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.sentences import Span
    from healthlint.workspace.config import Config

USAGE = "healthlint trace FILE[:LINE] [--config FILE | --no-config]"
DESCRIPTION = """Show what was understood of the sentences on a line, or of all: the place and role of each,
what the language layers saw in it, and what the rules make of it.
"""
EXAMPLES = """Examples:
  healthlint trace draft.md:12
  healthlint trace --select all draft.md:12        rules that are off as well
"""


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    from healthlint.cli.arguments import CommaList

    parser = Parser(USAGE, DESCRIPTION, EXAMPLES)
    group = parser.add_argument_group("Rules and configuration")
    group.add_argument("--select", metavar="RULES", action=CommaList, help="trace these rules")
    group.add_argument("--config", metavar="FILE", help="use this configuration")
    group.add_argument("--no-config", action="store_true", help="use the built-in defaults")
    options, places = parser.read(arguments)
    if len(places) != 1:
        raise UsageError("name one FILE or FILE:LINE, such as `healthlint trace draft.md:12`")
    path, line = _place(places[0])
    config = _config(path, options.config, options.no_config, options.select)
    try:
        document = _read(path, config)
    except OSError as error:
        streams.say(f"{path or repr(path)}: cannot be read: {error.strerror or error}")
        return FAILED
    if line > document.source.line_count:
        raise UsageError(f"{path} has {document.source.line_count} lines, no line {line}")
    streams.print(f"{visible(text)}\n" for text in _trace(document, config, line))
    return CLEAN


def _place(argument: str) -> tuple[str, int]:
    """Path and line, 0 for none. A file whose name ends like a line number is still a file."""
    path, colon, line = argument.rpartition(":")
    if colon and line.isascii() and line.isdigit() and not os.path.exists(argument):
        if line.strip("0") == "":
            raise UsageError("lines count from 1")
        return path, int(line)
    return argument, 0


def _config(path: str, file: str | None, none: bool, select: tuple[str, ...] | None) -> Config:
    from healthlint.workspace.config import Configs
    from healthlint.workspace.result import Options

    return Configs(Options(config=file, no_config=none, select=select)).at(os.path.dirname(path))


def _read(path: str, config: Config) -> AnnotatedDocument:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.workspace.article import read_article
    from healthlint.workspace.discovery import is_stream

    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path) or is_stream(path)):
        raise OSError("no regular file")
    with open(path, "rb") as file:
        source = read_article(file.read(), path)
    return AnnotatedDocument.read(source, config.packs.lexicon)


def _trace(document: AnnotatedDocument, config: Config, line: int) -> Iterator[str]:
    from healthlint.cli.layers import of_document, of_sentence
    from healthlint.cli.verdicts import Verdicts

    settings = config.of(document.source.path, document.source.text).settings
    verdicts = Verdicts(document, config.packs.ruleset, settings)
    yield f"{document.source.path}: {document.format}"
    yield from _indented(of_document(document))
    yield from _indented(verdicts.of_document())
    shown = False
    for index, span in enumerate(document.spans):
        start, end = document.to_source(span.start, span.end)
        first, column = document.source.position(start)
        last, end_column = document.source.position(end)
        if line and not first <= line <= last:
            continue
        shown = True
        yield ""
        role = _role(document, span)
        yield f"{document.source.path}:{first}:{column}-{last}:{end_column} sentence {index}, {role}"
        yield f"  {document.prose[span.start : span.end]}"
        yield from _indented(of_sentence(document, span))
        yield from _indented(verdicts.of_sentence(span))
    if not shown:
        yield ""
        yield f"{document.source.path}:{line}: no prose here" if line else "no prose in this file"


def _role(document: AnnotatedDocument, span: Span) -> str:
    block = document.blocks[span.block]
    parts = [f"{block.role} {block.level}" if block.level else block.role]
    if block.quoted:
        parts.append("quoted")
    if block.label:
        parts.append(f"labelled {block.label}")
    if block.table >= 0:
        parts.append(f"table {block.table} row {block.row} column {block.column}")
    parts.append(f"section {document.sections[span.block] or 'body'}")
    return ", ".join(parts)


def _indented(lines: Iterator[tuple[str, str]]) -> Iterator[str]:
    """Lines with their names in a column of their own, each name said once."""
    before = ""
    for name, line in lines:
        yield f"    {'' if name == before else name:<12} {line}"
        before = name
