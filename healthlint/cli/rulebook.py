"""The rules there are, for the commands that speak about rules."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from healthlint.cli.arguments import UsageError

if TYPE_CHECKING:
    from healthlint.rules.model import Rule


def built_in_rules() -> tuple[Rule, ...]:
    """Every rule that comes with healthlint, in the order of the codes."""
    from healthlint.workspace.packs import load

    return load(complete=True).ruleset.rules


def all_rules() -> tuple[Rule, ...]:
    """The built-in rules and those that the configuration of the current folder adds.

    Raises ConfigError where that configuration cannot be used.
    """
    from healthlint.rules.loader import load_rule
    from healthlint.workspace.config import Configs
    from healthlint.workspace.result import Options

    rules = {rule.name: rule for rule in built_in_rules()}
    for rule in Configs(Options()).at(os.curdir).packs.ruleset.rules:
        if rule.name not in rules:  # a run's rules come without what only people read
            with open(rule.path, encoding="utf-8") as file:
                rules[rule.name] = load_rule(file.read(), rule.path, rule.pack)
    return tuple(sorted(rules.values(), key=lambda rule: (rule.code, rule.name)))


def find_rule(name: str, rules: Sequence[Rule]) -> Rule:
    """The rule of a name or a code, in any case. Raises UsageError with the nearest one."""
    wanted = name.strip().casefold()
    for rule in rules:
        if wanted in (rule.name.casefold(), rule.code.casefold()):
            return rule
    from healthlint.rules.reading import nearest

    hint = nearest(wanted, [rule.name for rule in rules]) or nearest(
        wanted.upper(), [rule.code for rule in rules]
    )
    raise UsageError(f"there is no rule {name}{hint or '; `healthlint rules` lists them'}")
