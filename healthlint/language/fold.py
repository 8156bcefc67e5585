"""Folding: one spelling for comparison, the same length as the text.

Letters become ASCII lower case; every other character but digits becomes a space, so that a
hyphen, an apostrophe (straight or curly) and a space are one. Folding never changes a length, so offsets into the
folded text are offsets into the text (``'İ'.lower()`` is two characters, which is why `str.lower` is not used).
"""

from __future__ import annotations

from collections.abc import Mapping

from healthlint import expressions as re

_TABLE = bytes(c + 32 if 65 <= c <= 90 else c if 97 <= c <= 122 or 48 <= c <= 57 else 32 for c in range(256))

#: Characters beyond ASCII that `re.IGNORECASE` takes for i, s and k.
_LOOKALIKES = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}


# Spaces other than the plain one: no-break, those of a width of their own, ideographic. One between two digits may
# divide thousands and stays.
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACE = re.compile(f"(?<![0-9])[{_SPACES}]|[{_SPACES}](?![0-9])")


def plain_spaces(text: str) -> str:
    """The text with plain spaces for those of other kinds, but for one between digits; of the same length."""
    return text if text.isascii() else _SPACE.sub(" ", text)


def fold(text: str) -> str:
    """The folded form of a text; ``len(fold(text)) == len(text)``."""
    return text.encode("ascii", "replace").translate(_TABLE).decode("ascii")


def fold_term(term: str) -> str:
    """The folded form of a lexicon entry: as `fold`, without spaces at either end."""
    return fold(term).strip()


def searchable(text: str) -> str:
    """The text in lower case and ASCII, of the same length, in which to look for letters that a pattern which ignores
    case cannot match without: what is not ASCII becomes a question mark.
    """
    if text.isascii():
        return text.lower()
    return replaced(text, _LOOKALIKES).lower().encode("ascii", "replace").decode("ascii")


def replaced(text: str, table: Mapping[str, str]) -> str:
    """The text with each key of a table as its value."""
    for old, new in table.items():
        text = text.replace(old, new)
    return text
