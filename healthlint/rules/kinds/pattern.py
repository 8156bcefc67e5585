"""Words and regular expressions, one sentence at a time.

The sentence is matched in a plain spelling: straight quotes, plain hyphens and spaces, all on one line. Where
every match of a rule must hold one of a few words, only the sentences with such a word are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from healthlint.rules.model import CONFIDENCES, Match, Option
from healthlint.rules.patterns import compile_pattern, plain, required_words, searchable

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


class _Program(NamedTuple):
    """The options of a rule, made ready."""

    patterns: tuple[re.Pattern[str], ...]
    #: One of these is in the searchable prose wherever a pattern matches; None: they have to be tried
    #: everywhere.
    required: frozenset[str] | None


def check(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """The first match of each sentence, or every one."""
    program = rule.memo.get("pattern") or rule.memo.setdefault("pattern", _prepare(rule))
    words = document.lexicon.mask_of(*rule.options["words"])
    for sentence in _candidates(program, words, document):
        start, end, block = document.spans[sentence]
        if not _is_place(rule, document, block):
            continue
        last = start
        for low, minus_high, details in sorted(_matches(program, words, document, start, end)):
            high = -minus_high
            if low < last or not _has_terms(rule, document, (start, end), (low, high)):
                continue
            if rule.options["claim"] and not _has_claim(document, sentence):
                break
            yield Match(low, high, rule.options["confidence"], dict(details))
            if not rule.options["every"]:
                break
            last = high


def _prepare(rule: Rule) -> _Program:
    patterns = rule.options["patterns"]
    case_sensitive = rule.options["case_sensitive"]
    return _Program(
        tuple(compile_pattern(pattern, case_sensitive) for pattern in patterns), required_words(patterns)
    )


def _candidates(program: _Program, words: int, document: AnnotatedDocument) -> Iterable[int]:
    """The indices of the sentences in which there can be a match, in order."""
    if program.required is None:
        return range(len(document.spans))
    found = {document.sentence_at(start) for start in document.terms.starts(words)} if words else set()
    text = searchable(document.prose)
    for word in program.required:
        at = text.find(word)
        while at != -1:
            found.add(document.sentence_at(at))
            at = text.find(word, at + 1)
    return sorted(found)


def _is_place(rule: Rule, document: AnnotatedDocument, block: int) -> bool:
    roles, sections = rule.options["roles"], rule.options["sections"]
    if roles and document.blocks[block].role not in roles:
        return False
    return not sections or (document.sections[block] or "body") in sections


def _matches(
    program: _Program, words: int, document: AnnotatedDocument, start: int, end: int
) -> Iterator[tuple[int, int, tuple[tuple[str, str], ...]]]:
    """Start, negative end and details of each match in a sentence: sorted, the longest of one start is
    first.
    """
    text = plain(document.prose)[start:end]
    for pattern in program.patterns:
        for match in pattern.finditer(text):
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
    claims = document.claims
    index = bisect_left(claims, sentence, key=lambda claim: claim.sentence)
    while index < len(claims) and claims[index].sentence == sentence:
        if not claims[index].guard:
            return True
        index += 1
    return False


def _words_between(prose: str, one: tuple[int, int], other: tuple[int, int]) -> int:
    first, second = sorted((one, other))
    return len(prose[first[1] : second[0]].split())
