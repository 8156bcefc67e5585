"""The hook that other repositories use, run by pre-commit itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from test_cli_readme import block
from test_packaging import checkout

PROJECT = Path(__file__).parent.parent

pytestmark = pytest.mark.network


class Repository:
    """A git repository in a folder, apart from the configuration of whoever runs the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHONPATH"))},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
            "XDG_CACHE_HOME": str(folder.parent / "cache"),
        }
        for name in ("AUTHOR", "COMMITTER"):
            self.environment[f"GIT_{name}_NAME"] = "A Tester"
            self.environment[f"GIT_{name}_EMAIL"] = "tester@example.org"
        self.run("git", "init", "--quiet", "--initial-branch", "main")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command in the repository, its two outputs as one."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
        )

    def commit(self, *paths: str) -> subprocess.CompletedProcess[str]:
        """Commit some files."""
        self.run("git", "add", "--", *paths)
        return self.run("git", "commit", "--message", "Articles", "--", *paths)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository of articles that uses the hook, from a repository that holds this project."""
    folder = tmp_path_factory.mktemp("hook")
    provider = Repository(checkout(folder / "healthlint"))
    assert provider.commit(".").returncode == 0
    revision = provider.run("git", "rev-parse", "HEAD").stdout.strip()
    site = Repository(folder / "site")
    shown = yaml.safe_load(block("### With pre-commit"))
    shown["repos"][0].update(repo=str(provider.folder), rev=revision)
    (site.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(shown))
    installed = site.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    assert installed.returncode == 0, installed.stdout
    return site


def test_a_poor_article_stops_the_commit_and_a_good_one_does_not(site: Repository) -> None:
    article = site.folder / "articles" / "sleep #1.md"
    article.parent.mkdir()
    article.write_text((PROJECT / "examples" / "poor.md").read_text(encoding="utf-8"), encoding="utf-8")
    (site.folder / "requirements.txt").write_text("zinc==3.10\n")
    stopped = site.commit("articles", "requirements.txt")
    assert stopped.returncode == 1
    assert "articles/sleep #1.md:1:1: error HL101 missing-disclaimer" in stopped.stdout
    assert "requirements.txt" not in stopped.stdout
    assert site.run("git", "rev-parse", "--verify", "HEAD").returncode != 0, "nothing was committed"

    article.write_text((PROJECT / "examples" / "good.md").read_text(encoding="utf-8"), encoding="utf-8")
    passed = site.commit("articles", "requirements.txt")
    assert passed.returncode == 0, passed.stdout
    assert "healthlint.....".casefold() in passed.stdout.casefold()
    assert "Passed" in passed.stdout


def test_what_the_configuration_excludes_is_left_alone(site: Repository) -> None:
    (site.folder / "healthlint.yml").write_text("exclude: [drafts/]\n")
    draft = site.folder / "drafts" / "zinc.md"
    draft.parent.mkdir()
    draft.write_text("Zinc cures colds.\n")
    passed = site.commit("healthlint.yml", "drafts")
    assert passed.returncode == 0, passed.stdout
    assert "Passed" in passed.stdout, "the hook was run, and left the draft out"


def test_warnings_are_shown_once_they_fail_a_run(site: Repository) -> None:
    article = site.folder / "trial.md"
    good = (PROJECT / "examples" / "good.md").read_text(encoding="utf-8")
    article.write_text(f"{good}\nOf those who took part, 48% fell asleep sooner.\n", encoding="utf-8")
    stopped = site.commit("trial.md")
    assert stopped.returncode == 0, stopped.stdout
    assert "HL401" not in stopped.stdout, "pre-commit shows nothing of a hook that passes"

    (site.folder / "healthlint.yml").write_text("fail-on: warning\n")
    article.write_text(f"{article.read_text(encoding='utf-8')}\n", encoding="utf-8")
    stopped = site.commit("healthlint.yml", "trial.md")
    assert stopped.returncode == 1, stopped.stdout
    assert "warning HL401 unreferenced-number" in stopped.stdout


def test_files_that_are_no_articles_are_not_passed_to_the_hook(site: Repository) -> None:
    (site.folder / "script.py").write_text("# Garlic cures arthritis.\n")
    passed = site.commit("script.py")
    assert passed.returncode == 0, passed.stdout
    assert "no files to check" in passed.stdout


def test_the_hook_that_fixes_changes_what_is_safe_and_stops_the_commit_once(site: Repository) -> None:
    config = yaml.safe_load((site.folder / ".pre-commit-config.yaml").read_text())
    config["repos"][0]["hooks"] = [{"id": "healthlint-fix"}]
    (site.folder / "fix.yaml").write_text(yaml.safe_dump(config))
    article = site.folder / "melatonin.md"
    article.write_text("Take 1.0 mg of melatonin at night. Melatonin cures jet lag.\n")

    def run() -> subprocess.CompletedProcess[str]:
        site.run("git", "add", "melatonin.md")
        command = ("run", "--config", "fix.yaml", "healthlint-fix", "--files", "melatonin.md")
        return site.run(sys.executable, "-m", "pre_commit", *command)

    first = run()
    assert first.returncode == 1
    assert "files were modified by this hook" in first.stdout
    assert "1 fixed" in first.stdout
    assert article.read_text() == "Take 1 mg of melatonin at night. Melatonin cures jet lag.\n"
    again = run()
    assert again.returncode == 0, "what is left is another hook's to report"
    assert "Passed" in again.stdout

    config["repos"][0]["hooks"][0]["args"] = ["--unsafe-fixes"]
    (site.folder / "fix.yaml").write_text(yaml.safe_dump(config))
    article.write_text("Garlic relieves sore throats.\n")
    assert run().returncode == 1
    assert article.read_text() == "Garlic may relieve sore throats.\n"
