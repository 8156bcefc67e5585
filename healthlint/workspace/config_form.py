"""The form of configuration files and of pack files, said once: checked with it, and made into JSON Schemas."""

from __future__ import annotations

from typing import Any

from healthlint.rules.model import CONFIDENCES, SEVERITIES
from healthlint.rules.reading import Node, Reading, wrong_type
from healthlint.rules.schema import NAME, Suppressible
from healthlint.rules.shapes import Field, Flag, ListOf, MapOf, Number, Pattern, Record, Text, Value
from healthlint.values import NamedTuple
from healthlint.workspace import nodes, patterns

#: The profiles that come with healthlint, each a configuration file of that name in `healthlint/profiles`.
PROFILES = ("default", "strict", "news", "commercial", "patient", "clinician")


class _Glob(NamedTuple):
    """A pattern as in .gitignore."""

    def read(self, node: Node, reading: Reading) -> str | None:
        value = Text().read(node, reading)
        if value is not None:
            try:
                patterns.parse([value])
            except ValueError as error:
                reading.mistake(node, str(error))
        return value

    def schema(self) -> dict[str, Any]:
        return Text().schema()


class _Path(NamedTuple):
    """A way to a file or folder."""

    def read(self, node: Node, reading: Reading) -> str | None:
        value = Text().read(node, reading)
        if value is not None and "\0" in value:
            reading.mistake(node, "no path holds a NUL")
            return None
        return value

    def schema(self) -> dict[str, Any]:
        return Text().schema()


class _Severities(NamedTuple):
    """Severities by selector. None of them is "off", which other linters have: leaving out is `ignore`."""

    def read(self, node: Node, reading: Reading) -> dict[str, Any] | None:
        for key, value in nodes.pairs(node):
            if value.id == "scalar" and str(value.value).lower() in _OFF:
                reading.mistake(
                    value,
                    f"a severity is {', '.join(SEVERITIES)}; to leave it out, write `ignore: [{key.value}]`",
                )
                return None
        return _SEVERITIES.read(node, reading)

    def schema(self) -> dict[str, Any]:
        return _SEVERITIES.schema()


class _Options(NamedTuple):
    """Options by rule. Which there are is known once the rules are loaded: they are checked then."""

    def read(self, node: Node, reading: Reading) -> None:
        if node.id != "mapping":
            wrong_type(node, "a mapping from rules to their options", reading)

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": {"type": "object"}}


class _Count(NamedTuple):
    """A whole number from 0 on."""

    def read(self, node: Node, reading: Reading) -> int | None:
        value = Number(whole=True).read(node, reading)
        if value is not None and value < 0:
            reading.mistake(node, f"a number from 0 on is wanted here, not {value}")
        return None if value is None else int(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 0}


class _Override(NamedTuple):
    """An entry of `overrides`: settings, and at least one condition under which they hold."""

    def read(self, node: Node, reading: Reading) -> dict[str, Any] | None:
        for key, _ in nodes.pairs(node):
            if key.value in WHOLE:
                reading.mistake(key, f"`{key.value}` holds for a whole run: it belongs above `overrides`")
                return None
        before = len(reading.mistakes)
        data = _OVERRIDE.read(node, reading)
        if data is None or len(reading.mistakes) > before:
            return data  # a condition that is misspelt is not missing
        if not {"files", "front-matter"} & data.keys():
            said = "`files` or `front-matter` is missing: it says for which articles this holds"
            reading.mistake(node, said)
        elif data.get("front-matter") == {}:
            reading.mistake(node, "`front-matter` is empty: name a key of it, and its values")
        return data

    def schema(self) -> dict[str, Any]:
        return {
            **_OVERRIDE.schema(),
            "anyOf": [{"required": ["files"]}, {"required": ["front-matter"]}],
        }


_TEXTS = ListOf(Text(), single=True)
_PATHS = ListOf(_Path(), single=True)
_GLOBS = ListOf(_Glob(), single=True)
_SEVERITIES = MapOf(Text(choices=SEVERITIES))
_OFF = frozenset(("off", "false", "no", "none", "null", "ignore", "disable", "disabled", "0"))

#: What a pack may ask for.
_PACK_SETTINGS = {
    "ignore": Field(_TEXTS, summary="Rules to leave out."),
    "extend-select": Field(_TEXTS, summary="Rules to run as well."),
    "severity": Field(_Severities(), summary="Severity by rule, family or pack."),
    "suppressible": Field(
        MapOf(Suppressible()),
        summary="Whether articles may suppress findings, by rule, family or pack: true, with-reason or false.",
    ),
    "options": Field(_Options(), summary="Options by rule: what its `match:` holds."),
    "min-confidence": Field(Text(choices=CONFIDENCES), summary="Report nothing less certain (medium)."),
}
#: What can hold for some articles only.
_SETTINGS = {
    "extends": Field(
        _PATHS,
        summary="What this builds on, the lowest first: profiles, packs, and configuration files relative to "
        "this file.",
    ),
    "profile": Field(Text(choices=PROFILES), summary="A profile to build on, below what `extends` names."),
    "select": Field(_TEXTS, summary="The rules to run, instead of the default ones."),
    **_PACK_SETTINGS,
    "fail-on": Field(Text(choices=SEVERITIES), summary="The least severity that fails a run (error)."),
    "disclaimer": Field(
        Record(
            {
                "provided_by": Field(
                    _PATHS,
                    summary="Files that hold the disclaimer and reach every page, such as a footer.",
                ),
                "accept": Field(
                    ListOf(Pattern(), single=True),
                    summary="Regular expressions for what stands for one: a shortcode, a component.",
                ),
                "required": Field(Flag(), summary="false: no page needs a disclaimer."),
                "text": Field(Text(), summary="What `--fix --unsafe-fixes` writes where it is missing."),
                "place": Field(
                    Text(choices=("before-references", "end", "start")),
                    summary="Where that is written: before the list of references (the default), at the end, or before "
                    "the first paragraph.",
                ),
            }
        ),
        summary="Where the disclaimer lives when it is not in the article.",
    ),
}
#: What holds for a whole run.
WHOLE = {
    "max-warnings": Field(_Count(), summary="More warnings than this fail a run (any number is allowed)."),
    "exclude": Field(
        _GLOBS, summary="What walks leave out: patterns as in .gitignore, relative to this file."
    ),
    "extend-exclude": Field(_GLOBS, summary="The same, beside what a file that this one extends leaves out."),
    "baseline": Field(_Path(), summary="The file with the findings that are known, relative to this file."),
    "cache": Field(Flag(), summary="false: keep no results between runs."),
    "cache-dir": Field(_Path(), summary="The folder to keep results in, relative to this file."),
    "rules": Field(_PATHS, summary="Folders with packs of rules and word lists, relative to this file."),
}
_OVERRIDE = Record(
    {
        "files": Field(
            ListOf(_Glob(), least=1, single=True),
            summary="Which articles: patterns as in .gitignore, relative to this file.",
        ),
        "front-matter": Field(
            MapOf(ListOf(Value(), least=1, single=True)),
            summary="Which articles: keys of their front matter, and the values of which each must have one; "
            '"*" is any value.',
        ),
        **_SETTINGS,
    }
)

#: The form of a configuration. Selectors are names, codes, families or packs of rules, or "all".
CONFIG = Record(
    {
        **_SETTINGS,
        **WHOLE,
        "overrides": Field(
            ListOf(_Override()), summary="Settings for some articles only; the later entry wins."
        ),
    }
)
#: The form of the file pack.yaml in the folder of a pack.
PACK = Record(
    {
        "pack": Field(
            Text(pattern=NAME, form="a name in lower case with hyphens"), True, "The name of its folder."
        ),
        "summary": Field(Text(), True, "What the rules of the pack are about, in one sentence."),
        "url": Field(Text(pattern=r"https?://\S+", form="a web address"), summary="Where it is described."),
        "licence": Field(Text(), summary="The licence of its rules, such as Apache-2.0."),
        "config": Field(
            Record(_PACK_SETTINGS), summary="What holds where a configuration says `extends: [PACK]`."
        ),
    }
)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def config_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a configuration, with the options of healthlint's own rules."""
    from healthlint.rules.kinds import load_kind
    from healthlint.rules.schema import options_record
    from healthlint.workspace.packs import load

    options = {
        rule.name: {"description": rule.summary, **options_record(load_kind(rule.kind).OPTIONS).schema()}
        for rule in load().ruleset.rules
    }
    schema = {"$schema": _DIALECT, "title": "healthlint configuration", **CONFIG.schema()}
    override = schema["properties"]["overrides"]["items"]
    schema["type"] = ["object", "null"]  # an empty file changes nothing
    # The options are long: they stand once.
    schema["$defs"] = {"options": {**_Options().schema(), "properties": options}}
    for place in (schema, override):
        summary = place["properties"]["options"]["description"]
        place["properties"]["options"] = {"description": summary, "$ref": "#/$defs/options"}
    return schema


def pack_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a pack file."""
    return {"$schema": _DIALECT, "title": "healthlint pack", **PACK.schema()}
