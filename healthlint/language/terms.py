"""Terms: every lexicon entry in a prose, from one scan."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import reduce
from itertools import compress
from operator import or_

from healthlint.language.fold import fold
from healthlint.language.lexicon import BREAKS, Lexicon
from healthlint.values import NamedTuple, new

#: A raw match: the entry, its prose start, and its prose end plus two (see `Terms.__init__`).
Hit = tuple[int, int, int]


#: How many matches `Terms.preceding` goes back one by one: nearly always enough. Finding all takes longer.
_NEAR = 200
#: From so many matches on `Terms.within` picks those of its classes in one go before it looks at them one by one.
_MANY = 40
#: No entry is longer (code points): terms that end so far before a place cannot reach it, nor can those before them.
_LONGEST = 80


class Term(NamedTuple):
    """A lexicon entry at prose [start, end). `mask` holds the classes for which it is the longest match there."""

    start: int
    end: int
    entry: int
    mask: int


class Terms:
    """The terms of one prose, found once and looked up by place.

    Guards (a phrase never runs across punctuation, the longest match of a class wins) are worked out only for the
    places that are asked for.
    """

    def __init__(self, prose: str, lexicon: Lexicon) -> None:
        """Scan a prose with a lexicon."""
        self._prose = prose
        self.lexicon = lexicon
        # In the padded text a match starts one before its prose offset and includes a space on either side,
        # so a match's padded start is its prose start and its padded end is its prose end plus two.
        self._hits = lexicon.scan(f" {fold(prose)} ")
        self._ends = [hit[2] for hit in self._hits]
        self._by_mask: dict[int, tuple[list[int], list[int]]] = {}
        self._picked: dict[int, list[Hit]] = {}
        kind_of = lexicon.words.kinds
        self._kinds = [kind_of[hit[0]] for hit in self._hits]
        #: All classes that have a raw match.
        self.present: int = reduce(or_, map(lexicon.sets.__getitem__, set(self._kinds)), 0)

    def __len__(self) -> int:
        """How many raw matches there are, before guards."""
        return len(self._hits)

    def starts(self, mask: int) -> list[int]:
        """Prose starts of all raw matches of the mask's classes, ascending by end: a cheap gate, before guards."""
        return [hit[1] for hit in self.hits(mask)]

    def hits(self, mask: int) -> list[Hit]:
        """All raw matches of the mask's classes, ascending by end."""
        if not self.present & mask:
            return []
        found = self._picked.get(mask)
        if found is None:
            wanted = self.lexicon.sets_within(mask)
            found = self._picked[mask] = list(compress(self._hits, map(wanted.__getitem__, self._kinds)))
        return found

    def any(self, start: int, end: int, mask: int) -> bool:
        """Whether a raw match of the mask's classes lies in prose [start, end), before guards."""
        if not self.present & mask:
            return False
        masks = self.lexicon.masks
        low = bisect_right(self._ends, start + 2)
        for hit in self._hits[low : bisect_right(self._ends, end + 2, low)]:
            if masks[hit[0]] & mask and hit[1] >= start:
                return True
        return False

    def within(self, start: int, end: int, mask: int = -1) -> list[Term]:
        """The terms of the mask's classes in prose [start, end), by start.

        Of the matches of one class that overlap, the longest is kept; a match shorter than another of a
        different class stays for its own class.
        """
        if not self.present & mask:
            return []
        masks, guarded, prose = self.lexicon.masks, self.lexicon.guarded, self._prose
        low = bisect_right(self._ends, start + 2)
        high = bisect_right(self._ends, end + 2, low)
        found = []
        hits = self._hits[low:high]
        if len(hits) > _MANY:
            hits = list(
                compress(hits, map(self.lexicon.sets_within(mask).__getitem__, self._kinds[low:high]))
            )
        for entry, s, e in hits:
            own = masks[entry] & mask
            if own and s >= start and not (guarded[entry] == "1" and not BREAKS.isdisjoint(prose[s : e - 2])):
                found.append((s, 2 - e, entry, own))  # in the order of starts, the longest first
        found.sort()
        kept: list[Term] = []
        reach = 0
        for s, minus, entry, own in found:
            e = -minus
            if s < reach:
                own = _left(kept, s, e, own)
                if not own:
                    continue
            kept.append(new(Term, (s, e, entry, own)))
            if e > reach:
                reach = e
        return kept

    def first(self, start: int, end: int, mask: int) -> Term | None:
        """The first term of the mask's classes in prose [start, end)."""
        found = self.within(start, end, mask)
        return found[0] if found else None

    def preceding(self, offset: int, mask: int, limit: int) -> Term | None:
        """The last term of the mask's classes that ends at or before an offset, not before `limit`."""
        if not self.present & mask:
            return None
        hits, masks = self._hits, self.lexicon.masks
        high = bisect_left(self._ends, offset + 3)
        low = max(0, high - _NEAR)
        for index in range(high - 1, low - 1, -1):  # no copy: this is asked for once a sentence
            entry, start, end = hits[index]
            if end - 2 <= limit:
                return None
            if masks[entry] & mask:
                found = self.within(max(limit, start), end - 2, mask)
                if found:
                    return found[-1]
        if not low:
            return None
        ends, starts = self._of(mask)
        last = bisect_right(ends, hits[low][2] - 2) - 1
        while last >= 0 and ends[last] > limit:
            found = self.within(max(limit, starts[last]), ends[last], mask)
            if found:
                return found[-1]
            last -= 1
        return None

    def _of(self, mask: int) -> tuple[list[int], list[int]]:
        """Ends and starts of the matches of the mask's classes, guards applied, by end."""
        if mask not in self._by_mask:
            masks, guarded, prose = self.lexicon.masks, self.lexicon.guarded, self._prose
            found = [
                (end - 2, start)
                for entry, start, end in self._hits
                if masks[entry] & mask
                and not (guarded[entry] == "1" and not BREAKS.isdisjoint(prose[start : end - 2]))
            ]
            self._by_mask[mask] = [end for end, _ in found], [start for _, start in found]
        return self._by_mask[mask]


def _left(kept: list[Term], start: int, end: int, own: int) -> int:
    """Of the classes of a match, those that no longer term it overlaps has."""
    for other in reversed(kept):
        if other.end <= start:
            if start - other.end > _LONGEST:
                break
        elif own & other.mask and other.end - other.start > end - start:
            own &= ~other.mask
    return own
