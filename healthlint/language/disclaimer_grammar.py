"""A sentence as a line of class letters, so that speech acts can be patterns over words.

The wording of disclaimers varies without end ("is not medical advice", "nothing here replaces a visit to
your GP"), but its parts do not: the article itself, a negation, a verb of giving or of taking, an object.
Each word or phrase becomes one letter; a repetition in a pattern then counts words, not characters, and
never runs far.

Letters of the lexicon classes below `disclaimer`:

    S  this article    O  advice         D  professional   K  relationship   I  informational
    s  an article      o  care           d  expert         L  liability      j  information only
    V  give            R  replace        Q  ask            Z  disclaim       U  purpose
    C  take, mean      X  disregard      k  seek           Y  own risk       F  advice of another kind
    B  say, list       E  evaluate       A  agency         H  "disclaimer"   G  dosing, g  medicine

and of closed classes of words:

    n  negation        w  I, we, author  t  this, it, here l  only           b  is
    m  modal or do     q  did            f  for, as        p  medical        e  patient, reader
    a  article, and    h  please         x  any other      ,  comma          ;  strong break
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from healthlint import expressions as re
from healthlint.language.fold import fold
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.lexicon import Lexicon
    from healthlint.language.terms import Terms

# Of two classes that cover the same words the earlier one counts.
_CLASSES = (
    ("advice", "O"),
    ("replace", "R"),
    ("disregard", "X"),
    ("professional", "D"),
    ("expert", "d"),
    ("relationship", "K"),
    ("risk", "Y"),
    ("liability", "L"),
    ("disclaims", "Z"),
    ("name", "H"),
    ("agency", "A"),
    ("purpose", "U"),
    ("care", "o"),
    ("medium", "s"),
    ("inform.only", "j"),
    ("inform", "I"),
    ("ask", "Q"),
    ("seek", "k"),
    ("give", "V"),
    ("construe", "C"),
    ("evaluate", "E"),
    ("foreign", "F"),
    ("say", "B"),
    ("topic.dosing", "G"),
    ("topic", "g"),
)
_FUNCTION_WORDS = {
    "n": "not no never nor neither nothing none cannot dont doesnt isnt wont cant shouldnt non",
    "w": "i we us our my author authors editor editors writer writers publisher publishers owner owners "
    "contributors host hosts presenter creator creators company",
    "t": "here herein",
    "l": "only solely purely merely strictly exclusively just simply",
    "b": "is are be was were been being am m re",
    "m": "should must can will would may might could shall do does don doesn won shouldn couldn wouldn mustn "
    "ought",
    "q": "did didn had hadn",
    "f": "for as",
    "p": "medical professional clinical qualified licensed individual personal personalised personalized "
    "specific psychiatric psychological dental nutritional dietary therapeutic health healthcare general "
    "mental veterinary pharmaceutical expert formal individualised individualized trained registered actual "
    "proper real",
    "e": "patient client patients clients reader user",
    "h": "please always first kindly therefore instead",
    "a": "a an the any all such kind kinds form type sort of to or and by on with that this these in your "
    "you their own so considered it both either they",
}
_FUNCTION = {word: letter for letter, words in _FUNCTION_WORDS.items() for word in words.split()}
_FUNCTION |= dict.fromkeys(";:()—–?!|•·", ";") | {",": ","}
# "this is", "it does not", "take it as": a pronoun; elsewhere a determiner or nothing to go by.
_POINTERS = frozenset(("this", "that", "it", "these"))
_PREDICATE = frozenset("bmqnVC,;")
# Determiners that point at the article in hand, and those that point elsewhere.
_OWN = frozenset(("this", "these", "our", "my"))
_ELSEWHERE = frozenset(
    (
        "other",
        "others",
        "another",
        "external",
        "his",
        "her",
        "their",
        "those",
        "linked",
        "some",
        "many",
        "most",
    )
) | {"which", "each", "no"}
# The publisher's place needs no pointing at ("the website does not ..."); nor does what it consists of, but
# only with an article or at the beginning ("the information", "all content", "content on ...").
_PLACES = frozenset(
    ("site", "website", "web site", "web page", "webpage", "page", "article", "blog", "internet site")
)
_SUBSTANCE = _PLACES | frozenset(
    """information|info|content|contents|material|materials|statements|views|opinions|text|texts|post|posts|
    articles|publication|newsletter|podcast|everything|anything|something|what you read|what we write|
    what i write|what follows|all of the above|the above|reading material|tips|suggestions|ideas|answers|
    responses|knowledgebase|knowledge base|resource|resources""".replace("\n    ", "").split("|")
)
_TOKEN = re.compile(r"[A-Za-z0-9]+|[,;:()—–?!|•·]")


class Line(NamedTuple):
    """A sentence as class letters: `letters[i]` stands for prose [starts[i], ends[i]), whose lexicon classes
    are `masks[i]`.
    """

    letters: str
    starts: list[int]
    ends: list[int]
    masks: list[int]


class _Alphabet(NamedTuple):
    """The letter of each bit mask of a lexicon, and all of the masks together."""

    letters: tuple[tuple[int, str], ...]
    mask: int


@lru_cache(maxsize=4)
def _alphabet(lexicon: Lexicon) -> _Alphabet:
    letters = tuple((lexicon.bits(f"disclaimer.{name}"), letter) for name, letter in _CLASSES)
    return _Alphabet(letters, lexicon.bits("disclaimer"))


def read_line(prose: str, start: int, end: int, terms: Terms) -> Line:
    """The class letters of the sentence at prose [start, end)."""
    alphabet = _alphabet(terms.lexicon)
    phrases: dict[int, tuple[int, int]] = {}
    for term in terms.within(start, end, alphabet.mask):
        if term.start not in phrases or term.end > phrases[term.start][0]:
            phrases[term.start] = term.end, term.mask
    letters: list[str] = []
    words: list[str] = []
    line = Line("", [], [], [])
    covered = start
    for match in _TOKEN.finditer(prose, start, end):
        at, stop, mask = match.start(), match.end(), 0
        if at < covered:
            continue
        if at in phrases:
            stop, mask = phrases[at]
            word = " ".join(fold(prose[at:stop]).split())
            letter = next(letter for bits, letter in alphabet.letters if bits & mask)
        else:
            word = match[0].lower()
            letter = _FUNCTION.get(word) or _unknown(word, prose, at, stop)
        covered = stop
        letters.append(letter)
        words.append(word)
        line.starts.append(at)
        line.ends.append(stop)
        line.masks.append(mask)
    for index, word in enumerate(words):
        if word in _POINTERS:
            if _stands_alone(words, letters, index):
                letters[index] = "t"
        elif letters[index] == "s" and _is_own(words, letters, index):
            letters[index] = "S"
    return line._replace(letters="".join(letters))


def _unknown(word: str, prose: str, start: int, end: int) -> str:
    """The letter of a word that is in no class on its own."""
    if word == "t" and start and prose[start - 1] in "'’":  # "isn't"
        return "n"
    return "n" if word == "rather" and prose[end : end + 5].lower() == " than" else "x"


def _stands_alone(words: list[str], letters: list[str], index: int) -> bool:
    """Whether "this", "that" or "it" is a pronoun, not a determiner or a conjunction."""
    return index + 1 == len(words) or letters[index + 1] in _PREDICATE or words[index + 1] == "as"


def _is_own(words: list[str], letters: list[str], index: int) -> bool:
    """Whether the medium at the index is this article or its publisher."""
    low = index
    while low > max(0, index - 4) and letters[low - 1] not in ",;bmnlC":
        low -= 1
    before = words[low:index]
    if not _OWN.isdisjoint(before):
        return True
    if not _ELSEWHERE.isdisjoint(before):
        return False
    word = words[index]
    if word in _PLACES:
        return True
    return word in _SUBSTANCE and (low == 0 or not {"the", "all", "any"}.isdisjoint(before))
