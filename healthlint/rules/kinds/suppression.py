"""Kind `suppression`: what is wrong with the suppressions of an article.

What a suppression does is known only when all other rules have spoken, so the linter judges these itself (see
`healthlint.suppression_rules`); the article alone gives no match.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from healthlint.rules.model import Match, Option

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.rules.model import Rule

OPTIONS: Mapping[str, Option] = {
    "report": Option(
        "text",
        "unused: leaves out nothing; unknown: names no rule, or is misspelt; reasonless: gives no reason; "
        "refused: asks for what may not be left out, or not without a reason (`suppressible`).",
        choices=("unused", "unknown", "reasonless", "refused"),
        required=True,
    ),
}


def check(rule: Rule, document: AnnotatedDocument) -> Iterator[Match]:
    """Nothing."""
    yield from ()
