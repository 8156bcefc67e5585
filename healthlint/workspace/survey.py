"""What a repository of articles looks like, as far as a configuration depends on it.

Nothing is asked and nothing is run: articles, layouts, includes and translations are read as they lie there.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from healthlint.workspace.discovery import ENDINGS, discover
from healthlint.workspace.overrides import front_matter_of, plain

if TYPE_CHECKING:
    from healthlint.workspace.packs import Packs

#: The endings of files that can bring a disclaimer onto a page.
_TEMPLATES = (
    ".liquid", ".njk", ".nunjucks", ".ejs", ".hbs", ".handlebars", ".mustache", ".erb", ".haml", ".slim",
    ".pug", ".twig", ".jinja", ".jinja2", ".j2", ".tera", ".gohtml", ".tmpl", ".tpl", ".php", ".vue",
    ".svelte", ".astro", ".tsx", ".jsx", ".ts", ".js", ".mjs", ".yml", ".yaml", ".json", ".toml", ".po",
    ".properties", ".ftl",
)  # fmt: skip
#: Folders of what pages are put together from: what lies there reaches pages, and is no article itself.
_PARTS = frozenset((
    "_layouts", "_includes", "_partials", "layouts", "layout", "partials", "includes", "templates",
    "template", "components", "component", "shortcodes", "snippets", "i18n", "locales", "locale",
    "translations", "messages",
))  # fmt: skip
#: Folders in which only templates, not articles, are looked at.
_PLACES = _PARTS | {"_data", "data", "theme", "themes", "lang", "langs", "languages", "src", "app"}
_NAME = re.compile(r"footer|disclaimer|layout|legal|notice|base|default|page", re.IGNORECASE)
#: Words one of which every disclaimer has.
_WORDS = re.compile(rb"advice|medical|informational|substitute|professional|diagnos", re.IGNORECASE)
_LARGEST = 256 * 1024

#: What stands in an article for a disclaimer kept elsewhere: a tag, and its name.
_STANDS = (
    (r"\{\{[<%]", r"\s*", re.compile(r"\{\{[<%]\s*([\w./-]*disclaimer[\w./-]*)", re.IGNORECASE)),
    (
        r"\{%-?",
        r"\s*\w+\s+['\"]?",
        re.compile(r"\{%-?\s*\w+\s+['\"]?([\w./-]*disclaimer[\w./-]*)", re.IGNORECASE),
    ),
    (r"\{\{", r"[\s>]*", re.compile(r"\{\{[\s>]*([\w.-]*disclaimer[\w.-]*)", re.IGNORECASE)),
    (r"<", r"", re.compile(r"<([A-Z]\w*Disclaimer\w*|Disclaimer\w*)")),
)
#: Keys of front matter by which articles of one collection differ.
_KEYS = frozenset((
    "audience", "type", "content_type", "contenttype", "category", "commercial", "sponsored", "sponsor",
    "advertorial", "reader_level",
))  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2})?")
_SUFFIX = re.compile(r"\.([a-z]{2}(?:-[A-Za-z]{2})?)\.\w+$")
#: English running text has one of these in every four words or so; other languages hardly any.
_ENGLISH = frozenset((
    "the", "and", "of", "to", "in", "is", "that", "for", "with", "are", "on", "this", "be", "it", "not",
    "or", "by", "as", "from", "have",
))  # fmt: skip
_LEAST_ENGLISH = 0.08
_WORD = re.compile(r"[^\W\d_]+")
#: How many articles are read, and how many of one language.
_SAMPLE, _OF_LANGUAGE = 200, 5
_MOST = 2000


class Survey(NamedTuple):
    """What was found, with paths relative to the folder looked at."""

    #: How many articles there are, by ending.
    articles: dict[str, int]
    #: Layouts, footers and translations that hold a disclaimer.
    provided_by: list[str]
    #: Regular expressions for what stands for one in articles, and how many of those read have it.
    accept: dict[str, int]
    #: Of the articles read: how many are about health, and how many of these say it themselves.
    health: int
    own: int
    #: Patterns for articles in other languages than English.
    foreign: list[str]
    #: Key and value of front matter by which articles differ, and how many of those read have it.
    front_matter: dict[tuple[str, str], int]


def survey(folder: str, packs: Packs) -> Survey:
    """Look at a folder and all below it that is not ignored."""
    found = discover([folder], endings=(*ENDINGS, *_TEMPLATES)).files
    paths = [os.path.relpath(path, folder).replace(os.sep, "/") for path in found]
    articles = [path for path in paths if path.lower().endswith(ENDINGS) and not _is_part(path)]
    foreign, languages = _foreign(folder, articles)
    english = [path for path in articles if not languages.intersection(_languages(path))]
    read = _Articles(folder, english, packs)
    templates = [path for path in paths if _may_provide(path)]
    provided = [path for path in _by_promise(templates)[:_MOST] if _provides(folder, path, packs)]
    used = {name.rpartition("/")[2].partition(".")[0].casefold() for name in read.names}
    return Survey(
        dict(Counter(os.path.splitext(path)[1].lower() for path in articles).most_common()),
        [path for path in provided if _stem(path).casefold() not in used],
        dict(read.accept.most_common()),
        read.health,
        read.own,
        foreign,
        {pair: count for pair, count in read.keys.most_common() if 0 < count < len(english)},
    )


class _Articles:
    """What a sample of the articles says."""

    def __init__(self, folder: str, paths: Sequence[str], packs: Packs) -> None:
        from healthlint.language.annotated import AnnotatedDocument
        from healthlint.language.disclaimers import YES
        from healthlint.source import Source

        self.accept: Counter[str] = Counter()
        self.names: set[str] = set()
        self.keys: Counter[tuple[str, str]] = Counter()
        self.health = self.own = 0
        for path in _spread(paths, _SAMPLE):
            content = _content(folder, path)
            source = Source.from_bytes(content, path)
            for opening, between, pattern in _STANDS:
                for name in set(pattern.findall(source.text)):
                    self.names.add(name)
                    self.accept[f"{opening}{between}{re.escape(name)}"] += 1
            for key, value in front_matter_of(content).items():
                if str(key).casefold() in _KEYS and isinstance(value, str | bool) and len(str(value)) <= 40:
                    self.keys[str(key), plain(value)] += 1
            document = AnnotatedDocument.read(source, packs.lexicon)
            if document.is_health:
                self.health += 1
                self.own += document.disclaimer.state == YES


def _is_part(path: str) -> bool:
    return not _PARTS.isdisjoint(path.lower().split("/")[:-1])


def _may_provide(path: str) -> bool:
    lower = path.lower()
    if lower.endswith(ENDINGS):
        return _is_part(path)
    return not _PLACES.isdisjoint(lower.split("/")[:-1]) or _NAME.search(_stem(lower)) is not None


def _by_promise(paths: Sequence[str]) -> list[str]:
    """Footers and disclaimers first, in the order of their paths."""
    return sorted(paths, key=lambda path: (_NAME.search(_stem(path)) is None, path.count("/"), path))


def _provides(folder: str, path: str, packs: Packs) -> bool:
    from healthlint.workspace.config_check import holds_disclaimer

    content = _content(folder, path)
    if len(content) > _LARGEST or b"\0" in content or not _WORDS.search(content):
        return False
    return holds_disclaimer(content, path, packs)


def _foreign(folder: str, articles: Sequence[str]) -> tuple[list[str], frozenset[str]]:
    """Patterns for articles in other languages, and the names of these languages."""
    by_language: dict[str, list[str]] = {}
    for path in articles:
        for language in _languages(path):
            by_language.setdefault(language, []).append(path)
    foreign = {
        language: paths
        for language, paths in sorted(by_language.items())
        if not any(_is_english(_content(folder, path)) for path in _spread(paths, _OF_LANGUAGE))
    }
    patterns = []
    for language, paths in foreign.items():
        folders = {path[: path.index(f"{language}/")] for path in paths if language in path.split("/")[:-1]}
        patterns += [f"/{above}{language}/" for above in sorted(folders)]
        if any(match[1] == language for path in paths if (match := _SUFFIX.search(path))):
            patterns.append(f"*.{language}.*")
    return patterns, frozenset(foreign)


def _languages(path: str) -> Iterator[str]:
    """The names on the way to an article, and in its own, that may be those of a language."""
    for name in path.split("/")[:-1]:
        if _LANGUAGE.fullmatch(name):
            yield name
    suffix = _SUFFIX.search(path)
    if suffix is not None:
        yield suffix[1]


def _is_english(content: bytes) -> bool:
    words = [word.lower() for word in _WORD.findall(content.decode("utf-8", "replace"))]
    return not words or sum(word in _ENGLISH for word in words) / len(words) >= _LEAST_ENGLISH


def _spread(paths: Sequence[str], most: int) -> Sequence[str]:
    """At most so many of the paths, from all over them."""
    step = max(1, -(-len(paths) // most))
    return paths[::step]


def _content(folder: str, path: str) -> bytes:
    try:
        with open(os.path.join(folder, path), "rb") as file:
            return file.read()
    except OSError:
        return b""


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0].lstrip("_")
