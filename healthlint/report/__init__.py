"""Reports: what was found, as text for people and for tools. They format and decide nothing.

Each format is a module with ``render(run, style) -> Iterator[str]``, listed in `FORMATS` and imported only
when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from healthlint.report.model import Render

#: Name on the command line -> module of this package.
FORMATS = {
    "full": "full",
    "concise": "concise",
    "grouped": "grouped",
    "json": "as_json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "rdjson": "rdjson",
    "csv": "as_csv",
}
#: The forms of ``--statistics``, likewise.
STATISTICS = {"full": "statistics_full", "json": "statistics_json", "csv": "statistics_csv"}


def renderer(name: str, statistics: bool = False) -> Render:
    """The `render` of a format, or of one of `STATISTICS`. Raises KeyError for a name that is not there."""
    module = (STATISTICS if statistics else FORMATS)[name]
    return cast("Render", import_module(f"healthlint.report.{module}").render)
