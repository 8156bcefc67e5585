"""Articles are hostile: whatever they hold, reports keep their form and terminals see no command."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st
from report_helpers import finding_in, run_of

from healthlint.finding import Finding
from healthlint.report import renderer
from healthlint.report.escape import columns, visible
from healthlint.report.excerpt import excerpt
from healthlint.report.model import Run, Style

NASTY = st.sampled_from(
    [
        "\x1b[2J",
        "\x1b]0;title\x07",
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\x00",
        "\x7f",
        "\x85",
        "\x9b31m",
        "\u202e",
        "\u2066",
        "\u2069",
        "\u2028",
        "\u200b",
        "\ufeff",
        "%0A",
        "%",
        "::error::",
        "::",
        "::add-mask::",
        ",",
        ":",
        '"',
        "\\",
        "漢字",
        "e\u0301",
        "👩‍⚕️",
        "\ud800",
        "word ",
    ]
)
TEXTS = st.lists(st.one_of(NASTY, st.text(max_size=8)), max_size=20).map("".join)
COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
OWN_COLOUR = re.compile("\x1b\\[[0-9;]{1,4}m")


@st.composite
def runs(draw: st.DrawFn) -> Run:
    text = draw(TEXTS)
    findings: list[Finding] = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        severity = draw(st.sampled_from(["error", "warning", "info"]))
        path = draw(TEXTS) or "a.md"
        message, help, url = draw(TEXTS), draw(TEXTS), draw(TEXTS)
        findings.append(
            finding_in(text, start, end, path=path, message=message, help=help, url=url, severity=severity)
        )
    return run_of(text, *findings)


@given(runs(), st.booleans(), st.integers(20, 120))
def test_terminals_see_no_control_characters(run: Run, color: bool, width: int) -> None:
    for name in ("full", "concise"):
        output = "".join(renderer(name)(run, Style(color=color, width=width)))
        if color:
            output = OWN_COLOUR.sub("", output)
        assert not COMMANDS.search(output)


@given(runs())
def test_concise_has_a_line_for_each_finding(run: Run) -> None:
    assert "".join(renderer("concise")(run, Style())).count("\n") == len(run.findings)


@given(runs(), st.integers(20, 120))
def test_source_lines_keep_to_the_width(run: Run, width: int) -> None:
    for finding in run.findings:
        for row in excerpt(finding, run.lines, width):
            assert columns(row.text) <= width
            assert row.before + row.under <= width + 1


@given(runs())
def test_json_parses_and_keeps_every_character(run: Run) -> None:
    output = "".join(renderer("json")(run, Style()))
    assert output.isascii()
    assert not COMMANDS.search(output)
    diagnostics = json.loads(output)["diagnostics"]
    assert [(item["path"], item["text"], item["message"], item["help"]) for item in diagnostics] == [
        (finding.path, finding.text, finding.message, finding.help) for finding in run.findings
    ]


@given(runs())
def test_github_lines_are_one_command_each(run: Run) -> None:
    output = "".join(renderer("github")(run, Style()))
    assert not COMMANDS.search(output)
    lines = output.split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(run.findings)
    for line, finding in zip(lines, run.findings, strict=True):
        command = re.fullmatch(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:]*,?)+)::(.*)", line)
        assert command, line
        properties = dict(part.split("=", 1) for part in command[2].split(","))
        assert _unescaped(properties["file"]) == _on_one_line(finding.path)
        assert properties["line"] == str(finding.line)


def _on_one_line(text: str) -> str:
    return "".join(char if char in "\r\n" else visible(char) for char in text)


def _unescaped(value: str) -> str:
    """As the runner reads a property: `ActionCommand.cs` of actions/runner undoes "%25" last."""
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        value = value.replace(code, char)
    return value


@given(TEXTS)
def test_visible_text_loses_nothing_printable(text: str) -> None:
    rest = iter(visible(text))
    assert all(char in rest for char in text if char.isprintable()), "in order"


@given(st.text(st.characters(categories=["L", "N", "P", "Mn"])))
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    assert visible(text) == text
