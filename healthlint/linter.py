"""The linter itself: a document, rules and settings in, findings out. No I/O, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from healthlint.finding import Edit, Finding, Fingerprints, Fix
from healthlint.rules.kinds import check_all
from healthlint.rules.model import CONFIDENCES, Match, Replacement, Rule, Unless
from healthlint.rules.patterns import compile_pattern, plain
from healthlint.suppression import Suppression, Suppressions, find_suppressions
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.assertions import Scope
    from healthlint.rules.selection import RuleSet
    from healthlint.settings import Settings
    from healthlint.source import Source
    from healthlint.suppression_rules import Notice

#: As `healthlint.rules.kinds.check_all`.
CheckAll = Callable[[str, tuple[Rule, ...], "AnnotatedDocument"], Iterator[tuple[Rule, Iterator[Match]]]]

#: How much of the matched prose a message quotes.
_QUOTED = 60


class Suppressed(NamedTuple):
    """A finding that the article itself asks to be left out, and where it asks."""

    finding: Finding
    by: Suppression


class Result(NamedTuple):
    """What a check of one document gives; findings are sorted by position, then code."""

    findings: list[Finding]
    suppressed: list[Suppressed]
    #: All suppressions of the document, used or not, and what is wrong with them.
    suppressions: Suppressions
    #: How many words of prose the document has.
    words: int = 0


class Plan(NamedTuple):
    """What one rule set does under one configuration; worked out once, for any number of documents."""

    #: The rules that run, as configured, in the order of their codes; and the same by their kinds.
    rules: tuple[Rule, ...]
    by_kind: tuple[tuple[str, tuple[Rule, ...]], ...]
    #: Names of those that run only to keep others silent.
    muted: frozenset[str]
    #: The names that each rule supersedes, directly or through others; rules that supersede none are left
    #: out.
    losers: Mapping[str, frozenset[str]]
    min_confidence: str
    #: "with-reason" or "false" by the names of rules whose findings articles may not always leave out.
    limits: Mapping[str, str] = {}


class _Hit(NamedTuple):
    rule: Rule
    match: Match
    #: Index of the sentence the match starts in and of the one it ends in; -1 for the document as a whole.
    first: int
    last: int


def plan(ruleset: RuleSet, settings: Settings) -> Plan:
    """Work out what to run. Raises `UnknownSelectorError` for a selector in the settings that selects
    nothing.
    """
    active, muted = ruleset.select(settings.select, settings.ignore, settings.extend_select)
    disclaimer = settings.disclaimer
    shared = {
        "accept": list(disclaimer.accept),
        "required": disclaimer.required and not disclaimer.provided,
        "text": disclaimer.text,
        "place": disclaimer.place,
    }
    rules: list[Rule] = []
    for rule in sorted((*active, *muted), key=lambda rule: (rule.code, rule.name)):
        options: dict[str, Any] = {}
        if rule.family == "disclaimer":
            options.update((key, value) for key, value in shared.items() if key in rule.options)
        options.update(settings.options.get(rule.name, {}))
        suppressible = ruleset.setting(rule, settings.suppressible)
        rules.append(rule.configured(ruleset.setting(rule, settings.severity), options, suppressible))
    kinds = sorted({rule.kind for rule in rules})
    return Plan(
        tuple(rules),
        tuple((kind, tuple(rule for rule in rules if rule.kind == kind)) for kind in kinds),
        frozenset(rule.name for rule in muted),
        {rule.name: losers for rule in rules if (losers := ruleset.superseded_by(rule))},
        settings.min_confidence,
        {rule.name: rule.suppressible for rule in rules if rule.suppressible != "true"},
    )


def check(document: AnnotatedDocument, ruleset: RuleSet, settings: Settings) -> list[Finding]:
    """The findings of a document, sorted by position, then code."""
    return run(document, ruleset, plan(ruleset, settings)).findings


def run(document: AnnotatedDocument, ruleset: RuleSet, plan: Plan, check_all: CheckAll = check_all) -> Result:
    """The findings of a document, those it suppresses, and its suppressions.

    `check_all` is for who wants to watch how rules and matches come.
    """
    suppressions = find_suppressions(document, ruleset)
    result = Result([], [], suppressions, len(document.prose.split()))
    found = _findings(document, _settled(plan, _hits(document, plan, check_all)))
    in_order = sorted(found, key=_place)
    _settle(result, in_order, suppressions, plan)
    return _judged(result, document, ruleset, plan) if any(suppressions) else result


def _settle(result: Result, findings: Iterable[Finding], suppressions: Suppressions, plan: Plan) -> None:
    """Add findings to a result, told apart by what suppresses them."""
    for finding, by in suppressions.settle(findings, plan.limits):
        if by is None:
            result.findings.append(finding)
        else:
            result.suppressed.append(Suppressed(finding, by))


def _judged(result: Result, document: AnnotatedDocument, ruleset: RuleSet, plan: Plan) -> Result:
    """A result with what is wrong with its suppressions."""
    from healthlint.suppression_rules import KIND, UNKNOWN, Judge

    own = next((rules for kind, rules in plan.by_kind if kind == KIND), ())
    rules = {rule.options["report"]: rule for rule in own if rule.name not in plan.muted}
    if not rules:
        return result
    # What is found but not shown, too.
    wide = plan._replace(min_confidence=CONFIDENCES[-1], losers={})
    active = frozenset(rule.name for rule in plan.rules) - plan.muted
    judge = Judge(
        rules, ruleset, active, lambda: _findings(document, _settled(wide, _hits(document, wide, check_all)))
    )
    asked = result.suppressions
    first = list(judge.notices(asked, result.findings, result.suppressed, plan.limits))
    explicit = judge.explicit(asked)
    _settle(result, _noticed(document, first), explicit, plan)
    result.findings.extend(_noticed(document, judge.unused_explicit(explicit, result.suppressed)))
    result.findings.sort(key=_place)
    result.suppressed.sort(key=lambda one: _place(one.finding))
    return result._replace(suppressions=asked._replace(problems=())) if UNKNOWN in rules else result


def _noticed(document: AnnotatedDocument, notices: Iterable[Notice]) -> list[Finding]:
    """What was noticed of suppressions, as findings in order."""
    marks = Fingerprints()
    source = document.source
    return sorted(
        (
            _finding_at(
                source,
                notice.rule,
                (notice.start, notice.end),
                Match(-1, -1, details=notice.details),
                _Values(notice.details),
                marks.next(notice.rule.name, source.text[notice.start : notice.end]),
                _removal(source.text, notice, notice.rule.fix)
                if notice.is_idle and notice.rule.fix
                else None,
            )
            for notice in sorted(notices, key=lambda notice: (notice.start, notice.rule.code))
        ),
        key=_place,
    )


def _removal(text: str, notice: Notice, offer: Replacement) -> Fix:
    """The fix that takes a comment away, with the space before it; an empty line stays where it had its own."""
    start = notice.start
    while start and text[start - 1] in " \t":
        start -= 1
    return Fix(offer.safety, (Edit(start, notice.end, ""),))


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.code


def _hits(document: AnnotatedDocument, plan: Plan, check_all: CheckAll) -> Iterator[_Hit]:
    """What the rules match and neither their `unless` nor the least confidence asked for leaves out."""
    shown = CONFIDENCES[: CONFIDENCES.index(plan.min_confidence) + 1]
    for kind, rules in plan.by_kind:
        for rule, matches in check_all(kind, rules, document):
            unless: _Unless | None = None
            try:
                for match in matches:
                    if match.confidence not in shown:
                        continue
                    if unless is None and rule.unless:
                        unless = _Unless(rule, rule.unless, document)
                    if not _is_excused(match, unless, document):
                        yield _hit(rule, match, document)
            except Exception as error:
                error.add_note(f"in the rule {rule.name}")
                raise


def _is_excused(match: Match, unless: _Unless | None, document: AnnotatedDocument) -> bool:
    if match.is_document:
        return not document.is_health
    return unless is not None and unless.excuses(match)


def _hit(rule: Rule, match: Match, document: AnnotatedDocument) -> _Hit:
    if match.is_document:
        return _Hit(rule, match, -1, -1)
    return _Hit(rule, match, document.sentence_at(match.start), document.sentence_at(match.end - 1))


class _Unless:
    """What a rule's `unless` says in one document. What it says of a whole sentence is worked out once."""

    __slots__ = ("_by_sentence", "_document", "_pattern", "_unless")

    def __init__(self, rule: Rule, unless: Unless, document: AnnotatedDocument) -> None:
        self._unless = unless
        self._document = document
        self._by_sentence: dict[int, bool] = {}
        self._pattern = None
        if unless.pattern:
            self._pattern = rule.memo.get("unless") or rule.memo.setdefault(
                "unless", compile_pattern(unless.pattern)
            )

    def excuses(self, match: Match) -> bool:
        """Whether a match is not to be reported."""
        if self._by_block(match):
            return True
        sentence = self._document.sentence_at(match.start)
        if sentence not in self._by_sentence:
            self._by_sentence[sentence] = self._of_sentence(sentence)
        return self._by_sentence[sentence] or self._by_assertion(sentence, match)

    def _by_block(self, match: Match) -> bool:
        sections, roles = self._unless.sections, self._unless.roles
        if not sections and not roles:
            return False
        index = self._document.block_at(match.start)
        block = self._document.blocks[index]
        return (
            block.role in roles
            or (block.quoted and "quoted" in roles)
            or (bool(sections) and self._document.sections[index] in sections)
        )

    def _of_sentence(self, sentence: int) -> bool:
        start, end, _ = self._document.spans[sentence]
        if self._pattern is not None and self._pattern.search(plain(self._document.prose[start:end])):
            return True
        cited = self._unless.cited
        return bool(cited) and self._document.citations.backing(start, end) in cited

    def _by_assertion(self, sentence: int, match: Match) -> bool:
        kinds = self._unless.assertions
        return bool(kinds) and any(
            scope.kind in kinds
            and scope.start < match.end
            and match.start < scope.end
            and not _is_own_cue(self._document.prose, match, scope)
            for scope in self._document.assertions.scopes(sentence)
        )


def _is_own_cue(prose: str, match: Match, scope: Scope) -> bool:
    """Whether an assertion comes from the match itself, as that of "no" in "no side effects"."""
    start, cue = scope.start, scope.cue
    return match.start <= start < match.end and prose[start : start + len(cue)].lower() == cue


def _settled(plan: Plan, hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """The hits without those of muted rules, and of rules that another one matching in the same sentence
    supersedes.
    """
    found = list(hits)
    silent = {
        (loser, sentence)
        for hit in found
        for loser in plan.losers.get(hit.rule.name, ())
        for sentence in range(hit.first, hit.last + 1)
    }
    return (
        hit for hit in found if (hit.rule.name, hit.first) not in silent and hit.rule.name not in plan.muted
    )


def _findings(document: AnnotatedDocument, hits: Iterable[_Hit]) -> Iterator[Finding]:
    fingerprints = Fingerprints()
    first, sentence = -1, ""
    for hit in sorted(hits, key=lambda hit: (hit.match.start, hit.match.end)):
        if hit.first != first:
            first = hit.first
            sentence = "" if first < 0 else document.prose[slice(*document.spans[first][:2])]
        yield _finding(document, hit.rule, hit.match, fingerprints.next(hit.rule.name, sentence))


def _finding(document: AnnotatedDocument, rule: Rule, match: Match, mark: str) -> Finding:
    span, quoted = (0, 0), ""
    if not match.is_document:
        span = document.to_source(match.start, match.end)
        quoted = document.prose[match.start : match.end]
    values = _Values({"text": _shortened(quoted), **match.details})
    fix = None
    if rule.fix:
        from healthlint.fixing_edits import fix_of

        fix = fix_of(document, rule.fix, match, rule.fix.text.format_map(values))
    return _finding_at(document.source, rule, span, match, values, mark, fix)


def _finding_at(
    source: Source,
    rule: Rule,
    span: tuple[int, int],
    match: Match,
    values: _Values,
    mark: str,
    fix: Fix | None = None,
) -> Finding:
    start, end = span
    line, column = source.position(start)
    end_line, end_column = source.position(end)
    return Finding(
        path=source.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=start,
        end=end,
        text=source.text[start:end],
        rule=rule.name,
        code=rule.code,
        family=rule.family,
        pack=rule.pack,
        severity=rule.severity,
        confidence=match.confidence,
        message=rule.message.format_map(values),
        help=rule.suggest,
        url=rule.sources[0].url if rule.sources else "",
        fingerprint=mark,
        fix=fix,
    )


class _Values(dict[str, str]):
    """What a message may name; a name that a match has no value for stays as it is written."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rpartition(' ')[0] or words[:_QUOTED]}…"
