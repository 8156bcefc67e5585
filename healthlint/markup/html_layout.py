"""Second thoughts about a page, once all of it is read: menus, and tables that only arrange."""

from __future__ import annotations

from collections import defaultdict

from healthlint.markup.model import (
    CAPTION,
    FRONT_MATTER,
    HEADING,
    NAVIGATION,
    PARAGRAPH,
    TABLE_CELL,
    Block,
    Link,
    Markup,
)
from healthlint.markup.titles import is_references

#: A cell with a block longer than this, in characters, or with more blocks, holds an article and no datum.
_LONGEST_CELL = 600
_MOST_BLOCKS = 4

#: A menu has at least so many blocks or links in a row, on average no longer than this.
_SHORTEST_MENU = 3
_LONGEST_ENTRY = 40


def settle(markup: Markup, layout_tables: set[int]) -> Markup:
    """The markup with menus as navigation and the cells of layout tables as paragraphs."""
    blocks = list(markup.blocks)
    layout_tables = layout_tables | _tables_without_data(blocks)
    for index, block in enumerate(blocks):
        if block.table in layout_tables:
            role = PARAGRAPH if block.role == TABLE_CELL else block.role
            blocks[index] = block._replace(role=role, table=-1, row=-1, column=-1)
    for start, stop in _menus(markup, blocks):
        for index in range(start, stop):
            blocks[index] = blocks[index]._replace(role=NAVIGATION)
    return markup._replace(blocks=tuple(blocks))


def _tables_without_data(blocks: list[Block]) -> set[int]:
    """Tables of one row or column, or with an article in a cell."""
    rows: defaultdict[int, int] = defaultdict(int)
    columns: defaultdict[int, int] = defaultdict(int)
    cells: defaultdict[tuple[int, int, int], int] = defaultdict(int)
    found = set()
    for block in blocks:
        table = block.table
        if table >= 0:
            rows[table] = max(rows[table], block.row)
            columns[table] = max(columns[table], block.column)
            cells[table, block.row, block.column] += 1
            if (
                block.end - block.start > _LONGEST_CELL
                or cells[table, block.row, block.column] > _MOST_BLOCKS
            ):
                found.add(table)
    return found | {table for table in rows if not rows[table] or not columns[table]}


def _menus(markup: Markup, blocks: list[Block]) -> list[tuple[int, int]]:
    """Runs of blocks that hold nothing but short links, outside reference lists."""
    found = []
    counts = _link_counts(markup.prose, blocks, markup.links)
    run = links = 0
    in_references = False
    for index in range(len(blocks) + 1):
        if index < len(blocks) and counts[index]:
            links += counts[index]
            continue
        length = blocks[index - 1].end - blocks[run].start if index > run else 0
        if links >= _SHORTEST_MENU and length <= links * _LONGEST_ENTRY and not in_references:
            found.append((run, index))
        if index < len(blocks) and blocks[index].role == HEADING:
            in_references = is_references(markup.prose[blocks[index].start : blocks[index].end])
        run, links = index + 1, 0
    return found


def _link_counts(prose: str, blocks: list[Block], links: tuple[Link, ...]) -> list[int]:
    """How many links each block consists of; 0 for one that says something outside them."""
    counts = []
    at = 0
    for block in blocks:
        count, said = 0, block.start
        is_all = block.role not in (HEADING, FRONT_MATTER, CAPTION, TABLE_CELL)
        while at < len(links) and links[at].start < block.end:
            link = links[at]
            at += 1
            if link.end > said and link.kind == "link":
                is_all = is_all and not _says_something(prose[said : link.start])
                said = max(said, link.end)
                count += 1
        counts.append(count if is_all and count and not _says_something(prose[said : block.end]) else 0)
    return counts


def _says_something(string: str) -> bool:
    return any(character.isalpha() for character in string)
