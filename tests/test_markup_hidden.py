"""What a page holds and does not show is no prose."""

from __future__ import annotations

import pytest

from healthlint.document import read
from healthlint.source import Source


def prose(text: str, name: str = "x.html") -> str:
    return read(Source.from_bytes(text.encode(), name)).prose


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden><p>Zorb cures gout.</p></div>",
        '<div hidden=""><h2>Gout</h2><p>Zorb cures gout.</p></div>',
        '<section style="color:red; display: none"><ul><li>Zorb cures gout.</li></ul></section>',
        "<p hidden>Zorb cures gout.</p>",
        "<p hidden>Zorb cures gout.",
        '<P STYLE="DISPLAY:NONE">Zorb cures <b>gout</b>.</P>',
        "<ul hidden><li>Zorb cures gout.<li>So does Zarb.</ul>",
        "<ul><li hidden>Zorb cures gout.</li></ul>",
        '<table style="display:none"><tr><td>Zorb cures gout.</td></tr></table>',
        "<div hidden><div>Zorb cures gout.</div>It does.</div>",
    ],
)
def test_hidden_elements_are_no_prose(hidden: str) -> None:
    assert prose(f"<p>Before.</p>{hidden}<p>After.</p>").split() == ["Before.", "After."]


@pytest.mark.parametrize(
    "shown",
    [
        '<div class="hidden">Seen.</div>',
        '<div hidden="until-found">Seen.</div>',
        '<div data-state="none" aria-hidden="true">Seen.</div>',
        '<div style="display:block; float: none">Seen.</div>',
        '<p title="a hidden gem">Seen.</p>',
        "<table><tr hidden></tr><tr><td>Seen.</td></tr></table>",
    ],
)
def test_the_rest_is_seen(shown: str) -> None:
    assert prose(f"<p>Before.</p>{shown}<p>After.</p>").split() == ["Before.", "Seen.", "After."]


def test_in_markdown_too() -> None:
    assert prose("Before.\n\n<div hidden>\n\nZorb cures gout.\n\n</div>\n\nAfter.\n", "x.md").split() == [
        "Before.",
        "After.",
    ]
