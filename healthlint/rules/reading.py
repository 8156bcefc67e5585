"""A YAML file being read: its nodes, and every mistake in it with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from healthlint.values import NamedTuple, Protocol

_TAG = "tag:yaml.org,2002:"
_FOUND = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "timestamp": "a date",
    "seq": "a list",
    "map": "a mapping",
}


class Place(Protocol):
    """Where a YAML node starts, from 0."""

    line: int
    column: int


class Node(Protocol):
    """A YAML node, as `yaml.compose` gives it."""

    #: "scalar", "sequence" or "mapping".
    id: str
    tag: str
    #: The text of a scalar, the nodes of a sequence, the pairs of nodes of a mapping.
    value: Any
    start_mark: Place


class Mistake(NamedTuple):
    """A mistake in a file; `line` and `column` count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """``path:line:column: message``."""
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class Reading:
    """One file being read: its path, and the mistakes found so far."""

    __slots__ = ("classes", "mistakes", "path")

    def __init__(self, path: str, classes: frozenset[str] | None = None) -> None:
        """Start with no mistakes. `classes` are the lexicon's; None: not known and not checked."""
        self.path = path
        self.classes = classes
        self.mistakes: list[Mistake] = []

    def mistake(self, node: Node | None, message: str) -> None:
        """Note a mistake at a node; None is the start of the file."""
        line, column = (node.start_mark.line, node.start_mark.column) if node is not None else (0, 0)
        self.mistakes.append(Mistake(self.path, line + 1, column + 1, message))

    def compose(self, text: str) -> Node | None:
        """The root node of a YAML text; None, with a mistake, where it is no YAML or empty."""
        import yaml

        try:
            loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            node: Any = yaml.compose(text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line, mark.column) if mark else (0, 0)
            what = " ".join(filter(None, (error.problem, error.context)))
            if "alias" in what:
                what += "; put quotes around what begins with *"
            self.mistakes.append(Mistake(self.path, line + 1, column + 1, f"not YAML: {what}"))
            return None
        except yaml.YAMLError as error:
            self.mistake(None, f"not YAML: {' '.join(str(error).split())}")
            return None
        if node is None:
            self.mistake(None, "the file is empty")
            return None
        found: Node = node
        return found


def nearest(word: str, valid: Iterable[str]) -> str:
    """A hint to add to a message: the valid word nearest to a wrong one, else a short list of all."""
    from difflib import get_close_matches

    words = sorted(valid)
    close = get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    if close:
        return f"; did you mean `{close[0]}`?"
    return f"; valid are {', '.join(words)}" if 0 < len(words) <= 12 else ""


def kind_of(node: Node) -> str:
    """The YAML type of a node: "str", "int", "float", "bool", "null", "timestamp", "seq", "map", ..."""
    if node.id == "sequence":
        return "seq"
    if node.id == "mapping":
        return "map"
    return node.tag.removeprefix(_TAG)


def wrong_type(node: Node, wanted: str, reading: Reading) -> None:
    """Note that a node is not what is wanted, such as "text" or "a list"."""
    kind = kind_of(node)
    hint = ""
    if node.id == "scalar" and wanted.startswith("text") and kind in {"int", "float", "bool", "timestamp"}:
        hint = ": put it in quotes"
    reading.mistake(node, f"{wanted} is wanted here, not {_FOUND.get(kind, kind)}{hint}")


def entries(node: Node, reading: Reading) -> dict[str, tuple[Node, Node]]:
    """The key and value nodes of a mapping node by key; notes keys that are no text or stand twice."""
    found: dict[str, tuple[Node, Node]] = {}
    for key_node, value in node.value:
        if key_node.id != "scalar":
            reading.mistake(key_node, f"a key is text, not {_FOUND[kind_of(key_node)]}")
        elif key_node.value in found:
            reading.mistake(key_node, f"`{key_node.value}` stands here twice")
        else:
            found[key_node.value] = (key_node, value)
    return found
