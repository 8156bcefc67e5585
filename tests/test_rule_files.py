"""Rule files are read strictly: every mistake is named, with its place, all at once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from rule_helpers import RULE_FILES, lexicon_of, rule_of, rule_text

from healthlint.language import assertions
from healthlint.language.lexicon import Lexicon
from healthlint.markup import model as markup
from healthlint.rules.kinds import kind_names, load_kind
from healthlint.rules.loader import RuleFile, RuleFileError, load_rule, load_rules, parse_rule
from healthlint.rules.model import Example, Rule
from healthlint.rules.schema import ASSERTIONS, BLOCK_ROLES, json_schema, option_shape

PATH = "rules/core/no-fuss.yaml"


def mistakes(text: str, **options: Lexicon) -> list[str]:
    """The mistakes in a rule file, as a person reads them."""
    with pytest.raises(RuleFileError) as caught:
        load_rule(text, PATH, "core", **options)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_a_rule_file_becomes_a_rule() -> None:
    rule = rule_of(
        status="optional",
        unless={
            "sections": ["references"],
            "roles": ["quoted"],
            "assertions": ["negated"],
            "pattern": "calm",
        },
        fix={"safety": "unsafe", "text": "calm"},
        examples={"fail": ["A fuss.", {"text": "fuss", "format": "text", "span": "fuss"}], "pass": ["Calm."]},
    )
    assert (rule.name, rule.code, rule.pack, rule.family) == ("no-fuss", "HL801", "core", "language")
    assert rule.sources[0].section == "1"
    assert rule.unless is not None
    assert rule.unless.sections == ("references",)
    assert rule.options["patterns"] == [r"\bfuss\b"]
    assert rule.options["every"] is False, "options that a file leaves out have their default"
    assert rule.examples_fail == (Example("A fuss."), Example("fuss", "text", span="fuss"))
    assert not rule.is_default


def test_a_rule_is_the_same_after_a_trip_through_json() -> None:
    rule = rule_of(unless={"roles": ["quote"]}, supersedes=[], fix={"safety": "safe", "text": "{text}"})
    data = json.loads(json.dumps(rule.to_data()))
    again = Rule.from_data(data)
    assert again.to_data() == rule.to_data() == data
    assert again.unless == rule.unless
    assert again.fix == rule.fix


@pytest.mark.parametrize(
    ("changes", "at", "message"),
    [
        ({"severty": "error", "severity": None}, "severty", "`severty`; did you mean `severity`?"),
        ({"severity": "fatal"}, "fatal", "unknown value `fatal`; valid are error, info, warning"),
        ({"family": "efficiency"}, "efficiency", "unknown value `efficiency`; did you mean `efficacy`?"),
        ({"code": "HL201"}, "HL201", "the codes of the family language start with HL8"),
        ({"code": "8-01"}, "8-01", "`8-01` is not a code such as HL201"),
        ({"summary": None}, "rule:", "`summary` is missing"),
        ({"summary": 3}, "3", "text is wanted here, not a number: put it in quotes"),
        ({"summary": True}, "true", "text is wanted here, not true or false: put it in quotes"),
        ({"why": ["a", "b"]}, "- a", "text is wanted here, not a list"),
        ({"why": " "}, "' '", "the text is empty"),
        ({"sources": []}, "[]", "at least 1 wanted here, not 0"),
        (
            {"sources": [{"url": "https://x.org", "name": "N", "verified": "stored"}]},
            "url",
            "`section` is missing",
        ),
        ({"status": "shiny"}, "shiny", "unknown value `shiny`; valid are optional, preview, stable"),
        ({"match": {"kind": "patern"}}, "patern", "unknown kind `patern`; did you mean `pattern`?"),
        ({"match": {"patterns": ["x"]}}, "patterns", "`kind` is missing"),
        ({"match": {"kind": "pattern", "paterns": "x"}}, "paterns", "`paterns`; did you mean `patterns`?"),
        ({"match": {"kind": "pattern", "patterns": ["(a"]}}, "(a", "bad regular expression: missing ), "),
        ({"match": {"kind": "pattern", "every": "often"}}, "often", "true or false is wanted here, not text"),
        ({"match": {"kind": "pattern", "within": 1.5}}, "1.5", "a whole number is wanted here, not a number"),
        ({"unless": {"sections": ["refs"]}}, "refs", "unknown value `refs`"),
        (
            {"unless": {"assertions": ["negates"]}},
            "negates",
            "unknown value `negates`; did you mean `negated`?",
        ),
        ({"unless": {"pattern": "[a"}}, "'[a'", "bad regular expression: unterminated character set"),
        ({"message": "a {text"}, "a {text", "braces: expected '}' before end of string"),
        ({"message": "a {}"}, "a {}", "braces hold one name each, not ``"),
        ({"examples": {"fail": ["A fuss."], "pass": []}}, "[]", "at least 1 wanted here, not 0"),
        ({"examples": {"fail": ["A fuss."]}}, "fail", "`pass` is missing"),
        ({"examples": {"fail": [{"txt": "Fuss"}], "pass": ["x"]}}, "txt", "`txt`; did you mean `text`?"),
        (
            {"examples": {"fail": [{"text": "A fuss.", "config": {"evry": True}}], "pass": ["x"]}},
            "evry",
            "unknown key `evry`; did you mean `every`?",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(changes: dict[str, Any], at: str, message: str) -> None:
    text = rule_text(**changes)
    with pytest.raises(RuleFileError) as caught:
        load_rule(text, PATH, "core")
    places = [
        text.splitlines()[mistake.line - 1][mistake.column - 1 :]
        for mistake in caught.value.mistakes
        if message in mistake.message
    ]
    assert places, str(caught.value)
    assert all(place.startswith(at) for place in places), places


def test_all_mistakes_of_a_file_are_told_in_order() -> None:
    text = (
        rule_text(match={"kind": "pattern", "patterns": ["(", "ok"]}, suggest=7)
        .replace("severity:", "severty:")
        .replace("family: language", "family: grammar")
    )
    assert mistakes(text) == [
        f"{PATH}:1:1: `severity` is missing",
        f"{PATH}:3:9: unknown value `grammar`; valid are disclaimer, dosing, efficacy, evidence, language, "
        "numbers, provenance, readability, references, safety",
        f"{PATH}:4:1: unknown key `severty`; did you mean `severity`?",
        f"{PATH}:15:5: bad regular expression: missing ), unterminated subpattern at character 1",
        f"{PATH}:18:10: text is wanted here, not a number: put it in quotes",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rule: [no-fuss\n", "expected ',' or ']'"),
        ("rule: no-fuss\n\tcode: HL801\n", ":2:1: not YAML:"),
        ("", ":1:1: the file is empty"),
        ("- rule\n", ":1:1: a mapping is wanted here, not a list"),
        ("rule: no-fuss\nrule: no-fuss\n", ":2:1: `rule` stands here twice"),
        ("[a]: b\n", ":1:1: a key is text, not a list"),
        ("rule: &a [*a]\n", ":1:7: text is wanted here, not a list"),
    ],
)
def test_what_is_no_rule_at_all_is_told_too(text: str, message: str) -> None:
    assert any(message in told for told in mistakes(text))


def test_a_rule_is_called_like_its_file() -> None:
    assert mistakes(rule_text("no-frills")) == [
        f"{PATH}:1:7: the rule is named `no-frills`, its file `no-fuss`"
    ]


def test_a_rule_is_not_called_like_a_family() -> None:
    assert "`dosing` cannot name a rule" in "".join(mistakes(rule_text("dosing")))


def test_lexicon_classes_are_checked_where_the_lexicon_is_known() -> None:
    lexicon = lexicon_of(intervention_herb=["nettle"])
    text = rule_text(match={"kind": "pattern", "words": ["intervention"], "terms": ["intervention.hreb"]})
    assert mistakes(text, lexicon=lexicon) == [
        f"{PATH}:17:5: no lexicon has the class `intervention.hreb`; did you mean `intervention.herb`?"
    ]
    assert load_rule(text, PATH, "core").options["words"] == ["intervention"]


def test_mistakes_between_files_are_told() -> None:
    files = [
        RuleFile(rule_text("no-fuss"), "rules/core/no-fuss.yaml", "core"),
        RuleFile(rule_text("no-frills", supersedes=["no-fus"]), "rules/core/no-frills.yaml", "core"),
        RuleFile(rule_text("no-fuss", code="HL802"), "rules/extra/no-fuss.yaml", "extra"),
    ]
    with pytest.raises(RuleFileError) as caught:
        load_rules(files)
    assert str(caught.value).splitlines() == [
        "rules/core/no-frills.yaml:2:7: `HL801` is taken by rules/core/no-fuss.yaml",
        "rules/core/no-frills.yaml:24:3: there is no rule `no-fus` to supersede; did you mean `no-fuss`?",
        "rules/extra/no-fuss.yaml:1:7: `no-fuss` is taken by rules/core/no-fuss.yaml",
    ]


def test_rules_do_not_supersede_each_other_in_a_circle() -> None:
    circle = {"one": "two", "two": "three", "three": "one"}
    files = [
        RuleFile(rule_text(name, code=f"HL80{n}", supersedes=[loser]), f"rules/core/{name}.yaml", "core")
        for n, (name, loser) in enumerate(circle.items())
    ]
    with pytest.raises(RuleFileError, match="`two` supersedes this rule, which cannot supersede it back"):
        load_rules(files)


def test_rules_come_in_the_order_of_their_codes() -> None:
    files = [
        RuleFile(rule_text(name, code=code), f"rules/core/{name}.yaml", "core")
        for name, code in (("b", "HL809"), ("a", "HL802"))
    ]
    assert [rule.code for rule in load_rules(files)] == ["HL802", "HL809"]


def test_parsing_makes_plain_json_data() -> None:
    data = parse_rule(rule_text(), PATH, "core")
    assert json.loads(json.dumps(data)) == data


def test_words_for_places_are_those_of_the_layers() -> None:
    kinds = {value for name, value in vars(assertions).items() if name.isupper() and isinstance(value, str)}
    assert set(ASSERTIONS) == kinds - {assertions.AFFIRMED}
    roles = {value for name, value in vars(markup).items() if name.isupper() and isinstance(value, str)}
    assert set(BLOCK_ROLES) == roles | {"quoted"}


def test_every_kind_describes_its_options() -> None:
    for name in kind_names():
        for key, option in load_kind(name).OPTIONS.items():
            assert option_shape(option).schema(), key
            assert option.summary.endswith("."), f"{name}.{key} has no summary"


# -- the JSON Schema ---


def accepts(schema: dict[str, Any], value: object) -> bool:
    """Whether a value fits a JSON Schema, for the keywords that the project's schema uses."""
    unknown = schema.keys() - {
        "$schema", "title", "description", "type", "enum", "pattern", "minLength", "items", "minItems",
        "properties", "additionalProperties", "required", "anyOf", "oneOf",
    }  # fmt: skip
    assert not unknown, f"teach this test {unknown}"
    types = {
        "string": str, "boolean": bool, "integer": int, "number": (int, float), "array": list, "object": dict,
        "null": type(None),
    }  # fmt: skip
    wanted = schema.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if wanted and not any(
        isinstance(value, types[name]) and (name == "boolean" or not isinstance(value, bool))
        for name in wanted
    ):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            return False
        if len(value) < schema.get("minLength", 0):
            return False
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            return False
        if not all(accepts(schema.get("items", {}), item) for item in value):
            return False
    if isinstance(value, dict):
        if not set(schema.get("required", ())) <= value.keys():
            return False
        properties, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
        for key, item in value.items():
            inner = properties.get(key, rest)
            if inner is False or (isinstance(inner, dict) and not accepts(inner, item)):
                return False
    if "anyOf" in schema and not any(accepts(one, value) for one in schema["anyOf"]):
        return False
    return "oneOf" not in schema or sum(accepts(one, value) for one in schema["oneOf"]) == 1


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_the_json_schema_accepts_every_rule_file(path: Path) -> None:
    assert accepts(json_schema(), yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "changes",
    [
        {"severty": "error"},
        {"severity": "fatal"},
        {"code": "8-01"},
        {"summary": None},
        {"summary": 3},
        {"why": ""},
        {"sources": []},
        {"match": {"kind": "patern"}},
        {"match": {"kind": "pattern", "paterns": ["x"]}},
        {"match": {"kind": "pattern", "every": "often"}},
        {"match": {"kind": "pattern", "within": 1.5}},
        {"match": {"kind": "pattern", "patterns": {"a": "b"}}},
        {"unless": {"sections": ["refs"]}},
        {"examples": {"fail": ["A fuss."], "pass": []}},
        {"examples": {"fail": [{"txt": "A fuss."}], "pass": ["x"]}},
        {"fix": {"safety": "likely", "text": "x"}},
    ],
)
def test_the_json_schema_and_the_loader_refuse_the_same(changes: dict[str, Any]) -> None:
    text = rule_text(**changes)
    assert not accepts(json_schema(), yaml.safe_load(text))
    assert mistakes(text)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"match": {"kind": "pattern", "patterns": "x"}},
        {"match": {"kind": "pattern", "patterns": ["x", "y"], "every": True, "within": 3}},
        {"unless": {"roles": ["quote", "quoted"]}},
        {"fix": {"safety": "safe", "text": "x"}},
        {"examples": {"fail": [{"text": "A fuss.", "config": {"every": True}}], "pass": ["x"]}},
        {"locale": "en-GB", "status": "preview", "supersedes": ["other"]},
    ],
)
def test_the_json_schema_and_the_loader_accept_the_same(changes: dict[str, Any]) -> None:
    text = rule_text(**changes)
    assert accepts(json_schema(), yaml.safe_load(text))
    assert load_rule(text, PATH, "core")
