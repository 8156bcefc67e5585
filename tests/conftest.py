"""Fixtures for tests that lint a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.finding import Finding


@pytest.fixture
def lint() -> Callable[..., list[Finding]]:
    """`lint(text, path="x.md", **config)`: the findings; arguments are keys of healthlint.yml."""
    from healthlint import Linter

    def run(text: str, path: str = "x.md", **config: object) -> list[Finding]:
        keys = {key.replace("_", "-"): value for key, value in config.items()}
        return Linter(config=keys or None).lint_text(text, path=path)

    return run
