"""What a rule file may hold, as Markdown tables made from the code that reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from healthlint.cli.page import code
from healthlint.rules.kinds import kind_names, load_kind
from healthlint.rules.schema import json_schema

if TYPE_CHECKING:
    from healthlint.rules.model import Option

#: Keys whose value is a mapping, or a list of them, with a table of its own.
_BELOW = ("sources", "unless", "fix", "examples")
_TYPES = {
    "string": "text",
    "boolean": "`true`, `false`",
    "integer": "whole number",
    "number": "number",
    "object": "mapping",
    "pattern": "regular expression",
    "patterns": "regular expressions",
    "class": "lexicon class",
    "classes": "lexicon classes",
}


def tables() -> str:
    """The keys of a rule file, then the kinds and their options."""
    schema = json_schema()
    parts = ["## The keys of a rule", "\n".join(_keys(schema))]
    for name in _BELOW:
        title = f"### In `{name}`" if name != "examples" else "### In each of `examples`"
        parts += [title, "\n".join(_keys(_below(schema["properties"][name])))]
    parts.append("## Kinds")
    for name in kind_names():
        said = (load_kind(name).__doc__ or "").partition("\n")[0].removeprefix(f"Kind `{name}`: ")
        parts += [f"### `{name}`", said[:1].upper() + said[1:], "\n".join(_options(load_kind(name).OPTIONS))]
    return "\n\n".join(parts) + "\n"


def _below(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The mapping that a value holds: itself, the items of a list, or what is listed on both sides."""
    while "anyOf" in schema or "items" in schema or "fail" in schema.get("properties", {}):
        if "items" in schema:
            schema = schema["items"]
        else:
            schema = schema["anyOf"][-1] if "anyOf" in schema else schema["properties"]["fail"]
    return schema


def _keys(schema: Mapping[str, Any]) -> Iterator[str]:
    yield "| key | value | meaning |"
    yield "|---|---|---|"
    for name, value in schema["properties"].items():
        required = "; required" if name in schema.get("required", ()) else ""
        yield _row(code(name), f"{_value(value)}{required}", value.get("description", ""))


def _value(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(
            code(value if isinstance(value, str) else str(value).lower()) for value in schema["enum"]
        )
    if "anyOf" in schema and schema["anyOf"][-1].get("type") == "array":
        return f"one or several of: {_value(schema['anyOf'][0])}"
    if schema.get("type") == "array":
        item = _value(schema["items"])
        return f"any of {item}" if "enum" in schema["items"] else f"list of {item}s"
    if "anyOf" in schema or "oneOf" in schema:
        return "text or mapping" if "anyOf" in schema else "mapping"
    return _TYPES[schema["type"]]


def _options(options: Mapping[str, Option]) -> Iterator[str]:
    yield "| option | value | default | meaning |"
    yield "|---|---|---|---|"
    for name, option in options.items():
        default = "required" if option.required else _default(option.default)
        value = ", ".join(map(code, option.choices)) or _TYPES.get(option.type, option.type)
        yield _row(code(name), f"any of {value}" if option.type == "texts" and option.choices else value,
                   default, option.summary)  # fmt: skip


def _default(value: object) -> str:
    if isinstance(value, bool):
        return code(str(value).lower())
    if isinstance(value, list | tuple):
        return ", ".join(code(str(item)) for item in value) or "none"
    return "none" if value in (None, "") else code(str(value))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
