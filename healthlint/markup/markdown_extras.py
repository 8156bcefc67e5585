"""What publishers write in Markdown and CommonMark does not know, made into what it knows.

Every change keeps the length of the text, as in `healthlint.markup.templates`.
"""

from __future__ import annotations

from healthlint import expressions as re
from healthlint.expressions import lazy
from healthlint.markup.builder import FILLER
from healthlint.markup.html_elements import KINDS
from healthlint.markup.model import Comment, Insert
from healthlint.markup.templates import blank_lines, hide, overwrite
from healthlint.values import NamedTuple

#: ``[[target]]`` and ``[[target|label]]`` (Obsidian, MediaWiki); ``[[1]](#ref)`` is a link over "[1]".
_WIKI = lazy(r"\[(?<!!\[)\[([^\[\]|\\\n]+)(?:\\?\|[ \t]*([^\[\]\n]*[^\[\]\s])[ \t]*)?\]\](?![(\[])")
#: Citation marks are no wiki links.
_NUMBERS = lazy(r"[\d\s,;–-]+\Z")

#: The head of an Obsidian callout or a GitHub alert: ``> [!info]- Title``.
_CALLOUT = lazy(r"(?<=[> \t])\[!\w[\w |-]*\][+-]?(?=[ \t\r\n]|\Z)")

#: The head of a MkDocs admonition, whose text is indented as a list item's is: ``!!! note "Title"``.
_ADMONITION = lazy(r"^(?:!!!|\?\?\?\+?)(?:[ \t]+[\w-]+(?:[ \t]+[\w-]+)*)?(?=[ \t]*(?:[\"\r\n]|\Z))", re.M)

#: A tag with a line to itself whose content Kramdown reads as Markdown.
_MARKDOWN_BLOCK = lazy(r"^[ \t]*<\w[^<>\n]*\smarkdown\s*=[^<>\n]*>(?=[ \t]*\r?$)", re.M | re.I)

#: A component with a line to itself, in Docusaurus, VitePress or Astro: what is in it is Markdown.
_CAPITAL = lazy(r"<[A-Z]")
_COMPONENT = lazy(r"^[ \t]*</?([A-Z]\w*)(?:[^<>\"'\n]++|\"[^\"\n]*+\"|'[^'\n]*+')*+>(?=[ \t]*\r?$)", re.M)


class Extras(NamedTuple):
    """A text that CommonMark can read, of the same length, and what was in it beyond that."""

    text: str
    #: As `text`, but with only template syntax changed: for HTML, in which Markdown means nothing.
    html: str
    inserts: list[Insert]
    comments: list[Comment]
    #: Where the brackets around the label of a wiki link stand now, and what it links to.
    wiki_links: dict[int, str]
    #: Where any such bracket stands.
    brackets: frozenset[int]
    #: Where a callout's head stood.
    callouts: frozenset[int]


def prepare(text: str) -> Extras:
    """Prepare Markdown that has no lone CR."""
    text, inserts = hide(text, in_markdown=True)
    html = text
    callouts: list[int] = []
    if "[!" in text:
        callouts = [match.start() for match in _CALLOUT.finditer(text)]
        text = _CALLOUT.sub(_hidden, text)
    if "\n!!!" in text or "\n???" in text or text.startswith(("!!!", "???")):
        text = _ADMONITION.sub(_as_item, text)
    if "<" in text:
        if "markdown" in text:
            text = _MARKDOWN_BLOCK.sub(_hidden, text)
        if _CAPITAL.search(text):
            text = _COMPONENT.sub(lambda match: _hidden_component(match, inserts), text)
    wiki_links: dict[int, str] = {}
    brackets: set[int] = set()
    if "[[" in text:
        text = _WIKI.sub(lambda match: _as_link(match, wiki_links, brackets), text)
    if FILLER in text:
        text = blank_lines(text)
    inserts.sort()
    return Extras(text, html, inserts, [], wiki_links, frozenset(brackets), frozenset(callouts))


def _hidden(match: re.Match[str]) -> str:
    return overwrite(match[0])


def _hidden_component(match: re.Match[str], inserts: list[Insert]) -> str:
    if match[1].lower() in KINDS:
        return match[0]
    if match[0].lstrip()[1] != "/":
        inserts.append(Insert(match.start(), match.end(), match[0].strip()))
    return overwrite(match[0])


def _as_item(match: re.Match[str]) -> str:
    return "- " + FILLER * (len(match[0]) - 2)


def _as_link(match: re.Match[str], wiki_links: dict[int, str], brackets: set[int]) -> str:
    if _NUMBERS.match(match[1]):
        return match[0]
    group = 2 if match[2] else 1
    before = match.start(group) - match.start() - 1
    after = match.end() - match.end(group) - 1
    wiki_links[match.start(group) - 1] = match[1].strip()
    brackets.update((match.start(group) - 1, match.end(group)))
    return f"{FILLER * before}[{match[group]}]{FILLER * after}"
