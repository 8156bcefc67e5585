"""What the documentation says of the code is made from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from healthlint.cli.docs import pages, rules_page
from healthlint.cli.rulebook import built_in_rules
from healthlint.rules.kinds import kind_names, load_kind
from healthlint.rules.schema import RULE

ROOT = Path(__file__).parent.parent
SCHEMAS = {f"rules/{name}.schema.json" for name in ("config", "rule", "pack")}


def test_what_is_made_from_the_code_is_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = dict(pages())
    assert found.keys() == {"docs/rules.md", "docs/writing-rules.md", "README.md", *SCHEMAS}
    for path, text in found.items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, "run `python -m healthlint.cli.docs`"


def test_every_key_kind_and_option_has_its_row() -> None:
    page = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z_]+)` \|", page.partition("## The keys of a rule")[2], re.MULTILINE)
    options = [name for kind in kind_names() for name in load_kind(kind).OPTIONS]
    assert rows[-len(options) :] == options
    assert {*RULE.fields, "verified", "assertions", "cited", "safety", "span"} <= set(rows)
    assert all(f"### `{kind}`" in page for kind in kind_names())
    assert not re.search(r"\|  \|$", page, re.MULTILINE), "a row without a meaning"


def test_the_report_in_the_readme_is_whole() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    report = page.partition("```console\n")[2].partition("```")[0]
    assert report.startswith("$ healthlint examples/short.md\n")
    assert report.splitlines()[-1].startswith("Found ")


def test_every_rule_in_the_table_leads_to_its_section() -> None:
    rules = built_in_rules()
    page = rules_page(rules)
    for rule in rules:
        assert f"| {rule.code} | [`{rule.name}`](#{rule.name}-{rule.code.lower()}) |" in page
        assert f"\n## `{rule.name}` ({rule.code})\n" in page
