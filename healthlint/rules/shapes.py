"""Shapes: what a YAML file may hold, said once, for checking it with exact places and for its JSON Schema.

A shape has two methods: `read(node, reading)` turns a YAML node into plain JSON data and notes every mistake
with its line and column; `schema()` gives the JSON Schema of what it accepts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from healthlint.rules.patterns import compile_pattern
from healthlint.rules.reading import Node, Reading, entries, kind_of, nearest, wrong_type
from healthlint.values import NamedTuple, Protocol

_TRUE = frozenset(("yes", "true", "on"))


class Shape(Protocol):
    """What a value may look like."""

    def read(self, node: Node, reading: Reading) -> object:
        """The value as plain data; None after a mistake, which is noted in the reading."""

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the value."""


class Text(NamedTuple):
    """A text, of one of the `choices` if there are any; matching `pattern` as a whole if there is one."""

    choices: tuple[str, ...] = ()
    pattern: str = ""
    #: What the pattern asks for, in words.
    form: str = ""

    def read(self, node: Node, reading: Reading) -> str | None:
        """See `Shape`."""
        if kind_of(node) != "str":
            wrong_type(node, "text", reading)
            return None
        value: str = node.value
        if self.choices and value not in self.choices:
            reading.mistake(node, f"unknown value `{value}`{nearest(value, self.choices)}")
            return None
        if self.pattern:
            import re

            if not re.fullmatch(self.pattern, value):
                reading.mistake(node, f"`{value}` is not {self.form}")
                return None
        elif not value.strip():
            reading.mistake(node, "the text is empty")
            return None
        return value

    def schema(self) -> dict[str, Any]:
        """See `Shape`."""
        schema: dict[str, Any] = {"type": "string"}
        if self.choices:
            schema["enum"] = list(self.choices)
        if self.pattern:
            schema["pattern"] = f"^(?:{self.pattern})$"
        elif not self.choices:
            schema["minLength"] = 1
        return schema


class Flag(NamedTuple):
    """True or false."""

    def read(self, node: Node, reading: Reading) -> bool | None:
        """See `Shape`."""
        if kind_of(node) != "bool":
            wrong_type(node, "true or false", reading)
            return None
        return node.value.lower() in _TRUE

    def schema(self) -> dict[str, Any]:
        """See `Shape`."""
        return {"type": "boolean"}


class Number(NamedTuple):
    """A number; a whole one if `whole`."""

    whole: bool = False

    def read(self, node: Node, reading: Reading) -> int | float | None:
        """See `Shape`."""
        kind = kind_of(node)
        if kind not in ({"int"} if self.whole else {"int", "float"}):
            wrong_type(node, "a whole number" if self.whole else "a number", reading)
            return None
        try:
            return int(node.value) if kind == "int" else float(node.value)
        except ValueError:  # YAML has spellings such as 0x1F and 12:30
            reading.mistake(node, f"write `{node.value}` as a plain decimal number")
            return None

    def schema(self) -> dict[str, Any]:
        """See `Shape`."""
        return {"type": "integer" if self.whole else "number"}


class Pattern(NamedTuple):
    """A regular expression; one on several lines is read without line ends and the white space around
    them.
    """

    def read(self, node: Node, reading: Reading) -> str | None:
        """See `Shape`."""
        value = Text().read(node, reading)
        if value is None:
            return None
        if "\n" in value:
            value = "".join(line.strip() for line in value.splitlines())
        try:
            compile_pattern(value)
        except ValueError as error:
            reading.mistake(node, f"bad regular expression: {error}")
            return None
        return value

    def schema(self) -> dict[str, Any]:
        """See `Shape`."""
        return Text().schema()


class LexiconClass(NamedTuple):
    """The name of a lexicon class, or of all classes below it."""

    def read(self, node: Node, reading: Reading) -> str | None:
        """See `Shape`."""
        value = Text().read(node, reading)
        if value is None or reading.classes is None:
            return value
        if not any(name == value or name.startswith(f"{value}.") for name in reading.classes):
            reading.mistake(node, f"no lexicon has the class `{value}`{nearest(value, reading.classes)}")
            return None
        return value

    def schema(self) -> dict[str, Any]:
        """See `Shape`."""
        return Text().schema()


class ListOf(NamedTuple):
    """A list of at least so many items. If `single`, one item may stand for a list of one."""

    item: Shape
    least: int = 0
    single: bool = False

    def read(self, node: Node, reading: Reading) -> list[Any] | None:
        """See `Shape`."""
        if self.single and node.id == "scalar":
            value = self.item.read(node, reading)
            return None if value is None else [value]
        if node.id != "sequence":
            wrong_type(node, "a list", reading)
            return None
        values = [self.item.read(child, reading) for child in node.value]
        if len(values) < self.least:
            reading.mistake(node, f"at least {self.least} wanted here, not {len(values)}")
        return values

    def schema(self) -> dict[str, Any]:
        """See `Shape`."""
        schema: dict[str, Any] = {"type": "array", "items": self.item.schema()}
        if self.least:
            schema["minItems"] = self.least
        return {"anyOf": [self.item.schema(), schema]} if self.single else schema


class Value(NamedTuple):
    """A text, a number, true or false, nothing, or a list of these."""

    def read(self, node: Node, reading: Reading) -> object:
        """See `Shape`."""
        kind = kind_of(node)
        if kind == "seq":
            if any(child.id != "scalar" for child in node.value):
                wrong_type(node, "a list of single values", reading)
                return None
            return [self.read(child, reading) for child in node.value]
        if kind in {"int", "float"}:
            return Number().read(node, reading)
        if kind == "bool":
            return Flag().read(node, reading)
        if kind == "map":
            wrong_type(node, "a value or a list of values", reading)
            return None
        return None if kind == "null" else str(node.value)

    def schema(self) -> dict[str, Any]:
        """See `Shape`."""
        single: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
        return {"anyOf": [single, {"type": "array", "items": single}]}


class MapOf(NamedTuple):
    """A mapping from any text to values of one shape."""

    value: Shape

    def read(self, node: Node, reading: Reading) -> dict[str, Any] | None:
        """See `Shape`."""
        if node.id != "mapping":
            wrong_type(node, "a mapping", reading)
            return None
        return {key: self.value.read(value, reading) for key, (_, value) in entries(node, reading).items()}

    def schema(self) -> dict[str, Any]:
        """See `Shape`."""
        return {"type": "object", "additionalProperties": self.value.schema()}


class Field(NamedTuple):
    """A key of a record: the shape of its value, whether it must be there, and what it means."""

    shape: Shape
    required: bool = False
    summary: str = ""


class Record(NamedTuple):
    """A mapping with known keys only. If `plain` is given, a text may stand for a record with that key
    alone.
    """

    fields: Mapping[str, Field]
    plain: str = ""

    def read(self, node: Node, reading: Reading) -> dict[str, Any] | None:
        """See `Shape`."""
        if self.plain and node.id == "scalar":
            value = self.fields[self.plain].shape.read(node, reading)
            return None if value is None else {self.plain: value}
        if node.id != "mapping":
            wrong_type(node, "text or a mapping" if self.plain else "a mapping", reading)
            return None
        data = {}
        found = entries(node, reading)
        for key, (key_node, value) in found.items():
            field = self.fields.get(key)
            if field is None:
                reading.mistake(
                    key_node, f"unknown key `{key}`{nearest(key, self.fields.keys() - found.keys())}"
                )
            else:
                data[key] = field.shape.read(value, reading)
        for key, field in self.fields.items():
            if field.required and key not in found:
                reading.mistake(node, f"`{key}` is missing")
        return data

    def schema(self) -> dict[str, Any]:
        """See `Shape`."""
        properties = {}
        for key, field in self.fields.items():
            properties[key] = field.shape.schema()
            if field.summary:
                properties[key] = {"description": field.summary, **properties[key]}
        schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [key for key, field in self.fields.items() if field.required]
        if required:
            schema["required"] = required
        return {"anyOf": [self.fields[self.plain].shape.schema(), schema]} if self.plain else schema
