"""The command: see the package."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import benchmarks
from benchmarks.environment import PROJECT, machine, prepare
from benchmarks.parts import PARTS, Unequal
from benchmarks.rows import Row, table

_CORPUS = PROJECT.parent / "shared" / "corpus"
_PAGE = PROJECT / "docs" / "performance.md"
_BEGIN, _END = "<!-- made by `python -m benchmarks`: -->\n", "<!-- until here -->\n"


def main() -> int:
    """Measure, print, and keep the table where everything was measured: 0 where every bound is met, else 1."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks",
        description=benchmarks.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--corpus", type=Path, help="a folder with the folders `official` and `mixed`")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}: choose from {', '.join(PARTS)}")
    corpus = options.corpus or (_CORPUS if _CORPUS.is_dir() else None)
    where = machine()
    print(where, flush=True)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            at = prepare(Path(folder), corpus and corpus.resolve())
            for name in options.parts or PARTS:
                for row in PARTS[name](at):
                    rows.append(row)
                    print("  ".join(filter(None, row.cells())), flush=True)
        except subprocess.CalledProcessError as error:
            print((error.stderr or b"").decode("utf-8", "replace"), file=sys.stderr)
            print(f"benchmarks: {error}", file=sys.stderr)
            return 2
        except Unequal as error:
            print(f"benchmarks: {error}", file=sys.stderr)
            return 1
    lines = "\n".join(table(rows))
    print(f"\n{lines}")
    if not options.parts:
        _keep(f"{where}.\n\n{lines}\n", "real ones" if corpus else "made-up ones")
    return 0 if all(row.is_met for row in rows) else 1


def _keep(said: str, articles: str) -> None:
    before, _, rest = _PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    made = f"\n{said}\nThe articles were {articles}.\n\n"
    _PAGE.write_text(f"{before}{_BEGIN}{made}{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
