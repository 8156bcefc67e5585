"""The rules on numbers and references, from a text to their matches."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_helpers import PATHS, RULES, document_of

from healthlint.language.annotated import AnnotatedDocument
from healthlint.language.references import Entry
from healthlint.rules.kinds import load_kind
from healthlint.rules.loader import load_rule
from healthlint.rules.model import Match, Rule

SHARED = Path(__file__).parents[1].parent / "shared"
NAMES = (
    "unreferenced-number",
    "references-missing",
    "ref-marker-dangling",
    "ref-entry-unused",
    "ref-duplicate",
    "ref-short-form",
)


def load(name: str) -> Rule:
    return load_rule((RULES / "core" / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml", "core")


def matches(rule: Rule | str, document: AnnotatedDocument) -> list[Match]:
    """What a run shows by default."""
    rule = load(rule) if isinstance(rule, str) else rule
    return [match for match in load_kind(rule.kind).check(rule, document) if match.confidence != "low"]


def shown(name: str, text: str, path: str = "x.md", **options: object) -> list[str]:
    """The source text of each match; "" for the document as a whole."""
    document = document_of(text, path)
    rule = load(name).configured(options=options or None)
    return [
        "" if match.is_document else document.source.text[slice(*document.to_source(match.start, match.end))]
        for match in matches(rule, document)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_examples(name: str) -> None:
    rule = load(name)
    for example in (*rule.examples_fail, *rule.examples_pass):
        document = document_of(example.text, PATHS[example.format])
        found = matches(rule.configured(options=example.config or None), document)
        assert bool(found) == (example in rule.examples_fail), example.text
        if example.span:
            assert example.span in [
                document.source.text[slice(*document.to_source(m.start, m.end))] for m in found
            ]


@pytest.mark.parametrize("name", NAMES)
def test_enough_examples(name: str) -> None:
    assert len(load(name).examples_fail) >= 5
    assert len(load(name).examples_pass) >= 5


def test_a_sentence_is_reported_once() -> None:
    text = "About 12% of bakers and 3 in 10 millers cough. Another 5% sneeze."
    assert shown("unreferenced-number", text) == ["12%", "5%"]


def test_the_surest_number_of_a_sentence_is_shown() -> None:
    assert shown("unreferenced-number", "Bakers cough twice as often, some 40% of them daily.") == ["40%"]


def test_a_table_is_reported_once() -> None:
    text = "| Job | Cough |\n|---|---|\n| baker | 30% of them |\n| miller | 20% of them |\n"
    assert shown("unreferenced-number", text) == ["30%"]


def test_kinds_and_backings_can_be_chosen() -> None:
    text = "Bakers are twice as likely to cough. About 12% sneeze, said Dr. Okafor."
    assert shown("unreferenced-number", text) == ["twice"]
    assert shown("unreferenced-number", text, kinds=["percentage"]) == []
    assert shown("unreferenced-number", text, accept=["sentence"]) == ["twice", "12%"]


@pytest.mark.parametrize(
    "text",
    [
        "![About 30% of bakers cough](bakers.png)",
        "Would 30% of them cough?",
        "Suppose that 30% of them cough.",
        "Use minoxidil 5% on the scalp.",
        "Dark chocolate (85%) is bitter.",
        "Normal: 20-30%",
        "Seek help if your oxygen saturation is below 92%.",
        "I get paid at the 100% disability rate.",
        "Both parents were 2 bakers.",
        "Your price is only $24.",
        "## About the author\n\nShe has baked for 300 people.",
        "## Disclaimer\n\nAbout 30% of this is wrong.",
    ],
)
def test_what_needs_no_source(text: str) -> None:
    assert shown("unreferenced-number", f"# Bakers\n\nThey work at night.\n\n{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "### 30% fewer coughs",
        "> About 30% of bakers cough.",
        "Bakers\n: About 30% of them cough.",
        "| Job | Cough |\n|---|---|\n| baker | 30% of them |\n",
        "- Fewer coughs: 30%",
        "A flour mask costs $40.",
        "The survey cost $3 million.",
    ],
)
def test_what_needs_a_source_wherever_it_stands(text: str) -> None:
    assert len(shown("unreferenced-number", f"# Bakers\n\nThey work at night.\n\n{text}\n")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Membership costs 24 euros a year.",
        "Tickets for the evening cost $12.",
        "Our group has 340 members.",
        "Our self-help group in the old town now brings together about 120 people.",
        "We have more than 1,200 members in nine towns.",
        "Our 340 members pay nothing.",
        "There is room for 20 participants.",
        "The course is limited to 12 participants.",
        "Two thirds of our board are parents themselves.",
        "Half of our small team works at night.",
    ],
)
def test_what_an_organisation_tells_of_itself_is_unsure(text: str) -> None:
    document = document_of(text)
    rule = load("unreferenced-number")
    assert [match.confidence for match in load_kind(rule.kind).check(rule, document)] == ["low"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("80% of our members report less pain.", "80%"),
        ("Half of our patients slept better.", "Half"),
        ("Our study group has 340 participants in a trial of zinc.", "340 participants"),
        ("We treated 340 patients with zinc.", "340 patients"),
        ("Pain eased in our 340 patients.", "340 patients"),
        ("A night in the ward costs 900 euros.", "900 euros"),
        ("We surveyed 2024 patients in all.", "2024 patients"),
        ("Half of that group relapsed.", "Half"),
        ("Smokers die of it twice as often.", "twice"),
    ],
)
def test_findings_stay_statistics(text: str, number: str) -> None:
    assert shown("unreferenced-number", text) == [number]


def test_a_reference_list_without_marks_backs_nothing() -> None:
    text = "# Bakers\n\nAbout 30% of them cough.\n\n## References\n\n- Okafor L. Flour. Ann Sleep. 2020.\n"
    assert shown("unreferenced-number", text) == ["30%"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("It helps [1, 4-6].", ["[1, 4-6]"]),
        ("It helps [2], says [4].", ["[4]"]),
        ("It helps.<sup>9</sup>", ["9"]),
        ("It helps [1].", []),
        ("It covers 12 m<sup>2</sup>, no more than 10<sup>9</sup> bakers [1].", []),
    ],
)
def test_dangling_marks(text: str, wrong: list[str]) -> None:
    entries = "1. Okafor L. Sleep in bakers. 2020.\n2. Marsh T. Naps at work. 2021.\n"
    assert shown("ref-marker-dangling", f"# Naps\n\n{text}\n\n## References\n\n{entries}") == wrong


def test_marks_without_any_list_are_not_dangling() -> None:
    assert shown("ref-marker-dangling", "It helps [[1]](#ref1) a lot [7].") == []


def test_footnotes_without_a_mark_are_unused() -> None:
    notes = "[^a]: Okafor L. Sleep. 2020.\n\n    A second paragraph.\n\n[^b]: Roe K. Tea. 2021.\n"
    assert shown("ref-entry-unused", f"It helps.[^A]\n\n{notes}") == ["Roe K. Tea. 2021."]
    assert shown("ref-entry-unused", f"It helps.[^a][^b]\n\n{notes}") == []
    assert shown("ref-entry-unused", "It helps.[^a]\n\n[^a]: Okafor.\n[^b]: Roe.\n", "x.txt") == [
        "[^b]: Roe."
    ]


def test_a_footnote_mark_needs_its_footnote_even_where_there_is_no_list() -> None:
    assert shown("ref-marker-dangling", "It helps.[^9]") == ["[^9]"]
    assert shown("ref-marker-dangling", "It helps.[^1] A lot.[^9]\n\n[^1]: Okafor L. 2020.\n") == ["[^9]"]
    assert shown("ref-marker-dangling", "It helps.[^1]\n\n[^1]:\n\nThe end.\n") == ["1"]


def test_an_article_whose_marks_all_lead_nowhere_gives_no_source() -> None:
    talk = "Bakers talk about the night and the bread they make. " * 20
    assert shown("references-missing", f"{talk} About 30% of them cough.[^9]") == [""]


def test_a_mark_that_no_unseen_list_would_reach_is_doubted() -> None:
    rule = load("ref-marker-dangling")
    document = document_of("It helps [99].")
    assert [match.confidence for match in load_kind(rule.kind).check(rule, document)] == ["low"]
    assert shown("unreferenced-number", "About 30% of bakers cough [99].") == []


def test_two_lists_with_the_same_numbers_are_used_alike() -> None:
    text = (
        "It helps [1] [2].\n\n## Sources\n\n1. Okafor. 2020.\n2. Roe. 2021.\n\n"
        "## Literature\n\n1. Lind. 2019.\n2. May. 2018.\n"
    )
    assert shown("ref-entry-unused", text) == []


def test_a_list_that_nothing_cites_is_mentioned_once_and_softly() -> None:
    document = document_of("It helps.\n\n## References\n\n1. Okafor L. Sleep. 2020.\n2. Roe K. Tea. 2021.\n")
    rule = load("ref-entry-unused")
    assert [match.confidence for match in load_kind(rule.kind).check(rule, document)] == ["low"]


def test_messages_name_the_entries() -> None:
    document = document_of(
        "It helps [3].\n\n## References\n\n1. Okafor L. Sleep in bakers. doi:10.1000/1\n2. doi:10.1000/1\n"
    )
    assert matches("ref-marker-dangling", document)[0].details == {"target": "entry 3"}
    assert matches("ref-duplicate", document)[0].details == {"label": "2", "other": "1"}


TITLES = ["Night work and the cough of bakers in the north", "Bread, dust and the lungs of those who bake it"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.builds(
            "{}. {}{}{}{}{}".format,
            st.just(1),
            st.sampled_from(["Okafor L. ", "Hale T, Brandt M. ", ""]),
            st.sampled_from([*(f"{title}. " for title in TITLES), f"Erratum: {TITLES[0]}. ", ""]),
            st.sampled_from(["2019. ", "2021. ", ""]),
            st.sampled_from(["doi:10.1000/1 ", "doi:10.1000/2 ", "", ""]),
            st.sampled_from(["PMID: 1234567 ", "PMID: 7654321 ", "https://example.org/a/b", "", ""]),
        ),
        max_size=8,
    )
)
def test_a_work_is_listed_twice_where_any_entry_before_is_the_same(lines: list[str]) -> None:
    document = document_of("Text.\n\n## References\n\n" + "\n".join(lines) + "\n")
    entries = [entry for entry in document.references.entries if entry.kind == "list"]
    found = [(match.start, match.end) for match in matches("ref-duplicate", document)]
    assert found == [
        (entry.start, entry.end)
        for index, entry in enumerate(entries)
        if any(is_same(entry, other, document.prose) for other in entries[:index])
    ]


def is_same(one: Entry, two: Entry, prose: str) -> bool:
    """Whether two entries list one work, compared outright: the oracle."""
    texts = [prose[entry.start : entry.end] for entry in (one, two)]
    if all("example.org" in text for text in texts):
        return True
    if one.doi and two.doi:
        return one.doi == two.doi
    if one.pmid and two.pmid:
        return one.pmid == two.pmid
    if one.short != two.short:
        return bool(one.author) and (one.author, one.year) == (two.author, two.year)
    if any("Erratum" in text for text in texts) or len(one.title) < 30 or one.title != two.title:
        return False
    return one.year == two.year or not (one.year and two.year)


def test_ten_thousand_entries_are_compared_in_little_time() -> None:
    lines = (f"{n}. Okafor {n} L. {TITLES[n % 2]}. doi:10.1000/{n}" for n in range(1, 10_001))
    document = document_of("Text.\n\n## References\n\n" + "\n".join(lines) + "\n")
    assert len(document.references.entries) == 10_000
    began = time.perf_counter()
    assert matches("ref-duplicate", document) == []
    assert time.perf_counter() - began < 3, "a fraction of a second when idle; pair by pair about 7 s"


@pytest.mark.parametrize(
    "text", ["It is 100% safe.", "The tea is 100 percent natural.", "A 100% herbal blend."]
)
def test_all_of_it_is_no_statistic(text: str) -> None:
    assert shown("unreferenced-number", text) == []
    assert shown("unreferenced-number", "It was safe for 100% of bakers.") == ["100%"]
    assert shown("unreferenced-number", "It was 80% effective in bakers.") == ["80%"]


def test_references_are_missing_only_where_there_is_something_to_back() -> None:
    talk = "Bakers talk about the night and the bread they make. " * 20
    assert shown("references-missing", talk) == []
    assert shown("references-missing", f"{talk} About 30% of them cough.") == [""]
    assert shown("references-missing", "About 30% of bakers cough.") == []


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seed articles lie beside the repository")
def test_seeds() -> None:
    cited = (SHARED / "seeds" / "003_8bbddef10204f83b.txt").read_text(encoding="utf-8")
    document = document_of(cited, "003.txt")
    lines = {
        name: [
            cited.count("\n", 0, document.to_source(m.start, m.end)[0]) + 1 for m in matches(name, document)
        ]
        for name in NAMES[2:]
    }
    assert lines == {
        "ref-marker-dangling": [],
        "ref-entry-unused": [],
        "ref-duplicate": [32],
        "ref-short-form": [32],
    }
    assert matches("unreferenced-number", document) == []
    bare = document_of((SHARED / "seeds" / "000_c3dd9dfa3f5f14a0.txt").read_text(encoding="utf-8"), "000.txt")
    assert [match.is_document for match in matches("references-missing", bare)] == [True]


@pytest.mark.skipif(not (SHARED / "bench").is_dir(), reason="the outside sets lie beside the repository")
def test_statistics_with_their_reference_stay_silent() -> None:
    rule = load("unreferenced-number")
    lines = (SHARED / "bench" / "jats_citation.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    cited = sum(bool(matches(rule, document_of(row["text"], "row.txt"))) for row in rows)
    stripped = sum(bool(matches(rule, document_of(row["text_stripped"], "row.txt"))) for row in rows)
    assert cited / len(rows) <= 0.04
    assert stripped / len(rows) >= 0.85


PIECES = st.sampled_from(
    [
        "About 30% of bakers cough",
        ". ",
        " [1]",
        "\n\n",
        "# References\n\n",
        "1. Okafor L. 2020.\n",
        "2. doi:10.1000/1\n",
        "- ",
        "|",
        "[",
        "](https://www.cdc.gov/x)",
        "(Okafor, 2019)",
        "<sup>2</sup>",
        "Sources: x",
        "half of them",
        "\n",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["x.txt", "x.md", "x.html"]))
def test_matches_stand_in_the_source(text: str, path: str) -> None:
    document = document_of(text, path)
    for name in NAMES:
        for match in matches(name, document):
            if not match.is_document:
                start, end = document.to_source(match.start, match.end)
                assert 0 <= start < end <= len(document.source.text)
