"""The diffs of `--fix --dry-run`, as git reads them."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.cli.unified import diff

LINES = st.lists(st.sampled_from(["", "a", "b", "c\r", "\u2028x\x0c", " "]), max_size=30)


def patched(folder: Path, old: str, new: str) -> str:
    """The old text with the diff applied by git."""
    path = folder / "a.md"
    path.write_bytes(old.encode())
    said = "".join(diff("a.md", old, new))
    done = subprocess.run(
        ["git", "apply", "-p0", "--whitespace=nowarn", "-"],
        input=said.encode(),
        cwd=folder,
        capture_output=True,
    )
    assert done.returncode == 0, (done.stderr, said)
    return path.read_bytes().decode()


@settings(max_examples=25, deadline=None)
@given(LINES, LINES, LINES, LINES)
def test_git_makes_the_new_text_of_the_old(
    tmp_path_factory: object, head: list[str], old: list[str], new: list[str], tail: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("diff")  # type: ignore[attr-defined]
    one, two = "\n".join([*head, *old, *tail, "end"]), "\n".join([*head, *new, *tail, "end\n"])
    assert patched(folder, one, two) == two


def test_frequent_lines_are_context_like_any_other() -> None:
    lines = [f"line {number}\n\n \n" for number in range(300)]
    old = "".join(lines)
    new = old.replace("line 7\n", "line seven\n").replace("line 299", "line 300")
    said = "".join(diff("a.md", old, new))
    assert said.count("\n-") == said.count("\n+line") == 2
    assert "@@ -19,7 +19,7 @@\n" in said


def test_lines_between_changes_are_context() -> None:
    said = "".join(diff("a.md", "one\n\ntwo\n\nthree\n", "1\n\n2\n\nthree\n\nmore\n"))
    assert said == "--- a.md\n+++ a.md\n@@ -1,5 +1,7 @@\n-one\n+1\n \n-two\n+2\n \n three\n+\n+more\n"


def test_equal_texts_have_no_diff() -> None:
    assert list(diff("a.md", "x\n", "x\n")) == []


def test_a_text_without_a_common_line_is_replaced() -> None:
    old = "".join(f"a{number}\n" for number in range(500))
    new = old.replace("a", "b")
    said = "".join(diff("a.md", old, new))
    assert said.count("\n-") == said.count("\n+b") == 500


def test_what_would_act_on_a_terminal_is_shown_as_escapes_for_people_only() -> None:
    assert "+x\x1b[1m\n" in "".join(diff("a\x1b.md", "y\n", "x\x1b[1m\n"))
    shown = io.StringIO("".join(diff("a\x1b.md", "y\n", "x\x1b[1m\n", True))).read()
    assert "\x1b" not in shown
    assert "+x\\x1b[1m" in shown
