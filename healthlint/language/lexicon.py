"""The lexicon: every word and phrase the layers know, with its classes, behind one automaton."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import ahocorasick_rs

from healthlint.language.fold import fold_term
from healthlint.language.inflect import plural, verb_forms

#: Characters that end a phrase: an entry of several words never matches across one that it does not hold itself.
BREAKS = frozenset('.,;:!?()[]{}"“”\n|/')


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names the file and the entry."""


class Sense(NamedTuple):
    """One meaning of a form: its class, the lemma as written in the file, and which form of the lemma it is."""

    klass: str
    lemma: str
    #: "base", "s", "past", "participle", "ing", "plural"; "" for entries that do not inflect.
    form: str


class Lexicon:
    """All entries of all lexicon files.

    An entry is one folded form ("reduces"); its senses say which classes it belongs to. Classes are dotted,
    and a class stands for all below it: "intervention" for "intervention.drug".
    """

    def __init__(
        self,
        classes: Sequence[str],
        entries: Sequence[tuple[str, Sequence[Sequence[Any]], bool]],
        weights: Mapping[str, Mapping[str, float]] | None = None,
    ) -> None:
        """Take what `compile_files` gives: class names; for each entry its folded form, senses and whether it holds
        breaks; weights by class."""
        self.classes = tuple(classes)
        #: Weights of features, by the class of the file that gives them (see `healthlint.language.scoring`).
        self.weights: Mapping[str, Mapping[str, float]] = weights or {}
        self._bit = {name: 1 << index for index, name in enumerate(self.classes)}
        self._bits: dict[str, int] = {}
        self._raw = entries
        self.keys: list[str] = [entry[0] for entry in entries]
        self._index: dict[str, int] | None = None
        bits = [1 << index for index in range(len(self.classes))]
        masks = []
        for entry in entries:
            mask = 0
            for sense in entry[1]:
                mask |= bits[sense[0]]
            masks.append(mask)
        #: Bit mask of classes for each entry.
        self.masks: list[int] = masks
        #: Entries of several words, whose match must not run across a break in the text.
        self.guarded: list[bool] = [" " in entry[0] and not entry[2] for entry in entries]
        self._automaton = ahocorasick_rs.AhoCorasick([f" {key} " for key in self.keys])

    @classmethod
    def build(cls, files: Iterable[Mapping[str, Any]]) -> Lexicon:
        """Build from parsed lexicon files. Raises LexiconError for one that is not as ARCHITECTURE.md says."""
        return cls.from_data(compile_files(files))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Lexicon:
        """Build from the plain data that `compile_files` makes (what a compiled lexicon file holds)."""
        return cls(data["classes"], data["entries"], data.get("weights"))

    def bits(self, name: str) -> int:
        """The bit mask of a class and of all classes below it; 0 where there is none of the name."""
        found = self._bits.get(name)
        if found is None:
            below = name + "."
            found = sum(bit for klass, bit in self._bit.items() if klass == name or klass.startswith(below))
            self._bits[name] = found
        return found

    def mask_of(self, *names: str) -> int:
        """The bit mask of several classes and all below them."""
        mask = 0
        for name in names:
            mask |= self.bits(name)
        return mask

    def senses(self, entry: int) -> tuple[Sense, ...]:
        """The senses of an entry."""
        return tuple(Sense(self.classes[k], lemma, form) for k, lemma, form in self._raw[entry][1])

    def lemma(self, entry: int, mask: int = -1) -> str:
        """The lemma of the entry's first sense in the mask; "" where it has none."""
        for k, lemma, _ in self._raw[entry][1]:
            if 1 << k & mask:
                return str(lemma)
        return ""

    def forms(self, entry: int, mask: int = -1) -> frozenset[str]:
        """Which forms ("base", "s", "past", "participle", "ing", "plural", "") the entry can be, within the mask."""
        return frozenset(form for k, _, form in self._raw[entry][1] if 1 << k & mask)

    def find(self, term: str) -> int:
        """The entry of a term, or -1."""
        if self._index is None:
            self._index = {key: index for index, key in enumerate(self.keys)}
        return self._index.get(fold_term(term), -1)

    def scan(self, folded: str) -> list[tuple[int, int, int]]:
        """All matches in a folded text that has a space added at both ends: (entry, start, end), overlapping.

        Offsets are those of the padded text; the match includes the space on either side.
        """
        matches: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(
            folded, overlapping=True
        )
        return matches


def compile_files(files: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Turn parsed lexicon files into plain data: class names and entries with their senses, inflected.

    Raises LexiconError naming the file and the entry.
    """
    classes: dict[str, int] = {}
    entries: dict[str, tuple[list[tuple[int, str, str]], bool]] = {}
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
                senses, breaks = entries.setdefault(key, ([], bool(BREAKS & set(text))))
                sense = (index, _lemma(item), form)
                if sense not in senses:
                    senses.append(sense)
                entries[key] = (senses, breaks or bool(BREAKS & set(text)))
    return {
        "classes": list(classes),
        "entries": [(key, senses, breaks) for key, (senses, breaks) in entries.items()],
        "weights": {klass: found for klass, found in weights.items() if found},
    }


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
