"""How configurations are put on top of each other: one operation, over statements that know where they stand.

A configuration file, an override in it, a profile and the options of a call are all the same thing here: an
ordered mapping from keys to statements. `on_top` lays one over another, and what holds for an article is all
that apply to it, laid over each other in order (`merged`). Nothing else decides which value wins.

- A key is a way into the configuration, such as ``("severity", "numbers")`` or ``("disclaimer", "accept")``:
  mappings are merged key by key, and a list is one value, which replaces the one below.
- What a file says with `select`, `extend-select` and `ignore` is one statement a selector, under
  ``("choice", selector)``: the upper one wins. `select` says "instead of" and therefore takes back what was
  chosen below it.
- `rules` and `extend-exclude` add up: each item has a key of its own.

`on_top` is associative, laying a layer on top of itself changes nothing, and neither does an empty one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from healthlint.settings import DisclaimerSettings, Settings
from healthlint.values import NamedTuple
from healthlint.workspace.result import shown

#: The first part of a key that says what becomes of a selector, and what it can say: the names of the keys.
CHOICE = "choice"
SELECT, EXTEND_SELECT, IGNORE = "select", "extend-select", "ignore"
#: What was chosen below a `select`: as if nobody had spoken of it.
TAKEN_BACK = ""
#: A list that replaces what is below, and one that adds to it.
EXCLUDE, EXTEND_EXCLUDE = "exclude", "extend-exclude"
RULES = "rules"

Key = tuple[str, ...]


class Origin(NamedTuple):
    """Where a statement stands: a file with line and column, or, without these, what `path` says."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``path:line:column``, or the path alone."""
        return f"{shown(self.path)}:{self.line}:{self.column}" if self.line else self.path


class Statement(NamedTuple):
    """A value, and where it was said."""

    value: Any
    origin: Origin
    #: The folder that paths and patterns in the value are relative to.
    folder: str = ""


#: The statements of a layer, or of several merged; the later one counts more where two speak of one thing.
Statements = Mapping[Key, Statement]


def on_top(lower: Statements, upper: Statements) -> Statements:
    """One layer laid over another."""
    kept = {key: statement for key, statement in lower.items() if key not in upper}
    if (SELECT,) in upper:
        for key, statement in kept.items():
            if key[0] == CHOICE and statement.value != IGNORE:
                kept[key] = statement._replace(value=TAKEN_BACK)
    return {**kept, **upper}


def merged(layers: Iterable[Statements]) -> Statements:
    """Layers laid over each other, the lowest first."""
    found: Statements = {}
    for layer in layers:
        found = on_top(found, layer)
    return found


def choices(
    origin: Origin,
    select: Iterable[str] | None = None,
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> dict[Key, Statement]:
    """The statements of a layer about what runs, all from one place. Within a layer `ignore` wins.

    Selectors are to be in one spelling each: see `healthlint.rules.selection.RuleSet.get`.
    """
    found: dict[Key, Statement] = {}
    if select is not None:
        found[SELECT,] = Statement(True, origin)
    for kind, selectors in ((SELECT, select or ()), (EXTEND_SELECT, extend_select), (IGNORE, ignore)):
        for selector in selectors:
            found.pop((CHOICE, selector), None)
            found[CHOICE, selector] = Statement(kind, origin)
    return found


def value(statements: Statements, *key: str, default: Any = None) -> Any:  # noqa: ANN401 - any value there is
    """What is said under a key."""
    found = statements.get(key)
    return default if found is None else found.value


def path(statements: Statements, *key: str) -> str:
    """The file that is named under a key; "" for none."""
    found = statements.get(key)
    return "" if found is None else os.path.normpath(os.path.join(found.folder, found.value))


def chosen(statements: Statements, kind: str) -> tuple[str, ...]:
    """The selectors that `select`, `extend-select` or `ignore` holds in the end."""
    return tuple(
        key[1]
        for key, statement in statements.items()
        if len(key) == 2 and key[0] == CHOICE and statement.value == kind
    )


def below(statements: Statements, *prefix: str) -> dict[Key, Statement]:
    """The statements whose keys begin with a prefix, by the rest of their keys."""
    length = len(prefix)
    return {
        key[length:]: statement
        for key, statement in statements.items()
        if len(key) > length and key[:length] == prefix
    }


def settings(statements: Statements) -> Settings:
    """The settings that statements amount to."""
    options: dict[str, dict[str, Any]] = {}
    for (rule, option), statement in below(statements, "options").items():
        options.setdefault(rule, {})[option] = statement.value
    provided = tuple(value(statements, "disclaimer", "provided_by", default=()))
    return Settings(
        select=chosen(statements, SELECT) if (SELECT,) in statements else None,
        ignore=chosen(statements, IGNORE),
        extend_select=chosen(statements, EXTEND_SELECT),
        severity={selector: one.value for (selector,), one in below(statements, "severity").items()},
        suppressible={selector: one.value for (selector,), one in below(statements, "suppressible").items()},
        options=options,
        disclaimer=DisclaimerSettings(
            provided_by=provided,
            provided=bool(provided),
            accept=tuple(value(statements, "disclaimer", "accept", default=())),
            required=value(statements, "disclaimer", "required", default=True),
            text=value(statements, "disclaimer", "text", default=""),
            place=value(statements, "disclaimer", "place", default=DisclaimerSettings().place),
        ),
        min_confidence=value(statements, "min-confidence", default=Settings().min_confidence),
    )
