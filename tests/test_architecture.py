"""ARCHITECTURE.md names what there is."""

from __future__ import annotations

import re
from pathlib import Path

from healthlint.language.annotated import AnnotatedDocument
from healthlint.workspace.lexicons import LEXICON

PROJECT = Path(__file__).parent.parent
PAGE = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The part of the page below a heading."""
    return re.split(r"^#+ ", PAGE.split(f"# {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_module_it_names_is_there() -> None:
    names = set(re.findall(r"`([\w/*]+\.py)`", PAGE))
    assert len(names) > 50
    missing = [name for name in names if not [*PROJECT.glob(name), *PROJECT.glob(f"healthlint/**/{name}")]]
    assert missing == []


def test_every_part_and_reader_is_named() -> None:
    parts = [
        path for path in (PROJECT / "healthlint").iterdir() if not path.name.startswith(("_", "py.", "data"))
    ]
    assert [path.name for path in parts if f"{path.name}" not in section("Modules")] == []
    markup = {path.name for path in (PROJECT / "healthlint" / "markup").glob("[a-z]*.py")}
    assert [name for name in sorted(markup) if name not in section("Markup (`healthlint/markup/`)")] == []


def test_the_layers_are_those_of_a_document() -> None:
    cells = re.findall(r"^\| (`.*?) \|", section("Layers (`healthlint/language/`)"), re.MULTILINE)
    properties = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert len(properties) == 14
    assert [name for name in properties if not hasattr(AnnotatedDocument, name)] == []


def test_the_keys_of_a_lexicon_file_are_those_that_are_read() -> None:
    keys = re.findall(r"^    (\w+):", section("Lexicon"), re.MULTILINE)
    assert keys == list(LEXICON.fields)
