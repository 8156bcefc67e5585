"""Where the time of a run goes: by language layer, by rule, and by what is done around them.

Each stretch of time counts once, for the innermost of what is going on: a layer that a rule asks for first is the
layer's time and not the rule's. Nothing of this is loaded unless a run is measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from healthlint import linter
from healthlint.language.annotated import AnnotatedDocument
from healthlint.rules import kinds
from healthlint.rules.model import Match, Rule
from healthlint.source import Source
from healthlint.values import NamedTuple, cached_property
from healthlint.workspace.checking import Checker
from healthlint.workspace.config import Config

#: What a part of the time is spent on, in the order of the table.
RUN, LAYER, KIND, RULE, WAIT = "run", "layer", "kind", "rule", "wait"


class Spent(NamedTuple):
    """The time that one thing took."""

    group: str
    name: str
    seconds: float
    #: How many times it was begun.
    times: int


class Stopwatch:
    """Adds up times. One thing can go on within another."""

    __slots__ = ("_counts", "_last", "_seconds", "_stack")

    def __init__(self) -> None:
        """Start with nothing."""
        self._seconds: dict[tuple[str, str], float] = {}
        self._counts: dict[tuple[str, str], int] = {}
        self._stack: list[tuple[str, str]] = []
        self._last = 0.0

    def reset(self) -> None:
        """Start anew."""
        self.__init__()  # type: ignore[misc]

    @contextmanager
    def on(self, group: str, name: str, times: int = 1) -> Iterator[None]:
        """Count the time of a block for something, and not for what it is part of."""
        key = group, name
        self._counts[key] = self._counts.get(key, 0) + times
        self._turn()
        self._stack.append(key)
        try:
            yield
        finally:
            self._turn()
            self._stack.pop()

    def each(self, group: str, name: str, items: Iterable[Any]) -> Iterator[Any]:
        """The items, while the time that each takes to come is counted."""
        iterator = iter(items)
        times = 1
        while True:
            with self.on(group, name, times):
                item = next(iterator, self)
            times = 0
            if item is self:
                return
            yield item

    def add(self, spent: Iterable[Spent]) -> None:
        """Add times that were taken elsewhere."""
        for group, name, seconds, times in spent:
            key = group, name
            self._seconds[key] = self._seconds.get(key, 0.0) + seconds
            self._counts[key] = self._counts.get(key, 0) + times

    def spent(self) -> list[Spent]:
        """All times, by group in the order of the table, then the longest first."""
        order = (RUN, LAYER, KIND, RULE, WAIT)
        found = [
            Spent(group, name, self._seconds.get((group, name), 0.0), times)
            for (group, name), times in self._counts.items()
        ]
        return sorted(found, key=lambda one: (order.index(one.group), -one.seconds, one.name))

    def _turn(self) -> None:
        """Give the time since the last turn to what was going on."""
        now = perf_counter()
        if self._stack:
            key = self._stack[-1]
            self._seconds[key] = self._seconds.get(key, 0.0) + now - self._last
        self._last = now


class TimedChecker(Checker):
    """A checker that counts the time of everything it asks for."""

    def __init__(self, config: Config, watch: Stopwatch) -> None:
        """Take a configuration, and the stopwatch of the run."""
        super().__init__(config)
        self._watch = watch
        self._document = _document_class(watch)

    def open(self, source: Source) -> AnnotatedDocument:
        """As `Checker.open`."""
        with self._watch.on(RUN, "markup"):
            return self._document.read(source, self.config.packs.lexicon)

    def finish(self, document: AnnotatedDocument) -> linter.Result:
        """As `Checker.finish`."""
        with self._watch.on(RUN, "linter"):
            return linter.run(document, self.config.packs.ruleset, self._plan, self._check_all)

    def _check_all(
        self, kind: str, rules: tuple[Rule, ...], document: AnnotatedDocument
    ) -> Iterator[tuple[Rule, Iterator[Match]]]:
        for rule, matches in self._watch.each(KIND, kind, kinds.check_all(kind, rules, document)):
            yield rule, self._watch.each(RULE, rule.name, matches)


def _document_class(watch: Stopwatch) -> type[AnnotatedDocument]:
    """A class of documents whose layers are counted, with what a layer only does once it is asked (`Assertions`)."""

    def layer(name: str, found: Callable[[AnnotatedDocument], Any]) -> Callable[[AnnotatedDocument], Any]:
        def counted(document: AnnotatedDocument) -> Any:  # noqa: ANN401 - whatever the layer is
            with watch.on(LAYER, name):
                return _counted(found(document), name, watch)

        return counted

    members: dict[str, object] = {}
    for name, member in vars(AnnotatedDocument).items():
        if isinstance(member, cached_property) and not name.startswith("_"):
            members[name] = cached_property(layer(name, member.func))
    return type("TimedDocument", (AnnotatedDocument,), members)


def _counted(found: Any, name: str, watch: Stopwatch) -> Any:  # noqa: ANN401 - whatever the layer is
    """A layer whose own methods are counted too, where it is an object that can be given other ones."""
    if type(found).__module__.startswith("healthlint.") and hasattr(found, "__dict__"):
        for method in vars(type(found)):
            if not method.startswith("_") and callable(own := getattr(found, method)):
                setattr(found, method, _method(own, name, watch))
    return found


def _method(own: Callable[..., Any], name: str, watch: Stopwatch) -> Callable[..., Any]:
    def counted(*arguments: Any) -> Any:  # noqa: ANN401 - as the method has them
        with watch.on(LAYER, name):
            return own(*arguments)

    return counted
