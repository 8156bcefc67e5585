"""What only a process of its own shows: pipes, signals, encodings, and what is imported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import hear_interrupts

ROOT = Path(__file__).parent.parent


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "healthlint", *arguments]


def environment(**variables: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


def start(*arguments: str, **variables: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(*arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(**variables),
        preexec_fn=hear_interrupts,
    )


def test_the_module_is_the_program() -> None:
    process = start("--help")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert out.startswith(b"usage: healthlint [check] [options] PATH...")
    assert b"explain  what a rule asks for" in out


def test_a_reader_that_leaves_early_is_no_error() -> None:
    with start("rules", "--output-format", "json") as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_an_interrupt_ends_quietly() -> None:
    process = start("-", PYTHONUNBUFFERED="1")
    assert process.stdin
    # It reads until the end of its input: it is at work as long as that is open.
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert (process.returncode, err) == (130, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_named() -> None:
    with open("/dev/full", "wb") as full:
        process = subprocess.run(
            command("rules"), stdout=full, stderr=subprocess.PIPE, env=environment(), check=False
        )
    assert process.returncode == 2
    assert process.stderr == b"healthlint: cannot write the output: No space left on device\n"


@pytest.mark.parametrize(
    ("closing", "said"),
    [
        ("- <&-", "healthlint: -: standard input is closed\n"),
        ("a.md >&-", "healthlint: cannot write the output: standard output is closed\n"),
        ("a.md >&- 2>&-", ""),
    ],
)
def test_a_closed_stream_is_named(tmp_path: Path, closing: str, said: str) -> None:
    (tmp_path / "a.md").write_text("Sleep matters.\n")
    process = subprocess.run(
        ["sh", "-c", f'exec "$0" -m healthlint {closing}', sys.executable],
        capture_output=True,
        cwd=tmp_path,
        env=environment(),
        check=False,
    )
    assert (process.returncode, process.stderr.decode()) == (2, said)


def test_a_closed_input_that_nobody_reads_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Sleep matters.\n")
    shell = ["sh", "-c", 'exec "$0" -m healthlint --select hype a.md <&-', sys.executable]
    process = subprocess.run(shell, capture_output=True, cwd=tmp_path, env=environment(), check=False)
    assert b"closed" not in process.stderr


def test_a_terminal_without_the_characters_shows_escapes(tmp_path: Path) -> None:
    process = start(str(tmp_path / "ф.md"), PYTHONIOENCODING="ascii")
    _, err = process.communicate()
    assert process.returncode == 2
    assert b"\\u0444.md" in err


def test_help_loads_no_linter() -> None:
    code = (
        "import sys; from healthlint.cli.main import main;"
        "main(['--help'], sys.stdin.buffer, sys.stdout, sys.stderr);"
        "print(*sys.modules, file=sys.stderr)"
    )
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=True)
    loaded = set(process.stderr.decode().split())
    assert "healthlint.cli.check" in loaded
    assert not loaded & {"yaml", "json", "healthlint.linter", "healthlint.workspace.run", "ahocorasick_rs"}


def test_a_package_that_is_not_installed_is_named_with_the_remedy() -> None:
    command = [sys.executable, "-S", "-m", "healthlint", "README.md", "--no-cache"]  # without site-packages
    process = subprocess.run(command, capture_output=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})
    assert process.returncode == 2
    assert b"that healthlint needs is not installed here\n" in process.stderr
    assert b"pip install healthlint" in process.stderr
    assert b"Traceback" not in process.stderr
