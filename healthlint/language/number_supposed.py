"""Numbers that nobody states as found: supposed ones, figures of speech, explained fractions, laws of inheritance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.units import Quantity

# An illustration of what a number means states nothing: "for example, 2 in 10 means that ...".
_MEANS = " means that "
# "Say you have 1,000 cells", "Assume a test that finds 90% of cases"; not "Say goodbye to 90% of wrinkles".
_SUPPOSING = re.compile(
    r"\W*(?:(?:now|so|okay|ok|and|but|well|then|first|just)\b,? )*"
    r"(?:say(?=,| (?:you|we|your|our|there|that|it|someone|a|an|the)\b)|assum(?:e|ing) (?!no |nothing )"
    r"|pretend\b|picture (?=a|an|two|this)|what if\b)",
    re.IGNORECASE,
)
# The text calls its own numbers invented: "These numbers are theoretical", "made-up figures".
_DECLARED = re.compile(
    r"\b(?:(?:numbers?|figures?|percentages?|values?|amounts?|calculations?)\b[^.;]{0,40}\b(?:are|is|were|being)"
    r"(?: (?:purely|entirely|completely|only|just|merely|all|obviously|of course|simply))*"
    r" (?:theoretical|hypothetical|made[ -]up|invented|fictional|fictitious|imaginary|illustrative|arbitrary"
    r"|examples?\b"
    r"|for illustration)"
    r"|(?:theoretical|hypothetical|made[ -]up|invented|fictional|fictitious|imaginary|arbitrary)"
    r" (?:numbers?|figures?|percentages?|examples?|values?|case|scenario|patient|person|test|town))\b",
    re.IGNORECASE,
)
#: One of these is in whatever `_DECLARED` matches.
_INVENTED = (
    *("etical", "made up", "made-up", "invented", "ficti", "imaginary", "illustrati", "arbitrary"),
    *(
        "re example",
        "is example",
        "being example",
        "y example",
        "just example",
        "all example",
        "course example",
    ),
)
# The next sentence goes on supposing: "Of these, 20% ...", "Then half of them would ...".
_GOES_ON = re.compile(
    r"\W*(?:then|now|of (?:these|those|them)|that (?:means|leaves|gives)|so|if|next)\b|.* would ",
    re.IGNORECASE,
)
# The number is what an "if" supposes: "if 10% of ...", "if your risk is 2%"; not "if you are one of the 10%".
_IF = re.compile(
    r"\b(?:if|whether|unless|even though|as though|suppose|supposing|say,) "
    r"(?:(?:only|even|just|about|say|perhaps|roughly|over|up to|more than|less than|at least|as (?:many|much|few"
    r"|little) as"
    r"|an?|another|some|around|nearly)\b,? ?)*$"
    r"|\b(?:if|supposing|even if) (?:(?:the|a|your|their|his|her|our|my|that|this|someone['’]s) (?:[\w'’-]+ ){0,4}"
    r"|(?:you|we|i|there|someone|one|they) )"
    r"(?:is|are|was|were|be|had|have|has|starts? (?:with|at|out with|from)|drops? (?:to|by)|ris(?:es?) (?:to|by)"
    r"|falls? (?:to|by)|exceeds?|improves?|costs?|gets?|reach(?:es)?|takes?)"
    r" (?!(?:one of|among|like|part of)\b)(?:(?:only|even|just|about|say|roughly|over|up to|more than|less than"
    r"|at least"
    r"|an?|another|some|around|nearly|still|already)\b,? ?)*$",
    re.IGNORECASE,
)
# What follows from that: "if 8 out of 10 said yes, that would be 80%".
_WOULD = re.compile(
    r"\b(?:if|suppose|supposing)\b.*\b(?:that|this|it) would (?:be|mean|leave|make)\b[^.;]*$", re.IGNORECASE
)

# "Nine times out of ten it is the cat", "keep the pain below four out of ten"
_NINE_TIMES = re.compile(r"nine times out of ten\b", re.IGNORECASE)
_OUT_OF_TEN = re.compile(
    r"[\w.-]+ out of (?:10|ten)(?=[.,;:!?)]|$| (?:on|and|or|before|after|when|while|during)\b)", re.IGNORECASE
)
_SCORED = re.compile(
    r"\b(?:below|under|above|up to|stays? at|keep|scored?|rated?|rating|pain (?:of|is|was|at)|effort of|about an?)"
    r"(?: (?:it|the pain|your pain|about|around|below|under|an?))* $",
    re.IGNORECASE,
)


def is_saying(prose: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a share in the sentence [start, end) is a way to speak ("nine times out of ten") or a score."""
    at = quantity.start
    if _NINE_TIMES.match(prose, at) or prose.startswith(" of how ", quantity.end):
        return True
    return _OUT_OF_TEN.match(prose, at, end) is not None and _SCORED.search(prose, start, at) is not None


_ALL = 100
# What 100% is a finding of: "100% of the users", "100% survival", "100% more likely".
_FOUND = re.compile(
    r"[ -](?:of|more|less|higher|lower|greater|fewer|surviv\w+|respon\w+|remission|cure|recovery|success|mortality"
    r"|fatal\w*"
    r"|lethal\w*|sensitiv\w+|specific\w*|accura\w+|protect\w+|improvement|increase|reduction|decrease|prevalence"
    r"|complian\w+|concordan\w+|penetran\w+|bioavailab\w+|absor\w+|dv|daily|rda|in (?!use|charge|favou?r|control"
    r"|agreement"
    r"|your|my|line|love))",
    re.IGNORECASE,
)
_LINK_AFTER = re.compile(
    r" (?:and|but|or|for|with|when|at|to|by|on|had|has|was|were|is|are)\b", re.IGNORECASE
)
_WORD_AFTER = re.compile(r"[ -][A-Za-z]{2,}")
_NOT_ALL = re.compile(
    r"\b(?:not|never|n['’]t|isn['’]t|aren['’]t|no \w+(?: \w+)? (?:is|are|works?)|nothing (?:is|works?)|nobody is|nor)"
    r"(?: (?:always|ever|be|entirely|quite|yet|necessarily|going to be))* $",
    re.IGNORECASE,
)
_WHOLLY = re.compile(
    r"\b(?:agree|disagree|believe|trust|support|recommend|committed|there|sure|gives?|gave|giving|feel|felt|feeling|am"
    r"|i['’]m|run|built|funded|made|owned|powered|staffed"
    r"|back to)(?: (?:it|you|him|her|them|myself|yourself|with \w+|in \w+|at))* $",
    re.IGNORECASE,
)

#: The shares that Mendel's laws give.
_MENDELIAN = (0.25, 0.5, 0.75, 1.0)
_CHANCE = re.compile(r"\b(?:chances?|risks?|probability|likelihood|odds)\b", re.IGNORECASE)
# "Half of the risk is inherited"
_OF_RISK = re.compile(r" (?:of )?(?:the |this |that )?(?:risks?|variation|variance|differences?)\b")
_HANDED_ON = re.compile(
    r"\b(?:chances?|risks?|probability|likelihood|odds)\b[^.;]{0,80}\b(?:inherit\w*|pass(?:es|ed|ing)?\b"
    r"|carriers? like)",
    re.IGNORECASE,
)
_OFFSPRING = re.compile(
    r"\b(?:(?:each|every|any) (?:[\w-]+ )?(?:child|pregnancy|son|daughter|baby|sibling|brother|birth)|have children"
    r"|(?:two|2|both) (?:carriers?|parents))\b",
    re.IGNORECASE,
)
_GENES = re.compile(
    r"\b(?:genes?|genetic|mutat\w+|carriers?|autosomal|recessive|x-linked|inherit\w*|(?:un)?affected)\b",
    re.IGNORECASE,
)
# "A risk of 1 in 100 means that ...", "“Common” is another way of saying 1 in 10": how a fraction is read.
_EXPLAINED = re.compile(
    r"\W*(?:(?:for (?:example|instance)|so|thus|in other words|that is|here)\b,? )?"
    r"(?:(?P<word>[“\"‘'])|an? (?!(?:new|recent|large|small|\d{4}) )|\d+ (?:in|out of) \d+|\d+ ?%)"
    r"[^.;:?!]{0,60}? (?:means?|is the same as|is equal to|equals|can (?:also )?be (?:written|read|expressed) as"
    r"|is another way of|corresponds to|tells you that)\b",
    re.IGNORECASE,
)
_DIGIT_OR_SHARE = re.compile(
    r"\d|\b(?:half|third|quarter|percent|(?:one|two|three|four|five|six|seven|eight|nine|ten) (?:in|out of))\b",
    re.I,
)


def is_supposed(document: AnnotatedDocument, sentence: int) -> bool:
    """Whether a sentence supposes its numbers, goes on supposing those of the one before, or stands in a paragraph that
    calls its numbers invented.
    """
    spans = document.spans
    start, end, block = spans[sentence]
    if _supposes(document, start, end):
        return True
    if _is_invented(document, block):
        return True
    while sentence and spans[sentence - 1].block == block and _GOES_ON.match(document.prose, start, end):
        sentence -= 1
        start, end, _ = spans[sentence]
        if _supposes(document, start, end):
            return True
    return False


def _is_invented(document: AnnotatedDocument, block: int) -> bool:
    """Whether a paragraph calls its numbers invented; looked at once, as it may be as long as the article."""
    found = document.invented.get(block)
    if found is None:
        whole = document.blocks[block]
        found = document.invented[block] = document.may_hold(_INVENTED, whole.start, whole.end) and bool(
            _DECLARED.search(document.prose, whole.start, whole.end)
        )
    return found


def _supposes(document: AnnotatedDocument, start: int, end: int) -> bool:
    lexicon, terms, prose = document.lexicon, document.terms, document.prose
    example = lexicon.bits("number.supposed.example")
    if _SUPPOSING.match(prose, start, end) or terms.any(
        start, end, lexicon.bits("number.supposed") & ~example
    ):
        return True
    return _MEANS in prose[start:end] and terms.any(start, end, example)


def unstated(prose: str, quantity: Quantity, start: int, end: int) -> str:
    """Why a quantity of the sentence [start, end) is no finding that somebody could have made: "supposed", "emphasis",
    "a law of inheritance", "explains a fraction", or "" where it may be one.
    """
    if _IF.search(prose, start, quantity.start) or _WOULD.search(prose, start, quantity.start):
        return "supposed"
    if quantity.measure != "share" or quantity.kind == "multiple":
        return ""
    if (
        quantity.unit == "%"
        and quantity.value == quantity.high >= _ALL
        and _is_emphasis(prose, quantity, start)
    ):
        return "emphasis"
    share = quantity.value / _ALL if quantity.unit == "%" else quantity.value
    if share in _MENDELIAN and not _OF_RISK.match(prose, quantity.end) and _is_inherited(prose, start, end):
        return "a law of inheritance"
    explained = _EXPLAINED.match(prose, start, end)
    if explained and (
        explained["word"] is not None or _DIGIT_OR_SHARE.search(prose, start, explained.end()) is not None
    ):
        return "explains a fraction"
    return ""


def _is_inherited(prose: str, start: int, end: int) -> bool:
    return _CHANCE.search(prose, start, end) is not None and (
        _HANDED_ON.search(prose, start, end) is not None
        or (_OFFSPRING.search(prose, start, end) is not None and _GENES.search(prose, start, end) is not None)
    )


def _is_emphasis(prose: str, quantity: Quantity, start: int) -> bool:
    """Whether "100%" says no more than "wholly": "100% committed", "no test is 100% accurate"."""
    near = max(start, quantity.start - 40)
    if _NOT_ALL.search(prose, near, quantity.start):
        return not prose.startswith(" of ", quantity.end)
    if _FOUND.match(prose, quantity.end):
        return False
    if _WHOLLY.search(prose, near, quantity.start):
        return True
    return (
        quantity.value == _ALL
        and _WORD_AFTER.match(prose, quantity.end) is not None
        and _LINK_AFTER.match(prose, quantity.end) is None
    )
