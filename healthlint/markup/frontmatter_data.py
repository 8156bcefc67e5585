"""The data of front matter, parsed as a whole."""

from __future__ import annotations

from typing import Any

from healthlint import expressions as re
from healthlint.markup.model import FrontMatter

#: Nobody's front matter is larger; a parser asked for more is being attacked.
_LARGEST = 1_000_000
#: Where the parser of TOML says that a mistake is.
_TOML_PLACE = re.compile(r"^(?P<problem>.*) \(at line (?P<line>\d+), column \d+\)$", re.S)


class FrontMatterError(ValueError):
    """Front matter that cannot be parsed; `line` counts from 1 in the whole text."""

    def __init__(self, line: int, message: str) -> None:
        """Take the line and what is wrong with it."""
        super().__init__(message)
        self.line = line
        self.message = message


def parse(text: str, front_matter: FrontMatter) -> dict[str, Any]:
    """The data of the front matter; empty where it cannot be parsed or is no mapping."""
    try:
        return load(text, front_matter)
    except FrontMatterError:
        return {}


def load(text: str, front_matter: FrontMatter) -> dict[str, Any]:
    """The data of the front matter. Raises FrontMatterError where it cannot be parsed or is no mapping."""
    raw = text[front_matter.start : front_matter.end]
    first = text.count("\n", 0, front_matter.start) + 1
    if len(raw) > _LARGEST:
        raise FrontMatterError(first, f"it is longer than {_LARGEST:,} characters")
    try:
        value = _load(front_matter.kind, raw)
    except Exception as error:  # YAML constructors and deep nesting raise nearly anything
        line, problem = _fault(error)
        raise FrontMatterError(first + line, f"no {front_matter.kind.upper()}: {problem}") from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FrontMatterError(first, "no mapping of keys to values")
    return {str(key): item for key, item in value.items()}


def _load(kind: str, raw: str) -> object:
    if kind == "json":
        import json

        return json.loads(raw)
    if kind == "toml":
        import tomllib

        return tomllib.loads(raw.replace("\r\n", "\n").replace("\r", "\n"))
    import yaml

    return yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _fault(error: Exception) -> tuple[int, str]:
    """How many lines down a parser has stopped, and what it says."""
    mark = getattr(error, "problem_mark", None)  # YAML
    if mark is not None:
        return mark.line, str(getattr(error, "problem", None) or "a mistake")
    said = " ".join(str(error).split()) or type(error).__name__
    line = getattr(error, "lineno", None)  # JSON
    if line is not None:
        return line - 1, str(getattr(error, "msg", said))
    place = _TOML_PLACE.match(said)
    return (int(place["line"]) - 1, place["problem"]) if place else (0, said)
