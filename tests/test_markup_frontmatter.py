from __future__ import annotations

import datetime
import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
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


def test_plain_text_has_front_matter_where_it_is_nothing_but_data() -> None:
    for newline in ("\n", "\r\n", "\r"):
        text = "---\ntitle: Yarrow\ntags:\n- tea\n---\n\nDrink it.\n".replace("\n", newline)
        document = doc(text, "text")
        assert_sound(document)
        assert document.front_matter == {"title": "Yarrow", "tags": ["tea"]}
        assert (values(document), document.prose) == ({"title": "Yarrow"}, "Yarrow\nDrink it.")
    assert values(doc('+++\ntitle = "Yarrow"\n+++\nDrink it.\n', "text")) == {"title": "Yarrow"}


@pytest.mark.parametrize(
    "text",
    [
        "---\nNote: drink it\nand rest.\n---\nThen sleep.\n",
        "---\n\nDrink it.\n\n---\n",
        "+++\nDrink it.\n+++\n",
        '{"title": "Yarrow"}\n\nDrink it.\n',
        "---\ntitle: Yarrow\n",
    ],
)
def test_prose_between_rules_in_plain_text_is_no_front_matter(text: str) -> None:
    document = doc(text, "text")
    assert document.front_matter == {}
    assert "rink it" in document.prose or "Yarrow" in document.prose


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\nTitle: Yarrow\nSUMMARY: Tea\n---\n", {"title": "Yarrow", "summary": "Tea"}),
        ("---\ntitle: &name Yarrow\nsummary: !!str Tea\nexcerpt: *name\n---\n", {"title": "Yarrow", "summary": "Tea"}),
        ("---\ntitle:\n  Yarrow on\n  two lines\ntags: x\n---\n", {"title": "Yarrow on two lines"}),
        ("---\ntitle: # why\n\n  \"Yarrow: a herb\"\n---\n", {"title": "Yarrow: a herb"}),
        ("---\r\ntitle:\r\n  Yarrow\r\n---\r\n", {"title": "Yarrow"}),
        ("---\ntitle:\n  en: Yarrow\nsummary:\n  - Tea\nexcerpt:\ntags: x\n---\n", {}),
        ("---\ntitle: null\nsummary: ~\n---\n", {}),
        ('---\ntitle: "Yar\\\n  row \\\n  tea"\n---\n', {"title": "Yarrow tea"}),
        ('+++\nTitle = "Yarrow"\ntags = [\n  ["a"],\n]\nsummary = "Tea"\n[params]\ntitle = "x"\n+++\n',
         {"title": "Yarrow", "summary": "Tea"}),
        ("+++\nbody = '''\ntitle = \"no\"\n[not.a.table]\n'''\nsummary = 'Tea'\n+++\n", {"summary": "Tea"}),
        ('+++\ntitle = """\\\n  Yarrow \\\n  tea"""\n+++\n', {"title": "Yarrow tea"}),
        ('{"Title": "Yarrow \\ud83c\\udf3f"}\n', {"title": "Yarrow 🌿"}),
        ('---json\n{"title": "Yarrow"}\n---\n', {"title": "Yarrow"}),
        ('---toml\ntitle = "Yarrow"\n---\n', {"title": "Yarrow"}),
        ("--- yaml\ntitle: Yarrow\n---\n", {"title": "Yarrow"}),
    ],
)  # fmt: skip
def test_values_however_they_are_written(text: str, found: dict[str, str]) -> None:
    assert values(md(f"{text}Body.\n")) == found


def test_toml_with_crlf_is_data_too() -> None:
    assert md('+++\r\ntitle = "Yarrow"\r\n+++\r\nBody.\r\n').front_matter == {"title": "Yarrow"}


@pytest.mark.parametrize("word", ["js", "yam", "prose follows"])
def test_a_fence_with_another_word_is_none(word: str) -> None:
    assert md(f"---{word}\ntitle: Yarrow\n---\nBody.\n").front_matter == {}


WORDS = st.lists(
    st.sampled_from(["Yarrow", "tea:", "it's", '"so"', "a#b", "é", "🌿", "\\", "-", "90%", "[x]"]), min_size=1
)


@given(
    WORDS,
    st.sampled_from(["plain", "literal", "folded", "single", "double"]),
    st.integers(10, 40),
    st.booleans(),
)
def test_yaml_as_a_program_writes_it(words: list[str], style: str, width: int, is_unicode: bool) -> None:
    value = " ".join(words)
    mark = {"plain": None, "literal": "|", "folded": ">", "single": "'", "double": '"'}[style]

    class Dumper(yaml.SafeDumper):
        pass

    Dumper.add_representer(
        str,
        lambda dumper, data: dumper.represent_scalar(
            "tag:yaml.org,2002:str", data, style=mark if data == value else None
        ),
    )
    written = yaml.dump({"title": value, "tags": ["x"]}, Dumper=Dumper, width=width, allow_unicode=is_unicode)
    document = md(f"---\n{written}---\nBody.\n")
    assert document.front_matter["title"].rstrip("\n") == value
    assert values(document) == {"title": value}


@given(WORDS, st.booleans(), st.sampled_from([None, 2]))
def test_json_as_a_program_writes_it(words: list[str], is_ascii: bool, indent: int | None) -> None:
    value = " ".join(words)
    written = json.dumps({"title": value, "params": {"title": "x"}}, ensure_ascii=is_ascii, indent=indent)
    document = md(f"{written}\n\nBody.\n")
    assert values(document) == {"title": value}
    assert document.front_matter["title"] == value
    assert values(md(f"+++\ntitle = {json.dumps(value, ensure_ascii=False)}\n+++\nBody.\n")) == {
        "title": value
    }
