from __future__ import annotations

import pytest
from markup_helpers import doc

from healthlint.document import read
from healthlint.markup import FORMATS, format_of
from healthlint.source import Source


@pytest.mark.parametrize(
    ("path", "format"),
    [
        ("a.txt", "text"),
        ("a.md", "markdown"),
        ("A.MD", "markdown"),
        ("a.b.markdown", "markdown"),
        ("a.mdx", "mdx"),
        ("a.html", "html"),
        ("a.htm", "html"),
        ("b#1~x%.html", "html"),
        ("a", "text"),
        ("md", "markdown"),
        ("-", "text"),
        ("a.rst", "text"),
    ],
)
def test_the_extension_picks_the_reader(path: str, format: str) -> None:
    assert format_of(path) == format
    assert read(Source(path, "text")).format == format


def test_the_format_given_wins() -> None:
    assert read(Source("a.txt", "*kelp*"), "markdown").prose == "kelp"


def test_an_unknown_format() -> None:
    with pytest.raises(ValueError, match=r"no format 'rst': must be one of text, markdown, mdx, html"):
        read(Source("a.rst", "x"), "rst")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_prose_in_every_format(format: str) -> None:
    assert doc("Kelp is salty.\n", format).prose == "Kelp is salty."


def test_block_at() -> None:
    document = doc("one\n\ntwo\n", "markdown")
    assert [document.block_at(offset) for offset in range(7)] == [0, 0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 5)])
def test_to_source_wants_a_span_of_prose(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no prose span"):
        doc("kelp", "text").to_source(start, end)


def test_to_source_of_every_character() -> None:
    document = doc("A*b*&amp;\nc\u00ad\u200bd\n", "markdown")
    assert document.prose == "Ab& cd"
    source = document.source.text
    assert [source[slice(*document.to_source(at, at + 1))] for at in range(6)] == [
        "A",
        "b",
        "&amp;",
        "\n",
        "c",
        "d",
    ]


def test_to_source_around_a_break_between_blocks() -> None:
    document = doc("one\n\ntwo", "markdown")
    assert document.to_source(3, 7) == (3, 8)
    assert document.to_source(2, 4) == (2, 3)


def test_invisible_characters_are_no_prose() -> None:
    for format in FORMATS:
        document = doc("pro\u00adbi\u200botic\u2060s \u200cand\u200d \ufeffkelp", format)
        assert document.prose == "probiotics and kelp"
        start = document.prose.index("probiotics")
        assert document.to_source(start, start + 10) == (0, 13)
