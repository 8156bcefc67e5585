"""docs/rules.md is made from the rules."""

from __future__ import annotations

from pathlib import Path

from healthlint.cli.docs import rules_page
from healthlint.cli.rulebook import built_in_rules

ROOT = Path(__file__).parent.parent


def test_the_page_of_rules_is_up_to_date() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == rules_page(built_in_rules()), "run `python -m healthlint.cli.docs`"


def test_every_rule_in_the_table_leads_to_its_section() -> None:
    rules = built_in_rules()
    page = rules_page(rules)
    for rule in rules:
        assert f"| {rule.code} | [`{rule.name}`](#{rule.name}-{rule.code.lower()}) |" in page
        assert f"\n## `{rule.name}` ({rule.code})\n" in page
