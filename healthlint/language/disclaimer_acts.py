"""The speech acts of one sentence: patterns over its class letters, and who speaks of whom.

The letters are explained in `healthlint.language.disclaimer_grammar`.
"""

from __future__ import annotations

from collections.abc import Iterator

from healthlint import expressions as re
from healthlint.language.disclaimer_grammar import Line
from healthlint.values import NamedTuple

#: Acts that make a disclaimer.
INFORMS = "informs"
NOT_ADVICE = "not-advice"
NO_SUBSTITUTE = "no-substitute"
NO_RELATIONSHIP = "no-relationship"
#: Acts that make half of one. UNSURE: said of some article or in words that no other act covers.
NOT_EVALUATED = "not-evaluated"
NO_EXPERT = "no-expert"
CONSULT = "consult"
LIABILITY = "liability"
UNSURE = "unsure"
#: Advice of another kind is declined: financial, legal.
OTHER = "other"


class Act(NamedTuple):
    """One speech act at prose [start, end); (-1, -1) where an insert or the front matter stands for it."""

    start: int
    end: int
    kind: str


# "is not intended as medical advice"
_ADVICE = re.compile(r"n[^;nqQkXRB]{0,14}?(?<!x)O")
_IS = re.compile(r"b(?:n[^;]{0,5}a)?$")  # searched up to the denial
# "..., diagnosis or treatment": the list that follows advice in disclaimers and nowhere else.
_LISTED = re.compile(r"[,ap]{0,3}o[,ap]{1,4}o")
_CARE = re.compile(
    r"n[^;nqQXRBx]{0,10}?[bVCf][^;nqQkXR]{0,8}?o(?:[,apx]{0,3}o|(?=[,;]|$))"  # amounts to no diagnosis
    r"|n[UC]a?S[^;nQR]{0,4}?o"  # do not use this page to diagnose yourself
    r"|n[^;nqx]{0,3}S[^;nQR]{0,8}?[bVC][^;nQR]{0,6}?o"  # nothing in this talk is a recommendation
)
_NONE_OF_THIS = re.compile(r"na{0,2}[tS]b[^;nQR]{0,4}?o")  # none of this is a prescription
# "we do not diagnose or treat"
_DIAGNOSE = re.compile(r"n[^;nqQkXRB]{0,6}?(?<!x)o[^;nQRk]{0,4}?o")
_SUBSTITUTE = re.compile(
    r"n[^;nq]{0,18}?R[^;n]{0,10}?[OoD]"  # is not a substitute for your doctor
    r"|[OoD][^;n]{0,12}?n[amC]{0,3}Rt"  # adds to the care you have, and does not replace it
)
_DISREGARD = re.compile(r"n[^;n]{0,3}?X[^;n]{0,10}?[OoD].{0,14}?(?:S|C[^;]{0,4}t)")
_INFORMS = re.compile(
    r"j"  # for information only
    r"|[ISs][ISspaw,]{0,7}[UC]+l"  # informational and educational purposes only
    r"|l[bCaf]{0,5}[ISs][ISspa,x]{0,6}?U"  # solely for educational purposes
    r"|fp{0,2}[ISs]l|(?:^|;)p?I?[Is]l(?=[,;]|$)"  # as general information only
    r"|S[^;n]{0,12}?[fC]a?[paI]{0,3}I[IspaC,]{0,5}U"  # this page is meant for educational use
    r"|[St][^;n]{0,8}?[lC][^;n]{0,5}?f[pax]{0,3}I"  # is shared only as background reading
    r"|[Sw][ax]?I[,;a]{1,3}[twaSm]{0,4}na?o"  # we inform, we do not prescribe
    r"|(?:^|;)Cf[ap]{0,2}[Is](?=[;,]|$)"  # intended for general information
    r"|S[aSs]{0,2}bfa?[Is](?=[;,]|$)"  # these notes are for your information
    r"|[St][aSs]{0,3}b[lapC]{0,5}Is?(?=[,;a]|$)"  # this is general information
)
_RELATIONSHIP = re.compile(
    r"n[^;q]{0,10}?V[^;n]{0,8}?[De][^;n]{0,3}?K"  # does not create a doctor-patient relationship
    r"|n[^;q]{0,6}?[De]{1,2}[^;n]{0,2}K[^;n]{0,6}V"  # no doctor-patient relationship is created
)
_NO_EXPERT = re.compile(r"(?:w[^;nqQ]{0,3}bn|(?:^|;)n|wn[^;qQ]{0,4}b|wb[^;n]{0,4}n)[apx]{0,4}[Dd]")
_EVALUATED = re.compile(
    r"n[^;n]{0,6}?E[^;]{0,4}?A"  # has not been evaluated by the agency
    r"|n[^;n]{0,5}?C[^;n]{0,3}?o,?a?o[^;]{0,3}?o"  # is not intended to diagnose, treat or cure
)
_LIABILITY = re.compile(
    r"[wS][^;]{0,8}?n[^;tQ]{0,5}?L"  # we accept no responsibility
    r"|n[^;]{0,2}?w[^;tQ]{0,8}?L"  # neither author nor publisher is liable
    r"|(?:[wS]|^)[^;]{0,10}?Z[^;]{0,6}?L"  # disclaims any warranty
    r"|[CUSst][^;]{0,10}?Y"  # use it at your own risk
)
_ASKS = re.compile(r"Q[^;nQk]{0,9}?D|[Qk][^;nxQk]{0,4}?O|kpa?p?o")

# What may stand before "ask", "see" and the like where they call on the reader.
_URGES = re.compile(
    r"\b(?:needs?|want|advised|important|best|wise|advisable|essential|crucial|vital|encouraged?|urged?|"
    r"recommended|remember|sure|advises?|recommend|ought|have|good idea|free|hesitate) (?:\w+ )?to "
    r"(?:first )?$"
)
_ALLOWS = re.compile(
    r"(?:\b(?:should|must|ought|shall)(?: \w+)?|\byou (?:can|may|could|might|will)(?: \w+)?"
    r"|\b(?:and|or|then|but|so|if necessary)) $"
)
_SHOULD_BE = re.compile(r"\b(?:should|must|needs? to|ought to)(?: \w+)? be (?:[\w, ]+ )?$")
_SUGGESTS = re.compile(
    r"\b(?:recommend|suggest|advise|consider|encourage|without|before|by|require|requires)s? (?:first )?$"
)


def read_acts(prose: str, line: Line, start: int, end: int) -> Iterator[Act]:
    """The acts of the sentence at prose [start, end), given as class letters."""
    letters = line.letters
    if "n" in letters:
        yield from _denials(line)
        for pattern, kind in (
            (_DISREGARD, NO_SUBSTITUTE),
            (_RELATIONSHIP, NO_RELATIONSHIP),
            (_NO_EXPERT, NO_EXPERT),
            (_EVALUATED, NOT_EVALUATED),
            (_NONE_OF_THIS, NOT_ADVICE),
        ):
            match = pattern.search(letters)
            if match:
                yield _act(line, kind, match)
    match = _INFORMS.search(letters)
    if match and not _is_foreign(letters, 0, match.end()):
        yield _act(line, INFORMS, match)
    match = _LIABILITY.search(letters)
    if match:
        yield _act(line, LIABILITY, match)
    if ("Q" in letters or "k" in letters) and prose[end - 1] != "?":
        for match in _ASKS.finditer(letters):
            if _is_call(prose, line, match.start(), start):
                yield _act(line, CONSULT, match)
                break


def _act(line: Line, kind: str, match: re.Match[str]) -> Act:
    return Act(line.starts[match.start()], line.ends[match.end() - 1], kind)


def _denials(line: Line) -> Iterator[Act]:
    """What the article says that it is not, does not give and does not replace."""
    letters = line.letters
    for match in _ADVICE.finditer(letters):
        low, high = match.span()
        if _is_foreign(letters, low, high):
            yield _act(line, OTHER, match)
        elif speaker := _speaker(letters, low, high, strong=True) or (_LISTED.match(letters, high) and "H"):
            yield _act(line, UNSURE if speaker == "s" else NOT_ADVICE, match)
        elif _IS.search(letters, max(0, low - 8), low):  # "they are not medical advice", whatever they are
            yield _act(line, UNSURE, match)
    for match in _SUBSTITUTE.finditer(letters):
        speaker = _speaker(letters, *match.span(), strong=False)
        if speaker and speaker != "s":
            yield _act(line, NO_SUBSTITUTE, match)
        elif speaker or match.group().endswith("O"):
            yield _act(line, UNSURE, match)
    for pattern, speakers in ((_CARE, "SH"), (_DIAGNOSE, "Sw")):
        for match in pattern.finditer(letters):
            low, high = match.span()
            if _EVALUATED.match(letters, low) or _is_foreign(letters, low, high):
                continue
            speaker = _speaker(letters, low, high, strong=False)
            if speaker and speaker in speakers:
                yield _act(line, NOT_ADVICE, match)


def _is_foreign(letters: str, low: int, high: int) -> bool:
    """Whether the advice declined is financial or legal, and not medical as well."""
    inside = letters[low:high]
    return "F" in letters[max(0, low - 8) : high] and "p" not in inside and "o" not in inside


def _speaker(letters: str, low: int, high: int, *, strong: bool) -> str:
    """Of whom letters [low, high) are said: "S" the article, "w" its author, "s" some article, "H" of what a
    fragment or a named disclaimer leaves unsaid, "" of somebody else. `strong`: what is denied can only be
    said of an article.
    """
    clause = letters.rfind(";", 0, low) + 1
    before, inside = letters[max(clause, low - 16) : low], letters[low:high]
    if "S" in letters[max(0, low - 30) : high] or (strong and "t" in before + inside):
        return "S"
    if "w" in before[-8:] or "w" in inside[:3]:
        return "" if "q" in before[-3:] else "w"
    if "H" in letters or ("t" in before and "R" in inside):
        return "H"
    if (strong and not before.strip(",ahlfC")) or (not before and "R" in inside):
        return "H"
    return "s" if "s" in before else ""


def _is_call(prose: str, line: Line, index: int, start: int) -> bool:
    """Whether the verb of asking at the index calls on the reader, not tells of somebody who asked."""
    at = line.starts[index]
    verb = prose[at : line.ends[index]].lower().split()[0]
    left = prose[start:at].lower()
    if left.endswith("-"):  # "first-contact physician"
        return False
    if verb.endswith("ing"):
        return _SUGGESTS.search(left) is not None
    if verb == "discussed":
        return _SHOULD_BE.search(left) is not None
    if verb.endswith("ed") or (verb.endswith("s") and verb != "discuss"):
        return False
    if index == 0 or line.letters[index - 1] in ",;h":
        return True
    return (_URGES if left.endswith(" to ") else _ALLOWS).search(left) is not None
