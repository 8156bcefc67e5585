"""Puts what a start would have to work out into a wheel: an installed healthlint reads no YAML, and compiles
neither rules nor word lists nor its own regular expressions.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePacks(BuildHookInterface[Any]):
    """Writes `healthlint/data/compiled`, `healthlint/ready.py` and the hash of the code into a wheel; an
    editable install uses the checkout.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and hand the results to the build."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from healthlint.workspace.compiled import CODE, digest_of
        from healthlint.workspace.packs import Packs, compile_packs, read_files
        from healthlint.workspace.ready import ready_module

        self._folder = tempfile.mkdtemp()
        rules = os.path.join(self.root, "rules")
        packs = compile_packs(read_files([rules], rules))
        for name, content in (
            ("data/compiled", packs),
            (f"data/{CODE}", digest_of(os.path.join(self.root, "healthlint"), packs).encode()),
            ("ready.py", ready_module(Packs(packs, False).ruleset.rules).encode("utf-8")),
        ):
            path = os.path.join(self._folder, os.path.basename(name))
            with open(path, "wb") as file:
                file.write(content)
            build_data["force_include"][path] = f"healthlint/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what only the build needed."""
        if version != "editable":
            shutil.rmtree(self._folder)
