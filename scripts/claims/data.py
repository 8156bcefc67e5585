"""Labelled articles as rows for training: each sentence with its candidate claims and whether it is to be reported.

Labels hold places in the articles and no text; the articles themselves lie outside the project.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from healthlint.language.annotated import AnnotatedDocument
from healthlint.language.claims import FORM, LITTLE, RECORDED, VOID, Claim
from healthlint.markup.model import FRONT_MATTER
from healthlint.source import Source
from healthlint.workspace.packs import load

BUILD = Path(__file__).resolve().parents[2] / "tests" / "heldout" / "build.py"


class Row(NamedTuple):
    """One labelled sentence: its publisher, its label, and its candidates' features."""

    publisher: str
    #: "report", "grey" or "" for a sentence that is not to be reported.
    label: str
    #: For each candidate that no guard silences: its features.
    candidates: tuple[tuple[str, ...], ...]
    #: The same for those that their form silences, in a sentence that is not to be reported. See `_plain`.
    silenced: tuple[tuple[str, ...], ...] = ()
    #: How much the sentence counts in training.
    weight: float = 1.0


def gold(folder: Path, halves: str = "", weight: float = 1.0) -> Iterator[Row]:
    """The rows of a folder with articles/ and labels.jsonl; of some of its halves where the labels have such."""
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        if halves and article.get("half") not in halves:
            continue
        path = folder / "articles" / article["file"]
        places = [(s["start"], s["end"], str(s.get("efficacy", ""))) for s in article["sentences"]]
        for row in _rows(path, article["file"].split("-")[0], places):
            yield row._replace(weight=weight)


def invented(sources: Iterable[Path], weight: float = 1.0) -> Iterator[Row]:
    """The rows of articles that are only kept as sources, see tests/heldout/build.py; a source is a publisher."""
    for source in sorted(sources):
        with TemporaryDirectory() as scratch:
            subprocess.run([sys.executable, BUILD, "--to", scratch, source], check=True)
            for row in gold(Path(scratch), weight=weight):
                yield row._replace(publisher=source.stem)


def corpus(labels: Path, folder: Path) -> Iterator[Row]:
    """The rows of articles in `folder` whose labelled places are in `labels`.

    Of an article that is "partial" only some sentences were read, those that claim nothing among them (NONE).
    Raises ValueError for an article that is not the one that was labelled.
    """
    for line in labels.read_text("utf-8").splitlines():
        article = json.loads(line)
        path = folder / article["file"]
        if not hashlib.sha256(path.read_bytes()).hexdigest().startswith(article["sha256"]):
            raise ValueError(f"{path}: not the article that was labelled")
        places = [
            (start, end, _GRADES.get(_efficacy(marks), "")) for start, end, marks in article["sentences"]
        ]
        for row in _rows(path, article["file"].split("-")[0], places, bool(article.get("partial"))):
            yield row._replace(weight=_ONE_READING)


#: Articles read once, by others than the gold standard's readers; 0.1 to 1 were tried, see docs/accuracy.md.
_ONE_READING = 0.4
_GRADES = {"EFF": "report", "EFFG": "grey"}


def _efficacy(marks: str) -> str:
    return next((mark for mark in marks.split(",") if mark in _GRADES), "")


def _plain(claim: Claim) -> tuple[str, ...]:
    """The features of a candidate without the form that silences it.

    The forms were found by reading the sentences that train the weights. Without those sentences hardly a false alarm
    would be left to learn from, and the weights would trust what unseen text still has: precision there fell by 0.1.
    """
    return tuple(feature for feature in claim.features if not feature.startswith(VOID))


def _rows(
    path: Path, publisher: str, places: list[tuple[int, int, str]], partial: bool = False
) -> Iterator[Row]:
    source = Source.from_bytes(path.read_bytes(), path.name)
    document = AnnotatedDocument.read(source, load().lexicon)
    by_place: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    grade = {(start, end): label for start, end, label in places}
    for claim in document.claims:
        start, end = document.to_source(claim.start, claim.end)
        best = max(grade, key=lambda p: min(p[1], end) - max(p[0], start), default=None)
        if best is None or min(best[1], end) - max(best[0], start) <= 0:
            span = document.spans[claim.sentence]
            if document.blocks[span.block].role == FRONT_MATTER:  # which no reader labelled
                continue
            best = document.to_source(span.start, span.end)  # an unlabelled sentence stands for itself
        by_place[best].append(claim)
    for place in grade if partial else {**grade, **by_place}:
        label = grade.get(place, "")
        free = tuple(c.features for c in by_place[place] if c.guard in ("", LITTLE))
        silenced = tuple(
            _plain(c) for c in by_place[place] if not label and c.guard.startswith((FORM, RECORDED))
        )
        if free or label or silenced:
            yield Row(publisher, label, free, silenced)
