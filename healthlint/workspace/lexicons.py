"""Lexicon files: YAML text to the plain data that `healthlint.language.lexicon` compiles."""

from __future__ import annotations

from typing import Any

from healthlint.rules.reading import Reading
from healthlint.rules.shapes import Field, ListOf, MapOf, Number, Record, Text

_INFLECT = Text(choices=("none", "noun", "verb"))
_CLASS = Text(pattern=r"[a-z]+(?:[.-][a-z]+)*", form="a dotted class such as intervention.herb")

#: The form of a lexicon file: see ARCHITECTURE.md, "Lexicon".
LEXICON = Record(
    {
        "lexicon": Field(Text(), True, "The file's name."),
        "class": Field(_CLASS, True, "Dotted; a class stands for all below it."),
        "summary": Field(Text(), True, "What belongs here."),
        "source": Field(Text(), True, "Where the words come from."),
        "licence": Field(Text(), True, "The licence of that source, as an SPDX name."),
        "inflect": Field(_INFLECT, summary="Which forms the entries have beside the one given."),
        "entries": Field(
            ListOf(
                Record(
                    {
                        "term": Field(Text(), True),
                        "class": Field(_CLASS, summary="Instead of the file's."),
                        "inflect": Field(_INFLECT, summary="Instead of the file's."),
                        "forms": Field(MapOf(Text()), summary="The other forms of an irregular word."),
                    },
                    plain="term",
                )
            ),
            True,
        ),
        "weights": Field(
            MapOf(Number()), summary="How much a feature counts, where the class is one of them."
        ),
    }
)


def parse(text: str, reading: Reading) -> dict[str, Any] | None:
    """One lexicon file as plain data; None, with the mistakes in the reading, where it is none."""
    root = reading.compose(text)
    if root is None:
        return None
    data: dict[str, Any] | None = LEXICON.read(root, reading)
    return None if reading.mistakes else data
