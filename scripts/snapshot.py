"""A snapshot of the findings in a folder of articles, and what a change of the code adds, removes and alters.

    python scripts/snapshot.py --write before.txt        # one sorted line a finding; places and rules, no text
    python scripts/snapshot.py --compare before.txt      # read what your change costs, sentence by sentence

The articles default to ../shared/corpus. `--rule` keeps to rules (names, codes or families), `--limit` prints so many
of each sort. Sentences are printed to the terminal and written nowhere. Exit code 1: something differs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from healthlint.language.annotated import AnnotatedDocument  # noqa: E402
from healthlint.workspace.article import read_article  # noqa: E402
from healthlint.workspace.packs import load  # noqa: E402
from healthlint.workspace.result import Options  # noqa: E402
from healthlint.workspace.run import check_paths  # noqa: E402

ARTICLES = ROOT.parent / "shared" / "corpus"


class Line(NamedTuple):
    """A finding as it is kept: its article relative to the folder, its place there, and what was said of it."""

    path: str
    start: int
    end: int
    rule: str
    severity: str
    confidence: str

    def __str__(self) -> str:
        """The line in a file."""
        return "\t".join(map(str, self))

    @property
    def said(self) -> str:
        """Rule and confidence."""
        return f"{self.rule} ({self.confidence})"


class Change(NamedTuple):
    """A finding before and after; one of the two is None where it was added or removed."""

    before: Line | None
    after: Line | None

    @property
    def kind(self) -> str:
        """ "added", "removed" or "changed"."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


def take(folder: Path, rules: Sequence[str] = (), confidence: str = "medium") -> list[Line]:
    """The findings in a folder of articles, sorted. Raises RuntimeError where an article could not be checked."""
    options = Options(no_config=True, select=tuple(rules) or None, min_confidence=confidence)
    result = check_paths([str(folder)], options)
    if result.errors:
        raise RuntimeError("; ".join(map(str, result.errors)))
    return sorted(
        Line(Path(f.path).relative_to(folder).as_posix(), f.start, f.end, f.rule, f.severity, f.confidence)
        for f in result.findings
    )


def read(text: str) -> list[Line]:
    """The lines of a written snapshot. Raises ValueError where it is none."""
    lines = []
    for row in text.splitlines():
        path, start, end, *rest = row.split("\t")
        rule, severity, confidence = rest
        lines.append(Line(path, int(start), int(end), rule, severity, confidence))
    return lines


def compare(before: Iterable[Line], after: Iterable[Line]) -> Iterator[Change]:
    """What differs, in order: of findings that touch the same text, one removed and one added are one that changed."""
    old, new = set(before), set(after)
    gone, come = sorted(old - new), sorted(new - old)
    for line in gone:
        partner = next((other for other in come if _touches(line, other)), None)
        if partner is not None:
            come.remove(partner)
        yield Change(line, partner)
    for line in come:
        yield Change(None, line)


def _touches(one: Line, two: Line) -> bool:
    return one.path == two.path and (one.start, -one.end) < (two.end, -two.start)


class Sentences:
    """The sentences of a folder's articles, each article read once."""

    def __init__(self, folder: Path) -> None:
        """Take the folder."""
        self._folder = folder
        self._lexicon = load().lexicon
        self._documents: dict[str, AnnotatedDocument] = {}

    def around(self, line: Line) -> str:
        """The sentence in which a finding begins, in one line with its number; "" for a finding about the whole."""
        if not line.end:
            return ""
        document = self._documents.get(line.path)
        if document is None:
            path = self._folder / line.path
            document = AnnotatedDocument.read(read_article(path.read_bytes(), str(path)), self._lexicon)
            self._documents = {line.path: document}
        for start, end, _ in document.spans:
            first, last = document.to_source(start, end)
            if first <= line.start < last:
                marked = document.source.text[first : line.start], document.source.text[line.start : line.end]
                rest = document.source.text[line.end : last]
                return " ".join(f"{marked[0]}«{marked[1]}»{rest}".split())
        return document.source.text[line.start : line.end]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a snapshot, or print what differs from one; 1 if something does."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ARTICLES)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", type=Path, metavar="FILE")
    what.add_argument("--compare", type=Path, metavar="FILE")
    parser.add_argument("--rule", action="append", default=[], help="keep to this rule, code or family")
    parser.add_argument("--min-confidence", choices=("high", "medium", "low"), default="medium")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="print N of each sort; 0: all")
    given = parser.parse_args(arguments)
    now = take(given.folder, given.rule, given.min_confidence)
    if given.write:
        given.write.write_text("".join(f"{line}\n" for line in now), encoding="utf-8")
        print(f"{len(now)} findings")
        return 0
    before = read(given.compare.read_text(encoding="utf-8"))
    if given.rule:
        before = [line for line in before if line.rule in {one.rule for one in now} | set(given.rule)]
    changes = list(compare(before, now))
    show(changes, Sentences(given.folder), given.limit)
    counts = Counter((change.kind, (change.after or change.before or now[0]).rule) for change in changes)
    for (kind, rule), count in sorted(counts.items()):
        print(f"{kind:8} {rule:28} {count}")
    print(f"{len(before)} findings before, {len(now)} now")
    return 1 if changes else 0


def show(changes: Sequence[Change], sentences: Sentences, limit: int) -> None:
    """Print each change with its sentence, at most `limit` of each sort."""
    for kind in ("removed", "added", "changed"):
        these = [change for change in changes if change.kind == kind]
        for before, after in these[: limit or None]:
            line = after or before
            if line is None:
                continue
            said = line.said if kind != "changed" or before is None else f"{before.said} -> {line.said}"
            print(f"{kind} {line.path}: {said}\n    {sentences.around(line)}")


if __name__ == "__main__":
    sys.exit(main())
