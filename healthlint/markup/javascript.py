"""Where JavaScript ends that stands in MDX: told by brackets, outside strings, templates and comments.

This is no parser: JSX between the brackets is prose to it, in which an apostrophe begins no string unless another
one follows on the line.
"""

from __future__ import annotations

from healthlint.expressions import lazy

_STRING = r"'(?:[^'\\\n]++|\\.)*+'|\"(?:[^\"\\\n]++|\\.)*+\""
#: What matters in code: strings, comments (not the // of an address), templates and brackets.
_CODE = lazy(rf"{_STRING}|(?<![^\s;,(){{}}])//[^\n]*|/\*|`|[{{}}()\[\]]|\n[ \t\r]*\n")
_TEMPLATE = lazy(r"\\.|`|\$\{")

_CLOSING = {"}": "{", ")": "(", "]": "["}
_OPENING = frozenset(_CLOSING.values())
_TEMPLATE_MARK = "`"


def end_of_expression(text: str, start: int) -> int:
    """The offset after the brace that closes the one at `start`; -1 where none does."""
    return _scan(text, start, False)


def end_of_module(text: str, start: int) -> int:
    """The offset of the blank line, or of the end, at which an import or export at `start` ends; -1 where its
    brackets do not close.
    """
    return _scan(text, start, True)


def _scan(text: str, start: int, is_module: bool) -> int:
    opened: list[str] = []
    at: int = start
    while True:
        in_template = bool(opened) and opened[-1] == _TEMPLATE_MARK
        match = (_TEMPLATE if in_template else _CODE).search(text, at)
        if match is None:
            return len(text) if is_module and not opened else -1
        at, token = match.end(), match[0]
        if in_template:
            if token == _TEMPLATE_MARK:
                opened.pop()
            elif token == "${":
                opened.append("{")
        elif token == "/*":
            at = text.find("*/", at) + 2
            if at == 1:
                return -1
        elif token == _TEMPLATE_MARK or token in _OPENING:
            opened.append(token)
        elif token in _CLOSING:
            _close(opened, _CLOSING[token])
            if not opened and not is_module:
                return at
        elif token[0] == "\n":
            if is_module and not opened:
                found: int = match.start()
                return found
            at -= 1


def _close(opened: list[str], bracket: str) -> None:
    """Close a bracket. A brace closes what is left open in it; another one that is not open is text of JSX."""
    if bracket == "{" and bracket in opened:
        while opened.pop() != bracket:
            pass
    elif opened and opened[-1] == bracket:
        opened.pop()
