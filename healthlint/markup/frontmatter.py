"""Front matter: where it stands, and its sentences.

Reading an article needs only the strings of a few keys, with their positions: those are scanned for. The
whole is parsed by `healthlint.markup.frontmatter_data` when something asks for it, for a YAML parser costs more than
the article does.
"""

from __future__ import annotations

from collections.abc import Iterator

from healthlint import expressions as re
from healthlint.expressions import lazy
from healthlint.markup.builder import Builder, Shape
from healthlint.markup.model import FRONT_MATTER, FrontMatter

_KEYS = "title|subtitle|description|summary|excerpt"

_FENCES = {
    "---": ("yaml", lazy(r"\n(?:---|\.\.\.)[ \t\r]*(?=\n|\Z)")),
    "+++": ("toml", lazy(r"\n\+\+\+[ \t\r]*(?=\n|\Z)")),
}
#: Some programs let a word after the opening fence say what follows.
_KINDS = ("yaml", "toml", "json")
#: What YAML begins with; two rules with prose between them do not.
_JSON = lazy(r'\{\s*"')
_JSON_END = lazy(r"^\}[ \t]*$", re.M)
_YAML_START = lazy(r"\s*(?:#|- |\{|\Z|[\"']?[\w.$@/ -]{1,60}[\"']?\s*:(?:\s|\Z))")

#: A key, with an anchor or a tag that its value may bear. The value may begin on the next line, indented.
_YAML_KEY = lazy(
    rf"^([\"']?)({_KEYS})\1[ \t]*:[ \t]*(?:[&!]\S*[ \t]+)*"
    r"(?:(?:#[^\n]*)?(?P<below>\r?\n)(?:[ \t]*\r?\n)*+[ \t]+)?(?=\S)",
    re.M | re.I,
)
#: What begins below a key and is no string.
_NESTED = lazy(r"-\s|(?:[\w.$@/-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*:(?:\s|\Z)")
_NULL = lazy(r"(?:~|null)[ \t\r]*\Z", re.I)
#: The keys of the root; the header of a table, where they end; and strings in which anything may stand.
_TOML_TOKEN = lazy(
    rf"(?P<string>\"{{3}}|'{{3}})|^[ \t]*(?:(?P<table>\[\[?[\w.\"' -]+\]\]?[ \t]*(?:#[^\n]*)?(?=\r?\n|\Z))"
    rf"|([\"']?)(?P<key>{_KEYS})\3[ \t]*=[ \t]*(?=\S))",
    re.M | re.I,
)
_JSON_TOKEN = lazy(r'("(?:[^"\\]++|\\.)*+")(\s*:)?|[{}\[\]]', re.S)
_DOUBLE = lazy(r'"((?:[^"\\]++|\\.)*+)"', re.S)
_SINGLE = lazy(r"'((?:[^']++|'')*+)'")
_TRIPLE = lazy(r'"""\n?(.*?)"""|\'\'\'\n?(.*?)\'\'\'', re.S)
_BLOCK = lazy(r"[>|][-+0-9]*[ \t\r]*(?:#[^\n]*)?\n((?:[ \t]+\S[^\n]*(?:\n|\Z)|[ \t\r]*\n)*+)")
_PLAIN = lazy(r"[^\n]*(?:\n[ \t]+[^\n]+)*+")
_YAML_COMMENT = lazy(r"[ \t]#[^\n]*")
_LINE = lazy(r"\S(?:[^\n]*\S)?")
_ESCAPE = lazy(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|(.))",
    re.S,
)
#: The group that only a pair of surrogates has.
_PAIR = 2
#: What a letter after a backslash stands for, where that is not itself; no control characters.
_CONTROL = dict.fromkeys("nrtfvNLP\n", " ") | dict.fromkeys("0abe", "") | {"_": "\xa0"}

#: A line of data: a comment, a key, an item, or what belongs to one above.
_DATA_LINE = lazy(r"\s|#|\Z|- |[\]}]|[\"']?[\w.$@/-]{1,60}[\"']?[ \t]*[:=](?:\s|\Z)")

_LONE_CR = lazy(r"\r(?!\n)")


def open_text(text: str) -> tuple[Builder, str]:
    """A builder that has the front matter of a text, and the text of the same length that is left to read.

    In that the front matter is blank, no line ends in a lone CR, and every character can be encoded.
    """
    if "\r" in text:
        text = _LONE_CR.sub("\n", text)
    try:
        text.encode()
    except UnicodeEncodeError:  # lone surrogates, which only a caller's own string can have
        text = text.encode("utf-8", "replace").decode()
    builder = Builder(text)
    found = find(text)
    if found is not None:
        builder.front_matter, body = found
        write(builder, text, builder.front_matter)
        text = "\n".join(" " * len(line) for line in text[:body].split("\n")) + text[body:]
    return builder, text


def find(text: str) -> tuple[FrontMatter, int] | None:
    """The front matter that a text begins with, and where the body begins; None where there is none.

    No line of `text` may end in a lone CR.
    """
    if text.startswith("{"):
        return _find_json(text)
    fence = _FENCES.get(text[:3])
    if fence is None:
        return None
    kind, closing = fence
    start = text.find("\n") + 1 or len(text)
    said = text[3:start].strip().lower()
    if said and (kind != "yaml" or said not in _KINDS):
        return None
    match = closing.search(text, start - 1)
    kind = said or kind
    if match is None or (kind == "yaml" and not _YAML_START.match(text, start, match.start() + 1)):
        return None
    return FrontMatter(kind, start, max(start, match.start())), match.end()


def opens_text(text: str) -> bool:
    """Whether a plain text begins with front matter: between two fences, and nothing but data."""
    if not text.startswith(tuple(_FENCES)):
        return False
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = find(text)
    if found is None:
        return False
    kind, start, end = found[0]
    return kind == "json" or all(map(_DATA_LINE.match, text[start:end].split("\n")))


def _find_json(text: str) -> tuple[FrontMatter, int] | None:
    if not _JSON.match(text):
        return None
    import json

    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        match = _JSON_END.search(text)
        if match is None:
            return None
        value, end = {}, match.end()
    return (FrontMatter("json", 0, end), end) if isinstance(value, dict) else None


def write(builder: Builder, text: str, front_matter: FrontMatter) -> None:
    """Write the values that readers see as blocks that bear the key as their label.

    No line of `text` may end in a lone CR.
    """
    for key, start, end, quote in _values(text, front_matter):
        builder.begin(Shape(FRONT_MATTER, label=key))
        before = -1
        for line in _LINE.finditer(text, start, end):
            first, last = line.span()
            # In double quotation marks a backslash at the end of a line joins it to the next one.
            is_joined = quote == '"' and last < end and _BACKSLASH.match(text, first, last) is not None
            if before >= 0:
                builder.space(before, first)
            last -= is_joined
            if first < last:
                _write_line(builder, text, first, last, quote)
            before = -1 if is_joined else last
        builder.end()


def _write_line(builder: Builder, text: str, start: int, end: int, quote: str) -> None:
    pattern = _ESCAPE if quote == '"' else _QUOTE if quote == "'" else None
    at = start
    if pattern is not None:
        for match in pattern.finditer(text, start, end):
            builder.add(text[at : match.start()], at)
            at = match.end()
            builder.put(_unescape(match), match.start(), at)
    builder.add(text[at:end], at)


_QUOTE = lazy("'(')")
_BACKSLASH = lazy(r"(?:[^\\]|\\.)*+\\\Z", re.S)


def _unescape(match: re.Match[str]) -> str:
    code = match[match.lastindex or 0]
    if match.lastindex == _PAIR:  # a character beyond the first 65,536, as JSON writes it
        return chr(0x10000 + ((int(match[1], 16) & 0x3FF) << 10) + (int(code, 16) & 0x3FF))
    if len(code) > 1:
        value = int(code, 16)
        return chr(value) if value < 0x110000 and not 0xD800 <= value < 0xE000 else "\ufffd"
    return _CONTROL.get(code, code)


def _values(text: str, front_matter: FrontMatter) -> Iterator[tuple[str, int, int, str]]:
    """The readers' values: key, where the value starts and ends, and the quotation mark around it, if any."""
    kind, start, end = front_matter
    if kind == "json":
        yield from _json_values(text, start, end)
    elif kind == "toml":
        yield from _toml_values(text, start, end)
    else:
        yield from _yaml_values(text, start, end)


def _yaml_values(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, str]]:
    for match in _YAML_KEY.finditer(text, start, end):
        at = match.end()
        mark = text[at]
        if match["below"] and _NESTED.match(text, at, end):
            continue
        if mark in "\"'":
            pattern = _DOUBLE if mark == '"' else _SINGLE
        elif mark in "[{&*!%@`#":
            continue
        else:
            pattern, mark = (_BLOCK if mark in ">|" else _PLAIN), ""
        value = pattern.match(text, at, end)
        if value is None:
            continue
        first, last = value.span(value.lastindex or 0)
        if pattern is _PLAIN:
            comment = _YAML_COMMENT.search(text, first, last)
            last = comment.start() if comment is not None else last
            if _NULL.match(text, first, last):
                continue
        yield match[2].lower(), first, last, mark


def _toml_values(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, str]]:
    at = start
    while match := _TOML_TOKEN.search(text, at, end):
        at = match.end()
        if match["table"]:
            return
        if match["string"]:
            at = text.find(match["string"], at, end) + 3
            if at < 3:
                return
            continue
        mark = text[at]
        if text.startswith((3 * '"', 3 * "'"), at):
            pattern = _TRIPLE
        elif mark in "\"'":
            pattern = _DOUBLE if mark == '"' else _SINGLE
        else:
            continue
        value = pattern.match(text, at, end)
        if value is not None:
            at = value.end()
            yield match["key"].lower(), *value.span(value.lastindex or 0), "" if mark == "'" else mark


def _json_values(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, str]]:
    depth = 0
    key = ""
    for match in _JSON_TOKEN.finditer(text, start, end):
        if match[1] is None:
            depth += 1 if match[0] in "{[" else -1
            key = ""
        elif match[2] is not None:
            key = match[1][1:-1].lower() if depth == 1 else ""
        elif key:
            if key in _JSON_KEYS:
                yield key, match.start(1) + 1, match.end(1) - 1, '"'
            key = ""


_JSON_KEYS = frozenset(_KEYS.split("|"))
