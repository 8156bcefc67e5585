"""Puts the compiled rules and word lists into a wheel: an installed healthlint reads no YAML at its start."""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePacks(BuildHookInterface[Any]):
    """Writes `healthlint/data/compiled.json` into a wheel; an editable install uses the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the packs and hand them to the build."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from healthlint.workspace.packs import compile_packs, read_files

        rules = os.path.join(self.root, "rules")
        handle, self._path = tempfile.mkstemp(suffix=".json")
        with open(handle, "w", encoding="utf-8") as file:
            file.write(compile_packs(read_files([rules], rules)))
        build_data["force_include"][self._path] = "healthlint/data/compiled.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what only the build needed."""
        if version != "editable":
            os.unlink(self._path)
