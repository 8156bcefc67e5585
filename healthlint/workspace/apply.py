"""Fixing the articles of a run: which of them, in which encoding, and what kept others from it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from healthlint.fixing import Fixed, Look, applies, fix_text
from healthlint.source import Source
from healthlint.workspace.apply_write import NotWritten, encoded, replace
from healthlint.workspace.article import read_article
from healthlint.workspace.checking import Checker, internal
from healthlint.workspace.config import Config, Configs
from healthlint.workspace.discovery import STDIN, reason
from healthlint.workspace.result import Options, Problem, RunResult
from healthlint.workspace.sieve import Sieve

if TYPE_CHECKING:
    from healthlint.finding import Finding


class Patch(NamedTuple):
    """A file as it was and as it is with its fixes."""

    path: str
    before: str
    after: str


class Mended(NamedTuple):
    """What fixing the articles of a run came to."""

    #: The findings that were settled, as they were reported before.
    fixed: list[Finding]
    patches: list[Patch]
    #: Files that could not be read or written; each means exit code 2.
    errors: list[Problem]
    #: Files, and fixes, that were left out, and why.
    messages: list[str]
    #: What standard input holds with its fixes; None where it is not among the articles.
    stdin: bytes | None = None


def fix_files(
    result: RunResult,
    options: Options,
    safeties: Collection[str],
    stdin: bytes | None = None,
    write: bool = True,
) -> Mended:
    """Fix what a run has found. Suppressed and known findings, and those that a change did not bring, stay.

    `stdin` is what the run was given as standard input, which is fixed in memory. Without `write` no file is
    touched. A file that has changed since it was checked here is left alone. Raises ConfigError.
    """
    fixer = _Fixer(options, safeties, write)
    named = options.stdin_filename or STDIN
    mended = Mended([], [], [], [], stdin)
    for path, is_input in _files(result, safeties, named if stdin is not None else ""):
        try:
            if is_input and stdin is not None:
                content = stdin
            else:
                with open(path, "rb") as file:
                    content = file.read()
            after = fixer.fix(path, content, mended, is_input)
        except NotWritten as error:
            mended.messages.append(f"{path}: {error}")
        except OSError as error:
            mended.errors.append(Problem(path, reason(error)))
        except Exception as error:
            mended.errors.append(Problem(path, internal(error)))
        else:
            if is_input:
                mended = mended._replace(stdin=after)
    return mended


def _files(result: RunResult, safeties: Collection[str], named: str) -> Iterator[tuple[str, bool]]:
    """What to fix, and whether it is standard input, which is `named` so; a file may have the same name."""
    for path in dict.fromkeys(one.path for one in result.findings if applies(one, safeties)):
        if path == named:
            yield path, True
        if path != named or result.files.count(path) > 1:
            yield path, False


class _Fixer:
    """Fixes articles one after the other."""

    def __init__(self, options: Options, safeties: Collection[str], write: bool) -> None:
        self._configs = Configs(options)
        self._sieve = Sieve(options)
        self._checkers: dict[int, Checker] = {}
        self._safeties = safeties
        self._write = write

    def fix(self, path: str, content: bytes, mended: Mended, is_input: bool) -> bytes:
        """Fix an article and note what came of it; its bytes then. Raises NotWritten or OSError."""
        source = read_article(content, path)
        config = self._configs.at(os.path.dirname(path) or os.curdir).of(path, content)
        fixed = self._fixed(source, config)
        for finding in fixed.futile:
            said = f"{path}:{finding.line}:{finding.column}: the fix for {finding.rule} settles nothing here; left out"
            mended.messages.append(said)
        if not fixed.is_complete:
            mended.messages.append(f"{path}: more is left to fix; run --fix again")
        if not fixed.findings:
            return content
        after = encoded(source, content, fixed.text)
        if self._write and not is_input:
            replace(path, content, after)
        mended.patches.append(Patch(path, source.text, fixed.text))
        mended.fixed.extend(fixed.findings)
        return after

    def _fixed(self, source: Source, config: Config) -> Fixed:
        checker = self._checkers.get(id(config)) or self._checkers.setdefault(id(config), Checker(config))

        def look(text: str) -> Look:
            now = Source(source.path, text, source.encoding, source.bom)
            found = checker.check(now).findings
            return Look(found, self._sieve.pick(now, list(found), config))

        return fix_text(source.text, look, self._safeties)
