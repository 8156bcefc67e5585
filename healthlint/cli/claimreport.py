"""What `healthlint claims` prints: text for people, JSON for tools, Markdown for a comment on a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from healthlint.claimdiff import KINDS, kinds
from healthlint.report.escape import visible
from healthlint.report.model import plural
from healthlint.statements import claims

if TYPE_CHECKING:
    from healthlint.claimdiff import Change, Place
    from healthlint.statements import Amount, Statement
    from healthlint.workspace.claims import Compared, Listed

FORMATS = ("text", "json", "markdown")
#: Kinds of changes as a table's cells and sums say them.
_SAID = {
    "strengthened": "strengthened",
    "lost-reference": "reference lost",
    "dose-changed": "dose changed",
    "number-changed": "number changed",
    "other-claim": "about something else",
    "added": "added",
    "removed": "removed",
    "weakened": "weakened",
    "gained-reference": "reference gained",
}
_BACKING = {
    "": "no reference",
    "named": "names a source, no reference",
    "sentence": "reference in the sentence",
    "paragraph": "reference in the paragraph",
    "section": "reference in the section",
}
#: What means something in Markdown or HTML, or calls people.
_ACTIVE = frozenset("\\`*_{}[]()<>#+-.!|~&@:/")
#: After a place in the old version.
_WAS = " (before)"
#: As much of a sentence as a table's cell holds.
_CELL = 300


def listing(found: Listed, form: str) -> Iterator[str]:
    """The claims of articles, in one of `FORMATS`."""
    places = [place for place in found.places if list(claims([place.statement]))]
    if form == "json":
        yield _json({"claims": [_plain(place) for place in places], "summary": {"files": found.files}}, found)
    elif form == "markdown":
        yield "| place | strength | backed by | claim |\n|---|---|---|---|\n"
        for place in places:
            one = place.statement
            cells = (_place(place), one.strength, _BACKING[one.backing], _cut(one.text))
            yield f"| {' | '.join(map(_markdown, cells))} |\n"
    else:
        for place in places:
            yield visible(f"{_place(place)}: {_facts(place.statement)}") + "\n"
            yield visible(f"    {place.statement.text}") + "\n"
        yield f"{plural(len(places), 'claim')} in {plural(found.files, 'file')}.\n"


def comparison(found: Compared, since: str, form: str) -> Iterator[str]:
    """What became of claims, in one of `FORMATS`."""
    counts = Counter(kind for change in found.changes for kind in change.kinds)
    if form == "json":
        data = {
            "since": since,
            "changes": [_change(change) for change in found.changes],
            "summary": {"files": found.files, "by_kind": {kind: counts[kind] for kind in KINDS}},
        }
        yield _json(data, found)
        return
    said = ", ".join(f"{counts[kind]} {_SAID[kind]}" for kind in KINDS if counts[kind]) or "nothing"
    if form == "markdown":
        yield f"**Claims since {_markdown(since)}:** {said}.\n"
        yield from _table(found.changes) if found.changes else ()
        return
    for change in found.changes:
        yield from _text(change)
    yield f"Claims since {visible(since)}: {said}; {plural(found.files, 'changed file')}.\n"


def _text(change: Change) -> Iterator[str]:
    here = change.new or change.old
    assert here is not None
    yield (
        visible(f"{_place(here)}{_WAS * (not change.new)}: {', '.join(_SAID[kind] for kind in change.kinds)}")
        + "\n"
    )
    old, new = change.old and change.old.statement, change.new and change.new.statement
    if old:
        moved = f" ({_place(change.old)})" if change.old and change.old.path != here.path else ""
        yield visible(f"  - {old.text}{moved}") + "\n"
    if new:
        yield visible(f"  + {new.text}") + "\n"
    for was, now in _differences(old, new):
        yield visible(f"      {was} -> {now}" if was and now else f"      {was or now}") + "\n"
    yield "\n"


def _table(changes: Sequence[Change]) -> Iterator[str]:
    yield "\n| change | place | before | after | what |\n|---|---|---|---|---|\n"
    for change in changes:
        here = change.new or change.old
        assert here is not None
        old, new = change.old and change.old.statement, change.new and change.new.statement
        what = "; ".join(
            f"{_markdown(was)} → {_markdown(now)}" if was and now else _markdown(was or now)
            for was, now in _differences(old, new)
        )
        cells = (
            ", ".join(_SAID[kind] for kind in change.kinds),
            _markdown(_place(here)) + _WAS * (not change.new),
            _markdown(_cut(old.text)) if old else "",
            _markdown(_cut(new.text)) if new else "",
            what,
        )
        yield f"| {' | '.join(cells)} |\n"


def _differences(old: Statement | None, new: Statement | None) -> Iterator[tuple[str, str]]:
    """What is different between two statements, before and after; of a single one, what it says."""
    if old is None or new is None:
        one = old or new
        yield "", _facts(one) if one else ""
        return
    if "other-claim" in kinds(old, new):
        yield _about(old), _about(new)
    pairs = (
        (old.strength or "no claim", new.strength or "no claim"),
        (_BACKING[old.backing], _BACKING[new.backing]),
        (_without("dose", old.doses, new.doses), _without("dose", new.doses, old.doses)),
        (_without("number", old.numbers, new.numbers), _without("number", new.numbers, old.numbers)),
    )
    yield from ((was, now) for was, now in pairs if was != now)


def _about(one: Statement) -> str:
    """Who does something to what. The sentence may leave that to its heading, its list or the sentence before."""
    return " for ".join(filter(None, (one.agent, one.target)))


def _facts(one: Statement) -> str:
    parts = [one.strength, _BACKING[one.backing]]
    if one.doses:
        parts.append(f"dose {_amounts(one.doses)}")
    if one.numbers:
        parts.append(f"numbers {_amounts(one.numbers)}")
    return ", ".join(part for part in parts if part)


def _amounts(amounts: Sequence[Amount]) -> str:
    return ", ".join(amount.text for amount in amounts)


def _without(noun: str, amounts: Sequence[Amount], others: Sequence[Amount]) -> str:
    """The amounts that are not among the others."""
    rest = Counter(amount.value for amount in others)
    left = []
    for amount in amounts:
        if rest[amount.value]:
            rest[amount.value] -= 1
        else:
            left.append(amount.text)
    return f"{noun} {', '.join(left)}" if left else f"no such {noun}"


def _place(place: Place) -> str:
    return f"{place.path}:{place.statement.line}:{place.statement.column}"


def _plain(place: Place) -> dict[str, Any]:
    one = place.statement
    return {
        "path": place.path,
        **one._asdict(),
        "doses": [amount.text for amount in one.doses],
        "numbers": [amount.text for amount in one.numbers],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kinds": change.kinds,
        "old": _plain(change.old) if change.old else None,
        "new": _plain(change.new) if change.new else None,
    }


def _json(data: dict[str, Any], found: Listed | Compared) -> str:
    import json

    errors = [{"path": error.path, "message": error.message} for error in found.errors]
    return json.dumps({"version": 1, **data, "errors": errors}, indent=2).replace("\x7f", "\\u007f") + "\n"


def _cut(text: str) -> str:
    return text if len(text) <= _CELL else f"{text[:_CELL]}…"


def _markdown(text: str) -> str:
    """Text that shows as it is: nothing in it formats, links, calls or runs."""
    return "".join(f"&#{ord(one)};" if one in _ACTIVE else one for one in visible(text))
