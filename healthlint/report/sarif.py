"""SARIF 2.1.0 (OASIS, with errata 1), for code scanning on GitHub and Azure, for Visual Studio Code and for archives.

Findings that an article suppresses are results too, marked as suppressed, and what kept the run from being
complete is a notification of the tool, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from healthlint.report.escape import visible
from healthlint.report.tools import address, advice, array, dump

if TYPE_CHECKING:
    from healthlint.finding import Edit, Finding
    from healthlint.report.model import About, Failure, Run, Style, Suppressed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: Not "primaryLocationLineHash": GitHub's upload works that one out itself and warns of every other value.
FINGERPRINT = "healthlint/v1"

_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
#: What GitHub calls them.
_PROBLEMS = {"error": "error", "warning": "warning", "info": "recommendation"}


def _text(text: str) -> dict[str, str]:
    # In a message "[text](address)" is a link (section 3.11.6) and "{0}" stands for an argument (3.11.5): an article
    # must not be able to write either.
    return {"text": _PLACEHOLDER.sub(r"{{\1}}", text.replace("](", "]\\("))}


def _exact(text: str) -> dict[str, str]:
    """Content of the article as it is; a lone surrogate, which JSON readers refuse, as U+FFFD."""
    return {"text": text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")}


def _artifact(path: str) -> dict[str, str]:
    try:
        encoded = path.encode("utf-8", "surrogateescape")  # a name that is not UTF-8 keeps its bytes
    except UnicodeEncodeError:
        encoded = path.encode("utf-8", "replace")
    if path.startswith("/"):
        return {"uri": f"file://{quote(encoded)}"}
    return {"uri": quote(encoded), "uriBaseId": "%SRCROOT%"}


def _result(finding: Finding, run: Run, indices: Mapping[str, int]) -> dict[str, object]:
    artifact = _artifact(run.named(finding.path))
    region: dict[str, object] = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
    }
    if finding.text:
        region["snippet"] = _exact(finding.text)
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": indices[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": _text(advice(finding)),
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {"confidence": finding.confidence},
    }
    if finding.fix is not None and finding.fix.edits:
        change = {"artifactLocation": artifact, "replacements": list(map(_replacement, finding.fix.edits))}
        words = {"text": visible(f"{finding.help or finding.message} ({finding.fix.safety})")}
        result["fixes"] = [{"description": words, "artifactChanges": [change]}]
    return result


def _replacement(edit: Edit) -> dict[str, object]:
    return {
        "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
        "insertedContent": _exact(edit.text),
    }


def _open(finding: Finding, run: Run, indices: Mapping[str, int]) -> dict[str, object]:
    result = _result(finding, run, indices)
    # Once one result of a run has `suppressions`, all of them shall have it (section 3.27.23).
    return {**result, "suppressions": []} if run.suppressed else result


def _quiet(suppressed: Suppressed, run: Run, indices: Mapping[str, int]) -> dict[str, object]:
    suppression = {"kind": suppressed.kind}
    if suppressed.reason:
        suppression["justification"] = visible(suppressed.reason)
    return {**_result(suppressed.finding, run, indices), "suppressions": [suppression]}


def _rule(finding: Finding, about: About | None) -> dict[str, object]:
    """The reportingDescriptor of a finding's rule."""
    summary = about.summary if about else finding.rule
    advise = about.help if about else finding.help
    rule: dict[str, object] = {
        "id": finding.code,
        "name": finding.rule,
        "shortDescription": {"text": visible(summary)},
        "fullDescription": {"text": visible(about.why if about and about.why else summary)},
        "help": _help(advise or summary, about),
        "defaultConfiguration": {"level": _LEVELS[about.severity if about else finding.severity]},
        "properties": {
            "tags": [finding.family, finding.pack],
            "problem.severity": _PROBLEMS[about.severity if about else finding.severity],
        },
    }
    if url := address(finding.url):
        rule["helpUri"] = url
    return rule


def _help(advise: str, about: About | None) -> dict[str, str]:
    plain, marked = [visible(advise)], [visible(advise)]
    if about and about.why:
        plain.append(f"Why: {visible(about.why)}")
        marked.append(f"**Why:** {visible(about.why)}")
    for name, section, url in about.sources if about else ():
        named = visible(f"{name}, {section}" if section else name)
        plain.append(f"Source: {named}: {visible(url)}")
        link = address(url)
        marked.append(f"Source: {named}, <{link}>" if link else f"Source: {named}")
    return {"text": "\n\n".join(plain), "markdown": "\n\n".join(marked)}


def _notification(failure: Failure, run: Run) -> dict[str, object]:
    notification: dict[str, object] = {"level": "error", "message": _text(visible(failure.message))}
    if failure.path:
        place: dict[str, object] = {"artifactLocation": _artifact(run.named(failure.path))}
        if failure.line:
            place["region"] = {"startLine": failure.line, "startColumn": max(failure.column, 1)}
        notification["locations"] = [{"physicalLocation": place}]
    return notification


def render(run: Run, style: Style) -> Iterator[str]:
    """A log with one run; each rule and each result has a line."""
    rules: dict[str, Finding] = {}
    for finding in (*run.findings, *(one.finding for one in run.suppressed)):
        rules.setdefault(finding.rule, finding)
    indices = {name: index for index, name in enumerate(rules)}
    yield f'{{"$schema": {dump(SCHEMA)}, "version": "2.1.0", "runs": [{{\n'
    driver = {"name": "healthlint"} | ({"semanticVersion": run.version} if run.version else {})
    yield f'"tool": {{"driver": {dump(driver)[:-1]}, "rules": '
    yield from array(_rule(finding, run.rules.get(name)) for name, finding in rules.items())
    notes = [{"level": "note", "message": _text(visible(message))} for message in run.messages]
    invocation = {
        "executionSuccessful": not run.failures,
        "toolExecutionNotifications": [*(_notification(failure, run) for failure in run.failures), *notes],
    }
    yield f'}}}},\n"columnKind": "unicodeCodePoints", "language": "en",\n"invocations": [{dump(invocation)}],\n'
    yield '"results": '
    results = (_open(finding, run, indices) for finding in run.findings)
    yield from array(chain(results, (_quiet(one, run, indices) for one in run.suppressed)))
    yield "}]}\n"
