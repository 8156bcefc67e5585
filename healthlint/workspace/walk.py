"""The articles that paths name, read one after the other, for what looks at them in another way than a check."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from healthlint.source import Source
from healthlint.values import NamedTuple
from healthlint.workspace.article import read_article
from healthlint.workspace.config import Config, Configs
from healthlint.workspace.discovery import discover, reason
from healthlint.workspace.result import ConfigError, Options, Problem


class Article(NamedTuple):
    """An article and the configuration that holds for it."""

    source: Source
    config: Config


class Walk:
    """A walk over articles; `errors` and `messages` are complete once it is over."""

    def __init__(self, paths: Sequence[str], options: Options) -> None:
        """Find the articles. Raises ConfigError where `options.config` cannot be used."""
        self.configs = Configs(options)
        self._discovery = discover(paths, self.configs.exclusions)
        self.errors: list[Problem] = list(self._discovery.errors)
        self.messages: list[str] = list(self._discovery.messages)
        self.files: list[str] = self._discovery.files

    def __iter__(self) -> Iterator[Article]:
        """In path order; one that cannot be read is among the errors."""
        for path in self.files:
            try:
                config = self.configs.at(os.path.dirname(path) or os.curdir)
                with open(path, "rb") as file:
                    source = read_article(file.read(), path)
                config = config.of(path, source.text)
            except ConfigError as error:
                self.errors.extend(one for one in error.problems if one not in self.errors)
            except OSError as error:
                self.errors.append(Problem(path, reason(error)))
            else:
                yield Article(source, config)
