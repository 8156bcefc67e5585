"""A part of a configuration, checked against the rules there are, as statements."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from healthlint.rules.reading import Node, nearest
from healthlint.rules.selection import UnknownSelectorError
from healthlint.workspace import nodes, packs
from healthlint.workspace.discovery import reason
from healthlint.workspace.extends import Part, origin
from healthlint.workspace.layers import (
    CHOICE,
    EXCLUDE,
    EXTEND_EXCLUDE,
    EXTEND_SELECT,
    IGNORE,
    RULES,
    SELECT,
    Key,
    Statement,
)

if TYPE_CHECKING:
    from healthlint.rules.model import Rule
    from healthlint.rules.selection import RuleSet
    from healthlint.rules.shapes import Record

#: Keys with one value, and how long a way into them there is.
_PLAIN = ("min-confidence", "fail-on", "max-warnings", "baseline", "cache", "cache-dir", EXCLUDE)


def statements(part: Part, loaded: packs.Packs) -> dict[Key, Statement]:
    """What a part says. Mistakes that only the rules show are noted in its reading."""
    data, ruleset = part.data, loaded.ruleset
    found: dict[Key, Statement] = {}
    for key in _PLAIN:
        if key in data:
            found[key,] = _said(part, data[key], nodes.child(part.node, key))
    for key in (RULES, EXTEND_EXCLUDE):
        for index, item in enumerate(data.get(key, ())):
            found[key, part.folder, item] = _said(part, item, nodes.child(part.node, key, index))
    if SELECT in data:
        found[SELECT,] = _said(part, True, nodes.child(part.node, SELECT))
    for key in (SELECT, EXTEND_SELECT, IGNORE):  # within a part `ignore` has the last word
        for index, name in enumerate(data.get(key, ())):
            node = nodes.child(part.node, key, index)
            selector = _selector(name, node, part, ruleset)
            found.pop((CHOICE, selector), None)
            found[CHOICE, selector] = _said(part, key, node)
    for key in ("severity", "suppressible"):
        for name, value in data.get(key, {}).items():
            node = nodes.key_of(nodes.child(part.node, key), name)
            selector = _selector(name, node, part, ruleset)
            found.pop((key, selector), None)
            found[key, selector] = _said(part, value, node)
    if "options" in data:
        found.update(_options(part, ruleset))
    found.update(_disclaimer(part, loaded))
    return found


def _said(part: Part, value: object, node: Node) -> Statement:
    return Statement(value, origin(part, node), part.folder)


def _selector(name: str, node: Node, part: Part, ruleset: RuleSet) -> str:
    """A selector in the one spelling that it goes by; a mistake where it selects nothing there is."""
    rule = ruleset.get(name)
    if rule is not None:
        return rule.name
    try:
        ruleset.matching(name)
    except UnknownSelectorError as error:
        part.reading.mistake(node, str(error))
    return name


def _options(part: Part, ruleset: RuleSet) -> dict[Key, Statement]:
    found: dict[Key, Statement] = {}
    for key, value in nodes.pairs(nodes.child(part.node, "options")):
        rule = ruleset.get(key.value)
        if rule is None:
            hint = nearest(key.value, (rule.name for rule in ruleset.rules))
            part.reading.mistake(key, f"there is no rule `{key.value}`{hint}")
            continue
        options: dict[str, Any] = _options_of(rule).read(value, part.reading) or {}
        for name, option in options.items():
            found["options", rule.name, name] = _said(part, option, nodes.child(value, name))
    return found


def _options_of(rule: Rule) -> Record:
    from healthlint.rules.kinds import load_kind
    from healthlint.rules.schema import options_record

    return options_record(load_kind(rule.kind).OPTIONS)


def _disclaimer(part: Part, loaded: packs.Packs) -> dict[Key, Statement]:
    data = part.data.get("disclaimer") or {}
    node = nodes.child(part.node, "disclaimer")
    for index, name in enumerate(data.get("provided_by", ())):
        place = nodes.child(node, "provided_by", index)
        path = os.path.normpath(os.path.join(part.folder, name))
        try:
            with open(path, "rb") as file:
                content = file.read()
        except OSError as error:
            part.reading.mistake(place, f"cannot read {name}: {reason(error)}")
            continue
        if not holds_disclaimer(content, path, loaded):
            part.reading.mistake(place, f"{name} holds no disclaimer that healthlint knows as one")
    text = data.get("text")
    if text and not holds_disclaimer(text.encode(), "disclaimer.md", loaded):
        place = nodes.child(node, "text")
        part.reading.mistake(
            place, "healthlint knows this text as no disclaimer, so a fix would not settle anything"
        )
    return {("disclaimer", key): _said(part, value, nodes.child(node, key)) for key, value in data.items()}


def holds_disclaimer(content: bytes, path: str, loaded: packs.Packs) -> bool:
    """Whether a file that is no article, such as a footer or a list of translations, holds a disclaimer."""
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.disclaimers import YES
    from healthlint.source import Source

    source = Source.from_bytes(content, path)
    # A component or a translation file is no article: what matters is that the words are in it.
    return any(
        AnnotatedDocument.read(source, loaded.lexicon, format).disclaimer.state == YES
        for format in (None, "html", "text")
    )
