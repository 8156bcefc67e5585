"""Template syntax, hidden before a parser sees it, so that it becomes no prose and moves no offset.

A tag is overwritten, character for character: by spaces where it has its lines to itself, elsewhere by a
character that a parser takes for part of a word and that `Builder` leaves out of the prose.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from healthlint.markup.model import Insert

#: Word joiner: one of the characters that the builder leaves out.
FILLER = "\u2060"

# No branch reads on past the next opening of its own kind, which keeps texts full of unclosed tags linear.
_TAG = re.compile(
    r"""
      # Liquid blocks whose content is not for readers
      \{%-?\s*+(?P<block>comment|highlight|schema|stylesheet|javascript)\b[^%]*+%\}
        (?:[^{]++|\{(?!%-?\s*+(?:end)?(?P=block)\b))*+ \{%-?\s*+end(?P=block)\s*-?%\}
    | (?P<insert>
        \{\{(?:[^{}]++|\{(?!\{)|\}(?!\}))*+\}\}      # Liquid, Hugo shortcodes, Vue, Handlebars
      | \{%(?:[^%{]++|%(?!\})|\{(?!%))*+%\}          # Liquid and Jinja tags
      | <%(?:[^%<]++|%(?!>)|<(?!%))*+%>              # ERB, EJS
      | !\[\[[^\[\]\n]*+\]\]                         # Obsidian embeds
      )
    | \{\#[^\#{}\n]*+\#\}                            # Jinja comments
    | \{::?[^{}\n]*+\}                               # Kramdown attributes and extensions
    | (?<=[)\]])\{[.\#][^{}\n]*+\}                   # attributes of a link or picture
    | (?<!\S)%%(?:[^%]++|%(?!%))*+%%                 # Obsidian comments
    | ^[ ]{0,3}:::+[ \t]*\w*                         # Docusaurus, VuePress and Pandoc containers
    | ^[ \t]*\[(?:_?_?TOC_?_?|\[_?toc_?\])\]\s*?$   # tables of contents
    """,
    re.VERBOSE | re.MULTILINE,
)
_HINTS = ("{{", "{%", "<%", "[[", "{#", "{:", "{.", "%%", ":::", "TOC")

_HIDDEN_LINE = re.compile(rf"^[ \t]*{FILLER}[{FILLER} \t]*(?=\r?$)", re.M)


class Hidden(NamedTuple):
    """A text with its template syntax overwritten, of the same length; and what was overwritten."""

    text: str
    inserts: list[Insert]


def hide(text: str) -> Hidden:
    """Overwrite the template syntax in a text that has no lone CR."""
    inserts: list[Insert] = []
    if not any(hint in text for hint in _HINTS):
        return Hidden(text, inserts)
    parts = []
    at = 0
    for match in _TAG.finditer(text):
        start, end = match.span()
        if match["insert"] is not None:
            inserts.append(Insert(start, end, match[0]))
        parts.append(text[at:start])
        parts.append(overwrite(match[0]))
        at = end
    if not at:
        return Hidden(text, inserts)
    parts.append(text[at:])
    return Hidden(blank_lines("".join(parts)), inserts)


def overwrite(string: str) -> str:
    """Fillers in place of everything but line ends."""
    return "\n".join(FILLER * len(line) for line in string.split("\n"))


def blank_lines(text: str) -> str:
    """Make lines blank that hold nothing but fillers."""
    return _HIDDEN_LINE.sub(lambda match: " " * len(match[0]), text)
