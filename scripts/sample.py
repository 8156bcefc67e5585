"""Draw findings at random, to be read and judged by a person.

    python scripts/sample.py ../shared/corpus/mixed --count 100 --seed 1 [--rules core] [--context 1]

prints a numbered list: place, rule, confidence, and the lines of the article around it. The same seed draws the same
findings as long as files and rules are the same. Text of articles goes to the terminal only; what is kept of a reading
are places and verdicts (docs/accuracy.md).
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from healthlint.workspace.run import Options, check_paths  # noqa: E402


def main() -> None:
    """Check, draw, print."""
    parser = argparse.ArgumentParser(description="Draw findings to be judged by a person.")
    parser.add_argument("paths", nargs="+", help="files and folders to check")
    parser.add_argument("--count", type=int, default=100, help="how many findings (default 100)")
    parser.add_argument("--seed", type=int, default=1, help="which draw (default 1)")
    parser.add_argument("--family", action="append", help="only findings of this family; may be repeated")
    parser.add_argument("--context", type=int, default=1, help="lines shown before and after (default 1)")
    arguments = parser.parse_args()
    run = check_paths(arguments.paths, Options())
    findings = [f for f in run.findings if not arguments.family or f.family in arguments.family]
    drawn = random.Random(arguments.seed).sample(findings, min(arguments.count, len(findings)))
    print(f"{len(findings)} findings, {len(drawn)} drawn with seed {arguments.seed}")
    for number, finding in enumerate(sorted(drawn, key=lambda f: (f.path, f.start)), 1):
        print(
            f"\n{number}. {finding.path}:{finding.line}:{finding.column} {finding.rule} ({finding.confidence})"
        )
        print(f"   «{finding.text}» {finding.message}")
        lines = Path(finding.path).read_text("utf-8", errors="replace").split("\n")
        low, high = max(0, finding.line - 1 - arguments.context), finding.end_line + arguments.context
        for line in lines[low:high]:
            print(f"   | {line[:400]}")


if __name__ == "__main__":
    main()
