"""Entries cited through links: the number that a reader sees decides, wherever the link leads."""

from __future__ import annotations

import pytest

from healthlint import Linter

LIST = (
    "1. Okafor L. Sleep in bakers. Ann Sleep. 2020;1:2-9.\n"
    "2. Marsh T. Naps at work. Ann Sleep. 2021;2:3-8.\n"
    "3. Lind P. Light at night. Ann Sleep. 2019;4:1-7.\n"
)
ITEMS = "<ol>" + "".join(f"<li>{line[3:]}</li>" for line in LIST.splitlines()) + "</ol>"
PAGE = "https://naps.example/page"


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


def uncited(linter: Linter, text: str, path: str) -> list[str]:
    """The authors of the entries that nothing cites."""
    found = linter.lint_text(text, path)
    return [text[one.start :].split()[0] for one in found if one.rule == "ref-entry-unused"]


@pytest.mark.parametrize("fragment", ["#ref{}", "#B{}", "#item-{}", "#CR{}", "/{}", "#ref10{}"])
def test_a_raised_link_in_html_cites_its_entry(linter: Linter, fragment: str) -> None:
    marks = "".join(
        f' Naps help.<sup><a href="{PAGE}{fragment.format(number)}">{number}</a></sup>' for number in (1, 2)
    )
    assert uncited(linter, f"<p>{marks}</p><h2>References</h2>{ITEMS}", "x.html") == ["Lind"]


@pytest.mark.parametrize(
    "mark",
    ["<sup>[{0}]({1})</sup>", "[<sup>{0}</sup>]({1})", "[[{0}]]({1})", '<sup><a href="{1}">{0}</a></sup>'],
)
@pytest.mark.parametrize("fragment", ["#ref{}", "#item-{}"])
def test_a_raised_link_in_markdown_cites_its_entry(linter: Linter, mark: str, fragment: str) -> None:
    marks = "".join(f" Naps help.{mark.format(n, PAGE + fragment.format(n))}" for n in (1, 3))
    assert uncited(linter, f"{marks.strip()}\n\n## References\n\n{LIST}", "x.md") == ["Marsh"]


@pytest.mark.parametrize("dash", ["-", "–"])
def test_a_dash_between_two_linked_numbers_cites_all_between(linter: Linter, dash: str) -> None:
    mark = f'<sup><a href="{PAGE}#ref1">1</a>{dash}<a href="{PAGE}#ref3">3</a></sup>'
    assert uncited(linter, f"<p>Naps help.{mark}</p><h2>References</h2>{ITEMS}", "x.html") == []


def test_a_linked_number_in_a_sentence_is_no_mark(linter: Linter) -> None:
    text = f"Naps help [1]. See part [2]({PAGE}#part-2) and [3].\n\n## References\n\n{LIST}"
    assert uncited(linter, text, "x.md") == ["Marsh"]


LONG = " ".join(["Lie down in a quiet room and close the curtains before you rest."] * 20)


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("About 40% of patients with insomnia take a medicine.", True),
        ("Naps cure insomnia.", True),
        ("Set the lamp to 40% brightness.", False),
        ("Talk to a nurse about it.", False),
    ],
)
def test_an_article_needs_sources_for_what_it_states(linter: Linter, sentence: str, missing: bool) -> None:
    found = linter.lint_text(
        f"# Insomnia and other sleep disorders\n\nInsomnia is a disease. {LONG}\n\n{sentence}\n", "x.md"
    )
    assert any(one.rule == "references-missing" for one in found) is missing
