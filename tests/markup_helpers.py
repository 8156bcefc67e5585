"""What the tests of the readers share: reading a string, and what holds of every document."""

from __future__ import annotations

from healthlint.document import Document, read
from healthlint.markup.model import Block
from healthlint.source import Source

_SPACES = " \n"
_SOURCE_SPACES = "\t\r\n\f\v "


def doc(text: str, format: str) -> Document:
    """A string, read."""
    return read(Source("article", text), format)


def prose_of(document: Document, block: Block) -> str:
    """The prose of a block."""
    return document.prose[block.start : block.end]


def shown(document: Document) -> list[tuple[str, str]]:
    """Role and prose of every block."""
    return [(block.role, prose_of(document, block)) for block in document.blocks]


def source_of(document: Document, prose: str) -> str:
    """What stands in the source for the only place where `prose` stands in the prose."""
    assert document.prose.count(prose) == 1
    at = document.prose.index(prose)
    start, end = document.to_source(at, at + len(prose))
    return document.source.text[start:end]


def assert_sound(document: Document) -> None:
    """What the layers above rely on: blocks in order, and pieces that cover the prose."""
    prose, source = document.prose, document.source.text
    _assert_blocks(document)
    at = 0
    for piece in document.markup.pieces:
        assert prose[at : piece.prose] in ("", "\n"), (piece, prose[at : piece.prose])
        assert piece.length > 0
        at = piece.prose + piece.length
        assert 0 <= piece.source <= piece.source + piece.width <= len(source), piece
        if piece.length == piece.width:
            _assert_same(prose[piece.prose : at], source[piece.source : piece.source + piece.width])
    assert at == len(prose)
    for span in (*document.links, *document.marks):
        assert 0 <= span.start < span.end <= len(prose), span
    for part in (*document.comments, *document.inserts):
        assert 0 <= part.start < part.end <= len(source), part
    assert list(document.links) == sorted(document.links)
    assert list(document.marks) == sorted(document.marks)
    assert list(document.comments) == sorted(document.comments)


def _assert_blocks(document: Document) -> None:
    prose = document.prose
    end = -1
    for block in document.blocks:
        assert block.start == end + 1, block
        assert block.end > block.start, block
        assert end < 0 or prose[end] == "\n", block
        text = prose_of(document, block)
        assert text == text.strip(), text
        assert block.role, block
        start, stop = document.to_source(block.start, block.end)
        assert 0 <= start < stop <= len(document.source.text)
        end = block.end
    assert len(prose) == max(end, 0)


def _assert_same(prose: str, source: str) -> None:
    if prose != source:
        assert len(prose) == len(source)
        for one, other in zip(prose, source, strict=True):
            assert one == other or (one in _SPACES and other in _SOURCE_SPACES), (prose, source)
