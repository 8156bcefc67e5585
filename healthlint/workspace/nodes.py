"""Configuration that does not come as YAML, as nodes that `healthlint.rules.shapes` can check.

Shapes read YAML nodes, which know where they stand. Data from TOML or from a Python caller is given the same
form, with the places that are known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from healthlint.rules.reading import Node, Place

_TAG = "tag:yaml.org,2002:"
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")

#: The keys on the way to a value.
Path = tuple[str, ...]


class Mark:
    """A place, counted from 0 as YAML does."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        """Take line and column."""
        self.line = line
        self.column = column


#: Stands for a place that is not known: counted from 1, it is line 0.
NOWHERE = Mark(-1, -1)


class _Plain:
    __slots__ = ("id", "start_mark", "tag", "value")

    def __init__(self, kind: str, tag: str, value: object, mark: Mark) -> None:
        self.id = kind
        self.tag = _TAG + tag
        self.value = value
        self.start_mark: Place = mark


def from_data(data: object, places: Mapping[Path, Mark], path: Path = (), mark: Mark = NOWHERE) -> Node:
    """A node for plain data, as from TOML, JSON or a caller's dictionary.

    `places` tells where keys stand; what has no place of its own has that of the key it belongs to.
    """
    mark = places.get(path, mark)
    if isinstance(data, Mapping):
        pairs = []
        for key, value in data.items():
            below = (*path, str(key))
            pairs.append((from_data(key, places, below, mark), from_data(value, places, below, mark)))
        return _Plain("mapping", "map", pairs, mark)
    if isinstance(data, (list, tuple)):
        items = [from_data(item, places, (*path, str(index)), mark) for index, item in enumerate(data)]
        return _Plain("sequence", "seq", items, mark)
    if data is None:
        return _Plain("scalar", "null", "", mark)
    if isinstance(data, bool):
        return _Plain("scalar", "bool", "true" if data else "false", mark)
    for kind in (str, int, float):
        if isinstance(data, kind):
            return _Plain("scalar", kind.__name__, str(data), mark)
    return _Plain("scalar", "timestamp" if hasattr(data, "isoformat") else "value", str(data), mark)


def toml_places(text: str) -> dict[Path, Mark]:
    """Where the tables and keys of a TOML text stand, as far as a look at each line tells.

    The tables of an array go by their number, from 0.
    """
    places: dict[Path, Mark] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n")):
        if header := _HEADER.match(line):
            table = _numbered(_parts(header[2]), counts)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, str(counts[table]))
            places.setdefault(table, Mark(number, header.start(2)))
        elif key := _KEY.match(line):
            places.setdefault(table + _parts(key[1]), Mark(number, key.start(1)))
    return places


def _numbered(table: Path, counts: Mapping[Path, int]) -> Path:
    """The way to a table, with the number of the latest table of each array on it."""
    found: Path = ()
    for index, name in enumerate(table):
        found = (*found, name)
        if index < len(table) - 1 and found in counts:
            found = (*found, str(counts[found]))
    return found


def child(node: Node, *path: str | int) -> Node:
    """The node at the end of a way of keys and indices; as far down that way as there are nodes."""
    for step in path:
        if isinstance(step, int):
            if node.id != "sequence":
                break
            node = node.value[step]
        else:
            found = [value for key, value in pairs(node) if key.value == step]
            if not found:
                break
            node = found[0]
    return node


def key_of(node: Node, key: str) -> Node:
    """The node of a mapping's key itself; the mapping where it has no such key."""
    return next((found for found, _ in pairs(node) if found.value == key), node)


def pairs(node: Node) -> list[tuple[Node, Node]]:
    """The key and value nodes of a mapping; none of anything else."""
    return list(node.value) if node.id == "mapping" else []


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
