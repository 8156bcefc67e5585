from __future__ import annotations

import pytest
from markup_helpers import assert_sound, doc, prose_of, shown, source_of

from healthlint.document import Document, read
from healthlint.source import Source


def html(string: str) -> Document:
    document = doc(string, "html")
    assert_sound(document)
    return document


def linked(document: Document) -> list[tuple[str, str, str]]:
    return [(document.prose[link.start : link.end], link.target, link.kind) for link in document.links]


def marked(document: Document) -> list[tuple[str, str]]:
    return [(document.prose[mark.start : mark.end], mark.kind) for mark in document.marks]


PAGE = """<!DOCTYPE html>
<html><head><title>Elder &amp; Sleep</title>
<meta name="description" content="What elder does, in &quot;short&quot;">
<style>p { color: red }</style><script>if (a < b) { cure("all") }</script></head>
<BODY class=”x”>
<nav><ul><li><a href="/">Home</a><li><a href="/herbs">Herbs</a></ul></nav>
<h1>Elder <em>and</em> Sleep</h1>
<p>Elder
   may  help<sup><a href="#r1">[1]</a></sup>.<br>Or not.
<p>Second&nbsp;one
<ul><li>one<li>two <b>bold</b></ul>
<noscript>Turn on scripts</noscript>
<blockquote><p>It cured me.</p></blockquote>
<figure><img src="e.jpg" alt="A sprig of elder"><figcaption>Elder in June</figcaption></figure>
<footer><p>This is no advice.</p></footer>
</BODY></html>
"""


def test_a_page() -> None:
    document = html(PAGE)
    assert shown(document) == [
        ("front-matter", "Elder & Sleep"),
        ("front-matter", 'What elder does, in "short"'),
        ("navigation", "Home"),
        ("navigation", "Herbs"),
        ("heading", "Elder and Sleep"),
        ("paragraph", "Elder may help[1].\nOr not."),
        ("paragraph", "Second\xa0one"),
        ("list-item", "one"),
        ("list-item", "two bold"),
        ("quote", "It cured me."),
        ("caption", "A sprig of elder"),
        ("caption", "Elder in June"),
        ("paragraph", "This is no advice."),
    ]
    assert [block.label for block in document.blocks[:2]] == ["title", "description"]
    assert source_of(document, "may help") == "may  help"
    assert source_of(document, "Second\xa0one") == "Second&nbsp;one"
    assert ("[1]", "#r1", "link") in linked(document)
    assert marked(document) == [("and", "emphasis"), ("[1]", "superscript"), ("bold", "strong")]


@pytest.mark.parametrize(
    ("reference", "character"),
    [
        ("&amp;", "&"),
        ("&eacute;", "é"),
        ("&eacute", "é"),
        ("&#8211;", "–"),
        ("&#x2013;", "–"),
        ("&#150;", "–"),
        ("&#181;", "µ"),
        ("&nosuch;", "&nosuch;"),
        ("& b", "& b"),
        ("&", "&"),
        ("&shy;", ""),
        ("&zwnj;", ""),
        ("&#0;", "\ufffd"),
        ("&#xD800;", "\ufffd"),
        ("&#10;", " "),
    ],
)
def test_character_references(reference: str, character: str) -> None:
    document = html(f"<p>a{reference}z</p>")
    assert document.prose == f"a{character}z"
    assert document.to_source(0, len(document.prose)) == (3, 5 + len(reference))


def test_white_space_collapses_and_positions_stay() -> None:
    document = html("<p>\n  elder\r\n  <b> flower </b>\t tea\n</p>")
    assert document.prose == "elder flower tea"
    assert source_of(document, "flower tea") == "flower </b>\t tea"


def test_text_outside_any_element() -> None:
    assert shown(html("elder <div>flower</div> tea")) == [
        ("paragraph", "elder"),
        ("paragraph", "flower"),
        ("paragraph", "tea"),
    ]


@pytest.mark.parametrize(
    "element",
    ["script", "style", "textarea", "template", "noscript", "select", "svg", "iframe", "object", "xmp", "rt"],
)
def test_what_nobody_reads(element: str) -> None:
    assert html(f"<p>a</p><{element} x='>'>cures <b>all</{element.upper()}><p>b").prose == "a\nb"


def test_inline_code_is_left_out() -> None:
    assert html("<p>run<code>cure --all</code>now, <kbd>x</kbd> then</p>").prose == "run now, then"


def test_unclosed_code_ends_with_its_block() -> None:
    assert html("<p>run <code>cure</p><p>elder</p>").prose == "run\nelder"


def test_preformatted_text_keeps_its_lines() -> None:
    document = html("<pre>elder  tea\r\n  daily</pre><pre><code>cure()</code></pre>")
    assert document.prose == "elder tea \n daily"


def test_headings_close_each_other() -> None:
    document = html("<h2>One<h3>Two</h2>text<h2>Three<p>more")
    assert [(block.role, block.level) for block in document.blocks] == [
        ("heading", 2),
        ("heading", 3),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_lists() -> None:
    document = html("<ol start=3><li>c<ul><li>x</ul>more<li value=9>i<li>j</ol><dl><dt>t<dd>d</dl><li>stray")
    assert [(block.level, block.label, prose_of(document, block)) for block in document.blocks] == [
        (1, "3", "c"),
        (2, "", "x"),
        (1, "", "more"),
        (1, "9", "i"),
        (1, "10", "j"),
        (1, "", "t"),
        (1, "", "d"),
        (1, "", "stray"),
    ]


def test_a_list_item_of_several_paragraphs_is_numbered_once() -> None:
    document = html("<ol><li><p>one</p><p>more</p></li></ol>")
    assert [block.label for block in document.blocks] == ["1", ""]


def test_tables() -> None:
    document = html(
        "<table><caption>Doses</caption><thead><tr><th>Herb<th colspan=2>Dose</thead>"
        "<tr><td>Elder<td>5 mg<td>daily<tr><td><p>Sage</p></td><td>1 g</td></tr></table>after"
    )
    assert [
        (block.role, block.row, block.column, prose_of(document, block)) for block in document.blocks
    ] == [
        ("caption", -1, -1, "Doses"),
        ("table-cell", 0, 0, "Herb"),
        ("table-cell", 0, 1, "Dose"),
        ("table-cell", 1, 0, "Elder"),
        ("table-cell", 1, 1, "5 mg"),
        ("table-cell", 1, 2, "daily"),
        ("table-cell", 2, 0, "Sage"),
        ("table-cell", 2, 1, "1 g"),
        ("paragraph", -1, -1, "after"),
    ]


def test_a_table_in_a_table() -> None:
    document = html(
        "<table><tr><td>left<td><table><tr><td>a<td>b<tr><td>c<td>d</table>right<tr><td>x<td>y</table>"
    )
    assert [(block.role, block.table) for block in document.blocks if block.role == "table-cell"] == [
        ("table-cell", 1)
    ] * 4
    assert document.prose == "left\na\nb\nc\nd\nright\nx\ny"


@pytest.mark.parametrize(
    "inside",
    [
        "<tr><td>menu<td><h2>Elder</h2><p>text",
        "<tr><td>only one cell in it",
        "<tr><td>one<tr><td>column",
        "<tr><td>left<td>" + "Elder is a shrub. " * 40 + "<tr><td>x<td>y",
    ],
)
def test_layout_tables_hold_paragraphs(inside: str) -> None:
    document = html(f"<table>{inside}</table>")
    assert "table-cell" not in {block.role for block in document.blocks}
    assert {block.table for block in document.blocks} == {-1}


def test_end_tags_do_not_reach_out_of_a_cell() -> None:
    document = html("<div><table><tr><td>a</div></p></ul><td>b<tr><td>c<td>d</table>e</div>")
    assert [block.column for block in document.blocks] == [0, 1, 0, 1, -1]


def test_block_quotes() -> None:
    document = html("<blockquote>said<ul><li>that</ul><h3>Head</h3></blockquote>so")
    assert [(block.role, block.quoted) for block in document.blocks] == [
        ("quote", True),
        ("list-item", True),
        ("heading", True),
        ("paragraph", False),
    ]


def test_bold_paragraphs_are_headings_below_all_others() -> None:
    document = html("<p><b>Side effects</b></p><p>None.</p><p><strong>Beware!</strong></p>")
    assert [(block.role, block.level) for block in document.blocks] == [
        ("heading", 6),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


def test_a_double_break_ends_a_paragraph() -> None:
    assert shown(html("one<br>two<br><br>three<br/> <br />four<br>")) == [
        ("paragraph", "one\ntwo"),
        ("paragraph", "three"),
        ("paragraph", "four"),
    ]


def test_links() -> None:
    document = html(
        '<p><a href=/a?b=1&amp;c=2>one</a> <A HREF="/x"><b>two</a> <a name=y>three</a> <a href="">four</a>'
    )
    assert linked(document) == [("one", "/a?b=1&c=2", "link"), ("two", "/x", "link")]


def test_a_link_around_blocks_is_a_link_in_each() -> None:
    document = html("<a href=/a><h3>Elder</h3><p>Read on</p></a>")
    assert linked(document) == [("Elder", "/a", "link"), ("Read on", "/a", "link")]


def test_bare_addresses_and_linked_ones() -> None:
    document = html("<p>http://a.example, <a href=http://b.example>http://b.example</a></p>")
    assert linked(document) == [
        ("http://a.example", "http://a.example", "url"),
        ("http://b.example", "http://b.example", "link"),
    ]


def test_menus_are_navigation() -> None:
    menu = "".join(f"<li><a href=/{word}>{word}</a> |" for word in ("herbs", "roots", "teas"))
    document = html(
        f"<ul>{menu}</ul><p>Elder.</p><div><a href=/a>A</a> » <a href=/b>B</a> » <a href=/c>C</a></div>"
    )
    assert [block.role for block in document.blocks] == ["navigation"] * 3 + ["paragraph", "navigation"]


def test_a_reference_list_of_links_is_no_menu() -> None:
    entries = "".join(f"<li><a href=/{number}>Study {number}</a>" for number in range(5))
    document = html(f"<h2>References</h2><ol>{entries}</ol><h2>More</h2><ul>{entries}</ul>")
    assert [block.role for block in document.blocks][1:6] == ["list-item"] * 5
    assert document.blocks[-1].role == "navigation"


def test_a_list_with_prose_beside_its_links_is_no_menu() -> None:
    document = html("<ul>" + "<li><a href=/x>Elder</a> may help" * 4 + "</ul>")
    assert {block.role for block in document.blocks} == {"list-item"}


def test_role_navigation() -> None:
    assert shown(html("<div role='navigation'>Go on</div>text")) == [
        ("navigation", "Go on"),
        ("paragraph", "text"),
    ]


def test_comments() -> None:
    text = "<!-- healthlint x -->a<!--[if IE]><p>b</p><![endif]--><!-->c<!--->d<!-- e --!>f<!-- open <p>g"
    document = html(text)
    assert document.prose == "acdf"
    assert [comment.text for comment in document.comments] == [
        "healthlint x",
        "[if IE]><p>b</p><![endif]",
        "e",
        "open <p>g",
    ]
    for comment in document.comments:
        assert text[comment.start : comment.end].startswith("<!--")


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("a <![CDATA[ x < y ]]> b", "a b"),
        ("a <? php x > b", "a b"),
        ("<?php if (a > b) { ?>a<?php } ?> b", "a b"),
        ("a </ > b", "a b"),
        ("a < b and c > d", "a < b and c > d"),
        ("a <3 b", "a <3 b"),
        ("a <b title='>'>b</b>", "a b"),
        ('a <b title="x>b', "a b"),
        ("a <b title=”x”>b</b>", "a b"),
        ("<P CLASS=A>a</P>b", "a\nb"),
        ("<p>a</div></p></p>b", "a\nb"),
        ("a<p", "a"),
        ("a<", "a<"),
        ("a</", "a"),
        ("<br<p>a", "a"),
        ("<hc>a</hc> <my-tag>b</my-tag>", "a b"),
        ("<title>never closed", "never closed"),
        ("a<plaintext>b", "ab"),
    ],
)
def test_broken_html(text: str, prose: str) -> None:
    assert html(text).prose == prose


def test_curly_quotes_around_an_attribute() -> None:
    assert linked(html("<a href=”http://a.example”>elder</a>")) == [("elder", "”http://a.example”", "link")]


def test_deep_nesting() -> None:
    document = html("<div><b><ul><li>" * 10_000 + "elder" + "</li></ul></b></div>" * 10_000 + "tea")
    assert document.prose == "elder\ntea"


def test_templates_and_front_matter() -> None:
    document = html("---\ntitle: Elder\n---\n<p>Dose: {{ page.dose }} daily{% if x %}!{% endif %}</p>\n")
    assert document.prose == "Elder\nDose: daily!"
    assert document.front_matter == {"title": "Elder"}
    assert [insert.text for insert in document.inserts] == ["{{ page.dose }}", "{% if x %}", "{% endif %}"]


def test_windows_1252() -> None:
    source = Source.from_bytes(b"<p>The \x93miracle\x94 \x96 25 \xb5g</p>", "a.html")
    assert read(source).prose == "The “miracle” – 25 µg"
