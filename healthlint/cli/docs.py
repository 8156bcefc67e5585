"""``python -m healthlint.cli.docs``: write docs/rules.md from the rule files, in a checkout."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from healthlint.cli.page import page
from healthlint.cli.rulebook import built_in_rules
from healthlint.cli.streams import written_whole

if TYPE_CHECKING:
    from healthlint.rules.model import Rule

PATH = os.path.join("docs", "rules.md")
_HEAD = """<!-- healthlint-disable-file -- quotes what the rules report -->

# Rules

Made from `rules/` by `python -m healthlint.cli.docs`; not to be edited by hand. `healthlint explain RULE`
says the same. How to choose rules and set their options: [configuration.md](configuration.md).
"""


def rules_page(rules: Sequence[Rule]) -> str:
    """The text of docs/rules.md: a table of all rules, then a section for each."""
    rows = ["| code | rule | family | severity | default |", "|---|---|---|---|---|"]
    for rule in rules:
        name = f"[`{rule.name}`](#{_anchor(rule)})"
        default = "on" if rule.is_default else "off"
        rows.append(f"| {rule.code} | {name} | {rule.family} | {rule.severity} | {default} |")
    table = "\n".join(rows) + "\n"
    return "\n".join([_HEAD, table, *(page(rule, level=2) for rule in rules)])


def _anchor(rule: Rule) -> str:
    """Where GitHub and others put the heading "`unhedged-efficacy-claim` (HL201)"."""
    return f"{rule.name}-{rule.code}".lower()


if __name__ == "__main__":
    with written_whole(PATH) as stream:
        stream.write(rules_page(built_in_rules()))
