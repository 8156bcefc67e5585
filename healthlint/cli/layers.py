"""What each language layer saw of a stretch of prose, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.sentences import Span

#: Layer -> its module of `healthlint.language`, in the order in which one builds on another.
LAYERS = {
    "terms": "terms",
    "quantities": "quantities",
    "references": "references",
    "citations": "citations",
    "assertions": "assertions",
    "claims": "claims",
    "doses": "dosing",
    "disclaimer": "disclaimers",
}


def of_document(document: AnnotatedDocument) -> Iterator[tuple[str, str]]:
    """What the layers make of the document as a whole: names and lines."""
    yield "health", "yes" if document.is_health else "no: rules about the whole document are silent"
    topic = document.lexicon.lemma(document.topic) if document.topic >= 0 else "none"
    yield "topic", topic


def of_sentence(document: AnnotatedDocument, span: Span) -> Iterator[tuple[str, str]]:
    """The layer's name and a line, for everything that a layer saw in a sentence.

    A layer's module speaks for itself where it has ``explain(document, start, end) -> Iterable[str]``; of the
    others, the items that lie in the sentence are shown as they are.
    """
    for layer, module in LAYERS.items():
        explain = getattr(import_module(f"healthlint.language.{module}"), "explain", None)
        if explain is not None:
            lines: Iterable[str] = explain(document, span.start, span.end)
        elif layer == "terms":
            lines = _terms(document, span)
        else:
            lines = _items(document, getattr(document, layer), span)
        for line in lines:
            yield layer, line


def _terms(document: AnnotatedDocument, span: Span) -> Iterator[str]:
    lexicon = document.lexicon
    for term in document.terms.within(span.start, span.end):
        classes = dict.fromkeys(
            f"{sense.klass} ({sense.form})" if sense.form else sense.klass
            for sense in lexicon.senses(term.entry)
            if lexicon.bits(sense.klass) & term.mask
        )
        yield f"“{document.prose[term.start : term.end]}” {', '.join(classes)}"


def _items(document: AnnotatedDocument, items: Any, span: Span) -> Iterator[str]:  # noqa: ANN401 - any layer
    for item in items if isinstance(items, list | tuple) else ():
        if hasattr(item, "start") and item.start < span.end and span.start < item.end:
            yield f"“{document.prose[item.start : item.end]}” {', '.join(_fields(item))}"


def _fields(item: Any) -> Iterator[str]:  # noqa: ANN401 - any named tuple
    """The fields of a named tuple that say something: not its place, not what is empty or as usual."""
    for name, value in item._asdict().items():
        if name in ("start", "end", "sentence") or value in ("", -1, None):
            continue
        if name not in item._field_defaults or item._field_defaults[name] != value:
            yield f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}"
