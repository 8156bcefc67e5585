"""A baseline: findings that a project has taken note of. The linter leaves them out and reports only new ones.

A finding is known by its file and its fingerprint, so it stays known when lines move, and one that takes the place
of another is new. What a sentence comes to depends a little on the rest of its article (how much praise there is,
what it is about): an edit elsewhere can lift a finding over the threshold. That is no new finding, so a baseline
holds what the linter shows and also what it found and does not show: what is too uncertain, and what another rule
says better.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from healthlint import linter
from healthlint.finding import Fingerprints
from healthlint.language.annotated import AnnotatedDocument
from healthlint.rules.model import CONFIDENCES
from healthlint.values import NamedTuple, cached_property

if TYPE_CHECKING:
    from healthlint.finding import Finding
    from healthlint.language.lexicon import Lexicon
    from healthlint.rules.selection import RuleSet
    from healthlint.source import Source

#: How much of what a finding is about an entry quotes, in code points.
_QUOTED = 60
_FINGERPRINT = 64


class BaselineError(ValueError):
    """A line that is no entry; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        """Take the line and what is wrong with it."""
        super().__init__(message)
        self.line = line
        self.message = message


class Entry(NamedTuple):
    """One finding that a baseline knows. Entries are kept in the order of their fields."""

    #: The file, seen from the folder of the baseline, with "/" between names.
    path: str
    rule: str
    #: What the finding is about, or how the document begins where it is about all of it: for people, and to know
    #: a document again that has moved.
    text: str
    fingerprint: str
    #: False for what was found when the entry was made but not shown.
    shown: bool = True


class Moved:
    """The entries of files that are gone: their sentences may have moved to other files."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Take the entries."""
        self._marks: set[str] = set()
        self._pages: set[tuple[str, str]] = set()
        for entry in entries:
            # All findings of a rule about whole documents have one fingerprint: the document must begin as before.
            if _is_page(entry):
                self._pages.add((entry.fingerprint, entry.text))
            else:
                self._marks.add(entry.fingerprint)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._marks or self._pages)

    def holds(self, entry: Entry) -> bool:
        """Whether a finding in another file is one of them."""
        return entry.fingerprint in self._marks or (entry.fingerprint, entry.text) in self._pages


class Known(NamedTuple):
    """What a baseline knows that may turn up in one file."""

    entries: tuple[Entry, ...] = ()
    moved: Moved = Moved()


class Settled(NamedTuple):
    """The findings of a document, told apart by a baseline."""

    new: list[Finding]
    known: list[Finding]
    #: The entries of the file, shown when they were made, that do not occur in it any more.
    gone: tuple[Entry, ...]


class Look:
    """A document looked at once more, where what was found in it does not answer a question by itself."""

    def __init__(self, source: Source, lexicon: Lexicon, ruleset: RuleSet, plan: linter.Plan) -> None:
        """Take a source, and what it was checked with."""
        self._source = source
        self._lexicon = lexicon
        self._ruleset = ruleset
        self._plan = plan

    @cached_property
    def document(self) -> AnnotatedDocument:
        """The document."""
        return AnnotatedDocument.read(self._source, self._lexicon)

    @cached_property
    def findings(self) -> list[Finding]:
        """What is shown without a baseline."""
        return linter.run(self.document, self._ruleset, self._plan).findings

    @cached_property
    def everything(self) -> list[Finding]:
        """The findings, shown or not: of any confidence, and those that others stand for."""
        wide = self._plan._replace(min_confidence=CONFIDENCES[-1], losers={})
        return linter.run(self.document, self._ruleset, wide).findings

    @cached_property
    def fingerprints(self) -> frozenset[str]:
        """The fingerprints of everything."""
        return frozenset(finding.fingerprint for finding in self.everything)

    def entry(self, finding: Finding) -> Entry:
        """The entry of a finding, with no path."""
        about = self.document.prose[: 4 * _QUOTED] if finding.start == finding.end else finding.text
        return Entry("", finding.rule, " ".join(about.split())[:_QUOTED], finding.fingerprint)

    def entries(self, path: str) -> list[Entry]:
        """The entries that make everything known; `path` is what the baseline calls the file."""
        shown = {finding.fingerprint for finding in self.findings}
        return [
            self.entry(finding)._replace(path=path, shown=finding.fingerprint in shown)
            for finding in self.everything
        ]


def parse(text: str, conflicts: bool = False) -> Iterator[Entry]:
    """The entries of a baseline file. Raises BaselineError at the first line that is none.

    With `conflicts`, the marks of a merge conflict are passed over: both sides count.
    """
    import json

    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            if conflicts:
                continue
            raise BaselineError(number, "a merge conflict; `healthlint baseline update` settles it")
        try:
            data = json.loads(line)
        except ValueError:
            raise BaselineError(number, "not a JSON object on a line of its own") from None
        yield _entry(data, number)


def render(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of a baseline file, sorted, each entry once. They are ASCII, whatever the articles hold."""
    import json

    for entry in sorted(set(entries)):
        data: dict[str, Any] = entry._asdict()
        if entry.shown:
            del data["shown"]
        yield json.dumps(data).replace("\x7f", "\\u007f") + "\n"


def settle(findings: Iterable[Finding], known: Known, look: Look) -> Settled:
    """Tell the findings of a document apart."""
    marks = {entry.fingerprint for entry in known.entries}
    settled = Settled([], [], ())
    for finding in findings:
        is_known = finding.fingerprint in marks or (known.moved and known.moved.holds(look.entry(finding)))
        (settled.known if is_known else settled.new).append(finding)
    met = {finding.fingerprint for finding in settled.known}
    missing = [entry for entry in known.entries if entry.shown and entry.fingerprint not in met]
    return settled._replace(
        gone=tuple(entry for entry in missing if entry.fingerprint not in look.fingerprints)
    )


def updated(
    old: Iterable[Entry], now: Mapping[str, Iterable[Entry]], lost: Collection[str], add: bool = True
) -> Iterator[Entry]:
    """A baseline brought up to date.

    `now` holds all entries of each file that was looked at, `lost` are the files of the baseline that are gone;
    the entries of other files stay. An entry that still occurs stays as it is, or follows its sentence to another
    file; one that does not is dropped. New ones are added only where `add` says so.
    """
    before: dict[tuple[str, str], Entry] = {}
    orphans = []
    for entry in old:
        if entry.path in lost:
            orphans.append(entry)
        elif entry.path in now:
            before[entry.path, entry.fingerprint] = entry
        else:
            yield entry
    moved = Moved(orphans)
    for path, entries in now.items():
        for entry in entries:
            if same := before.get((path, entry.fingerprint)):
                yield same
            elif add or moved.holds(entry):
                yield entry


def _entry(data: object, line: int) -> Entry:
    if not isinstance(data, dict):
        raise BaselineError(line, "not a JSON object")
    texts = [data.get(key) for key in ("path", "rule", "text", "fingerprint")]
    shown = data.get("shown", True)
    if not all(isinstance(text, str) for text in texts) or not isinstance(shown, bool):
        raise BaselineError(line, "an entry has the texts `path`, `rule`, `text` and `fingerprint`")
    path, rule, text, fingerprint = map(str, texts)
    if len(fingerprint) != _FINGERPRINT:
        raise BaselineError(line, f"`fingerprint` has {_FINGERPRINT} hexadecimal digits")
    return Entry(path, rule, text, fingerprint, shown)


def _is_page(entry: Entry) -> bool:
    """Whether an entry is about a document as a whole."""
    return entry.fingerprint == Fingerprints().next(entry.rule, "")
