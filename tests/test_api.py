"""The Python interface."""

from __future__ import annotations

import datetime
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from workspace_helpers import check, house_pack, problems, put

import healthlint
from healthlint import Linter, annotate
from healthlint.workspace.result import ConfigError

PROJECT = Path(__file__).parent.parent
EXAMPLES = sorted((PROJECT / "examples").glob("*.*"))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the rules of the pack "house" in ../style/."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    house_pack(tmp_path, "../style")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_public_names_are_sorted_and_there() -> None:
    assert healthlint.__all__ == sorted(healthlint.__all__)
    assert dir(healthlint) == healthlint.__all__
    assert all(getattr(healthlint, name) is not None for name in healthlint.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Lnter'"):
        _ = healthlint.Lnter


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert healthlint.__version__ == project["version"]


def test_a_package_without_project_or_metadata_says_so(tmp_path: Path) -> None:
    (tmp_path / "healthlint").mkdir()
    (tmp_path / "healthlint" / "__init__.py").write_bytes(Path(healthlint.__file__).read_bytes())
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'another'\nversion = '9'\n")
    code = f"import sys; sys.path.append({str(tmp_path)!r}); import healthlint; print(healthlint.__version__)"
    command = [sys.executable, "-I", "-S", "-c", code]  # -S: without what is installed
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("unknown\n", "")


def test_the_reading_level_needs_no_setuptools() -> None:
    # textstat asks for setuptools, but uses it on Python 3.8 and older only; so it is no dependency here.
    code = """
import sys
sys.modules["setuptools"] = sys.modules["pkg_resources"] = None
from healthlint import Linter
text = "Sedentary habitual inactivity considerably exacerbates cardiovascular deterioration. " * 20
for formula in "flesch-kincaid", "smog", "coleman-liau", "automated-readability":
    linter = Linter({"select": ["grade-level"], "options": {"grade-level": {"formula": formula}}})
    print(*(finding.rule for finding in linter.lint_text(text)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT)
    assert (done.stdout.split(), done.stderr) == (["grade-level"] * 4, "")


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import sys, healthlint; print([name for name in sys.modules if name.startswith('healthlint')])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout == "['healthlint']\n"


def test_every_configuration_gives_the_same_text_the_same_findings_again(site: Path) -> None:
    put(site, "mine.yml", "rules: [../style]\nselect: [house]\n")
    text = "A wombat slept.\n\nA quokka sat.\n"
    by_path = Linter("mine.yml")
    by_mapping = Linter({"rules": ["../style"], "select": ["house"]})
    first = by_path.lint_text(text, path="a.md")
    assert [finding.rule for finding in first] == ["no-wombat", "no-quokka"]
    assert by_path.lint_text(text, path="a.md") == first == by_mapping.lint_text(text, path="a.md")
    assert Linter(Path("mine.yml")).lint_path(put(site, "a.md", text).name) == first


def test_no_configuration_is_looked_for(site: Path) -> None:
    put(site, "healthlint.yml", "selct: nonsense\n")
    assert Linter().lint_text("A wombat slept.") == []
    with pytest.raises(ConfigError, match=r"healthlint\.yml:1:1: unknown key `selct`"):
        Linter("healthlint.yml")


def test_a_configuration_error_is_a_value_error_that_names_the_file() -> None:
    with pytest.raises(ValueError, match=r"nowhere\.yml: no such file or directory"):
        Linter("nowhere.yml")


def test_a_file_that_cannot_be_read_raises_what_reading_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Linter().lint_path(tmp_path / "gone.md")
    with pytest.raises(IsADirectoryError):
        Linter().lint_path(tmp_path)


def test_the_ending_of_the_path_says_what_a_text_is(site: Path) -> None:
    linter = Linter({"rules": ["../style"], "select": ["house"]})
    text = "<p title='wombat'>A w&#111;mbat<!-- wombat --></p>\n"
    assert [finding.text for finding in linter.lint_text(text, path="a.html")] == ["w&#111;mbat"]
    assert len(linter.lint_text(text, path="a.txt")) == 1
    assert linter.lint_text("    wombat\n", path="a.md") == [], "indented code"


def test_a_finding_agrees_with_the_text(site: Path) -> None:
    linter = Linter({"rules": ["../style"], "select": ["house"]})
    text = "# Title\r\n\r\nNa\u00efve \U0001f43b **wombats\u00ad** and\r\na wombat.\r\n"
    findings = linter.lint_text(text, path="a.md")
    assert [(finding.line, finding.column, finding.text) for finding in findings] == [(4, 3, "wombat")]
    for finding in findings:
        assert text[finding.start : finding.end] == finding.text


def test_a_day_can_be_given() -> None:
    assert Linter(today=datetime.date(2024, 2, 29)).lint_text("") == []


def test_sentences_carry_their_assertions() -> None:
    document = annotate("# Ginger\n\nGinger may ease nausea. It does not cure it.\n", "a.md")
    sentences = [(sentence.text, sentence.assertions) for sentence in document.sentences]
    assert [text for text, _ in sentences] == ["Ginger", "Ginger may ease nausea.", "It does not cure it."]
    assert [sorted(said & {"hedged", "negated"}) for _, said in sentences] == [[], ["hedged"], ["negated"]]
    for sentence in document.sentences:
        assert document.prose[sentence.start : sentence.end] == sentence.text
        assert isinstance(sentence.assertions, frozenset)


def test_a_document_is_what_annotate_gives() -> None:
    assert isinstance(annotate("Words.", "a.txt"), healthlint.Document)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_command_line_and_python_give_the_same_findings(path: Path) -> None:
    result = check(str(path), no_config=True, cache=False)
    assert problems(result) == []
    assert result.findings == Linter().lint_path(path)


@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if path.stem in ("good", "poor")], ids=lambda path: path.name
)
def test_the_good_examples_are_clean_and_the_poor_ones_are_not(path: Path) -> None:
    findings = Linter().lint_path(path)
    if path.stem == "good":
        assert [f"{finding.line}: {finding.rule} {finding.text}" for finding in findings] == []
    else:
        assert {
            "clinically-proven",
            "cure-claim",
            "dosing-directive",
            "dosing-statement",
            "guaranteed-results",
            "missing-disclaimer",
            "no-side-effects",
            "ref-marker-dangling",
            "ref-short-form",
            "stop-medicine-directive",
            "unhedged-efficacy-claim",
            "unreferenced-number",
            "vague-attribution",
        } <= {finding.rule for finding in findings}
