"""The rules there are and what a configuration makes of them, for the commands that speak about rules."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from healthlint.cli.arguments import Parser, UsageError
from healthlint.values import NamedTuple

if TYPE_CHECKING:
    from argparse import Namespace

    from healthlint.finding import Finding
    from healthlint.report.model import About
    from healthlint.rules.model import Rule
    from healthlint.workspace.config import Config
    from healthlint.workspace.result import Options


class Entry(NamedTuple):
    """A rule, and what becomes of it under a configuration."""

    #: As its file has it, with what only people read.
    rule: Rule
    #: The same, with severity and options as configured.
    configured: Rule
    is_on: bool
    #: Whether it comes from the configuration's `rules:`, not with healthlint.
    is_own: bool = False


class Rulebook(NamedTuple):
    """All rules in the order of their codes, and the configuration that they are seen under."""

    entries: tuple[Entry, ...]
    config: Config


def built_in_rules() -> tuple[Rule, ...]:
    """Every rule that comes with healthlint, in the order of the codes."""
    from healthlint.workspace.packs import load

    return load(complete=True).ruleset.rules


def add_options(parser: Parser) -> None:
    """The options that say which configuration the rules are seen under."""
    group = parser.add_argument_group("Configuration")
    group.add_argument("--config", metavar="FILE", help="use this one, not that of the current folder")
    group.add_argument("--no-config", action="store_true", help="use the built-in defaults")


def rulebook(options: Namespace) -> Rulebook:
    """The built-in rules and those that the configuration adds: the given one, or the current folder's.

    Raises ConfigError where it cannot be used, UsageError for options that contradict each other.
    """
    from healthlint.linter import plan
    from healthlint.rules.selection import RuleSet
    from healthlint.workspace.config import Configs
    from healthlint.workspace.result import Options

    if options.config is not None and options.no_config:
        raise UsageError("--config and --no-config contradict each other: give one of them")
    config = Configs(Options(config=options.config, no_config=options.no_config)).at(os.curdir)
    rules = {rule.name: rule for rule in built_in_rules()}
    own = [rule for rule in config.packs.ruleset.rules if rule.name not in rules]
    for rule in own:
        rules[rule.name] = _complete(rule)
    ruleset, settings = RuleSet(rules.values()), config.settings
    planned = plan(ruleset, settings)
    configured = {rule.name: rule for rule in planned.rules}
    names = {rule.name for rule in own}
    entries = []
    for rule in ruleset.rules:
        as_set = configured.get(rule.name) or rule.configured(
            ruleset.setting(rule, settings.severity), settings.options.get(rule.name)
        )
        is_on = rule.name in configured and rule.name not in planned.muted
        entries.append(Entry(rule, as_set, is_on, rule.name in names))
    return Rulebook(tuple(entries), config)


def _complete(rule: Rule) -> Rule:
    """A project's own rule with what only people read, without which a run's rules come."""
    from healthlint.rules.loader import load_rule

    with open(rule.path, encoding="utf-8-sig") as file:
        return load_rule(file.read(), rule.path, rule.pack)


def about(findings: Iterable[Finding], options: Options) -> dict[str, About]:
    """What there is to say of the rules of some findings, by their names; `options` are those of the run.

    A rule whose file cannot be read any more is left out.
    """
    from healthlint.workspace.config import Configs
    from healthlint.workspace.result import ConfigError

    rules = {rule.name: rule for rule in built_in_rules()}
    found: dict[str, About] = {}
    for finding in findings:
        if finding.rule in found:
            continue
        rule = rules.get(finding.rule)
        if rule is None:
            try:
                packs = Configs(options).at(os.path.dirname(finding.path) or os.curdir).packs
                rule = _complete(next(one for one in packs.ruleset.rules if one.name == finding.rule))
            except (ConfigError, OSError, StopIteration):
                continue
        found[rule.name] = _about(rule)
    return found


def _about(rule: Rule) -> About:
    from healthlint.report.model import About

    return About(
        name=rule.name,
        code=rule.code,
        family=rule.family,
        pack=rule.pack,
        severity=rule.severity,
        summary=rule.summary,
        why=rule.why,
        help=rule.suggest,
        sources=tuple((source.name, source.section, source.url) for source in rule.sources),
    )


def find_entry(name: str, entries: Sequence[Entry]) -> Entry:
    """The rule of a name or a code, in any case. Raises UsageError with the nearest one."""
    wanted = name.strip().casefold()
    for entry in entries:
        if wanted in (entry.rule.name.casefold(), entry.rule.code.casefold()):
            return entry
    from healthlint.rules.reading import nearest

    hint = nearest(wanted, [entry.rule.name for entry in entries]) or nearest(
        wanted.upper(), [entry.rule.code for entry in entries]
    )
    raise UsageError(f"there is no rule {name}{hint or '; `healthlint rules` lists them'}")
