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


@pytest.mark.parametrize(
    "code",
    [
        "export const meta = {\n  title: 'Sage cures',\n\n  other: [\n\n1],\n}",
        "export function Box() {\n  const a = 1;\n\n  return <p>Don't mind {a} :)</p>\n}",
        "import {\n  A,\n\n  B,\n} from 'x'",
        "export const text = `\n\n# Sage ${a({b: `}`})}\n\n`",
        "export default (\n\n  <Layout />\n)",
        "export const a = 1; // it's } odd {\nexport const b = '}{'",
        "export const open = {\n  never: closed",
    ],
)
def test_an_import_or_export_may_hold_blank_lines(code: str) -> None:
    document = mdx(f"{code}\n\nSage tea.\n")
    assert document.prose == "Sage tea."
    assert document.comments == ()


def test_where_brackets_never_close_a_module_ends_at_a_blank_line() -> None:
    document = mdx("export const a = {\n  b: 1\n\nSage tea.\n\nimport C from 'c'\n\nMint tea.\n")
    assert document.prose == "Sage tea.\nMint tea."


@pytest.mark.parametrize(
    "code",
    [
        '"}"',
        "'}'",
        "`}`",
        "`${a}}`",
        "/* } */ a",
        "a // }\n",
        "a({b: '{'})",
        "x > 3 && <p>It's so</p>",
        "<p>Ah :)</p>",
    ],
)
def test_braces_in_strings_and_comments_do_not_count(code: str) -> None:
    assert mdx(f"Sage {{{code}}} tea.").prose == "Sage tea."


def test_comments_within_expressions_and_tags_within_code() -> None:
    document = mdx("{a && (\n  <>\n    {/* healthlint-disable x */}\n  </>\n)}\n\nUse `<Note>` here.\n")
    assert [comment.text for comment in document.comments] == ["healthlint-disable x"]
    assert document.inserts == ()


def test_lists_in_components() -> None:
    document = mdx("<Steps>\n\n1. Dry the sage.\n2. Drink.\n\n</Steps>\n")
    assert [(block.role, block.label) for block in document.blocks] == [
        ("list-item", "1"),
        ("list-item", "2"),
    ]


def test_front_matter() -> None:
    document = mdx("---\ntitle: Sage\n---\n\nimport A from 'a'\n\nText.\n")
    assert shown(document) == [("front-matter", "Sage"), ("paragraph", "Text.")]
