"""Rules and lexicon as a run needs them, from the files of healthlint's own packs and of a project's.

Checking and compiling the YAML of some thousand entries takes hundreds of milliseconds. A wheel therefore
carries the result (`healthlint/data/compiled`, written by `hatch_build.py`); in a checkout, and where a
configuration adds folders, `healthlint.workspace.compiled` keeps it between runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from healthlint.values import NamedTuple, cached_property
from healthlint.workspace.result import ConfigError, Problem, shown

if TYPE_CHECKING:
    from healthlint.language.lexicon import Lexicon
    from healthlint.rules.selection import RuleSet

#: The folder of word lists among the packs.
LEXICON = "lexicon"
#: The file that says what a pack is about: no rule. `healthlint.workspace.pack_file` reads it.
PACK_FILE = "pack.yaml"
#: What only people read of a rule; it is kept apart from what every run needs.
_PROSE = ("examples", "why")
_ENDINGS = (".yaml", ".yml")


class Packs:
    """The rules of all packs, and the lexicon they share; made of what was compiled when first asked for, which
    is never where all that a run would find was kept.
    """

    def __init__(self, compiled: bytes, complete: bool, key: str = "") -> None:
        """Take the compiled form, and whether rules come with what only people read."""
        self._compiled = compiled
        self._complete = complete
        #: What tells them from packs made of other files; "" for those that came compiled with the code.
        self.key = key

    @property
    def ruleset(self) -> RuleSet:
        """The rules."""
        return self._restored[0]

    @property
    def lexicon(self) -> Lexicon:
        """The word lists."""
        return self._restored[1]

    def load(self) -> None:
        """Make them now."""
        _ = self._restored

    @cached_property
    def _restored(self) -> tuple[RuleSet, Lexicon]:
        from json import loads

        from healthlint.language.lexicon import Lexicon, Words
        from healthlint.rules.model import Rule
        from healthlint.rules.selection import RuleSet

        every_run, prose, *texts = self._compiled.split(b"\n")
        self._compiled = b""
        data = loads(every_run)
        rules: list[dict[str, Any]] = data["rules"]
        extra = loads(prose) if self._complete else [{"why": ""}] * len(rules)
        return (
            RuleSet(Rule.from_data({**rule, **more}) for rule, more in zip(rules, extra, strict=True)),
            Lexicon(Words(*data["words"], *(text.decode("utf-8", "surrogatepass") for text in texts))),
        )


class PackFile(NamedTuple):
    """A rule or lexicon file."""

    path: str
    #: The name of its folder; `LEXICON` for a word list.
    pack: str
    content: bytes


def load(folders: Sequence[str] = (), use_cache: bool = True, complete: bool = False) -> Packs:
    """The built-in packs, together with those in further folders.

    A folder holds a folder for each pack, or the rule files of one pack, named like it; word lists lie in its
    ``lexicon/``. Rules come without what only people read (`Rule.why`, examples) unless `complete`.

    Raises ConfigError with every mistake in every file, or where a folder cannot be read.
    """
    built_in = data_folder()
    if not folders:
        finished = os.path.join(built_in, "compiled")
        if os.path.exists(finished):
            return _finished(finished, complete)
    files = _Files(read_files([built_in, *folders], built_in))
    return _loaded(files, (built_in, *folders), use_cache, complete)


def data_folder() -> str:
    """The folder of the built-in packs: in a wheel inside the package, in a checkout beside it."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "data")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "rules")


def read_files(folders: Iterable[str], built_in: str = "") -> list[PackFile]:
    """All rule and lexicon files in some folders, in a fixed order.

    Files of the `built_in` folder go by paths that are the same on every machine. Raises ConfigError where a
    folder or file cannot be read.
    """
    files = []
    for folder in folders:
        shown_folder = "rules" if folder == built_in else folder
        try:
            for path, name, pack in _listed(folder):
                with open(path, "rb") as file:
                    files.append(PackFile(os.path.join(shown_folder, name), pack, file.read()))
        except OSError as error:
            path = shown(error.filename or folder)
            raise ConfigError((Problem(path, f"cannot read rules: {error.strerror}"),)) from None
    return files


def compile_packs(files: Iterable[PackFile]) -> bytes:
    """The compiled form of rule and lexicon files: a line of JSON for every run, one with what only people read
    of the rules, and the two texts of `Words`.

    Raises ConfigError with every mistake in every file.
    """
    from json import dumps

    from healthlint.language.lexicon import Lexicon
    from healthlint.language.lexicon_files import LexiconError, compile_files
    from healthlint.rules.loader import RuleFile, RuleFileError, load_rules
    from healthlint.rules.reading import Reading
    from healthlint.workspace import lexicons

    files = list(files)
    problems: list[Problem] = []
    parsed = []
    for file in files:
        if file.pack == LEXICON:
            reading = Reading(file.path)
            parsed.append(lexicons.parse(_text(file), reading))
            problems += _problems(reading.mistakes)
    if problems:
        raise ConfigError(tuple(problems))
    try:
        words = compile_files(data for data in parsed if data)
    except LexiconError as error:
        raise ConfigError((Problem("", str(error)),)) from None
    try:
        rules = load_rules(
            [RuleFile(_text(file), file.path, file.pack) for file in files if file.pack != LEXICON],
            Lexicon(words),
        )
    except RuleFileError as error:
        raise ConfigError(tuple(_problems(error.mistakes))) from None
    data = [rule.to_data() for rule in rules]
    prose = [{key: rule.pop(key) for key in _PROSE} for rule in data]
    *small, keys, senses = words
    lines = [
        dumps(part, ensure_ascii=False, separators=(",", ":"))
        for part in ({"rules": data, "words": small}, prose)
    ]
    return "\n".join((*lines, keys, senses)).encode("utf-8", "surrogatepass")


class _Files:
    """Pack files that are equal where what they compile to is the same."""

    __slots__ = ("files", "key")

    def __init__(self, files: list[PackFile]) -> None:
        from healthlint.workspace.compiled import key_of

        self.files = files
        self.key = key_of(files)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Files) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=2)
def _finished(path: str, complete: bool) -> Packs:
    with open(path, "rb") as file:
        return Packs(file.read(), complete)


@lru_cache(maxsize=8)
def _loaded(files: _Files, folders: tuple[str, ...], use_cache: bool, complete: bool) -> Packs:
    from healthlint.workspace import compiled

    kept = compiled.read(folders, files.key) if use_cache else None
    if kept is None:
        kept = compile_packs(files.files)
        if use_cache:
            compiled.write(folders, files.key, kept)
    return Packs(kept, complete, files.key)


def _listed(folder: str) -> Iterator[tuple[str, str, str]]:
    """Path, path from the folder, and pack of each file in a folder of packs."""
    own = os.path.basename(folder)
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            for name in sorted(os.listdir(entry.path)):
                if name.endswith(_ENDINGS) and name != PACK_FILE:
                    yield os.path.join(entry.path, name), f"{entry.name}/{name}", entry.name
        elif entry.name.endswith(_ENDINGS) and entry.name != PACK_FILE:
            yield entry.path, entry.name, own


def _text(file: PackFile) -> str:
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError((Problem(shown(file.path), "not UTF-8"),)) from None


def _problems(mistakes: Iterable[Any]) -> list[Problem]:
    return [
        Problem(shown(one.path), one.message, one.line, one.column)
        for one in sorted(mistakes, key=lambda one: (one.path, one.line, one.column))
    ]
