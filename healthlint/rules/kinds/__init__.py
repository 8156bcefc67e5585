"""Kinds of rules: one module each, implementing once what any number of rule files ask for.

A kind is found by its module's name when a rule first needs it, never registered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.rules.model import Match, Option, Rule


class Kind(Protocol):
    """What a module under `healthlint.rules.kinds` holds."""

    #: What `match:` may hold beside `kind`.
    OPTIONS: Mapping[str, Option]

    def check(self, rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
        """What the rule finds in the document, in any order. `rule.options` holds every option of
        `OPTIONS`.
        """
        ...


class UnknownKindError(LookupError):
    """A kind for which there is no module."""


def load_kind(name: str) -> Kind:
    """The kind of a name, imported on first use. Raises UnknownKindError."""
    from importlib import import_module

    module = f"{__name__}.{name}"
    if not name.isidentifier():
        raise UnknownKindError(name)
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise UnknownKindError(name) from None


def kind_names() -> tuple[str, ...]:
    """The names of all kinds, for messages and the JSON Schema."""
    from pkgutil import iter_modules

    return tuple(sorted(module.name for module in iter_modules(__path__)))
