from __future__ import annotations

import datetime

import pytest
from markup_helpers import assert_sound, doc, prose_of, source_of

from healthlint.document import Document


def md(string: str) -> Document:
    document = doc(string, "markdown")
    assert_sound(document)
    return document


def values(document: Document) -> dict[str, str]:
    return {
        block.label: prose_of(document, block) for block in document.blocks if block.role == "front-matter"
    }


def test_yaml() -> None:
    document = md(
        "---\n"
        "layout: post\n"
        'title: "Yarrow: \\"a\\" herb \\u00e9"  # a comment\n'
        "subtitle: 'it''s old'\n"
        "description: >-\n"
        "  Folded over\n"
        "  two lines\n"
        "summary: Plain text, still\n"
        "  plain # a comment\n"
        "excerpt: |\n"
        "  One.\n"
        "\n"
        "  Two.\n"
        "tags: [yarrow, tea]\n"
        "date: 2020-01-02\n"
        "seo:\n"
        "  title: Inner\n"
        "---\n"
        "Body.\n"
    )
    assert values(document) == {
        "title": 'Yarrow: "a" herb é',
        "subtitle": "it's old",
        "description": "Folded over two lines",
        "summary": "Plain text, still plain",
        "excerpt": "One. Two.",
    }
    assert source_of(document, "two lines") == "two lines"
    assert source_of(document, '"a" herb é') == '\\"a\\" herb \\u00e9'
    assert source_of(document, "it's") == "it''s"
    assert source_of(document, "over two") == "over\n  two"
    assert document.front_matter["tags"] == ["yarrow", "tea"]
    assert document.front_matter["date"] == datetime.date(2020, 1, 2)
    assert document.front_matter["seo"] == {"title": "Inner"}
    assert document.blocks[-1].role == "paragraph"


def test_yaml_with_crlf() -> None:
    document = md("---\r\ntitle: Yarrow\r\ndescription: >\r\n  a\r\n  b\r\n---\r\n\r\nBody.\r\n")
    assert values(document) == {"title": "Yarrow", "description": "a b"}
    assert document.prose.endswith("\nBody.")


def test_toml() -> None:
    document = md(
        "+++\n"
        'title = "Yarrow \\"tea\\""\n'
        "subtitle = 'C:\\new'\n"
        'description = """\n'
        "Two\n"
        'lines"""\n'
        "date = 2020-01-02\n"
        "+++\n"
        "Body.\n"
    )
    assert values(document) == {"title": 'Yarrow "tea"', "subtitle": "C:\\new", "description": "Two lines"}
    assert document.front_matter["date"] == datetime.date(2020, 1, 2)


def test_json() -> None:
    document = md(
        '{\n  "title": "Yarrow \\u2013 \\"tea\\"",\n  "params": {"summary": "inner", "title": "x"},\n'
        '  "tags": ["title", "summary"],\n  "summary": "Outer"\n}\n\nBody.\n'
    )
    assert values(document) == {"title": 'Yarrow – "tea"', "summary": "Outer"}
    assert document.front_matter["params"] == {"summary": "inner", "title": "x"}
    assert document.prose.endswith("\nBody.")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Yarrow\nno end\n",
        "---\n\nProse between two rules, no data\n\n---\n",
        "\n---\ntitle: Yarrow\n---\n",
        "---- \ntitle: Yarrow\n---\n",
        "{ not: json }\n",
        "{'title': 'x'}",
    ],
)
def test_no_front_matter(text: str) -> None:
    document = md(text)
    assert document.front_matter == {}
    assert values(document) == {}


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 'never closed\n---\nBody.\n",
        "---\ntitle: [a\nx: }\n---\nBody.\n",
        "---\n- a\n- b\n---\nBody.\n",
        "---\n" + "[" * 5000 + "\n---\nBody.\n",
        "---\ntitle: !!python/object:os.system x\n---\nBody.\n",
        "+++\ntitle = nope\n+++\nBody.\n",
        '{\n "title": "x",\n broken\n}\nBody.\n',
        "---\n---\nBody.\n",
        "---\ndate: 2020-99-99\n---\nBody.\n",
    ],
)
def test_broken_front_matter_is_empty_and_no_prose(text: str) -> None:
    document = md(text)
    assert document.front_matter == {}
    assert document.prose.endswith("Body.")
    assert "nope" not in document.prose


def test_front_matter_of_a_page_larger_than_its_body() -> None:
    tags = "".join(f"  - tag {number}\n" for number in range(20_000))
    document = md(f"---\ntitle: Yarrow\ntags:\n{tags}---\nBody.\n")
    assert document.prose == "Yarrow\nBody."


def test_text_has_no_front_matter() -> None:
    assert doc("---\ntitle: Yarrow\n---\n", "text").front_matter == {}
