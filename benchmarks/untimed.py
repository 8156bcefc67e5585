"""Run by the interpreter of the installed healthlint: the findings in a folder, by the Python interface, as JSON."""

from __future__ import annotations

import json
import os
import sys

import healthlint

FIELDS = ("path", "rule", "start", "end", "severity", "confidence", "message", "fingerprint")


def main(folder: str) -> None:
    """Print the findings of all files, by path."""
    linter = healthlint.Linter()
    found = []
    for name in sorted(os.listdir(folder)):
        for finding in linter.lint_path(os.path.join(folder, name)):
            found.append({field: getattr(finding, field) for field in FIELDS})
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
