"""Safe fixes change no fingerprint: what was known stays known."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from cli_helpers import run
from git_helpers import ENVIRONMENT, commit, repository
from hypothesis import given
from hypothesis import strategies as st
from workspace_helpers import put

from healthlint.finding import Fingerprints
from healthlint.workspace.apply import fix_files
from healthlint.workspace.result import Options
from healthlint.workspace.run import check_paths

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
DISCLAIMER = (
    "This page is for general information only and is no substitute for advice from your doctor. "
    "Talk to a health professional before you change a treatment.\n"
)
SENTENCES = (
    "Take 5.0 mg of melatonin daily.",
    "Take .5 mg of melatonin daily.",
    "Take .50 mg of melatonin daily, or 2.50 mg every other day.",
    "Take 400 µg of folic acid daily.",
    "Take 400 μg of folic acid daily.",
    "Take 400.0 ug of folic acid daily.",
    "Take 50000 units of vitamin D every week.",
    "Take 50000.0 IU of vitamin D every week.",
    "Take 1000.0-2000.0 mg of vitamin C daily, which cures colds.",
)
ARTICLE = (
    f"# Doses\n\n{DISCLAIMER}\n"
    + "\n\n".join(SENTENCES)
    + "\n\nBlueberries are blue. <!-- healthlint-disable-line cure-claim -- gone by now -->\n\nGinger cures warts.\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    root = repository(tmp_path / "project")
    monkeypatch.chdir(root)
    put(root, "doses.md", ARTICLE)
    return root


def mark(sentence: str) -> str:
    return Fingerprints().next("cure-claim", sentence)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Take 5.0 mg.", "Take 5 mg."),
        ("Take 2.50 mg.", "Take 2.5 mg."),
        ("Take .5 mg.", "Take 0.5 mg."),
        ("Take .50 µg.", "Take 0.5 mcg."),
        ("Take 5 \u00b5g.", "Take 5 \u03bcg."),
        ("Take 5ug.", "Take 5mcg."),
        ("Take 1000000 units.", "Take 1,000,000 units."),
        ("Take 1,000.0 units.", "Take 1000 units."),
    ],
)
def test_one_dose_has_one_fingerprint(one: str, other: str) -> None:
    assert mark(one) == mark(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Take 5 mg.", "Take 50 mg."),
        ("Take 5.1 mg.", "Take 51 mg."),
        ("Take .5 mg.", "Take 5 mg."),
        ("Take 5 mcg.", "Take 5 mg."),
        ("Take 10 or 1, 20 or 2.", "Take 10 or 120 or 2."),
        ("Take 1, 200 times.", "Take 1200 times."),
        ("Take 1,20 mg.", "Take 120 mg."),
    ],
)
def test_another_amount_has_another_one(one: str, other: str) -> None:
    assert mark(one) != mark(other)


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_every_amount_has_one(amount: object) -> None:
    full = f"{amount:f}"
    short = full.rstrip("0").rstrip(".")
    marks = {mark(f"Take {way} mg.") for way in (full, short, f"{amount:,f}", full.removeprefix("0") or "0")}
    assert len(marks) == 1


def fingerprints(path: str) -> Counter[tuple[str, str]]:
    result = check_paths([path], Options(cache=False, no_baseline=True, extend_select=("ismp",)))
    return Counter(
        (finding.rule, finding.fingerprint)
        for finding in result.findings
        if not finding.rule.startswith("ismp-") and finding.rule != "unused-suppression"
    )


def test_safe_fixes_leave_the_fingerprints_of_other_findings(project: Path) -> None:
    before = fingerprints("doses.md")
    assert {"dosing-directive", "cure-claim"} <= {rule for rule, _ in before}
    run("--fix", "--extend-select", "ismp", "doses.md")
    fixed = Path("doses.md").read_text(encoding="utf-8")
    assert "Take 5 mg of" in fixed
    assert "Take 0.5 mg of melatonin daily, or 2.5 mg every" in fixed
    assert fixed.count("400 mcg") == 3
    assert fixed.count("50,000") == 2
    assert "1,000-2,000 mg" in fixed
    assert "healthlint-disable" not in fixed
    assert fingerprints("doses.md") == before


def test_a_baseline_knows_what_a_safe_fix_has_rewritten(project: Path) -> None:
    assert run("baseline", "write").code == 0
    assert run(".").code == 0
    put(project, "healthlint.yml", "extend-select: [ismp]\n")
    done = run("--fix", "--no-baseline", ".")
    assert "Take 5 mg of" in Path("doses.md").read_text(encoding="utf-8"), done.err
    after = run(".", "--output-format", "json")
    assert (after.code, json.loads(after.out)["diagnostics"]) == (0, [])


def test_what_a_safe_fix_rewrites_is_not_new_since_the_commit(project: Path) -> None:
    commit(project)
    run("--fix", "--extend-select", "ismp", ".")
    assert "Take 5 mg of" in Path("doses.md").read_text(encoding="utf-8")
    after = run("--new-since", "HEAD", "--output-format", "json", ".")
    assert (after.code, json.loads(after.out)["diagnostics"]) == (0, [])


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="the articles are not beside the project")
def test_no_safe_fix_in_real_articles_makes_a_known_finding_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CORPUS, tmp_path / "corpus", copy_function=shutil.copyfile)
    monkeypatch.chdir(tmp_path)
    options = Options(cache=False, jobs=2, min_confidence="low", extend_select=("ismp",))
    first = check_paths(["corpus"], options)
    mended = fix_files(first, options, ("safe",))
    assert mended.fixed
    second = check_paths([patch.path for patch in mended.patches], options)
    known = {(finding.path, finding.fingerprint) for finding in first.findings}
    news = [finding for finding in second.findings if (finding.path, finding.fingerprint) not in known]
    assert [(one.path, one.rule, one.text) for one in news] == []
