"""What real content repositories hold and other tools trip over, one test each, in texts of our own."""

from __future__ import annotations

import time

import pytest
from markup_helpers import assert_sound, doc, prose_of, shown

from healthlint.document import read
from healthlint.markup import FORMATS
from healthlint.source import Source


def prose(data: bytes, path: str = "a.md") -> str:
    document = read(Source.from_bytes(data, path))
    assert_sound(document)
    return document.prose


def test_byte_order_mark_before_a_heading() -> None:
    assert shown(read(Source.from_bytes(b"\xef\xbb\xbf# Mint\n", "a.md"))) == [("heading", "Mint")]


def test_byte_order_mark_before_front_matter() -> None:
    document = read(Source.from_bytes(b"\xef\xbb\xbf---\ntitle: Mint\n---\n", "a.md"))
    assert document.front_matter == {"title": "Mint"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = end.join(["# Mint", "", "Mint may", "help.", "", "- one", "- two", ""])
    document = doc(text, "markdown")
    assert_sound(document)
    assert document.prose == "Mint\nMint may help.\none\ntwo"
    assert document.source.position(document.to_source(5, 9)[0]) == (3, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_in_text(end: str) -> None:
    document = doc(end.join(["Mint may help.", "", "- one", "- two"]), "text")
    assert_sound(document)
    assert document.prose == "Mint may help.\none\ntwo"


def test_not_utf8() -> None:
    assert prose(b"<p>caf\xe9 \x96 25 \xb5g", "a.html") == "café – 25 µg"


def test_mojibake_survives() -> None:
    assert prose("take 2-3Ã— a day â€“ or not".encode()) == "take 2-3Ã— a day â€“ or not"


def test_no_break_spaces_are_kept() -> None:
    assert prose("10\xa0mg and 10&nbsp;000 IU".encode()) == "10\xa0mg and 10\xa0000 IU"


def test_zero_width_characters_go() -> None:
    assert prose("\u200bmint\u200b tea\ufeff".encode()) == "mint tea"


def test_both_micro_signs_and_dashes_are_kept() -> None:
    assert prose("5 µg, 5 μg, 3–5 mg".encode()) == "5 µg, 5 μg, 3–5 mg"


def test_a_whole_article_on_one_heading_line() -> None:
    document = doc("## " + "Mint is an herb. It may help. " * 20, "markdown")
    assert document.blocks[0].role == "paragraph"


def test_lines_over_two_thousand_characters() -> None:
    sentence = "Mint is an herb that grows in wet places. "
    for format in FORMATS:
        assert doc(sentence * 100, format).prose == (sentence * 100).strip()


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_in_base64(format: str) -> None:
    data = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAA" * 4021
    text = {
        "text": f"Mint {data} tea",
        "markdown": f"Mint ![]({data}) tea",
        "mdx": f"Mint ![]({data}) tea",
        "html": f'<p>Mint <img src="{data}"> tea',
    }[format]
    document = doc(text, format)
    assert_sound(document)
    assert document.prose == "Mint tea"


def test_rules_of_equals_signs_that_are_no_headings() -> None:
    text = "=====================\nMint helps nobody, they say.\n=====================\nSo be it.\n"
    document = doc(text, "text")
    assert shown(document) == [("paragraph", "Mint helps nobody, they say."), ("paragraph", "So be it.")]


def test_hard_wrapped_lines_in_a_sentence() -> None:
    document = doc("Mint has been given for stomach pain\nsince antiquity, in\ntea.\n", "markdown")
    assert document.prose == "Mint has been given for stomach pain since antiquity, in tea."


def test_doses_in_tables_stay_in_their_cells() -> None:
    document = doc("| Herb | Dose |\n|--|--|\n| Mint | 200 mg |\n", "markdown")
    assert prose_of(document, document.blocks[3]) == "200 mg"


def test_many_articles_in_one_file() -> None:
    document = doc("# Mint\n\nMint.\n\n---\n\n" * 300, "markdown")
    assert [block.role for block in document.blocks].count("heading") == 300


def test_a_disclaimer_in_a_layout_variable_leaves_a_record() -> None:
    document = doc("{{ site.data.tags.disclaimer.begin }}\n\nMint.\n", "markdown")
    assert document.prose == "Mint."
    assert document.inserts[0].text == "{{ site.data.tags.disclaimer.begin }}"


def test_a_disclaimer_behind_a_liquid_link() -> None:
    document = doc("[Legal Disclaimer]({% post_url 2019-01-01-legal %})\n", "markdown")
    assert document.links[0].target == "{% post_url 2019-01-01-legal %}"


def test_video_timestamps_survive() -> None:
    document = doc('Mint works <a class="yt" data-t="00:51:10">[00:51:10]</a>.\n', "markdown")
    assert document.prose == "Mint works [00:51:10]."
    assert document.links == ()


_HOSTILE = {
    "one line": ("word " * 200_000, FORMATS),
    "one word": ("a" * 1_000_000, FORMATS),
    "open elements": ("<div>" * 50_000, FORMATS),
    "open lists": ("<ul><li>" * 30_000, ("html", "markdown")),
    "open cells": ("<table><tr><td>" * 15_000, ("html",)),
    "links": ("[a](b) <a href=c>d</a> " * 10_000, FORMATS),
    "tags that never close": ('<a href="' * 30_000, FORMATS),
    "comments that never close": ("<!-- " * 50_000, FORMATS),
    "references that never end": ("&amp" * 50_000, FORMATS),
    "template tags that never close": ("{{ {% {# <% %% " * 15_000, FORMATS),
    "braces": ("{" * 60_000, ("mdx",)),
    "block quotes": ("> " * 10_000, ("markdown",)),
    "brackets": ("[" * 100_000 + "[[a|" * 10_000, ("markdown",)),
    "emphasis": ("*a _b " * 20_000, ("markdown",)),
    "nested lists": ("\n".join(" " * depth + "- a" for depth in range(600)), ("text", "markdown")),
    "numbered lines": ("\n".join(f"{number % 900}. Mint" for number in range(30_000)), ("text", "markdown")),
    "short lines": ("x\n" * 60_000, FORMATS),
    "pictures": ("a ![b c](d) " * 15_000, ("markdown",)),
    "front matter that never closes": ("---\n" + "title: 'a\n" * 30_000, ("markdown",)),
    "json that never closes": ('{"a":' * 30_000, ("markdown",)),
}


@pytest.mark.parametrize(
    ("name", "format"), [(name, format) for name, (_, formats) in _HOSTILE.items() for format in formats]
)
def test_hostile_texts_take_linear_time(name: str, format: str) -> None:
    """Anything quadratic takes minutes here; what is linear takes a tenth of the limit."""
    text = _HOSTILE[name][0]
    start = time.process_time()
    document = doc(text, format)
    assert time.process_time() - start < 5
    assert len(document.prose) <= len(text)
