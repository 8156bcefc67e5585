"""Every example of every rule: the rule fires on what fails and is silent on what passes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rule_helpers import PATHS, RULE_FILES, assert_exact, core_lexicon, document_of, read_rule, run_rules

from healthlint.finding import Finding
from healthlint.linter import plan, run
from healthlint.rules.kinds import load_kind
from healthlint.rules.loader import RuleFile, load_rules
from healthlint.rules.model import Example, Rule
from healthlint.rules.selection import RuleSet
from healthlint.settings import Settings

#: A rule without at least so many examples on either side says too little about where it ends.
LEAST = 5


ALL_RULES = RuleSet(read_rule(path) for path in RULE_FILES)
DEFAULT_PLAN = plan(ALL_RULES, Settings())
EXAMPLES = [
    pytest.param(rule, example, fires, id=f"{rule.name}-{'fail' if fires else 'pass'}-{number}")
    for rule in ALL_RULES.rules
    for fires, examples in ((True, rule.examples_fail), (False, rule.examples_pass))
    for number, example in enumerate(examples, 1)
]


def findings_in(rule: Rule, example: Example) -> list[Finding]:
    """What the rule alone gives on an example."""
    path = PATHS[example.format]
    if rule.kind == "suppression":  # what is suppressed is found by other rules
        found = run(document_of(example.text, path), ALL_RULES, DEFAULT_PLAN).findings
        return [finding for finding in found if finding.rule == rule.name]
    result = run_rules(example.text, [rule], path, select=(rule.name,), options={rule.name: example.config})
    return result.findings


@pytest.mark.parametrize(("rule", "example", "fires"), EXAMPLES)
def test_example(rule: Rule, example: Example, fires: bool) -> None:
    findings = findings_in(rule, example)
    for finding in findings:
        assert_exact(finding, example.text)
        assert "{" not in finding.message, "the message names something that the match does not tell"
    assert bool(findings) is fires, findings or "silent"
    if fires and example.span:
        assert example.span in [finding.text for finding in findings]


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_rule_file(path: Path) -> None:
    rule = read_rule(path)
    assert len(rule.examples_fail) >= LEAST
    assert len(rule.examples_pass) >= LEAST
    assert load_kind(rule.kind)
    texts = Counter(example.text for example in (*rule.examples_fail, *rule.examples_pass))
    assert not [text for text, count in texts.items() if count > 1]
    assert rule.summary.endswith(".")
    assert not rule.message.endswith(".")
    assert not rule.message[0].isupper(), "a message goes on after the rule's name"
    assert "{text}" not in rule.message.replace("“{text}”", ""), "what the article says is quoted"


def test_the_rules_fit_together() -> None:
    files = [
        RuleFile(p.read_text(encoding="utf-8"), f"rules/{p.parent.name}/{p.name}", p.parent.name)
        for p in RULE_FILES
    ]
    rules = load_rules(files, core_lexicon())
    assert len(rules) == len(RULE_FILES)
