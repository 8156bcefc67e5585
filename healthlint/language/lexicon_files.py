"""Lexicon files, as parsed, to the few large values that `Lexicon` is built from; words are inflected here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from healthlint.language.fold import fold_term
from healthlint.language.inflect import plural, verb_forms
from healthlint.language.lexicon import BREAKS, ENTRY, FIELD, KEY, SENSE, Words


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names the file and the entry."""


def compile_files(files: Iterable[Mapping[str, Any]]) -> Words:
    """The words of parsed lexicon files. Raises LexiconError naming the file and the entry."""
    classes: dict[str, int] = {}
    entries: dict[str, dict[tuple[int, str, str], None]] = {}
    broken: set[str] = set()
    weights: dict[str, dict[str, float]] = {}
    for file in files:
        name = str(file.get("lexicon", "?"))
        klass = file.get("class")
        if not isinstance(klass, str) or not klass:
            raise LexiconError(f"lexicon {name}: no class")
        weights.setdefault(klass, {}).update(file.get("weights") or {})
        inflect = file.get("inflect", "none")
        for item in file.get("entries") or ():
            expanded = list(_expand(name, item, inflect))
            index = classes.setdefault(_class_of(item, klass), len(classes))
            for form, text in expanded:
                key = fold_term(text)
                if not key:
                    raise LexiconError(f"lexicon {name}: entry {item!r} has no letter or digit")
                sense = (index, _lemma(item), form)
                if any(character < " " for part in sense[1:] for character in part):
                    raise LexiconError(
                        f"lexicon {name}: entry {item!r} holds a tab or another control character"
                    )
                entries.setdefault(key, {})[sense] = None
                if not BREAKS.isdisjoint(text):
                    broken.add(key)
    return _words(list(classes), weights, entries, broken)


def _words(
    classes: list[str],
    weights: Mapping[str, Mapping[str, float]],
    entries: Mapping[str, Iterable[tuple[int, str, str]]],
    broken: set[str],
) -> Words:
    sets: dict[tuple[int, ...], int] = {}
    phrases: dict[str, int] = {}
    for key in entries:
        first, _, rest = key.partition(" ")
        if rest:
            phrases[first] = max(phrases.get(first, 0), key.count(" ") + 1)
    return Words(
        classes=classes,
        weights={klass: found for klass, found in weights.items() if found},
        kinds=[
            sets.setdefault(tuple(sorted({sense[0] for sense in senses})), len(sets))
            for senses in entries.values()
        ],
        sets=[list(each) for each in sets],
        guarded="".join("1" if " " in key and key not in broken else "0" for key in entries),
        phrases=phrases,
        keys=KEY.join(entries),
        senses=ENTRY.join(
            SENSE.join(FIELD.join((str(index), form, lemma)) for index, lemma, form in senses)
            for senses in entries.values()
        ),
    )


def _lemma(item: str | Mapping[str, Any]) -> str:
    return item if isinstance(item, str) else str(item["term"])


def _class_of(item: str | Mapping[str, Any], default: str) -> str:
    return default if isinstance(item, str) else str(item.get("class", default))


def _expand(name: str, item: str | Mapping[str, Any], inflect: str) -> Iterable[tuple[str, str]]:
    """The forms of one entry as (form name, text)."""
    if isinstance(item, str):
        term, forms = item, None
    elif isinstance(item, Mapping) and isinstance(item.get("term"), str):
        term, forms, inflect = item["term"], item.get("forms"), item.get("inflect", inflect)
    else:
        raise LexiconError(f"lexicon {name}: entry {item!r} is neither a text nor a mapping with `term`")
    if forms is not None:
        if not isinstance(forms, Mapping):
            raise LexiconError(f"lexicon {name}: the forms of {term!r} are no mapping")
        yield "base", term
        for form, text in forms.items():
            yield str(form), str(text)
    elif inflect == "verb":
        yield from verb_forms(term).items()
    elif inflect == "noun":
        yield "base", term
        yield "plural", plural(term)
    elif inflect == "none":
        yield "", term
    else:
        raise LexiconError(f"lexicon {name}: inflect is none, noun or verb, not {inflect!r}")
