"""Who may import whom: the table in ARCHITECTURE.md, walked."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "healthlint"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: Each part may import what stands before it, and itself. Parts on one line may import each other.
LAYERS = [
    {"expressions", "values"},
    {"source"},
    {"markup"},
    {"document"},
    {"language"},
    {"rules"},
    {"finding"},
    {"settings"},
    {"fixing_edits"},
    {"directives"},
    {"suppression"},
    {"suppression_rules"},
    {"linter"},
    {"fixing"},
    {"baseline"},
    {"changes"},
    {"statements"},
    {"claimdiff"},
    {"workspace"},
    {"api"},
    {"cli", "__main__"},
]
#: Reports stand beside the tower: they see findings and plain values only, and only the command line sees them.
REPORT = {"finding", "report", "values"}
#: The package itself re-exports the public names.
TOP = "__init__"

#: The last of the parts that touch nothing but what they are given.
LAST_PURE = "claimdiff"
#: What no part from there down may touch: files, streams, clocks, the environment, processes, the network.
IMPURE = {
    "asyncio",
    "glob",
    "http",
    "io",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "random",
    "shutil",
    "signal",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
}
IMPURE_CALLS = {"open", "print", "input", "exit", "eval", "exec"}
#: Costly to import: only inside the function that needs them.
HEAVY = {
    "dataclasses",
    "difflib",
    "inspect",
    "jsonschema",
    "pathspec",
    "regex",
    "textstat",
    "tree_sitter",
    "yaml",
}


def part_of(path: Path) -> str:
    """The part of healthlint that a module belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path, only_at_import: bool = False) -> Iterator[tuple[int, str]]:
    """Line and full name of all that a module imports, anywhere in it or only while it is imported itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if only_at_import and (
            isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            or (isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"))
        ):
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: imports name their module in full"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
        pending += ast.iter_child_nodes(node)


def allowed(part: str) -> set[str]:
    """The parts that a part may import."""
    if part == "report":
        return REPORT
    at = next((index for index, layer in enumerate(LAYERS) if part in layer), None)
    assert at is not None, f"{part} has no place in ARCHITECTURE.md"
    below = set().union(*LAYERS[: at + 1])
    return below | {"report", TOP} if part in {"cli", "__main__"} else below


def own(name: str) -> str | None:
    """The part of healthlint that an imported name belongs to; None for other packages."""
    first, _, rest = name.partition(".")
    if first != "healthlint":
        return None
    part = rest.split(".")[0]
    return part if (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").exists() else TOP


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_arrow_runs_back(path: Path) -> None:
    part = part_of(path)
    if part == TOP:
        return
    may = allowed(part)
    wrong = [f"line {line}: {name}" for line, name in imports(path) if (to := own(name)) and to not in may]
    assert not wrong, f"{part} may import {', '.join(sorted(may))}"


def pure() -> list[Path]:
    at = next(index for index, layer in enumerate(LAYERS) if LAST_PURE in layer)
    parts = set().union(*LAYERS[: at + 1])
    return [path for path in MODULES if part_of(path) in parts]


@pytest.mark.parametrize("path", pure(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_core_touches_nothing_outside(path: Path) -> None:
    assert not [f"line {line}: {name}" for line, name in imports(path) if name.split(".")[0] in IMPURE]
    calls = [
        f"line {node.lineno}: {node.func.id}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS
    ]
    assert not calls


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_costly_modules_are_imported_where_they_are_needed(path: Path) -> None:
    heavy = [f"line {line}: {name}" for line, name in imports(path, True) if name.split(".")[0] in HEAVY]
    assert not heavy


def test_linting_loads_nothing_that_it_does_not_need() -> None:
    """The linter core of a run that reads no YAML stays away from YAML, and from all else that is costly."""
    code = "import healthlint.linter, healthlint.rules.kinds.pattern, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    ).stdout.split()
    assert not HEAVY & set(loaded)


def test_the_walk_sees_an_arrow_that_runs_back(tmp_path: Path) -> None:
    module = tmp_path / "bad.py"
    module.write_text(
        "def f():\n    from healthlint.cli import main\n    import healthlint.workspace.packs\n"
    )
    names = [name for _, name in imports(module)]
    assert sorted(filter(None, map(own, names))) == ["cli", "workspace"]
    assert not {"cli", "workspace"} & allowed("rules")
    assert list(imports(module, only_at_import=True)) == []
