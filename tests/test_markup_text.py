from __future__ import annotations

import pytest
from markup_helpers import assert_sound, doc, prose_of, shown, source_of

from healthlint.document import Document
from healthlint.markup.model import Block


def text(string: str) -> Document:
    document = doc(string, "text")
    assert_sound(document)
    return document


def labels(document: Document) -> list[tuple[str, str]]:
    return [
        (block.label, prose_of(document, block)) for block in document.blocks if block.role == "list-item"
    ]


def headings(document: Document) -> list[str]:
    return [prose_of(document, block) for block in document.blocks if block.role == "heading"]


LONG = "Nettle tea has been drunk for hay fever since anyone can remember, and few trials have looked at it."


def test_a_line_to_a_paragraph() -> None:
    document = text(f"{LONG}\n{LONG}\n\n{LONG}\n")
    assert shown(document) == [("paragraph", LONG)] * 3


def test_bare_line_headings_without_blank_lines() -> None:
    document = text(
        f"Overview: Nettle and Hay Fever\n{LONG}\nImportant Limitations\n- Small trials.\n{LONG}\n"
    )
    assert shown(document) == [
        ("heading", "Overview: Nettle and Hay Fever"),
        ("paragraph", LONG),
        ("heading", "Important Limitations"),
        ("list-item", "Small trials."),
        ("paragraph", LONG),
    ]
    assert [block.level for block in document.blocks] == [1, 0, 2, 1, 0]


@pytest.mark.parametrize(
    "line",
    [
        "What are the benefits of nettle ?",
        "Side Effects:",
        "METHODS AND MATERIALS:",
        "7 Signs of Low Iron",
        "“Miracle” Leaf Or Weed?",
        "References",
        "Sources:",
        "1. How It Works",
    ],
)
def test_headings(line: str) -> None:
    document = text(f"{LONG}\n\n{line}\n\n{LONG}\n")
    assert headings(document) == [line.removeprefix("1. ")]


@pytest.mark.parametrize(
    "line",
    [
        "Nettle may help with:",
        "Nettle may:",
        "It Is:",
        "It did not help.",
        "and so on",
        "500 mg",
        "By Ada Reed",
        "Published: 5 May 2019",
        "Home » Herbs » Nettle",
        "Write to ada@nettle.example",
        "Dose: 500 mg twice a day",
        "The trial was stopped (see",
        "Nettle works. It really does",
        "42",
    ],
)
def test_no_headings(line: str) -> None:
    document = text(f"{LONG}\n\n{line}\n\n{LONG}\n")
    assert headings(document) == []


def test_a_menu_is_not_a_row_of_headings() -> None:
    document = text("Home\n\nSearch\n\nHerbs\n\nForum\n\nStore\n\nNettle Leaf\n\n" + LONG)
    assert headings(document) == ["Nettle Leaf"]


def test_a_title_alone_is_no_heading() -> None:
    assert headings(text("Nettle Leaf")) == []


def test_title_of_the_text_has_the_first_level() -> None:
    document = text(f"Nettle and Hay Fever\n\nViews 4068\n\n{LONG}\n")
    assert document.blocks[0].role == "heading"
    assert document.blocks[0].level == 1


@pytest.mark.parametrize(("rule", "level"), [("=====", 1), ("-----", 2)])
def test_underlined_headings(rule: str, level: int) -> None:
    document = text(f"{LONG}\n\na lower-case heading\n{rule}\n{LONG}\n")
    assert document.blocks[1] == Block("heading", len(LONG) + 1, len(LONG) + 21, level)
    assert rule not in document.prose


def test_a_rule_below_a_sentence_makes_no_heading() -> None:
    document = text(f"It did nothing.\n=====\n{LONG}")
    assert shown(document) == [("paragraph", "It did nothing."), ("paragraph", LONG)]


def test_a_rule_after_a_blank_line_makes_no_heading() -> None:
    document = text(f"{LONG}\n\nnettle\n\n=====\n{LONG}")
    assert headings(document) == []
    assert "=" not in document.prose


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "Nettle has been used against hay fever for a very long time, and some\n"
        "people swear by it. Trials are few, and the ones that exist are small.\n"
        "Whether it works is therefore an open question, which nobody seems to\n"
        "be in a hurry to answer."
    )
    document = text(f"{wrapped}\n\nSecond paragraph here.\n")
    assert shown(document) == [
        ("paragraph", wrapped.replace("\n", " ")),
        ("paragraph", "Second paragraph here."),
    ]
    assert source_of(document, "small. Whether") == "small.\nWhether"


def test_a_word_broken_at_its_hyphen_is_put_together() -> None:
    document = text(
        "The leaves were dried, ground and given in capsules, in a double-\n"
        "blind trial of eight weeks, to people who sneeze in spring, and a\n"
        "placebo was given to the rest of them for as long."
    )
    assert "in a double-blind trial" in document.prose
    assert source_of(document, "double-blind") == "double-\nblind"


def test_lines_of_a_wrapped_text_that_are_short_stay_apart() -> None:
    document = text(
        "The leaves were dried, ground and given in capsules, in an open\n"
        "trial of eight weeks, to people who sneeze in spring, and a\n"
        "placebo was given to the rest.\n"
        "Funding: none\n"
        "Ethics: approved\n"
    )
    assert [prose for _, prose in shown(document)][1:] == ["Funding: none", "Ethics: approved"]


def test_bullets() -> None:
    document = text("- one\n* two\n• three\n– four\n✅ five\n🌿 six\n•seven\n+ eight")
    assert shown(document) == [
        ("list-item", word) for word in ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    ]


def test_numbered_items_have_their_number_as_label() -> None:
    document = text(
        "1. one\n2) two\n[3] three\n(4) four\n\n1.Five without a space\n2.Six\n\na) first\nb) second"
    )
    assert labels(document) == [
        ("1", "one"),
        ("2", "two"),
        ("3", "three"),
        ("4", "four"),
        ("1", "Five without a space"),
        ("2", "Six"),
        ("a", "first"),
        ("b", "second"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "2.5 mg of nettle was too little to matter in this trial.",
        "1990. That was the year in which the first trial began.",
        "30. It was a cold day.",
        "-5 degrees was the lowest.",
        "*Prices may vary.",
        "12 people took part.",
        "[44] showed the same.",
        "--[ end",
        "© 2020 Nettle House",
    ],
)
def test_no_items(line: str) -> None:
    document = text(f"{LONG}\n\n{line}\n\n{LONG}")
    assert [block.role for block in document.blocks] == ["paragraph"] * 3
    assert line in document.prose


def test_items_nest_by_indentation() -> None:
    document = text("- a\n  - b\n    - c\n  - d\n- e\n")
    assert [block.level for block in document.blocks] == [1, 2, 3, 2, 1]


def test_an_item_goes_on_on_indented_lines() -> None:
    document = text("1. Dry the leaves.\n   Then grind them.\n2. Drink.\n")
    assert labels(document) == [("1", "Dry the leaves. Then grind them."), ("2", "Drink.")]


@pytest.mark.parametrize(
    "entries",
    [
        "1. Reed A. Nettle in spring. J Herb. 2019.\n2. Oak B. More nettle. 2020.",
        "[1] Reed A. Nettle in spring. J Herb. 2019.\n[2] Oak B. More nettle. 2020.",
        "1 Reed A. Nettle in spring. J Herb. 2019.\n2 Oak B. More nettle. 2020.",
        "¹ Reed A. Nettle in spring. J Herb. 2019.\n² Oak B. More nettle. 2020.",
        "1.\tReed A. Nettle in spring. J Herb. 2019.\n\n2.\tOak B. More nettle. 2020.",
    ],
)
def test_reference_entries(entries: str) -> None:
    document = text(f"{LONG}\n\nReferences\n\n{entries}\n")
    assert labels(document) == [
        ("1", "Reed A. Nettle in spring. J Herb. 2019."),
        ("2", "Oak B. More nettle. 2020."),
    ]


def test_own_line_comments_of_healthlint_are_comments_and_no_prose() -> None:
    document = text(
        "# healthlint-disable-next-line some-rule -- quoted\nNettle cures all.\n  // healthlint-enable\n"
    )
    assert document.prose == "Nettle cures all."
    assert [comment.text for comment in document.comments] == [
        "healthlint-disable-next-line some-rule -- quoted",
        "healthlint-enable",
    ]
    first = document.comments[0]
    assert document.source.text[first.start : first.end].startswith("# healthlint")


def test_other_lines_that_begin_with_a_hash_are_prose() -> None:
    assert "# Nettle" in text(f"# Nettle\n{LONG}").prose


def test_markdown_in_a_text_stays_as_it_is() -> None:
    assert "**nettle** [tea](http://x.example)" in text("Drink **nettle** [tea](http://x.example) now.").prose


def test_addresses_are_links() -> None:
    document = text("See https://nettle.example/a_(b). Or (www.nettle.example/x), or mail me.")
    assert [(document.prose[link.start : link.end], link.target, link.kind) for link in document.links] == [
        ("https://nettle.example/a_(b)", "https://nettle.example/a_(b)", "url"),
        ("www.nettle.example/x", "http://www.nettle.example/x", "url"),
    ]


def test_data_is_no_prose() -> None:
    data = "iVBORw0KGgo" * 1000
    document = text(f"Before {data} after.\n")
    assert document.prose == "Before after."
    assert source_of(document, "after") == "after"


def test_a_long_line_is_prose() -> None:
    line = "Nettle is a plant. " * 500
    assert text(line).prose == line.strip()


def test_white_space_alone() -> None:
    document = text(" \n\t\r\n\xa0\n\u200b\n")
    assert document.prose == ""
    assert document.blocks == ()
    with pytest.raises(IndexError):
        document.block_at(0)
