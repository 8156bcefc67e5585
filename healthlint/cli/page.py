"""What there is to say about a rule, as Markdown: for `healthlint explain` and for docs/rules.md alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from healthlint.report.escape import visible
from healthlint.rules.kinds import load_kind
from healthlint.workspace.result import shown

if TYPE_CHECKING:
    from healthlint.rules.model import Authority, Example, Rule

#: How many patterns of a rule are shown, and how much of each: a reader wants to know what they are like.
_PATTERNS, _SHOWN = 3, 60
_FIXES = {
    "safe": "`--fix` settles it.",
    "unsafe": "`--fix --unsafe-fixes` settles it where it can.",
    "display": "What to write is shown; no option writes it.",
}
_SUPPRESSIBLE = {
    "with-reason": "An article may suppress it only with a reason.",
    "false": "No article may suppress it.",
}
_VERIFIED = {"stored": "", "partial": " (read in part)", "memory": " (not confirmed)"}


def page(rule: Rule, level: int = 1, options: Mapping[str, Any] | None = None, now: str = "") -> str:
    """Everything about a rule under one heading of a level.

    `options` are those of a configuration, where they differ; `now` says what else it makes of the rule.
    """
    mark, sub = "#" * level, "#" * (level + 1)
    parts = [f"{mark} `{rule.name}` ({rule.code})", rule.summary, _standing(rule)]
    parts += [now] if now else []
    parts += [f"{sub} Why", rule.why]
    if rule.suggest:
        parts += [f"{sub} What to write instead", rule.suggest]
    if listed := list(_options(rule, rule.options if options is None else options)):
        parts += [f"{sub} Options", "\n".join(listed)]
    parts += [f"{sub} Reported", *_examples(rule.examples_fail)]
    parts += [f"{sub} Not reported", *_examples(rule.examples_pass)]
    parts += [f"{sub} Sources", "\n".join(map(_source, rule.sources))]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _standing(rule: Rule) -> str:
    default = "on by default" if rule.is_default else f"off by default (`--extend-select {rule.name}`)"
    also = f" (chosen by {', '.join(map(code, rule.also))} too)" if rule.also else ""
    said = f"Pack {rule.pack}{also}, family {rule.family}; severity {rule.severity}, {default}."
    if rule.status == "preview":
        said += " In preview: what it reports may still change."
    if rule.supersedes:
        names = ", ".join(f"`{name}`" for name in rule.supersedes)
        said += f" Where it reports a sentence, it does so instead of {names}."
    if rule.fix:
        said += f" {_FIXES[rule.fix.safety]}"
    if rule.suppressible != "true":
        said += f" {_SUPPRESSIBLE[rule.suppressible]}"
    return said


def _options(rule: Rule, options: Mapping[str, Any]) -> Iterator[str]:
    for name, option in load_kind(rule.kind).OPTIONS.items():
        value = options.get(name, option.default)
        if value in (None, "", (), [], {}):
            yield f"- `{name}` ({option.type}): {option.summary}"
        elif option.type == "patterns":
            yield f"- `{name}` ({option.type}, {_patterns(value, rule)}): {option.summary}"
        else:
            yield f"- `{name}` ({option.type}, {code(_plain(value))}): {option.summary}"


def _patterns(patterns: Sequence[str], rule: Rule) -> str:
    said = [code(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…") for text in patterns[:_PATTERNS]]
    if len(patterns) > _PATTERNS or any(len(text) > _SHOWN for text in patterns):
        more = f"and {len(patterns) - _PATTERNS} more, " if len(patterns) > _PATTERNS else ""
        said.append(f"{more}in full in {code(shown(rule.path))}")
    return ", ".join(said)


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
        yield "\n".join(f"- {code(example.text.strip())}" for example in short)
    for example in examples:
        if _is_long(example):
            lines = [visible(line) for line in example.text.strip("\r\n").splitlines()]
            yield "\n".join([f"~~~~{example.format}", *lines, "~~~~"])


def _is_long(example: Example) -> bool:
    return len(example.text.strip().splitlines()) > 1


def code(text: str) -> str:
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
