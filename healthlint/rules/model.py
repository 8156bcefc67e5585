"""What a rule is, and what its kind gives back: plain values, built from plain data in microseconds.

A rule file is parsed and checked once (`healthlint.rules.loader`), which makes plain JSON data; a `Rule` is
built from that data alone, so that a compiled rule set can be loaded without YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from healthlint.language import CONFIDENCES as CONFIDENCES  # that of a match is that of what it matched
from healthlint.values import NamedTuple

#: Severity of a finding, worst first.
SEVERITIES = ("error", "warning", "info")
#: "stable": on wherever its pack is on. "optional": finished, but on only when its name, code or family is
#: chosen. "preview": as optional, and its findings may still change.
STATUSES = ("stable", "optional", "preview")
#: Whether an article may ask for findings of a rule to be left out; with-reason: only where it says why.
SUPPRESSIBLE = ("true", "with-reason", "false")
#: The families, and the first digit of their codes.
FAMILIES: Mapping[str, str] = {
    "provenance": "0",
    "disclaimer": "1",
    "efficacy": "2",
    "dosing": "3",
    "numbers": "4",
    "references": "5",
    "evidence": "6",
    "safety": "7",
    "language": "8",
    "readability": "9",
}
#: The pack that is on when nothing is chosen.
CORE = "core"
#: The format an example is read in when it names none.
EXAMPLE_FORMAT = "markdown"


class Option(NamedTuple):
    """One option that a kind understands.

    `type` is one of "boolean", "integer", "number", "text", "texts", "pattern", "patterns" (regular
    expressions), "class", "classes" (of the lexicon) and "mapping" (text to text). A text option with
    `choices` takes one of them; a "texts" option with `choices` takes any number of them.
    """

    type: str
    #: What it means, in one line, for people who write rules.
    summary: str
    #: The value where a rule says nothing.
    default: Any = None
    choices: tuple[str, ...] = ()
    required: bool = False


class Change(NamedTuple):
    """Write a text in place of prose [start, end), which is not empty."""

    start: int
    end: int
    text: str


class Passage(NamedTuple):
    """Put a paragraph before the block of an index, or at the end of the document where there is no such block."""

    block: int
    text: str


class Match(NamedTuple):
    """What a kind found: prose [start, end), or (-1, -1) for the document as a whole.

    `details` are the values that the rule's message may name in braces, beside `{text}`.
    """

    start: int
    end: int
    #: "high", "medium" or "low".
    confidence: str = "high"
    details: Mapping[str, str] = {}
    #: What would settle it, where the kind knows; a rule whose `fix` has no text of its own offers that.
    changes: tuple[Change | Passage, ...] = ()

    @property
    def is_document(self) -> bool:
        """Whether the match is about the document as a whole."""
        return self.start < 0


class Authority(NamedTuple):
    """A source for a rule: who asks for it, and where."""

    name: str
    #: The part of the source that says so.
    section: str
    url: str
    #: "stored": the passage was read; "partial": part of it was read; "memory": not confirmed.
    verified: str


class Example(NamedTuple):
    """A text on which a rule must fire, or must stay silent."""

    text: str
    #: "text", "markdown", "mdx" or "html".
    format: str = EXAMPLE_FORMAT
    #: Options of the rule for this example alone.
    config: Mapping[str, Any] = {}
    #: The exact source text that the finding must cover; "" where the example does not say.
    span: str = ""


class Unless(NamedTuple):
    """When a match is not reported: any one of these is enough."""

    #: Section roles, such as "references".
    sections: tuple[str, ...] = ()
    #: Block roles, such as "quote"; "quoted" for anything inside a block quotation.
    roles: tuple[str, ...] = ()
    #: Assertions of the clauses that the match touches, such as "negated".
    assertions: tuple[str, ...] = ()
    #: What backs the sentence, as `healthlint.language.citations` says: "sentence" (a reference in it),
    #: "paragraph" (one later in the paragraph), "section" (sources after it), "named" (a source it names).
    cited: tuple[str, ...] = ()
    #: A regular expression that matches somewhere in the sentence; case does not count, typographic quotes,
    #: hyphens and spaces count as their plain forms. "" for none.
    pattern: str = ""


class Replacement(NamedTuple):
    """A fix that a rule offers: what to write in place of the matched text."""

    #: "safe", "unsafe" (changes the wording) or "display" (shown, never applied).
    safety: str
    #: Formatted as the message is; "" where the kind knows what to write.
    text: str = ""


class Rule:
    """One rule. Frozen by convention: nothing changes a rule once it is built; `configured` makes another
    one.
    """

    __slots__ = (
        "also",
        "code",
        "derived",
        "examples_fail",
        "examples_pass",
        "family",
        "fix",
        "kind",
        "locale",
        "memo",
        "message",
        "name",
        "options",
        "pack",
        "path",
        "severity",
        "sources",
        "status",
        "suggest",
        "summary",
        "supersedes",
        "suppressible",
        "unless",
        "why",
    )

    def __init__(
        self,
        *,
        name: str,
        code: str,
        pack: str,
        family: str,
        severity: str,
        kind: str,
        message: str,
        status: str = "stable",
        summary: str = "",
        why: str = "",
        sources: tuple[Authority, ...] = (),
        locale: str = "en",
        options: Mapping[str, Any] | None = None,
        unless: Unless | None = None,
        also: tuple[str, ...] = (),
        supersedes: tuple[str, ...] = (),
        suppressible: str = SUPPRESSIBLE[0],
        suggest: str = "",
        fix: Replacement | None = None,
        examples_fail: tuple[Example, ...] = (),
        examples_pass: tuple[Example, ...] = (),
        path: str = "",
        derived: Mapping[str, Any] | None = None,
    ) -> None:
        """Take the fields as a rule file has them; `options` with every option of the kind in it."""
        self.name = name
        self.code = code
        #: The folder of the rule file.
        self.pack = pack
        #: Further packs that choose the rule, as selectors: what is on by default stays so.
        self.also = also
        self.family = family
        self.severity = severity
        self.status = status
        #: What the rule asks for, in one sentence.
        self.summary = summary
        self.why = why
        self.sources = sources
        self.locale = locale
        self.kind = kind
        self.options: Mapping[str, Any] = options or {}
        self.unless = unless
        #: Names of rules that say less about the same fault: they are silent in a sentence where this one
        #: matches.
        self.supersedes = supersedes
        #: One of `SUPPRESSIBLE`.
        self.suppressible = suppressible
        #: With `{text}` and the names in `Match.details`.
        self.message = message
        #: What to write instead.
        self.suggest = suggest
        self.fix = fix
        self.examples_fail = examples_fail
        self.examples_pass = examples_pass
        #: The rule file.
        self.path = path
        #: What the kind works out from the options ahead of time, as plain data; empty where it has not been
        #: worked out.
        self.derived: Mapping[str, Any] = derived or {}
        #: What the kind made of the options (compiled patterns and the like): filled by the kind, read by
        #: nobody else.
        self.memo: dict[str, Any] = {}

    def __repr__(self) -> str:
        """The name and the code."""
        return f"Rule({self.name!r}, {self.code!r})"

    @property
    def is_default(self) -> bool:
        """Whether the rule is on when nothing is chosen."""
        return self.pack == CORE and self.status == "stable"

    def configured(
        self,
        severity: str | None = None,
        options: Mapping[str, Any] | None = None,
        suppressible: str | None = None,
    ) -> Rule:
        """The rule with another severity, with some options replaced, or suppressible in another way; the rule
        itself where nothing differs.
        """
        changes = {"severity": severity or self.severity, "suppressible": suppressible or self.suppressible}
        if not options and all(getattr(self, key) == value for key, value in changes.items()):
            return self
        data = {**self.to_data(), **changes}
        if options:
            data["match"] = {**data["match"], **options}
            data.pop("derived", None)
        return Rule.from_data(data)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Rule:
        """Build from the checked plain data of `healthlint.rules.loader.parse_rule`."""
        match = data["match"]
        unless, fix, examples = data.get("unless"), data.get("fix"), data.get("examples", {})
        return cls(
            name=data["rule"],
            code=data["code"],
            pack=data["pack"],
            family=data["family"],
            severity=data["severity"],
            status=data.get("status", STATUSES[0]),
            summary=data["summary"],
            why=data["why"],
            sources=tuple(
                Authority(s["name"], s["section"], s["url"], s["verified"]) for s in data["sources"]
            ),
            locale=data.get("locale", "en"),
            kind=match["kind"],
            options={key: value for key, value in match.items() if key != "kind"},
            unless=unless
            and Unless(
                tuple(unless.get("sections", ())),
                tuple(unless.get("roles", ())),
                tuple(unless.get("assertions", ())),
                tuple(unless.get("cited", ())),
                unless.get("pattern", ""),
            ),
            also=tuple(data.get("also", ())),
            supersedes=tuple(data.get("supersedes", ())),
            suppressible=data.get("suppressible", SUPPRESSIBLE[0]),
            message=data["message"],
            suggest=data["suggest"],
            fix=fix and Replacement(fix["safety"], fix.get("text", "")),
            examples_fail=tuple(map(_example, examples.get("fail", ()))),
            examples_pass=tuple(map(_example, examples.get("pass", ()))),
            path=data.get("path", ""),
            derived=data.get("derived"),
        )

    def to_data(self) -> dict[str, Any]:
        """The rule as plain JSON data: ``Rule.from_data(rule.to_data())`` is the same rule."""
        data: dict[str, Any] = {
            "rule": self.name,
            "code": self.code,
            "pack": self.pack,
            "family": self.family,
            "severity": self.severity,
            "status": self.status,
            "summary": self.summary,
            "why": self.why,
            "sources": [source._asdict() for source in self.sources],
            "locale": self.locale,
            "match": {"kind": self.kind, **self.options},
            "also": list(self.also),
            "supersedes": list(self.supersedes),
            "suppressible": self.suppressible,
            "message": self.message,
            "suggest": self.suggest,
            "examples": {
                "fail": [example._asdict() for example in self.examples_fail],
                "pass": [example._asdict() for example in self.examples_pass],
            },
            "path": self.path,
        }
        if self.unless:
            data["unless"] = {
                key: list(value) if isinstance(value, tuple) else value
                for key, value in self.unless._asdict().items()
                if value
            }
        if self.fix:
            data["fix"] = self.fix._asdict()
        if self.derived:
            data["derived"] = dict(self.derived)
        return data


def _example(data: str | Mapping[str, Any]) -> Example:
    return Example(data) if isinstance(data, str) else Example(**data)
