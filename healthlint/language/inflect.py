"""English inflection for lexicon entries.

Regular forms only; a lexicon entry spells irregular ones out. Rules of spelling as in any school grammar of English
(Quirk et al., A Comprehensive Grammar of the English Language, 3.5-3.10 and 5.81).
"""

from __future__ import annotations

_VOWELS = "aeiou"


def _doubles(word: str) -> bool:
    """Whether the last consonant doubles before -ed and -ing: one vowel, one consonant, one syllable ("stop")."""
    if len(word) < 3 or word[-1] in _VOWELS + "wxy" or word[-2] not in _VOWELS:
        return False
    if word[-3] in _VOWELS and not word.endswith(("quit", "quip")):
        return False
    return sum(letter in _VOWELS for letter in word) == 1


def verb_forms(lemma: str) -> dict[str, str]:
    """The forms of a regular verb: base, s, past, participle and ing. A phrasal verb inflects its first word."""
    first, _, rest = lemma.partition(" ")
    rest = f" {rest}" if rest else ""
    if first.endswith("y") and first[-2:-1] not in _VOWELS:
        s, past, ing = first[:-1] + "ies", first[:-1] + "ied", first + "ing"
    elif first.endswith("ie"):
        s, past, ing = first + "s", first + "d", first[:-2] + "ying"
    elif first.endswith("e"):
        ing = first + "ing" if first.endswith(("ee", "oe", "ye")) else first[:-1] + "ing"
        s, past = first + "s", first + "d"
    else:
        stem = first + first[-1] if _doubles(first) else first
        s = first + ("es" if first.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        past, ing = stem + "ed", stem + "ing"
    return {"base": lemma, "s": s + rest, "past": past + rest, "participle": past + rest, "ing": ing + rest}


def plural(noun: str) -> str:
    """The regular plural of a noun or of the last word of a noun phrase."""
    if noun.endswith("sis"):
        return noun[:-2] + "es"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"
