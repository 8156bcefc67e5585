"""The configured disclaimer, written where it is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_helpers import run

TEXT = "This page is general information and does not replace advice from your doctor."
GOUT = "Gout makes a joint hot, swollen and sore. Colchicine and ibuprofen ease an attack."
REFERENCES = "1. Smith J. Gout and its causes. Lancet 2010;3:4-5.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def fixed(name: str, text: str, *more: str, options: str = "") -> str:
    """An article after `--fix --unsafe-fixes` for missing disclaimers, and the same after a second time."""
    Path("healthlint.yml").write_text(f"select: [missing-disclaimer]\ndisclaimer:\n  text: {TEXT}\n{options}")
    path = Path(name)
    path.write_bytes(text.encode())
    assert run("--fix", "--unsafe-fixes", "--no-cache", *more, name).err == ""
    once = path.read_bytes()
    run("--fix", "--unsafe-fixes", "--no-cache", *more, name)
    assert path.read_bytes() == once
    return once.decode()


@pytest.mark.parametrize(
    ("name", "text", "better"),
    [
        ("a.md", f"# Gout\n\n{GOUT}\n", f"# Gout\n\n{GOUT}\n\n{TEXT}\n"),
        ("a.md", f"# Gout\n\n{GOUT}", f"# Gout\n\n{GOUT}\n\n{TEXT}\n"),
        ("a.txt", f"Gout\r\n\r\n{GOUT}\r\n", f"Gout\r\n\r\n{GOUT}\r\n\r\n{TEXT}\r\n"),
        ("a.txt", f"Gout\r\r{GOUT}\r", f"Gout\r\r{GOUT}\r\r{TEXT}\r"),
        (
            "a.md",
            f"# Gout\n\n{GOUT}\n\n## References\n\n{REFERENCES}",
            f"# Gout\n\n{GOUT}\n\n{TEXT}\n\n## References\n\n{REFERENCES}",
        ),
        ("a.mdx", f"# Gout\n\n{GOUT}\n", f"# Gout\n\n{GOUT}\n\n{TEXT}\n"),
        (
            "a.html",
            f"<body><h1>Gout</h1><p>{GOUT}</p></body>",
            f"<body><h1>Gout</h1><p>{GOUT}</p>\n<p>{TEXT}</p>\n</body>",
        ),
        (
            "a.html",
            f'<p>{GOUT}</p>\n<h2 id="r"><b>References</b></h2>\n<ol><li>Smith J. Gout. Lancet 2010;3:4-5.</li></ol>\n',
            f'<p>{GOUT}</p>\n<p>{TEXT}</p>\n<h2 id="r"><b>References</b></h2>\n'
            "<ol><li>Smith J. Gout. Lancet 2010;3:4-5.</li></ol>\n",
        ),
    ],
)
def test_it_stands_at_the_end_before_the_references(name: str, text: str, better: str) -> None:
    assert fixed(name, text) == better


@pytest.mark.parametrize(
    ("place", "better"),
    [
        ("start", f"# Gout\n\n{TEXT}\n\n{GOUT}\n\n## References\n\n{REFERENCES}"),
        ("end", f"# Gout\n\n{GOUT}\n\n## References\n\n{REFERENCES}\n{TEXT}\n"),
    ],
)
def test_it_stands_where_the_configuration_says(place: str, better: str) -> None:
    text = f"# Gout\n\n{GOUT}\n\n## References\n\n{REFERENCES}"
    if place == "end":  # after a list of references it is one more line of it, which is no disclaimer
        assert fixed("a.md", text, options="  place: start\n").startswith(f"# Gout\n\n{TEXT}")
    assert fixed("b.md", text, options=f"  place: {place}\n") == better


def test_it_is_written_only_with_unsafe_fixes_and_only_where_it_is_missing() -> None:
    Path("healthlint.yml").write_text(f"disclaimer:\n  text: {TEXT}\n")
    Path("a.md").write_text(f"# Gout\n\n{GOUT}\n")
    run("--fix", "a.md")
    assert Path("a.md").read_text() == f"# Gout\n\n{GOUT}\n"
    assert fixed("b.md", f"# Gout\n\n{GOUT} {TEXT}\n") == f"# Gout\n\n{GOUT} {TEXT}\n"


def test_without_a_text_there_is_no_fix() -> None:
    Path("a.md").write_text(f"# Gout\n\n{GOUT}\n")
    outcome = run("--no-config", "--select", "missing-disclaimer", "--fix", "--unsafe-fixes", "a.md")
    assert "(0 fixed, 1 remaining)" in outcome.out
    assert Path("a.md").read_text() == f"# Gout\n\n{GOUT}\n"


def test_a_text_that_is_no_disclaimer_is_a_mistake_with_its_place() -> None:
    Path("healthlint.yml").write_text("disclaimer:\n  text: Eat well.\n")
    Path("a.md").write_text(GOUT)
    outcome = run("a.md")
    assert outcome.code == 2
    assert "healthlint.yml:2:9: healthlint knows this text as no disclaimer" in outcome.err


def test_a_fix_that_settles_nothing_is_taken_back() -> None:
    text = f"# Gout\n\n{GOUT}\n\n```\nThis fence is never closed.\n"
    Path("healthlint.yml").write_text(f"select: [missing-disclaimer]\ndisclaimer:\n  text: {TEXT}\n")
    Path("a.md").write_text(text)
    outcome = run("--fix", "--unsafe-fixes", "a.md")
    assert Path("a.md").read_text() == text
    assert "a.md:1:1: the fix for missing-disclaimer settles nothing here; left out" in outcome.err
    assert "(0 fixed, 1 remaining)" in outcome.out
