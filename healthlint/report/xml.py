"""Text in XML 1.0, which has no way at all to write most control characters, and none for U+FFFE and U+FFFF."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from healthlint.report.escape import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def text(content: object) -> str:
    """The content on one line, as text of an element or as the value of an attribute."""
    shown = visible(str(content)).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    return escape(shown)


def attributes(**values: object) -> str:
    """Attributes in the order given, each after a space."""
    return "".join(f' {name}="{text(value)}"' for name, value in values.items())


def lines(content: str) -> Iterator[str]:
    """The lines of the content, each as text of an element."""
    return map(text, content.splitlines())
