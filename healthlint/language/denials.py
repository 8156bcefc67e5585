"""What a word of denial denies: nothing at all in some phrases, and not what comes after its own clause.

"Not only" and its like are in `rules/lexicon/negation-pseudo.yaml`; here stand the forms that no list can hold:
a denial of a denial, a comparison that nothing beats, an answer, and where a denied clause ends.
"""

from __future__ import annotations

from healthlint import expressions as re

_BETTER = (
    r"(?:better|faster|quicker|deeper|stronger|healthier|happier|calmer|fitter|easier|safer|gentler|sooner|longer"
    r"|greater|milder|more \w{4,})"
)
#: "Isn't just food that prevents", "doesn't only mask": what follows is said and more is added.
_ONLY = re.compile(r"\s(?:just|only|merely|simply|solely)\s", re.I)
#: "Nothing works faster", "nothing eases a cough like it"; "nothing makes it better" denies.
_UNBEATEN = re.compile(
    rf"\s(?:else\s)?(?!makes|gets|seems|is\s|has\s)[a-z]{{3,}}s\s(?:[^\s,;:.]+\s){{0,9}}?(?:{_BETTER}\b|(?:quite\s)?(?:like|as)\s)",
    re.I,
)
#: "Never felt better", "never slept so well".
_NEVER_BETTER = re.compile(
    r"\s(?:felt|looked|slept|been|breathed|moved|run|eaten|had|worked)\s(?:a\s)?(?:[^\s,;:.]+\s)?"
    rf"(?:{_BETTER}|so\s(?:well|good|deeply|easily|soft|clear))\b",
    re.I,
)
#: "No better remedy", "no other medicine does as much".
_NO_BETTER = re.compile(
    rf"\s(?:{_BETTER}|other)\s(?:natural\s|known\s)?(?:way|remedy|cure|medicine|drug|treatment|therapy|tool|food|herb"
    r"|exercise|method|choice|protection)\b",
    re.I,
)
#: A small or denied number of people or cases of whom something else is denied: nearly all remain.
_TWICE = re.compile(
    r"\b(?:only\s(?:a\s)?(?:few|handful|couple)\b|(?:hardly|scarcely|barely)\s(?:a|any)\b"
    r"|there(?:['’]s|\sis)\s(?:no|nothing|hardly)\b"
    r"|(?:few|not one|no one|nobody|none)\s(?:of\s)?[^,;:.]{0,30}\b(?:who|that)\b"
    r"|(?:rarely|seldom|hardly\sever|never)\s(?:have|has|had|do|does|did)\s(?:i|we|he|she|they|any|a)\b)"
    r"[^;:.]{0,110}?(?:\bnot\b|n['’]t\b|\bfail(?:s|ed)?\sto\b)",
    re.I,
)
#: Where a denied clause ends although its subject goes on: "never stings and is safe", "costs nothing, has no ...".
_GOES_ON = re.compile(r"(?:,|,?\s(?:and|but))\s(?:also\s)?(?:is|are|was|were|has|have|does)\s", re.I)
#: A new clause that opens with its time or its own subject: ", and after a week it went", "and the pain was gone".
_NEW_CLAUSE = re.compile(
    r",\s(?:and|but|so)\s(?:after|within|since|now|once|when|then|by|within)\s"
    r"|,?\s(?:and|but|so)\s(?:the|my|his|her|our|their)\s(?:[^\s,;:.]+\s){1,3}(?:is|are|was|were|has|had|have)\s",
    re.I,
)
_NEXT_NO = re.compile(r",\s(?:and\s)?no[\s-]", re.I)
#: "Not drinking has cured my dread": only what the gerund names is denied.
_GERUND = re.compile(
    r"\s\w{2,}ing\s(?:[^\s,;:.]+\s){0,5}?(?=(?:has|have|is|was|will|[a-z]{3,}(?:s|ed))\s)", re.I
)
#: ", who did not get well before, got well": a relative clause between commas.
_ASIDE = re.compile(r",\s(?:who|which)\s[^,;:]*$", re.I)
_FORMS = {"not": _ONLY, "nothing": _UNBEATEN, "never": _NEVER_BETTER}
_NEAR = 12  # code points that hold the words asked for before a subject
_SUBJECTS = frozenset(["no", "none", "neither", "nobody", "nothing"])
_BEFORE_SUBJECT = re.compile(r"(?:[,;:—–(]\s?|\b(?:and|but|so|that|there\s(?:is|are|was|were))\s)$", re.I)


def denies(prose: str, low: int, high: int, start: int, end: int) -> bool:
    """Whether the word of denial at [start, end) denies something in its sentence [low, high) at all."""
    cue = prose[start:end].lower()
    if cue == "no":
        answers = prose[end : end + 1] in ",.!" and not prose[low:start].strip(" *_\"'“")
        praises = _NO_BETTER.match(prose, end, high) and not _is_compared(prose, end, high)
        return not (answers or praises)  # "No, it has no side effects"
    form = _FORMS.get(cue)
    if form is None and cue.endswith(("n't", "n’t")) and not cue.startswith("ca"):
        form = _ONLY
    return form is None or form.match(prose, end, high) is None


def denied_twice(prose: str, low: int, high: int) -> list[tuple[int, int]]:
    """Where in a sentence [low, high) a denial is itself denied: "only a few did not"."""
    return [match.span() for match in _TWICE.finditer(prose, low, high)]


def _is_compared(prose: str, start: int, end: int) -> bool:
    """Whether a comparison names what it is made with: "no better treatment than a sham"."""
    return prose.find(" than ", start, end) >= 0


def end_of_denial(prose: str, low: int, high: int, start: int, end: int) -> int:
    """Where a denial ends at the latest, of the word at [start, end) in a sentence that begins at `low`; `high` is
    where it would end otherwise."""
    cue = prose[start:end].lower()
    opens = not prose[low:start].strip(" *_\"'“")
    subject = cue in _SUBJECTS and (
        opens or _BEFORE_SUBJECT.search(prose, max(low, start - _NEAR), start) is not None
    )
    patterns = [_NEW_CLAUSE]
    if not subject:
        patterns.append(_GOES_ON)
    if cue == "no" or cue.startswith("no "):
        patterns.append(_NEXT_NO)
    for pattern in patterns:
        match = pattern.search(prose, end, high)
        if match is not None:
            high = match.start()
    if cue == "not" and opens:
        gerund = _GERUND.match(prose, end, high)
        if gerund is not None:
            high = gerund.end() - 1
    if _ASIDE.match(prose, max(low, prose.rfind(",", low, start)), start):
        comma = prose.find(",", end, high)
        high = comma if comma >= 0 else high
    return high
