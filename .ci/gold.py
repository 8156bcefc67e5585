"""Scores healthlint against labelled articles beside the checkout, and holds the figures to .ci/floors.json.

The floors are, for each folder of labels and each family, the least values of figures that score.py gives; of
"fp" it is the most. Labelled articles are not part of the project: where they are absent, nothing is done.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
GOLD = HERE.parent.parent / "shared" / "gold"


def main() -> int:
    """Print each figure and its floor; 1 if one is missed."""
    if not (GOLD / "score.py").exists():
        print("skipped: no labelled articles in ../shared/gold")
        return 0
    missed = 0
    for folder, families in json.loads((HERE / "floors.json").read_text(encoding="utf-8")).items():
        command = [sys.executable, GOLD / "score.py", GOLD / folder, "--json"]
        scored = subprocess.run(
            [*command, "--healthlint", f"{sys.executable} -m healthlint"], stdout=subprocess.PIPE
        )
        if scored.returncode:
            print(f"{folder}: score.py failed")
            missed += 1
            continue
        figures = json.loads(scored.stdout)
        for family, bounds in families.items():
            for name, bound in bounds.items():
                value = figures[family][name]
                good = value <= bound if name == "fp" else value >= bound
                limit = "at most" if name == "fp" else "at least"
                print(f"{folder} {family} {name} {value:.3f} ({limit} {bound}){'' if good else '  MISSED'}")
                missed += not good
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
