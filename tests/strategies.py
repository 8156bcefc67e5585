"""Made-up documents in every format, well-formed and broken.

Documents are built from pieces that mean something to the readers, so that few tries reach deep states. What
has to hold for every document is best tested with `sources`.
"""

from __future__ import annotations

from hypothesis import strategies as st

from healthlint.source import Source

EXTENSIONS = {"text": "txt", "markdown": "md", "mdx": "mdx", "html": "html"}

WORDS = [
    "willow",
    "bark",
    "eases",
    "40",
    "%",
    "of",
    "headaches",
    "may",
    "help",
    "Dr.",
    "e.g.",
    "2.5",
    "mg",
    "daily",
    "3–5",
    "µg",
    "“often”",
    "don't",
    "café",
    "naïve",
    "10",
    "000",
    "IU",
    "¹²",
    "soft\xadhyphen",
    "zero\u200bwidth",
    "治療",
    "😀",
    "März",
    "References",
    "Disclaimer",
    "not",
    "1.73",
    "m²",
    "&",
    "<",
    ">",
    "so.1",
]

words = st.sampled_from(WORDS)
sentences = st.lists(words, min_size=1, max_size=8).map(lambda some: " ".join(some).capitalize() + ".")

_BREAKS = ("\n", "\n\n", "\r\n", "\r", " ", "\n    ", "\t", "\n> ", "")

_TEXT = (
    "References",
    "====",
    "- ",
    "1. ",
    "[2] ",
    "  • ",
    "# healthlint-disable",
    "// healthlint-enable",
    "Title Like This:",
    "https://willow.example/a(b)",
    "\u2028",
    "\x0c",
    "A" * 310,
)

_MARKDOWN = (
    "# ",
    "## Head {#id}",
    "---",
    "***",
    "> ",
    "> [!note]- ",
    "- ",
    "1. ",
    "- [x] ",
    "    ",
    "```",
    "`code`",
    "**",
    "*",
    "_",
    "~~",
    "[link](http://a.example 'x')",
    "[[1]](#ref1)",
    "[[target|label]]",
    "[[Label]]",
    "![[embed.png]]",
    "![alt text](pic.png)",
    "[^1]",
    "[^1]: ",
    "[ref]: http://b.example",
    "[ref]",
    "#",
    "*x*#",
    "| a | b |\n|---|---|\n| c \\| d | e |\n",
    "{{< shortcode >}}",
    "{% include x.html %}",
    "{% comment %}",
    "{% endcomment %}",
    "{{ site.x }}",
    "{: .no_toc }",
    "%% note %%",
    ":::tip",
    "!!! note",
    "\\*",
    "term\n: definition",
    "<Callout>",
    "</Callout>",
    "+++\ntitle = 'x'\n+++\n",
)

_HTML = (
    "<p>",
    "</p>",
    "<P CLASS=”curly”>",
    "<div markdown='1'>",
    "</div>",
    "<h2>",
    "</h2>",
    "<ul>",
    "<ol start=4>",
    "<li>",
    "<li value='9'>",
    "</li>",
    "</ul>",
    "</ol>",
    "<dl><dt>",
    "<dd>",
    "<table>",
    "<tr>",
    "<td colspan=2>",
    "<th>",
    "</td>",
    "</table>",
    "<blockquote>",
    "</blockquote>",
    "<br/>",
    "<br><br>",
    "<a href='http://c.example?a=1&amp;b=2'>",
    "<a name=x>",
    "</a>",
    "<sup>",
    "</sup>",
    "<b>",
    "</b>",
    "<code>",
    "</code>",
    "<pre>",
    "</pre>",
    "> <pre>\n> ",
    "<nav>",
    "</nav>",
    "<img src=a.png alt='a &quot;picture&quot;'>",
    "<!-- a comment -->",
    "<!-- open",
    "<![CDATA[ x ]]>",
    "<!DOCTYPE html>",
    "<?php echo 1 ?>",
    "<script>if (a<b) x()</script>",
    "<style>",
    "<title>A title</title>",
    "<meta name=description content='About &lt;x&gt;'>",
    "<select>",
    "</select>",
    "<svg>",
    "</svg>",
    "&nbsp;",
    "&#8211;",
    "&notanentity;",
    "&amp",
    "&#x0;",
    "<",
    "</",
    '<a href="',
    "<3",
    ">",
)

_MDX = (
    "import { A } from 'a';\n\n",
    "export const x = {\n  a: 1,\n};\n\n",
    "{/* healthlint-disable */}",
    "{/* open",
    "{props.x}",
    "{",
    "}",
    "<Note type={['a', `b`]} />",
    "<Tabs>",
    "</Tabs>",
    "<>",
    "</>",
    "<div style={{color: 'red'}}>",
)

_PIECES = {
    "text": _TEXT,
    "markdown": (*_MARKDOWN, *_HTML),
    "mdx": (*_MDX, *_MARKDOWN, *_HTML),
    "html": (*_HTML, "{{ x }}", "{% if %}", "<pre>\n{{ x }}\n"),
}

_HEADS = (
    "",
    '---\ntitle: "A \\"b\\" \\u00e9"\ndescription: >-\n  Folded\n  lines # no\n---\n',
    "---\ntitle: 'it''s'\nsummary: |\n  a\n\n  b\ntags: [x\n---\n",
    "---\r\ntitle: Plain: text # comment\r\n  goes on\r\n---\r\n",
    "+++\ntitle = \"T\"\nsummary = '''\nx'''\n+++\n",
    '{\n "title": "J\\n \\u201cq\\u201d",\n "a": {"title": "inner"}\n}\n',
    '{ "title": "broken',
    "---\nnot closed\n",
    "\ufeff",
)


def texts(format: str) -> st.SearchStrategy[str]:
    """Documents in a format."""
    piece = st.one_of(sentences, st.sampled_from(_PIECES[format]), st.sampled_from(_BREAKS))
    body = st.lists(piece, max_size=24).map("".join)
    return body if format == "text" else st.builds(str.__add__, st.sampled_from(_HEADS), body)


formats = st.sampled_from(tuple(EXTENSIONS))


def sources(format: str | None = None) -> st.SearchStrategy[Source]:
    """Sources in a format, or in any; the extension of the path says which."""

    def of(name: str) -> st.SearchStrategy[Source]:
        return texts(name).map(lambda text: Source(f"article.{EXTENSIONS[name]}", text))

    return formats.flatmap(of) if format is None else of(format)
