"""What became of the statements of an article: added, removed, stronger, weaker, without their reference, with
another dose.

Sentences are paired first where they are the same, then where they say something of the same agent and target or
share most of their words. A paragraph may move, so order counts for nothing but the choice between equals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from healthlint.statements import Amount, Statement
from healthlint.values import NamedTuple

#: What a change can be, the gravest first.
KINDS = (
    *("strengthened", "lost-reference", "dose-changed", "number-changed", "other-claim", "added"),
    *("removed", "weakened", "gained-reference"),
)
#: Pairs of a gone and a new sentence: the least share of words (Dice) that makes them one that was rewritten, and
#: the least where they claim something of the same agent and target.
_SHARED, _SHARED_OF_ONE = 0.5, 0.2
#: A word in more sentences than this says nothing of which ones belong together.
_COMMON = 50
_SHORT = 3


class Place(NamedTuple):
    """A statement and the file it stands in."""

    path: str
    statement: Statement
    #: The path that the file has now, where it was renamed.
    renamed: str = ""

    @property
    def file(self) -> str:
        """The file's path now."""
        return self.renamed or self.path


class Change(NamedTuple):
    """What became of one statement: some of `KINDS`, and where it stood and stands."""

    kinds: tuple[str, ...]
    old: Place | None
    new: Place | None


def compare(old: Sequence[Place], new: Sequence[Place]) -> list[Change]:
    """What became of the old statements and what is new: by file, then as they stand, removed ones where they stood.

    A sentence that is now in another file counts as moved.
    """
    gone, added = list(old), list(new)
    changes: list[Change] = []
    for same in (_in_file, _anywhere):
        changes += _pair_off(gone, added, _same_text(gone, added, same))
    for path in sorted({place.file for place in added}):
        before = [place for place in gone if place.file == path]
        after = [place for place in added if place.file == path]
        changes += _pair_off(gone, added, _alike(before, after))
    changes += (Change(("removed",), place, None) for place in gone if _counts(place.statement))
    changes += (Change(("added",), None, place) for place in added if _counts(place.statement))
    return sorted((change for change in changes if change.kinds), key=_position)


def kinds(old: Statement, new: Statement) -> tuple[str, ...]:
    """What became of a statement. Whether the same words are taken for a claim may hang on the rest of the article;
    that is nothing that became of them.
    """
    found = set()
    is_same = old.text.casefold() == new.text.casefold()
    if old.strength and new.strength and old.rank != new.rank:
        found.add("strengthened" if new.rank > old.rank else "weakened")
    elif bool(old.strength) != bool(new.strength) and not is_same:
        found.add("added" if new.strength else "removed")
    elif _differ(old.agent, new.agent) or _differ(old.target, new.target):
        found.add("other-claim")
    if old.is_backed != new.is_backed:
        found.add("gained-reference" if new.is_backed else "lost-reference")
    if _values(old.doses) != _values(new.doses):
        found.add("dose-changed")
    if _values(old.numbers) != _values(new.numbers):
        found.add("number-changed")
    return tuple(kind for kind in KINDS if kind in found)


def _counts(statement: Statement) -> bool:
    return statement.strength != "open" or bool(statement.doses or statement.numbers)


def _values(amounts: Sequence[Amount]) -> Counter[tuple[float, float, str]]:
    return Counter(amount.value for amount in amounts)


def _differ(one: str, other: str) -> bool:
    """Whether two slots, both known, are different things: not singular and plural, not a part of the other."""
    return bool(one and other) and one.rstrip("s") not in other and other.rstrip("s") not in one


def _position(change: Change) -> tuple[str, int, int, bool]:
    place = change.new or change.old
    assert place is not None
    return place.file, place.statement.line, place.statement.column, change.new is None


def _in_file(place: Place) -> tuple[str, ...]:
    return place.file, place.statement.text.casefold()


def _anywhere(place: Place) -> tuple[str, ...]:
    return (place.statement.text.casefold(),)


#: What two places must have in common.
_Key = Callable[[Place], tuple[str, ...]]


class _Pair(NamedTuple):
    old: Place
    new: Place


def _pair_off(gone: list[Place], added: list[Place], pairs: Sequence[_Pair]) -> list[Change]:
    """The changes of pairs, whose halves are taken out of what is left."""
    old, new = {id(pair.old) for pair in pairs}, {id(pair.new) for pair in pairs}
    gone[:] = [place for place in gone if id(place) not in old]
    added[:] = [place for place in added if id(place) not in new]
    return [Change(kinds(pair.old.statement, pair.new.statement), pair.old, pair.new) for pair in pairs]


def _same_text(gone: Sequence[Place], added: Sequence[Place], key: _Key) -> list[_Pair]:
    waiting: dict[object, list[Place]] = {}
    for place in reversed(gone):
        waiting.setdefault(key(place), []).append(place)
    return [_Pair(queue.pop(), place) for place in added if (queue := waiting.get(key(place)))]


def _alike(gone: Sequence[Place], added: Sequence[Place]) -> list[_Pair]:
    """Sentences that were rewritten, the most alike first."""
    scored = sorted(_scores(gone, added), key=lambda item: (-item[0], abs(item[1] - item[2]), item[1]))
    old: set[int] = set()
    new: set[int] = set()
    pairs = []
    for _, before, after in scored:
        if before not in old and after not in new:
            old.add(before)
            new.add(after)
            pairs.append(_Pair(gone[before], added[after]))
    return pairs


def _scores(gone: Sequence[Place], added: Sequence[Place]) -> Iterator[tuple[float, int, int]]:
    """How alike sentences are that can be one another: score, index of the old one, index of the new one."""
    before = [_words(place.statement.text) for place in gone]
    after = [_words(place.statement.text) for place in added]
    by_word: dict[str, list[int]] = {}
    for index, words in enumerate(before):
        for word in words:
            by_word.setdefault(word, []).append(index)
    for index, words in enumerate(after):
        candidates = {
            other
            for word in words
            if len(by_word.get(word, ())) <= _COMMON
            for other in by_word.get(word, ())
        }
        for other in candidates:
            shared = 2 * (words & before[other]).total() / max(1, words.total() + before[other].total())
            one, two = gone[other].statement, added[index].statement
            is_one = bool(one.agent and one.target) and not (
                _differ(one.agent, two.agent)
                or _differ(one.target, two.target)
                or not (two.agent and two.target)
            )
            if shared >= (_SHARED_OF_ONE if is_one else _SHARED):
                yield shared + is_one / 2, other, index


def _words(text: str) -> Counter[str]:
    words = (word.strip(".,;:!?()[]“”\"'’") for word in text.casefold().split())
    return Counter(word for word in words if len(word) > _SHORT)
