"""What a run keeps for its reports: suppressed findings, words, and the files the reports go to."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_helpers import check, found, house_pack, put


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    house_pack(tmp_path, "../style")
    put(tmp_path, "healthlint.yml", "rules: [../style]\nselect: [house]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_an_article_suppresses_is_kept_with_its_reason(site: Path) -> None:
    put(
        site,
        "a.md",
        "<!-- healthlint-disable-next-line no-wombat -- the zoo wrote it -->\nA wombat.\n\nA quokka.\n",
    )
    result = check("a.md")
    assert found(result) == [("a.md", 4, "no-quokka")]
    assert [(one.finding.rule, one.finding.line, one.by.reason) for one in result.suppressed] == [
        ("no-wombat", 2, "the zoo wrote it")
    ]


def test_words_are_those_of_the_prose(site: Path) -> None:
    put(
        site,
        "a.md",
        "---\nlayout: zoo\n---\n# Two words\n\nThree **more** words.\n\n```\nno prose here\n```\n",
    )
    put(site, "b.txt", "")
    assert check(".").words == {"a.md": 5, "b.txt": 0}


def test_the_files_that_reports_go_to_are_no_articles(site: Path) -> None:
    put(site, "a.md", "A wombat.")
    put(site, "out/report.txt", "A wombat.")
    (site / "link.txt").symlink_to(site / "out" / "report.txt")
    reports = (str(site / "out" / "report.txt"), "new.txt")
    assert check(".", reports=reports).files == ["a.md"]
    assert check("a.md", "out/report.txt", "*.txt", reports=reports).files == ["a.md"]
    assert check(".").files == ["a.md", "out/report.txt"]
