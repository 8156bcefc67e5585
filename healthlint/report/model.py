"""What every report is given, and how a run is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from healthlint.finding import SEVERITIES
from healthlint.values import NamedTuple, Protocol

if TYPE_CHECKING:
    from healthlint.finding import Finding


class Failure(Protocol):
    """Why a file, or a part of the run, could not be checked; line and column count from 1, 0 for none."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def message(self) -> str: ...  # noqa: D102
    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def column(self) -> int: ...  # noqa: D102


class Suppressed(NamedTuple):
    """A finding that is not reported, and on whose word."""

    finding: Finding
    #: "inSource": a comment or the front matter of the article. "external": anything else.
    kind: str = "inSource"
    #: "" for none.
    reason: str = ""


class About(NamedTuple):
    """What a format tells of a rule beside its findings."""

    name: str
    code: str
    family: str
    pack: str
    severity: str
    summary: str
    why: str
    help: str
    #: Name, section and address of each source.
    sources: tuple[tuple[str, str, str], ...] = ()


class Run(NamedTuple):
    """A finished run, as a report sees it."""

    #: In the order in which they are to be shown; those of one file stand together.
    findings: Sequence[Finding] = ()
    failures: Sequence[Failure] = ()
    #: The files that were checked, in order.
    files: Sequence[str] = ()
    #: The source lines of the findings, by path and line number from 1, without their line ends. `full` leaves
    #: out a line that is not here.
    lines: Mapping[tuple[str, int], str] = {}
    #: Notes about the run.
    messages: Sequence[str] = ()
    suppressed: Sequence[Suppressed] = ()
    #: How many words of prose each file has.
    words: Mapping[str, int] = {}
    #: The rules of the findings and of the suppressed ones, by name, for formats that describe rules.
    rules: Mapping[str, About] = {}
    #: healthlint's own version, for formats that tell it.
    version: str = ""
    #: Path -> what it is called from the top of the repository, where that differs.
    names: Mapping[str, str] = {}
    #: How many findings were fixed, which are not among the others; None where nothing was to be.
    fixed: int | None = None

    def named(self, path: str) -> str:
        """What a path is called from the top of the repository, with slashes: for tools that look there."""
        return self.names.get(path, path)


class Style(NamedTuple):
    """How a report for people looks; reports for tools ignore it."""

    color: bool = False
    #: Terminal columns that a source line may fill before it is shortened around the finding.
    width: int = 100
    #: Whether a closing line sums the run up.
    summary: bool = True


Render = Callable[[Run, Style], Iterator[str]]


def by_severity(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, worst first, zeros included."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts


def sentence(run: Run) -> str:
    """The run in one sentence: "Found 3 errors, 2 warnings in 2 of 4 files."."""
    counts = [
        f"{count} info" if severity == "info" else plural(count, severity)
        for severity, count in by_severity(run.findings).items()
        if count
    ]
    files = plural(len(run.files), "file")
    if counts:
        concerned = len({finding.path for finding in run.findings})
        files = files if concerned >= len(run.files) else f"{concerned} of {files}"
        said = f"Found {', '.join(counts)} in {files}."
    else:
        said = f"No findings in {files}."
    if run.fixed is not None:
        said = f"{said[:-1]} ({run.fixed} fixed, {len(run.findings)} remaining)."
    if run.failures:
        said += f" {plural(len(run.failures), 'problem')} kept the run from being complete."
    return said


def fixable(run: Run) -> str:
    """Which options would fix some of the findings, as a line; "" where none would."""
    safeties = [finding.fix.safety for finding in run.findings if finding.fix is not None]
    safe, unsafe = safeties.count("safe"), safeties.count("unsafe")
    parts = [f"{safe} can be fixed with --fix"] if safe else []
    if unsafe:
        parts.append(
            f"{unsafe} more with --fix --unsafe-fixes"
            if safe
            else f"{unsafe} can be fixed with --fix --unsafe-fixes"
        )
    return f"{', '.join(parts)}.\n" if parts else ""


def plural(count: int, noun: str) -> str:
    """ "1 file", "2 files"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
