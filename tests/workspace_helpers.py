"""A project on disk with rules of its own, for tests of the workspace."""

from __future__ import annotations

from pathlib import Path

from healthlint.workspace.result import Options, RunResult
from healthlint.workspace.run import check_paths

RULE = """\
rule: {name}
code: {code}
family: language
severity: {severity}
summary: Articles do not say {word}.
why: It is a test.
sources:
  - {{name: House style, section: "1", url: "https://style.example/1", verified: stored}}
match:
  kind: pattern
  patterns: ['\\b{word}\\b']
message: "“{{text}}” stands here"
suggest: Leave it out.
examples:
  fail: [The {word} stands here.]
  pass: [Nothing stands here.]
"""


def put(root: Path, name: str, text: str) -> Path:
    """Write a file, with the folders above it."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def house_rule(
    name: str = "no-wombat", code: str = "HS801", word: str = "wombat", severity: str = "error"
) -> str:
    """The text of a rule file that forbids a word."""
    return RULE.format(name=name, code=code, word=word, severity=severity)


def house_pack(root: Path, folder: str = "style") -> None:
    """A folder of rules with the pack "house": no-wombat (HS801, error) and no-quokka (HS802, warning).

    In "../style" beside `root` it is shared by all tests, and so loaded only once.
    """
    if folder.startswith("..") and (root / folder).exists():
        return
    put(root, f"{folder}/house/no-wombat.yaml", house_rule())
    put(root, f"{folder}/house/no-quokka.yaml", house_rule("no-quokka", "HS802", "quokka", "warning"))


def check(*paths: str, **options: object) -> RunResult:
    """A run over some paths."""
    return check_paths(paths, Options(**options))  # type: ignore[arg-type]


def found(result: RunResult) -> list[tuple[str, int, str]]:
    """Path, line and rule of each finding of the house pack."""
    return [(one.path, one.line, one.rule) for one in result.findings if one.pack == "house"]


def problems(result: RunResult) -> list[str]:
    """The errors of a run as a person reads them."""
    return [str(problem) for problem in result.errors]
