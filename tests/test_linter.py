"""The linter core: selection, `unless`, superseding, positions, fingerprints, and rules of kind pattern."""

from __future__ import annotations

import re
import time
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_helpers import (
    RULE_FILES,
    assert_exact,
    document_of,
    found,
    lexicon_of,
    read_rule,
    rule_of,
    rule_text,
    run_rules,
)

from healthlint.finding import Edit, Fingerprints, Fix
from healthlint.language.annotated import AnnotatedDocument
from healthlint.language.fold import searchable
from healthlint.linter import check
from healthlint.rules.kinds import pattern as pattern_kind
from healthlint.rules.model import Rule
from healthlint.rules.patterns import compile_pattern, plain, required_words
from healthlint.rules.selection import RuleSet, UnknownSelectorError
from healthlint.settings import Settings

PATTERN_RULES = [rule for rule in map(read_rule, RULE_FILES) if rule.kind == "pattern"]
WORDS = lexicon_of(
    intervention_herb=["nettle", "dock leaf"], condition=["hives", "headache"], stigma=["sufferer"]
)


def words_rule(name: str, code: str, patterns: str, **changes: object) -> Rule:
    changes = {"match": {"kind": "pattern", "patterns": [patterns]}, **changes}
    pack = str(changes.pop("pack", "core"))
    return rule_of(name, pack, code=code, **changes)


# -- selection ---


def selected(**selectors: object) -> list[str]:
    rules = RuleSet(
        [
            words_rule("calm", "HL801", "x"),
            words_rule("quiet", "HL802", "x", status="optional"),
            words_rule("safe", "HL701", "x", family="safety"),
            words_rule("house-style", "ACME001", "x", pack="house"),
        ]
    )
    return [rule.name for rule in rules.select(**selectors).active]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("selectors", "names"),
    [
        ({}, ["safe", "calm"]),
        ({"select": ["calm"]}, ["calm"]),
        ({"select": ["HL801"]}, ["calm"]),
        ({"select": ["language"]}, ["calm", "quiet"]),
        ({"select": ["house"]}, ["house-style"]),
        ({"select": ["house"], "extend_select": ["language"]}, ["house-style", "calm", "quiet"]),
        ({"select": ["house"], "ignore": ["language"]}, []),
        ({"select": ["all"]}, ["house-style", "safe", "calm"]),
        ({"select": []}, []),
        ({"extend_select": ["house"]}, ["house-style", "safe", "calm"]),
        ({"extend_select": ["quiet"]}, ["safe", "calm", "quiet"]),
        ({"ignore": ["core"]}, []),
        ({"ignore": ["language"]}, ["safe"]),
        ({"ignore": ["all"], "select": ["safety"]}, ["safe"]),
        ({"ignore": ["language"], "extend_select": ["calm"]}, ["safe", "calm"]),
        ({"ignore": ["calm"], "select": ["language"]}, ["quiet"]),
        ({"ignore": ["HL801"], "select": ["calm"]}, []),
        ({"select": ["dosing"]}, []),
    ],
)
def test_the_most_specific_selector_decides_and_ignore_wins_among_equals(
    selectors: dict[str, list[str]], names: list[str]
) -> None:
    assert selected(**selectors) == names


@pytest.mark.parametrize("key", ["select", "ignore", "extend_select"])
def test_an_unknown_selector_is_named_with_the_nearest(key: str) -> None:
    with pytest.raises(UnknownSelectorError, match="`saftey`; did you mean `safety`"):
        selected(**{key: ["saftey"]})
    with pytest.raises(UnknownSelectorError, match="HL80`"):
        selected(**{key: ["HL80"]})


def test_names_and_codes_are_distinct() -> None:
    with pytest.raises(ValueError, match="two rules are called HL801"):
        RuleSet([words_rule("one", "HL801", "x"), words_rule("two", "HL801", "x")])


def test_severity_is_set_by_the_most_specific_selector() -> None:
    rules = [words_rule("calm", "HL801", "fuss"), words_rule("quiet", "HL802", "noise")]
    result = run_rules(
        "A fuss. A noise.", rules, severity={"language": "info", "HL802": "error", "core": "warning"}
    )
    assert [(finding.rule, finding.severity) for finding in result.findings] == [
        ("calm", "info"),
        ("quiet", "error"),
    ]


def test_options_of_a_rule_can_be_set() -> None:
    rule = words_rule("calm", "HL801", "fuss")
    text = "A fuss is a fuss."
    assert found(run_rules(text, [rule])) == [("calm", "fuss")]
    assert found(run_rules(text, [rule], options={"calm": {"every": True}})) == [
        ("calm", "fuss"),
        ("calm", "fuss"),
    ]


def test_the_least_confidence_asked_for_is_kept() -> None:
    rules = [
        words_rule(level, f"HL80{n}", "", match={"kind": "pattern", "patterns": "fuss", "confidence": level})
        for n, level in enumerate(("high", "medium", "low"))
    ]
    text = "A fuss."
    assert [f.confidence for f in run_rules(text, rules).findings] == ["high", "medium"]
    assert [f.confidence for f in run_rules(text, rules, min_confidence="high").findings] == ["high"]
    assert [f.confidence for f in run_rules(text, rules, min_confidence="low").findings] == [
        "high",
        "medium",
        "low",
    ]


# -- superseding ---

STRONG = words_rule("strong", "HL803", "great fuss", supersedes=["weak"])
STRONGEST = words_rule("strongest", "HL804", "great fuss indeed", supersedes=["strong"])
WEAK = words_rule("weak", "HL805", "fuss")
TEXT = "A great fuss. Another fuss. A great fuss indeed."


def test_a_superseded_rule_is_silent_in_the_same_sentence_only() -> None:
    assert found(run_rules(TEXT, [STRONG, WEAK])) == [
        ("strong", "great fuss"),
        ("weak", "fuss"),
        ("strong", "great fuss"),
    ]


def test_superseding_reaches_through_a_third_rule() -> None:
    assert found(run_rules(TEXT, [STRONG, STRONGEST, WEAK])) == [
        ("strong", "great fuss"),
        ("weak", "fuss"),
        ("strongest", "great fuss indeed"),
    ]


def test_ignoring_the_winner_does_not_reveal_the_loser() -> None:
    assert found(run_rules(TEXT, [STRONG, WEAK], ignore=("strong",))) == [("weak", "fuss")]


def test_suppressing_the_winner_does_not_reveal_the_loser() -> None:
    text = "<!-- healthlint-disable-next-line strong -- as agreed -->\nA great fuss.\n"
    result = run_rules(text, [STRONG, WEAK])
    assert found(result) == []
    assert [(one.finding.rule, one.by.reason) for one in result.suppressed] == [("strong", "as agreed")]


def test_a_rule_that_was_never_selected_supersedes_nothing() -> None:
    assert found(run_rules(TEXT, [STRONG, WEAK], select=("weak",))) == [("weak", "fuss")] * 3


def test_the_silence_of_an_excused_winner_does_not_count() -> None:
    excused = words_rule("strong", "HL803", "great fuss", supersedes=["weak"], unless={"pattern": "another"})
    assert found(run_rules("Another great fuss.", [excused, WEAK])) == [("weak", "fuss")]


# -- unless ---


@pytest.mark.parametrize(
    ("unless", "text", "fires"),
    [
        ({"roles": ["heading"]}, "# A fuss\n\nWords.", False),
        ({"roles": ["heading"]}, "# Words\n\nA fuss.", True),
        ({"roles": ["quoted"]}, "> A fuss.", False),
        ({"pattern": "don't"}, "We DON’T want a fuss.", False),
        ({"pattern": "don't"}, "We do want a fuss. We don't.", True),
        ({"assertions": ["negated"]}, "There is no fuss.", False),
        ({"assertions": ["negated"]}, "There is a fuss.", True),
        ({"assertions": ["question", "hedged"]}, "Is it a fuss?", False),
        ({"assertions": ["hedged"]}, "This may be a fuss.", False),
        ({"cited": ["sentence"]}, "This is a fuss [3].\n\n## References\n\n3. Hale T. Noise. 2014.", False),
        (
            {"cited": ["sentence"]},
            "This is a fuss. Noise is another [3].\n\n## References\n\n3. Hale T. 2014.",
            True,
        ),
        (
            {"cited": ["paragraph"]},
            "This is a fuss. Noise is another [3].\n\n## References\n\n3. Hale. 2014.",
            False,
        ),
        (
            {"sections": ["references"]},
            "# A page\n\nWords.\n\n## References\n\n1. A fuss about nothing. 2014.",
            False,
        ),
        ({"sections": ["references"]}, "# A page\n\nA fuss.\n\n## References\n\n1. Nothing. 2014.", True),
    ],
)
def test_a_match_is_excused(unless: dict[str, list[str]], text: str, fires: bool) -> None:
    assert bool(run_rules(text, [words_rule("calm", "HL801", "fuss", unless=unless)]).findings) is fires


def test_a_negation_that_is_part_of_the_match_does_not_excuse_it() -> None:
    rule = words_rule("calm", "HL801", "(?:no|without any) fuss", unless={"assertions": ["negated"]})
    assert found(run_rules("It works without any fuss.", [rule])) == [("calm", "without any fuss")]
    assert found(run_rules("It never works without any fuss.", [rule])) == []


# -- findings ---


def test_a_finding_has_everything_that_a_report_shows() -> None:
    rule = words_rule("calm", "HL801", r"(?P<size>big|small) fuss", message="{size}: “{text}” of {nobody}")
    text = "\n\nWhat a *big\nfuss* &amp; noise!\n"
    (finding,) = run_rules(text, [rule], path="notes/a.md").findings
    assert_exact(finding, text)
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == (3, 9, 4, 5)
    assert finding.text == "big\nfuss"
    assert finding.message == "big: “big fuss” of {nobody}"
    assert finding[7:14] == ("big\nfuss", "calm", "HL801", "language", "core", "warning", "high")
    assert (finding.help, finding.url) == ("Say it calmly.", "https://example.org/guide")
    assert finding.path == "notes/a.md"


def test_a_long_match_is_shortened_in_the_message_only() -> None:
    rule = words_rule("calm", "HL801", "fuss .* fuss")
    text = "A fuss " + "about this and about that " * 8 + "and a fuss."
    (finding,) = run_rules(text, [rule]).findings
    assert finding.text == text[2:-1]
    assert finding.message.endswith("…” is a fuss")
    assert len(finding.message) < 90


def test_a_group_named_span_is_what_is_reported() -> None:
    rule = words_rule("calm", "HL801", r"such a (?P<span>great fuss)")
    assert found(run_rules("It was such a great fuss.", [rule])) == [("calm", "great fuss")]


def test_findings_are_sorted_by_position_then_code() -> None:
    rules = [
        words_rule("b", "HL802", "fuss"),
        words_rule("a", "HL801", "fuss"),
        words_rule("c", "HL803", "a fuss"),
    ]
    text = "Not a fuss. A fuss."
    findings = run_rules(text, rules).findings
    assert [(f.start, f.end, f.code) for f in findings] == sorted((f.start, f.end, f.code) for f in findings)
    assert len(findings) == 6


def test_a_rule_with_a_fix_gives_edits_where_the_source_is_plain() -> None:
    rule = words_rule("calm", "HL801", "big fuss", fix={"safety": "unsafe", "text": "stir"})
    plain_text, marked = run_rules("A big fuss.\n\nA big *fuss*.", [rule]).findings
    assert plain_text.fix == Fix("unsafe", (Edit(2, 10, "stir"),))
    assert marked.fix is None


def test_fingerprints_stay_when_lines_move_and_tell_repetitions_apart() -> None:
    rule = words_rule("calm", "HL801", "fuss")
    first = run_rules("A fuss about 5 mg.\n\nA fuss about 6 mg.\n\nA fuss about 5 mg.", [rule]).findings
    moved = run_rules("New.\n\n# Title\n\na  FUSS\nabout 5 mg.\n\nA fuss about 5 mg.", [rule]).findings
    prints = [finding.fingerprint for finding in first]
    assert len(set(prints)) == 3
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in prints)
    assert [finding.fingerprint for finding in moved] == [prints[0], prints[2]]
    assert prints[0] == Fingerprints().next("calm", "a fuss\nabout 5 mg.")
    assert prints[0] == sha256(b"calm\0a fuss about 5 mg.\x000").hexdigest()


def test_ten_thousand_findings_in_one_sentence_take_no_more_than_their_share() -> None:
    rule = rule_of(
        match={"kind": "pattern", "patterns": "fuss", "every": True},
        unless={"pattern": "calm", "assertions": ["negated"], "cited": ["sentence"]},
    )
    spent = []
    for count in (1000, 10_000):
        document = document_of("big fuss and " * count + "noise.", "x.txt", WORDS)
        began = time.perf_counter()
        assert len(check(document, RuleSet([rule]), Settings())) == count
        spent.append(time.perf_counter() - began)
    assert spent[1] < 40 * spent[0], "ten times the findings, and a wide margin for a busy machine"


def test_check_gives_the_findings_alone() -> None:
    rules = RuleSet([WEAK])
    findings = check(document_of("A fuss."), rules, Settings())
    assert [finding.text for finding in findings] == ["fuss"]


def test_an_error_inside_a_rule_names_the_rule() -> None:
    broken = words_rule("calm", "HL801", "fuss", unless={"pattern": "x"})
    broken.memo["unless"] = "no pattern"
    with pytest.raises(AttributeError) as caught:
        run_rules("A fuss.", [broken])
    assert caught.value.__notes__ == ["in the rule calm"]


# -- rules of kind pattern ---


def pattern_rule(**options: object) -> Rule:
    return rule_of(match={"kind": "pattern", **options})


@pytest.mark.parametrize(
    ("options", "text", "texts"),
    [
        ({"patterns": "fuss"}, "A Fuss and a fuss. FUSS!", ["Fuss", "FUSS"]),
        ({"patterns": "fuss", "every": True}, "A Fuss and a fuss.", ["Fuss", "fuss"]),
        ({"patterns": "fuss", "case_sensitive": True}, "A Fuss and a fuss.", ["fuss"]),
        ({"patterns": ["fuss", "fuss made"]}, "The fuss made here.", ["fuss made"]),
        ({"patterns": "don't fuss"}, "Don’t\u00a0fuss.", ["Don’t\u00a0fuss"]),
        ({"patterns": "side-step"}, "A side‑step.", ["side‑step"]),
        ({"patterns": "a.b"}, "x a\n\nb", []),
        ({"words": ["stigma"]}, "A diabetes sufferer.", ["sufferer"]),
        ({"words": ["intervention"], "terms": ["condition"]}, "Nettle for hives. Nettle grows.", ["Nettle"]),
        ({"patterns": "ease", "terms": ["intervention", "condition"]}, "Nettle can ease hives.", ["ease"]),
        ({"patterns": "ease", "terms": ["intervention", "condition"]}, "Rest can ease hives.", []),
        ({"patterns": "ease", "terms": ["condition"], "within": 2}, "They ease all sorts of hives.", []),
        (
            {"patterns": "ease", "terms": ["condition"], "within": 3},
            "They ease all sorts of hives.",
            ["ease"],
        ),
        ({"patterns": "fuss", "roles": ["heading"]}, "# A fuss\n\nNo fuss.", ["fuss"]),
        ({"patterns": r"(?V1)\p{Lu}uss"}, "A Fuss.", ["Fuss"]),
        ({"patterns": "z*"}, "No empty match.", []),
    ],
)
def test_options_of_the_kind_pattern(options: dict[str, object], text: str, texts: list[str]) -> None:
    assert [f.text for f in run_rules(text, [pattern_rule(**options)], lexicon=WORDS).findings] == texts


def test_a_pattern_can_be_kept_to_some_sections() -> None:
    text = "A fuss.\n\n## References\n\n1. Fuss. 2019.\n"
    assert [f.text for f in run_rules(text, [pattern_rule(patterns="fuss", sections=["body"])]).findings] == [
        "fuss"
    ]
    assert [
        f.line for f in run_rules(text, [pattern_rule(patterns="fuss", sections=["references"])]).findings
    ] == [5]


def test_a_pattern_can_be_kept_to_sentences_with_a_claim() -> None:
    text = "Studies show that fasting lowers blood pressure. Studies show that nurses are tired."
    assert len(run_rules(text, [pattern_rule(patterns="studies show")]).findings) == 2
    assert [
        f.start for f in run_rules(text, [pattern_rule(patterns="studies show", claim=True)]).findings
    ] == [0]


def test_a_pattern_can_stand_on_several_lines() -> None:
    rule = pattern_rule(patterns="(?:great\n  |small)\n  [ ]fuss")
    assert rule.options["patterns"] == ["(?:great|small)[ ]fuss"]


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        (r"\bno (?:known )?side[- ]effects?\b", [{"effect"}, {"side"}, {"no"}]),
        ("clinically proven|proven to", [{"clinically", "proven"}]),
        ("(?:great|small) (?:fuss|stir)", [{"great", "small"}, {"fuss", "stir"}]),
        ("(?:greater|great) fuss", [{"great"}, {"fuss"}]),
        ("(?:very )?calm", [{"calm"}]),
        ("cal(?:m)+", [{"cal"}, {"m"}]),
        ("(?i:CALM)", [{"calm"}]),
        ("(?<!not )calm(?= again)", [{"again"}, {"calm"}]),
        ("[a-z]+", []),
        (r"\d+ ?%", []),
        (r"\p{Lu}", []),
        ("x?", []),
        ("calm|[a-z]", []),
    ],
)
def test_required_words(pattern: str, groups: list[set[str]]) -> None:
    assert [set(group) for group in required_words(pattern)] == groups
    assert pattern_rule(patterns=pattern).derived == {"required": [required_words(pattern)]}


TOKENS = st.sampled_from(
    [
        "\n\n",
        "\xa0",
        "no",
        "NO",
        "side",
        "ſide",
        "effect",
        "effects",
        "-",
        "‑",
        "’",
        "K",
        "kelp",
        "K",
        "İ",
        "i",
        "proven",
        "100%",
        "safe",
        "Safe.",
        ".",
        "clinically",
        "never",
        "é",
        "it's",
    ]
)
PATTERNS = st.lists(
    st.sampled_from(
        [
            r"\bno side[- ]effects?\b",
            r"(?:clinically|never) proven",
            "kelp",
            r"it's (?:100% )?safe",
            r"(?<!no )side",
            r"s\w+e\b",
            r"i\b",
            r"(?:k|é)elp|100%",
            r"(?=saf)\w{4}",
        ]
    ),
    min_size=1,
    max_size=4,
)


@given(st.lists(TOKENS, max_size=30), PATTERNS, st.booleans())
def test_skipping_sentences_without_required_words_loses_nothing(
    tokens: list[str], patterns: list[str], case_sensitive: bool
) -> None:
    document = document_of(" ".join(tokens), "example.txt", WORDS)
    rule = pattern_rule(patterns=patterns, case_sensitive=case_sensitive, every=True)
    assert [match[:2] for match in pattern_kind.check(rule, document)] == everywhere(rule, document)


@pytest.mark.parametrize("rule", PATTERN_RULES, ids=lambda rule: rule.name)
def test_skipping_loses_nothing_with_the_rules_of_the_project(rule: Rule) -> None:
    loose = {"every": True, "claim": False, "words": [], "terms": [], "roles": [], "sections": []}
    rule = rule.configured(options=loose)
    texts = "\n\n".join(example.text for example in (*rule.examples_fail, *rule.examples_pass))
    for text in (texts, texts.upper(), texts.replace(" ", "\u00a0"), texts.replace("'", "’")):
        document = document_of(text)
        assert [match[:2] for match in pattern_kind.check(rule, document)] == everywhere(rule, document)


@pytest.mark.parametrize(
    "text",
    ["no " * 20_000, "not known " * 8000, "safe and " * 8000, "you can now stop your " * 4000, "-" * 50_000],
    ids=lambda text: text[:8],
)
def test_no_pattern_of_the_project_runs_away(text: str) -> None:
    began = time.perf_counter()
    for rule in PATTERN_RULES:
        for pattern in (*rule.options["patterns"], rule.unless.pattern if rule.unless else "x"):
            for _ in compile_pattern(pattern).finditer(text):
                pass
    assert time.perf_counter() - began < 20, "about a second on an idle machine"


def everywhere(rule: Rule, document: AnnotatedDocument) -> list[tuple[int, int]]:
    """What a rule's patterns match when each is tried on every sentence: the oracle."""
    found = []
    for start, end, _ in document.spans:
        text = plain(document.prose[start:end])
        spans = []
        for pattern in rule.options["patterns"]:
            for match in compile_pattern(pattern, rule.options["case_sensitive"]).finditer(text):
                low, high = match.span("span") if match.groupdict().get("span") else match.span()
                spans.append((start + low, -start - high))
        last = start
        for low, minus_high in sorted(spans):
            if low >= last and low < -minus_high:
                found.append((low, -minus_high))
                last = -minus_high
    return found


@given(st.text())
def test_plain_and_searchable_keep_every_offset(text: str) -> None:
    assert len(plain(text)) == len(searchable(text)) == len(text)


MARKUP = st.sampled_from(
    [
        "fuss",
        "*fuss*",
        "`fuss`",
        "&amp;",
        "&shy;",
        "fu&shy;ss",
        "fu\xadss",
        "\u200b",
        "big",
        "-",
        ">",
        "|",
        "<b>fuss</b>",
        "[fuss](x)",
        "é",
        "😀",
        "#",
        "“fuss”",
        "<!-- fuss -->",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "---\n",
    ]
)


@pytest.mark.parametrize("path", ["x.txt", "x.md", "x.html"])
@given(pieces=st.lists(MARKUP, max_size=25))
def test_positions_are_exact_in_every_format(path: str, pieces: list[str]) -> None:
    text = " ".join(pieces)
    rule = words_rule(
        "calm",
        "HL801",
        "(?:big )?fuss",
        match={"kind": "pattern", "patterns": "(?:big )?fuss", "every": True},
    )
    for finding in run_rules(text, [rule], path=path, lexicon=WORDS).findings:
        assert_exact(finding, text)
        assert finding.text


def test_a_rule_and_its_words_are_added_as_files_alone(tmp_path: Path) -> None:
    from healthlint.workspace.packs import load

    (tmp_path / "lexicon").mkdir()
    (tmp_path / "house").mkdir()
    (tmp_path / "lexicon" / "gadgets.yaml").write_text(
        "lexicon: gadgets\nclass: gadget\nsummary: Things.\nsource: own\nlicence: Apache-2.0\ninflect: noun\n"
        "entries: [aura comb, moon lamp]\n"
    )
    text = rule_text(
        "gadget-praise",
        code="HOUSE001",
        match={"kind": "pattern", "words": ["gadget"], "terms": ["condition"]},
    )
    (tmp_path / "house" / "gadget-praise.yaml").write_text(text)
    packs = load([str(tmp_path)], use_cache=False)
    document = document_of("Moon lamps soothe migraine.", lexicon=packs.lexicon)
    findings = check(document, packs.ruleset, Settings(select=("house",)))
    assert [(finding.rule, finding.pack, finding.text) for finding in findings] == [
        ("gadget-praise", "house", "Moon lamps")
    ]
