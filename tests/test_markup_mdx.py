from __future__ import annotations

import pytest
from markup_helpers import assert_sound, doc, shown, source_of

from healthlint.document import Document


def mdx(string: str) -> Document:
    document = doc(string, "mdx")
    assert_sound(document)
    return document


def test_imports_exports_and_components_are_no_prose() -> None:
    document = mdx(
        "import { Callout } from 'nextra/components'\n"
        "import Chart, { Bar } from './chart'\n\n"
        "export const meta = {\n  title: 'x',\n}\n\n"
        "# Sage\n\n"
        '<Callout type="warning">Disclaimer</Callout>\n\n'
        "<Callout>\n  **Ask** your {props.who} first.\n</Callout>\n\n"
        "<Chart data={[1, 2]} title={`a > b`} />\n"
    )
    assert shown(document) == [
        ("heading", "Sage"),
        ("paragraph", "Disclaimer"),
        ("paragraph", "Ask your first."),
    ]
    assert [insert.text for insert in document.inserts] == [
        '<Callout type="warning">',
        "<Callout>",
        "<Chart data={[1, 2]} title={`a > b`} />",
    ]
    assert source_of(document, "Ask your") == "Ask** your"


def test_comments() -> None:
    text = "{/* healthlint-disable x -- why */}\n\nSage {/* inline */} tea.\n\n```\n{/* code */}\n```\n"
    document = mdx(text)
    assert document.prose == "Sage tea."
    assert [comment.text for comment in document.comments] == [
        "healthlint-disable x -- why",
        "inline",
    ]
    first = document.comments[0]
    assert text[first.start : first.end] == "{/* healthlint-disable x -- why */}"


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Sage {count > 3 && <Foo>no</Foo>} tea.", "Sage tea."),
        ("Sage {a({b: {c}})} tea.", "Sage tea."),
        ("Sage \\{not this\\} tea.", "Sage {not this} tea."),
        ("Sage { tea.", "Sage { tea."),
        ("Sage } tea.", "Sage } tea."),
        ("Sage {/* tea.", "Sage {/* tea."),
        ("Sage `{x}` tea {y}.", "Sage tea ."),
        ("<div style={{color: 'red'}}>\n**Sage**\n</div>", "Sage"),
        ("<Tabs>\n  <Tab>\n    Deep text\n    goes on\n  </Tab>\n</Tabs>", "Deep text goes on"),
        ("<>\nSage\n</>", "Sage"),
        ("import duties are high.", "import duties are high."),
        ("export of sage grew.", "export of sage grew."),
        ("```js\nimport a from 'b'\n```\nSage.", "Sage."),
        ("<b>Sage</b> <Foo.Bar x='>'/> tea", "Sage tea"),
        ("{% if %} {{ x }} Sage", "Sage"),
        ("> <Note>\n> Sage\n> </Note>", "Sage"),
    ],
)
def test_what_is_prose(text: str, prose: str) -> None:
    assert mdx(text).prose == prose


def test_lists_in_components() -> None:
    document = mdx("<Steps>\n\n1. Dry the sage.\n2. Drink.\n\n</Steps>\n")
    assert [(block.role, block.label) for block in document.blocks] == [
        ("list-item", "1"),
        ("list-item", "2"),
    ]


def test_front_matter() -> None:
    document = mdx("---\ntitle: Sage\n---\n\nimport A from 'a'\n\nText.\n")
    assert shown(document) == [("front-matter", "Sage"), ("paragraph", "Text.")]
