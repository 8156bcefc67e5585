"""``--fix``: files are written whole, as they were in all but the fix, and the report says what is left."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from cli_helpers import run

from healthlint.finding import Edit, Finding, Fix
from healthlint.report import full
from healthlint.report.model import Run, Style
from healthlint.source import Source
from healthlint.workspace import apply_write
from healthlint.workspace.apply_write import NotWritten, encoded, replace

BAD = "Take 1.0 mg of melatonin at night.\n"
GOOD = "Take 1 mg of melatonin at night.\n"
OPTIONS = ("--no-config", "--select", "ismp-trailing-zero,ismp-naked-decimal", "--no-cache")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str | bytes = BAD) -> Path:
    path = Path(name)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_what_is_safe_is_fixed_and_counted() -> None:
    path = put("a.md", BAD + "\nTake .5 mg of folic acid daily.\n")
    outcome = run(*OPTIONS, "--fix", "a.md")
    assert outcome.code == 0
    assert path.read_text() == GOOD + "\nTake 0.5 mg of folic acid daily.\n"
    assert outcome.out == "No findings in 1 file (2 fixed, 0 remaining).\n"


def test_without_fix_the_report_says_what_could_be_fixed() -> None:
    path = put("a.md")
    outcome = run(*OPTIONS, "a.md")
    assert path.read_text() == BAD
    assert outcome.out.endswith("1 can be fixed with --fix.\n")


@pytest.mark.parametrize(
    ("more", "text", "code"),
    [
        ((), BAD, 0),
        (("--exit-non-zero-on-fix",), BAD, 1),
        (("--exit-non-zero-on-fix",), GOOD, 0),
        (("--exit-non-zero-on-fix", "--exit-zero"), BAD, 0),
        (("--extend-select", "dosing-directive"), BAD, 1),
        (("--dry-run",), BAD, 1),
        (("--dry-run",), GOOD, 0),
        (("--dry-run", "--extend-select", "dosing-directive"), GOOD, 0),
        (("--dry-run", "--exit-zero"), BAD, 0),
    ],
)
def test_exit_codes_are_those_of_ruff(more: tuple[str, ...], text: str, code: int) -> None:
    put("a.md", text)
    assert run(*OPTIONS, "--fix", *more, "a.md").code == code


@pytest.mark.parametrize("option", ["--dry-run", "--exit-non-zero-on-fix"])
def test_options_that_need_fix_say_so(option: str) -> None:
    put("a.md")
    outcome = run(option, "a.md")
    assert outcome.code == 2
    assert f"{option} goes with --fix" in outcome.err


def test_a_dry_run_prints_a_diff_that_git_applies_and_writes_nothing() -> None:
    lines = [f"Line {number} of the tale.\n\n" for number in range(400)]
    text = "".join((*lines[:200], BAD, "\n", *lines[200:], "Take .5 mg of folic acid daily."))
    path = put("a.md", text.encode())
    outcome = run(*OPTIONS, "--fix", "--dry-run", "a.md")
    assert path.read_text() == text
    assert "would fix 2 findings in 1 file" in outcome.err
    assert outcome.out.startswith("--- a.md\n+++ a.md\n@@ -398,7 +398,7 @@\n")
    assert outcome.out.count("\\ No newline at end of file\n") == 2
    subprocess.run(["git", "apply", "-p0", "-"], input=outcome.out.encode(), check=True)
    assert path.read_text() == text.replace("1.0 mg", "1 mg").replace(" .5 mg", " 0.5 mg")


ODD = "Caf\u00e9 notes.\r\nTake 1.0 mg of melatonin at night.\rOne more.\nTake .5 mg of zinc daily.\r\n\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_encoding_and_line_ends_stay(encoding: str, name: str) -> None:
    path = put(name, ODD.encode(encoding))
    run(*OPTIONS, "--fix", name)
    assert path.read_bytes() == ODD.replace("1.0", "1").replace(" .5", " 0.5").encode(encoding)


def test_a_declared_charset_stays() -> None:
    page = '<meta charset="koi8-r"><p>\u0434\u043e\u0437\u0430: take 1.0 mg of melatonin daily.</p>'
    path = put("a.html", page.encode("koi8-r"))
    run(*OPTIONS, "--fix", "a.html")
    assert path.read_bytes() == page.replace("1.0", "1").encode("koi8-r")


def test_bytes_that_are_no_text_in_the_encoding_keep_a_file_from_being_written() -> None:
    content = ("Caf\u00e9 \u201cmenu\u201d \u2013 " * 3 + BAD).encode() + b"\xff end\n"
    path = put("a.md", content)
    outcome = run(*OPTIONS, "--fix", "a.md")
    assert path.read_bytes() == content
    assert "a.md: left as it is: some of its bytes are no valid utf-8" in outcome.err
    assert outcome.code == 0
    assert "(0 fixed, 1 remaining)" in outcome.out


def test_html_names_what_its_encoding_lacks_and_others_are_left() -> None:
    assert encoded(Source("a.html", "x", "cp1252"), b"x", "\u2192") == b"&#8594;"
    with pytest.raises(NotWritten, match="cp1252, has no “\u2192”"):
        encoded(Source("a.md", "x", "cp1252"), b"x", "\u2192")


def test_mode_and_links_stay() -> None:
    Path("real").mkdir()
    path = put("real/a.md")
    path.chmod(0o640)
    Path("link.md").symlink_to("real/a.md")
    run(*OPTIONS, "--fix", "link.md")
    assert Path("link.md").is_symlink()
    assert path.read_text() == GOOD
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir("real") == ["a.md"], "nothing is left over"


def test_a_file_named_twice_is_fixed_once() -> None:
    put("a.md")
    Path("b.md").symlink_to("a.md")
    assert "(1 fixed, 0 remaining)" in run(*OPTIONS, "--fix", "a.md", "b.md").out


def test_a_read_only_file_is_left_alone() -> None:
    path = put("a.md")
    path.chmod(0o444)
    outcome = run(*OPTIONS, "--fix", "a.md")
    assert path.read_text() == BAD
    assert "a.md: left as it is: the file is read-only" in outcome.err


def test_a_file_that_was_changed_meanwhile_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    path = put("a.md")
    put("b.md")
    fsync = os.fsync

    def slow(handle: int) -> None:
        fsync(handle)
        if path.read_text() == BAD:
            path.write_text("Someone else was here.\n")

    monkeypatch.setattr(apply_write.os, "fsync", slow)
    outcome = run(*OPTIONS, "--fix", "a.md", "b.md")
    assert path.read_text() == "Someone else was here.\n"
    assert "a.md: left as it is: it was changed while it was being checked; run --fix again" in outcome.err
    assert Path("b.md").read_text() == GOOD
    assert sorted(os.listdir()) == ["a.md", "b.md"]


def test_a_write_that_fails_loses_nothing_and_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    path = put("a.md")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(apply_write.os, "replace", full)
    outcome = run(*OPTIONS, "--fix", "a.md")
    assert outcome.code == 2
    assert "a.md: no space left on device" in outcome.err
    assert path.read_text() == BAD
    assert os.listdir() == ["a.md"]


def test_what_is_no_regular_file_is_not_replaced() -> None:
    with pytest.raises(NotWritten, match="no regular file"):
        replace(os.devnull, b"", b"x")


def test_standard_input_comes_out_fixed_and_the_report_goes_to_the_error_stream() -> None:
    outcome = run(*OPTIONS, "--fix", "-", "--stdin-filename", "a.md", stdin=BAD.encode())
    assert outcome.out == GOOD
    assert "(1 fixed, 0 remaining)" in outcome.err
    assert not Path("a.md").exists()


def test_standard_input_comes_out_whatever_it_holds() -> None:
    assert run(*OPTIONS, "--fix", "-", stdin=b"All is well.\n").out == "All is well.\n"
    broken = run(*OPTIONS, "--fix", "-", stdin=b"%PDF-1.7")
    assert (broken.code, broken.out) == (2, "%PDF-1.7")


def test_standard_input_with_dry_run_is_a_diff() -> None:
    outcome = run(*OPTIONS, "--fix", "--dry-run", "-", "--stdin-filename", "a.md", stdin=BAD.encode())
    assert outcome.out == f"--- a.md\n+++ a.md\n@@ -1 +1 @@\n-{BAD}+{GOOD}"


def test_suppressed_findings_are_not_fixed() -> None:
    text = f"<!-- healthlint-disable-next-line -- as on the label -->\n{BAD}\nTake 2.0 mg of melatonin at night.\n"
    path = put("a.md", text)
    run(*OPTIONS, "--fix", "a.md")
    assert path.read_text() == text.replace("2.0", "2")


def test_known_findings_are_not_fixed_though_their_sentence_changes() -> None:
    text = "Take 1.0 mg of melatonin at night.\n\nTake 3.0 mg of zinc.\n"
    path = put("a.md", text)
    assert run("baseline", "write", "--no-config", "a.md").code == 0
    path.write_text(f"{text}\nTake 4.0 mg of zinc.\n")
    run(*OPTIONS, "--baseline", ".healthlint-baseline.jsonl", "--fix", "a.md")
    assert path.read_text() == f"{text}\nTake 4 mg of zinc.\n"


def test_the_diagnostic_holds_the_fix_in_source_offsets() -> None:
    put("a.md", f"\ufeff# Doses\r\n\r\n{BAD}")
    (found,) = json.loads(run(*OPTIONS, "--output-format", "json", "a.md").out)["diagnostics"]
    assert found["fix"] == {"safety": "safe", "edits": [{"start": 16, "end": 19, "text": "1"}]}
    assert found["start"] == 16


def test_other_files_are_fixed_where_one_cannot_be_read() -> None:
    put("a.md")
    outcome = run(*OPTIONS, "--fix", "a.md", "none.md")
    assert outcome.code == 2
    assert Path("a.md").read_text() == GOOD


@pytest.mark.parametrize("safety", ["safe", "unsafe", "display"])
def test_the_full_report_shows_what_a_fix_writes(safety: str) -> None:
    finding = Finding(
        *(
            "x.md",
            1,
            6,
            1,
            12,
            5,
            11,
            "1.0 mg",
            "r",
            "HL801",
            "language",
            "core",
            "info",
            "high",
            "m",
            "h",
            "",
            "",
        ),
        Fix(safety, (Edit(5, 8, "1"), Edit(20, 24, "two"), Edit(30, 30, "\n\nThree.\x1b\n"))),
    )
    shown = "".join(full.render(Run([finding], files=["x.md"]), Style()))
    assert f"  = {safety} fix: “1.0” becomes “1”, write “two”, add “Three.\\x1b”\n" in shown
    assert ("can be fixed" in shown) is (safety != "display")


def test_a_dry_run_writes_the_report_asked_for_with_findings_as_they_are() -> None:
    path = put("a.md")
    outcome = run(*OPTIONS, "--fix", "--dry-run", "-o", "json=left.json", "-o", "sarif=left.sarif", "a.md")
    assert outcome.code == 1
    assert outcome.out == f"--- a.md\n+++ a.md\n@@ -1 +1 @@\n-{BAD}+{GOOD}"
    assert path.read_text() == BAD
    (found,) = json.loads(Path("left.json").read_text())["diagnostics"]
    assert (found["rule"], found["text"]) == ("ismp-trailing-zero", "1.0 mg")
    assert len(json.loads(Path("left.sarif").read_text())["runs"][0]["results"]) == 1


@pytest.mark.parametrize(
    ("more", "form"),
    [
        (("--output-format", "json"), "json"),
        (("--output", "sarif=left.sarif", "--output-format", "json"), "json"),
        (("--output", "csv=-"), "csv"),
        (("--statistics",), "full"),
    ],
)
def test_a_dry_run_refuses_a_report_in_the_midst_of_its_diff(more: tuple[str, ...], form: str) -> None:
    put("a.md")
    outcome = run(*OPTIONS, "--fix", "--dry-run", *more, "a.md")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"give the report a file, such as --output {form}=FILE" in outcome.err
    assert os.listdir() == ["a.md"]


def test_a_dry_run_takes_a_format_for_its_file_and_one_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put("a.md")
    run(*OPTIONS, "--fix", "--dry-run", "--output-format", "csv", "-o", "left.csv", "a.md")
    assert Path("left.csv").read_text().count("ismp-trailing-zero") == 1
    monkeypatch.setenv("HEALTHLINT_OUTPUT_FORMAT", "json")
    assert run(*OPTIONS, "--fix", "--dry-run", "a.md").out.startswith("--- a.md\n")


def test_a_dry_run_whose_report_cannot_be_written_or_would_replace_an_article_fails() -> None:
    path = put("a.md")
    assert run(*OPTIONS, "--fix", "--dry-run", "-o", "none/left.txt", "a.md").code == 2
    outcome = run(*OPTIONS, "--fix", "--dry-run", "-o", "a.md", "a.md")
    assert outcome.code == 2
    assert "is one of the files checked" in outcome.err
    assert path.read_text() == BAD


def test_hard_links_stay_links_to_one_text() -> None:
    path = put("a.md", BAD + "\n" + BAD)
    os.link("a.md", "b.md")
    assert run(*OPTIONS, "--fix", "a.md").code == 0
    assert os.path.samefile("a.md", "b.md")
    assert path.read_text() == Path("b.md").read_text() == GOOD + "\n" + GOOD
    assert sorted(os.listdir()) == ["a.md", "b.md"]


def test_a_file_with_hard_links_whose_writing_is_cut_short_leaves_its_new_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put("a.md")
    os.link("a.md", "b.md")
    fsync, count = os.fsync, iter(range(9))

    def second_fails(handle: int) -> None:
        fsync(handle)
        if next(count):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(apply_write.os, "fsync", second_fails)
    outcome = run(*OPTIONS, "--fix", "a.md")
    assert outcome.code == 2
    (draft,) = (name for name in os.listdir() if name.endswith(".tmp"))
    assert draft in outcome.err
    assert "several hard links" in outcome.err
    assert Path(draft).read_text() == GOOD


def test_standard_input_and_the_file_it_is_named_like_are_both_fixed() -> None:
    path = put("a.md")
    given = "Take 3.0 mg of zinc daily.\n"
    outcome = run(*OPTIONS, "--fix", "--stdin-filename", "a.md", "a.md", "-", stdin=given.encode())
    assert outcome.out == given.replace("3.0", "3")
    assert path.read_text() == GOOD
    assert "(2 fixed, 0 remaining)" in outcome.err
    assert outcome.code == 0


def test_a_pipe_is_not_to_be_fixed() -> None:
    read, write = os.pipe()
    try:
        os.write(write, BAD.encode())
        os.close(write)
        outcome = run(*OPTIONS, "--fix", f"/dev/fd/{read}")
        assert outcome.code == 2
        assert f"--fix cannot write /dev/fd/{read}, which is no regular file: use -" in outcome.err
        assert os.read(read, 100) == BAD.encode()
    finally:
        os.close(read)


def test_the_pack_ismp_chooses_all_four_rules_about_writing_doses() -> None:
    put("a.md", "Take 1.0 mg, .5 mg, 400 \u00b5g or 5000 IU of vitamin D daily.\n")

    def found(*more: str) -> list[str]:
        outcome = run("--no-config", "--no-cache", *more, "--output-format", "json", "a.md")
        return [one["code"] for one in json.loads(outcome.out)["diagnostics"] if one["code"][:4] == "HL32"]

    assert found() == ["HL321", "HL322"]
    assert (
        found("--select", "ismp") == found("--extend-select", "ismp") == ["HL321", "HL322", "HL323", "HL324"]
    )
    assert found("--ignore", "ismp") == []
    put("healthlint.yml", "extends: [ismp]\n")
    outcome = run("--no-cache", "--output-format", "concise", "a.md")
    assert all(f"HL32{number} " in outcome.out for number in (1, 2, 3, 4))
