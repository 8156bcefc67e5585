"""What is wrong with a rule that its file alone does not show: examples it fails, names its message cannot fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import Formatter
from typing import TYPE_CHECKING

from healthlint.language.annotated import AnnotatedDocument
from healthlint.linter import plan, run
from healthlint.rules.kinds import load_kind
from healthlint.rules.reading import Node, Reading
from healthlint.rules.selection import RuleSet
from healthlint.settings import Settings
from healthlint.source import Source
from healthlint.workspace.nodes import child
from healthlint.workspace.result import Problem, shown

if TYPE_CHECKING:
    from healthlint.language.lexicon import Lexicon
    from healthlint.rules.model import Example, Match, Rule


def faults(rule: Rule, lexicon: Lexicon) -> Iterator[Problem]:
    """Each fault of a rule with its place in the rule's file, which is read for the places."""
    with open(rule.path, encoding="utf-8-sig") as file:
        root = Reading(rule.path).compose(file.read())
    if root is None:  # it could be read when the rule was loaded
        return
    unfilled: dict[str, tuple[int, str]] = {}
    for side, examples in (("fail", rule.examples_fail), ("pass", rule.examples_pass)):
        for index, example in enumerate(examples):
            node = child(root, "examples", side, index)
            trial = _Trial(rule, example, lexicon)
            message = trial.silence() if side == "fail" else trial.noise()
            if message:
                yield _problem(rule, node, message)
            for name, known in trial.unfilled() if side == "fail" else ():
                unfilled.setdefault(name, (node.start_mark.line + 1, known))
    for key in (("message",), ("fix", "text")):
        node = child(root, *key)
        for name in _names(node.value if node.id == "scalar" else ""):
            if name in unfilled:
                line, known = unfilled[name]
                message = f"`{{{name}}}` stands for nothing in the example on line {line}, which has {known}"
                yield _problem(rule, node, message)


class _Trial:
    """A rule run alone, as its example configures it, on that example."""

    def __init__(self, rule: Rule, example: Example, lexicon: Lexicon) -> None:
        self._rule, self._example = rule, example
        ruleset = RuleSet([rule])
        settings = Settings(select=(rule.name,), options={rule.name: example.config})
        planned = plan(ruleset, settings)
        self._document = AnnotatedDocument.read(Source("example", example.text), lexicon, example.format)
        self._findings = run(self._document, ruleset, planned).findings
        self._matches: Sequence[Match] = [
            match for one in planned.rules for match in load_kind(rule.kind).check(one, self._document)
        ]

    def silence(self) -> str:
        """What is wrong with an example that is to be reported; "" where it is, as it says."""
        if self._findings:
            texts = [finding.text for finding in self._findings]
            wanted = self._example.span
            if wanted and wanted not in texts:
                return f"reported is {_quoted(texts)}, not “{wanted}”"
            return ""
        if not self._matches:
            return "this example is to be reported, but nothing in it matches"
        if all(match.confidence == "low" for match in self._matches):
            return "this example is to be reported, but it matches with low confidence only"
        if all(match.is_document for match in self._matches):
            return "this example is to be reported, but it is not about health, as far as healthlint can tell"
        return "this example is to be reported, but `unless` excuses it"

    def noise(self) -> str:
        """What is wrong with an example that is to pass; "" where it does."""
        if not self._findings:
            return ""
        return f"this example is to pass, but {_quoted([finding.text for finding in self._findings])} is reported"

    def unfilled(self) -> Iterator[tuple[str, str]]:
        """The names in message and fix that a match has no value for, each with those that it has one for."""
        texts = [self._rule.message, self._rule.fix.text if self._rule.fix else ""]
        names = {name for text in texts for name in _names(text)}
        for match in self._matches:
            known = match.details.keys() if match.is_document else {"text", *match.details}
            listed = ", ".join(f"`{{{name}}}`" for name in sorted(known)) or "no names"
            yield from ((name, listed) for name in sorted(names - known))


def _names(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name]


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"“{' '.join(text.split())}”" if text else "the whole document" for text in texts)


def _problem(rule: Rule, node: Node, message: str) -> Problem:
    return Problem(shown(rule.path), message, node.start_mark.line + 1, node.start_mark.column + 1)
