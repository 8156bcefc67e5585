"""Reading rule files: every mistake of every file, with its place; no file is opened here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from healthlint.rules.kinds import derive, load_kind
from healthlint.rules.model import FAMILIES, Rule
from healthlint.rules.reading import Mistake, Node, Reading, entries, nearest
from healthlint.rules.schema import RULE, options_record
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from healthlint.language.lexicon import Lexicon


class RuleFileError(ValueError):
    """Rule files that cannot be used. `mistakes` holds every mistake, in file order; `str()` lists them."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        """Take all mistakes; at least one."""
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


class RuleFile(NamedTuple):
    """The text of a rule file, the path to show for it, and its pack: the name of the folder it lies in."""

    text: str
    path: str
    pack: str


class _Parsed(NamedTuple):
    reading: Reading
    data: dict[str, Any]
    #: The nodes of the top-level values by key.
    nodes: dict[str, Node]


def load_rule(text: str, path: str, pack: str, lexicon: Lexicon | None = None) -> Rule:
    """The rule of one file. Raises RuleFileError with all its mistakes."""
    return Rule.from_data(parse_rule(text, path, pack, lexicon))


def parse_rule(text: str, path: str, pack: str, lexicon: Lexicon | None = None) -> dict[str, Any]:
    """One rule file as plain JSON data, checked: what `Rule.from_data` takes. Raises RuleFileError."""
    parsed = _parse(RuleFile(text, path, pack), _classes(lexicon))
    if parsed.reading.mistakes:
        raise RuleFileError(_in_order(parsed.reading.mistakes))
    return parsed.data


def load_rules(files: Iterable[RuleFile], lexicon: Lexicon | None = None) -> tuple[Rule, ...]:
    """The rules of several files, in the order of their codes.

    Classes named in options are checked where a lexicon is given. Raises RuleFileError with the mistakes of
    all files, those between files included: names and codes that are taken, superseded rules that do not
    exist.
    """
    classes = _classes(lexicon)
    parsed = [_parse(file, classes) for file in files]
    _check_together(parsed)
    mistakes = [mistake for one in parsed for mistake in _in_order(one.reading.mistakes)]
    if mistakes:
        raise RuleFileError(mistakes)
    return tuple(
        sorted((Rule.from_data(one.data) for one in parsed), key=lambda rule: (rule.code, rule.name))
    )


def _classes(lexicon: Lexicon | None) -> frozenset[str] | None:
    return None if lexicon is None else frozenset(lexicon.classes)


def _in_order(mistakes: Iterable[Mistake]) -> list[Mistake]:
    return sorted(mistakes, key=lambda mistake: (mistake.line, mistake.column))


def _parse(file: RuleFile, classes: frozenset[str] | None) -> _Parsed:
    reading = Reading(file.path, classes)
    root = reading.compose(file.text)
    if root is None:
        return _Parsed(reading, {}, {})
    data = RULE.read(root, reading) or {}
    nodes = {}
    if root.id == "mapping":
        nodes = {key: value for key, (_, value) in entries(root, Reading(file.path)).items()}
    _check_values(file, data, nodes, reading)
    return _Parsed(reading, {**data, "pack": file.pack, "path": file.path}, nodes)


def _check_values(file: RuleFile, data: dict[str, Any], nodes: dict[str, Node], reading: Reading) -> None:
    """Check what no single value shows."""
    name, code, family = data.get("rule"), data.get("code"), data.get("family")
    stem = file.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    if name and name != stem:
        reading.mistake(nodes["rule"], f"the rule is named `{name}`, its file `{stem}`")
    if name in FAMILIES or name == "all":
        reading.mistake(nodes["rule"], f"`{name}` cannot name a rule: it selects more than one")
    if code and family and code.startswith("HL") and not code.startswith(f"HL{FAMILIES[family]}"):
        reading.mistake(nodes["code"], f"the codes of the family {family} start with HL{FAMILIES[family]}")
    for key in ("message", "fix"):
        text = data.get(key) if key == "message" else (data.get(key) or {}).get("text")
        try:
            bad = [name for name in _field_names(text or "") if not name.isidentifier()]
        except ValueError as error:
            reading.mistake(nodes[key], f"braces: {error}")
            continue
        if bad:
            reading.mistake(nodes[key], f"braces hold one name each, not `{bad[0]}`; write {{{{ for a brace")
    match = data.get("match")
    if match and "examples" in nodes:
        _check_configs(match["kind"], nodes["examples"], reading)
    if match and not reading.mistakes:
        data["derived"] = derive(match["kind"], match)


def _check_configs(kind: str, examples: Node, reading: Reading) -> None:
    """Check what examples configure against the options of the rule's kind."""
    record = options_record(load_kind(kind).OPTIONS)
    silent = Reading(reading.path)
    for _, listed in entries(examples, silent).values() if examples.id == "mapping" else ():
        for example in listed.value if listed.id == "sequence" else ():
            config = entries(example, silent).get("config") if example.id == "mapping" else None
            if config is not None and config[1].id == "mapping":
                record.read(config[1], reading)


def _field_names(text: str) -> list[str]:
    """The names in braces. Raises ValueError where the braces do not pair up."""
    from string import Formatter

    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def _check_together(parsed: list[_Parsed]) -> None:
    """Check what only the rules together show."""
    taken: dict[str, str] = {}
    losers = {one.data["rule"]: one.data.get("supersedes") or [] for one in parsed if one.data.get("rule")}
    for one in parsed:
        for key in ("rule", "code"):
            value = one.data.get(key)
            if value is not None and value in taken:
                one.reading.mistake(one.nodes[key], f"`{value}` is taken by {taken[value]}")
            if value is not None:
                taken.setdefault(value, one.reading.path)
        for index, loser in enumerate(one.data.get("supersedes") or ()):
            node = one.nodes["supersedes"].value[index]
            if loser is not None and loser not in losers:
                one.reading.mistake(node, f"there is no rule `{loser}` to supersede{nearest(loser, losers)}")
            elif loser is not None and _reaches(loser, one.data.get("rule"), losers):
                one.reading.mistake(node, f"`{loser}` supersedes this rule, which cannot supersede it back")


def _reaches(start: str, goal: str | None, losers: dict[str, list[str]]) -> bool:
    """Whether a rule supersedes another one, directly or through others, or is it."""
    seen: set[str] = set()
    pending = [start]
    while pending:
        name = pending.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            pending += losers.get(name, ())
    return False
