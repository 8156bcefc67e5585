"""Rules and word lists are loaded from files once, kept compiled, and never trusted when damaged."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from workspace_helpers import house_pack, house_rule, put

from healthlint.workspace import packs
from healthlint.workspace.ready import ready_module
from healthlint.workspace.result import ConfigError

PROJECT = Path(__file__).parent.parent


@pytest.fixture
def style(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A folder of rules that this process has not loaded, with a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    house_pack(tmp_path)
    yield str(tmp_path / "style")
    packs._loaded.cache_clear()


def house(folder: str, **arguments: bool) -> list[str]:
    """The rules that the folder adds, loaded as a new process would."""
    packs._loaded.cache_clear()
    ruleset = packs.load([folder], **arguments).ruleset
    return [rule.name for rule in ruleset.rules if rule.pack == "house"]


def kept(style: str) -> list[Path]:
    return sorted((Path(style).parent / "cache" / "healthlint").glob("*"))


def test_what_is_kept_is_used(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert house(style) == ["no-wombat", "no-quokka"]
    assert len(kept(style)) == 1
    monkeypatch.setattr(packs, "compile_packs", lambda files: pytest.fail("compiled again"))
    assert house(style) == ["no-wombat", "no-quokka"]


def test_a_changed_file_is_compiled_again(style: str) -> None:
    house(style)
    rule = put(Path(style), "house/no-quokka.yaml", house_rule("no-quokka", "HS802", "quokka"))
    times = rule.stat()
    put(Path(style), "house/no-numbat.yaml", house_rule("no-numbat", "HS803", "numbat"))
    assert house(style) == ["no-wombat", "no-quokka", "no-numbat"]
    rule.write_text(house_rule("no-quokka", "HS809", "quokka"))
    os.utime(rule, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert house(style) == ["no-wombat", "no-numbat", "no-quokka"]
    assert len(kept(style)) == 1


@pytest.mark.parametrize("damage", [b"", b"\x00\xff", b"{}\n{}", b"half", b"flip"])
def test_a_damaged_file_is_a_miss(style: str, damage: bytes) -> None:
    house(style)
    (path,) = kept(style)
    whole = path.read_bytes()
    if damage == b"half":
        damage = whole[: len(whole) // 2]
    elif damage == b"flip":
        damage = whole.replace(b"wombat", b"womcat")
    path.write_bytes(damage)
    assert house(style) == ["no-wombat", "no-quokka"]
    assert path.read_bytes() == whole, "the damaged file is replaced"


def test_a_cache_that_cannot_be_written_is_done_without(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = put(Path(style).parent, "file", "")
    for folder in (str(blocked), str(blocked / "below"), "relative", ""):
        monkeypatch.setenv("XDG_CACHE_HOME", folder)
        monkeypatch.setenv("HOME", folder)
        assert house(style) == ["no-wombat", "no-quokka"]
    assert blocked.read_text() == ""
    assert not Path("relative").exists()


def test_nothing_is_kept_without_a_cache(style: str) -> None:
    assert house(style, use_cache=False) == ["no-wombat", "no-quokka"]
    assert kept(style) == []


def test_the_cache_does_not_grow_without_end(style: str) -> None:
    folder = Path(style).parent / "cache" / "healthlint"
    for number in range(40):
        put(folder, f"packs-{number:02}", "old")
        os.utime(folder / f"packs-{number:02}", (number, number))
    house(style)
    assert len(kept(style)) == 16
    assert folder / "packs-39" in kept(style)


def test_processes_at_once_do_not_disturb_each_other(style: str) -> None:
    code = f"from healthlint.workspace.packs import load; print(len(load([{style!r}]).ruleset.rules))"
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=PROJECT) for _ in range(3)
    ]
    said = {process.communicate(timeout=60)[0] for process in running}
    assert len(said) == 1
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(kept(style)) == 1


def test_what_people_read_is_loaded_only_when_asked_for(style: str) -> None:
    brief = packs.load([style]).ruleset.get("no-wombat")
    whole = packs.load([style], complete=True).ruleset.get("no-wombat")
    assert brief is not None
    assert whole is not None
    assert (brief.why, brief.examples_fail) == ("", ())
    assert whole.why == "It is a test."
    assert [example.text for example in whole.examples_fail] == ["The wombat stands here."]
    assert brief.message == whole.message


def test_an_entry_that_yaml_does_not_read_as_text_is_a_mistake(style: str) -> None:
    put(
        Path(style),
        "lexicon/short.yaml",
        "lexicon: short\nclass: short\nsummary: s\nsource: s\nlicence: CC0-1.0\n"
        "entries:\n  - on\n  - {trem: x}\n",
    )
    with pytest.raises(ConfigError) as raised:
        house(style)
    said = [f"{problem.line}:{problem.column} {problem.message}" for problem in raised.value.problems]
    assert said == [
        "7:5 text is wanted here, not true or false: put it in quotes",
        "8:5 `term` is missing",
        "8:6 unknown key `trem`; did you mean `term`?",
    ]


def test_a_file_that_is_not_utf8_is_a_mistake(style: str) -> None:
    path = Path(style) / "house" / "no-wombat.yaml"
    path.write_bytes(path.read_bytes() + "# caf\u00e9\n".encode("latin-1"))
    with pytest.raises(ConfigError, match=r"no-wombat\.yaml: not UTF-8"):
        house(style)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder to put on the path, with healthlint as a wheel has it."""
    no_bytecode = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT / "healthlint", tmp_path / "healthlint", ignore=no_bytecode)
    shutil.copytree(PROJECT / "rules", tmp_path / "healthlint" / "data")
    compiled = packs.compile_packs(packs.read_files([str(PROJECT / "rules")], str(PROJECT / "rules")))
    (tmp_path / "healthlint" / "data" / "compiled").write_bytes(compiled)
    rules = packs.Packs(compiled, False).ruleset.rules
    put(tmp_path, "healthlint/ready.py", ready_module(rules))
    return tmp_path


def python(code: str, path: Path, folder: Path) -> str:
    """What a program prints that is run in a folder, with healthlint from a path."""
    environment = {**os.environ, "PYTHONPATH": str(path), "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, env=environment, check=True
    )
    return done.stdout


def test_a_wheel_reads_no_yaml_at_its_start(installed: Path) -> None:
    put(installed, "article.txt", "Garlic cures colds.\n")
    said = python(
        "import io, json, sys; from healthlint.cli.main import main\n"
        "code = main(['article.txt', '--exit-zero'], io.BytesIO(), io.StringIO(), sys.stderr)\n"
        "print(json.dumps([code, sorted(sys.modules)]))",
        installed,
        installed,
    )
    code, modules = json.loads(said)
    assert code == 0
    own = {"healthlint.rules.loader", "healthlint.workspace.lexicons", "healthlint.workspace.ready"}
    others = {"yaml", "regex", "textstat", "pyromark"}
    standard = {"dataclasses", "difflib", "email", "hashlib", "importlib.metadata", "inspect", "logging"}
    standard |= {"multiprocessing", "pathlib", "random", "shutil", "socket", "subprocess", "tempfile"}
    standard |= {"textwrap", "tomllib", "urllib.parse", "zipfile"}
    assert (own | others | standard) & set(modules) == set()
    assert not list((installed / "cache").rglob("packs-*"))


def test_a_wheel_compiles_no_regular_expression_of_its_own(installed: Path) -> None:
    """Whatever `re` is asked to compile while linting is the standard library's."""
    shutil.copy(PROJECT / "examples" / "poor.txt", installed / "article.txt")
    said = python(
        "import io, json, re, sys\n"
        "asked = []\n"
        "compile = re._compiler.compile\n"
        "def spy(pattern, flags):\n"
        "    frame = sys._getframe()\n"
        "    names = []\n"
        "    while frame:\n"
        "        names.append(frame.f_globals['__name__'])\n"
        "        frame = frame.f_back\n"
        "    asked.append([str(pattern), next(name for name in names[1:] if not name.startswith('re'))])\n"
        "    return compile(pattern, flags)\n"
        "re._compiler.compile = spy\n"
        "from healthlint.cli.main import main\n"
        "code = main(['article.txt'], io.BytesIO(), io.StringIO(), sys.stderr)\n"
        "print(json.dumps([code, asked]))",
        installed,
        installed,
    )
    code, asked = json.loads(said)
    assert code == 1
    assert [each for each in asked if each[1].startswith("healthlint")] == []


def test_a_wheel_and_a_checkout_have_the_same_rules(installed: Path) -> None:
    code = (
        "import json; from healthlint.workspace.packs import load; packs = load(complete=True)\n"
        "print(json.dumps([packs.ruleset.to_data(), packs.lexicon.classes, packs.lexicon.keys]))"
    )
    from_wheel = json.loads(python(code, installed, installed))
    from_checkout = json.loads(python(code, PROJECT, installed))
    assert from_wheel == from_checkout
    assert str(PROJECT) not in json.dumps(from_wheel), "no path of the building machine"
