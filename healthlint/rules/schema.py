"""The form of a rule file, said once: the loader checks with it and the JSON Schema is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from healthlint.rules.kinds import UnknownKindError, kind_names, load_kind
from healthlint.rules.model import FAMILIES, SEVERITIES, STATUSES, SUPPRESSIBLE, Option
from healthlint.rules.reading import Node, Reading, entries, kind_of, nearest
from healthlint.rules.shapes import (
    Field,
    Flag,
    LexiconClass,
    ListOf,
    MapOf,
    Number,
    Pattern,
    Record,
    Shape,
    Text,
    Value,
)
from healthlint.values import NamedTuple

NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
CODE = r"[A-Z]{2,8}[0-9]{3}"

#: See ARCHITECTURE.md, "Layers".
SECTION_ROLES = (
    "about",
    "benefits",
    "disclaimer",
    "dosage",
    "limitations",
    "methods",
    "navigation",
    "questions",
    "references",
    "side-effects",
)
#: The roles of `healthlint.markup.model`, and "quoted" for anything inside a block quotation.
BLOCK_ROLES = (
    "caption",
    "footnote",
    "front-matter",
    "heading",
    "list-item",
    "navigation",
    "paragraph",
    "quote",
    "quoted",
    "table-cell",
)
#: The kinds of `healthlint.language.assertions`.
ASSERTIONS = (
    "able",
    "aim",
    "associated",
    "attributed",
    "conditional",
    "hedged",
    "limited",
    "myth",
    "negated",
    "question",
    "quoted",
    "slight",
    "use",
    "weak",
)
#: What `healthlint.language.citations.Citations.backing` says of a sentence.
BACKINGS = ("named", "paragraph", "section", "sentence")


def option_shape(option: Option) -> Shape:
    """The shape of an option's value."""
    match option.type:
        case "boolean":
            return Flag()
        case "integer":
            return Number(whole=True)
        case "number":
            return Number()
        case "text":
            return Text(choices=option.choices)
        case "texts":
            return ListOf(Text(choices=option.choices), single=True)
        case "pattern":
            return Pattern()
        case "patterns":
            return ListOf(Pattern(), single=True)
        case "class":
            return LexiconClass()
        case "classes":
            return ListOf(LexiconClass(), single=True)
        case "mapping":
            return MapOf(Text())
    raise ValueError(f"no such type of option: {option.type}")


def options_record(options: Mapping[str, Option]) -> Record:
    """The shape of a kind's options; every one may be left out, as in a configuration that changes a rule."""
    return Record(
        {name: Field(option_shape(option), summary=option.summary) for name, option in options.items()}
    )


class Suppressible(NamedTuple):
    """Whether findings may be suppressed: true, false or with-reason; read as text."""

    def read(self, node: Node, reading: Reading) -> str | None:
        """See `Shape`."""
        if kind_of(node) == "bool":
            return "true" if Flag().read(node, reading) else "false"
        return Text(choices=SUPPRESSIBLE).read(node, reading)

    def schema(self) -> dict[str, Any]:
        """See `Shape`."""
        return {"enum": [True, False, "with-reason"]}


class MatchShape(NamedTuple):
    """The value of `match`: a kind, and the options of that kind, with their defaults filled in."""

    def read(self, node: Node, reading: Reading) -> dict[str, Any] | None:
        """See `Shape`."""
        if node.id != "mapping":
            reading.mistake(node, "a mapping with `kind` is wanted here")
            return None
        # The record below notes mistakes of the keys themselves, so those found here are not kept.
        _, kind_node = entries(node, Reading(reading.path)).get("kind", (None, None))
        if kind_node is None:
            reading.mistake(node, "`kind` is missing")
            return None
        kind = Text(pattern="[a-z][a-z_]*", form="the name of a kind").read(kind_node, reading)
        if kind is None:
            return None
        try:
            options = load_kind(kind).OPTIONS
        except UnknownKindError:
            reading.mistake(kind_node, f"unknown kind `{kind}`{nearest(kind, kind_names())}")
            return None
        data = _match_record(kind, options).read(node, reading)
        defaults = {name: _plain(option.default) for name, option in options.items()}
        return {"kind": kind, **defaults, **(data or {})}

    def schema(self) -> dict[str, Any]:
        """See `Shape`."""
        return {"oneOf": [_match_record(kind, load_kind(kind).OPTIONS).schema() for kind in kind_names()]}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _match_record(kind: str, options: Mapping[str, Option]) -> Record:
    fields = {"kind": Field(Text(choices=(kind,)), required=True)}
    for name, option in options.items():
        fields[name] = Field(option_shape(option), option.required, option.summary)
    return Record(fields)


_SOURCE = Record(
    {
        "name": Field(Text(), True, "Who asks for it, and in which document."),
        "section": Field(Text(), True, "The part of the document that says so."),
        "url": Field(Text(pattern=r"https?://\S+", form="a web address"), True, "Where it can be read."),
        "verified": Field(
            Text(choices=("stored", "partial", "memory")),
            True,
            "stored: the passage was read; partial: part of it was; memory: not confirmed.",
        ),
    }
)

_EXAMPLE = Record(
    {
        "text": Field(Text(), True, "The text; where nothing else is said it can stand alone."),
        "format": Field(Text(choices=("text", "markdown", "mdx", "html")), summary="Default: markdown."),
        "config": Field(MapOf(Value()), summary="Options of the rule for this example alone."),
        "span": Field(Text(), summary="The exact text that the finding covers."),
    },
    plain="text",
)

_UNLESS = Record(
    {
        "sections": Field(ListOf(Text(choices=SECTION_ROLES)), summary="In these sections."),
        "roles": Field(ListOf(Text(choices=BLOCK_ROLES)), summary="In these blocks."),
        "assertions": Field(
            ListOf(Text(choices=ASSERTIONS)), summary="Where the clause is one of these: hedged, negated, ..."
        ),
        "cited": Field(
            ListOf(Text(choices=BACKINGS)),
            summary="Where a reference stands in the sentence, later in the paragraph or, as a list of sources, "
            "after it; named: where the sentence names its source.",
        ),
        "pattern": Field(Pattern(), summary="Where this regular expression matches in the sentence."),
    }
)

_FIX = Record(
    {
        "safety": Field(
            Text(choices=("safe", "unsafe", "display")),
            True,
            "safe; unsafe: changes the wording; display: shown, never applied.",
        ),
        "text": Field(
            Text(),
            summary="What replaces the matched text, formatted as the message is; without it, what the kind knows "
            "to write.",
        ),
    }
)

_EXAMPLES = Record(
    {
        "fail": Field(ListOf(_EXAMPLE, least=1), True, "The rule fires on each."),
        "pass": Field(ListOf(_EXAMPLE, least=1), True, "The rule is silent on each."),
    }
)

RULE = Record(
    {
        "rule": Field(
            Text(pattern=NAME, form="a name in lower case with hyphens"),
            True,
            "As the file.",
        ),
        "code": Field(
            Text(pattern=CODE, form="a code such as HL201"),
            True,
            "HL, the digit of the family and two more; other packs may use their own letters.",
        ),
        "also": Field(
            ListOf(Text(pattern=NAME, form="the name of a pack")),
            summary="Further packs that choose it, beside that of its folder.",
        ),
        "family": Field(Text(choices=tuple(FAMILIES)), True, "What it is about; a selector."),
        "severity": Field(Text(choices=SEVERITIES), True, "How bad a finding is."),
        "status": Field(
            Text(choices=STATUSES),
            summary="stable (the default), or optional or preview: off until name, code or family is chosen.",
        ),
        "summary": Field(Text(), True, "What the rule asks for, in one sentence."),
        "why": Field(Text(), True, "Why it matters to a reader."),
        "sources": Field(ListOf(_SOURCE, least=1), True, "Who asks for it."),
        "locale": Field(
            Text(pattern="[a-z]{2}(?:-[A-Z]{2})?", form="a locale such as en or en-GB"),
            summary="The language that it is for: en.",
        ),
        "match": Field(MatchShape(), True, "A kind, and its options."),
        "unless": Field(_UNLESS, summary="When a match is not reported; any one is enough."),
        "supersedes": Field(
            ListOf(Text(pattern=NAME, form="the name of a rule")),
            summary="Rules that say less about the same fault: silent in a sentence where this one matches.",
        ),
        "suppressible": Field(
            Suppressible(),
            summary="Whether an article may have a finding left out: true (the default), with-reason or false.",
        ),
        "message": Field(Text(), True, "What is wrong; {text} is the matched text."),
        "suggest": Field(Text(), True, "What to write instead."),
        "fix": Field(_FIX, summary="What settles it."),
        "examples": Field(_EXAMPLES, True, "Texts on which the rule fires, and on which it is silent."),
    }
)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rule file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "healthlint rule",
        **RULE.schema(),
    }
