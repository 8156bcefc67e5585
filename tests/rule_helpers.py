"""Documents and rules for tests of the rules engine, without the configuration around it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from healthlint.document import read
from healthlint.finding import Finding
from healthlint.language.annotated import AnnotatedDocument
from healthlint.language.lexicon import Lexicon
from healthlint.linter import Result, plan, run
from healthlint.rules.loader import load_rule
from healthlint.rules.model import Rule
from healthlint.rules.selection import RuleSet
from healthlint.settings import Settings
from healthlint.source import Source

RULES = Path(__file__).parent.parent / "rules"
RULE_FILES = [
    path
    for path in sorted(RULES.glob("*/*.yaml"))
    if path.parent.name != "lexicon" and path.name != "pack.yaml"
]
PATHS = {"text": "example.txt", "markdown": "example.md", "mdx": "example.mdx", "html": "example.html"}


@cache
def core_lexicon() -> Lexicon:
    """The lexicon of the project."""
    return Lexicon.build(
        yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for path in sorted((RULES / "lexicon").glob("*.yaml"))
    )


def lexicon_of(**classes: Iterable[str]) -> Lexicon:
    """A small lexicon: class names (with `_` for a dot) and their words."""
    return Lexicon.build(
        {"lexicon": name, "class": name.replace("_", "."), "entries": list(words)}
        for name, words in classes.items()
    )


def document_of(text: str, path: str = "example.md", lexicon: Lexicon | None = None) -> AnnotatedDocument:
    """A text, read and ready for rules."""
    base = read(Source(path, text))
    return AnnotatedDocument(base.source, base.markup, base.format, lexicon or core_lexicon())


def read_rule(path: Path) -> Rule:
    """The rule of a file of the project."""
    pack = path.parent.name
    return load_rule(path.read_text(encoding="utf-8"), f"rules/{pack}/{path.name}", pack)


def rule_text(name: str = "no-fuss", **changes: object) -> str:
    """The YAML of a small rule, some keys of it changed, or left out where the value is None."""
    data: dict[str, Any] = {
        "rule": name,
        "code": "HL801",
        "family": "language",
        "severity": "warning",
        "summary": "Nobody makes a fuss.",
        "why": "It tires readers.",
        "sources": [
            {"name": "A guide", "section": "1", "url": "https://example.org/guide", "verified": "stored"}
        ],
        "match": {"kind": "pattern", "patterns": [r"\bfuss\b"]},
        "message": "“{text}” is a fuss",
        "suggest": "Say it calmly.",
        "examples": {"fail": ["What a fuss."], "pass": ["All is calm."]},
    }
    data.update(changes)
    return yaml.safe_dump({key: value for key, value in data.items() if value is not None}, sort_keys=False)


def rule_of(name: str = "no-fuss", pack: str = "core", **changes: object) -> Rule:
    """The rule of `rule_text`."""
    return load_rule(rule_text(name, **changes), f"rules/{pack}/{name}.yaml", pack)


def run_rules(
    text: str,
    rules: Iterable[Rule],
    path: str = "example.md",
    lexicon: Lexicon | None = None,
    **settings: object,
) -> Result:
    """What some rules give on a text."""
    ruleset = RuleSet(rules)
    return run(document_of(text, path, lexicon), ruleset, plan(ruleset, Settings()._replace(**settings)))


def found(result: Result) -> list[tuple[str, str]]:
    """Rule and text of each finding."""
    return [(finding.rule, finding.text) for finding in result.findings]


def assert_exact(finding: Finding, text: str) -> None:
    """A finding's offsets, lines and columns agree with the text."""
    assert text[finding.start : finding.end] == finding.text
    source = Source(finding.path, text)
    assert source.position(finding.start) == (finding.line, finding.column)
    assert source.position(finding.end) == (finding.end_line, finding.end_column)
