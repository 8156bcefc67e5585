"""From what a rule would change in the prose to edits of the source, which keep all markup as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.finding import Edit, Fix
from healthlint.rules.model import Change, Passage

if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.rules.model import Match, Replacement

_LINE_END = re.compile(r"\r\n?|\n")
_START_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?>\s*\Z")
#: Elements before which a paragraph can stand.
_OUTER = re.compile(r"h[1-6]|ol|ul|section|aside|footer|nav|div|p")
#: What an HTML page's text ends with, the innermost first.
_ENDS = ("</article", "</main", "</body")
_HTML_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MDX_ESCAPES = {"{": "&#123;", "<": "&lt;"}


def fix_of(document: Document, offer: Replacement, match: Match, text: str) -> Fix | None:
    """The fix that a rule offers for a match: `text` in its place or, where that is empty, the changes that the
    kind knows.

    None where something to be replaced holds markup, an entity or a line end, which prose does not show.
    """
    changes = match.changes
    if text:
        changes = () if match.is_document else (Change(match.start, match.end, text),)
    edits = []
    for change in changes:
        edit = _passage(document, change) if isinstance(change, Passage) else _change(document, change)
        if edit is None:
            return None
        edits.append(edit)
    return Fix(offer.safety, tuple(sorted(edits))) if edits else None


def _change(document: Document, change: Change) -> Edit | None:
    start, end = document.to_source(change.start, change.end)
    same = document.source.text[start:end] == document.markup.prose[change.start : change.end]
    return Edit(start, end, change.text) if same else None


def _passage(document: Document, passage: Passage) -> Edit:
    """A paragraph of its own, in the line ends of the lines before it."""
    source = document.source.text
    at = _place(document, passage.block)
    written = _written(passage.text, document.format)
    ends = [match.group() for match in _LINE_END.finditer(source)]
    line = ends[-1] if ends else "\n"
    before, after = source[:at], source[at:]
    lead = _missing(before, line, 1 if document.format == "html" else 2) if before.strip() else ""
    tail = line if not after else line + (line if after.strip() and document.format != "html" else "")
    return Edit(at, at, lead + written.replace("\n", line) + tail)


def _missing(before: str, line: str, wanted: int) -> str:
    """The line ends that a text lacks to end with so many."""
    ends = 0
    rest = before
    while ends < wanted and rest.endswith(("\n", "\r")):
        rest = rest[: -2 if rest.endswith("\r\n") else -1].rstrip(" \t")
        ends += 1
    return line * (wanted - ends)


def _written(text: str, format: str) -> str:
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if format == "html" and not text.startswith("<"):
        return f"<p>{_escaped(text, _HTML_ESCAPES)}</p>"
    return _escaped(text, _MDX_ESCAPES) if format == "mdx" and not text.startswith("<") else text


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(letter, letter) for letter in text)


def _place(document: Document, index: int) -> int:
    """The source offset where a paragraph goes that is to stand before a block."""
    source = document.source.text
    if index < len(document.blocks):
        block = document.blocks[index]
        start = document.to_source(block.start, block.start + 1)[0]
        if document.format != "html":
            return max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) + 1
        while match := _START_TAG.search(source, max(0, start - 500), start):
            start = match.start()
            if _OUTER.fullmatch(match[1].lower()):
                return start
    if document.format != "html":
        return len(source)
    lower = source.lower() if source.isascii() else source
    for end in _ENDS:
        at = lower.rfind(end)
        if at != -1 and not any(comment.start <= at < comment.end for comment in document.comments):
            return at
    return len(source)
