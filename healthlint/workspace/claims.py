"""The statements of articles, and what became of them since a commit."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from healthlint.claimdiff import Change, Place, compare
from healthlint.language.annotated import AnnotatedDocument
from healthlint.statements import find_statements
from healthlint.values import NamedTuple
from healthlint.workspace.article import NotTextError, read_article
from healthlint.workspace.discovery import ENDINGS
from healthlint.workspace.git import GitError, Past
from healthlint.workspace.result import ConfigError, Options, Problem, shown
from healthlint.workspace.walk import Walk

if TYPE_CHECKING:
    from healthlint.language.lexicon import Lexicon
    from healthlint.source import Source


class Listed(NamedTuple):
    """The statements of articles."""

    places: list[Place]
    #: How many articles were read.
    files: int
    errors: list[Problem]
    messages: list[str]


class Compared(NamedTuple):
    """What became of statements since a commit."""

    changes: list[Change]
    #: How many articles are not as they were.
    files: int
    errors: list[Problem]
    messages: list[str]


def listed(paths: Sequence[str], options: Options) -> Listed:
    """The statements of the articles that paths name. Raises ConfigError where `options.config` cannot be used."""
    walk = Walk(paths, options)
    places: list[Place] = []
    files = 0
    for source, config in walk:
        files += 1
        places += _places(source, config.packs.lexicon, source.path)
    return Listed(places, files, walk.errors, walk.messages)


def compared(paths: Sequence[str], since: str, options: Options) -> Compared:
    """What became of the statements of articles since the branch left a commit.

    Articles that are gone count as far as the paths name them or a folder they were in. Raises ConfigError where
    `options.config` cannot be used or git cannot tell.
    """
    try:
        return _compared(paths, Past(since), options)
    except GitError as error:
        raise ConfigError((Problem("", f"--since {since}: {error}"),)) from None


def _compared(paths: Sequence[str], past: Past, options: Options) -> Compared:
    there = [path for path in paths if os.path.lexists(path) or not past.was_at(path)]
    walk = Walk(there, options)
    walk.files[:] = [path for path in walk.files if not past.is_same(path)]
    old: list[Place] = []
    new: list[Place] = []
    files = 0
    renamed = set()
    for source, config in walk:
        files += 1
        new += _places(source, config.packs.lexicon, source.path)
        if (was := past.before(source.path)) is not None:
            renamed.add(was.path)
            before = _old_places(was.content, was.path, config.packs.lexicon)
            old += (place._replace(renamed=source.path) for place in before)
    gone = {path: None for named in paths for path in past.removed(named)}
    for path in gone:
        if path in renamed or not path.lower().endswith(ENDINGS) or walk.configs.excludes(path):
            continue
        files += 1
        lexicon = walk.configs.at(os.path.dirname(path)).packs.lexicon
        old += _old_places(past.removed_content(path), path, lexicon)
    return Compared(compare(old, new), files, walk.errors, walk.messages)


def _old_places(content: bytes, path: str, lexicon: Lexicon) -> list[Place]:
    try:
        source = read_article(content, path)
    except NotTextError:
        return []
    return _places(source, lexicon, shown(path))


def _places(source: Source, lexicon: Lexicon, path: str) -> list[Place]:
    return [Place(path, one) for one in find_statements(AnnotatedDocument.read(source, lexicon))]
