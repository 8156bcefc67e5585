"""Kinds of rules: one module each, implementing once what any number of rule files ask for.

A kind is found by its module's name when a rule first needs it, never registered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from healthlint.values import Protocol

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.rules.model import Match, Option, Rule


class Kind(Protocol):
    """What a module under `healthlint.rules.kinds` holds.

    A kind that can look for several rules at once also has `check_all(rules, document)`, which gives each
    rule with its matches, and may leave out rules without any; `rules` is the same tuple for every document of a
    run. One that has to work
    something out from the options before it can start has `derive(options)`, which gives it as plain JSON
    data: it is kept with the compiled rule as `Rule.derived`.
    """

    #: What `match:` may hold beside `kind`.
    OPTIONS: Mapping[str, Option]

    def check(self, rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
        """What the rule finds in the document, in any order. `rule.options` holds every option of
        `OPTIONS`.
        """


#: As a kind has it that can look for several rules at once: see `Kind`.
CheckAll = Callable[[tuple["Rule", ...], "AnnotatedDocument"], Iterator[tuple["Rule", Iterator["Match"]]]]


class UnknownKindError(LookupError):
    """A kind for which there is no module."""


@cache
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


def derive(kind: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a kind works out from the options of a rule ahead of time."""
    work_out = getattr(load_kind(kind), "derive", None)
    found: Mapping[str, Any] = work_out(options) if work_out is not None else {}
    return found


def check_all(
    kind: str, rules: tuple[Rule, ...], document: AnnotatedDocument
) -> Iterator[tuple[Rule, Iterator[Match]]]:
    """Each of some rules of one kind with what it finds, worked out as the matches are asked for."""
    module = load_kind(kind)
    together: CheckAll | None = vars(module).get("check_all")
    if together is not None:
        return together(rules, document)
    return ((rule, module.check(rule, document)) for rule in rules)


def kind_names() -> tuple[str, ...]:
    """The names of all kinds, for messages and the JSON Schema."""
    from pkgutil import iter_modules

    return tuple(sorted(module.name for module in iter_modules(__path__)))
