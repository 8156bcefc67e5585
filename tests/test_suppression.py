"""Inline suppressions: what they cover, in which comments, and what is said about wrong ones."""

from __future__ import annotations

import pytest
from rule_helpers import document_of, found, lexicon_of, rule_of, run_rules

from healthlint.finding import Finding
from healthlint.rules.model import Rule
from healthlint.rules.selection import RuleSet
from healthlint.suppression import Suppressions, find_suppressions

WORDS = lexicon_of(x=["x"])


def rule(name: str, code: str, word: str, family: str = "language") -> Rule:
    return rule_of(
        name, code=code, family=family, match={"kind": "pattern", "patterns": [rf"\b{word}\b"], "every": True}
    )


RULES = [
    rule("no-fuss", "HL801", "fuss"),
    rule("no-noise", "HL802", "noise"),
    rule("no-risk", "HL701", "risk", "safety"),
]


def kept(text: str, path: str = "x.md") -> list[str]:
    """The words that are still reported."""
    return [text for _, text in found(run_rules(text, RULES, path, WORDS))]


def suppressions(text: str, path: str = "x.md") -> Suppressions:
    return find_suppressions(document_of(text, path, WORDS), RuleSet(RULES))


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("", []),
        ("no-fuss", ["noise", "risk"]),
        ("HL801", ["noise", "risk"]),
        ("no-fuss, HL802", ["risk"]),
        ("no-fuss no-noise", ["risk"]),
        ("language", ["risk"]),
        ("core", []),
        ("all", []),
        ("no-fuss -- a quotation", ["noise", "risk"]),
        ("-- a quotation", []),
        ("no-fuss -- no-noise", ["noise", "risk"]),
        ("no-fus", ["fuss", "noise", "risk"]),
    ],
)
def test_rules_are_named_by_name_code_family_or_pack(names: str, words: list[str]) -> None:
    assert kept(f"<!-- healthlint-disable-next-line {names} -->\nA fuss, noise, risk.\n") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fuss\n\n<!-- healthlint-disable-next-line -->\nfuss one\nrisk\n", ["fuss", "risk"]),
        ("<!-- healthlint-disable-next-line -->\n\n\nfuss\n\nrisk\n", ["risk"]),
        ("<!-- healthlint-disable-next-line -->\n<!-- a note -->\n\nfuss\n\nrisk\n", ["risk"]),
        (
            "<!-- healthlint-disable-next-line HL801 -->\n<!-- healthlint-disable-line HL701 -->fuss risk\n",
            [],
        ),
        ("<!-- healthlint-disable-next-line\n     no-fuss\n     -- two lines -->\nfuss risk\n", ["risk"]),
        ("> <!-- healthlint-disable-next-line\n> no-fuss -- quoted -->\n> fuss risk\n", ["risk"]),
        ("fuss <!-- healthlint-disable-line --> risk\nnoise\n", ["noise"]),
        (
            "fuss\n\n<!-- healthlint-disable -->\n\nrisk\n\n<!-- healthlint-enable -->\n\nnoise\n",
            ["fuss", "noise"],
        ),
        ("fuss\n\n<!-- healthlint-disable -->\n\nrisk\n\nnoise\n", ["fuss"]),
        (
            "<!-- healthlint-disable -->\n\nfuss risk\n\n<!-- healthlint-enable no-fuss -->\n\nfuss risk\n",
            ["fuss"],
        ),
        (
            "<!-- healthlint-disable no-fuss -->\n<!-- healthlint-disable no-risk -->\n\nfuss risk\n\n"
            "<!-- healthlint-enable -->\n\nfuss risk\n",
            ["fuss", "risk"],
        ),
        ("fuss\n\n<!-- healthlint-enable -->\n\nrisk\n", ["fuss", "risk"]),
        ("fuss\n\n<!-- healthlint-disable-file no-fuss -->\n\nfuss risk\n", ["risk"]),
        ("fuss\n\n<!-- healthlint-disable-next-line -->\n", ["fuss"]),
        ("`<!-- healthlint-disable-file -->` fuss\n", ["fuss"]),
        ("```html\n<!-- healthlint-disable-file -->\n```\n\nfuss\n", ["fuss"]),
        ("---\nhealthlint:\n  disable: [no-fuss]\n---\n\nfuss risk\n", ["risk"]),
        ("---\nhealthlint: {disable: language, reason: old text}\n---\n\nfuss noise risk\n", ["risk"]),
        ("---\nhealthlint: {disable: all}\n---\n\nfuss noise risk\n", []),
    ],
)
def test_what_each_directive_covers(text: str, words: list[str]) -> None:
    assert kept(text) == words
    assert kept(text.replace("\n", "\r\n")) == words


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("x.txt", "# healthlint-disable-next-line\nA fuss.\n\nA risk.\n", ["risk"]),
        ("x.txt", "// healthlint-disable-next-line no-fuss -- agreed\nA fuss.\n\nA risk.\n", ["risk"]),
        ("x.txt", "A fuss. // healthlint-disable-line\n", ["fuss"]),
        ("x.txt", "<!-- healthlint-disable-next-line -->\nA fuss.\n", ["fuss"]),
        ("x.html", "<!-- healthlint-disable-next-line -->\n<p>A fuss.</p>\n<p>A risk.</p>\n", ["risk"]),
        (
            "x.html",
            "<pre><code>&lt;!-- healthlint-disable-file --&gt;</code></pre>\n<p>A fuss.</p>\n",
            ["fuss"],
        ),
        ("x.mdx", "{/* healthlint-disable-next-line */}\nA fuss.\n\nA risk.\n", ["risk"]),
    ],
)
def test_comments_of_each_format(path: str, text: str, words: list[str]) -> None:
    assert kept(text, path) == words


def test_a_finding_that_reaches_into_a_covered_line_is_left_out() -> None:
    rules = [rule("no-fuss", "HL801", "big fuss")]
    text = "<!-- healthlint-disable-next-line -->\nA big\nfuss. A big\nfuss.\n"
    result = run_rules(text, rules, lexicon=WORDS)
    assert [finding.line for finding in result.findings] == [3]
    assert [one.finding.line for one in result.suppressed] == [2]


def test_reasons_names_and_places_are_kept() -> None:
    text = "Words.\n\n  <!-- healthlint-disable no-fuss, HL802 -- as the\n  editor asked -->\n"
    (item,) = suppressions(text).items
    assert (item.directive, item.names, item.reason) == (
        "disable",
        ("no-fuss", "HL802"),
        "as the editor asked",
    )
    assert (item.line, item.column) == (3, 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n<!-- healthlint-disable-line no-fus -->", "`no-fus`; did you mean `no-fuss`?"),
        (
            "\n<!-- healthlint-disable-nextline -->",
            "`healthlint-disable-nextline`; did you mean `healthlint-disable-next-line`?",
        ),
        ("---\nhealthlint: off\n---\n", "`healthlint:` in front matter takes `disable` and `reason`"),
        (
            "---\nhealthlint: {disabled: [no-fuss]}\n---\n",
            "`healthlint:` in front matter takes `disable` and `reason`",
        ),
        ("---\nhealthlint: {disable: 3}\n---\n", "`disable` in front matter is a list of rules"),
        ("---\nhealthlint: {disable: [no-fus]}\n---\n", "did you mean `no-fuss`?"),
    ],
)
def test_what_makes_no_sense_is_a_problem_with_a_place(text: str, message: str) -> None:
    (problem,) = suppressions(text).problems
    assert message in problem.message
    assert problem.line == (2 if text.startswith("\n") else 1)
    assert kept(f"{text}\n\nfuss\n") == ["fuss"]


@pytest.mark.parametrize(
    ("comment", "meant"),
    [
        ("healthlint-Disable-Line no-fuss", "disable-line"),
        ("HEALTHLINT-DISABLE", "disable"),
        ("healthlint_disable_next_line", "disable-next-line"),
        ("healthlint disable-file no-fuss", "disable-file"),
        ("healthlint: disable=no-fuss", "disable"),
        ("healthlint-disable: no-fuss", "disable"),
        ("healthlint-disable-next -- quoted", "disable-next-line"),
        ("healthlint-ignore-next-line no-fuss", "disable-next-line"),
        ("healthlint: ignore", "disable"),
        ("healthlint-noqa", "disable-line"),
        ("healthlint off", "disable"),
        ("healthlint-on", "enable"),
    ],
)
def test_a_comment_that_is_nearly_a_directive_is_told_the_right_spelling(comment: str, meant: str) -> None:
    text = f"Words.\n\n<!-- {comment} -->\nfuss\n"
    (problem,) = suppressions(text).problems
    assert (problem.line, problem.column) == (3, 1)
    assert problem.message.endswith(f"; did you mean `healthlint-{meant}`?")
    assert kept(text) == ["fuss"]


@pytest.mark.parametrize("comment", ["healthlint-", "healthlint-whatever no-fuss"])
def test_a_directive_unlike_any_other_is_told_all_there_are(comment: str) -> None:
    (problem,) = suppressions(f"<!-- {comment} -->\nfuss\n").problems
    assert problem.message.endswith(
        "there are disable, disable-file, disable-line, disable-next-line, enable"
    )


@pytest.mark.parametrize(
    "comment", ["healthlint checks this page", "healthlint", "see healthlint-disable-line", "TODO"]
)
def test_other_comments_may_speak_of_healthlint(comment: str) -> None:
    assert suppressions(f"<!-- {comment} -->\nfuss\n") == Suppressions()


@pytest.mark.parametrize(
    ("said", "right", "word"),
    [
        ("no-fuss quotes the formulary", "no-fuss -- quotes the formulary", "quotes"),
        ("no-fuss — quotes the formulary", "no-fuss -- quotes the formulary", "—"),
        ("no-fuss - quoted", "no-fuss -- quoted", "-"),
        ("no-fuss --quoted", "no-fuss -- quoted", "--quoted"),
        ("no-fuss: because quoted there", "no-fuss -- quoted there", "because"),
        ("no-fuss (an old leaflet)", "no-fuss -- an old leaflet", "(an"),
        ("no-fuss, HL802 quoted", "no-fuss HL802 -- quoted", "quoted"),
        ("quotes the formulary", "-- quotes the formulary", "quotes"),
    ],
)
def test_a_reason_without_its_mark_is_told_where_the_mark_goes(said: str, right: str, word: str) -> None:
    (problem,) = suppressions(f"<!-- healthlint-disable-next-line {said} -->\nfuss\n").problems
    assert problem.message == (
        f"no rule is called `{word}`; a reason stands after ` -- `: `healthlint-disable-next-line {right}`"
    )
    assert suppressions(f"<!-- healthlint-disable-next-line {right} -->\nfuss\n").problems == ()


def test_each_misspelt_rule_is_told_and_no_reason_is_suspected() -> None:
    for names in ("no-fus, no-risc", "HL999 HL888 -- a quotation", "no-fuss, HL999"):
        problems = suppressions(f"<!-- healthlint-disable-next-line {names} -->\nfuss\n").problems
        assert len(problems) == (1 if "no-fuss" in names else 2)
        assert all(problem.message.startswith("unknown rule, code, family or pack `") for problem in problems)


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (
            "x.txt",
            "A fuss.\n# healthlint-disable-line no-fuss\n",
            "write `healthlint-disable-next-line` above",
        ),
        (
            "x.txt",
            "Noise.\nA fuss. // healthlint-disable-line no-fuss\n",
            "a line of its own that starts with # or //",
        ),
        ("x.txt", "Noise.\n<!-- healthlint-disable-next-line -->\nA fuss.\n", "starts with # or //"),
        (
            "x.md",
            "Noise.\n\n# healthlint-disable-next-line\n\nA fuss.\n",
            "in Markdown a comment is written <!-- ... -->",
        ),
        (
            "x.md",
            "Noise.\nA fuss. // healthlint-disable-line\n",
            "in Markdown a comment is written <!-- ... -->",
        ),
        (
            "x.mdx",
            "Noise.\n\nA fuss. // healthlint-disable-line\n",
            "in MDX a comment is written {/* ... */}",
        ),
        (
            "x.html",
            "<p>Noise.\n<p>// healthlint-disable-next-line\n<p>A fuss.",
            "in HTML a comment is written <!-- ... -->",
        ),
    ],
)
def test_what_the_format_does_not_take_for_a_suppression_is_told(path: str, text: str, said: str) -> None:
    (problem,) = suppressions(text, path).problems
    assert said in problem.message
    assert problem.line == next(
        number for number, line in enumerate(text.split("\n"), 1) if "healthlint" in line
    )
    assert "fuss" in kept(text, path)


def test_text_about_suppressions_is_no_attempt_at_one() -> None:
    text = "Write `healthlint-disable-line` on the line; a healthlint-disable ends at healthlint-enable.\n"
    for path in ("x.md", "x.txt", "x.html"):
        assert suppressions(text, path).problems == ()


def test_a_finding_about_the_document_is_left_out_for_the_file_only() -> None:
    finding = Finding(
        "x.md", 1, 1, 1, 1, 0, 0, "", "no-fuss", "HL801", "language", "core", "info", "low", "m", "", "", ""
    )  # fmt: skip
    for directive, covers in (("disable-file", True), ("disable-line", False), ("disable", False)):
        (pair,) = suppressions(f"<!-- healthlint-{directive} no-fuss -->\n").settle([finding])
        assert (pair[1] is not None) is covers


def test_many_suppressions_and_findings_stay_quick() -> None:
    count = 3000
    text = "".join(
        f"<!-- healthlint-disable-next-line no-risk -->\nfuss {n}, risk.\n\n" for n in range(count)
    )
    result = run_rules(text, RULES, lexicon=WORDS)
    assert len(result.findings) == len(result.suppressed) == count


def test_a_page_of_words_that_name_no_rule_stays_quick() -> None:
    words = " ".join(f"word{number}" for number in range(50_000))
    text = f"<!-- healthlint-disable-next-line {words} no-risk -->\nfuss, risk.\n"
    (problem,) = suppressions(text).problems
    assert len(problem.message) < 500
    assert kept(text) == ["fuss"]
