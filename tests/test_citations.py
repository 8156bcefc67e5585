"""Every style of citing is found, and what it backs is known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_helpers import document_of

from healthlint.language.citation_marks import expand
from healthlint.language.citations import Citation
from healthlint.language.sources import is_source, own_hosts

LIST = """
References

1. Okafor L. Sleep in bakers. Ann Sleep. 2020;1:2-9.
2. Marsh T, Roe K. Naps at work. Ann Sleep. 2021;2:3-8.
3. Lind P. Light at night. Ann Sleep. 2019;4:1-7.
"""


def citations(text: str, path: str = "x.txt") -> list[tuple[str, str]]:
    """Kind and words of each citation."""
    document = document_of(text, path)
    return [(c.kind, document.prose[c.start : c.end]) for c in document.citations]


def backing(text: str, at: str, path: str = "x.txt") -> str:
    document = document_of(text, path)
    start = document.prose.index(at)
    return document.citations.backing(start, start + len(at))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("12", ("12",)),
        ("1,2", ("1", "2")),
        ("12-15", ("12", "13", "14", "15")),
        ("1, 3–5", ("1", "3", "4", "5")),
        ("11 12 ", ("11", "12")),
        ("9-3", ("9", "3")),
    ],
)
def test_labels_are_written_out(text: str, labels: tuple[str, ...]) -> None:
    assert expand(text) == labels


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("Naps help bakers [12].", "bracket", "[12]"),
        ("Naps help bakers [12-19].", "bracket", "[12-19]"),
        ("Naps help bakers.[1,2] So does tea.", "bracket", "[1,2]"),
        ("Naps help bakers ¹ ².", "superscript", "¹ ²"),
        ("Naps help bakers.<sup>11 12 </sup>", "superscript", "<sup>11 12 </sup>"),
        ("Naps help bakers^1.", "caret", "^1"),
        ("Naps help bakers (Okafor et al., 2019).", "author-year", "(Okafor et al., 2019)"),
        ("Naps help (Okafor, 2019; Marsh & Roe, 2020).", "author-year", "(Okafor, 2019; Marsh & Roe, 2020)"),
        ("Okafor and Marsh (2020) say naps help.", "author-year", "Okafor and Marsh (2020)"),
        ("Naps help bakers (World Sleep Council, 2018).", "author-year", "(World Sleep Council, 2018)"),
        ("Naps help (doi:10.1000/j.sleep.2020).", "doi", "10.1000/j.sleep.2020"),
        ("Naps help (PMID: 1234567).", "pmid", "PMID: 1234567"),
        ("Naps help, says trial NCT01234567.", "registry", "NCT01234567"),
        ("Naps help, see https://www.cdc.gov/sleep/bakers for more.", "link", "https://www.cdc.gov/sleep/bakers"),
        ("Naps help half of all bakers (24).", "paren", "(24)"),
    ],
)  # fmt: skip
def test_styles(text: str, kind: str, written: str) -> None:
    found = citations(text)
    assert (kind, written) in found


@pytest.mark.parametrize(
    "text",
    [
        "The room has 12 m², the cube 3 cm³ and the sky 10²² stars.",
        "The ions were Ca²⁺ and Na⁺.",
        "The value is 10^6, or x^2.",
        "The nurse says so [00:51:10].",
        "The mean was 5 (95% CI [2, 7]).",
        "It closed (January 2019) and opened (updated 2020).",
        "The guideline (WBSC 2015) says so.",
        "The lamp gave light.40 of them broke.",
        "It opens at 3.30 pm and costs 2.5 coins.",
        "Read p.5 of version 1.2.3 of it.",
        "Take two (2) naps.",
        "See https://www.youtube.com/watch?v=x for it.",
        "Buy it at https://shop.example.com/naps today.",
    ],
)
def test_what_only_looks_like_a_citation(text: str) -> None:
    assert citations(text) == []


def test_flattened_superscripts_are_linked_to_the_list() -> None:
    document = document_of(
        "Naps at work\n\nNaps help bakers so far.1 But nobody asked “why.”2\n"
        f"The lamp gave light.40 of them broke.\n{LIST}",
        "x.txt",
    )
    assert [(c.kind, c.labels, c.entries) for c in document.citations] == [
        ("flattened", ("1",), (0,)),
        ("flattened", ("2",), (1,)),
    ]


def test_flattened_superscripts_count_from_one_where_the_list_was_cut_off() -> None:
    assert [kind for kind, _ in citations("Naps help bakers.1 Tea does not.2 Nor does cake.3")] == [
        "flattened"
    ] * 3
    assert citations("Naps help bakers.7 Tea does not.9") == []


def test_numbers_in_round_brackets_need_an_entry_where_there_is_a_list() -> None:
    text = f"Naps at work\n\nNaps help bakers (2), or some of the mild cases (12).\n{LIST}"
    assert citations(text) == [("paren", "(2)")]


def test_author_and_year_lead_to_the_entry() -> None:
    document = document_of(f"Naps at work\n\nNaps help (Marsh, 2021).\n{LIST}", "x.txt")
    assert [c.entries for c in document.citations] == [(1,)]


def test_links_in_markdown() -> None:
    text = (
        "Naps help [bakers](https://doi.org/10.1000/1), [tea](/teas/green) does not, "
        "[cake](https://www.instagram.com/cake/x) neither [[2]](#ref2).\n"
    )
    assert citations(text, "x.md") == [("link", "bakers"), ("anchor", "[2]")]


def test_footnotes() -> None:
    document = document_of("Naps help.[^a]\n\n[^a]: Okafor L. Sleep in bakers. 2020.\n", "x.md")
    assert [(c.kind, c.labels, len(c.entries)) for c in document.citations] == [("footnote", ("a",), 1)]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://pubmed.ncbi.nlm.nih.gov/1/", True),
        ("https://www.cdc.gov", True),
        ("https://www.ox.ac.uk/naps", True),
        ("https://www.bakersweekly.com/2020/naps", True),
        ("doi:10.1000/1", True),
        ("https://www.bakersweekly.com/", False),
        ("https://www.bakersweekly.com/shop/naps", False),
        ("https://www.amazon.com/dp/1", False),
        ("https://m.facebook.com/naps", False),
        ("https://play.google.com/store/apps/naps", False),
        ("https://example.org/naps.jpg", False),
        ("/naps", False),
        ("#naps", False),
        ("mailto:nurse@bakery.org", False),
    ],
)
def test_what_a_link_leads_to(target: str, expected: bool) -> None:
    assert is_source(target, "naps") is expected


def test_calls_to_act_are_no_sources() -> None:
    assert not is_source("https://www.bakersweekly.com/2020/naps", "Sign up for naps")


def test_a_site_that_most_links_go_to_is_the_articles_own() -> None:
    targets = [f"https://bakery.org/naps/{n}" for n in range(5)]
    assert own_hosts([*targets, "https://mill.org/a/b"]) == {"bakery.org"}
    assert own_hosts([f"https://www.cdc.gov/naps/{n}" for n in range(5)]) == frozenset()


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("About 5% of bakers nap [1].", "sentence"),
        ("About 5% of bakers nap.[1] Some snore.", "sentence"),
        ("About 5% of bakers nap. [1] Some snore.", "sentence"),
        ("About 5% of bakers nap. Some snore [1].", "paragraph"),
        ("Some snore [1]. About 5% of bakers nap.", ""),
        ("Some snore.[1] About 5% of bakers nap.", ""),
        ("According to the Lundby Sleep Institute, 5% of bakers nap.", "named"),
        ("Dr. Lena Okafor said 5% of bakers nap.", "named"),
        ("“About 5% of bakers nap,” said Lena Okafor, head of the clinic.", "named"),
        ("Okafor said 5% of bakers nap.", "named"),
        ("The CDC estimates that 5% of bakers nap.", "named"),
        ("A team at the University of Lundby found that 5% nap.", "named"),
        ("The trial, published in Annals of Sleep, found that 5% nap.", "named"),
        ("According to a new study, 5% of bakers nap.", ""),
        ("The researchers found that 5% of bakers nap.", ""),
        ("Chinese researchers found that 5% of bakers nap.", ""),
        ("In the United States, 5% of bakers nap.", ""),
        ("Doctors said 5% of bakers nap.", ""),
    ],
)
def test_backing(text: str, grade: str) -> None:
    assert backing(f"Naps at work\n\nIt is so.\n\n{text}\n\nAnd so on.", "5%") == grade


def test_sources_right_after_a_paragraph_back_it() -> None:
    text = "# Naps\n\nAbout 5% nap.\n\nSources: Okafor, Sleep in bakers, 2020\n\nAnd 7% snore.\n"
    assert backing(text, "5%", "x.md") == "section"
    assert backing(text, "7%", "x.md") == ""


def test_a_link_at_the_end_of_the_section_backs_its_list() -> None:
    text = (
        "## Naps\n\n- 5% nap\n- 7% snore\n\n[Sleep in bakers](https://doi.org/10.1000/1)\n\n"
        "## Tea\n\nSo 9% drink tea.\n"
    )
    assert [backing(text, at, "x.md") for at in ("5%", "7%", "9%")] == ["section", "section", ""]


def test_a_citation_in_a_table_row_backs_the_row() -> None:
    text = "| a | b |\n|---|---|\n| 5% | [1] |\n| 7% | no |\n"
    assert backing(text, "5%", "x.md") == "paragraph"
    assert backing(text, "7%", "x.md") == ""


def test_citations_inside_the_reference_list_back_nothing() -> None:
    document = document_of(f"Naps at work\n\nThey help.\n{LIST}4. Naps. https://doi.org/10.1000/1\n", "x.txt")
    assert list(document.citations) == []


PIECES = st.sampled_from(
    [
        "[1]",
        "[2-4]",
        "(Okafor, 2019)",
        ".1 ",
        "¹",
        "^2",
        " (3).",
        "Naps help",
        " 5%",
        "\n",
        "\n\nReferences\n",
        "1. Okafor. 2019. Naps",
        "https://doi.org/10.1000/1",
        "10.1000/2",
        "PMID 1",
        "<sup>3</sup>",
        "[",
        "(",
        ".",
        "Sources: x\n",
        "NCT01234567",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_citations_are_ordered_apart_and_linked_to_entries(text: str) -> None:
    document = document_of(text, "x.txt")
    position = 0
    for citation in document.citations:
        assert isinstance(citation, Citation)
        assert position <= citation.start < citation.end <= len(document.prose)
        assert all(0 <= index < len(document.references.entries) for index in citation.entries)
        assert not any(e.start <= citation.start < e.end for e in document.references.entries)
        position = citation.end
    for sentence in document.sentences:
        assert document.citations.backing(sentence.start, sentence.end) in (
            "sentence",
            "paragraph",
            "section",
            "named",
            "",
        )


def test_typed_footnotes_lead_to_their_definition_or_nowhere() -> None:
    text = "Naps help.[^1] Tea too.[^Roe] Cake too.[^9]\n\n[^1]: Okafor L. Sleep. 2020.\n[^roe]: Roe K. Tea. 2021.\n"
    document = document_of(text, "x.txt")
    entries = document.references.entries
    assert [(e.label, e.kind, e.author) for e in entries] == [
        ("1", "footnote", "okafor"),
        ("roe", "footnote", "roe"),
    ]
    assert [(c.labels, c.entries, c.absent) for c in document.citations] == [
        (("1",), (0,), ""),
        (("roe",), (1,), ""),
        (("9",), (), "footnote 9"),
    ]


def test_a_typed_footnote_may_lead_into_the_numbered_list() -> None:
    document = document_of("Naps help.[^2]\n\n## References\n\n1. Okafor L. Sleep.\n2. Roe K. Tea.\n", "x.md")
    assert [(c.kind, c.entries, c.absent) for c in document.citations] == [("footnote", (1,), "")]


def test_a_footnote_and_an_entry_of_one_number_are_told_apart() -> None:
    text = "Naps help [1].[^1]\n\n## References\n\n1. Okafor L. Sleep.\n\n[^1]: Roe K. Tea.\n"
    document = document_of(text, "x.md")
    assert [(c.kind, c.entries) for c in document.citations] == [("bracket", (0,)), ("footnote", (1,))]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("About 30% of bakers cough.[^9]", "sentence"),
        ("About 30% of bakers cough [9].\n\n## References\n\n1. Okafor L. Flour. 2020.", "sentence"),
        ("About 30% of bakers cough [1, 9].\n\n## References\n\n1. Okafor L. Flour. 2020.", "sentence"),
        ("About 30% of bakers cough [^a]. So do millers.[^b]\n\n[^b]: Okafor L. Flour. 2020.", "sentence"),
    ],
)
def test_a_mark_that_leads_nowhere_backs_all_the_same(text: str, grade: str) -> None:
    """The mark itself is reported (ref-marker-dangling); its number is not reported as well."""
    assert backing(text, "About 30%", "x.md") == grade


def entries(text: str, path: str = "x.html") -> list[tuple[str, str]]:
    document = document_of(text, path)
    return [(entry.label, document.prose[entry.start : entry.end]) for entry in document.references.entries]


NOTES = '<ol><li id="fn1">Okafor L. Flour. 2020. <a href="#fnref1">back</a></li><li id="fn2">Roe K. Tea.</li></ol>'


def test_places_that_marks_link_to_are_entries() -> None:
    mark = '<p>Naps help.<sup id="fnref1"><a href="#fn1">a</a></sup></p>'
    assert entries(mark + NOTES) == [("1", "Okafor L. Flour. 2020. back"), ("2", "Roe K. Tea.")]
    assert entries("<p>Naps help.</p>" + NOTES) == []
    word = '<p>Naps.<a href="#_ftn1" name="_ftnref1">[1]</a></p><p><a href="#_ftnref1" name="_ftn1">[1]</a> Roe.</p>'
    assert entries(word) == [("1", "Roe.")]
    bullets = 'Naps [x](#ref-7).\n\n<ul><li id="ref-7">Okafor L. Flour.</li></ul>\n'
    assert entries(bullets, "x.md") == [("7", "Okafor L. Flour.")]


def test_marks_lead_to_the_entry_that_has_the_place_whatever_page_they_name() -> None:
    text = (
        '<p>Naps help,<sup><a href="https://naps.example/sleep?id=1#ref1">1</a>, </sup> '
        '<sup><a href="https://naps.example/sleep?id=1#ref2">2</a></sup> and so does tea.</p><h2>References</h2>'
        '<ol><li><a name="ref1"> </a>Okafor L. Flour. J Test. 2020.</li>'
        '<li><a name="ref2"> </a>Roe K. Tea. J Test. 2021.</li></ol>'
    )
    assert [citation.entries for citation in document_of(text, "x.html").citations] == [(0,), (1,)]


FIGURES = "The Harbour Hearing Registry provides the following list of complaints. It is long. "


def test_whose_list_it_is_holds_for_the_rest_of_it() -> None:
    assert backing(FIGURES + "Ringing is heard by 90% of people.", "90%") == "named"
    assert backing(FIGURES + "\n\nRinging is heard by 90% of people.", "90%") == ""
    assert backing("It is long. " * 4 + "Ringing is heard by 90% of people.", "90%") == ""


def test_links_back_to_a_mark_make_no_entry_of_its_paragraph_and_are_no_citations() -> None:
    back = '<p id="ref1">Naps help.</p><p>So does tea. <a href="#ref1">1</a></p>'
    assert entries(back) == []
    assert citations(back, "x.html") == []


def test_headings_and_places_inside_a_line_are_no_entries() -> None:
    assert entries('<p>See <a href="#note1">1</a>.</p><h2 id="note1">Note</h2><p>Naps help.</p>') == []
    assert entries('<p>See <a href="#note1">1</a>.</p><p>Naps <b id="note1">help</b>.</p>') == []


def test_a_link_to_a_place_that_does_not_exist_leads_nowhere() -> None:
    document = document_of('<p>Naps help.<a href="#fn9">9</a></p>' + NOTES, "x.html")
    assert [(c.kind, c.absent, c.backs) for c in document.citations] == [("anchor", "entry 9", False)]
