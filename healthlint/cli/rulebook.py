"""The rules there are, for the commands that speak about rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from healthlint.cli.arguments import UsageError

if TYPE_CHECKING:
    from healthlint.rules.model import Rule


def all_rules() -> Sequence[Rule]:
    """Every rule of every pack, in the order of the codes."""
    from healthlint.workspace.packs import load

    return load(complete=True).ruleset.rules


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
