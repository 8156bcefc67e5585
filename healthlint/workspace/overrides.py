"""Settings for some articles only: those whose path matches, or whose front matter says so."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from healthlint.values import NamedTuple
from healthlint.workspace import patterns
from healthlint.workspace.layers import Origin, Statements

#: In a condition on front matter: any value but none, nothing and false.
ANY = "*"


class Condition(NamedTuple):
    """What an `overrides` entry asks of an article; where it asks for both, both must hold."""

    #: The patterns of `files`, relative to `folder`; none for any file.
    files: patterns.Patterns
    folder: str
    #: Key of the front matter (with dots for one inside another) -> values, any one of which is enough.
    front_matter: Mapping[str, tuple[str, ...]]
    origin: Origin

    def holds(self, path: str, front_matter: Callable[[], Mapping[str, Any]]) -> bool:
        """Whether it holds for the article at an absolute path, whose front matter is read if need be."""
        if self.files and not _matches(self.files, _relative(path, self.folder)):
            return False
        return not self.front_matter or all(
            _has(front_matter(), key, values) for key, values in self.front_matter.items()
        )


class Layer(NamedTuple):
    """Statements, and the conditions all of which an article must meet for them to hold."""

    statements: Statements
    conditions: tuple[Condition, ...] = ()


#: Told the line and the fault of front matter that was asked for and cannot be read.
Tell = Callable[[int, str], None]


def holding(
    layers: Sequence[Layer], path: str, content: str | bytes, tell: Tell | None = None
) -> tuple[int, ...]:
    """The indices of the layers that hold for an article with a path and a content."""
    parsed: list[Mapping[str, Any]] = []
    path = os.path.abspath(path)

    def front_matter() -> Mapping[str, Any]:
        if not parsed:
            parsed.append(front_matter_of(content, tell))
        return parsed[0]

    return tuple(
        index
        for index, layer in enumerate(layers)
        if all(condition.holds(path, front_matter) for condition in layer.conditions)
    )


def front_matter_of(content: str | bytes, tell: Tell | None = None) -> Mapping[str, Any]:
    """The front matter of an article as data; empty where there is none, or where it cannot be read."""
    from healthlint.markup.frontmatter import find
    from healthlint.markup.frontmatter_data import FrontMatterError, load
    from healthlint.source import Source

    text = Source.from_bytes(content, "").text if isinstance(content, bytes) else content
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = find(text)
    if found is None:
        return {}
    try:
        return load(text, found[0])
    except FrontMatterError as error:
        if tell is not None:
            tell(error.line, error.message)
        return {}


def _matches(files: patterns.Patterns, path: str) -> bool:
    """Whether the last pattern that speaks of a path, or of the nearest folder that it lies in, takes it in."""
    taken = False
    for end, character in enumerate(path):
        if character == "/":
            said = patterns.verdict(files, path[:end], True)
            taken = taken if said is None else said
    said = patterns.verdict(files, path, False)
    return taken if said is None else said


def _relative(path: str, folder: str) -> str:
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # on different drives
        return path.replace(os.sep, "/")


def _has(front_matter: Mapping[str, Any], key: str, values: tuple[str, ...]) -> bool:
    found = _found(front_matter, key)
    if ANY in values and found not in (None, "", [], {}, False):
        return True
    items = found if isinstance(found, list) else [found]
    return any(plain(item) in values for item in items)


def _found(front_matter: Mapping[str, Any], key: str) -> object:
    """The value of a key, or at the end of a way of keys with dots between them; case does not count."""
    by_name = {str(name).casefold(): value for name, value in front_matter.items()}
    if key in by_name:
        return by_name[key]
    first, dot, rest = key.partition(".")
    inner = by_name.get(first)
    return _found(inner, rest) if dot and isinstance(inner, Mapping) else None


def plain(value: object) -> str:
    """A value of front matter or of a condition in the form in which they are compared."""
    if value is None:
        return ""
    return str(value).strip().casefold()
