"""Reports are told from articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_helpers import finding_in, run_of, span_in

from healthlint.report import FORMATS, STATISTICS, renderer
from healthlint.report.model import Run, Style
from healthlint.report.recognise import HEAD, is_report
from healthlint.workspace.result import Problem

ROOT = Path(__file__).parent.parent
TEXT = "Willow bark cures headaches.\n"
LONG = "long " * 2000
RUNS = {
    "findings": run_of(TEXT, span_in(TEXT, "cures", severity="warning"), finding_in(TEXT, 0, 0), files=2),
    "one": run_of(TEXT, span_in(TEXT, "cures", path="news/2024: a b.md", severity="info", message=LONG)),
    "nothing": Run(files=["a.md"], words={"a.md": 1200}),
    "failure": Run(failures=[Problem("b.md", "gone")]),
}


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("name", FORMATS)
def test_every_report_is_one(name: str, run: Run, color: bool) -> None:
    for summary in (True, False):
        assert is_report("".join(renderer(name)(run, Style(color, summary=summary)))[:HEAD])


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("name", STATISTICS)
def test_every_table_of_figures_is_one(name: str, run: Run) -> None:
    for summary in (True, False):
        assert is_report("".join(renderer(name, statistics=True)(run, Style(summary=summary)))[:HEAD])


@pytest.mark.parametrize(
    "text",
    [
        "# Willow\n\nWillow bark cures headaches.\n",
        "Found in 3 errors of ten: a study.\n",
        "No findings in 12 trials spoke for it.\n\nWillow bark was given to 40 people.\n",
        "Found 3 errors, says the author.\n\nMore text.\n",
        "10:30: error of judgement\n",
        "a.md:3:13: error is what the linter said.\n",
        "findings per 1,000 words are a poor measure.\n",
        '{"version": 2}\n',
        "[\n  an aside\n]\n",
        "<!doctype html><title>checkstyle</title>\n",
        '"path","to","health"\n',
        "::: note\nDrink enough.\n:::\n",
    ],
)
def test_no_article_is_one(text: str) -> None:
    assert not is_report(text)


def test_nothing_in_the_corpus_is_one() -> None:
    corpus = ROOT / ".." / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("the corpus is not there")
    files = [path for path in sorted(corpus.rglob("*")) if path.is_file() and path.stat().st_size]
    wrong = []
    for path in files:
        with path.open(encoding="utf-8", errors="replace") as file:
            if is_report(file.read(HEAD)):
                wrong.append(path)
    assert files
    assert not wrong
