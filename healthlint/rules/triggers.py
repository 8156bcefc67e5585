"""Words that make something worth trying, found for any number of things in one scan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import ahocorasick_rs


class Triggers:
    """Finds where a thing, known by its number, can be: at any of its words, whole or within other words."""

    __slots__ = ("_automaton", "_things")

    def __init__(self, words: Sequence[Iterable[str]]) -> None:
        """Take the words of each thing, in lower case and ASCII."""
        things: dict[str, list[int]] = {}
        for number, own in enumerate(words):
            for word in own:
                things.setdefault(word, []).append(number)
        self._things = list(things.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(things))

    def find(self, text: str) -> Iterator[tuple[int, list[int]]]:
        """Each offset in a text at which a word starts, with the numbers of the things that it is a word
        of.
        """
        if self._things:
            for word, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
                yield start, self._things[word]
