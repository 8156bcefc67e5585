"""Scores healthlint against labelled articles, and holds the figures to .ci/floors.json.

The floors are, for each set of labels and each family, the least values of figures that the scorer gives; of "fp" it
is the most. "invented-b" is the half of tests/heldout that trains nothing, "invented-efficacy" the kinds of pages in
tests/heldout/efficacy that train nothing; the other sets lie beside the checkout.
So does the scorer: where it is absent, nothing is done.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
GOLD = HERE.parent.parent / "shared" / "gold"
INVENTED = HERE.parent / "tests" / "heldout"


def main() -> int:
    """Print each figure and its floor; 1 if one is missed."""
    if not (GOLD / "score.py").exists():
        print("skipped: no scorer and no labelled articles in ../shared/gold")
        return 0
    missed = 0
    for name, families in json.loads((HERE / "floors.json").read_text(encoding="utf-8")).items():
        with tempfile.TemporaryDirectory() as scratch:
            figures = score(INVENTED_SETS[name](Path(scratch)) if name in INVENTED_SETS else GOLD / name)
        if figures is None:
            print(f"{name}: score.py failed")
            missed += 1
            continue
        for family, bounds in families.items():
            for figure, bound in bounds.items():
                value = figures[family][figure]
                good = value <= bound if figure == "fp" else value >= bound
                limit = "at most" if figure == "fp" else "at least"
                print(f"{name} {family} {figure} {value:.3f} ({limit} {bound}){'' if good else '  MISSED'}")
                missed += not good
    return 1 if missed else 0


def score(folder: Path) -> dict[str, Any] | None:
    """What the scorer says of a folder of labelled articles; None where it fails."""
    command = [sys.executable, GOLD / "score.py", folder, "--json"]
    scored = subprocess.run(
        [*command, "--healthlint", f"{sys.executable} -m healthlint"], stdout=subprocess.PIPE
    )
    return None if scored.returncode else json.loads(scored.stdout)


def invented_half(folder: Path) -> Path:
    """Copy half b of the invented articles and its labels into a folder."""
    (folder / "articles").mkdir()
    with (folder / "labels.jsonl").open("w", encoding="utf-8") as labels:
        for line in (INVENTED / "labels.jsonl").read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            if article["half"] == "b":
                labels.write(line + "\n")
                name = article["file"]
                (folder / "articles" / name).write_bytes((INVENTED / "articles" / name).read_bytes())
    return folder


def invented_efficacy(folder: Path) -> Path:
    """Make the articles whose sources only score into a folder."""
    sources = sorted((INVENTED / "efficacy" / "held").glob("*.txt"))
    subprocess.run([sys.executable, INVENTED / "build.py", "--to", folder, *sources], check=True)
    return folder


#: The sets that are made of tests/heldout, and what makes them.
INVENTED_SETS = {"invented-b": invented_half, "invented-efficacy": invented_efficacy}


if __name__ == "__main__":
    sys.exit(main())
