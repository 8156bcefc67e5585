"""Assertions: which stretch of a sentence is hedged, negated, asked, supposed, aimed at or attributed.

Scopes follow NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009): a cue has a direction and holds until a
termination. Cues are lexicon entries; `rules/lexicon/cue-scope.yaml` says which ones look back or hold for the
whole sentence, all others look forward.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.denials import denied_twice, denies, end_of_denial
from healthlint.language.sources import quotes_unnamed
from healthlint.values import NamedTuple, new

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.terms import Term

HEDGED = "hedged"
ABLE = "able"  # only "can": possible, not stated
WEAK = "weak"  # softened by "tends to", "for some"
NEGATED = "negated"
QUESTION = "question"
CONDITIONAL = "conditional"
AIM = "aim"
USE = "use"
ATTRIBUTED = "attributed"
QUOTED = "quoted"
MYTH = "myth"
LIMITED = "limited"  # evidence from cells or animals, or too little of it
ASSOCIATED = "associated"  # a link, not an effect
SLIGHT = "slight"  # hardly any effect
AFFIRMED = "affirmed"

#: Lexicon class to assertion. Earlier ones win where an entry has several.
_KINDS = (
    ("cue.limited", LIMITED),
    ("cue.association", ASSOCIATED),
    ("cue.slight", SLIGHT),
    ("cue.able", ABLE),
    ("hedge.weak", WEAK),
    ("hedge", HEDGED),
    ("negation", NEGATED),
    ("conditional", CONDITIONAL),
    ("aim", AIM),
    ("use", USE),
    ("myth", MYTH),
    ("attribution.named", ATTRIBUTED),
)


class Scope(NamedTuple):
    """One assertion over prose [start, end), and the cue that makes it."""

    start: int
    end: int
    kind: str
    cue: str


_QUOTATION = re.compile(
    # It begins with one set of characters, so that the search leaps from one to the next.
    r"[“\"‘](?:(?<=“)[^”]{2,}(?:”|$)|(?<=\")(?<![\w\d]\")[^\"]{2,}(?:\"|$)|(?<=‘)[^’]{12,}’(?!\w))"
)
_SPOKEN = re.compile(r"\b(?:sa(?:id|ys?)|told|tells|adds?|added|explain(?:s|ed)|writes?|wrote|according)\b")
_SIGNATURE = 60  # code points of a name and a place under a testimonial
# Where a forward scope ends whatever the cue: strong punctuation, a dash, or a new clause with its own subject.
# It begins with one set of characters, so that the search leaps over the letters.
_BREAK = re.compile(
    r"""[;:—….,\s](?:(?<=[;:—…]) | (?<=\.)\.\.
      | (?<=\s)(?:[—–-]{1,2}\s | (?:and|or|so|then)\s(?=(?:it|they|he|she|we|you|i|this|that|these|those
            |there|its|their|his|her)[\s'’]))
      | (?<=,)\s(?:(?:and|or|so|then)\s(?=(?:it|they|he|she|we|you|i|this|that|these|those
            |there|its|their|his|her)[\s'’])
          | (?=(?:it|they|he|she|we|you|i|this|these|those|there|but|which|who|so)[\s'’])))
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "Since we cannot change our genes, ...", "even though it may rain, ...": a subordinate clause ends at its comma.
_SUBORDINATE = re.compile(
    r"(?:^|[,;:(—–]\s?|\s)(?:since|because|while|although|though|as|when|whenever|whereas|even though)\s[^,;:]*$",
    re.I,
)
# "In the treatment of gout, cherries ...", "To stay regular, ...": a phrase before the subject ends at its comma.
_OPENING = re.compile(
    r"\W*(?:in|for|to|after|before|during|with|without|by|through|at|under|among)\s[^,;:]*$", re.I
)
# "used to treat gout and lowers uric acid": the second verb has left the infinitive, as has a new subject, "and
# modern research", and a comparison, ", better than".
_FINITE_AGAIN = re.compile(
    r"(?:,|\sand|\sbut)\s+(?:also\s+)?(?:is|are|was|were|has|have|can|will|[a-z]{3,}s)\s"
    r"|,\s+(?:(?:and|but)\s+(?:modern|recent|new|research|science|now|today)|(?:better|safer|faster|more\s\w+)\s+than)\s"
)
# "is unproven" looks back, "is not proven to help" looks on as well.
_COMPLEMENT = re.compile(r"\s(?:to|that|whether|as|for)\s")
_SECOND_VERB = re.compile(r"[,\s](?:(?<=\s)|(?<=,)\s)(?:and|but)\s(?:also\s|then\s)?([a-z]{3,}s)\b")
_LABEL_END = re.compile(r"[*_\s]{0,3}[:–—]")  # "Myth: ..."
_CONDITION_END = re.compile(r",|\sthen\s")


class Assertions:
    """The scopes of a document, worked out for the sentences that are asked for."""

    def __init__(self, document: AnnotatedDocument) -> None:
        """Take the document whose terms hold the cues."""
        self._document = document
        lexicon = document.lexicon
        self._kinds = tuple((lexicon.bits(name), kind) for name, kind in _KINDS)
        self._has_quotes = any(mark in document.prose for mark in '“"‘')
        self._pseudo_negation = lexicon.bits("negation.pseudo")
        self._pseudo = lexicon.bits("cue.pseudo")
        self._stop = lexicon.bits("scope.termination")
        self._backward = lexicon.bits("cue.backward")
        self._sentence = lexicon.bits("cue.sentence")
        self._cues = self._stop | self._backward | self._sentence | self._pseudo
        self._kind_bits = 0
        for bits, _ in self._kinds:
            self._kind_bits |= bits
        self._cues |= self._kind_bits
        self._verbs = lexicon.bits("predicate")
        self._nouns = lexicon.bits("predicate.noun")
        self._cache: dict[int, tuple[Scope, ...]] = {}
        self._quoted: dict[int, tuple[tuple[int, int], ...]] = {}

    def scopes(self, sentence: int) -> tuple[Scope, ...]:
        """The scopes of a sentence, given by its index."""
        found = self._cache.get(sentence)
        if found is None:
            found = self._cache[sentence] = tuple(self._find(sentence))
        return found

    def at(self, sentence: int, start: int, end: int) -> frozenset[str]:
        """The assertions that hold for prose [start, end) of a sentence; `AFFIRMED` alone where there is none."""
        kinds = frozenset(s.kind for s in self.scopes(sentence) if s.start < end and start < s.end)
        return kinds or frozenset((AFFIRMED,))

    def of(self, start: int, end: int) -> frozenset[str]:
        """The union of the assertions over all clauses of prose [start, end)."""
        document = self._document
        kinds: set[str] = set()
        for sentence in range(document.sentence_at(start), document.sentence_at(max(start, end - 1)) + 1):
            span = document.spans[sentence]
            for low, high in self._clauses(max(start, span.start), min(end, span.end)):
                kinds |= self.at(sentence, low, high)
        return frozenset(kinds) or frozenset((AFFIRMED,))

    def _clauses(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clauses between two offsets of a sentence, scraps of one word left out."""
        prose = self._document.prose
        cuts = {match.end() for match in _BREAK.finditer(prose, start, end)}
        cuts |= {term.start for term in self._document.terms.within(start, end, self._stop)}
        bounds = [start, *sorted(cut for cut in cuts if start < cut < end), end]
        clauses = [(low, high) for low, high in pairwise(bounds) if prose.count(" ", low, high) > 1]
        return clauses or [(start, end)]

    def _find(self, sentence: int) -> list[Scope]:
        span = self._document.spans[sentence]
        prose = self._document.prose
        start, end = span.start, span.end
        terms = self._document.terms.within(start, end, self._cues)
        scopes = []
        if self._has_quotes:
            scopes = [
                Scope(max(start, low), min(end, high), QUOTED, "quotation marks")
                for low, high in self._quotations(span.block)
                if low < end and start < high
            ]
        if prose[end - 1] == "?" or prose[max(start, end - 2) : end] in {'?"', "?”", "?)", "?*"}:
            scopes.append(Scope(start, end, QUESTION, "?"))
        if not terms:
            return scopes
        stops = [term.start for term in terms if term.mask & self._stop]
        twice: list[tuple[int, int]] | None = None
        for term in terms:
            kind = self._kind(term, terms)
            if kind in (NEGATED, SLIGHT):
                if twice is None:
                    twice = denied_twice(prose, start, end)
                if (
                    prose[term.start : term.end] == "NO"  # nitric oxide
                    or any(low <= term.start < high for low, high in twice)
                    or not denies(prose, start, end, term.start, term.end)
                ):
                    continue
            if kind == ATTRIBUTED and quotes_unnamed(self._document, term, start, end):
                continue
            if kind is not None:
                low, high = self._reach(term, kind, start, end, stops)
                scopes.append(new(Scope, (low, high, kind, prose[term.start : term.end].lower())))
        return scopes

    def _until_stated_again(self, start: int, end: int) -> int:
        """Where a second verb leaves a modal behind: "may ease pain and lowers cholesterol"."""
        lexicon, prose = self._document.lexicon, self._document.prose
        if prose.find("and", start, end) < 0 and prose.find("but", start, end) < 0:
            return end
        for match in _SECOND_VERB.finditer(prose, start, end):
            entry = lexicon.find(match[1])
            if (
                entry >= 0
                and "s" in lexicon.forms(entry, self._verbs)
                and not lexicon.masks[entry] & self._nouns
            ):
                return match.start()
        return end

    def _quotations(self, block: int) -> tuple[tuple[int, int], ...]:
        """The quotations of a block, over sentence ends too; one that is not closed lasts to the end of the block."""
        found = self._quoted.get(block)
        if found is None:
            here = self._document.blocks[block]
            spans = [
                match.span()
                for match in _QUOTATION.finditer(self._document.prose, here.start, here.end)
                if not self._is_own_praise(block, match.start(), match.end())
            ]
            found = self._quoted[block] = tuple(spans)
        return found

    def _is_own_praise(self, block: int, start: int, end: int) -> bool:
        """Whether a quotation is praise that the page prints as its own: a whole block or heading with at most a
        signature, which nobody is said to have said."""
        document = self._document
        here = document.blocks[block]
        rest = len(document.prose[here.start : start].strip()) + len(document.prose[end : here.end].strip())
        if rest > _SIGNATURE:
            return False
        low, high = (
            document.blocks[i] for i in (max(0, block - 1), min(block + 1, len(document.blocks) - 1))
        )
        around = document.prose[low.start : start], document.prose[end : high.end]
        return not any(_SPOKEN.search(text) for text in around)

    def _kind(self, term: Term, terms: list[Term]) -> str | None:
        """What a cue asserts; None where it is none: "not only" denies nothing, "as soon as possible" no hedge."""
        mask = term.mask
        if not mask & self._kind_bits:
            return None
        for bits, kind in self._kinds:
            if mask & bits:
                cancels = self._pseudo_negation if kind == NEGATED else self._pseudo
                covered = term.mask & cancels or any(
                    other.mask & cancels and other.start <= term.start and term.end <= other.end
                    for other in terms
                )
                return None if covered else kind
        return None

    def _reach(self, term: Term, kind: str, start: int, end: int, stops: list[int]) -> tuple[int, int]:
        """How far a cue holds."""
        prose = self._document.prose
        if term.mask & self._sentence or (kind == MYTH and _LABEL_END.match(prose, term.end)):
            return start, end
        low = term.start
        if term.mask & self._backward:
            passed = bisect_left(stops, term.start)
            low = stops[passed - 1] if passed else start
            breaks = [match.end() for match in _BREAK.finditer(prose, low, term.start)]
            low = breaks[-1] if breaks else low
            if not _COMPLEMENT.match(prose, term.end):
                return low, term.end
        ahead = bisect_left(stops, term.end)
        high = stops[ahead] if ahead < len(stops) else end
        for pattern in (
            _BREAK,
            _CONDITION_END if kind == CONDITIONAL else None,
            _FINITE_AGAIN if kind in (AIM, USE) else None,
        ):
            if pattern is not None:
                match = pattern.search(prose, term.end, high)
                if match is not None:
                    high = match.start()
        if kind in (HEDGED, NEGATED, ABLE):
            high = self._until_stated_again(term.end, high)
        if kind == NEGATED:
            high = end_of_denial(prose, start, high, term.start, term.end)
        mark = _last_mark(prose, start, term.start)
        if _SUBORDINATE.search(prose, mark, term.start) or (
            mark == start and _OPENING.match(prose, start, term.end)
        ):
            comma = prose.find(",", term.end, high)
            high = comma if comma != -1 else high
        close = prose.find(")", term.end, high)
        if close != -1 and prose.count("(", start, term.start) > prose.count(")", start, term.start):
            high = close
        return low, high


def _last_mark(prose: str, start: int, end: int) -> int:
    """Where the last mark stands that ends a subordinate clause, or the start: nothing before it counts."""
    return max(
        start, prose.rfind(",", start, end), prose.rfind(":", start, end), prose.rfind(";", start, end)
    )


def explain(document: AnnotatedDocument, start: int, end: int) -> Iterable[str]:
    """One line for each scope that touches prose [start, end)."""
    for sentence in range(document.sentence_at(start), document.sentence_at(max(start, end - 1)) + 1):
        for scope in document.assertions.scopes(sentence):
            if scope.start < end and start < scope.end:
                yield f"{scope.kind} by “{scope.cue}” over “{document.prose[scope.start : scope.end]}”"
