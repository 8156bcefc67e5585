"""Looking words up one by one finds what the automaton finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.language import terms
from healthlint.language.fold import fold
from healthlint.language.lexicon import Lexicon
from healthlint.language.lexicon_files import compile_files
from healthlint.language.terms import Terms
from healthlint.workspace import packs

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"

FILE = {
    "lexicon": "marsupials",
    "class": "marsupial",
    "entries": ["a", "a a", "a b", "a b c", "b", "c b", "b  c", "c.a", "a b a b a b", "ab", "abc a"],
}
WORDS = compile_files([FILE])
MARSUPIALS = Lexicon.build(
    [
        FILE,
        {"lexicon": "small", "class": "marsupial.small", "entries": ["b", "c b", "a b c"]},
        {"lexicon": "other", "class": "other", "entries": ["b c", "a", "q"]},
    ]
)


@pytest.fixture(scope="module")
def lexicons() -> tuple[Lexicon, Lexicon]:
    """The lexicon of the core pack, once to look words up in and once to scan with."""
    words = packs.load().lexicon.words
    return Lexicon(words, 10**12), Lexicon(words, 0)


def both(text: str, looked_up: Lexicon, scanned: Lexicon) -> None:
    folded = f" {fold(text)} "
    found = looked_up.scan(folded)
    assert "_index" in vars(looked_up)
    assert "_index" not in vars(scanned)
    assert found == scanned.scan(folded)


@given(st.lists(st.sampled_from(["a", "b", "c", "ab", "abc", "-", ".", "’", "\n", "ü", "A"]), max_size=30))
def test_on_text_that_is_mostly_entries(parts: list[str]) -> None:
    small = Lexicon(WORDS, 10**9), Lexicon(WORDS, 0)
    for separator in (" ", "", "  "):
        both(separator.join(parts), *small)


@given(st.data())
def test_on_the_entries_of_healthlint(lexicons: tuple[Lexicon, Lexicon], data: st.DataObject) -> None:
    keys = lexicons[0].keys
    parts = data.draw(st.lists(st.sampled_from(keys).flatmap(_pieces), max_size=12))
    separators = data.draw(st.lists(st.sampled_from([" ", "-", ". ", ", "]), min_size=12, max_size=12))
    both("".join(map("".join, zip(parts, separators, strict=False))), *lexicons)


def _pieces(key: str) -> st.SearchStrategy[str]:
    """An entry, or only a part of it."""
    words = key.split(" ")
    return st.integers(1, len(words)).map(lambda count: " ".join(words[:count]))


def test_on_real_articles(lexicons: tuple[Lexicon, Lexicon]) -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus of articles is not here")
    for path in sorted(CORPUS.rglob("*.*"))[::5]:
        both(path.read_bytes().decode("utf-8", "replace"), *lexicons)


def test_a_long_text_is_scanned_by_the_automaton(monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = Lexicon(WORDS, 10)
    monkeypatch.setattr(Lexicon, "_looked_up", lambda self, folded: ["looked up"])
    assert lexicon.scan(" a b ") == ["looked up"]
    assert len(lexicon.scan(" a b  a b ")) == 6


@given(st.lists(st.sampled_from(["a", "b", "c", "ab", "abc", "q", "-", "."]), max_size=25), st.data())
def test_the_last_term_before_a_place_is_the_same_from_near_and_from_far(
    parts: list[str], data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from([" ", "", ", "])).join(parts)
    found = Terms(text, MARSUPIALS)
    mask = MARSUPIALS.mask_of(*data.draw(st.sampled_from([("marsupial",), ("marsupial.small",), ("other",)])))
    offset = data.draw(st.integers(0, len(text)))
    limit = data.draw(st.integers(-1, len(text)))
    expected = found.preceding(offset, mask, limit)
    for near in (1, 2, 4):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(terms, "_NEAR", near)
            assert found.preceding(offset, mask, limit) == expected
    if expected is None:
        before = [term for term in found.within(max(0, limit), offset, mask) if term.end > limit]
        assert before == []
    else:
        assert limit <= expected.start < expected.end <= offset
