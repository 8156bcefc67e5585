"""``healthlint schema config|rule|pack``: the JSON Schema of a kind of file."""

from __future__ import annotations

from typing import Any

from healthlint.cli.arguments import Parser, UsageError
from healthlint.cli.main import CLEAN
from healthlint.cli.streams import Streams

#: The kinds of files that have one.
NAMES = ("config", "rule", "pack")

USAGE = "healthlint schema {config,rule,pack}"
DESCRIPTION = """Print the JSON Schema (2020-12) of configuration files, rule files or pack files, for editors that
check and complete YAML.
"""
EXAMPLES = """Examples:
  healthlint schema config > .healthlint.schema.json

and as the first line of healthlint.yml, for editors with the YAML language server:
  # yaml-language-server: $schema=.healthlint.schema.json
"""


def main(arguments: list[str], streams: Streams) -> int:
    """Run the command; see `healthlint.cli.main.main` for the exit codes."""
    _, words = Parser(USAGE, DESCRIPTION, EXAMPLES).read(arguments)
    if len(words) != 1:
        raise UsageError(f"name one of {', '.join(NAMES)}")
    streams.print([text(words[0])])
    return CLEAN


def text(name: str) -> str:
    """The schema of a kind of file, as JSON. Raises UsageError for one that there is not."""
    import json

    return json.dumps(_schema(name), indent=2, ensure_ascii=False) + "\n"


def _schema(name: str) -> dict[str, Any]:
    from healthlint.rules.reading import nearest
    from healthlint.rules.schema import json_schema
    from healthlint.workspace.config_form import config_schema, pack_schema

    if name == "rule":
        return json_schema()
    if name == "config":
        return config_schema()
    if name == "pack":
        return pack_schema()
    raise UsageError(f"there is no schema of {name}{nearest(name, NAMES)}")
