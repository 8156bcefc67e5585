"""A finding: what a rule says about a place in a file. Frozen, plain, and all that a report sees."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from healthlint.expressions import Match, lazy
from healthlint.rules.model import SEVERITIES as SEVERITIES  # for reports, which see findings only
from healthlint.values import NamedTuple, Protocol

#: What the safe fixes of doses rewrite (see `healthlint.rules.kinds.notation`), in folded text: a decimal fraction, a
#: comma between thousands, a microgram.
_NOTATION = lazy(
    # It begins with one set of characters, so that the search leaps from one to the next.
    r"[\d.,u\u03bc](?:(?<=[\d.])(?<!\d.)(?:(?<=\.)\d+|(?<=\d)\d*\.\d+)|(?<=\d,)(?=\d{3}(?!\d))"
    r"|(?<=[u\u03bc])(?<![a-z].)g(?![a-z]))"
)


class Hash(Protocol):
    """A hash over some bytes, as `hashlib` has them."""

    def copy(self) -> Hash:
        """Another hash over the same bytes."""

    def update(self, data: bytes, /) -> None:
        """Add bytes."""

    def hexdigest(self) -> str:
        """The hash in hexadecimal."""


class Edit(NamedTuple):
    """Replace source [start, end) with a text."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """Edits that settle a finding."""

    #: "safe", "unsafe" (changes the wording) or "display" (shown, never applied).
    safety: str
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """One finding. Lines and columns count from 1; columns, `start` and `end` in Unicode code points of the
    source.

    ``source.text[start:end] == text`` always. A finding about the whole document stands at 1:1 with
    ``start == end == 0`` and an empty text.
    """

    path: str
    line: int
    column: int
    #: Where the span ends: the place just after its last character.
    end_line: int
    end_column: int
    start: int
    end: int
    text: str
    #: The readable name, such as "cure-claim".
    rule: str
    code: str
    family: str
    pack: str
    #: "error", "warning" or "info".
    severity: str
    #: "high", "medium" or "low".
    confidence: str
    message: str
    #: What to write instead.
    help: str
    #: The first source of the rule.
    url: str
    #: SHA-256 (hexadecimal) over the rule, the normalised sentence and which occurrence of that pair it is
    #: in the file: it stays the same when lines move.
    fingerprint: str
    fix: Fix | None = None


class Fingerprints:
    """Gives the findings of one document their fingerprints (see `Finding.fingerprint`), in reading order.

    Sentences are compared without regard to case, to how they are wrapped and to how the number and the unit of a dose
    are written, so that no safe fix makes a known finding a new one: "5.0 mg" is "5 mg". Amounts count.
    """

    __slots__ = ("_normalised", "_seen")

    def __init__(self) -> None:
        """Start with no findings."""
        self._normalised: dict[str, str] = {}
        self._seen: dict[tuple[str, str], tuple[Hash, int]] = {}

    def next(self, rule: str, sentence: str) -> str:
        """The fingerprint of the next finding of a rule in a sentence; "" is the document as a whole."""
        # A page on one line can have thousands of findings in one sentence: it is read once for each rule.
        text = self._normalised.get(sentence)
        if text is None:
            text = self._normalised[sentence] = _normalised(sentence)
        start, count = self._seen.get((rule, text)) or (_sha256()(_encoded(f"{rule}\0{text}\0")), 0)
        self._seen[rule, text] = (start, count + 1)
        mark = start.copy()
        mark.update(_encoded(str(count)))
        return mark.hexdigest()


def _normalised(sentence: str) -> str:
    text = " ".join(sentence.casefold().split())
    return _NOTATION.sub(_plain_notation, text)


def _plain_notation(match: Match[str]) -> str:
    whole, point, part = match[0].partition(".")
    if not point:
        return "" if whole == "," else "mcg"
    part = part.rstrip("0")
    return (whole or "0") + (f".{part}" if part else "")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@cache
def _sha256() -> Callable[[bytes], Hash]:
    """SHA-256, as the standard module `random` gets at it: importing `hashlib` takes 4 ms, for OpenSSL."""
    try:
        from _sha2 import sha256  # type: ignore[import-not-found]
    except ImportError:
        try:
            from _sha256 import sha256  # type: ignore[import-not-found]
        except ImportError:
            from hashlib import sha256
    found: Callable[[bytes], Hash] = sha256
    return found
