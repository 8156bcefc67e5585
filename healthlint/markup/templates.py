"""Template syntax, hidden before a parser sees it, so that it becomes no prose and moves no offset.

A tag is overwritten, character for character: by spaces where it has its lines to itself, elsewhere by a
character that a parser takes for part of a word and that `Builder` leaves out of the prose.
"""

from __future__ import annotations

from collections.abc import Iterable

from healthlint import expressions as re
from healthlint.expressions import lazy
from healthlint.markup.builder import FILLER
from healthlint.markup.model import Insert
from healthlint.values import NamedTuple

# No branch reads on past the next opening of its own kind, which keeps texts full of unclosed tags linear.
# Each alternative begins with a literal, which lets the pattern skip to the next of these characters.
_BLOCKS = r"""
        %-?\s*+(?P<block>comment|highlight|schema|stylesheet|javascript)\b[^%]*+%\}  # Liquid, not for readers
        (?:[^{]++|\{(?!%-?\s*+(?:end)?(?P=block)\b))*+ \{%-?\s*+end(?P=block)\s*-?%\}
      | \{(?:[^{}]++|\{(?!\{)|\}(?!\}))*+\}\}       # Liquid, Hugo shortcodes, Vue, Handlebars
      | %(?:[^%{]++|%(?!\})|\{(?!%))*+%\}           # Liquid and Jinja tags
      | \#[^\#{}\n]*+\#\}                           # Jinja comments
    """
_ERB = r"<%(?:[^%<]++|%(?!>)|<(?!%))*+%>"
_TAG = lazy(rf"\{{(?:{_BLOCKS})|{_ERB}", re.VERBOSE)
_MARKDOWN_TAG = lazy(
    rf"""
    \{{(?:{_BLOCKS}
      | ::?[^{{}}\n]*+\}}                             # Kramdown attributes and extensions
      | (?<=[)\]]\{{)[.\#][^{{}}\n]*+\}}               # attributes of a link or picture
    )
    | {_ERB}
    | !\[\[[^\[\]\n]*+\]\]                           # Obsidian embeds
    | %(?<!\S%)%(?:[^%]++|%(?!%))*+%%                # Obsidian comments
    """,
    re.VERBOSE,
)
#: Container heads of Docusaurus, VuePress and Pandoc, and where a table of contents goes.
_LINE = lazy(r"^(?:[ ]{0,3}:::+[ \t]*\w*|[ \t]*\[(?:_?_?TOC_?_?|\[toc\])\]\s*?$)", re.M)

#: What may stand for text that is kept elsewhere.
_INSERTS = ("{{", "{%", "<%", "![[")

_HIDDEN_LINE = lazy(rf"^[ \t]*{FILLER}[{FILLER} \t]*(?=\r?$)", re.M)


class Hidden(NamedTuple):
    """A text with its template syntax overwritten, of the same length; and what was overwritten."""

    text: str
    inserts: list[Insert]


def hide(text: str, in_markdown: bool = False) -> Hidden:
    """Overwrite template syntax, in Markdown also what is peculiar to that. The text has no lone CR."""
    inserts: list[Insert] = []
    if in_markdown and (":::" in text or "TOC]" in text or "toc]]" in text):
        text = overwrite_spans(text, [match.span() for match in _LINE.finditer(text)])
    # One character is looked for ten times as fast as two.
    if "{" not in text and "<%" not in text and not (in_markdown and ("%%" in text or "![[" in text)):
        return Hidden(text, inserts)
    spans = []
    for match in (_MARKDOWN_TAG if in_markdown else _TAG).finditer(text):
        spans.append(match.span())
        if match["block"] is None and match[0].startswith(_INSERTS):
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
