"""Run by the interpreter of the installed healthlint: how long each size of a growing text takes, in seconds of one
processor. Prints JSON: name -> [[size, characters, seconds, findings], ...].
"""

from __future__ import annotations

import json
import sys
import time

from texts import CASES

import healthlint


def measured(linter: healthlint.Linter, text: str, name: str) -> tuple[float, int]:
    """The least time of several runs, and the number of findings; a long run is not repeated."""
    best, spent, found = float("inf"), 0.0, 0
    while spent < 0.5:
        begun = time.process_time()
        found = len(linter.lint_text(text, path=name))
        best = min(best, time.process_time() - begun)
        spent += max(best, 1e-4)
    return best, found


def main(names: list[str]) -> None:
    """Measure the cases of the names, or all."""
    linter = healthlint.Linter()
    results = {}
    for case, (_, name, sizes, make) in CASES.items():
        if names and case not in names:
            continue
        texts = [make(size) for size in sizes]
        for _ in range(3):
            linter.lint_text(texts[3][:1_000_000], path=name)  # patterns are compiled, the automaton is built
        results[case] = [
            [size, len(text), *measured(linter, text, name)] for size, text in zip(sizes, texts, strict=True)
        ]
    print(json.dumps(results))


if __name__ == "__main__":
    main(sys.argv[1:])
