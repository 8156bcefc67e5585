"""Which files a run is about."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from healthlint.workspace import ignores, patterns
from healthlint.workspace.discovery import Discovery, discover


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one, outside any repository."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(root: Path, *names: str, text: str = "Sleep matters.\n") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def repository(root: Path) -> None:
    subprocess.run(["git", "init", "-q", str(root)], check=True)


def files(*arguments: str) -> list[str]:
    found = discover(arguments)
    assert found.errors == []
    return found.files


def test_a_folder_gives_its_articles_in_path_order(tree: Path) -> None:
    put(tree, "b.md", "a/z.txt", "a.md", "a/b/x.HTM", "c.markdown", "d.mdx", "e.html", "f.rst", "g.py", "h")
    expected = ["a/b/x.HTM", "a/z.txt", "a.md", "b.md", "c.markdown", "d.mdx", "e.html"]
    assert files(".") == expected
    assert files(str(tree)) == [str(tree / name) for name in expected]


def test_every_file_comes_once_however_it_is_named(tree: Path) -> None:
    put(tree, "docs/a.md", "docs/b.md")
    assert files("docs/b.md", "docs", "./docs/a.md", str(tree / "docs")) == ["docs/a.md", "docs/b.md"]


def test_a_file_called_dash_is_no_standard_input(tree: Path) -> None:
    put(tree, "-")
    assert files("./-") == ["./-"]
    assert files("-") == ["-"]


def test_a_file_named_outright_is_taken_whatever_its_name(tree: Path) -> None:
    repository(tree)
    put(tree, "notes.rst", "node_modules/x.md", "out/y.md")
    put(tree, ".gitignore", text="out/\n*.rst\n")
    assert files("notes.rst", "node_modules/x.md", "out/y.md") == [
        "node_modules/x.md",
        "notes.rst",
        "out/y.md",
    ]


def test_walks_leave_out_what_is_not_the_projects_own(tree: Path) -> None:
    put(
        tree,
        "a.md",
        "node_modules/p/readme.md",
        "env/lib/licence.txt",
        "env/pyvenv.cfg",
        ".git/x.txt",
        ".github/y.md",
    )
    assert files(".") == [".github/y.md", "a.md"]


def test_gitignore_is_read_as_git_reads_it(tree: Path) -> None:
    repository(tree)
    put(
        tree,
        "a.md",
        "b.txt",
        "keep.txt",
        "out/x.md",
        "sub/c.txt",
        "sub/keep.txt",
        "sub/deep/d.md",
        "sub/e.md",
    )
    put(tree, ".gitignore", text="*.txt\n!keep.txt\nout/\n")
    put(tree, "sub/.gitignore", text="keep.txt\n!c.txt\n/deep\n")
    put(tree, ".git/info/exclude", text="e.md\n")
    assert files(".") == ["a.md", "keep.txt", "sub/c.txt"]
    assert files("sub") == ["sub/c.txt"], "patterns of the folders above hold in a folder named outright"


def test_a_folder_named_outright_is_walked_though_it_is_ignored(tree: Path) -> None:
    repository(tree)
    put(tree, ".gitignore", text="out/\n")
    put(tree, "out/a.md", "out/in/b.md", "out/in/c.md")
    put(tree, "out/in/.gitignore", text="c.md\n")
    assert files("out") == ["out/a.md", "out/in/b.md"]
    assert files("out/in") == ["out/in/b.md"]


def test_an_inner_repository_has_its_own_rules(tree: Path) -> None:
    repository(tree)
    repository(tree / "inner")
    put(tree, ".gitignore", text="*.txt\n")
    put(tree, "a.txt", "inner/b.txt")
    assert files(".") == ["inner/b.txt"]


def test_a_gitignore_that_makes_no_sense_leaves_nothing_out(tree: Path) -> None:
    put(tree, "a.md", "b.md")
    (tree / ".gitignore").write_bytes(b"\xef\xbb\xbfb.md\n!\n\xff\xfe\n[z-a]\n\\\n")
    assert files(".") == ["a.md"]


NAMES = ["a", "b", "a.md", "b.md", "c.txt"]
PATTERNS = [
    *NAMES,
    "*.md",
    "!a.md",
    "!*.txt",
    "a/",
    "/b",
    "/a/b.md",
    "**/b",
    "a/**",
    "!a/",
    "!a/b.md",
    "*",
    "!*/",
    "# a",
    "[ab].md",
    "?",
    "a**b",
    "***",
    "[!a].md",
    "[a-",
    "[[:alpha:]]/",
    "[]a]",
    "\\a",
    "a\\",
    "b ",
    "b\\ ",
    "*/b/",
    "a/**/b.md",
    "?.m[c-e]",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.sets(st.lists(st.sampled_from(["a", "b"]), max_size=2).map("/".join), min_size=1),
    top=st.lists(st.sampled_from(PATTERNS), max_size=4),
    inner=st.lists(st.sampled_from(PATTERNS), max_size=3),
)
def test_git_leaves_out_the_same(
    tmp_path_factory: pytest.TempPathFactory, names: set[str], top: list[str], inner: list[str]
) -> None:
    root = tmp_path_factory.mktemp("git")
    repository(root)
    for name in names:
        put(root, *(f"{name}/{leaf}" if name else leaf for leaf in ("a.md", "b.md", "c.txt")))
    put(root, ".gitignore", text="\n".join(top))
    if (root / "a").is_dir():
        put(root, "a/.gitignore", text="\n".join(inner))
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    expected = {str(root / name) for name in listed if name.endswith((".md", ".txt"))}
    assert set(discover([str(root)]).files) == expected


def test_globs(tree: Path) -> None:
    put(
        tree,
        "docs/a.md",
        "docs/b.txt",
        "docs/c.png",
        "docs/in/d.md",
        "docs/e.rst",
        "docs/[x].md",
        "node_modules/f.md",
    )
    assert files("docs/*.md") == ["docs/[x].md", "docs/a.md"]
    assert files("**/*.md") == ["docs/[x].md", "docs/a.md", "docs/in/d.md"]
    assert files("docs/*") == ["docs/[x].md", "docs/a.md", "docs/b.txt", "docs/in/d.md"]
    assert files("docs/?.rst") == ["docs/e.rst"]
    assert files("docs/[x].md") == ["docs/[x].md"], "a file of that very name wins over the pattern"
    assert files(str(tree / "d*" / "in" / "*.md")) == [str(tree / "docs/in/d.md")]


@pytest.mark.parametrize("pattern", ["docs/*.md", "nowhere/*.md", "[z-a]*.md"])
def test_a_glob_without_a_match_is_an_error(tree: Path, pattern: str) -> None:
    found = discover([pattern])
    assert found.files == []
    assert [error.path for error in found.errors] == [pattern]


@pytest.mark.parametrize("path", ["gone.md", "gone/", "", "a\0b"])
def test_a_missing_path_is_an_error_that_names_it(tree: Path, path: str) -> None:
    put(tree, "a.md")
    found = discover([path, "a.md"])
    assert found.files == ["a.md"]
    assert [error.path for error in found.errors] == [path or "''"]
    assert found.errors[0].message


def test_a_folder_without_articles_says_so(tree: Path) -> None:
    put(tree, "src/x.py")
    found = discover(["src"])
    assert found == Discovery([], [], [found.messages[0]])
    assert found.messages[0].startswith("src: no articles here")


def test_symbolic_links_never_trap_the_walk(tree: Path) -> None:
    put(tree, "a/real.md", "elsewhere/other.md")
    os.symlink(".", tree / "a" / "self")
    os.symlink("../a", tree / "a" / "up")
    os.symlink("loop.md", tree / "a" / "loop.md")
    os.symlink("nowhere", tree / "a" / "gone.md")
    os.symlink("nowhere", tree / "a" / "gone.lock")
    os.symlink("real.md", tree / "a" / "alias.md")
    os.symlink("../elsewhere/other.md", tree / "a" / "other.md")
    found = discover(["a"])
    assert found.files == ["a/other.md", "a/real.md"]
    assert found.errors == []
    assert sorted(message.split(":")[0] for message in found.messages) == [
        "a/gone.md",
        "a/loop.md",
        "a/self",
        "a/up",
    ]
    (error,) = discover(["a/gone.md"]).errors
    assert error.path == "a/gone.md", "a link named outright is meant"
    os.symlink("a", tree / "named")
    assert "named/real.md" in discover(["named"]).files, "a link named outright is followed"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder")
def test_an_unreadable_folder_is_an_error_and_the_rest_is_found(tree: Path) -> None:
    put(tree, "a.md", "shut/b.md")
    (tree / "shut").chmod(0)
    try:
        found = discover(["."])
    finally:
        (tree / "shut").chmod(0o755)
    assert found.files == ["a.md"]
    assert [(error.path, error.message) for error in found.errors] == [("shut", "permission denied")]


def test_a_folder_that_vanishes_is_an_error_and_the_rest_is_found(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tree, "a.md", "shut/b.md")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = discover(["."])
    assert found.files == ["a.md"]
    assert [(error.path, error.message) for error in found.errors] == [("shut", "permission denied")]


def test_strange_names(tree: Path) -> None:
    names = ["# a.md", "100%.md", "a & b.md", "b~.md", "c #1.md", "naïve.md", "-dash.md", " lead.md"]
    put(tree, *names)
    raw = os.fsencode(tree) + b"/not-\xff-utf8.md"
    with open(raw, "wb") as file:
        file.write(b"Sleep matters.\n")
    (tree / ".gitignore").write_text("nothing\n")
    assert sorted(files(".")) == sorted([*names, os.fsdecode(b"not-\xff-utf8.md")])
    assert files("./-dash.md") == ["-dash.md"]


def test_standard_input_stands_for_itself(tree: Path) -> None:
    put(tree, "a.md")
    assert files("a.md", "-", "-") == ["-", "a.md"]


def test_configured_exclusions_hold_in_walks_only(tree: Path) -> None:
    put(tree, "docs/a.md", "docs/drafts/b.md", "docs/c.md")

    def exclusions(folder: str) -> ignores.Levels:
        prefix = os.path.relpath(folder, tree) + "/"
        return (ignores.Level("" if prefix == "./" else prefix, patterns.parse(["drafts/", "c.md"])),)

    assert discover(["."], exclusions).files == ["docs/a.md"]
    assert discover(["docs/c.md"], exclusions).files == ["docs/c.md"]


@pytest.mark.parametrize("name", ["pipe.md", "socket.md"])
def test_a_pipe_or_socket_named_outright_is_an_error_and_not_waited_for(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        if name == "pipe.md":
            os.mkfifo(name)
        else:
            server.bind(name)
        found = discover([name])
    assert found.files == []
    assert [(one.path, one.message) for one in found.errors] == [
        (name, "no regular file; a program's output comes in with -")
    ]


def test_what_the_process_was_given_open_is_read() -> None:
    read, write = os.pipe()
    try:
        paths = sorted([f"/dev/fd/{read}", os.devnull])
        assert discover(paths) == (paths, [], [])
    finally:
        os.close(read)
        os.close(write)
