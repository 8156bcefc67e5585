"""What the formats for tools have in common."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from healthlint.report.escape import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from healthlint.finding import Finding
    from healthlint.report.model import Failure

#: What formats that hold nothing but findings call a failure.
NOT_CHECKED = "not-checked"

_LINE_END = re.compile(r"\r\n?|\n")
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)


def dump(value: object) -> str:
    """JSON on one line, in ASCII, with nothing in it that a terminal would act on."""
    return json.dumps(value).replace("\x7f", "\\u007f")


def array(items: Iterable[object]) -> Iterator[str]:
    """A JSON array, each item on a line of its own."""
    yield "["
    separator = "\n"
    for item in items:
        yield separator + dump(item)
        separator = ",\n"
    yield "\n]"


def clean(text: str) -> str:
    """The text with its line ends, and with everything else made visible."""
    return text if text.isprintable() else "\n".join(map(visible, _LINE_END.split(text)))


def address(url: str) -> str:
    """The address where a tool may show it as a link: a web address in ASCII; else ""."""
    return url if _ADDRESS.fullmatch(url) else ""


def advice(finding: Finding) -> str:
    """What is wrong and, on lines of its own, what to write instead."""
    return clean(f"{finding.message}\n{finding.help}" if finding.help else finding.message)


def failure_text(failure: Failure) -> str:
    """What a failure says, after its place."""
    return f"{failure.line}:{failure.column}: {failure.message}" if failure.line else failure.message
