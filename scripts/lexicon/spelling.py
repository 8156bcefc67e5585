"""British twins of American spellings in medical words.

Names in the word lists are given in American spelling; `check.py --twins` adds the British twin of each
that has one. The pairs are those of the Oxford and Merriam-Webster dictionaries (ae and oe kept or
dropped, -our, -re, -ise).
"""

from __future__ import annotations

import re

_PAIRS = (
    (r"(?<![adthp])emi(?=as?\b|c\b)", "aemi"),
    (r"(isch|lipid|glycerid|cyth)emi", r"\1aemi"),
    (r"\bhem(?=o(?!st$)|at|angi)", "haem"),
    (r"(?<=[a-z])hem(?=orrh|oglob)", "haem"),
    (r"(?<!angi)(?<!angio)edema(?=\b|t|s)", "oedema"),
    (r"gastroesophag", "gastro-oesophag"),
    (r"(?<!o)esophag", "oesophag"),
    (r"\bestr(?=o|a|i)", "oestr"),
    (r"rrhea", "rrhoea"),
    (r"\btumor", "tumour"),
    (r"pediatr", "paediatr"),
    (r"gynec", "gynaec"),
    (r"orthoped", "orthopaed"),
    (r"\bcesar", "caesar"),
    (r"\bfet(?=al|us)", "foet"),
    (r"\bceliac", "coeliac"),
    (r"anesth", "anaesth"),
    (r"pnea\b", "pnoea"),
    (r"\bfiber", "fibre"),
    (r"\bcolor(?!ect|ado)", "colour"),
    (r"behavior", "behaviour"),
    (r"\bodor\b", "odour"),
    (r"\blabor\b", "labour"),
    (r"\bcenter", "centre"),
    (r"coloration", "colouration"),
    (r"\bsulf(?=ur|ate|ide|on)", "sulph"),
    (r"aluminum", "aluminium"),
    (r"(?<=[a-z]{3})iz(?=e\b|ed\b|es\b|ing\b|ation|er\b)", "is"),
    (r"lyz(?=e|ing)", "lys"),
    (r"\betiolog", "aetiolog"),
    (r"\bmold\b", "mould"),
    (r"\bskeptic", "sceptic"),
    (r"\byogurt", "yoghurt"),
    (r"\bwhiskey", "whisky"),
    (r"\bdisk\b", "disc"),
    (r"\bgray\b", "grey"),
    (r"\bpajama", "pyjama"),
    (r"\bneuron(?=s?\b)", "neurone"),
    (r"\bcounseling", "counselling"),
    (r"\bprogram\b", "programme"),
    (r"\bmaneuver", "manoeuvre"),
    (r"defense", "defence"),
)
_COMPILED = tuple((re.compile(pattern), british) for pattern, british in _PAIRS)
#: -ize words that no dialect writes with -ise.
_KEEP = re.compile(
    r"\b(?:size|prize|seize|capsize|resize)[ds]?\b|\bsizing\b"
    r"|\bhalluciz|wheez|sneez|squeez|freez|breez|dozed|oozed|glaz|bulldoz"
)


def british(term: str) -> str | None:
    """The British twin of a term in American spelling, or None where both spell it alike.

    >>> british("anemia of chronic disease")
    'anaemia of chronic disease'
    >>> british("ginger") is None
    True
    """
    if _KEEP.search(term):
        return None
    twin = term
    for pattern, replacement in _COMPILED:
        twin = pattern.sub(replacement, twin)
    return twin if twin != term else None
