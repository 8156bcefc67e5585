"""Settings: what a configuration asks of the linter, as plain values. Reading them from files is the
workspace's job.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from healthlint.values import NamedTuple

if TYPE_CHECKING:
    import datetime


class DisclaimerSettings(NamedTuple):
    """Where the disclaimer lives when it is not in the article.

    The linter hands these to every rule whose kind has options of these names (see `Settings.options_of`).
    """

    #: Files that hold a disclaimer and reach every page, such as a footer. The workspace reads them.
    provided_by: tuple[str, ...] = ()
    #: Whether the workspace found a disclaimer in one of them: then no page needs its own.
    provided: bool = False
    #: Regular expressions for what stands for a disclaimer in the source: a shortcode, a component.
    accept: tuple[str, ...] = ()
    #: False where no page needs a disclaimer.
    required: bool = True
    #: What `--fix` writes where the disclaimer is missing, and where: "before-references", "end" or "start".
    text: str = ""
    place: str = "before-references"


class Settings(NamedTuple):
    """What to lint for. Selectors are rule names, codes, families, packs or "all"."""

    #: The rules to run; None for the default ones (the stable rules of the core pack).
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    #: Severity by selector; the most specific selector of a rule decides.
    severity: Mapping[str, str] = {}
    #: By selector: "true", "with-reason" or "false", whether articles may ask for findings to be left out.
    suppressible: Mapping[str, str] = {}
    #: Options by rule name.
    options: Mapping[str, Mapping[str, Any]] = {}
    disclaimer: DisclaimerSettings = DisclaimerSettings()
    #: The least confidence that is reported: "high", "medium" or "low".
    min_confidence: str = "medium"
    #: The day of the run, for rules about dates; None where no rule may ask.
    today: datetime.date | None = None
