"""Headings say what a part of an article is for."""

from __future__ import annotations

import pytest
from rule_helpers import document_of


def sections(text: str, path: str = "x.md") -> dict[str, str]:
    """The section of each block, by the block's first word."""
    document = document_of(text, path)
    return {
        document.prose[block.start : block.end].split()[0]: role
        for block, role in zip(document.blocks, document.sections, strict=True)
    }


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("References", "references"),
        ("Sources and further reading", "references"),
        ("Further reading", "references"),
        ("Medical disclaimer", "disclaimer"),
        ("Important Limitations", "limitations"),
        ("Dosage", "dosage"),
        ("How much should you take?", "dosage"),
        ("Side effects of valerian", "side-effects"),
        ("Is it safe? Risks and interactions", "side-effects"),
        ("Benefits and side effects", "side-effects"),
        ("Methods", "methods"),
        ("Table of contents", "navigation"),
        ("About the author", "about"),
        ("Health benefits of valerian", "benefits"),
        ("Frequently asked questions", "questions"),
        ("Valerian in the kitchen", ""),
        ("Sources of vitamin C", ""),
        ("About two bakers", ""),
        ("The contact dermatitis clinic", ""),
    ],
)
def test_roles(heading: str, role: str) -> None:
    assert sections(f"# Valerian\n\nIntro it is.\n\n## {heading}\n\nText stands here.\n")["Text"] == role


def test_a_section_lasts_to_the_next_heading_of_its_level() -> None:
    text = "# Valerian\n\n## Benefits\n\nOne.\n\n### Sleep\n\nTwo.\n\n## History\n\nThree.\n"
    found = sections(text)
    assert (found["One."], found["Two."], found["Three."]) == ("benefits", "benefits", "")
    assert found["Benefits"] == "benefits", "a heading belongs to its own section"


def test_a_bold_paragraph_heads_a_section() -> None:
    found = sections(
        "# Valerian\n\n**Side effects**\n\nIt may make you drowsy.\n\n## History\n\nRomans knew it.\n"
    )
    assert (found["It"], found["Romans"]) == ("side-effects", "")


def test_a_line_with_a_colon_heads_a_section() -> None:
    assert (
        sections("Valerian root\n\nIt is old.\n\nSide effects:\n\n- drowsy days\n", "x.txt")["drowsy"]
        == "side-effects"
    )


def test_bare_lines_of_plain_text() -> None:
    text = (
        "Naps at work\n\nNaps help bakers a lot, as everybody in a bakery knows.\n\n"
        "References\n\n1. Okafor L. Sleep in bakers. 2020.\n\n"
        "Disclaimer: This article is for informational purposes only.\n\n© 2008-2024 Baker's Weekly.\n"
    )
    found = sections(text, "x.txt")
    assert (found["Naps"], found["Okafor"], found["Disclaimer:"], found["©"]) == (
        "",
        "references",
        "disclaimer",
        "disclaimer",
    )


def test_prose_after_the_list_is_body_again() -> None:
    long = (
        "Meanwhile "
        + "the bakers of the town went on to bake their bread at night, and nobody counted them. " * 3
    )
    text = f"Naps at work\n\nNaps help.\n\nReferences\n\n1. Okafor L. Sleep in bakers. 2020.\n\n{long}\n"
    assert sections(text, "x.txt")["Meanwhile"] == ""


def test_a_menu_line_does_not_swallow_the_article() -> None:
    body = "\n\n".join(
        f"P{n} tells at some length how bakers sleep and what they dream of at night." for n in range(6)
    )
    found = sections(f"Naps at work\n\nContact us\n\n{body}\n", "x.txt")
    assert found["P5"] == ""


def test_navigation_blocks_keep_their_role() -> None:
    found = sections("<nav><a href='/'>Home</a></nav><h2>Dosage</h2><p>Take it.</p>", "x.html")
    assert found["Home"] == "navigation"
    assert found["Take"] == "dosage"


def test_every_block_has_a_section() -> None:
    document = document_of("# A\n\nb\n\n- c\n\n| d | e |\n|---|---|\n| f | g |\n", "x.md")
    assert len(document.sections) == len(document.blocks)
