"""Sentences: where each begins and ends in the prose.

One pattern finds every place where a sentence could end; tables of abbreviations and the words around it
decide. Splitters made for news cut "so far.1 But" and "0.5 mg. twice" wrongly; health articles are full of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from healthlint import expressions as re
from healthlint.language.words import words
from healthlint.values import NamedTuple, new


class Span(NamedTuple):
    """A sentence at prose [start, end), white space at its ends left out, and the index of its block."""

    start: int
    end: int
    block: int


# Sentence-final marks, what may close after them, and reference marks glued on: "pain.", 'pain."', "pain.[3]",
# "pain.1,2", "pain.¹", "COVID-19.4". Digits are a flattened superscript only where a word stands before the mark,
# and no sentence goes on in lower case ("e.g. the", "0.5 mg. twice") unless with a name such as "pH".
_END = re.compile(
    # It begins with one set of characters for both its branches, so that the search leaps from one to the next.
    r"""[.!?…\n](?:(?<=\n)\s*+ | (?<!\n)(?<![.!?…].)(?P<more>[.!?…]*+)
        (?P<close>["'”’»)\]*_†‡]*+)
        (?P<mark>(?:\s?\[+\d[\d,;\s–-]*\]+(?:\(\#?[\w-]*\))?
                  |(?:(?<=[A-Za-z%)"”’][.!?])|(?<=[.!?][)"”’])|(?<=[A-Za-z-]\d[.])|(?<=[A-Za-z-]\d\d[.]))
                   \d{1,3}(?:[,–-]\d{1,3})*
                  |\(\d{1,3}(?:[,–-][ ]?\d{1,3})*\)
                  |[⁰¹²³⁴-⁹⁻]++)*+)
        (?P<space>\s++)(?![a-z](?![A-Z]|[a-z][A-Z])))""",
    re.VERBOSE,
)
#: What no word that stands before a mark holds, beside white space.
_NO_WORD = frozenset("([\"“'‘/")
_LETTERS = re.compile(r"[A-Za-z]+")
_LIST_MARK = re.compile(r"\d+(?:\.\d{1,2})*|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5}")
_NUMBER = re.compile(r"[A-Z]*\d")
_LETTER = re.compile(r"[A-Z]{1,4}\b")
_SHOUTED = re.compile(r"[A-Z]{2}")
_MIXED_CASE = re.compile(r"[a-z]{1,2}[A-Z]")
_OPENERS = "\"'“‘([*_•-–—¿¡&"
_BULLETS = _OPENERS + " ·>"
#: A word of more letters is no abbreviation.
_LONG_WORD = 6
#: Characters before a mark in which the word before it stands.
_REACH = 24

_TITLES = words("dr mr mrs ms mx prof")
# Other words where they are not capitalised.
_RANKS = words("mt ft rev hon gen col lt sgt capt gov sen rep pres")
# Before a number; "figs" are also fruit, and "no" is also an answer. Some go before a letter as well.
_NUMBERED = words("fig figs eq eqs ref refs vol vols p pp no nos sect ch chap para suppl")
_BEFORE_LETTERS = words("fig figs eq eqs vol vols chap")
_NEVER = words("vs viz cf ca approx resp e.g i.e eg ie incl esp")
_DATES = words("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri")
# May end a sentence: a boundary only where a plain sentence opener follows.
_OFTEN_FINAL = words(
    "st jr sr al v min max est ed eds dept univ assoc asst inc ltd co corp u.s u.k u.n e.u u.s.a ph.d m.d b.sc "
    "m.sc d.o r.n n.p d.c i.v i.m p.o l.a spp sp subsp var"
)
# End a sentence before any capital, though they look like initials; the hour also before what is no day or zone.
_FINAL = words("etc b.i.d t.i.d q.i.d")
_CLOCK = words("a.m p.m")
_AFTER_CLOCK = words(
    "monday tuesday wednesday thursday friday saturday sunday eastern central mountain pacific et ct mt pt "
    "est edt cst cdt mst mdt pst pdt gmt utc bst cet"
)
_ABBREVIATIONS = _TITLES | _RANKS | _NUMBERED | _NEVER | _DATES | _OFTEN_FINAL
#: Words before a full stop that need a closer look.
_SPECIAL = _ABBREVIATIONS | _FINAL | _CLOCK
# Abbreviations in capitals too, since no disease or place is written like them.
_SHOUTED_TITLES = words("dr mr mrs prof vs")
_LETTERED = words(
    "vitamin vitamins hepatitis type types group groups class grade stage phase factor protein influenza plan "
    "part step schedule category appendix figure table option coenzyme provitamin immunoglobulin omega "
    "complex and or b12 strain"
)
_UNITS = words("C F K L V W")
_DETERMINERS = words("a an the your my our his her their any every this that no")
_STARTERS = words(
    "the a an this that these those it its they he she we you i in on at by for from with without to of "
    "as if when while after before since because although though however but and or so yet not no some "
    "many most more all any each both there here what who why how where which your our their his her my "
    "one two three according research studies researchers doctors patients people women men children talk "
    "ask see call take use treatment symptoms do does did is are was were can should until then also never "
    "always avoid eat drink try stop keep get start tell only even once during other another few several"
)


#: No sentence of prose is longer (code points); menus, data and text without full stops are, and are cut, so that
#: what is done within a sentence stays bounded.
_LONGEST = 2000


def split(prose: str, block_starts: Sequence[int], gated: bool = True) -> list[Span]:
    """All sentences of a prose whose blocks start at the given ascending offsets; blocks are divided by newlines.

    Where it is not `gated`, every stop gets the closer look that most do without.
    """
    spans: list[Span] = []
    start, size = 0, len(prose)
    block, last = 0, len(block_starts) - 1
    for match in chain(_END.finditer(prose), (None,)):
        if match is None:
            end = following = size
        else:
            following = match.end()
            end = match.start("space")
            if end < 0:
                end = match.start()
            elif (
                following < size
                and not (gated and _is_plain(prose, match.start(), end, start, following))
                and "\n" not in prose[end:following]
                and not _is_boundary(prose, match, start, following)
            ):
                continue
        while start < end and prose[start].isspace():
            start += 1
        while end > start and prose[end - 1].isspace():
            end -= 1
        if start < end:
            while block < last and block_starts[block + 1] <= start:
                block += 1
            while end - start > _LONGEST:
                cut = prose.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
                cut = cut if cut > 0 else start + _LONGEST
                spans.append(Span(start, cut, block))
                start = cut + (prose[cut] == " ")
            spans.append(new(Span, (start, end, block)))
        start = following
    return spans


def _is_plain(prose: str, at: int, end: int, start: int, following: int) -> bool:
    """Whether `_is_boundary` certainly holds: the stop after a word that is no abbreviation, and a capital follows."""
    if not prose[following].isupper():
        return False
    if prose[at] != "." or end > at + 1:
        return prose[at] != "."
    if at - start > _LONG_WORD and prose[at - _LONG_WORD - 1 : at].isalpha():
        return True
    space = prose.rfind(" ", max(start, at - _REACH), at)
    word = prose[space + 1 : at]
    return (
        space >= 0
        and len(word) > 2
        and word.isalpha()
        and word.islower()
        and word not in _SPECIAL
        and bool(word.strip("ivx"))
    )


def _is_boundary(prose: str, match: re.Match[str], start: int, following: int) -> bool:
    """Whether a sentence ends at the mark of a match and another begins at an offset."""
    first = prose[following]
    index = following
    while first in _OPENERS:
        index += 1
        first = prose[index : index + 1]
        if not first:
            break
    if first.islower() and not _MIXED_CASE.match(prose, index):  # "(why?) and", "e.g. α-linolenic"
        return False
    at = match.start()
    if (
        prose[at] != "."
        or match["more"]
        or (at - start > _LONG_WORD and prose[at - _LONG_WORD - 1 : at].isalpha())
    ):
        return True
    begin = _word_start(prose, max(start, at - _REACH), at)
    if begin == at:
        return True
    word = prose[begin:at].strip("*_")
    if _LIST_MARK.fullmatch(word) and not prose[start:begin].strip(_BULLETS):
        return False
    return _ends(prose, word, begin, match, start, index)


def _ends(prose: str, word: str, at: int, match: re.Match[str], start: int, index: int) -> bool:
    """Whether a full stop after a word, which begins at an offset, is more than the mark of an abbreviation.

    `index`: where the first letter or digit after it stands.
    """
    lower, mark = word.lower(), match["mark"]
    digit = prose[index : index + 1].isdigit()
    if mark:
        if not mark[0].isdigit():
            return True
        if lower in _NUMBERED:  # "Fig.2 Results"
            return False
        # "COVID-19.4 The", not "B2.5 Trial" nor "G41.8 (Other"
        return not word[-1:].isdigit() or (index == match.end() and _starts(prose, index))
    if len(word) > 1 and word.isupper() and word.isalpha() and lower in _ABBREVIATIONS and not digit:
        # "people with MS. Turmeric", not "DR. Obi" nor "MS. OBI"
        if _starts(prose, index):
            return True
        if lower not in _SHOUTED_TITLES and not _SHOUTED.match(prose, index):
            return True
    if lower in _TITLES:  # "Ask your Dr. If"
        return _starts(prose, index) and _previous(prose, start, at).lower() in _DETERMINERS
    if len(word) == 1 and word.isupper():
        previous = _previous(prose, start, at)
        if previous.lower() in _LETTERED or (word in _UNITS and previous[-1:].isdigit()):
            return True
        return _starts(prose, index)
    if lower in _NUMBERED:
        return not (
            _NUMBER.match(prose, index)
            or (lower in _BEFORE_LETTERS and word[0].isupper() and _LETTER.match(prose, index))
        )
    if lower in _NEVER:
        return ")" in match["close"] and _starts(prose, index)
    if lower in _DATES or lower in _FINAL:
        return not digit
    if lower in _CLOCK:
        return not digit and _word(prose, index) not in _AFTER_CLOCK
    if lower in ("min", "max") and _previous(prose, start, at)[-1:].isdigit():  # "for 10 min. Turmeric"
        return not digit
    if lower in _OFTEN_FINAL or (lower in _RANKS and word[0].isupper()):
        return _starts(prose, index)
    if len(word) == 1 and word.isalpha():  # "e. g. Turmeric"
        previous = _previous(prose, start, at)
        return not (len(previous) == 2 and previous[0].isalpha() and previous[1] == ".")
    if "." in word and all(len(part) == 1 for part in word.replace("-", "").split(".")):  # "J.R.", "J.-P."
        return _starts(prose, index)
    return True


def _previous(prose: str, start: int, at: int) -> str:
    """The word before the one at an offset, within the sentence; "" where there is none."""
    end = max(start, at - 1)
    return prose[_word_start(prose, max(start, at - _REACH), end) : end]


def _word_start(prose: str, low: int, end: int) -> int:
    """Where the word begins that ends at an offset, not before `low`; the offset itself where none does."""
    while end > low and not prose[end - 1].isspace() and prose[end - 1] not in _NO_WORD:
        end -= 1
    return end


def _word(prose: str, index: int) -> str:
    """The letters that stand at an offset, in lower case."""
    match = _LETTERS.match(prose, index)
    return match.group().lower() if match else ""


def _starts(prose: str, index: int) -> bool:
    """Whether the word at an offset is one that opens sentences."""
    return _word(prose, index) in _STARTERS
