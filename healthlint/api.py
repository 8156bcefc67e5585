"""The Python interface: `Linter` and `annotate`, which `healthlint` re-exports."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from healthlint.language.annotated import AnnotatedDocument
from healthlint.source import Source
from healthlint.workspace.article import read_article
from healthlint.workspace.checking import Checker
from healthlint.workspace.config import built_in, from_data, with_options
from healthlint.workspace.packs import load
from healthlint.workspace.result import Options
from healthlint.workspace.sieve import Sieve

if TYPE_CHECKING:
    from healthlint.finding import Finding


class Linter:
    """Lints texts and files under one configuration; the findings are those of the command line.

    Rules and word lists are loaded once in a process.
    """

    def __init__(
        self,
        config: Mapping[str, object] | str | os.PathLike[str] | None = None,
        today: datetime.date | None = None,
    ) -> None:
        """Take a configuration, and the day of the run for rules about dates.

        `config` is what healthlint.yml would hold, as a mapping; or the path of a configuration file; or None
        for the built-in defaults. No configuration is looked for. `today` None stands for the current day.

        What the `baseline` of the configuration knows is left out; with a configuration file that names none, that
        of the nearest `.healthlint-baseline.jsonl` above an article, as on the command line.

        Raises `healthlint.workspace.result.ConfigError`, a ValueError, with every mistake in it.
        """
        if config is None:
            found = built_in()
        elif isinstance(config, Mapping):
            found = from_data(config)
        else:
            from healthlint.workspace.config_file import read_file

            found = read_file(os.fspath(config))
        is_looked_for = config is not None and not isinstance(config, Mapping)
        options = Options(
            today=today or datetime.date.today(), no_baseline=not (found.baseline or is_looked_for)
        )
        self._config = with_options(found, options)
        self._sieve = Sieve(options)
        self._checkers: dict[int, Checker] = {}

    def lint_text(self, text: str, path: str = "article.md") -> list[Finding]:
        """The findings in a text, by position.

        The path names the text in findings, and its ending says what it is: .txt, .md, .markdown, .mdx,
        .html or .htm; anything else is plain text. It is not opened.
        """
        return self._check(Source(path, text))

    def lint_path(self, path: str | os.PathLike[str]) -> list[Finding]:
        """The findings in a file, by position. Raises OSError where it cannot be read or is no text."""
        name = os.fspath(path)
        with open(name, "rb") as file:
            return self._check(read_article(file.read(), name))

    def _check(self, source: Source) -> list[Finding]:
        config = self._config.of(source.path, source.text)
        checker = self._checkers.get(id(config)) or self._checkers.setdefault(id(config), Checker(config))
        return self._sieve.pick(source, checker.check(source).findings, config)


def annotate(text: str, path: str = "article.md") -> AnnotatedDocument:
    """What healthlint understands of a text: a document whose layers are worked out as they are asked for.

    Its `sentences` have `text`, `start`, `end` (prose offsets) and `assertions`, a frozenset that holds
    "hedged", "negated" and the like. The path's ending says what the text is, as in `Linter.lint_text`.
    """
    return AnnotatedDocument.read(Source(path, text), load().lexicon)
