"""Texts to measure on, of any size: made-up sentences, the same ones on every run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from random import Random

_AGENTS = (
    "Mallow root",
    "Pine bark tea",
    "A warm bath",
    "Cold brew",
    "This balm",
    "Oat straw",
    "Walking",
    "Ginger",
)
_CLAIMS = ("cures", "relieves", "prevents", "wipes out", "banishes")
_ILLS = ("headaches", "insomnia", "joint pain", "hay fever", "a sore throat", "migraines", "eczema")
_PLAIN = (
    "{agent} has been part of village life for a very long time.",
    "Nobody in the valley could say when {agent} was first written about.",
    "{agent} may help with {ill}, according to one small study.",
    "Does {agent} do anything for {ill}?",
    "The clinic opened in {year}, and {count} people came in its first week.",
    "Talk to a pharmacist before you try {agent} for {ill}.",
    "About {share} of the visitors said that {ill} kept them awake.",
    "Some drink {agent} in the evening, others not at all.",
    "There is no evidence that {agent} changes the course of {ill}.",
    "My neighbour swears by {agent}; her sister does not.",
    "The leaves dry for {count} days in a dark room (see the drawing).",
    "People with {ill} were asked how they slept, what they ate and whether they had tried {agent}.",
)


def sentences(seed: int = 1) -> Iterator[str]:
    """Sentences without end, as mixed as those of an ordinary article."""
    random = Random(seed)
    while True:
        yield random.choice(_PLAIN).format(
            agent=random.choice(_AGENTS),
            ill=random.choice(_ILLS),
            year=random.randint(1850, 2020),
            count=random.randint(2, 400),
            share=f"{random.randint(1, 99)}%",
        )


def claims(seed: int = 2) -> Iterator[str]:
    """Sentences without end, each of which has a finding."""
    random = Random(seed)
    for number in count(1):
        claim = f"{random.choice(_AGENTS)} {random.choice(_CLAIMS)} {random.choice(_ILLS)}"
        yield f"{claim} for good, as case {number} shows."


def prose(size: int, between: str = "\n\n", every: int = 5) -> str:
    """So many characters of sentences, with something `between` each few."""
    parts: list[str] = []
    length = 0
    for number, sentence in enumerate(sentences(), 1):
        parts.append(sentence)
        parts.append(between if number % every == 0 else " ")
        length += len(sentence) + len(parts[-1])
        if length >= size:
            return "".join(parts)[:size]
    raise AssertionError("sentences do not end")


def _findings(number: int) -> str:
    made = claims()
    return "\n\n".join(next(made) for _ in range(number))


def _references(number: int) -> str:
    """A footnote for each sentence: numbers in brackets are references up to 999 only."""
    made = sentences()
    body = "\n\n".join(f"{next(made)[:-1]}.[^{entry}]" for entry in range(1, number + 1))
    entries = "\n".join(
        f"[^{entry}]: Nobody A, Someone B. A study of {entry} cups. J Imagined Med. 20{entry % 20:02};{entry}:1-9."
        for entry in range(1, number + 1)
    )
    return f"{body}\n\n## References\n\n{entries}\n"


def _nested(depth: int) -> str:
    made = sentences()
    inner = "".join(f"<div><p>{next(made)}</p>" for _ in range(depth))
    return f"<html><body>{inner}{'</div>' * depth}</body></html>"


def _tags(number: int) -> str:
    made = sentences()
    return (
        "<html><body>" + "".join(f"<p>{next(made)} <b>Yes</b></p>" for _ in range(number)) + "</body></html>"
    )


def _table(number: int) -> str:
    made = sentences()
    return "| what | said |\n|---|---|\n" + "".join(f"| {row} | {next(made)} |\n" for row in range(number))


def _unclosed(number: int) -> str:
    """Marks that open something and never close it."""
    made = sentences()
    return "".join(f"{next(made)} *not [this (that “so <!-- {{{{ `\n\n" for _ in range(number))


#: Name -> what grows (with its unit), name of the file, sizes, text of a size.
CASES: dict[str, tuple[str, str, tuple[int, ...], Callable[[int], str]]] = {
    "prose": ("characters", "a.txt", tuple(4**n * 1024 for n in range(8)), prose),
    "Markdown": ("characters", "a.md", tuple(4**n * 1024 for n in range(7)), prose),
    "one line": ("characters", "a.txt", tuple(4**n * 1024 for n in range(8)), lambda size: prose(size, " ")),
    "one line without a full stop": (
        "characters",
        "a.txt",
        tuple(4**n * 1024 for n in range(7)),
        lambda size: prose(size, " ").replace(".", ",").replace("?", ","),
    ),
    "findings": ("findings", "a.md", (10, 100, 1000, 10_000), _findings),
    "references": ("references", "a.md", (10, 100, 1000, 10_000), _references),
    "nested HTML": ("levels", "a.html", (10, 100, 1000, 10_000), _nested),
    "flat HTML": ("paragraphs", "a.html", (10, 100, 1000, 10_000), _tags),
    "a Markdown table": ("rows", "a.md", (10, 100, 1000, 10_000), _table),
    "marks that never close": ("paragraphs", "a.md", (10, 100, 1000, 10_000), _unclosed),
}
