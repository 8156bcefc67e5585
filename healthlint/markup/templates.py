"""Template syntax, hidden before a parser sees it, so that it becomes no prose and moves no offset.

A tag is overwritten, character for character: by spaces where it has its lines to itself, elsewhere by a
character that a parser takes for part of a word and that `Builder` leaves out of the prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from healthlint.markup.builder import FILLER
from healthlint.markup.model import Insert

# No branch reads on past the next opening of its own kind, which keeps texts full of unclosed tags linear.
_TEMPLATE = r"""
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
    """
_IN_MARKDOWN = r"""
    | \{::?[^{}\n]*+\}                               # Kramdown attributes and extensions
    | (?<=[)\]])\{[.\#][^{}\n]*+\}                   # attributes of a link or picture
    | (?<!\S)%%(?:[^%]++|%(?!%))*+%%                 # Obsidian comments
    | ^[ ]{0,3}:::+[ \t]*\w*                         # Docusaurus, VuePress and Pandoc containers
    | ^[ \t]*\[(?:_?_?TOC_?_?|\[_?toc_?\])\]\s*?$   # tables of contents
    """
_TAG = re.compile(_TEMPLATE, re.VERBOSE)
_MARKDOWN_TAG = re.compile(_TEMPLATE + _IN_MARKDOWN, re.VERBOSE | re.MULTILINE)
_HINTS = ("{{", "{%", "<%", "{#", "[[")
_MARKDOWN_HINTS = (*_HINTS, "{:", "{.", "%%", ":::", "TOC")

_HIDDEN_LINE = re.compile(rf"^[ \t]*{FILLER}[{FILLER} \t]*(?=\r?$)", re.M)


class Hidden(NamedTuple):
    """A text with its template syntax overwritten, of the same length; and what was overwritten."""

    text: str
    inserts: list[Insert]


def hide(text: str, in_markdown: bool = False) -> Hidden:
    """Overwrite template syntax, in Markdown also what is peculiar to that. The text has no lone CR."""
    inserts: list[Insert] = []
    if not any(hint in text for hint in (_MARKDOWN_HINTS if in_markdown else _HINTS)):
        return Hidden(text, inserts)
    spans = []
    for match in (_MARKDOWN_TAG if in_markdown else _TAG).finditer(text):
        spans.append(match.span())
        if match["insert"] is not None:
            inserts.append(Insert(*match.span(), match[0]))
    return Hidden(overwrite_spans(text, spans), inserts)


def overwrite_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the spans, which ascend, overwritten."""
    parts = []
    at = 0
    for start, end in spans:
        parts.append(text[at:start])
        parts.append(overwrite(text[start:end]))
        at = end
    if not at:
        return text
    parts.append(text[at:])
    return blank_lines("".join(parts))


def overwrite(string: str) -> str:
    """Fillers in place of everything but line ends."""
    return "\n".join(FILLER * len(line) for line in string.split("\n"))


def blank_lines(text: str) -> str:
    """Make lines blank that hold nothing but fillers."""
    return _HIDDEN_LINE.sub(lambda match: " " * len(match[0]), text)
