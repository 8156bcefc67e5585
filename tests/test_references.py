"""The entries of reference lists: where they are, what they are cited by, and what can be read off them."""

from __future__ import annotations

import pytest
from rule_helpers import document_of

from healthlint.language.references import Entry, References

SEEDS = "../shared/seeds"


def references(text: str, path: str = "x.md") -> References:
    return document_of(text, path).references


def entry(text: str) -> Entry:
    (found,) = references(f"# Naps\n\nNaps help.\n\n## References\n\n1. {text}\n").entries
    return found


def test_a_numbered_list() -> None:
    text = "# Naps\n\nNaps help [2].\n\n## References\n\n1. Okafor L. Sleep in bakers.\n2. Marsh T. Naps.\n"
    found = references(text)
    assert [(e.label, e.kind) for e in found.entries] == [("1", "list"), ("2", "list")]
    assert found.by_label == {"1": 0, "2": 1}
    assert found.is_numbered


@pytest.mark.parametrize(
    "heading",
    ["References", "Sources:", "Bibliography", "Works cited", "Scientific references", "Literature"],
)
def test_headings_of_plain_text(heading: str) -> None:
    entries = "1. Okafor L. Sleep in bakers. 2020.\n2. Marsh T. Naps. 2021.\n"
    text = f"Naps at work\n\nNaps help bakers.\n\n{heading}\n\n{entries}"
    assert [e.author for e in references(text, "x.txt").entries] == ["okafor", "marsh"]


def test_bulleted_and_bare_entries() -> None:
    text = "## Sources\n\n- Okafor L. Sleep in bakers. 2020.\n\nMarsh T. Naps at work. Ann Sleep. 2021.\n"
    found = references(text)
    assert [(e.label, e.author) for e in found.entries] == [("", "okafor"), ("", "marsh")]
    assert not found.is_numbered


def test_entries_divided_by_hard_breaks() -> None:
    text = "## References\n\n[1] Okafor L. Sleep in bakers. 2020.<br>[2] Marsh T. Naps at work. 2021.\n"
    assert [e.label for e in references(text).entries] == ["1", "2"]


def test_footnotes_and_lines_of_sources() -> None:
    text = (
        "Naps help.[^nap]\n\nSource: Okafor, Sleep in bakers, 2020\n\n[^nap]: Marsh T. Naps at work. 2021.\n"
    )
    assert sorted((e.kind, e.label) for e in references(text).entries) == [("footnote", "nap"), ("line", "")]


def test_further_reading_is_kept_apart() -> None:
    found = references("## Further reading\n\n1. Okafor L. Sleep in bakers. 2020.\n")
    assert [e.kind for e in found.entries] == ["reading"]
    assert found.by_label == {}


def test_the_list_ends_where_a_notice_begins() -> None:
    text = (
        "Naps at work\n\nNaps help.\n\nReferences\n\n"
        "1. Okafor L. Sleep in bakers. 2020.\n2. Marsh T. Naps at work. 2021.\n\n"
        "Disclaimer: This article is no medical advice.\n\n© 2008-2024 Baker's Weekly.\n"
    )
    assert [e.label for e in references(text, "x.txt").entries] == ["1", "2"]


def test_headings_that_only_mention_sources_head_no_list() -> None:
    assert references("## Sources of flour dust\n\nThe mill, since 1990.\n").entries == ()
    assert references("Menu\n\nHome\n\nLiterature\n\nShop\n\nContact\n", "x.txt").entries == ()


@pytest.mark.parametrize(
    ("text", "author", "year"),
    [
        ("Okafor L, Marsh T. Sleep in bakers. Ann Sleep. 2020;1:2-9.", "okafor", "2020"),
        ("Okafor, L. (2020). Sleep in bakers. Annals of Sleep, 1, 2-9.", "okafor", "2020"),
        ("van der Meer J, et al. Sleep in bakers. 2019.", "van der meer", "2019"),
        ("“Sleep in bakers”, Baker's Weekly, 5 May 2018.", "", "2018"),
    ],
)
def test_author_and_year(text: str, author: str, year: str) -> None:
    assert (entry(text).author, entry(text).year) == (author, year)


def test_identifiers() -> None:
    found = entry("Okafor L. Sleep in bakers. 2020. https://doi.org/10.1000/S1(18)30-1. PMID: 1234567")
    assert (found.doi, found.pmid) == ("10.1000/s1(18)30-1", "1234567")
    assert entry("Okafor L. Sleep (doi:10.1000/abc). 2020.").doi == "10.1000/abc"


def test_titles_are_compared_without_case_and_marks() -> None:
    one = entry("Okafor L, Marsh T. Sleep and flour dust: a study of bakers. Ann Sleep. 2020.")
    two = entry("Okafor L. Sleep and Flour Dust - A Study of Bakers. 2020.")
    assert one.title == two.title == "sleep and flour dust a study of bakers"


@pytest.mark.parametrize(
    "text",
    [
        "Okafor et al. 2020",
        "Okafor and Marsh (2020)",
        "Okafor, 2020, p. 4",
        "Ibid.",
        "Marsh, op. cit.",
        "Roe, personal communication",
    ],
)
def test_short_forms(text: str) -> None:
    assert entry(text).short


@pytest.mark.parametrize(
    "text",
    [
        "Okafor L. Sleep in bakers. Ann Sleep. 2020;1:2-9.",
        "World Sleep Council. Night work. 2019.",
        "Sleep in bakers. 2020.",
        "[Okafor et al. 2020](https://doi.org/10.1000/1)",
    ],
)
def test_complete_entries(text: str) -> None:
    assert not entry(text).short
