"""Inline suppressions: what an article itself asks the linter to leave out, and why.

    <!-- healthlint-disable-next-line cure-claim -- quoted from the advertisement under review -->

The directives are `disable-next-line`, `disable-line`, `disable` up to `enable`, and `disable-file`. Rules
are named by name, code, family or pack; no name stands for all rules. The front-matter key
`healthlint: {disable: [...], reason: ...}` is a `disable-file`. Only real comments count, which the markup
readers tell apart from code. What was meant for one and does nothing is a problem (`healthlint.directives`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from healthlint import directives
from healthlint.directives import PREFIX, Problem
from healthlint.rules.selection import ALL, UnknownSelectorError
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.finding import Finding
    from healthlint.markup.model import Comment
    from healthlint.rules.selection import RuleSet
    from healthlint.source import Source

FRONT_MATTER_KEY = "healthlint"
#: So many unknown names of one suppression are told of: looking for the nearest valid one takes its time.
_MOST = 20


class Cover(NamedTuple):
    """Rules that are left out in source [start, end)."""

    rules: frozenset[str]
    start: int
    end: int


class Suppression(NamedTuple):
    """One request to leave something out."""

    #: "disable", "disable-file", "disable-line" or "disable-next-line".
    directive: str
    #: The rules as the article names them; empty for all.
    names: tuple[str, ...]
    #: What stands after "--"; "" for none.
    reason: str
    #: Where it stands, from 1; front matter is placed at 1:1.
    line: int
    column: int
    covers: tuple[Cover, ...]
    #: Where the comment stands in the source; 0 and 0 for front matter.
    start: int = 0
    end: int = 0

    def leaves_out(self, finding: Finding) -> bool:
        """Whether it asks to leave a finding out: by its place, and by a name of its rule."""
        if finding.start == finding.end:
            return self.directive == "disable-file" and any(
                finding.rule in cover.rules for cover in self.covers
            )
        return any(
            finding.rule in cover.rules and cover.start < finding.end and finding.start < cover.end
            for cover in self.covers
        )

    def may(self, suppressible: str) -> bool:
        """Whether it may leave out findings of a rule that is suppressible in such a way."""
        return suppressible == "true" or (suppressible == "with-reason" and bool(self.reason))


class Suppressions(NamedTuple):
    """All suppressions of one article, in order, and what is wrong with them."""

    items: tuple[Suppression, ...] = ()
    problems: tuple[Problem, ...] = ()

    def settle(
        self, findings: Iterable[Finding], limits: Mapping[str, str] | None = None
    ) -> Iterator[tuple[Finding, Suppression | None]]:
        """Each finding with the suppression that leaves it out, or None. Findings come sorted by start.

        A finding is left out where its span touches what is covered; one about the document, by a
        `disable-file` only. `limits` says of rules that are not always suppressible in which way they are.
        """
        pairs = ((cover, item) for item in self.items for cover in item.covers)
        if limits:
            pairs = ((_within(cover, item, limits), item) for cover, item in pairs)
        pending = sorted(pairs, key=lambda pair: -pair[0].start)
        live: defaultdict[str, deque[tuple[Cover, Suppression]]] = defaultdict(deque)
        for finding in findings:
            while pending and pending[-1][0].start < max(finding.end, 1):
                pair = pending.pop()
                for rule in pair[0].rules:
                    live[rule].append(pair)
            own = live[finding.rule]
            while own and own[0][0].end <= finding.start:
                own.popleft()
            if finding.start == finding.end:
                yield finding, next((item for _, item in own if item.directive == "disable-file"), None)
            else:  # of those that are not over, the first one begins first
                yield finding, own[0][1] if own and own[0][0].start < finding.end else None


def _within(cover: Cover, item: Suppression, limits: Mapping[str, str]) -> Cover:
    """A cover without the rules that may not be left out so."""
    allowed = frozenset(rule for rule in cover.rules if item.may(limits.get(rule, "true")))
    return cover._replace(rules=allowed)


class _Open:
    """A `disable` that has not been enabled again for all its rules."""

    __slots__ = ("covers", "rules", "start", "suppression")

    def __init__(self, suppression: Suppression, rules: frozenset[str], start: int) -> None:
        self.suppression = suppression
        self.rules = rules
        self.start = start
        self.covers: list[Cover] = []

    def close(self, rules: frozenset[str], end: int) -> None:
        closed = self.rules & rules
        if closed:
            self.covers.append(Cover(closed, self.start, end))
            self.rules -= closed


def find_suppressions(document: Document, ruleset: RuleSet) -> Suppressions:
    """The suppressions of an article. Names that select nothing are problems and leave nothing out."""
    comments = [comment for comment in document.comments if directives.is_about_healthlint(comment.text)]
    stray = directives.find_strays(document) if PREFIX in document.source.text else []
    front = document.markup.front_matter
    asked = None
    # Front matter is parsed only where it can have something to say.
    if front is not None and document.source.text.find(FRONT_MATTER_KEY, front.start, front.end) != -1:
        asked = document.front_matter.get(FRONT_MATTER_KEY)
    if asked is None and not comments:
        return Suppressions((), tuple(stray))
    found = _Finder(document, ruleset).find(asked, comments)
    return found._replace(problems=tuple(sorted((*found.problems, *stray)))) if stray else found


class _Finder:
    """Goes through an article's comments once."""

    def __init__(self, document: Document, ruleset: RuleSet) -> None:
        self._source: Source = document.source
        self._format = document.format
        self._comments = document.comments
        self._starts = [comment.start for comment in document.comments]
        self._ruleset = ruleset
        self._problems: list[Problem] = []
        #: The source of the comment that is being read; front matter first.
        self._span = (0, 0)
        self._items: list[Suppression | _Open] = []
        #: What is not enabled again yet, by rule.
        self._open: defaultdict[str, list[_Open]] = defaultdict(list)

    def find(self, asked: object, comments: list[Comment]) -> Suppressions:
        if asked is not None:
            self._front_matter(asked)
        for comment in comments:
            self._comment(comment)
        end = len(self._source.text)
        items = []
        for item in self._items:
            if isinstance(item, _Open):
                item.close(item.rules, end)
                items.append(item.suppression._replace(covers=tuple(item.covers)))
            else:
                items.append(item)
        return Suppressions(tuple(items), tuple(self._problems))

    def _front_matter(self, asked: object) -> None:
        if not isinstance(asked, Mapping) or not asked.keys() <= {"disable", "reason"}:
            self._problem(1, 1, f"`{FRONT_MATTER_KEY}:` in front matter takes `disable` and `reason`")
            return
        disable = asked.get("disable", ())
        names = (disable,) if isinstance(disable, str) else disable
        if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
            self._problem(1, 1, "`disable` in front matter is a list of rules")
            return
        if names:
            rules = self._rules(tuple(names), 1, 1)
            cover = Cover(rules, 0, len(self._source.text))
            reason = str(asked.get("reason") or "").strip()
            self._items.append(Suppression("disable-file", tuple(names), reason, 1, 1, (cover,)))

    def _comment(self, comment: Comment) -> None:
        line, column = self._source.position(comment.start)
        self._span = (comment.start, comment.end)
        asked = directives.parse(comment.text)
        if asked is None or (asked.name == "disable-line" and self._format == "text"):
            if message := directives.WHOLE_LINES if asked else directives.unknown(comment.text):
                self._problem(line, column, message)
            return
        directive, names, reason = asked
        rules = self._rules(names, line, column, asked)
        item = Suppression(directive, names, reason, line, column, (), comment.start, comment.end)
        if directive == "enable":
            ended: dict[_Open, set[str]] = {}
            for rule in rules:
                for other in self._open.pop(rule, ()):
                    ended.setdefault(other, set()).add(rule)
            for other, closed in ended.items():
                other.close(frozenset(closed), comment.start)
        elif directive == "disable":
            opened = _Open(item, rules, comment.end)
            self._items.append(opened)
            for rule in rules:
                self._open[rule].append(opened)
        else:
            self._items.append(item._replace(covers=self._covers(directive, rules, comment)))

    def _covers(self, directive: str, rules: frozenset[str], comment: Comment) -> tuple[Cover, ...]:
        if directive == "disable-file":
            return (Cover(rules, 0, len(self._source.text)),)
        first, last = (self._source.position(offset)[0] for offset in (comment.start, comment.end))
        if directive == "disable-line":
            start, end = self._source.line_span(first)[0], self._source.line_span(last)[1]
            return (Cover(rules, start, end),)
        for line in range(last + 1, self._source.line_count + 1):
            if not self._is_empty(line):
                return (Cover(rules, *self._source.line_span(line)),)
        return ()

    def _is_empty(self, line: int) -> bool:
        """Whether a line holds nothing but comments."""
        start, end = self._source.line_span(line)
        text = self._source.text
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._starts) and self._starts[index] < end:
            comment = self._comments[index]
            if text[start : comment.start].strip():
                return False
            start = max(start, comment.end)
            index += 1
        return not text[start:end].strip()

    def _rules(
        self, names: tuple[str, ...], line: int, column: int, asked: directives.Directive | None = None
    ) -> frozenset[str]:
        """The names of the rules that are meant."""
        found: set[str] = set()
        errors: list[UnknownSelectorError] = []
        for name in names or (ALL,):
            if len(errors) >= _MOST and name not in self._ruleset.selectors():
                continue
            try:
                found.update(rule.name for rule in self._ruleset.matching(name))
            except UnknownSelectorError as error:
                errors.append(error)
        for message in directives.misnamed(asked, errors) if asked else map(str, errors):
            self._problem(line, column, message)
        return frozenset(found)

    def _problem(self, line: int, column: int, message: str) -> None:
        self._problems.append(Problem(line, column, message, *self._span))
