"""Regular expressions are compiled late, and what a wheel has ready is what `re` would make."""

from __future__ import annotations

import re
from typing import Any

import pytest

from healthlint import expressions
from healthlint.workspace import packs
from healthlint.workspace.ready import ready_module


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    """What the module holds that a build writes."""
    names: dict[str, Any] = {}
    exec(ready_module(packs.load().ruleset.rules), names)
    return names


def use(monkeypatch: pytest.MonkeyPatch, ready: expressions.Ready) -> None:
    monkeypatch.setattr(expressions, "_ready", lambda: ready)


def test_ready_patterns_are_those_that_re_makes(
    written: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Patterns are equal where text, flags and code are."""
    ready = written["READY"]
    assert len(ready) > 200
    use(monkeypatch, ready)
    monkeypatch.setattr(expressions.re, "compile", lambda *_: pytest.fail("not ready"))
    restored = {key: expressions.compiled(key[1], key[0]) for key in ready}
    monkeypatch.undo()
    for (flags, source), pattern in restored.items():
        expected = re.compile(source, flags)
        assert pattern == expected
        assert (pattern.groups, pattern.groupindex) == (expected.groups, expected.groupindex)


def test_what_another_python_made_is_left_alone(
    written: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys
    from types import ModuleType

    module = ModuleType("healthlint.ready")
    monkeypatch.setitem(sys.modules, "healthlint.ready", module)
    for tag, expected in ((written["TAG"], written["READY"]), ("another", {}), ("", {})):
        vars(module).update(written, TAG=tag)
        assert expressions._ready.__wrapped__() == expected


def test_a_pattern_that_is_not_ready_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {})
    assert expressions.compiled(r"(?P<wombat>\w+) burrows?", re.IGNORECASE) == re.compile(
        r"(?P<wombat>\w+) burrows?", re.IGNORECASE
    )


def test_a_late_pattern_is_as_good_as_another() -> None:
    late = expressions.compile(r"(?P<animal>wom(bat)) (\d+)", expressions.IGNORECASE)
    match = late.search("see Wombat 7")
    assert match is not None
    assert match["animal"] == "Wombat"
    assert late.sub("-", "wombat 1, WOMBAT 2") == "-, -"
    assert (late.groups, late.pattern, late.flags) == (3, r"(?P<animal>wom(bat)) (\d+)", re.I | re.U)
    assert [found[3] for found in late.finditer("wombat 1 wombat 2")] == ["1", "2"]


def test_a_mistake_shows_when_the_pattern_is_used() -> None:
    late = expressions.compile("(wombat")
    with pytest.raises(re.error, match="unterminated subpattern"):
        late.search("wombat")
    with pytest.raises(AttributeError):
        late.wombat  # type: ignore[attr-defined]  # noqa: B018
