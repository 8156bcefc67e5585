"""``python -m healthlint`` is the program ``healthlint``."""

from __future__ import annotations

from healthlint.cli.main import run

if __name__ == "__main__":
    run()
