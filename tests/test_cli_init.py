"""``healthlint init``: what it finds in a repository, and the configuration it writes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml
from cli_helpers import run
from workspace_helpers import check, problems, put

from healthlint.workspace.config_file import read_file
from healthlint.workspace.packs import load
from healthlint.workspace.survey import survey

DISCLAIMER = "This page is for information only. It is not medical advice. Always ask your doctor."
HEALTH = "Turmeric may ease the pain of arthritis, and it is used in the food of many of the people who live with it."
GERMAN = "Kurkuma lindert vielleicht die Schmerzen bei Arthrose und wird oft in der Küche verwendet, weil es schmeckt."


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for number in range(3):
        put(tmp_path, f"posts/a{number}.md", f"{HEALTH}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(site: Path) -> dict[str, object]:
    """What init writes, which has to be a configuration that can be used."""
    assert run("init", "--force").code == 0
    read_file("healthlint.yml")
    found: dict[str, object] = yaml.safe_load((site / "healthlint.yml").read_text()) or {}
    return found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_includes/footer.html", f"<footer><p>{DISCLAIMER}</p></footer>"),
        ("_layouts/default.html", f"<main>{{{{ content }}}}</main><p>{DISCLAIMER}</p>"),
        ("layouts/partials/footer.html", f"<p>{DISCLAIMER}</p>"),
        ("themes/plain/base.njk", f"<p>{DISCLAIMER}</p>"),
        ("i18n/en.yml", f'disclaimer: "{DISCLAIMER}"\n'),
        ("locales/en.json", f'{{"disclaimer": "{DISCLAIMER}"}}'),
        (
            "src/components/Footer.tsx",
            f"export const Footer = () => (\n  <p>\n    {DISCLAIMER}\n  </p>\n);\n",
        ),
        ("_includes/legal.md", DISCLAIMER),
    ],
)
def test_it_finds_where_the_disclaimer_lives(site: Path, name: str, text: str) -> None:
    put(site, name, text)
    assert written(site) == {"disclaimer": {"provided_by": [name]}}
    result = check("posts")
    assert (problems(result), [one.rule for one in result.findings]) == ([], [])


def test_what_is_ignored_or_holds_no_disclaimer_is_not_named(site: Path) -> None:
    put(site, ".gitignore", "build/\n")
    put(site, "build/layouts/footer.html", DISCLAIMER)
    put(site, "_includes/footer.html", "<p>All rights reserved. Write to us for advice.</p>")
    put(site, "posts/b.md", DISCLAIMER)
    put(site, "layouts/logo.png", "advice\0medical")
    assert written(site) == {}
    said = (site / "healthlint.yml").read_text()
    assert "# None was found in layouts" in said
    assert "# Of 3 articles about health that were read, 0 hold one themselves." in said


@pytest.mark.parametrize(
    ("name", "tag", "pattern"),
    [
        ("b.md", "{{< medical-disclaimer >}}", r"\{\{[<%]\s*medical\-disclaimer"),
        ("b.md", "{% include disclaimer.html %}", r"\{%-?\s*\w+\s+['\"]?disclaimer\.html"),
        ("b.mdx", "<MedicalDisclaimer lang='en' />", "<MedicalDisclaimer"),
    ],
)
def test_it_finds_what_stands_for_a_disclaimer(site: Path, name: str, tag: str, pattern: str) -> None:
    put(site, f"posts/{name}", f"{HEALTH}\n\n{tag}\n")
    put(site, "_includes/disclaimer.html", DISCLAIMER)
    found = written(site)["disclaimer"]
    assert isinstance(found, dict)
    assert found["accept"] == [pattern]
    result = check(f"posts/{name}")
    assert (problems(result), [one.rule for one in result.findings]) == ([], [])


def test_other_languages_are_left_out(site: Path) -> None:
    for name in ("de/a.md", "content/de/b.md", "posts/c.de.md", "it/c.md"):
        put(site, name, f"{GERMAN}\n" if "de" in name else f"{HEALTH}\n")
    assert written(site) == {"exclude": ["/de/", "/content/de/", "*.de.*"]}
    assert check(".").files == ["it/c.md", "posts/a0.md", "posts/a1.md", "posts/a2.md"]


def test_front_matter_by_which_articles_differ_becomes_a_comment(site: Path) -> None:
    put(site, "posts/b.md", f"---\naudience: patient\nlayout: post\n---\n{HEALTH}\n")
    put(site, "posts/c.md", f"---\ncommercial: true\naudience: patient\n---\n{HEALTH}\n")
    assert written(site) == {}
    said = (site / "healthlint.yml").read_text()
    assert "#   - front-matter: {audience: patient}    # 2 of those read\n#     profile: patient\n" in said
    assert "#   - front-matter: {commercial: true}    # 1 of those read\n#     profile: commercial\n" in said
    assert "layout" not in said.partition("overrides:")[2]


def test_what_is_commented_out_can_be_used(site: Path) -> None:
    put(site, "posts/b.md", f"---\naudience: patient\n---\n{HEALTH}\n")
    put(site, "layouts/footer.html", DISCLAIMER)
    text = run("init", "--dry-run").out
    lines = text.splitlines(keepends=True)
    keys = [
        line[2:]
        if line.startswith(("# profile:", "# exclude:", "# overrides:", "# severity:", "#   "))
        else line
        for line in lines
    ]
    put(site, "healthlint.yml", "".join(keys))
    config = read_file("healthlint.yml")
    assert config.settings.severity["numbers"] == "info"
    assert len([layer for layer in config.layers if layer.conditions]) == 2


def test_an_empty_folder_gets_a_configuration_too(tmp_path: Path) -> None:
    outcome = run("init", str(tmp_path))
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("Found no articles.\n")
    read_file(str(tmp_path / "healthlint.yml"))


@pytest.mark.parametrize("name", ["healthlint.yml", ".healthlint.yaml", "pyproject.toml"])
def test_nothing_is_overwritten(site: Path, name: str) -> None:
    text = "[tool.healthlint]\n" if name.endswith("toml") else "ignore: [numbers]\n"
    put(site, name, text)
    outcome = run("init")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{name} is a configuration already; --force writes healthlint.yml all the same" in outcome.err
    assert (site / name).read_text() == text
    assert run("init", "--dry-run").code == 0
    assert (site / name).read_text() == text


def test_wrong_use(site: Path) -> None:
    for arguments, said in ((["a", "b"], "takes one FOLDER, not 2"), (["gone"], "gone is no folder")):
        outcome = run("init", *arguments)
        assert outcome.code == 2
        assert said in outcome.err


def test_the_survey_counts_articles(site: Path) -> None:
    put(site, "b.mdx", HEALTH)
    put(site, "_layouts/x.html", HEALTH)
    found = survey(".", load())
    assert (found.articles, found.health, found.own) == ({".md": 3, ".mdx": 1}, 4, 0)
