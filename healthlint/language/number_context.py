"""What the words around a number make of it: a count, an age, a date, a grade, a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.number_counts import Counts
from healthlint.language.number_results import Results
from healthlint.language.numbers import Number
from healthlint.language.units import UNITS, Quantity, Unit
from healthlint.language.words import words
from healthlint.values import new

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument

_MONTHS = words(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec"
)
# What makes the number after it a name, a place in a document or a degree rather than an amount.
_GRADES = words(
    "type types stage stages grade grades phase phases class level levels category step schedule tier group"
)
_NAMES = words(
    "vitamin omega covid hepatitis chapter section figure fig table page pages part volume vol issue "
    "appendix no nos number version article question q module unit lesson room suite apt box highway "
    "route spf factor model series item line day week month year chromosome exon hpv serotype strain "
    "formula area zip phone tel fax call dial isbn issn pmid pmc pmcid doi nct id ref reference "
    "references top game step round"
)
_DATE_BEFORE = words(
    "in since from until till by during circa early late mid the this my our your their its copyright c"
)
# Words that end the search for a counted noun: what follows them belongs to another phrase.
_STOPS = re.compile(
    r"[^\w\s'’,\-.]|\n|(?-i:(?<![A-Z])\.)|\b(?:in|for|to|at|on|by|from|with|is|are|was|were|be|who|that|which|than"
    r"|because|while|although|though|so|but|unless|until|before|after|where"
    r"|per|times"
    r"|has|have|had|can|may|will|as|if|when|each|every|(?<!-)(?:years?|months?|weeks?|days?|hours?|minutes?)"
    r"|of(?! (?:the|these|those|all|our|their|its|them|\w+ed|adult|healthy)\b)|\d+(?!\d*-)"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten)(?!-))\b",
    re.IGNORECASE,
)
# "EGb 761", "a SARS 3 patient": what follows letters like these is a name.
_CODE_BEFORE = re.compile(r"\b[A-Za-z]*[A-Z][a-z]*[A-Z][A-Za-z]* $")
_FATES = words(
    "die dies died have has had suffer suffered suffers live lived are were develop developed "
    "received receive survive survived went took completed underwent reported experienced"
)
_WORDS_BEFORE = re.compile(r"[A-Za-z][A-Za-z'’]*")
_WORD_RIGHT_BEFORE = re.compile(r"([A-Za-z]+)[^\w,;)]{0,2}$")
_EFFECT_BEFORE = re.compile(
    r"(?:\b[pP](?:[ -]?values?)?\s*(?:[=<>≤≥]|of|was)\s*|\b(?:OR|RR|HR|aOR|aHR|SMD|AUC|NNT|NNH|I2|r|d|g|R2|CI"
    r"|SE|SD)\b[:,]?\s*(?:[=<>≈]|of|was)?\s*"
    r"|\b(?:(?:odds|hazard|risk|rate|likelihood) ratios?|relative risk|effect size|area under the curve|Cohen['’]s d"
    r"|[Kk]appa|[Hh]eritability|[Ss]ensitivity|[Ss]pecificity|[Pp]ooled (?:estimate|effect|risk ratio)"
    r"|rate ratio|correlation(?: coefficient)?|standardi[sz]ed mean difference|numbers? needed to (?:treat|harm))"
    r"(?: \([A-Z]{2,3}\))?[:,]?\s*(?:[=]|of|was|were|is|came to|stood at|reached)?\s*"
    r"|\bconfidence interval[:,]? ?)\(?-?$"
)
_SAMPLE_BEFORE = re.compile(r"\b[nN]\s?[=:]\s?$|\b[Ss]ample size(?: of|:| was| is)? $")
_AGE_BEFORE = re.compile(
    r"\b(?:age[sd]?|ages? of|the ages? of|aged between|ages? between|age range|age group|ages? from"
    r"|(?:under|over|by|before|after|until) "
    r"(?:the )?age(?: of)?)[:,]? (?:about |around |over |under |at least |less than |more than )?$",
    re.IGNORECASE,
)
# "adults over 60", "those who are under 18", "older than 65"; without a preposition only a range: "women 19-50".
_LIMITS = words("over under above below than")
_AGE_LIMIT = re.compile(
    r" (?:(?:who are|who were|aged) )?(?:over|under|above|below|(?:older|younger) than) |(?P<only> )",
    re.IGNORECASE,
)
_OLDER = re.compile(
    r"(?:\b(?:older|younger) than|\bthose (?:who are |aged )?(?:over|under|above|below)) $", re.IGNORECASE
)
_OLDEST = 120
#: So few infections or falls are a statistic only with the time in which they happen.
_FEW = 10
# What becomes of people, said of a bare number of them: "12 dropped out".
_LOST = re.compile(
    r" (?:dropped out|withdrew|died|relapsed|were still|had no|remained|recovered|responded)\b"
)
_NO_COUNT_BEFORE = words("of at age aged by")
_TITLE_BEFORE = re.compile(r"[a-z,] [A-Z][a-z]+ $")


def words_before(prose: str, offset: int, reach: int = 32) -> list[str]:
    """The words that stand before an offset in its line, lower case, the nearest last."""
    piece = prose[max(0, offset - reach) : offset]
    cut = piece.rfind("\n") + 1
    return [word.lower() for word in _WORDS_BEFORE.findall(piece[cut:])]


#: What is counted, as `Quantity.measure` says it, and the lexicon class "count." it comes from.
_COUNTED = ("people", "animals", "studies", "events", "items")


class Context:
    """The lexicon's number classes, looked up once for a document."""

    def __init__(self, document: AnnotatedDocument) -> None:
        """Take a document; its terms are only scanned when something is asked for."""
        self._document = document
        bits = document.lexicon.bits
        #: What opens a written number, a fraction or a multiple.
        self.openers = bits("number.word") | bits("number.fraction") | bits("number.multiple")
        self._counts = [(kind, bits(f"count.{kind}")) for kind in _COUNTED]
        self._people = bits("people") | bits("count.people")
        self._items = bits("count.items")
        self._counted = sum(mask for _, mask in self._counts)
        self.result = Results(document).of
        self._uncounted = Counts(document).of

    def is_month(self, prose: str, start: int, end: int) -> bool:
        """Whether the name of a month stands beside a number."""
        before = words_before(prose, start, 14)
        if before and before[-1] in _MONTHS:
            return True
        after = _WORDS_BEFORE.match(prose, end + 1)
        word = after.group() if after else ""
        return word.lower() in _MONTHS and word[0].isupper()

    def is_age(self, prose: str, start: int) -> bool:
        """Whether the words before a number make it an age."""
        if prose.find("ge", max(0, start - 40), start) < 0:
            return False
        return _AGE_BEFORE.search(prose, max(0, start - 40), start) is not None

    def is_named(self, prose: str, start: int) -> bool:
        """Whether the word before a number makes it a name or a place in a document: "chapter 5", "page 12
        of 40".
        """
        match = _WORD_RIGHT_BEFORE.search(prose, max(0, start - 20), start)
        return match is not None and match.group(1).lower() in _NAMES

    def special_unit(self, prose: str, end: int, word: str) -> tuple[Unit, int] | None:
        """A unit of two words and its end, where `word` ends at `end`."""
        entry = _TWO_WORDS.get(word)
        if entry is None:
            return None
        for rest, unit in entry:
            if (
                prose[end : end + len(rest)].lower() == rest
                and not prose[end + len(rest) : end + len(rest) + 1].isalpha()
            ):
                return unit, end + len(rest)
        return None

    def counts(self, prose: str, end: int) -> bool:
        """Whether a noun for people, animals, studies or events is what a number that ends at `end` counts."""
        counted = self._count(prose, end)
        return counted is not None and counted[0] != "items"

    def names_counted(self, start: int, end: int) -> bool:
        """Whether something that is counted is named in prose [start, end), in the singular too."""
        return self._document.terms.any(start, end, self._counted & ~self._items)

    def bare(self, prose: str, number: Number, word: str) -> Quantity:
        """The quantity that a number without a unit is; `word` is the one after it, lower case."""
        start, end, value, high, digits, text, _ = number

        def made(kind: str, close: int = end, measure: str = "") -> Quantity:
            return new(Quantity, (start, close, kind, value, high, "", measure, digits))

        before = words_before(prose, start)
        last = before[-1] if before else ""
        gap = prose[start - 1 : start]
        if digits:
            if _SAMPLE_BEFORE.search(prose, max(0, start - 20), start):
                return made("sample")
            if gap in "#№" and gap:
                return made("identifier")
            if (last in _MONTHS and gap in " .\u00a0" and high <= 2100) or (
                word in _MONTHS and self.is_month(prose, end, end)
            ):
                return made("date")
            if (
                high < 100
                and (
                    "." in text
                    or not prose[start - 1 : start].isspace()
                    or prose[start - 2 : start - 1] in "=<>≤≥fs"
                )
                and _EFFECT_BEFORE.search(prose, max(0, start - 40), start)
            ):
                return made("effect")
            if value >= 1e6 and prose[end - 1].isalpha():
                return made("count")
        if gap in " -\u00a0" and prose[start - 2 : start - 1] != ",":
            if last in _GRADES and high < 20:
                return made("grade")
            if digits and (
                (last in _NAMES and "," not in text) or (high < 20 and self._is_title(prose, start))
            ):
                return made("name")
        if self.is_age(prose, start) or (digits and high <= _OLDEST and self._is_limit(prose, number, last)):
            return self.result(prose, made("age"))
        count = self._count(prose, end)
        year = digits and text.isdigit() and len(text) == 4 and 1800 <= value < 2100
        if count and not (year and (last in _DATE_BEFORE or self._is_dated(prose, number, *count))):
            if count[0] == "items":
                return self.result(prose, made("own-items"))
            if count[0] == "events" and high < _FEW and (often := self._uncounted(prose, number)):
                return made(often[0], often[1], often[2])  # "seven infections a year"
            return made("count", count[1], count[0])
        if year:
            return made("date")
        if often := self._uncounted(prose, number):
            return made(*often)
        if digits and prose[end : end + 1] == "-" and prose[end + 1 : end + 2].isalpha():  # "21-hydroxylase"
            return made("name")
        is_code = prose[start - 2 : start - 1].isupper() or _CODE_BEFORE.search(
            prose, max(0, start - 16), start
        )
        is_lost = not is_code and last not in _NO_COUNT_BEFORE and _LOST.match(prose, end)
        if digits and "." not in text and (is_lost or (value >= 100 and word in _FATES and not is_code)):
            return made("count", measure="people")
        if word == "f" and 60 <= high <= 450:
            return made("temperature", end + 2, "temperature")
        return self.result(prose, made("other"))

    def _is_limit(self, prose: str, number: Number, last: str) -> bool:
        """Whether a number without a unit, after the word `last`, is the age of people named before it."""
        is_range = number.high > number.value
        if last not in _LIMITS and not is_range:
            return False
        start = number.start
        if _OLDER.search(prose, max(0, start - 24), start):
            return True
        people = self._document.terms.within(max(0, start - 40), start, self._people)
        between = _AGE_LIMIT.fullmatch(prose, people[-1].end, start) if people else None
        return between is not None and (is_range or not between["only"])

    def _is_dated(self, prose: str, number: Number, counted: str, close: int) -> bool:
        """Whether a number that can be a year is one before the noun that ends at `close`: "2024 studies",
        "© 2024 Patients Together", "2025 members' meeting".
        """
        return (
            counted in ("studies", "items")
            or prose[number.end + 1].isupper()
            or prose[close : close + 1] in ("'", "’")
            or "©" in prose[max(0, number.start - 2) : number.start]
        )

    def _is_title(self, prose: str, start: int) -> bool:
        """Whether the word before a number is capitalised within a sentence: "Game 1", "Formula 1"."""
        match = _TITLE_BEFORE.search(prose, max(0, start - 24), start)
        return match is not None

    def _count(self, prose: str, end: int) -> tuple[str, int] | None:
        """What a number counts and where the noun ends: "people", "animals", "events", "studies", "items";
        or None.
        """
        if prose[end : end + 1] not in " -\u00a0" or prose.startswith((" and ", " or "), end):
            return None
        lexicon = self._document.lexicon
        for term in self._document.terms.within(end, end + 72, self._counted):
            between = prose[end : term.start]
            if _STOPS.search(prose, end, term.start) or ("," in between and not between.islower()):
                return None
            hyphened = prose[end] == "-" and term.start == end + 1
            if not hyphened and lexicon.forms(term.entry, self._counted) == {"base"}:
                if prose[term.end : term.end + 1] == ",":  # "a 2015 study, babies"
                    return None
                continue
            return next(kind for kind, mask in self._counts if term.mask & mask), term.end
        return None


_TWO_WORDS: dict[str, tuple[tuple[str, Unit], ...]] = {
    "mm": ((" hg", Unit("laboratory", "mmHg", "level")),),
    "fl": ((" oz", UNITS["fl-oz"]), (". oz", UNITS["fl-oz"])),
    "fluid": ((" ounces", UNITS["fl-oz"]), (" ounce", UNITS["fl-oz"])),
    "international": ((" units", UNITS["iu"]),),
    "fingertip": ((" units", UNITS["fingertip-unit"]), (" unit", UNITS["fingertip-unit"])),
    "colony": ((" forming units", UNITS["cfu"]), ("-forming units", UNITS["cfu"])),
    "live": ((" cultures", UNITS["cfu"]), (" bacteria", UNITS["cfu"]), (" organisms", UNITS["cfu"])),
    "active": ((" cultures", UNITS["cfu"]),),
    "viable": ((" bacteria", UNITS["cfu"]), (" organisms", UNITS["cfu"]), (" cells", UNITS["cfu"])),
    "beats": (
        (" per minute", Unit("laboratory", "bpm", "level")),
        (" a minute", Unit("laboratory", "bpm", "level")),
    ),
    "degrees": (
        (" celsius", Unit("temperature", "°C", "temperature")),
        (" fahrenheit", Unit("temperature", "°F", "temperature")),
        (" c", Unit("temperature", "°C", "temperature")),
        (" f", Unit("temperature", "°F", "temperature")),
        ("", Unit("temperature", "°", "temperature")),
    ),
}
