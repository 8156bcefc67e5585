"""Addresses that stand in prose as they are."""

from __future__ import annotations

from bisect import bisect_right

from healthlint import expressions as re
from healthlint.expressions import lazy
from healthlint.markup.model import Link, Markup

_SCHEME = lazy(r"(?:https?|ftp)\Z", re.I)
_ADDRESS = lazy(r"""[^\s<>"“”]+""")
_TAIL = lazy(r"""[.,;:!?'’»*_\]]+\Z""")


def with_urls(markup: Markup) -> Markup:
    """The markup with the addresses that stand in its prose added to its links."""
    urls = find_urls(markup.prose)
    if not urls:
        return markup
    links = markup.links
    starts = [link.start for link in links]
    free = []
    for url in urls:
        before = bisect_right(starts, url.start) - 1
        if before < 0 or links[before].end <= url.start:
            free.append(url)
    return markup._replace(links=tuple(sorted((*links, *free))))


def find_urls(prose: str) -> list[Link]:
    """Every "http://..." or "www...." in a prose, as a link of the kind "url".

    A stop after the address is not part of it; nor is a bracket that it does not open itself.
    """
    found = []
    for mark in ("://", "www."):
        at = prose.find(mark)
        while at >= 0:
            start = _start(prose, at, mark)
            match = _ADDRESS.match(prose, at + len(mark)) if start >= 0 else None
            if match is not None:
                end = start + len(_bare(prose[start : match.end()]))
                target = prose[start:end]
                found.append(Link(start, end, target if mark == "://" else "http://" + target, "url"))
                at = end
            else:
                at += len(mark)
            at = prose.find(mark, at)
    found.sort()
    return found


def _start(prose: str, at: int, mark: str) -> int:
    """Where the address begins that holds `mark` at `at`; -1 where that is no address."""
    if mark == "://":
        match = _SCHEME.search(prose, max(0, at - 5), at)
        return match.start() if match is not None else -1
    before = prose[at - 1] if at else " "
    return -1 if before.isalnum() or before in "/.@-" else at


def _bare(address: str) -> str:
    while True:
        shorter = _TAIL.sub("", address)
        if shorter.endswith(")") and shorter.count("(") < shorter.count(")"):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter
