"""What markup makes of a file: blocks of prose with roles, and the way back to the source."""

from __future__ import annotations

from healthlint.values import NamedTuple

#: The roles a block can have. Code, URLs, comments and template syntax are no prose and have no block.
HEADING = "heading"
PARAGRAPH = "paragraph"
LIST_ITEM = "list-item"
TABLE_CELL = "table-cell"
QUOTE = "quote"
CAPTION = "caption"
FOOTNOTE = "footnote"
FRONT_MATTER = "front-matter"
NAVIGATION = "navigation"


class Block(NamedTuple):
    """A run of prose between two hard breaks.

    `start` and `end` are prose offsets (code points). Blocks are in reading order, never overlap, and a
    newline stands between two of them in the prose.
    """

    role: str
    start: int
    end: int
    #: Heading level 1-6; nesting depth of a list item, from 1; otherwise 0.
    level: int = 0
    #: What the layout calls the block: "3" for the list item or reference entry "3." or "[3]", the name
    #: of a footnote or of a front-matter key; "" where it has no name.
    label: str = ""
    #: Which table, row and column a cell stands in, each from 0; -1 outside tables. Row 0 is the header.
    table: int = -1
    row: int = -1
    column: int = -1
    #: The block stands inside a block quotation.
    quoted: bool = False


class Link(NamedTuple):
    """A link over prose [start, end).

    `kind` is "link"; "url" where the prose is the address itself; "wiki" for ``[[target|prose]]``; "image"
    where the prose is an image's alternative text.
    """

    start: int
    end: int
    target: str
    kind: str = "link"


class Mark(NamedTuple):
    """An inline format over prose [start, end): "superscript", "subscript", "strong", "emphasis", or
    "footnote" for a footnote reference, whose prose is the label, such as "1" for ``[^1]``."""

    start: int
    end: int
    kind: str


class Place(NamedTuple):
    """A place that links can lead to: the `name` an element has as its id, and the prose offset it stands at,
    or of the first text after it.
    """

    name: str
    at: int


class Comment(NamedTuple):
    """A comment of the file's own language, at source offsets [start, end); `text` is what it says."""

    start: int
    end: int
    text: str


class Insert(NamedTuple):
    """A template tag, include, shortcode or component that stands for text kept elsewhere, at source offsets
    [start, end); `text` is the tag as written.
    """

    start: int
    end: int
    text: str


class FrontMatter(NamedTuple):
    """Front matter at source offsets [start, end), fences left out; `kind` is "yaml", "toml" or "json"."""

    kind: str
    start: int
    end: int


class Piece(NamedTuple):
    """A run of prose and where it comes from.

    Prose [prose, prose + length) stands for source [source, source + width). Where length == width the
    text is the same, character for character (line ends inside may have become spaces); elsewhere the
    whole piece stands for the whole source run (an entity, a removed zero-width mark).
    """

    prose: int
    length: int
    source: int
    width: int


class Markup(NamedTuple):
    """The result of reading one file's markup."""

    prose: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    comments: tuple[Comment, ...] = ()
    inserts: tuple[Insert, ...] = ()
    #: Where the front matter stands; parsed only when asked for.
    front_matter: FrontMatter | None = None
    #: What HTML gives an id, in the order of the source.
    places: tuple[Place, ...] = ()
