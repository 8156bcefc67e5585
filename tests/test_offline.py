"""healthlint needs no network. (.ci/run runs this whole suite without one.)"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
OFFLINE = Path(__file__).parent / "offline"


def run(*arguments: str, path: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": path, "XDG_CACHE_HOME": str(folder)}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, cwd=PROJECT, env=environment
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)",
        "import socket; socket.getaddrinfo('localhost', 9)",
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/', timeout=1)",
    ],
)
def test_the_block_blocks(code: str, tmp_path: Path) -> None:
    done = run("-c", code, path=f"{OFFLINE}{os.pathsep}{PROJECT}", folder=tmp_path)
    assert done.returncode == 1
    assert "there is no network in this test" in done.stderr


def test_linting_works_without_a_network(tmp_path: Path) -> None:
    # grade-level is off by default and needs textstat, some versions of which download data.
    arguments = ("-m", "healthlint", "--no-config", "--extend-select", "readability", "examples")
    blocked = run(*arguments, path=f"{OFFLINE}{os.pathsep}{PROJECT}", folder=tmp_path / "blocked")
    free = run(*arguments, path=str(PROJECT), folder=tmp_path / "free")
    assert blocked.stderr == free.stderr == ""
    assert blocked.returncode == 1
    assert blocked.stdout == free.stdout
    assert "examples/poor.html:" in blocked.stdout
