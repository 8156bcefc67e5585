from __future__ import annotations

import pytest
from markup_helpers import assert_sound, doc, prose_of, shown, source_of

from healthlint.document import Document


def md(string: str) -> Document:
    document = doc(string, "markdown")
    assert_sound(document)
    return document


def linked(document: Document) -> list[tuple[str, str, str]]:
    return [(document.prose[link.start : link.end], link.target, link.kind) for link in document.links]


def marked(document: Document) -> list[tuple[str, str]]:
    return [(document.prose[mark.start : mark.end], mark.kind) for mark in document.marks]


def test_inline_markup_is_gone_and_positions_are_exact() -> None:
    document = md("Kelp **may** help, says *one* [study](http://s.example 'S') -- ~~not~~ two.")
    assert document.prose == "Kelp may help, says one study -- not two."
    assert marked(document) == [("may", "strong"), ("one", "emphasis")]
    assert linked(document) == [("study", "http://s.example", "link")]
    assert source_of(document, "may help") == "may** help"
    assert source_of(document, "study") == "study"


def test_offsets_are_code_points() -> None:
    document = md("“Kelp” 😀 — naïve **Kräuter** &eacute;t&eacute;\n")
    assert document.prose == "“Kelp” 😀 — naïve Kräuter été"
    assert source_of(document, "Kräuter") == "Kräuter"
    assert source_of(document, "ét") == "&eacute;t"


def test_line_ends_are_spaces() -> None:
    document = md("Kelp may help\r\nsome  \npeople\\\nsleep.")
    assert document.prose == "Kelp may help some\npeople\nsleep."
    assert source_of(document, "help some") == "help\r\nsome"


def test_headings() -> None:
    document = md("# One {#id}\n\nTwo\n---\n\n###### *Six*\n")
    assert [(block.level, prose_of(document, block)) for block in document.blocks] == [
        (1, "One"),
        (2, "Two"),
        (6, "Six"),
    ]


def test_an_article_on_a_heading_line_is_no_heading() -> None:
    document = md("## " + "Kelp is a seaweed. " * 30)
    assert document.blocks[0].role == "paragraph"
    assert document.blocks[0].level == 0


def test_bold_lines_and_bare_references_are_low_headings() -> None:
    document = md(
        "# Kelp\n\n**Side effects**\n\nFew.\n\nSources:\n\n- one\n\n**Note:** text\n\n**Stop it!**\n\n"
        "**It may:**\n"
    )
    assert [(block.role, block.level) for block in document.blocks] == [
        ("heading", 1),
        ("heading", 6),
        ("paragraph", 0),
        ("heading", 6),
        ("list-item", 1),
        ("paragraph", 0),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


def test_text_saved_as_markdown_has_headings_by_look() -> None:
    long = "Kelp is a seaweed that is rich in iodine, and it is eaten on many coasts of the world."
    document = md(f"All About Kelp\n\n{long}\n\nHow Much Is Safe?\n\n{long}\n")
    assert [block.role for block in document.blocks] == ["heading", "paragraph", "heading", "paragraph"]
    assert md(f"# Kelp\n\nHow Much Is Safe?\n\n{long}\n").blocks[1].role == "paragraph"


def test_lists() -> None:
    document = md("3. three\n   goes on\n\n   more of it\n4. four\n   - inner\n     - innermost\n\n* star\n")
    assert [(block.level, block.label, prose_of(document, block)) for block in document.blocks] == [
        (1, "3", "three goes on"),
        (1, "", "more of it"),
        (1, "4", "four"),
        (2, "", "inner"),
        (3, "", "innermost"),
        (1, "", "star"),
    ]
    assert {block.role for block in document.blocks} == {"list-item"}


def test_task_lists() -> None:
    assert shown(md("- [x] dry the kelp\n- [ ] eat it\n")) == [
        ("list-item", "dry the kelp"),
        ("list-item", "eat it"),
    ]


def test_tables() -> None:
    document = md(
        "| Herb | Dose |\n|---|---:|\n| Kelp \\| dulse | **5 mg**<br>daily |\n\n| A |\n|---|\n| b |\n"
    )
    assert [
        (block.table, block.row, block.column, prose_of(document, block)) for block in document.blocks
    ] == [
        (0, 0, 0, "Herb"),
        (0, 0, 1, "Dose"),
        (0, 1, 0, "Kelp | dulse"),
        (0, 1, 1, "5 mg\ndaily"),
        (1, 0, 0, "A"),
        (1, 1, 0, "b"),
    ]
    assert source_of(document, "Kelp | dulse") == "Kelp \\| dulse"


def test_block_quotes() -> None:
    document = md("> Kelp cured me,\n> she said.\n>\n> - twice\n\nSo.\n")
    assert [(block.role, block.quoted, prose_of(document, block)) for block in document.blocks] == [
        ("quote", True, "Kelp cured me, she said."),
        ("list-item", True, "twice"),
        ("paragraph", False, "So."),
    ]
    assert source_of(document, "me, she") == "me,\n> she"


@pytest.mark.parametrize("head", ["[!info] Disclaimer", "[!warning]- Disclaimer", "[!NOTE]\n> Disclaimer"])
def test_callouts_are_no_quotations(head: str) -> None:
    document = md(f"> {head}\n> This is no advice.\n> Ask somebody.\n")
    assert not any(block.quoted for block in document.blocks)
    assert document.prose in (
        "Disclaimer\nThis is no advice. Ask somebody.",
        "Disclaimer This is no advice. Ask somebody.",
    )


def test_a_callout_without_a_title() -> None:
    document = md("> [!TIP]\n> Eat kelp.\n")
    assert [(block.role, block.quoted) for block in document.blocks] == [("paragraph", False)]
    assert document.prose == "Eat kelp."


def test_footnotes() -> None:
    document = md("Kelp helps.[^1] Or not.[^n]\n\n[^1]: Reed, *J Herb*.\n\n[^n]: Oak.\n")
    assert document.prose == "Kelp helps.1 Or not.n\nReed, J Herb.\nOak."
    assert ("1", "footnote") in marked(document)
    assert source_of(document, "1") == "1"
    assert [(block.role, block.label) for block in document.blocks[1:]] == [
        ("footnote", "1"),
        ("footnote", "n"),
    ]


def test_citation_marks_survive() -> None:
    document = md(
        "One.[[1]](#ref1)[[2]](#ref2) Two [12-19] and [3], so.1 Four^4 five¹² six<sup>11 12 </sup>."
    )
    assert document.prose == "One.[1][2] Two [12-19] and [3], so.1 Four^4 five¹² six11 12 ."
    assert linked(document) == [("[1]", "#ref1", "link"), ("[2]", "#ref2", "link")]
    assert marked(document) == [("11 12 ", "superscript")]


def test_links_by_reference() -> None:
    document = md("See [this][a] and [1].\n\n[a]: http://a.example\n[1]: http://b.example 'B'\n")
    assert linked(document) == [("this", "http://a.example", "link"), ("1", "http://b.example", "link")]


def test_addresses_are_links_once() -> None:
    document = md("<http://a.example> and http://b.example. And [http://c.example](http://d.example)")
    assert linked(document) == [
        ("http://a.example", "http://a.example", "url"),
        ("http://b.example", "http://b.example", "url"),
        ("http://c.example", "http://d.example", "link"),
    ]


def test_wiki_links() -> None:
    document = md("See [[sea_weeds#kelp | the kelp *page*]] and [[Dulse]]; not [[3]] nor [[a [b] c]].\n")
    assert document.prose == "See the kelp page and Dulse; not [[3]] nor [[a [b] c]]."
    assert linked(document) == [("the kelp page", "sea_weeds#kelp", "wiki"), ("Dulse", "Dulse", "wiki")]
    assert source_of(document, "the kelp") == "the kelp"
    assert source_of(document, "Dulse") == "Dulse"


def test_wiki_links_in_tables() -> None:
    document = md("| a |\n|---|\n| [[x\\|kelp]] and [[y|dulse]] |\n")
    assert prose_of(document, document.blocks[1]) == "kelp and dulse"


def test_wiki_links_in_code_and_html_do_no_harm() -> None:
    assert md("`[[x|y]]` and\n\n<div>[[x|y]] z</div>\n").prose == "and\n[[x|y]] z"


def test_pictures_are_captions_after_their_paragraph() -> None:
    document = md("Take ![dried *kelp*](k.jpg) daily.\n\n![A jar of dulse][j]\n\n[j]: j.png\n")
    assert shown(document) == [
        ("paragraph", "Take daily."),
        ("caption", "dried kelp"),
        ("caption", "A jar of dulse"),
    ]
    assert linked(document) == [("dried kelp", "k.jpg", "image"), ("A jar of dulse", "j.png", "image")]
    assert source_of(document, "dried kelp") == "dried *kelp"


@pytest.mark.parametrize("alt", ["", "image", "IMG_2040.jpg", "Logo", "photo 3"])
def test_pictures_without_a_text(alt: str) -> None:
    assert md(f"![{alt}](k.jpg)\n").prose == ""


def test_a_span_over_a_paragraph_and_its_picture_has_a_source() -> None:
    document = md("Take ![dried kelp](k.jpg) daily.")
    start, end = document.to_source(document.prose.index("daily"), len(document.prose))
    assert (start, end) == (7, 32)


def test_code_is_no_prose() -> None:
    document = md("Run `kelp --cure` now.\n\n```\ncures all\n```\n\n    cures cancer\n\nEnd`x`ing.\n")
    assert document.prose == "Run now.\nEnd ing."


def test_html_blocks() -> None:
    document = md(
        '<div class="tip">\n<p>Kelp &amp; dulse:\nless is<br />more\n<ul><li>salty</ul>\n</div>\n\nAfter.\n'
    )
    assert shown(document) == [
        ("paragraph", "Kelp & dulse: less is\nmore"),
        ("list-item", "salty"),
        ("paragraph", "After."),
    ]
    assert source_of(document, "Kelp & dulse") == "Kelp &amp; dulse"


def test_html_around_markdown() -> None:
    document = md('<div class="a">\n\n**Kelp** is salty.\n\n- one\n</div>\n\n<td>\n\nleft\n')
    assert shown(document) == [("paragraph", "Kelp is salty."), ("list-item", "one"), ("paragraph", "left")]


def test_html_in_a_block_quote_that_spans_lines() -> None:
    document = md('> <div\n> class="a">Kelp\n> helps</div>\n')
    assert document.prose == "Kelp helps"
    assert source_of(document, "Kelp helps") == "Kelp\n> helps"


def test_inline_html() -> None:
    document = md('Kelp<sup>2</sup> is <a href="#x&amp;y">here</a>&nbsp;<b>now</b><span class="z">.</span>')
    assert document.prose == "Kelp2 is here\xa0now."
    assert marked(document) == [("2", "superscript"), ("now", "strong")]
    assert linked(document) == [("here", "#x&y", "link")]


def test_unclosed_html_does_not_leak_into_markdown() -> None:
    document = md("<h2>Kelp\n\nA paragraph.\n\n<select>\n\nlost\n\n## Found\n\nAgain.\n")
    assert shown(document) == [
        ("heading", "Kelp"),
        ("paragraph", "A paragraph."),
        ("heading", "Found"),
        ("paragraph", "Again."),
    ]


def test_markdown_inside_html_where_it_says_so() -> None:
    document = md('<div class="a" markdown="1">\n**Kelp** is salty.\n</div>\n')
    assert document.prose == "Kelp is salty."


def test_comments() -> None:
    document = md(
        "<!-- healthlint-disable x -- why -->\n\nKelp <!-- inline --> is.\n\n```\n<!-- code -->\n```\n"
    )
    assert [comment.text for comment in document.comments] == ["healthlint-disable x -- why", "inline"]
    assert document.prose == "Kelp is."
    comment = document.comments[1]
    assert document.source.text[comment.start : comment.end] == "<!-- inline -->"


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Kelp {{ site.dose }} daily.", "Kelp daily."),
        ("{% if a %}\nKelp.\n{% endif %}", "Kelp."),
        ("{% include a.html\n  b=1 %}\nKelp.", "Kelp."),
        ('{{< note "x" >}}\nKelp.\n{{< /note >}}', "Kelp."),
        ("{{% tip %}}Kelp.{{% /tip %}}", "Kelp."),
        ("{% comment %}\nnot this\n{% endcomment %}\nKelp.", "Kelp."),
        ("{% highlight sh %}\nnot this\n{% endhighlight %}\nKelp.", "Kelp."),
        ("Kelp.\n{: .no_toc }", "Kelp."),
        ("[Kelp](/k){: .button}\n{: .center}", "Kelp"),
        ("[Kelp](/k){.button #k}", "Kelp"),
        ("Kelp %%not this%% is.", "Kelp is."),
        ("Kelp.\n\n%%\nnot this\n\nnor this\n%%\n", "Kelp."),
        ("::: tip\nKelp.\n:::", "Kelp."),
        ("<%= kelp %> Kelp.", "Kelp."),
        ("[[toc]]\n\nKelp.", "Kelp."),
        ("[TOC]\n\nKelp.", "Kelp."),
        ("![[kelp.png]] Kelp.", "Kelp."),
        ("{# not this #}Kelp.", "Kelp."),
        ("Kelp {{ is.", "Kelp {{ is."),
        ("Kelp {% is.", "Kelp {% is."),
        ("5 %% of kelp, 6 %% of dulse", "5 of dulse"),
        ("5%% of kelp, 6%% of dulse", "5%% of kelp, 6%% of dulse"),
        ("!!! note\n    Kelp.", "Kelp."),
        ("<Callout type='x'>\nKelp **is**.\n</Callout>", "Kelp is."),
    ],
)
def test_template_syntax_is_no_prose(text: str, prose: str) -> None:
    assert md(text).prose == prose


def test_includes_are_kept_on_record() -> None:
    text = 'Kelp {{< disclaimer kind="a" >}}.\n\n{% include footer.html %}\n\n<Disclaimer />\n\n`{% raw %}`'
    document = md(text)
    assert [insert.text for insert in document.inserts][:3] == [
        '{{< disclaimer kind="a" >}}',
        "{% include footer.html %}",
        "<Disclaimer />",
    ]
    for insert in document.inserts:
        assert text[insert.start : insert.end] == insert.text


def test_templates_in_addresses() -> None:
    document = md("[Disclaimer]({% post_url 2020-01-01-x %}) and [more]({{ site.url }}/more)")
    assert linked(document) == [
        ("Disclaimer", "{% post_url 2020-01-01-x %}", "link"),
        ("more", "{{ site.url }}/more", "link"),
    ]


def test_definition_lists() -> None:
    assert shown(md("# Sea\n\nKelp\n: A seaweed.\n"))[1:] == [
        ("paragraph", "Kelp"),
        ("list-item", "A seaweed."),
    ]


def test_nothing() -> None:
    assert md("").blocks == ()
    assert md("---\n\n***\n").prose == ""


def test_reference_entries_on_lines_of_one_paragraph() -> None:
    document = md(
        "Kelp helps [1]\n[2] in part.\n\nSources:\n\n[1] Reed A. Kelp. 2019.\n[2] Oak B. Dulse.\n2020.\n"
    )
    assert shown(document)[-2:] == [
        ("paragraph", "[1] Reed A. Kelp. 2019."),
        ("paragraph", "[2] Oak B. Dulse. 2020."),
    ]
    assert document.prose.startswith("Kelp helps [1] [2] in part.\n")


def test_bullets_that_markdown_does_not_know() -> None:
    document = md("Kelp may:\n✅ calm\n✅ cool\n\nAfter.\n\n• one\n• two\n  goes on\n")
    assert shown(document) == [
        ("paragraph", "Kelp may:"),
        ("list-item", "✅ calm"),
        ("list-item", "✅ cool"),
        ("paragraph", "After."),
        ("list-item", "• one"),
        ("list-item", "• two goes on"),
    ]


def test_emphasis_before_a_closing_hash() -> None:
    assert md("#*kelp*#").prose == "#kelp#"
    assert md("# *kelp* #\n").prose == "kelp"


def test_preformatted_html_in_a_block_quote() -> None:
    assert md("> <pre>Kelp.\n> Dulse.</pre>\n").prose == "Kelp.\nDulse."


def test_a_tab_that_is_partly_indentation() -> None:
    assert md("> <!-- a -->kelp\n> \t<!-- b -->dulse\n").prose == "kelp dulse"
