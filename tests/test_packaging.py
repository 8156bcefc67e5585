"""What is built and installed is what was tested."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from healthlint.workspace import packs
from healthlint.workspace.ready import ready_module

PROJECT = Path(__file__).parent.parent

pytestmark = pytest.mark.network


def run(*command: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, with nothing of this checkout on its path."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [*map(str, command)],
        cwd=folder,
        env={**kept, "XDG_CACHE_HOME": str(folder / "cache"), **environment},
        capture_output=True,
        text=True,
    )


def done(*command: str | Path, folder: Path, **environment: str) -> str:
    """As `run`; the output of a command that must succeed."""
    result = run(*command, folder=folder, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def checkout(folder: Path) -> Path:
    """A copy of what the project's repository holds."""
    listed = subprocess.run(
        ["git", "-C", str(PROJECT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout to build from."""
    return checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution, in a folder with it."""
    folder = tmp_path_factory.mktemp("dist")
    done(sys.executable, "-m", "build", "--outdir", folder, source, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment in which the wheel is installed, and nothing else."""
    folder = tmp_path_factory.mktemp("elsewhere")
    done(sys.executable, "-m", "venv", "venv", folder=folder)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    done(programs / "python", "-m", "pip", "install", "--quiet", wheel, folder=folder)
    return programs


def test_the_wheel_holds_the_rules_and_their_compiled_form(source: Path, wheel: Path) -> None:
    rules = source / "rules"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        compiled = archive.read("healthlint/data/compiled")
        ready = archive.read("healthlint/ready.py").decode("utf-8")
    expected = {f"healthlint/data/{path.relative_to(rules).as_posix()}" for path in rules.rglob("*.yaml")}
    assert expected <= names
    assert "healthlint/py.typed" in names
    assert {name.split("/")[0] for name in names} == {
        "healthlint",
        wheel.name.split("-py3")[0] + ".dist-info",
    }
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert compiled == packs.compile_packs(packs.read_files([str(rules)], str(rules)))
    assert ready == ready_module(packs.Packs(compiled, False).ruleset.rules)


def test_the_installed_wheel_lints_in_an_empty_folder(scripts: Path, tmp_path: Path) -> None:
    shutil.copy(PROJECT / "examples" / "poor.txt", tmp_path / "article.txt")
    linted = run(scripts / "healthlint", "article.txt", folder=tmp_path)
    assert linted.stderr == ""
    assert linted.returncode == 1
    assert "article.txt:1:1: error HL101 missing-disclaimer" in linted.stdout
    assert run(scripts / "python", "-m", "healthlint", "article.txt", folder=tmp_path).stdout == linted.stdout
    explained = done(scripts / "healthlint", "explain", "HL101", folder=tmp_path)
    assert "missing-disclaimer" in explained
    assert list(tmp_path.glob("cache/**/packs-*")) == [], "an installed healthlint has nothing to compile"


def test_an_installed_wheel_takes_a_projects_own_rules(scripts: Path, tmp_path: Path) -> None:
    from workspace_helpers import house_pack, put

    house_pack(tmp_path)
    put(tmp_path, "healthlint.yml", "rules: [style]\nselect: [house]\n")
    put(tmp_path, "article.md", "A wombat slept.\n")
    linted = run(scripts / "healthlint", "--output-format", "concise", "article.md", folder=tmp_path)
    assert linted.stdout.startswith("article.md:1:3: error HS801 no-wombat")


def test_the_installed_package_is_typed(scripts: Path, tmp_path: Path) -> None:
    (tmp_path / "typed.py").write_text(
        "import healthlint\n"
        "findings: list[healthlint.Finding] = healthlint.Linter().lint_text('Zinc.', path='a.md')\n"
        "words: list[str] = [sentence.text for sentence in healthlint.annotate('Zinc.', 'a.md').sentences]\n"
        "wrong: int = findings[0].message\n"
    )
    mypy = (sys.executable, "-m", "mypy", "--strict", "--python-executable", scripts / "python")
    checked = run(*mypy, "typed.py", folder=tmp_path)
    assert re.findall(r"^typed\.py:(\d+): error", checked.stdout, re.MULTILINE) == ["4"]


def test_the_first_command_of_the_readme_works_in_a_clean_clone(tmp_path: Path) -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    command = re.search(r"^ {4}(pip install \. .*)$", text, re.MULTILINE)
    assert command is not None
    clone = checkout(tmp_path / "clone")
    done(sys.executable, "-m", "venv", "venv", folder=tmp_path)
    path = f"{tmp_path / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    said = done("bash", "-c", command[1], folder=clone, PATH=path)
    assert "missing-disclaimer" in said
