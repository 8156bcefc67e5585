"""What has to hold for every document, however odd: made-up ones in each format, and real ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markup_helpers import assert_sound
from strategies import sources

from healthlint.document import read
from healthlint.markup import FORMATS
from healthlint.source import Source

_SHARED = Path(__file__).parent.parent.parent / "shared"
_CORPORA = ("corpus/mixed", "corpus/official", "gold/dev/articles", "gold/dev2/articles")

_made = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_made
@given(source=sources("text"))
def test_text(source: Source) -> None:
    assert_sound(read(source))


@_made
@given(source=sources("markdown"))
def test_markdown(source: Source) -> None:
    assert_sound(read(source))


@_made
@given(source=sources("mdx"))
def test_mdx(source: Source) -> None:
    assert_sound(read(source))


@_made
@given(source=sources("html"))
def test_html(source: Source) -> None:
    assert_sound(read(source))


@_made
@given(source=sources())
def test_front_matter_never_raises(source: Source) -> None:
    assert isinstance(read(source).front_matter, dict)


@_made
@given(text=st.text(max_size=80), format=st.sampled_from(FORMATS))
def test_any_text_in_any_format(text: str, format: str) -> None:
    assert_sound(read(Source("article", text), format))


@_made
@given(source=sources(), data=st.data())
def test_every_span_has_a_source(source: Source, data: st.DataObject) -> None:
    document = read(source)
    if document.prose:
        start = data.draw(st.integers(0, len(document.prose) - 1))
        end = data.draw(st.integers(start + 1, len(document.prose)))
        first, last = document.to_source(start, end)
        assert 0 <= first <= last <= len(source.text)


@pytest.mark.parametrize("folder", _CORPORA)
def test_real_articles(folder: str) -> None:
    articles = sorted((_SHARED / folder).glob("*.*"))
    if not articles:
        pytest.skip("the real articles are kept outside the project")
    for path in articles[:: 10 if "official" in folder else 1]:
        source = Source.from_bytes(path.read_bytes(), path.name)
        document = read(source)
        assert_sound(document)
        assert document.blocks, path.name
        for block in document.blocks:
            start, end = document.to_source(block.start, block.end)
            line, column = source.position(start)
            assert source.line_text(line)[column - 1 :].startswith(source.text[start:end].splitlines()[0])
