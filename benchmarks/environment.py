"""Where things are measured: a wheel of this checkout, installed beside proselint, and articles to lint."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks import texts

PROJECT = Path(__file__).parent.parent


class Environment(NamedTuple):
    """Programs and articles."""

    #: A folder for everything that is made.
    folder: Path
    #: The folder of programs of the environment.
    programs: Path
    #: Articles of plain prose, and articles in all formats.
    plain: Path
    mixed: Path
    #: One article of about 4 KB.
    article: Path

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return self.programs / "python"

    def lint(self, *arguments: str | Path, jobs: int = 1, cache: Path | None = None) -> list[str | Path]:
        """The command that lints with nothing configured, and keeps results in a folder or nowhere."""
        kept = ("--no-cache",) if cache is None else ("--cache-dir", cache)
        common = ("check", "--no-config", "--exit-zero", "--jobs", str(jobs))
        return [self.programs / "healthlint", *common, *kept, *arguments]


def prepare(folder: Path, corpus: Path | None) -> Environment:
    """Build, install, and find or make articles. Raises CalledProcessError where something cannot be installed."""
    _quietly(sys.executable, "-m", "build", "--wheel", "--outdir", folder / "dist", PROJECT)
    (wheel,) = (folder / "dist").glob("*.whl")
    _quietly(sys.executable, "-m", "venv", folder / "venv")
    programs = folder / "venv" / "bin"
    _quietly(programs / "python", "-m", "pip", "install", "--quiet", f"{wheel}[bench]")
    if corpus is None:
        plain = mixed = _made(folder / "articles")
    else:
        plain, mixed = corpus / "official", corpus / "mixed"
    article = min(sorted(plain.iterdir()), key=lambda path: abs(path.stat().st_size - 4096))
    return Environment(folder, programs, plain, mixed, article)


def machine() -> str:
    """The machine and its programs, in one line."""
    model = platform.processor() or platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    except OSError:
        pass
    load = os.getloadavg()[0]
    return (
        f"{model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, "
        f"{platform.python_implementation()} {platform.python_version()}; load {load:.1f} at the beginning"
    )


def _made(folder: Path) -> Path:
    """A folder of 500 articles, where there are no real ones."""
    folder.mkdir()
    sentences = texts.sentences()
    for number in range(500):
        paragraphs = (" ".join(next(sentences) for _ in range(5)) for _ in range(12))
        (folder / f"{number:03}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return folder


def _quietly(*command: str | Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    subprocess.run([*map(str, command)], check=True, capture_output=True, env=environment)
