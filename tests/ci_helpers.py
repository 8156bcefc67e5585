"""A GitHub runner, as far as a composite action of shell steps can tell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
_EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")


class Done(NamedTuple):
    code: int
    out: str
    err: str
    #: What the step wrote for later steps.
    outputs: dict[str, str]


def git(folder: Path, *arguments: str) -> str:
    """Run git with an identity and without the configuration of whoever runs the tests."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def program(folder: Path) -> Path:
    """A program `healthlint` in a folder, which runs this checkout."""
    folder.mkdir(exist_ok=True)
    path = folder / "healthlint"
    path.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -P -m healthlint "$@"\n')
    path.chmod(0o755)
    return path


def run_step(step: dict[str, Any], workspace: Path, context: dict[str, str], **environment: str) -> Done:
    """Run a step of shell as the runner does, its expressions taken from the context."""

    def filled(text: str) -> str:
        return _EXPRESSION.sub(lambda match: context[match[1]], text)

    temporary = workspace.parent / "temp"
    temporary.mkdir(exist_ok=True)
    output = temporary / "output"
    output.write_text("")
    script = temporary / "step.sh"
    script.write_text(step["run"])
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=workspace / filled(step.get("working-directory", ".")),
        env={
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_BASE_REF": "",
            "RUNNER_TEMP": str(temporary),
            **{name: filled(value) for name, value in step.get("env", {}).items()},
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    lines = output.read_text().splitlines()
    return Done(done.returncode, done.stdout, done.stderr, dict(line.split("=", 1) for line in lines))
