"""A configuration with everything that it extends, as parts in the order in which they are laid on each other.

A file gives: what it extends (profile first, then the entries of `extends`), each with all of its own parts;
then what it says itself; then its overrides in order, each again after what it extends. Packs and profiles
are extended as files are. Nothing is merged here: see `healthlint.workspace.layers`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from healthlint.rules.reading import Node, Reading, nearest
from healthlint.values import NamedTuple
from healthlint.workspace import nodes, pack_file, patterns
from healthlint.workspace.config_form import CONFIG, PROFILES, WHOLE
from healthlint.workspace.discovery import reason
from healthlint.workspace.layers import EXTEND_SELECT, RULES, Origin
from healthlint.workspace.overrides import Condition, plain
from healthlint.workspace.packs import data_folder
from healthlint.workspace.result import shown

_ENDINGS = (".yml", ".yaml", ".toml")
#: What an override cannot extend. Rules are there for a whole run anyway: they only have to be chosen.
_WHOLE = frozenset(WHOLE.keys() - {RULES})


class Part(NamedTuple):
    """Keys of a configuration that were said in one place and hold under the same conditions."""

    data: Mapping[str, Any]
    #: The node of the mapping, and the file it stands in.
    node: Node
    reading: Reading
    #: What paths and patterns in it are relative to.
    folder: str
    conditions: tuple[Condition, ...] = ()


class File(NamedTuple):
    """A configuration file as it was read: its root, None where it is none, and its mistakes."""

    node: Node | None
    reading: Reading
    #: What its paths are relative to.
    folder: str


class Parts:
    """The parts of a configuration; the mistakes met on the way are in `readings`."""

    def __init__(self, root: File, path: str = "") -> None:
        """Read everything that a root extends; `path` is its file, "" where it has none."""
        self.readings: list[Reading] = []
        #: Folders of rules, each once, and for each the node that names it.
        self.rules: dict[str, None] = {}
        self._packs: dict[str, str] = pack_file.packs_in(data_folder())
        self.parts: tuple[Part, ...] = tuple(self._of_file(root, (), (os.path.realpath(path),)))

    def _of_file(self, file: File, conditions: tuple[Condition, ...], way: tuple[str, ...]) -> Iterator[Part]:
        """The parts of a file; `way` are the files from the root to it."""
        self.readings.append(file.reading)
        data = CONFIG.read(file.node, file.reading) if file.node is not None else None
        if file.node is None or data is None or file.reading.mistakes:
            return
        part = Part(data, file.node, file.reading, file.folder, conditions)
        self._find_packs(part)
        yield from self._extended(part, way)
        yield part
        for index, override in enumerate(data.get("overrides", ())):
            node = nodes.child(file.node, "overrides", index)
            under = (*conditions, _condition(override, node, file))
            below = Part(override, node, file.reading, file.folder, under)
            yield from self._extended(below, way)
            yield below

    def _extended(self, part: Part, way: tuple[str, ...]) -> Iterator[Part]:
        """The parts of what a part extends, the lowest first."""
        if "profile" in part.data:
            yield from self._of_path(
                _profile(part.data["profile"]), nodes.child(part.node, "profile"), part, way
            )
        node = nodes.child(part.node, "extends")
        for index, name in enumerate(part.data.get("extends", ())):
            item = nodes.child(node, index)
            if name in PROFILES:
                yield from self._of_path(_profile(name), item, part, way)
            elif name in self._packs:
                yield from self._of_pack(name, item, part)
            elif _is_path(name):
                yield from self._of_path(os.path.normpath(os.path.join(part.folder, name)), item, part, way)
            else:
                known = (*PROFILES, *self._packs, *_files_beside(part.folder))
                part.reading.mistake(
                    item,
                    f"there is no profile and no pack `{name}`{nearest(name, known)}; a file is written with its "
                    f"ending, such as {name}.yml",
                )

    def _of_path(self, path: str, item: Node, part: Part, way: tuple[str, ...]) -> Iterator[Part]:
        real = os.path.realpath(path)
        if real in way:
            circle = " extends ".join(shown(step) for step in (*way[way.index(real) :], real))
            part.reading.mistake(item, f"a circle: {circle}; take one of them out")
            return
        from healthlint.workspace.config_file import open_file

        if os.path.isdir(path):
            name = shown(os.path.join(path, "healthlint.yml"))
            part.reading.mistake(item, f"{shown(path)} is a folder: name the file in it, such as {name}")
            return
        if not os.path.isfile(path):
            hint = nearest(os.path.basename(path), _files_beside(os.path.dirname(path)))
            hint = hint if "did you mean" in hint else ""
            part.reading.mistake(item, f"there is no file {shown(path)} to extend{hint}")
            return
        try:
            file = open_file(path)
        except OSError as error:
            part.reading.mistake(item, f"cannot read {shown(path)}: {reason(error)}")
            return
        for found in self._of_file(file, part.conditions, (*way, real)):
            if part.conditions and (whole := sorted(_WHOLE & found.data.keys())):
                part.reading.mistake(
                    item,
                    f"{shown(path)} says `{whole[0]}`, which holds for a whole run: an override cannot extend it",
                )
            yield found

    def _of_pack(self, name: str, item: Node, part: Part) -> Iterator[Part]:
        on = {EXTEND_SELECT: [name]}
        mark = item.start_mark
        node = nodes.from_data(on, {}, mark=nodes.Mark(mark.line, mark.column))
        yield Part(on, node, part.reading, part.folder, part.conditions)
        path = os.path.join(self._packs[name], pack_file.NAME)
        if os.path.isfile(path):
            reading = Reading(shown(path))
            self.readings.append(reading)
            found = pack_file.read(path, name, reading)
            if found is not None and "config" in found[0]:
                data, root = found
                config = nodes.child(root, "config")
                yield Part(data["config"], config, reading, self._packs[name], part.conditions)

    def _find_packs(self, part: Part) -> None:
        for index, name in enumerate(part.data.get("rules", ())):
            path = os.path.normpath(os.path.join(part.folder, name))
            if os.path.isdir(path):
                self.rules[path] = None
                self._packs.update(pack_file.packs_in(path))
            else:
                part.reading.mistake(nodes.child(part.node, "rules", index), f"there is no folder {name}")


def origin(part: Part, node: Node) -> Origin:
    """Where a node of a part stands."""
    mark = node.start_mark
    return Origin(part.reading.path, mark.line + 1, mark.column + 1)


def _condition(data: Mapping[str, Any], node: Node, file: File) -> Condition:
    front_matter = {
        str(key).casefold(): tuple(map(plain, values)) for key, values in data.get("front-matter", {}).items()
    }
    mark = node.start_mark
    return Condition(
        patterns.parse(data.get("files", ())),
        file.folder,
        front_matter,
        Origin(file.reading.path, mark.line + 1, mark.column + 1),
    )


def _profile(name: str) -> str:
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return os.path.join(package, "profiles", f"{name}.yml")


def profile_text(name: str) -> str:
    """The file of a profile, with the comments that say why."""
    with open(_profile(name), encoding="utf-8") as file:
        return file.read()


def _is_path(name: str) -> bool:
    return "/" in name or os.sep in name or name.endswith(_ENDINGS) or not name.strip(".")


def _files_beside(folder: str) -> Iterable[str]:
    try:
        return [name for name in os.listdir(folder or os.curdir) if name.endswith(_ENDINGS)]
    except OSError:
        return []
