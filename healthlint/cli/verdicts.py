"""What each rule makes of a stretch of prose, and why it is silent where it is.

The linter is asked, never copied: a match that it does not report is tried again with one of its filters
taken away at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint.linter import plan, run
from healthlint.rules.kinds import load_kind
from healthlint.rules.model import CONFIDENCES, Match, Rule

if TYPE_CHECKING:
    from healthlint.finding import Finding
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.sentences import Span
    from healthlint.rules.selection import RuleSet
    from healthlint.settings import Settings

#: Rule, source start and end.
_Key = tuple[str, int, int]


class Verdicts:
    """The verdicts of all rules that are on, over one document."""

    def __init__(self, document: AnnotatedDocument, ruleset: RuleSet, settings: Settings) -> None:
        """Run the rules as `healthlint check` would, and again without what leaves findings out.

        Raises UnknownSelectorError for a selector in the settings that selects nothing.
        """
        self._document = document
        self._plan = plan(ruleset, settings)
        self._matches = {
            rule.name: list(load_kind(rule.kind).check(rule, document)) for rule in self._plan.rules
        }
        result = run(document, ruleset, self._plan)
        self._reported = {_key(finding) for finding in result.findings}
        self._suppressed = {_key(finding): by for finding, by in result.suppressed}
        every = run(document, ruleset, self._plan._replace(losers={}, muted=frozenset()))
        self._without_others = {
            _key(finding) for finding in (*every.findings, *(finding for finding, _ in every.suppressed))
        }

    def of_document(self) -> Iterator[tuple[str, str]]:
        """The verdicts of rules about the document as a whole: names and lines."""
        for rule in self._plan.rules:
            for match in self._matches[rule.name]:
                if match.is_document:
                    yield "rules", f"{_name(rule)} {self._verdict(rule, match)}"

    def of_sentence(self, span: Span) -> Iterator[tuple[str, str]]:
        """The verdicts over a sentence: names and lines. The rules that saw nothing in it come last."""
        quiet = []
        for rule in self._plan.rules:
            said = [
                f"“{self._document.prose[match.start : match.end]}” {self._verdict(rule, match)}"
                for match in self._matches[rule.name]
                if not match.is_document and match.start < span.end and span.start < match.end
            ]
            if not said:
                explain = getattr(load_kind(rule.kind), "explain", None)
                said = list(explain(rule, self._document, span.start, span.end)) if explain else []
            for line in said:
                yield "rules", f"{_name(rule)} {line}"
            if not said:
                quiet.append(rule.code)
        if quiet:
            yield "nothing for", ", ".join(quiet)

    def _verdict(self, rule: Rule, match: Match) -> str:
        start, end = (0, 0) if match.is_document else self._document.to_source(match.start, match.end)
        key = (rule.name, start, end)
        if key in self._reported:
            return f"reported ({match.confidence} confidence)"
        if by := self._suppressed.get(key):
            reason = f": {by.reason}" if by.reason else ""
            return f"silent: {by.directive} on line {by.line}{reason}"
        if rule.name in self._plan.muted:
            return "silent: the rule is ignored"
        if CONFIDENCES.index(match.confidence) > CONFIDENCES.index(self._plan.min_confidence):
            return f"silent: {match.confidence} confidence, {self._plan.min_confidence} is asked for"
        if key in self._without_others:
            winners = [name for name, losers in self._plan.losers.items() if rule.name in losers]
            return f"silent: {' or '.join(winners)} says more about the sentence"
        if match.is_document:
            return "silent: the article is not about health"
        return "silent: excused by `unless` of the rule"


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.start, finding.end


def _name(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"
