#!/usr/bin/env python3
"""Build articles/ and labels.jsonl from source/a/*.txt, source/b/*.txt and source/c/*.txt.

Half b is for scoring only: developers read the sources and articles of a and c, never the others. So it is with
efficacy/: the kinds of pages under read/ train and are read, those under held/ are for scoring only. There only the
efficacy of sentences is labelled, and no articles are kept: `--to` makes them.
usage: build.py [--split FILE...]    (--split deals new batch files out to source/a and source/b)
       build.py --to FOLDER SOURCE...    (articles/ and labels.jsonl of other sources)

A source line is one sentence; the labels follow a final " %": E/e efficacy report/grey, D/S/d dosing
directive/descriptive/grey, N/n numbers report/grey. Consecutive sentence lines form one paragraph or
list item. "!" (or front matter, table or tag syntax) starts a raw line, in which «sentence %E» marks
sentences; "@@ file disclaimer [wrap] [crlf] [nbsp]" starts an article.
In .html files "# ", "- ", "1. " and "> " become elements; elsewhere they stay as written.
"""

import json
import random
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SEED = "heldout-2"
LABEL = re.compile(r"\s%([EeDSdNn]{1,3})$")
RAW = re.compile(r"\||\{|---|\+\+\+|import |</?[A-Z]|</|> \[!")
MARKER = re.compile(r"(#{1,6} |[ \t]*[-*+•–✔✅] |\d{1,2}[.)] |> )")
CODES = {
    "E": {"efficacy": "report"},
    "e": {"efficacy": "grey"},
    "D": {"dosing": "report", "dosing_kind": "DOSD"},
    "S": {"dosing": "report", "dosing_kind": "DOSN"},
    "d": {"dosing": "grey"},
    "N": {"numbers": "report"},
    "n": {"numbers": "grey"},
}


class Article:
    """The text of one file as it grows, and the sentences in it."""

    def __init__(self, header: str) -> None:
        self.file, self.disclaimer, *flags = header.split()
        self.flags = set(flags)
        if self.disclaimer not in {"yes", "partial", "no"} or self.flags - {"wrap", "crlf", "nbsp"}:
            raise ValueError(header)
        self.html = self.file.endswith(".html")
        self.text = ""
        self.sentences: list[dict[str, Any]] = []
        self.open = ""  # closing tag of the block under way
        self.list = ""  # tag of the list under way
        self.joins = False  # whether a plain sentence continues the line
        self.fence = ""  # the line that ends the front matter under way

    def emit(self, text: str) -> None:
        self.text += text

    def newline(self) -> None:
        self.emit("\n" if self.text else "")

    def sentence(self, source: str) -> None:
        labels: dict[str, str] = {}
        if found := LABEL.search(source):
            source = source[: found.start()]
            for code in found[1]:
                if labels.keys() & CODES[code].keys():
                    raise ValueError(f"{self.file}: two labels of a family: {source}")
                labels |= CODES[code]
        if not source.strip() or source != source.strip() or "«" in source:
            raise ValueError(f"{self.file}: {source!r}")
        if "nbsp" in self.flags:
            source = re.sub(r"(?<=\d) (?=(?:mg|g|mcg|µg|ml|IU|%)\b)", "\xa0", source)
        start = len(self.text)
        if "wrap" in self.flags:
            line = len(self.text) - (self.text.rfind("\n") + 1)
            words = source.split(" ")
            source = words[0]
            for word in words[1:]:
                length = len(source) - source.rfind("\n") - 1 + (0 if "\n" in source else line) + len(word)
                source += ("\n" if length > 75 else " ") + word
        self.emit(source)
        self.sentences.append({"n": len(self.sentences) + 1, "start": start, "end": len(self.text), **labels})

    def close(self, next_list: str = "") -> None:
        self.emit(self.open)
        if self.list and self.list != next_list:
            self.emit(f"\n</{self.list}>")
            self.list = ""
        self.open, self.joins = "", False

    def add(self, line: str) -> None:
        marker = MARKER.match(line)
        if not self.text and line in {"---", "+++"}:
            self.fence = line
            self.emit(line)
        elif line.startswith("!") or self.fence or RAW.match(line):
            self.fence = "" if line == self.fence else self.fence
            self.close()
            self.newline()
            for i, part in enumerate(re.split(r"[«»]", line.removeprefix("!"))):
                self.sentence(part) if i % 2 else self.emit(part)
        elif not line:
            self.close()
            self.newline()
        elif marker:
            self.block(marker[1], line[marker.end() :])
        elif self.joins:
            self.emit(" ")
            self.sentence(line)
        else:
            self.close()
            self.newline()
            self.emit("<p>" if self.html else "")
            self.open = "</p>" if self.html else ""
            self.sentence(line)
            self.joins = True

    def block(self, marker: str, rest: str) -> None:
        heading = marker.startswith("#")
        if self.html:
            kind = "" if heading or marker == "> " else "ol" if marker[0].isdigit() else "ul"
            self.close(kind)
            if kind and self.list != kind:
                self.newline()
                self.emit(f"<{kind}>")
                self.list = kind
            tag = f"h{marker.count('#')}" if heading else "li" if kind else "blockquote"
            self.newline()
            self.emit(f"<{tag}>")
            self.open = f"</{tag}>"
        else:
            self.newline()
            self.emit(marker)
        self.sentence(rest)
        self.joins = not heading

    def finish(self) -> None:
        self.text = self.text.rstrip("\n")
        self.close()
        self.emit("\n")
        if "crlf" in self.flags:
            for s in self.sentences:
                for key in ("start", "end"):
                    s[key] += self.text.count("\n", 0, s[key])
            self.text = self.text.replace("\n", "\r\n")


def half_of(file: str) -> str:
    return "ab"[random.Random(SEED + file).random() < 0.5]


def split_source(text: str) -> dict[str, str]:
    """Return the source of each article of a batch by its header."""
    parts = re.split(r"^@@ (.*)\n", text, flags=re.M)
    return dict(zip(parts[1::2], (body.strip("\n") + "\n" for body in parts[2::2]), strict=True))


def deal(batch: Path) -> None:
    """Append the articles of a batch to the sources of their halves."""
    for header, body in split_source(batch.read_text("utf-8")).items():
        target = HERE / "source" / half_of(header.split()[0]) / batch.name
        target.parent.mkdir(exist_ok=True)
        with target.open("a", encoding="utf-8") as out:
            out.write(f"@@ {header}\n{body}\n")


def read_article(header: str, body: str) -> Article:
    """Return an article with its text and the places of its sentences."""
    article = Article(header)
    for line in body.splitlines():
        article.add(line.rstrip())
    article.finish()
    return article


def write_article(articles: Path, header: str, body: str) -> Article:
    """Write an article into a folder and check that what its places cut out are the sentences of the source."""
    article = read_article(header, body)
    target = articles / article.file
    target.write_text(article.text, "utf-8", newline="")
    with target.open(encoding="utf-8", newline="") as file:
        text = file.read()
    wanted = [" ".join(line.split()) for line in re.split(r"[\r\n«»]+", body) if line.strip()]
    for sentence in article.sentences:
        plain = " ".join(text[sentence["start"] : sentence["end"]].split())
        if not any(plain in line for line in wanted):
            raise ValueError(f"{article.file}: {plain!r}")
    if re.search(r" %[EeDSdNn]+\b", text):
        raise ValueError(f"{article.file}: label left in the text")
    return article


def build_to(folder: Path, sources: list[Path]) -> None:
    """Write the articles of some sources and their labels into a folder."""
    articles = folder / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, Any]] = []
    for path in sorted(sources):
        for header, body in split_source(path.read_text("utf-8")).items():
            article = write_article(articles, header, body)
            row = {"file": article.file, "disclaimer": article.disclaimer}
            if path.parent.parent == HERE / "source":
                row["half"] = path.parent.name
                if row["half"] not in ("c", half_of(article.file)):
                    raise ValueError(f"{article.file}: wrong half")
            rows.append(row | {"batch": path.stem, "sentences": article.sentences})
    rows.sort(key=lambda row: str(row["file"]))
    if len({row["file"] for row in rows}) != len(rows):
        raise ValueError("two articles of one name")
    for stale in {p.name for p in articles.iterdir()} - {row["file"] for row in rows}:
        (articles / stale).unlink()
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (folder / "labels.jsonl").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--to"]:
        build_to(Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
    else:
        if sys.argv[1:2] == ["--split"]:
            for name in sys.argv[2:]:
                deal(Path(name))
        build_to(HERE, list((HERE / "source").glob("[abc]/*.txt")))
