"""A run over files: what is checked, what is not, and what is said of it."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from workspace_helpers import check, found, house_pack, house_rule, problems, put

from healthlint import linter
from healthlint.language.annotated import AnnotatedDocument
from healthlint.workspace.result import Options
from healthlint.workspace.run import check_paths

HOUSE = "rules: [../style]\nselect: [house]\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, configured to run the rules of the pack "house" only."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    house_pack(tmp_path, "../style")
    put(tmp_path, "healthlint.yml", HOUSE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_findings_come_in_path_order_with_their_lines(site: Path) -> None:
    put(site, "b.md", "Nothing here.\n")
    put(site, "c.md", "Line one.\r\nA quokka and\r\na wombat.\r\n")
    put(site, "a/z.md", "A wombat.")
    result = check("c.md", "b.md", ".", "a")
    assert result.files == ["a/z.md", "b.md", "c.md"]
    assert found(result) == [("a/z.md", 1, "no-wombat"), ("c.md", 2, "no-quokka"), ("c.md", 3, "no-wombat")]
    assert result.lines == {("a/z.md", 1): "A wombat.", ("c.md", 2): "A quokka and", ("c.md", 3): "a wombat."}
    assert result.failing == 2
    assert (result.errors, result.messages) == ([], [])


def test_a_finding_over_several_lines_comes_with_all_of_them(site: Path) -> None:
    put(site, "style/house/no-herd.yaml", house_rule("no-herd", "HS803", r"herd\s+of\s+wombats"))
    put(site, "healthlint.yml", "rules: [style]\nselect: [house]\n")
    put(site, "a.md", "One\nherd\nof\n  wombats there.\nThe end.\n")
    result = check("a.md")
    assert [(one.line, one.end_line) for one in result.findings] == [(2, 4)]
    assert result.lines == {("a.md", 2): "herd", ("a.md", 3): "of", ("a.md", 4): "  wombats there."}


def test_a_file_on_which_healthlint_fails_is_named_and_the_others_are_reported(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site, "a.md", "A wombat.")
    put(site, "b.md", "A wombat.")
    right = linter.run

    def fails_on_a(document: AnnotatedDocument, *others: Any) -> linter.Result:  # noqa: ANN401
        if document.source.path == "a.md":
            fault = RecursionError("too\ndeep")
            fault.add_note("in the rule no-wombat")
            raise fault
        return right(document, *others)

    monkeypatch.setattr(linter, "run", fails_on_a)
    result = check("a.md", "b.md")
    assert found(result) == [("b.md", 1, "no-wombat")]
    assert result.files == ["b.md"]
    (said,) = problems(result)
    assert said.startswith("a.md: internal error in the rule no-wombat at test_run.py:")
    assert said.endswith(": RecursionError: too deep; please report it")


def test_what_cannot_be_read_is_named_and_the_others_are_reported(site: Path) -> None:
    put(site, "a.md", "A wombat.")
    os.symlink("nowhere", site / "gone.md")
    result = check("a.md", ".", "missing.md", "x*.md")
    assert [path for path, _, _ in found(result)] == ["a.md"]
    assert problems(result) == [
        "missing.md: no such file or directory",
        "x*.md: no file matches this pattern",
    ]
    assert result.messages == ["gone.md: a symbolic link that leads nowhere, left out"]


def test_a_file_that_vanishes_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(site, "a.md", "A wombat.")
    path = put(site, "b.md", "A wombat.")
    real = os.path.realpath
    monkeypatch.setattr(os.path, "realpath", lambda name: (real(name), path.unlink(missing_ok=True))[0])
    result = check("a.md", "b.md")
    assert [name for name, _, _ in found(result)] == ["a.md"]
    assert problems(result) == ["b.md: no such file or directory"]


@pytest.mark.parametrize("content", [b"", b"\x80\x01\xff\xfe", b"\xff\xfe", b"\xff\xfea\x00", b"PK"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.mdx", "a.html", "a.png"])
def test_no_content_stops_a_run(site: Path, name: str, content: bytes) -> None:
    (site / name).write_bytes(content)
    result = check(name)
    assert (result.findings, result.errors, result.files) == ([], [], [name])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "it holds NUL bytes (UTF-16 needs a byte order mark)"),
        ("A wombat.".encode("utf-16-le"), "it holds NUL bytes (UTF-16 needs a byte order mark)"),
        (b"%PDF-1.4\nA wombat.\n", "a PDF"),
        (b"PK\x03\x04A wombat.", "a zip archive, or a .docx, .odt or .epub file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1A wombat.", "a .doc file, or another one of old Microsoft Office"),
    ],
)
def test_a_file_that_is_no_text_is_named_and_not_linted(site: Path, content: bytes, why: str) -> None:
    put(site, "a.md", "A wombat.")
    (site / "b.md").write_bytes(content)
    result = check("a.md", "b.md")
    assert problems(result) == [f"b.md: not a text file: {why}"]
    assert (found(result), result.files) == ([("a.md", 1, "no-wombat")], ["a.md"])
    piped = check_paths(["-"], Options(stdin_filename="c.md"), io.BytesIO(content))
    assert problems(piped) == [f"c.md: not a text file: {why}"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_wide_text_with_a_byte_order_mark_is_text(site: Path, encoding: str) -> None:
    (site / "a.md").write_bytes("A wombat.".encode(encoding))
    assert found(check("a.md")) == [("a.md", 1, "no-wombat")]


def test_names_that_are_not_utf8_are_kept(site: Path) -> None:
    name = os.fsdecode(b"w\xff.md")
    with open(name, "w") as file:
        file.write("A wombat.")
    assert found(check(".")) == [(name, 1, "no-wombat")]


def test_standard_input_goes_by_the_name_it_is_given(site: Path) -> None:
    put(site, "docs/healthlint.yml", "rules: [../../style]\nselect: [no-quokka]\n")
    content = b"<p>A wombat and a qu&#111;kka.</p>"

    def piped(name: str | None) -> list[tuple[str, str]]:
        result = check_paths(["-"], Options(stdin_filename=name), io.BytesIO(content))
        assert result.errors == []
        return [(finding.path, finding.text) for finding in result.findings]

    assert piped("docs/new.html") == [("docs/new.html", "qu&#111;kka")]
    assert piped(None) == [("-", "wombat")]


def test_standard_input_and_files_together(site: Path) -> None:
    put(site, "a.md", "A quokka.")
    result = check_paths(["a.md", "-", "-"], Options(), io.BytesIO(b"\xef\xbb\xbfA wombat."))
    assert found(result) == [("-", 1, "no-wombat"), ("a.md", 1, "no-quokka")]
    assert [(finding.column, finding.start) for finding in result.findings] == [(3, 2), (3, 2)]


def test_a_suppression_in_the_article_counts(site: Path) -> None:
    put(site, "a.md", "<!-- healthlint-disable-next-line no-wombat -- a name -->\nA wombat.\n\nA wombat.\n")
    result = check("a.md")
    assert found(result) == [("a.md", 4, "no-wombat")]
    assert result.failing == 1


def test_a_suppression_that_names_no_rule_is_told_and_changes_nothing(site: Path) -> None:
    put(site, "a.md", "A wombat.\n\n<!-- healthlint-disable-next-line no-wombats -- a name -->\nA wombat.\n")
    put(site, "b.md", "---\nhealthlint: {disabled: [no-wombat]}\n---\nA wombat.\n")
    result = check("a.md", "b.md")
    assert result.errors == []
    assert result.failing == 3
    first, second = result.messages
    assert first.startswith("a.md:3:1: unknown rule, code, family or pack `no-wombats`")
    assert first.endswith("did you mean `no-wombat`?")
    assert second == "b.md:1:1: `healthlint:` in front matter takes `disable` and `reason`"
