"""HTML cut into tags, comments, raw text and character references, with exact offsets.

Measured on 2.8 MB of saved health pages (Python 3.11): this pattern 52 MB/s; `html.parser` with its positions
overridden 12-15 MB/s and 9 ms to import; tree-sitter-html 18 MB/s to parse and 8.5 with a walk over the
tree, 10 ms to import, and where tags are broken its tree drops text. `html.parser` also changed how it reads
broken comments and scripts between patch releases of Python, and findings must not depend on those. So the
tokens are cut here, after the tokenization states of the HTML standard (section 13.2.5) with two changes that
lose less text: a quotation mark that is never closed ends with its tag, and "<" that opens nothing is text.

Every branch can end at the end of the text and every repetition is possessive, so the time is linear.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from healthlint import expressions as re
from healthlint.expressions import lazy

_ATTRIBUTES = r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?|["'])*+"""

#: Everything that is not text. Groups: `raw` and `body`, name and content of an element that holds no markup;
#: `slash`, `name` and `attributes` of a tag; `comment`, the text of a comment.
MARKUP = lazy(
    rf"""
    <(?P<raw>script|style|title|textarea|xmp|iframe|noembed|noframes)(?=[\s/>]){_ATTRIBUTES}
        (?:> (?P<body>(?:[^<]++|<(?!/(?P=raw)[\s/>]))*+) (?:</(?P=raw)[^>]*+(?:>|\Z)|\Z) | \Z)
    | <(?P<slash>/?)(?P<name>[a-z][^\s/><]*+)(?P<attributes>{_ATTRIBUTES})(?:>|\Z)
    | <!--(?:-?>|(?P<comment>(?:[^-]++|-(?!-!?>))*+)(?:--!?>|\Z))
    | <!\[CDATA\[(?:[^\]]++|\](?!\]>))*+(?:\]\]>|\Z)
    | <\?(?:php|=)(?:[^?]++|\?(?!>))*+(?:\?>|\Z)
    | <[!?/](?:[^>]*+)(?:>|\Z)
    """,
    re.VERBOSE | re.IGNORECASE,
)

_ATTRIBUTE = lazy(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?""")

_NOT_SHOWN = lazy(r"(?i)display\s*+:\s*+none\b")

#: A character reference, with or without its semicolon.
REFERENCE = lazy(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")


def attributes(string: str) -> Iterator[tuple[str, str, int]]:
    """The attributes in a tag: name in lower case, value as written, offset of the value in `string`."""
    for match in _ATTRIBUTE.finditer(string):
        group = match.lastindex or 1
        if group == 1:
            yield match[1].lower(), "", match.end()
        else:
            yield match[1].lower(), match[group], match.start(group)


def is_hidden(string: str) -> bool:
    """Whether the attributes in a tag keep its element from being shown: `hidden` (but for "until-found", which a
    search opens) or a style of `display: none`.
    """
    for key, value, _ in attributes(string):
        if key == "hidden" and value.strip().lower() != "until-found":
            return True
        if key == "style" and _NOT_SHOWN.search(value):
            return True
    return False


def attribute(string: str, name: str) -> str:
    """The value of one attribute, character references resolved; "" where it is missing."""
    if name in string or name in string.lower():
        for key, value, _ in attributes(string):
            if key == name:
                return unescape(value).strip()
    return ""
