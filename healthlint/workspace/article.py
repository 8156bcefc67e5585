"""An article's bytes as a `Source`; bytes that are no text are refused here, before anything is made of them."""

from __future__ import annotations

import codecs
import errno

from healthlint.source import Source

#: How files begin that are no text though they may hold no NUL.
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, or a .docx, .odt or .epub file"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a .doc file, or another one of old Microsoft Office"),
    (b"\x1f\x8b", "compressed with gzip"),
)
#: Where a NUL is looked for, in bytes, and that it tells: as git does.
_HEAD = 8000
#: Encodings in which text has NULs.
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


class NotTextError(OSError):
    """A file that holds no text; `strerror` says what it holds instead."""

    def __init__(self, why: str) -> None:
        """Take what the file holds."""
        super().__init__(errno.EILSEQ, f"not a text file: {why}")


def read_article(content: bytes, path: str) -> Source:
    """The source in a file's bytes. Raises NotTextError."""
    for magic, name in _MAGIC:
        if content.startswith(magic):
            raise NotTextError(name)
    if content.find(b"\0", 0, _HEAD) >= 0 and not content.startswith(_WIDE):
        raise NotTextError("it holds NUL bytes (UTF-16 needs a byte order mark)")
    return Source.from_bytes(content, path)
