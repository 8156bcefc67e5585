"""Text of an article, made safe to show.

An article is hostile: it may hold escape sequences that retitle a terminal or hide a line, and marks that
make text read in another order than it stands (CVE-2021-42574, "Trojan Source"). Such characters are shown
as an escape, such as ``\\x1b`` or ``\\u202e``.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Embeddings, overrides and isolates that change the order in which text is shown (UAX #9), and the two
#: separators that some terminals and log viewers take for line ends.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escaped(char: str) -> str:
    """One character: itself, or its escape where it is a control, a reordering mark or a lone surrogate."""
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return _NAMED.get(char) or f"\\x{code:02x}"
    if char in _REORDERING or 0xD800 <= code < 0xE000:
        return f"\\u{code:04x}"
    return char


def visible(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would act on."""
    return text if text.isprintable() else "".join(map(escaped, text))


@lru_cache(maxsize=1)
def _plain_run() -> re.Pattern[str]:
    """Characters that are shown as they are, in one column each: almost all that an article holds."""
    return re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u22ff]*")


def is_plain(text: str) -> bool:
    """Whether a text surely is shown as it is, each character in one column."""
    return text.isprintable() if text.isascii() else _plain_run().fullmatch(text) is not None


def columns(shown: str) -> int:
    """How many terminal columns text takes that is already `visible`.

    Wide and full-width characters take two (UAX #11), combining marks and zero-width characters none.
    """
    if shown.isascii() or is_plain(shown):
        return len(shown)
    from unicodedata import category, east_asian_width

    width = 0
    for char in shown:
        if east_asian_width(char) in "WF":
            width += 2
        elif category(char) not in ("Mn", "Me", "Cf"):
            width += 1
    return width
