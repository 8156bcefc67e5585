"""What there is to say about a rule, as Markdown: for `healthlint explain` and for docs/rules.md alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint.report.escape import visible
from healthlint.rules.kinds import load_kind

if TYPE_CHECKING:
    from healthlint.rules.model import Authority, Example, Rule

_VERIFIED = {"stored": "", "partial": " (read in part)", "memory": " (not confirmed)"}


def page(rule: Rule, level: int = 1) -> str:
    """Everything about a rule under one heading of a level."""
    mark, sub = "#" * level, "#" * (level + 1)
    parts = [f"{mark} `{rule.name}` ({rule.code})", rule.summary, _standing(rule)]
    parts += [f"{sub} Why", rule.why]
    if rule.suggest:
        parts += [f"{sub} What to write instead", rule.suggest]
    if options := list(_options(rule)):
        parts += [f"{sub} Options", "\n".join(options)]
    parts += [f"{sub} Reported", *_examples(rule.examples_fail)]
    parts += [f"{sub} Not reported", *_examples(rule.examples_pass)]
    parts += [f"{sub} Sources", "\n".join(map(_source, rule.sources))]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _standing(rule: Rule) -> str:
    default = "on by default" if rule.is_default else f"off by default (`--extend-select {rule.name}`)"
    said = f"Pack {rule.pack}, family {rule.family}; severity {rule.severity}, {default}."
    if rule.status == "preview":
        said += " In preview: what it reports may still change."
    if rule.supersedes:
        names = ", ".join(f"`{name}`" for name in rule.supersedes)
        said += f" Where it reports a sentence, it does so instead of {names}."
    return said


def _options(rule: Rule) -> Iterator[str]:
    for name, option in load_kind(rule.kind).OPTIONS.items():
        value = rule.options.get(name, option.default)
        if value not in (None, "", (), [], {}):
            yield f"- `{name}` ({option.type}, {_code(_plain(value))}): {option.summary}"
        else:
            yield f"- `{name}` ({option.type}): {option.summary}"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(item)}" for key, item in value.items())
    return str(value)


def _examples(examples: Sequence[Example]) -> Iterator[str]:
    """One list for the examples of one line, then a block for each longer one."""
    short = [example for example in examples if not _is_long(example)]
    if short:
        yield "\n".join(f"- {_code(example.text.strip())}" for example in short)
    for example in examples:
        if _is_long(example):
            lines = [visible(line) for line in example.text.strip("\r\n").splitlines()]
            yield "\n".join([f"~~~~{example.format}", *lines, "~~~~"])


def _is_long(example: Example) -> bool:
    return len(example.text.strip().splitlines()) > 1


def _code(text: str) -> str:
    """A Markdown code span of any text."""
    text = visible(text)
    fence = "`"
    while fence in text:
        fence += "`"
    space = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{space}{text}{space}{fence}"


def _source(source: Authority) -> str:
    name = f"{source.name}, {source.section}" if source.section else source.name
    return f"- {name}: <{source.url}>{_VERIFIED.get(source.verified, '')}"
