"""The lexicon: every word and phrase the layers know, with its classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from healthlint.language.fold import fold_term
from healthlint.values import NamedTuple, cached_property

if TYPE_CHECKING:
    import ahocorasick_rs

#: Characters that end a phrase: an entry of several words never matches across one that it does not hold itself.
BREAKS = frozenset('.,;:!?()[]{}"“”\n|/')
#: What separates keys, and entries, senses and their fields in `Words.senses`: ASCII's own group, record and unit
#: separators, which no entry may hold.
KEY, ENTRY, SENSE, FIELD = "|", "\x1d", "\x1e", "\x1f"
#: Texts of so many characters in all are looked up word by word. That takes as long as building the automaton
#: takes for one of about this length, and most runs are over one article.
LOOKED_UP = 200_000


class Sense(NamedTuple):
    """One meaning of a form: its class, the lemma as written in the file, and which form of the lemma it is."""

    klass: str
    lemma: str
    #: "base", "s", "past", "participle", "ing", "plural"; "" for entries that do not inflect.
    form: str


class Words(NamedTuple):
    """All lexicon files as few large values, which load a hundred times faster than an object an entry.

    Made by `healthlint.language.lexicon_files`; all but `keys` and `senses` is plain JSON data.
    """

    classes: Sequence[str]
    #: Weights of features, by the class of the file that gives them (see `healthlint.language.scoring`).
    weights: Mapping[str, Mapping[str, float]]
    #: Which of `sets` each entry has.
    kinds: Sequence[int]
    #: Sets of classes, each as indices into `classes`.
    sets: Sequence[Sequence[int]]
    #: For each entry "1" where its match must not run across a break in the text: it has several words.
    guarded: str
    #: The first word of phrases, and how many words the longest of them has.
    phrases: Mapping[str, int]
    #: The folded form of each entry, with `KEY` between them.
    keys: str
    #: The senses of each entry: index of the class, form, lemma. See `ENTRY`, `SENSE`, `FIELD`.
    senses: str


class Lexicon:
    """All entries of all lexicon files.

    An entry is one folded form ("reduces"); its senses say which classes it belongs to. Classes are dotted,
    and a class stands for all below it: "intervention" for "intervention.drug".
    """

    def __init__(self, words: Words, looked_up: int = LOOKED_UP) -> None:
        """Take the words, and how many characters are scanned without an automaton."""
        #: What the lexicon was built from.
        self.words = words
        self.classes = tuple(words.classes)
        self.weights = words.weights
        self.keys: list[str] = words.keys.split(KEY) if words.keys else []
        #: Bit mask of classes for each of the sets of them.
        self.sets = [sum(1 << index for index in each) for each in words.sets]
        #: Bit mask of classes for each entry.
        self.masks: list[int] = [self.sets[kind] for kind in words.kinds]
        self._within: dict[int, list[int]] = {}
        #: For each entry "1" or "0": see `Words.guarded`.
        self.guarded = words.guarded
        self._bits: dict[str, int] = {}
        for index, name in enumerate(self.classes):
            while name:
                self._bits[name] = self._bits.get(name, 0) | 1 << index
                name = name.rpartition(".")[0]
        self._senses: dict[int, tuple[tuple[int, str, str], ...]] = {}
        self._left = looked_up
        self._automaton: ahocorasick_rs.AhoCorasick | None = None

    @classmethod
    def build(cls, files: Iterable[Mapping[str, Any]]) -> Lexicon:
        """Build from parsed lexicon files. Raises LexiconError for one that is not as ARCHITECTURE.md says."""
        from healthlint.language.lexicon_files import compile_files

        return cls(compile_files(files))

    def bits(self, name: str) -> int:
        """The bit mask of a class and of all classes below it; 0 where there is none of the name."""
        return self._bits.get(name, 0)

    def mask_of(self, *names: str) -> int:
        """The bit mask of several classes and all below them."""
        mask = 0
        for name in names:
            mask |= self.bits(name)
        return mask

    def sets_within(self, mask: int) -> list[int]:
        """Of each of the `sets`, the classes that are in a mask."""
        found = self._within.get(mask)
        if found is None:
            found = self._within[mask] = [each & mask for each in self.sets]
        return found

    def senses(self, entry: int) -> tuple[Sense, ...]:
        """The senses of an entry."""
        return tuple(Sense(self.classes[k], lemma, form) for k, form, lemma in self._of(entry))

    def lemma(self, entry: int, mask: int = -1) -> str:
        """The lemma of the entry's first sense in the mask; "" where it has none."""
        for k, _, lemma in self._of(entry):
            if 1 << k & mask:
                return lemma
        return ""

    def forms(self, entry: int, mask: int = -1) -> frozenset[str]:
        """Which forms ("base", "s", "past", "participle", "ing", "plural", "") the entry can be, within the mask."""
        return frozenset([form for k, form, _ in self._of(entry) if 1 << k & mask])

    def find(self, term: str) -> int:
        """The entry of a term, or -1."""
        return self._index.get(fold_term(term), -1)

    def scan(self, folded: str) -> list[tuple[int, int, int]]:
        """All matches in a folded text that has a space added at both ends: (entry, start, end), overlapping, by
        end, longer ones first.

        Offsets are those of the padded text; the match includes the space on either side.
        """
        if self._automaton is None:
            self._left -= len(folded)
            if self._left >= 0:
                return self._looked_up(folded)
            import ahocorasick_rs

            self._automaton = ahocorasick_rs.AhoCorasick([f" {key} " for key in self.keys])
        matches: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(
            folded, overlapping=True
        )
        return matches

    def _looked_up(self, folded: str) -> list[tuple[int, int, int]]:
        """What the automaton would find."""
        index, phrases = self._index, self.words.phrases
        words = folded.split(" ")
        found = []
        start = 0
        for number, word in enumerate(words):
            end = start + len(word)
            if word:
                if word in index:
                    found.append((end, start, index[word]))
                if word in phrases:
                    for following in words[number + 1 : number + phrases[word]]:
                        end += len(following) + 1
                        if following and (entry := index.get(folded[start:end])) is not None:
                            found.append((end, start, entry))
                    end = start + len(word)
            start = end + 1
        found.sort()
        return [(entry, start - 1, end + 1) for end, start, entry in found]

    @cached_property
    def _index(self) -> dict[str, int]:
        return {key: entry for entry, key in enumerate(self.keys)}

    @cached_property
    def _rows(self) -> list[str]:
        return self.words.senses.split(ENTRY)

    def _of(self, entry: int) -> tuple[tuple[int, str, str], ...]:
        """Index of the class, form and lemma of each sense of an entry."""
        found = self._senses.get(entry)
        if found is None:
            fields = [sense.split(FIELD) for sense in self._rows[entry].split(SENSE)]
            found = self._senses[entry] = tuple((int(k), form, lemma) for k, form, lemma in fields)
        return found
