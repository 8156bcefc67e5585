"""Fixtures for tests that lint a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from healthlint.finding import Finding


@pytest.fixture(autouse=True)
def outside_of_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests see no CI system, wherever they run: it would choose the format of reports."""
    for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "HEALTHLINT_OUTPUT_FORMAT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave nothing in the user's cache folder, and find nothing there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def lint() -> Callable[..., list[Finding]]:
    """`lint(text, path="x.md", **config)`: the findings; arguments are keys of healthlint.yml."""
    from healthlint import Linter

    def run(text: str, path: str = "x.md", **config: object) -> list[Finding]:
        keys = {key.replace("_", "-"): value for key, value in config.items()}
        return Linter(config=keys or None).lint_text(text, path=path)

    return run
