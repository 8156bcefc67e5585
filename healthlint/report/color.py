"""The few colours that reports use, from the terminal's own palette so that they fit its background."""

from __future__ import annotations

BOLD = "1"
DIM = "2"
BLUE = "1;34"
SEVERITY = {"error": "1;31", "warning": "1;33", "info": "1;36"}


def paint(text: str, code: str, color: bool) -> str:
    """The text in a colour (an SGR code such as "1;31"), or as it is."""
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
