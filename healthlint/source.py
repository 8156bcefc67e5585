"""One file's text, decoded once, and where its lines are."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from itertools import accumulate, count
from operator import add

from healthlint import expressions as re

#: UTF-32 first: its little-endian mark begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = tuple(mark for mark, _ in _BOMS)

_LINE_END = re.compile(r"\r\n?|\n")

#: A charset that the head of an HTML or XML file declares. Browsers look at 1,024 bytes; content systems put
#: long comments and scripts before it.
_DECLARED = re.compile(
    rb"""<(?:meta\s[^>]{0,300}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I
)
_HEAD = 8192

#: What a declaration may name. Python also knows codecs that are no character sets ("rot13", "idna").
_CHARSETS = re.compile(r"(?:iso8859|cp|koi8|mac|euc|shift_jis|big5|gb|hz|iso2022|tis|johab|ptcp|kz).*")


class Source:
    """A file's path and its text as it stands in the file, and the way from an offset to a line and column.

    Offsets, lines and columns are in Unicode code points; lines and columns count from 1. A line ends at LF,
    CRLF or a lone CR and at nothing else. A byte order mark is in `bom`, not in the text.
    """

    __slots__ = ("_starts", "bom", "encoding", "path", "text")

    def __init__(self, path: str, text: str, encoding: str = "utf-8", bom: bytes = b"") -> None:
        """Take a decoded text; `encoding` and `bom` say how it stood in the file."""
        self.path = path
        self.text = text
        self.encoding = encoding
        self.bom = bom
        self._starts: list[int] | None = None

    @classmethod
    def from_bytes(cls, data: bytes, path: str) -> Source:
        """Decode a file: by its byte order mark, as UTF-8, by the charset it declares, as Windows-1252 or
        as Latin-1, whichever fits first. Never raises: what fits nowhere becomes U+FFFD.
        """
        if data.startswith(_MARKS):
            for bom, encoding in _BOMS:
                if data.startswith(bom):
                    return cls(path, data[len(bom) :].decode(encoding, "replace"), encoding, bom)
        declared = _declared(data)
        # Seven-bit encodings look like valid UTF-8.
        if declared.startswith(("iso2022", "hz")):
            try:
                return cls(path, data.decode(declared), declared)
            except UnicodeDecodeError:
                pass
        try:
            return cls(path, data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
        if _is_damaged_utf8(data):
            return cls(path, data.decode("utf-8", "replace"), "utf-8")
        for encoding in (declared, "cp1252"):
            try:
                return cls(path, data.decode(encoding), encoding)
            except (UnicodeDecodeError, LookupError):
                continue
        return cls(path, data.decode("latin-1"), "latin-1")

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, which may be the end of the text.

        Raises ValueError outside the text.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"no offset {offset} in a text of {len(self.text)}")
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line_span(self, line: int) -> tuple[int, int]:
        """Where a line starts and ends, its line end left out.

        Raises ValueError for a line that is not there.
        """
        starts = self._line_starts()
        if not 1 <= line <= len(starts):
            raise ValueError(f"no line {line} in a text of {len(starts)}")
        start = starts[line - 1]
        if line == len(starts):
            return start, len(self.text)
        end = starts[line] - 1
        return start, end - 1 if self.text[end - 1 : end + 1] == "\r\n" else end

    def line_text(self, line: int) -> str:
        """The text of a line without its line end.

        Raises ValueError for a line that is not there.
        """
        start, end = self.line_span(line)
        return self.text[start:end]

    @property
    def line_count(self) -> int:
        """How many lines there are; a text that ends with a line end has an empty line after it."""
        return len(self._line_starts())

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            if "\r" in self.text:
                self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
            else:
                lengths = accumulate(map(len, self.text.split("\n")[:-1]))
                self._starts = [0, *map(add, lengths, count(1))]
        return self._starts


def _declared(data: bytes) -> str:
    """The codec of the charset that HTML or XML bytes declare, or ""."""
    is_likely = data.find(b"charset", 0, _HEAD) >= 0 or data.startswith(b"<?xml")
    match = _DECLARED.search(data, 0, _HEAD) if is_likely else None
    if match is None:
        return ""
    try:
        name = codecs.lookup(match.group(1).decode("ascii", "replace")).name
    except LookupError:
        return ""
    # Browsers read these two as Windows-1252, which only adds to them.
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return name if _CHARSETS.fullmatch(name) else ""


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 are rather UTF-8 with a few bad bytes than another encoding."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - bad - len(data.translate(None, bytes(range(0x80, 0x100))))
    return good > 4 * bad
