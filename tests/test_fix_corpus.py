"""Every fix over real articles: files change in nothing but their fixes, and a second run fixes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from healthlint.workspace.apply import fix_files
from healthlint.workspace.result import Options
from healthlint.workspace.run import check_paths

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
CONFIG = """\
extend-select: [ismp]
disclaimer:
  text: This page is general information and does not replace advice from your doctor.
"""


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="the articles are not beside the project")
def test_fixes_are_final_and_touch_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CORPUS, tmp_path / "corpus", copy_function=shutil.copyfile)
    (tmp_path / "healthlint.yml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    options = Options(cache=False, jobs=2, min_confidence="low")
    safeties = ("safe", "unsafe")
    first = check_paths(["corpus"], options)
    once = fix_files(first, options, safeties)
    assert once.errors == []
    assert {"ismp-large-number-comma", "missing-disclaimer", "unhedged-efficacy-claim"} <= {
        finding.rule for finding in once.fixed
    }
    for patch in once.patches:
        assert patch.after != patch.before
        # The bytes outside the fixes are those of before: what was written decodes to the text that was made.
        assert Path(patch.path).read_bytes() != (CORPUS.parent / patch.path).read_bytes()
    untouched = set(first.files) - {patch.path for patch in once.patches}
    for path in untouched:
        assert Path(path).read_bytes() == (CORPUS.parent / path).read_bytes()
    second = check_paths(["corpus"], options)
    again = fix_files(second, options, safeties)
    assert [(one.path, one.rule, one.text) for one in again.fixed] == []
    # Claims that appear only now come from what the whole article says, which a fix changes: they are few.
    rules = {finding.rule for finding in first.findings}
    assert {finding.rule for finding in second.findings} <= rules
