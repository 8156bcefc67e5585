"""``python -m healthlint.cli.docs``: write anew, in a checkout, what the documentation says of the code.

docs/rules.md comes from the rule files, the tables of docs/writing-rules.md from the code that reads them, and
the output that README.md shows from the program.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint.cli.page import page
from healthlint.cli.rulebook import built_in_rules
from healthlint.cli.streams import written_whole

if TYPE_CHECKING:
    from healthlint.rules.model import Rule

_HEAD = """<!-- healthlint-disable-file -- quotes what the rules report -->

# Rules

Made from `rules/` by `python -m healthlint.cli.docs`; not to be edited by hand. `healthlint explain RULE`
says the same. How to choose rules and set their options: [configuration.md](configuration.md).
"""
_TABLES = re.compile(
    r"(?<=<!-- made by `python -m healthlint.cli.docs`: -->\n).*(?=<!-- until here -->)", re.DOTALL
)
_OUTPUT = re.compile(r"^```console\n\$ healthlint (.+)\n(?s:.*?)^```$", re.MULTILINE)


def pages() -> Iterator[tuple[str, str]]:
    """Path and text of each page as it should be; paths and the pages themselves are those of a checkout, in
    the current folder.
    """
    from healthlint.cli.reference import tables
    from healthlint.cli.schema import NAMES, text

    yield os.path.join("docs", "rules.md"), rules_page(built_in_rules())
    path = os.path.join("docs", "writing-rules.md")
    yield path, _TABLES.sub(lambda _: f"\n{tables()}\n", _read(path))
    for name in NAMES:
        yield os.path.join("rules", f"{name}.schema.json"), text(name)
    yield "README.md", _OUTPUT.sub(_with_output, _read("README.md"))


def rules_page(rules: Sequence[Rule]) -> str:
    """The text of docs/rules.md: a table of all rules, then a section for each."""
    rows = ["| code | rule | family | severity | default |", "|---|---|---|---|---|"]
    for rule in rules:
        name = f"[`{rule.name}`](#{_anchor(rule)})"
        default = "on" if rule.is_default else "off"
        rows.append(f"| {rule.code} | {name} | {rule.family} | {rule.severity} | {default} |")
    table = "\n".join(rows) + "\n"
    return "\n".join([_HEAD, table, *(page(rule, level=2) for rule in rules)])


def _with_output(shown: re.Match[str]) -> str:
    from io import BytesIO, StringIO

    from healthlint.cli.main import main

    out, err = StringIO(), StringIO()
    main(shown[1].split(), BytesIO(), out, err)
    return f"```console\n$ healthlint {shown[1]}\n{out.getvalue()}{err.getvalue()}```"


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def _anchor(rule: Rule) -> str:
    """Where GitHub and others put the heading "`unhedged-efficacy-claim` (HL201)"."""
    return f"{rule.name}-{rule.code}".lower()


if __name__ == "__main__":
    for _path, _text in pages():
        with written_whole(_path) as stream:
            stream.write(_text)
