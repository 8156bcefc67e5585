"""Writes `healthlint.ready`: the code that `re` makes of healthlint's own regular expressions.

`re` is written in Python and takes a few hundred microseconds a pattern; its engine takes ready code in
five. Only a build runs this.
"""

from __future__ import annotations

import gc
import re
from array import array
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages

import healthlint
from healthlint import expressions
from healthlint.rules.model import Rule

_HEAD = '''"""What `re` made of healthlint's regular expressions: see `healthlint.workspace.ready`, which wrote this."""

'''


def ready_module(rules: Iterable[Rule]) -> str:
    """The text of `healthlint.ready` for this Python, with the patterns of all modules and of the rules."""
    found = sorted({*_of_modules(), *_of_rules(rules)}, key=repr)
    lines = [
        f"    {(flags, source)!r}: {code!r},\n" for flags, source in found if (code := _code(source, flags))
    ]
    return f"{_HEAD}TAG = {expressions.tag()!r}\nREADY = {{\n{''.join(lines)}}}\n"


def _of_modules() -> Iterator[tuple[int, str | bytes]]:
    for module in walk_packages(healthlint.__path__, "healthlint."):
        if module.name not in ("healthlint.__main__", "healthlint.ready"):
            import_module(module.name)
    for each in gc.get_objects():
        if isinstance(each, expressions.Compiled):
            yield each.own_flags, each.source


def _of_rules(rules: Iterable[Rule]) -> Iterator[tuple[int, str | bytes]]:
    for rule in rules:
        if rule.unless and rule.unless.pattern:
            yield int(re.IGNORECASE), rule.unless.pattern
        for source in rule.options.get("patterns", ()):
            yield 0 if rule.options["case_sensitive"] else int(re.IGNORECASE), source


def _code(source: str | bytes, flags: int) -> tuple[int, int, dict[str, int], bytes] | None:
    """What `healthlint.expressions.Ready` holds of a pattern; None where `re` does not show it."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(source, flags)
        words = _compiler._code(parsed, flags)
    except (ImportError, AttributeError, re.error):
        return None
    state = parsed.state
    return flags | state.flags, state.groups - 1, dict(state.groupdict), array("I", words).tobytes()
