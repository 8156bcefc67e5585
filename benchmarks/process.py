"""Running programs and measuring them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Run(NamedTuple):
    """What a program took: seconds by the clock and of processors; and what it printed."""

    wall: float
    cpu: float
    output: bytes


def run(command: Sequence[str | Path], folder: Path, **environment: str) -> Run:
    """Run a program in a folder to its end. Raises CalledProcessError where it ends with more than 1."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [*map(str, command)],
            cwd=folder,
            stdout=output,
            stderr=errors,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **environment},
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read()
        if process.returncode not in (0, 1):
            errors.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, said, errors.read())
    return Run(wall, used.ru_utime + used.ru_stime, said)


#: A process begins with the peak of the one that started it: this one is small, and tells of the other.
_SMALL = (
    "import resource, subprocess, sys\n"
    "code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    "sys.exit(code)"
)


def peak(command: Sequence[str | Path], folder: Path) -> float:
    """The peak memory of a program in MiB, of the largest process where it has several."""
    return int(run((sys.executable, "-I", "-S", "-c", _SMALL, *command), folder).output) / 1024


def interleaved(
    commands: Mapping[str, Sequence[str | Path]], folder: Path, times: int
) -> dict[str, list[Run]]:
    """Each of some programs so many times, in turns: what else the machine does hits all of them alike."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            runs[name].append(run(command, folder))
    return runs


def wall(runs: Sequence[Run]) -> float:
    """The median by the clock."""
    return median(each.wall for each in runs)


def cpu(runs: Sequence[Run]) -> float:
    """The median of processor time."""
    return median(each.cpu for each in runs)
