"""Look over the word lists in rules/lexicon: run it after adding words.

usage: python scripts/lexicon/check.py [--texts FOLDER] [--twins] [--collisions]

Prints the entries of each class and what is wrong (exit 1): a term twice in one class, a cue with a
direction and no meaning, a British twin that is missing. With --texts it also names the single words so
common in those texts that they are likely to be noise, and the share of forms that never occur there.
--twins adds the missing British twins to the files; --collisions lists the words that stand in two
unrelated classes.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from lists import ROOT, Entry, collisions, duplicates, entries, read
from spelling import british

from healthlint.language.fold import fold
from healthlint.language.inflect import plural
from healthlint.language.lexicon import Lexicon

#: Classes with a meaning for assertions; cue.backward and cue.sentence only say how far such a cue holds.
_KINDS = (
    "cue.limited", "cue.association", "cue.slight", "hedge", "negation", "conditional", "aim", "use", "myth",
    "attribution.named",
)  # fmt: skip
_COMMON = 0.15  # share of texts that hold a word above which it is worth a second look
_SUFFIXES = {".md", ".mdx", ".txt", ".html"}
_FAMILIES = ("condition", "intervention", "function")


def missing_twins(items: list[Entry]) -> list[tuple[Entry, str]]:
    """Names in American spelling whose British twin is no form of any entry."""
    known = {fold(text) for item in items for text in (item.term, *item.forms.values())}
    found = []
    for item in items:
        if item.klass.startswith(_FAMILIES) and not item.file.endswith("brands"):
            twin = british(item.term)
            if twin is not None and fold(twin) not in known:
                found.append((item, twin))
    return found


def add_twins(found: list[tuple[Entry, str]]) -> None:
    """Write the twins into their files, each as the form `variant` of its entry."""
    for item, twin in found:
        forms = dict(item.forms)
        if item.inflect == "noun" and not forms:
            forms = {"plural": plural(item.term), "variant": twin, "variant-plural": plural(twin)}
        else:
            forms["variant"] = twin
        quoted = item.term if item.term[0].isalpha() else f'"{item.term}"'
        spelled = ", ".join(f"{name}: {text}" for name, text in forms.items())
        written = f"  - {{term: {quoted}, forms: {{{spelled}}}}}"
        path = ROOT / "rules" / "lexicon" / f"{item.file}.yaml"
        term = re.escape(quoted)
        line = re.compile(rf"^  - (?:{term}|\{{term: {term}[,}}].*)$", re.MULTILINE)
        text = path.read_text(encoding="utf-8")
        path.write_text(line.sub(lambda _, written=written: written, text, count=1), encoding="utf-8")


def directions(lexicon: Lexicon) -> list[str]:
    """Cues with a direction that assertions cannot read: without a kind, or hidden behind a longer cue."""
    kinds = lexicon.mask_of(*_KINDS) & ~lexicon.bits("negation.pseudo")
    wrong = []
    for name in ("cue.backward", "cue.sentence"):
        bits = lexicon.bits(name)
        keys = [key for key, mask in zip(lexicon.keys, lexicon.masks, strict=True) if mask & bits]
        for key, mask in zip(lexicon.keys, lexicon.masks, strict=True):
            if mask & bits and not mask & kinds:
                wrong.append(f"{key}: {name} without a kind")
            elif mask & kinds and not mask & bits and any(f" {short} " in f" {key} " for short in keys):
                wrong.append(f"{key}: hides the {name} cue inside it")
    return wrong


def occurrences(lexicon: Lexicon, folder: Path) -> tuple[Counter[str], int]:
    """In how many texts under a folder each form occurs, and how many texts there are."""
    found: Counter[str] = Counter()
    texts = [
        p for p in sorted(folder.rglob("*")) if p.suffix in {".md", ".mdx", ".txt", ".html"} and p.is_file()
    ]
    for path in texts:
        text = re.sub(r"<[^>]{0,2000}>|https?://\S+", " ", path.read_text(encoding="utf-8", errors="replace"))
        found.update({lexicon.keys[hit[0]] for hit in lexicon.scan(f" {fold(text)} ")})
    return found, len(texts)


def main() -> int:
    """Print the report; 1 where something is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--twins", action="store_true")
    parser.add_argument("--collisions", action="store_true")
    options = parser.parse_args()
    files = read()
    items = list(entries(files))
    lexicon = Lexicon.build(files.values())

    for klass, count in sorted(Counter(item.klass for item in items).items()):
        print(f"{count:6d}  {klass}")
    print(f"{len(items):6d}  entries, {len(lexicon.keys)} forms")

    wrong = [f"{b.file}: {b.term!r} stands in {a.file} as well" for a, b in duplicates(items)] + directions(
        lexicon
    )
    twins = missing_twins(items)
    if options.twins:
        add_twins(twins)
        print(f"added {len(twins)} British twins")
    else:
        wrong += [f"{item.file}: {item.term!r} lacks its British twin {twin!r}" for item, twin in twins]
    if options.collisions:
        for key, classes in collisions(items).items():
            print(f"  {key}: {', '.join(classes)}")
    if options.texts:
        found, total = occurrences(lexicon, options.texts)
        never = sum(key not in found for key in lexicon.keys) / len(lexicon.keys)
        print(f"never in {total} texts: {never:.0%} of the forms")
        shown = [
            (found[key], key, sense.klass)
            for entry, key in enumerate(lexicon.keys)
            if " " not in key and (found[key] > _COMMON * total or len(key) < 3)
            for sense in lexicon.senses(entry)
            if sense.klass.startswith(_FAMILIES) and sense.klass != "intervention.weak"
        ]
        for count, key, klass in sorted(shown, reverse=True):
            print(f"  in {count} texts: {key} ({klass})")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
