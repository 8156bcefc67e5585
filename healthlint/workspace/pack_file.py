"""Packs as folders: where they are, and the file pack.yaml that says what one is about and asks for."""

from __future__ import annotations

import os
from typing import Any

from healthlint.rules.reading import Node, Reading
from healthlint.workspace import nodes
from healthlint.workspace.config_form import PACK
from healthlint.workspace.packs import LEXICON, PACK_FILE

#: The file in the folder of a pack; it may be left out.
NAME = PACK_FILE
_ENDINGS = (".yaml", ".yml")


def packs_in(folder: str) -> dict[str, str]:
    """The packs in a folder that `rules` names, or which that folder is, each with its own folder."""
    found: dict[str, str] = {}
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir():
                if entry.name != LEXICON and any(name.endswith(_ENDINGS) for name in os.listdir(entry.path)):
                    found[entry.name] = entry.path
            elif entry.name.endswith(_ENDINGS):
                found[os.path.basename(folder)] = folder
    except OSError:
        pass  # whoever reads the rules says so
    return found


def read(path: str, name: str, reading: Reading) -> tuple[dict[str, Any], Node] | None:
    """The data and the root node of the pack file of a pack; None after a mistake, which is noted.

    Raises OSError where it cannot be read.
    """
    with open(path, "rb") as file:
        content = file.read()
    try:
        root = reading.compose(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        reading.mistake(None, "not UTF-8")
        return None
    data = PACK.read(root, reading) if root is not None else None
    if root is None or data is None:
        return None
    if data.get("pack") not in (None, name):
        reading.mistake(nodes.child(root, "pack"), f"the pack is named `{data['pack']}`, its folder `{name}`")
    return None if reading.mistakes else (data, root)
