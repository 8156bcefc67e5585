"""Telling a report from an article, so that a report can be written where an earlier one stands.

A report that lies among the articles, such as ``healthlint . -o report.txt`` leaves one, must not be linted the next
time; and an article that is named by mistake must never be replaced.
"""

from __future__ import annotations

import re

#: So much of a file is looked at, in characters.
HEAD = 4096

_COLOR = re.compile("\x1b\\[[0-9;]*m")
_SEVERITY = "(?:error|warning|info)"
#: How each kind of report begins; `tests/test_report_recognise.py` holds every format against it.
_BEGINNINGS = re.compile(
    rf"""
    \s*\Z                                                               # concise, nothing found
    | [^\n]+:\d+:\d+:\ {_SEVERITY}\ [A-Z]+\d+\ [a-z0-9-]+\                # full, concise
    | (?:Found\ \d+\ (?:errors?|warnings?|info)\b | No\ findings\ in\ )[^\n]*\n?  # full and grouped: only the summary
      (?:Read\ [\d,]+\ words?[^\n]*\n)? \Z
    | [^\n]+\n\ +\d+:\d+\ \ {_SEVERITY}\ +[A-Z]+\d+\ [a-z0-9-]+\           # grouped
    | \ *findings\ +per\ 1,000\ words\ +files\ +rule\n                    # statistics
    | \{{"version":\ \d+,\ "(?:diagnostics|total)":                      # json
    | \{{"(?:path":\ ".*"line":\ \d+,\ "column":|error":\ \{{"path":)     # jsonl
    | \{{"\$schema":\ "https://docs\.oasis-open\.org/sarif/              # sarif
    | ::(?:error|warning|notice)\ [^\n]*title=[^\n]*::                  # github
    | \[\n(?:\{{"description":\ .*|\]\n\Z)                               # gitlab
    | <\?xml[^\n]*\n<(?:checkstyle\ version=|testsuites\ name="healthlint") # checkstyle, junit
    | \{{"source":\ \{{"name":\ "healthlint"\}}                            # rdjson
    | "path","line","column",|"of","name","code","findings",             # csv
    """,
    re.VERBOSE,
)


def is_report(head: str) -> bool:
    """Whether a text that begins like this, with its first `HEAD` characters, is a report of healthlint, or empty."""
    return _BEGINNINGS.match(_COLOR.sub("", head)) is not None
