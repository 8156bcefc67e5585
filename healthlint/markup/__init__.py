"""Readers of plain text, Markdown, MDX and HTML: source text to `Markup`."""

from __future__ import annotations

#: The formats there is a reader for.
FORMATS = ("text", "markdown", "mdx", "html")

_EXTENSIONS = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "mdx": "mdx",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
}


def format_of(path: str) -> str:
    """The format that a file name's extension stands for; "text" where it stands for none."""
    return _EXTENSIONS.get(path.rpartition(".")[2].lower(), "text")
