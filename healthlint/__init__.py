"""healthlint finds what a health article must not say, or must not leave out.

    >>> import healthlint
    >>> linter = healthlint.Linter()
    >>> findings = linter.lint_text("Zinc cures colds.", path="article.md")

Names are imported when first used, so that ``import healthlint`` itself costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.api import Linter, annotate
    from healthlint.document import Document
    from healthlint.finding import Finding

    __version__: str

__all__ = ["Document", "Finding", "Linter", "__version__", "annotate"]


def __getattr__(name: str) -> object:
    if name == "__version__":
        return _version()
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = {"Document": "document", "Finding": "finding"}.get(name, "api")
    return getattr(import_module(f"healthlint.{home}"), name)


def _version() -> str:
    """A checkout's own version, whatever else is installed; elsewhere that of the installed package."""
    import os
    import tomllib
    from importlib.metadata import PackageNotFoundError, version

    try:
        with open(os.path.join(os.path.dirname(os.path.dirname(__file__)), "pyproject.toml"), "rb") as file:
            project = tomllib.load(file).get("project", {})
        if project.get("name") == "healthlint":
            return str(project["version"])
    except (OSError, ValueError):
        pass
    try:
        return version("healthlint")
    except PackageNotFoundError:
        return "unknown"


def __dir__() -> list[str]:
    return __all__
