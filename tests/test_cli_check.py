"""The shell around a run: arguments in, report and exit code out. What a run finds is given."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import pytest
from cli_helpers import Outcome, Terminal, run
from report_helpers import run_of, span_in

from healthlint.workspace.result import ConfigError, Options, Problem, RunResult

TEXT = "Willow bark cures headaches.\n"
CLEAN = RunResult([], [], [], ["a.md"], 0, {})
ONE = CLEAN._replace(
    findings=[span_in(TEXT, "cures")], failing=1, lines=run_of(TEXT, span_in(TEXT, "cures")).lines
)


class Workspace:
    """Stands in for the workspace: remembers what it was asked, answers what it is told."""

    def __init__(self) -> None:
        self.result: RunResult | Exception = CLEAN
        self.paths: Sequence[str] = ()
        self.options = Options()
        self.stdin = b""

    def check_paths(
        self, paths: Sequence[str], options: Options, stdin: BinaryIO, progress: object
    ) -> RunResult:
        self.paths, self.options = list(paths), options
        if "-" in paths:
            self.stdin = stdin.read()
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


@pytest.fixture
def workspace(monkeypatch: pytest.MonkeyPatch) -> Workspace:
    stand_in = Workspace()
    module = SimpleNamespace(check_paths=stand_in.check_paths)
    monkeypatch.setitem(sys.modules, "healthlint.workspace.run", module)  # type: ignore[arg-type]
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return stand_in


@pytest.mark.parametrize(
    ("result", "arguments", "code"),
    [
        (CLEAN, [], 0),
        (ONE, [], 1),
        (ONE, ["--exit-zero"], 0),
        (ONE._replace(failing=0), [], 0),
        (ONE._replace(errors=[Problem("b.md", "gone")]), [], 2),
        (ONE._replace(errors=[Problem("b.md", "gone")]), ["--exit-zero"], 2),
        (CLEAN._replace(messages=["docs: no articles here"]), [], 0),
        (ConfigError((Problem("healthlint.yml", "unknown key", 3, 1),)), ["--exit-zero"], 2),
    ],
)
def test_exit_codes(
    workspace: Workspace, result: RunResult | Exception, arguments: list[str], code: int
) -> None:
    workspace.result = result
    assert run("a.md", *arguments).code == code


def test_findings_go_to_stdout_and_messages_to_stderr(workspace: Workspace) -> None:
    workspace.result = ONE._replace(errors=[Problem("b.md", "gone")], messages=["docs: no articles here"])
    outcome = run("a.md", "b.md", "docs")
    assert outcome.out.startswith("a.md:1:13: error HL201 unhedged-efficacy-claim")
    assert outcome.err == "healthlint: docs: no articles here\nhealthlint: b.md: gone\n"


def test_quiet_leaves_findings_and_errors(workspace: Workspace) -> None:
    workspace.result = ONE._replace(errors=[Problem("b.md", "gone")], messages=["docs: no articles here"])
    outcome = run("-q", "a.md")
    assert "Found" not in outcome.out
    assert "unhedged-efficacy-claim" in outcome.out
    assert outcome.err == "healthlint: b.md: gone\n"


def test_every_mistake_of_a_configuration_is_named(workspace: Workspace) -> None:
    workspace.result = ConfigError(
        (Problem("healthlint.yml", "unknown key", 3, 1), Problem("", "unknown rule `x`"))
    )
    outcome = run("a.md")
    assert outcome.err == "healthlint: healthlint.yml:3:1: unknown key\nhealthlint: unknown rule `x`\n"
    assert outcome.out == ""


def test_check_is_the_default_command(workspace: Workspace) -> None:
    workspace.result = ONE
    assert run("a.md") == run("check", "a.md")
    assert run("./check").code == 1
    assert workspace.paths == ["./check"]


def test_what_is_asked_for_reaches_the_workspace(workspace: Workspace) -> None:
    run(
        *("one.md", "--select", "efficacy,HL301", "--ignore=grade-level, HL401", "two.md"),
        *("--select", "core", "--extend-select", "numbers", "--min-confidence", "low"),
        *("--fail-on", "warning", "--config", "x.yml", "--no-cache", "--force-exclude"),
    )
    assert workspace.paths == ["one.md", "two.md"]
    assert workspace.options == Options(
        config="x.yml",
        select=("efficacy", "HL301", "core"),
        ignore=("grade-level", "HL401"),
        extend_select=("numbers",),
        min_confidence="low",
        fail_on="warning",
        force_exclude=True,
        cache=False,
    )


def test_nothing_asked_for_leaves_all_to_the_configuration(workspace: Workspace) -> None:
    run("a.md")
    assert workspace.options == Options()
    run("a.md", "--no-config")
    assert workspace.options == Options(no_config=True)


def test_after_two_dashes_everything_is_a_path(workspace: Workspace) -> None:
    run("-q", "a.md", "--", "-q", "--config")
    assert workspace.paths == ["a.md", "-q", "--config"]


def test_standard_input(workspace: Workspace) -> None:
    run("-", "--stdin-filename", "draft.md", stdin=b"\xff text")
    assert workspace.stdin == b"\xff text"
    assert workspace.options.stdin_filename == "draft.md"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no PATH given: name a file or a folder, such as `healthlint .`, or - for standard input"),
        (["--selct", "x", "a.md"], "there is no option --selct; did you mean `--select`?"),
        (
            ["--output-fromat=json", "a.md"],
            "there is no option --output-fromat; did you mean `--output-format`?",
        ),
        (["-z", "a.md"], "there is no option -z"),
        (["a.md", "--fail-on", "warn"], "--fail-on: invalid choice: 'warn' (choose from "),
        (["a.md", "--select"], "--select: expected one argument"),
        (["a.md", "--select", " , "], "--select needs at least one name"),
        (["a.md", "--config", "x.yml", "--no-config"], "--config and --no-config contradict each other"),
        (
            ["a.md", "--stdin-filename", "b.md"],
            "--stdin-filename names standard input, but - is not among the paths",
        ),
    ],
)
def test_wrong_use_is_named_with_its_remedy(workspace: Workspace, arguments: list[str], said: str) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    first, second = outcome.err.splitlines()
    assert first.startswith(f"healthlint: {said}")
    assert second == "healthlint: `healthlint check --help` says more"


def test_a_misspelt_command_is_recognised(workspace: Workspace) -> None:
    workspace.result = CLEAN._replace(errors=[Problem("explian", "no such file or folder")])
    assert "did you mean the command `explain`?" in run("explian", "HL201").err


def test_an_internal_error_is_named(workspace: Workspace) -> None:
    workspace.result = RuntimeError("\x1b[2J in a rule")
    outcome = run("a.md")
    assert outcome.code == 2
    assert "RuntimeError: \\x1b[2J in a rule" in outcome.err
    assert outcome.err.splitlines()[-1].startswith("healthlint: internal error")
    assert "\x1b" not in outcome.err


def test_a_path_cannot_speak_to_the_terminal(workspace: Workspace) -> None:
    workspace.result = CLEAN._replace(errors=[Problem("\x1b]0;x\x07.md", "gone\nreally")])
    assert run("a.md").err == "healthlint: \\x1b]0;x\\x07.md: gone\\nreally\n"


COLORED = "\x1b[1;31merror\x1b[0m"


@pytest.mark.parametrize(
    ("stream", "environment", "arguments", "colored"),
    [
        (io.StringIO, {}, [], False),
        (Terminal, {}, [], True),
        (Terminal, {"NO_COLOR": "1"}, [], False),
        (Terminal, {"NO_COLOR": ""}, [], True),
        (Terminal, {"TERM": "dumb"}, [], False),
        (Terminal, {}, ["--color", "never"], False),
        (Terminal, {"NO_COLOR": "1"}, ["--color", "always"], True),
        (io.StringIO, {"FORCE_COLOR": "1"}, [], True),
        (io.StringIO, {"FORCE_COLOR": ""}, [], False),
        (io.StringIO, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        (io.StringIO, {"FORCE_COLOR": "1"}, ["--color", "never"], False),
        (io.StringIO, {}, ["--color", "always", "--output-format", "concise"], True),
        (Terminal, {"FORCE_COLOR": "1"}, ["--output-format", "json"], False),
        (Terminal, {"FORCE_COLOR": "1"}, ["--output-format", "github"], False),
    ],
)
def test_colour(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    stream: Callable[[], io.StringIO],
    environment: dict[str, str],
    arguments: list[str],
    colored: bool,
) -> None:
    workspace.result = ONE
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    outcome = run("a.md", *arguments, stdout=stream())
    assert (COLORED in outcome.out) == colored
    assert ("\x1b" in outcome.out) == colored


def test_a_report_goes_to_a_file(workspace: Workspace, tmp_path: Path) -> None:
    workspace.result = ONE
    target = tmp_path / "report.json"
    outcome = run("a.md", "--output-format", "json", "-o", str(target))
    assert (outcome.code, outcome.out) == (1, "")
    assert json.loads(target.read_text())["summary"]["findings"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_file_in_the_way_is_replaced_and_keeps_its_mode(workspace: Workspace, tmp_path: Path) -> None:
    target, link = tmp_path / "report.txt", tmp_path / "link.txt"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run("a.md", "--output", str(link)).code == 0
    assert target.read_text() == "No findings in 1 file.\n"
    assert target.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()


@pytest.mark.parametrize("name", ["a.md", "link.md"])
def test_a_report_never_replaces_an_article(workspace: Workspace, tmp_path: Path, name: str) -> None:
    article = tmp_path / "a.md"
    article.write_text("Sleep matters.\n")
    (tmp_path / "link.md").symlink_to(article)
    workspace.result = ONE._replace(files=[str(article)])
    outcome = run(str(article), "--output", str(tmp_path / name))
    assert outcome.code == 2
    assert "is one of the files checked" in outcome.err
    assert article.read_text() == "Sleep matters.\n"


def test_a_report_that_breaks_off_leaves_the_old_file(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    workspace.result = ONE._replace(findings=[*ONE.findings, object()])  # type: ignore[list-item]
    assert run("a.md", "--output", str(target)).code == 2
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_report_that_cannot_be_written_is_named(workspace: Workspace, tmp_path: Path) -> None:
    workspace.result = ONE
    target = tmp_path / "nowhere" / "report.txt"
    outcome = run("a.md", "--output", str(target))
    assert outcome.code == 2
    assert outcome.err == f"healthlint: cannot write {target}: No such file or directory\n"


def test_a_pipe_is_written_to_and_stays_a_pipe(workspace: Workspace, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run("a.md", "--output", str(pipe)).code == 0
        assert os.read(reader, 100) == b"No findings in 1 file.\n"
        assert pipe.is_fifo()
    finally:
        os.close(reader)


def test_a_dash_is_standard_output(workspace: Workspace) -> None:
    assert run("a.md", "--output", "-").out == "No findings in 1 file.\n"


class Full(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")


def test_output_that_is_refused_is_named(workspace: Workspace) -> None:
    stdout = Full()
    assert run("a.md", stdout=stdout) == Outcome(
        2, "", "healthlint: cannot write the output: No space left on device\n"
    )


class Closed(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError(32, "Broken pipe")


def test_a_reader_that_leaves_is_for_the_caller_to_handle(workspace: Workspace) -> None:
    with pytest.raises(BrokenPipeError):
        run("a.md", stdout=Closed())
