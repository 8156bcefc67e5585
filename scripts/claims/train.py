"""Train the weights by which claims are told from other sentences, and say how well they do on unseen publishers.

    python scripts/claims/train.py --gold ../shared/gold/dev ../shared/gold/dev2 --corpus ../shared/corpus/mixed \
        --official ../shared/corpus/official

writes rules/lexicon/claim-weights.yaml; `--dry-run` only prints the figures. Needs numpy (the extra `train`).

A sentence is to be reported if one of its candidates is a claim, and the labels do not say which. So a logistic
regression is fitted several times, each time with the likeliest candidate of every such sentence as its positive
(multiple-instance learning as in Andrews, Tsochantaridis and Hofmann 2002). Grey sentences, which may be
reported or not, are claims of a kind and count as positives with a small weight; no figure counts them. The
validation leaves out whole publishers.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from data import Row, corpus, gold, invented  # noqa: E402

from healthlint.language.scoring import MEDIUM, total  # noqa: E402

HEADER = """\
lexicon: claim-weights
class: claim
summary: >-
  What each feature of a candidate claim speaks for (above 0) or against (below 0), in log odds. Written by
  scripts/claims/train.py; do not edit by hand.
source: trained on labels of real and invented articles, see docs/accuracy.md; no article text is in here
licence: Apache-2.0
entries: []
weights:
"""
_LEAST = 4  # candidates a feature must occur in
_LEAST_LEMMA = 8  # and one that only names a predicate
_GOLD = 3.0  # weight of the gold standard's sentences, by which the others are measured
_INVENTED = 0.3  # and of invented pages by kinds, of which there are far more
_GREY = 0.3  # weight of a grey sentence; 0 to 1 were tried, see docs/accuracy.md
#: Constructions too rare in the labels whose meaning is certain: their weights are drawn towards these, not to 0.
_PRIOR = {"pattern:evidence": 3.0, "drops-thanks-to": 2.0}
_ROUNDS = 4
_STEPS = 20
_CURVED = 1


def fit(rows: Sequence[Row], penalty: float) -> dict[str, float]:
    """The weights of the features of some rows, with "bias", under an L2 penalty."""
    read = [row.candidates + row.silenced for row in rows]
    counts = Counter(f for candidates in read for candidate in candidates for f in set(candidate))
    least = {name: _LEAST_LEMMA if name.startswith("lemma:") else _LEAST for name in counts}
    kept = {name for name, count in counts.items() if count >= least[name]} | _PRIOR.keys()
    index = {name: i for i, name in enumerate(sorted(kept))}
    flat = [
        (k, bool(rows[k].label), candidate) for k, candidates in enumerate(read) for candidate in candidates
    ]
    matrix: npt.NDArray[np.float32] = np.zeros((len(flat), len(index) + 1), np.float32)
    matrix[:, -1] = 1
    for i, (_, _, candidate) in enumerate(flat):
        matrix[i, [index[f] for f in candidate if f in index]] = 1
    wanted = np.array([claim for _, claim, _ in flat], float)
    share = np.array([rows[k].weight * (_GREY if rows[k].label == "grey" else 1.0) for k, _, _ in flat])
    prior = np.array([_PRIOR.get(name, 0.0) for name in sorted(kept)] + [0.0])
    weights = prior.copy()
    counted = share
    ridge = np.full(len(index) + 1, penalty)
    ridge[-1] = 0.01
    for turn in range(_ROUNDS):
        if turn:
            counted = share * _likeliest(flat, matrix @ weights)
        for step_number in range(_STEPS):
            p = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
            gradient = matrix.T @ (counted * (p - wanted)) + ridge * (weights - prior)
            if (
                step_number < _CURVED or turn == 0
            ):  # later the curvature hardly changes, and it is what takes time
                hessian = (matrix * (counted * p * (1 - p))[:, None]).T @ matrix + np.diag(ridge + 1e-6)
                inverse = np.linalg.inv(hessian)
            step = inverse @ gradient
            weights -= step
            if abs(step).max() < 1e-3:
                break
    return {name: float(weights[i]) for name, i in index.items()} | {"bias": float(weights[-1])}


def _likeliest(
    flat: Sequence[tuple[int, bool, tuple[str, ...]]], scores: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """1 for each candidate that counts: all of plain sentences, the likeliest alone of those that claim."""
    best: dict[int, int] = {}
    for i, (row, claim, _) in enumerate(flat):
        if claim and (row not in best or scores[i] > scores[best[row]]):
            best[row] = i
    return np.array([0.0 if claim and best[row] != i else 1.0 for i, (row, claim, _) in enumerate(flat)])


def count(rows: Sequence[Row], weights: Mapping[str, float], bound: float) -> Counter[str]:
    """True and false reports and misses at a bound on the log odds."""
    found: Counter[str] = Counter()
    for row in rows:
        reported = any(total(candidate, weights) >= bound for candidate in row.candidates)
        if row.label != "grey" and (reported or row.label):
            found["tp" if reported and row.label else "fp" if reported else "fn"] += 1
    return found


def figures(found: Counter[str]) -> str:
    """Precision, recall and F1 in words."""
    p = found["tp"] / max(1, found["tp"] + found["fp"])
    r = found["tp"] / max(1, found["tp"] + found["fn"])
    return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}"


def unseen(
    test: Sequence[Row], other: Sequence[Row], penalty: float, bounds: Sequence[float]
) -> Iterator[str]:
    """Figures on each publisher of `test` with weights that never saw it."""
    totals = {bound: Counter[str]() for bound in bounds}
    for publisher in sorted({row.publisher for row in test}):
        weights = fit([row for row in (*test, *other) if row.publisher != publisher], penalty)
        for bound in bounds:
            totals[bound] += count([row for row in test if row.publisher == publisher], weights, bound)
    for bound, found in totals.items():
        yield f"  from probability {1 / (1 + np.exp(-bound)):.2f}: {figures(found)}"


def main() -> None:
    """Read, validate, train, write."""
    parser = argparse.ArgumentParser(description="Train the weights of claims.")
    parser.add_argument(
        "--gold", nargs="*", type=Path, default=[], help="folders with articles/ and labels.jsonl"
    )
    parser.add_argument("--corpus", type=Path, help="folder of the articles that labels-mixed.jsonl labels")
    parser.add_argument("--official", type=Path, help="folder of those that labels-official.jsonl labels")
    parser.add_argument("--penalty", type=float, default=3.0, help="L2 penalty (default 3)")
    parser.add_argument("--dry-run", action="store_true", help="print figures, write nothing")
    arguments = parser.parse_args()
    labelled = [row for folder in arguments.gold for row in gold(folder, weight=_GOLD)]
    pages = ROOT / "tests" / "heldout" / "efficacy"
    ours = [*gold(ROOT / "tests" / "heldout", "ac"), *invented((pages / "read").glob("*.txt"), _INVENTED)]
    held = list(invented((pages / "held").glob("*.txt")))
    more = (
        list(corpus(Path(__file__).parent / "labels-mixed.jsonl", arguments.corpus))
        if arguments.corpus
        else []
    )
    if arguments.official:
        official = corpus(Path(__file__).parent / "labels-official.jsonl", arguments.official)
        more += [row._replace(publisher="official") for row in official]
    bounds = (-1.0, -0.7, -0.4, 0.0, 0.4, 0.8)
    for name, test, other in (
        ("gold", labelled, [*more, *ours]),
        ("corpus", more, [*labelled, *ours]),
    ):
        wanted = sum(row.label == "report" for row in test)
        print(f"{name}: {len(test)} sentences, {wanted} to report; publishers left out in turn")
        for line in unseen(test, other, arguments.penalty, bounds):
            print(line)
    weights = fit([*labelled, *more, *ours], arguments.penalty)
    for name, rows in (("gold, seen", labelled), ("invented, held out", held)):
        print(f"{name}, from {MEDIUM}: {figures(count(rows, weights, float(np.log(MEDIUM / (1 - MEDIUM)))))}")
    if not arguments.dry_run:
        kept = {
            name: round(weight, 2)
            for name, weight in weights.items()
            if abs(weight) >= 0.05 or name == "bias"
        }
        lines = [f'  "{name}": {weight}\n' for name, weight in sorted(kept.items())]
        (ROOT / "rules" / "lexicon" / "claim-weights.yaml").write_text(HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
