"""Read the word lists and look at them as a whole: what `check.py` prints and the tests assert."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from healthlint.language.fold import fold_term  # noqa: E402

#: Files of other parts (headings, numbers, disclaimers, doses, trained weights): no vocabulary of this kind.
OTHER = ("section-", "number-", "disclaimer-", "dosing-", "claim-weights")
#: Classes that name the same kind of thing from another side, so that a word may well stand in both.
EXPECTED = (
    ("predicate", "predicate"),
    ("predicate", "function"),
    ("cue", "hedge"),
    ("cue", "negation"),
    ("cue", "myth"),
    ("cue", "attribution"),
    ("cue", "cue"),
    ("hedge", "hedge"),
    ("physiology", "function"),
    ("physiology", "condition"),
    ("physiology", "intervention.weak"),
    ("physiology", "research"),
    ("condition", "condition"),
    ("condition", "function"),
    ("intervention.weak", "function"),
    ("people", "research"),
    ("negation", "predicate"),
    ("negation", "myth"),
)


class Entry(NamedTuple):
    """One entry of a word list: where it stands, its class, its term, and all forms it spells out itself."""

    file: str
    klass: str
    term: str
    forms: dict[str, str]
    inflect: str

    @property
    def key(self) -> str:
        """The folded term, by which entries are compared."""
        return fold_term(self.term)


def read(folder: Path | None = None) -> dict[str, dict[str, Any]]:
    """The parsed files by name, without those of other parts."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((folder or ROOT / "rules" / "lexicon").glob("*.yaml")):
        if not path.name.startswith(OTHER):
            found[path.stem] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def entries(files: dict[str, dict[str, Any]]) -> Iterator[Entry]:
    """Every entry of the files."""
    for name, data in files.items():
        for item in data["entries"]:
            if isinstance(item, str):
                yield Entry(name, data["class"], item, {}, data.get("inflect", "none"))
            else:
                yield Entry(
                    name,
                    item.get("class", data["class"]),
                    str(item["term"]),
                    {str(k): str(v) for k, v in (item.get("forms") or {}).items()},
                    item.get("inflect", data.get("inflect", "none")),
                )


def duplicates(items: list[Entry]) -> list[tuple[Entry, Entry]]:
    """Pairs of entries with one folded term in one class."""
    seen: dict[tuple[str, str], Entry] = {}
    found = []
    for item in items:
        first = seen.setdefault((item.klass, item.key), item)
        if first is not item:
            found.append((first, item))
    return found


def collisions(items: list[Entry]) -> dict[str, list[str]]:
    """Terms that stand in classes of which no pair is expected to share words, with those classes."""
    classes: dict[str, set[str]] = {}
    for item in items:
        classes.setdefault(item.key, set()).add(item.klass)
    return {
        key: sorted(names)
        for key, names in sorted(classes.items())
        if len(names) > 1 and any(not _expected(a, b) for a in names for b in names if a < b)
    }


def _expected(a: str, b: str) -> bool:
    return any((_in(a, x) and _in(b, y)) or (_in(a, y) and _in(b, x)) for x, y in EXPECTED)


def _in(name: str, family: str) -> bool:
    return name == family or name.startswith(family + ".")
