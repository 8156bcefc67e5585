"""Front matter that cannot be read is told of where the configuration asks for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_helpers import run
from rule_helpers import core_lexicon
from workspace_helpers import put

from healthlint.language.annotated import AnnotatedDocument
from healthlint.source import Source

CONFIG = "overrides:\n  - front-matter: {audience: patients}\n    ignore: [missing-disclaimer]\n"
BODY = "\n# Wombats\n\nWombats dig.\n"
BAD = {
    "yaml": ("---\ntitle: One\naudience: [patients\n---\n", "a.md:4: ", "no YAML: "),
    "toml": ('+++\ntitle = "One"\naudience = patients\n+++\n', "a.md:3: ", "no TOML: "),
    "json": ('{\n  "title": "One",\n  "audience": patients\n}\n', "a.md:3: ", "no JSON: "),
    "list": ("---\n- patients\n---\n", "a.md:2: ", "no mapping of keys to values"),
}


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", BAD)
def test_it_is_told_of_with_its_place_whether_results_are_kept_or_not(site: Path, kind: str) -> None:
    front_matter, place, fault = BAD[kind]
    put(site, "a.md", front_matter + BODY)
    put(site, "healthlint.yml", CONFIG)
    for _ in range(2):
        outcome = run("a.md", "--select", "missing-disclaimer")
        (line,) = (line for line in outcome.err.splitlines() if place in line)
        assert "the front matter cannot be read, so no override that asks for it holds here" in line
        assert fault in line
        assert outcome.code != 2


@pytest.mark.parametrize(
    ("config", "front_matter"),
    [
        ("", BAD["yaml"][0]),
        ("overrides: [{files: news/, front-matter: {audience: patients}}]", BAD["yaml"][0]),
        ("overrides: [{files: a.md}]", BAD["yaml"][0]),
        (CONFIG, "---\naudience: patients\n---\n"),
        (CONFIG, "---\n# nothing yet\n---\n"),
        (CONFIG, ""),
    ],
)
def test_nothing_is_said_where_nobody_asks_or_all_is_well(site: Path, config: str, front_matter: str) -> None:
    put(site, "a.md", front_matter + BODY)
    put(site, "healthlint.yml", config)
    outcome = run("a.md", "--select", "missing-disclaimer")
    assert "front matter" not in outcome.err
    assert outcome.code != 2, outcome.err


@pytest.mark.parametrize("command", [[], ["trace"], ["claims"], ["files"], ["config", "show"]])
def test_an_empty_path_is_named(command: list[str]) -> None:
    outcome = run(*command, "")
    assert outcome.code == 2
    assert re.search("(''|cannot read '').*: no such file or directory", outcome.err, re.I)


def test_the_data_of_a_document_is_empty_where_it_cannot_be_read() -> None:
    for front_matter, _, _ in BAD.values():
        assert AnnotatedDocument.read(Source("a.md", front_matter + BODY), core_lexicon()).front_matter == {}
