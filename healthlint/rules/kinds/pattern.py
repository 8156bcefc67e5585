"""Words and regular expressions, one sentence at a time.

The sentence is matched in a plain spelling: straight quotes, plain hyphens and spaces, all on one line. One
scan for the words that matches cannot do without finds the sentences to look at, for all rules of a run.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from healthlint.rules.model import CONFIDENCES, Match, Option
from healthlint.rules.patterns import compile_pattern, plain, required_words
from healthlint.rules.triggers import Triggers

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.rules.model import Rule

OPTIONS: Mapping[str, Option] = {
    "patterns": Option(
        "patterns",
        "Regular expressions. A group named `span` is what is reported, instead of the whole match; other "
        "named groups can stand in the message.",
        (),
    ),
    "words": Option("classes", "Lexicon classes: each of their terms is a match, as each pattern's is.", ()),
    "terms": Option("classes", "Lexicon classes that must each have a term in the sentence too.", ()),
    "within": Option("integer", "At most so many words between the match and those terms; 0: anywhere.", 0),
    "claim": Option("boolean", "Only in sentences that state a health claim as fact.", False),
    "roles": Option("texts", "Only in blocks of these roles.", ()),
    "sections": Option("texts", "Only in sections of these roles; body is the section without a role.", ()),
    "case_sensitive": Option("boolean", "Whether the case of letters counts.", False),
    "every": Option("boolean", "Report every match, not only the first in a sentence.", False),
    "confidence": Option("text", "How sure a match is.", CONFIDENCES[0], CONFIDENCES),
}


def derive(options: Mapping[str, Any]) -> dict[str, Any]:
    """The words that each pattern requires: working them out takes longer than linting a page."""
    return {"required": [required_words(pattern) for pattern in options["patterns"]]}


class _Pattern:
    """A regular expression, compiled when a sentence first has all the words it needs."""

    __slots__ = ("_case_sensitive", "_compiled", "_others", "_text", "required")

    def __init__(self, text: str, required: Sequence[Sequence[str]], case_sensitive: bool) -> None:
        self._text = text
        self._case_sensitive = case_sensitive
        self._compiled: re.Pattern[str] | None = None
        #: See `required_words`.
        self.required = required
        self._others = required[1:]

    def can_match(self, lower: str) -> bool:
        """Whether a text with a word of the first required group, given in its searchable form, has one of each."""
        for group in self._others:
            for word in group:
                if word in lower:
                    break
            else:
                return False
        return True

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in a plain text."""
        if self._compiled is None:
            self._compiled = compile_pattern(self._text, self._case_sensitive)
        return self._compiled.finditer(text)


class _Scanner:
    """Some rules, made ready to be looked for together."""

    __slots__ = ("_patterns", "_triggers", "rules")

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        #: Each pattern with the number of its rule.
        self._patterns = [
            (number, _Pattern(text, required, rule.options["case_sensitive"]))
            for number, rule in enumerate(rules)
            for text, required in zip(rule.options["patterns"], _required(rule), strict=True)
        ]
        self._triggers = Triggers(
            [pattern.required[0] if pattern.required else () for _, pattern in self._patterns]
        )

    def candidates(self, document: AnnotatedDocument) -> list[dict[int, list[_Pattern]]]:
        """For each rule the sentences in which it can match, with the patterns that can."""
        found: list[dict[int, list[_Pattern]]] = [{} for _ in self.rules]
        tried: set[tuple[int, int]] = set()
        sentence, start, end, text = -1, 0, -1, ""
        for offset, numbers in self._triggers.find(document.searchable):
            if not start <= offset < end:
                sentence = document.sentence_at(offset)
                start, end, _ = document.spans[sentence]
                text = document.searchable[start:end]
            for number in numbers:
                if (sentence, number) not in tried:
                    tried.add((sentence, number))
                    rule, pattern = self._patterns[number]
                    if pattern.can_match(text):
                        found[rule].setdefault(sentence, []).append(pattern)
        for rule, pattern in self._patterns:
            if not pattern.required:
                for sentence in range(len(document.spans)):
                    found[rule].setdefault(sentence, []).append(pattern)
        for sentences, own in zip(found, self.rules, strict=True):
            mask = document.lexicon.mask_of(*own.options["words"])
            for offset in document.terms.starts(mask) if mask else ():
                sentences.setdefault(document.sentence_at(offset), [])
        return found


_scanner = lru_cache(maxsize=8)(_Scanner)


def check_all(rules: tuple[Rule, ...], document: AnnotatedDocument) -> Iterator[tuple[Rule, Iterator[Match]]]:
    """What each rule finds that can find something, for the price of one scan."""
    for rule, candidates in zip(rules, _scanner(rules).candidates(document), strict=True):
        if candidates:
            yield rule, _in_sentences(rule, document, candidates)


def check(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """The first match of each sentence, or every one."""
    for _, matches in check_all((rule,), document):
        yield from matches


def _required(rule: Rule) -> Sequence[Sequence[Sequence[str]]]:
    derived = rule.derived or derive(rule.options)
    required: Sequence[Sequence[Sequence[str]]] = derived["required"]
    return required


def _in_sentences(
    rule: Rule, document: AnnotatedDocument, candidates: dict[int, list[_Pattern]]
) -> Iterator[Match]:
    words = document.lexicon.mask_of(*rule.options["words"])
    for sentence in sorted(candidates):
        start, end, block = document.spans[sentence]
        if not _is_place(rule, document, block):
            continue
        last = start
        found = sorted(_matches(candidates[sentence], words, document, start, end))
        for low, minus_high, details in found:
            high = -minus_high
            if low < last or not _has_terms(rule, document, (start, end), (low, high)):
                continue
            if rule.options["claim"] and not _has_claim(document, sentence):
                break
            yield Match(low, high, rule.options["confidence"], dict(details))
            if not rule.options["every"]:
                break
            last = high


def _is_place(rule: Rule, document: AnnotatedDocument, block: int) -> bool:
    roles, sections = rule.options["roles"], rule.options["sections"]
    if roles and document.blocks[block].role not in roles:
        return False
    return not sections or (document.sections[block] or "body") in sections


def _matches(
    patterns: Sequence[_Pattern], words: int, document: AnnotatedDocument, start: int, end: int
) -> Iterator[tuple[int, int, tuple[tuple[str, str], ...]]]:
    """Start, negative end and details of each match in a sentence: sorted, the longest of one start is
    first.
    """
    text = plain(document.prose[start:end]) if patterns else ""
    for pattern in patterns:
        for match in pattern.matches(text):
            groups = match.groupdict()
            low, high = match.span("span") if groups.get("span") else match.span()
            if low < high:
                details = tuple((name, value) for name, value in groups.items() if value and name != "span")
                yield start + low, -(start + high), details
    if words:
        for term in document.terms.within(start, end, words):
            yield term.start, -term.end, ()


def _has_terms(
    rule: Rule, document: AnnotatedDocument, sentence: tuple[int, int], match: tuple[int, int]
) -> bool:
    within = rule.options["within"]
    for name in rule.options["terms"]:
        terms = document.terms.within(*sentence, document.lexicon.bits(name))
        if within:
            terms = [term for term in terms if _words_between(document.prose, term[:2], match) <= within]
        if not terms:
            return False
    return True


def _has_claim(document: AnnotatedDocument, sentence: int) -> bool:
    claims = document.standing_claims
    index = bisect_left(claims, sentence, key=lambda claim: claim.sentence)
    return index < len(claims) and claims[index].sentence == sentence


def _words_between(prose: str, one: tuple[int, int], other: tuple[int, int]) -> int:
    first, second = sorted((one, other))
    return len(prose[first[1] : second[0]].split())
