"""What is wrong with the suppressions of an article: they leave out nothing, name nothing, or do not say why.

A suppression is used where it leaves out a finding, shown or not: what is too uncertain to be shown, or said better
by another rule, may be shown after the next edit elsewhere in the article. What it names is judged only as far as
the rules that run by default, or are chosen, all run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from healthlint.rules.selection import ALL, UnknownSelectorError
from healthlint.suppression import Suppression, Suppressions

if TYPE_CHECKING:
    from healthlint.finding import Finding
    from healthlint.rules.model import Rule
    from healthlint.rules.selection import RuleSet

#: The kind of the rules about suppressions, and what they report.
KIND = "suppression"
UNUSED, UNKNOWN, REASONLESS, REFUSED = "unused", "unknown", "reasonless", "refused"
_WHY = {
    "false": "it cannot be suppressed",
    "with-reason": "a suppression of it says why, after ` -- `",
}


class Notice(NamedTuple):
    """What a rule about suppressions finds at source [start, end); 0 and 0 is the front matter."""

    rule: Rule
    start: int
    end: int
    details: Mapping[str, str]
    #: Whether all of it can go.
    is_idle: bool = False


class Judge:
    """The suppressions of one article, and what they did."""

    def __init__(
        self,
        rules: Mapping[str, Rule],
        ruleset: RuleSet,
        active: frozenset[str],
        everything: Callable[[], Iterable[Finding]],
    ) -> None:
        """Take the rules about suppressions by what they report, all rules, and the names of those that run.

        `everything` gives the findings of the article, shown or not; it is asked once, and only where that matters.
        """
        self._rules = rules
        self._ruleset = ruleset
        self._active = active
        self._own = frozenset(rule.name for rule in ruleset.rules if rule.kind == KIND)
        self._everything = everything
        self._all: list[Finding] | None = None

    def notices(
        self,
        suppressions: Suppressions,
        findings: Iterable[Finding],
        suppressed: Sequence[tuple[Finding, Suppression]],
        limits: Mapping[str, str],
    ) -> Iterator[Notice]:
        """What is wrong, but for suppressions of these very rules; findings are those that are still reported."""
        if rule := self._rules.get(UNKNOWN):
            for problem in suppressions.problems:
                yield Notice(rule, problem.start, problem.end, {"problem": problem.message})
        refused: set[int] = set()
        for finding in findings if limits else ():
            way = limits.get(finding.rule, "true")
            for item in suppressions.items:
                if way != "true" and item.leaves_out(finding) and not item.may(way):
                    if (rule := self._rules.get(REFUSED)) and id(item) not in refused:
                        yield Notice(rule, item.start, item.end, {"rule": finding.rule, "why": _WHY[way]})
                    refused.add(id(item))
        for item in suppressions.items:
            if (rule := self._rules.get(REASONLESS)) and not item.reason and id(item) not in refused:
                yield Notice(rule, item.start, item.end, {"names": _listed(item.names)})
            if id(item) not in refused:
                yield from self._unused(item, suppressed, False)

    def explicit(self, suppressions: Suppressions) -> Suppressions:
        """The suppressions that name one of these rules outright: only those leave out what they report."""
        return Suppressions(
            tuple(item for item in suppressions.items if not self._own.isdisjoint(self._named(item)))
        )

    def unused_explicit(
        self, suppressions: Suppressions, suppressed: Sequence[tuple[Finding, Suppression]]
    ) -> Iterator[Notice]:
        """Those of the explicit ones that left out nothing of these rules."""
        for item in suppressions.items:
            yield from self._unused(item, suppressed, True)

    def _unused(
        self, item: Suppression, suppressed: Sequence[tuple[Finding, Suppression]], own: bool
    ) -> Iterator[Notice]:
        rule = self._rules.get(UNUSED)
        if rule is None:
            return
        used = {finding.rule for finding, by in suppressed if by is item}
        names = []
        for name in item.names or (ALL,):
            meant = self._meant(name)
            is_own = bool(meant) and meant <= self._own
            judged = {
                one.name
                for one in self._ruleset.rules
                if one.name in meant and (one.is_default or one.name in self._active)
            }
            judged -= frozenset() if is_own else self._own
            is_judged = is_own is own and bool(judged) and judged <= self._active
            if is_judged and used.isdisjoint(meant) and (own or not self._could(item, meant)):
                names.append(name)
        if names:
            # Something still belongs to a `disable`: its `enable`.
            is_idle = len(names) == len(item.names or (ALL,)) and item.directive != "disable" and item.end > 0
            yield Notice(rule, item.start, item.end, {"names": _listed(names if item.names else ())}, is_idle)

    def _could(self, item: Suppression, meant: frozenset[str]) -> bool:
        """Whether there is something to leave out that is not shown."""
        if self._all is None:
            self._all = list(self._everything())
        return any(finding.rule in meant and item.leaves_out(finding) for finding in self._all)

    def _meant(self, name: str) -> frozenset[str]:
        try:
            return frozenset(rule.name for rule in self._ruleset.matching(name))
        except UnknownSelectorError:
            return frozenset()

    def _named(self, item: Suppression) -> set[str]:
        found = (self._ruleset.get(name) for name in item.names)
        return {rule.name for rule in found if rule is not None}


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) if names else "all rules"
