"""What docs/ci.md shows is valid, and its commands run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from ci_helpers import ROOT, program
from identify import identify
from workspace_helpers import house_pack, put

from healthlint.report import FORMATS
from healthlint.workspace.discovery import ENDINGS

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def kind(text: str) -> str:
    return "pre-commit" if "repos:" in text else "workflow" if "jobs:" in text else "gitlab"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    put(tmp_path, "healthlint.yml", "rules: [style]\nselect: [house]\n")
    house_pack(tmp_path)
    put(tmp_path, "articles/a.md", "A wombat.\n")
    program(tmp_path / "bin")
    return tmp_path


def bash(script: str, site: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": f"{site}/bin:/usr/bin:/bin",
        "HOME": str(site),
        "XDG_CACHE_HOME": str(site / ".cache"),
    }
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=site, env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("which", "schema"), [("workflow", "vendor.github-workflows"), ("gitlab", "vendor.gitlab-ci")]
)
def test_pipelines_follow_the_published_schemas(which: str, schema: str, tmp_path: Path) -> None:
    shown = [text for text in blocks("yaml") if kind(text) == which]
    assert shown
    files = [str(put(tmp_path, f"{number}.yml", text)) for number, text in enumerate(shown)]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_the_inputs_of_the_action_are_documented() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    rows = re.findall(r"^\| `([a-z-]+)` \| (?:`(.*?)` )?\|", PAGE, re.MULTILINE)
    assert rows == [(name, value["default"]) for name, value in action["inputs"].items()]
    for text in blocks("yaml"):
        if kind(text) == "workflow":
            uses = yaml.safe_load(text)["jobs"]["articles"]["steps"]
            (step,) = (step for step in uses if "/healthlint@" in step["uses"])
            assert step["with"].keys() <= action["inputs"].keys()


def test_the_job_of_gitlab_runs(site: Path) -> None:
    (text,) = (text for text in blocks("yaml") if kind(text) == "gitlab")
    job: dict[str, Any] = yaml.safe_load(text)["healthlint"]
    done = bash("\n".join(job["script"]), site)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("articles/a.md:1:3: error HS801 no-wombat")
    (issue,) = json.loads((site / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert issue["location"] == {"path": "articles/a.md", "lines": {"begin": 1, "end": 1}}


def test_the_pipe_to_reviewdog_runs(site: Path) -> None:
    put(site, "bin/reviewdog", '#!/bin/sh\necho "$@" > asked\nexec cat > read.json\n').chmod(0o755)
    (script,) = blocks("bash")
    done = bash(script, site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "-f=rdjson" in (site / "asked").read_text(encoding="utf-8").split()
    (item,) = json.loads((site / "read.json").read_text(encoding="utf-8"))["diagnostics"]
    assert item["location"]["path"] == "articles/a.md"


@pytest.mark.parametrize("name", ["healthlint", "healthlint-fix"])
def test_a_hook_takes_what_a_walk_takes(name: str) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (hook,) = (hook for hook in hooks if hook["id"] == name)
    for ending in ENDINGS:
        for name in (f"a{ending}", f"news/A B{ending.upper()}"):
            assert re.search(hook["files"], name)
            assert identify.tags_from_filename(name) & set(hook["types_or"])
    for name in ("a.py", "a.css", "a.md.j2"):
        assert not identify.tags_from_filename(name) & set(hook["types_or"])


def test_every_format_is_documented() -> None:
    page = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    assert set(FORMATS) <= set(re.findall(r"^## (\w+)$", page, re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in FORMATS if f"`{name}`" not in readme]


def test_the_hook_has_the_options_shown(site: Path) -> None:
    (text,) = (text for text in blocks("yaml") if kind(text) == "pre-commit")
    (shown,) = yaml.safe_load(text)["repos"][0]["hooks"]
    hook, _ = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert shown["id"] == hook["id"]
    done = bash(f"{hook['entry']} {' '.join(shown['args'])} articles/a.md", site)
    assert done.returncode == 1
    assert done.stdout.startswith("articles/a.md\n  1:3  error  HS801 no-wombat")
