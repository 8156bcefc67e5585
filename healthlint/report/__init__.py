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
    "json": "as_json",
    "github": "github",
}


def renderer(name: str) -> Render:
    """The `render` of a format. Raises KeyError for a name that is not in `FORMATS`."""
    return cast("Render", import_module(f"healthlint.report.{FORMATS[name]}").render)
