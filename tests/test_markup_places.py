"""Places that links can lead to, as HTML names them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.document import read
from healthlint.source import Source


def places(text: str, format: str = "html") -> list[tuple[str, str]]:
    """The name of each place and the prose from there to the end of the line."""
    markup = read(Source("x", text), format).markup
    return [(place.name, markup.prose[place.at :].partition("\n")[0]) for place in markup.places]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p>Tea.</p><p id="b">Naps.</p>', [("b", "Naps.")]),
        ('<p>Tea and <b id="b">naps</b>.</p>', [("b", "naps.")]),
        ('<ol><li id="n1">Okafor.</li><li ID=n2>Roe.</li></ol>', [("n1", "Okafor."), ("n2", "Roe.")]),
        ('<p>Tea.</p><a name="b"></a><p>Naps.</p>', [("b", "Naps.")]),
        ('<p width="3">Tea.</p><input name="b"><p>Naps.</p><p id="end"></p>', []),
    ],
)
def test_places(text: str, found: list[tuple[str, str]]) -> None:
    assert places(text) == found


def test_places_in_markdown() -> None:
    assert places('Tea.\n\n<a id="b"></a>Naps.\n', "markdown") == [("b", "Naps.")]


PIECES = st.sampled_from(
    ['<p id="a">', '<li id="b1">', "<br>", " tea ", "</p>", "<b id=c>x</b>", "<ul>", "\n"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_places_stand_in_the_prose_in_order(text: str) -> None:
    markup = read(Source("x", text), "html").markup
    offsets = [place.at for place in markup.places]
    assert offsets == sorted(offsets)
    assert all(0 <= at < len(markup.prose) for at in offsets)
