"""What HTML elements mean for prose, and what of it holds while they are open."""

from __future__ import annotations

from healthlint.markup.builder import Shape
from healthlint.values import NamedTuple

#: Elements that only mark text.
MARKS = {
    "sup": "superscript",
    "sub": "subscript",
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
}

_NAMES = {
    "mark": " ".join(MARKS),
    "code": "code kbd samp tt",
    # Ends the block before it and begins one; holds nothing open.
    "break": "p hr thead tbody tfoot legend summary option optgroup button",
    # Ends a block, and when it closes ends whatever was left open in it.
    "container": "address article aside body center details dialog div fieldset figure footer form header"
    " hgroup html main nav search section",
    "heading": "h1 h2 h3 h4 h5 h6",
    "list": "ul ol menu dir dl",
    "item": "li dt dd",
    "row": "tr",
    "cell": "td th",
    "quote": "blockquote",
    "caption": "caption figcaption",
    # Nobody reads what is in it.
    "unread": "select template svg math noscript object canvas audio video map datalist applet rt rp",
    "a": "a",
    "br": "br",
    "img": "img",
    "meta": "meta",
    "table": "table",
    "pre": "pre",
}

#: What kind of element each name is. One that is not here is passed over, as unknown elements are inline.
KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}

#: A heading that was never closed ends where an element of these kinds begins.
CLOSES_HEADING = frozenset(["break", "heading", "list", "item", "table", "row", "cell", "quote", "pre"])


class OpenList:
    """An open list: its depth, the number of its next item (None: not numbered), whether an item is open."""

    __slots__ = ("has_item", "level", "number")

    def __init__(self, level: int, number: int | None) -> None:
        """A list without items."""
        self.level = level
        self.number = number
        self.has_item = False


class OpenTable:
    """An open table: which one it is, and where its current cell stands."""

    __slots__ = ("column", "has_cell", "index", "row")

    def __init__(self, index: int) -> None:
        """A table without rows."""
        self.index = index
        self.row = -1
        self.column = -1
        self.has_cell = False


class Context(NamedTuple):
    """What holds at a place in a page. An element that changes it keeps the one to go back to."""

    #: What text here is; None where only the surroundings of the page know.
    shape: Shape | None = None
    is_quoted: bool = False
    is_navigation: bool = False
    is_unread: bool = False
    is_preformatted: bool = False
    list: OpenList | None = None
    table: OpenTable | None = None
