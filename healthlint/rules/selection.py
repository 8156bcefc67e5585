"""A set of rules, and which of them are to run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from healthlint.rules.model import CORE, FAMILIES, Rule
from healthlint.values import NamedTuple

#: The selector of every rule.
ALL = "all"

# How much a selector says, from least to most: everything, a pack, a family, a rule by name or code.
_EVERY, _PACK, _FAMILY, _ONE = range(4)


class UnknownSelectorError(LookupError):
    """A selector that selects nothing there is; `str()` names it and the nearest valid one."""

    def __init__(self, selector: str, hint: str = "") -> None:
        """Take the selector and a hint at a valid one."""
        super().__init__(f"unknown rule, code, family or pack `{selector}`{hint}")
        self.selector = selector


class Selection(NamedTuple):
    """The rules of a run, in the order of their codes."""

    active: tuple[Rule, ...]
    #: Ignored rules that supersede an active one: they still keep the active one silent, unseen.
    muted: tuple[Rule, ...]


class RuleSet:
    """Rules with distinct names and codes, in the order of their codes."""

    __slots__ = ("_by_key", "_packs", "rules")

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the rules. Raises ValueError where two share a name or a code."""
        self.rules = tuple(sorted(rules, key=lambda rule: (rule.code, rule.name)))
        self._packs = frozenset(pack for rule in self.rules for pack in (rule.pack, *rule.also))
        self._by_key: dict[str, Rule] = {}
        for rule in self.rules:
            for key in (rule.name, rule.code):
                if self._by_key.setdefault(key, rule) is not rule:
                    raise ValueError(f"two rules are called {key}: {self._by_key[key].path} and {rule.path}")

    @classmethod
    def from_data(cls, data: Sequence[Mapping[str, Any]]) -> RuleSet:
        """Build from what `to_data` gives."""
        return cls(map(Rule.from_data, data))

    def to_data(self) -> list[dict[str, Any]]:
        """The rules as plain JSON data."""
        return [rule.to_data() for rule in self.rules]

    def get(self, key: str) -> Rule | None:
        """The rule of a name or a code."""
        return self._by_key.get(key)

    def selectors(self) -> tuple[str, ...]:
        """Everything that selects something: names, codes, families, packs and "all"."""
        return (*self._by_key, *FAMILIES, *sorted(self._packs), ALL)

    def matching(self, selector: str) -> tuple[Rule, ...]:
        """The rules that a selector names. Raises UnknownSelectorError.

        A family without rules is no mistake: it has none in these packs.
        """
        weight = self._weight(selector)
        return tuple(rule for rule in self.rules if _names(selector, weight, rule))

    def select(
        self,
        select: Iterable[str] | None = None,
        ignore: Iterable[str] = (),
        extend_select: Iterable[str] = (),
    ) -> Selection:
        """Which rules run. `select` None stands for the default rules.

        Of the selectors that name a rule the most specific decides (name or code, family, pack, "all"), and
        `ignore` wins among equals. A family is chosen within the core pack and the packs that are chosen. A
        rule that is not stable runs only where its name, code or family is chosen.

        A rule that is not selected at all does not matter; one that is ignored still keeps silent the rules
        that it supersedes, so that ignoring it reveals nothing.

        Raises UnknownSelectorError.
        """
        wanted = [(one, self._weight(one)) for one in (*(select or ()), *extend_select)]
        unwanted = [(one, self._weight(one)) for one in ignore]
        packs = {CORE, *(one for one, weight in wanted if weight == _PACK)}
        active: list[Rule] = []
        ignored: list[Rule] = []
        for rule in self.rules:
            choosing = (weight for one, weight in wanted if _names(one, weight, rule))
            for_it = max((w for w in choosing if w != _FAMILY or rule.pack in packs), default=-1)
            if rule.status != "stable" and for_it < _FAMILY:
                continue
            if select is None and rule.is_default:
                for_it = max(for_it, _EVERY)
            against = max((weight for one, weight in unwanted if _names(one, weight, rule)), default=-1)
            if for_it >= 0:
                (active if for_it > against else ignored).append(rule)
        names = {rule.name for rule in active}
        muted = (rule for rule in ignored if not names.isdisjoint(self.superseded_by(rule)))
        return Selection(tuple(active), tuple(muted))

    def superseded_by(self, rule: Rule) -> frozenset[str]:
        """The names of all rules that a rule supersedes, directly or through another one."""
        found: set[str] = set()
        pending = list(rule.supersedes)
        while pending:
            name = pending.pop()
            if name not in found and name != rule.name:
                found.add(name)
                loser = self._by_key.get(name)
                pending += loser.supersedes if loser else ()
        return frozenset(found)

    def setting(self, rule: Rule, values: Mapping[str, str]) -> str | None:
        """The value that a mapping from selectors has for a rule: that of the most specific selector, if any.

        Raises UnknownSelectorError.
        """
        weighed = [(self._weight(selector), selector, value) for selector, value in values.items()]
        fitting = [(weight, value) for weight, selector, value in weighed if _names(selector, weight, rule)]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def _weight(self, selector: str) -> int:
        if selector in self._by_key:
            return _ONE
        if selector in FAMILIES:
            return _FAMILY
        if selector in self._packs:
            return _PACK
        if selector == ALL:
            return _EVERY
        from healthlint.rules.reading import nearest

        raise UnknownSelectorError(selector, nearest(selector, self.selectors()))


def _names(selector: str, weight: int, rule: Rule) -> bool:
    if weight == _ONE:
        return selector in (rule.name, rule.code)
    if weight == _FAMILY:
        return selector == rule.family
    return weight == _EVERY or selector == rule.pack or selector in rule.also
