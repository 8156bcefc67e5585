"""Lines of the table: what was measured, beside what, and what it is bound to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_HEAD = ("measured", "healthlint", "beside it", "ratio", "bound", "")


class Row(NamedTuple):
    """One figure. `ratio` is what the bound speaks of; without a bound it only informs."""

    what: str
    value: str
    beside: str = ""
    ratio: float | None = None
    least: float | None = None
    most: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the ratio keeps within its bound."""
        if self.ratio is None:
            return True
        return (self.least is None or self.ratio >= self.least) and (
            self.most is None or self.ratio <= self.most
        )

    def cells(self) -> tuple[str, ...]:
        """The texts of the line."""
        bound = f"at least {self.least:g}" if self.least is not None else ""
        bound = f"at most {self.most:g}" if self.most is not None else bound
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}" if self.ratio < 100 else f"{self.ratio:.0f}"
        return self.what, self.value, self.beside, ratio, bound, "" if self.is_met else "NOT MET"


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a Markdown table that can be read as it is."""
    lines = [_HEAD, *(row.cells() for row in rows)]
    widths = [max(3, *(len(line[column]) for line in lines)) for column in range(len(_HEAD))]
    lines.insert(1, tuple("-" * width for width in widths))
    for line in lines:
        cells = (f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True))
        yield f"| {' | '.join(cells)} |"
