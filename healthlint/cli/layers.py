"""What each language layer saw of a document and of a sentence, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.sentences import Span

#: What a layer found, each item with a prose start and end.
Items = Callable[["AnnotatedDocument"], Iterable[Any]]

#: Layer -> the module of `healthlint.language` that says in words what it saw, and why it saw no more, with
#: ``explain(document, start, end) -> Iterable[str]``; or its items, which are shown with their fields. In the order
#: in which one builds on another.
LAYERS: dict[str, str | Items] = {
    "quantities": lambda document: document.quantities,
    "statistics": "statistics",
    "references": lambda document: document.references.entries,
    "citations": lambda document: document.citations,
    "assertions": "assertions",
    "claims": "claims",
    "doses": "dosing",
    "disclaimer": "disclaimers",
}


def of_document(document: AnnotatedDocument) -> Iterator[tuple[str, str]]:
    """What the layers make of the document as a whole: names and lines."""
    yield "health", "yes" if document.is_health else "no: rules about the whole document are silent"
    yield "topic", document.lexicon.lemma(document.topic) if document.topic >= 0 else "none"
    yield "disclaimer", document.disclaimer.state
    yield "references", f"{len(document.references.entries)} entries, {len(document.citations)} citations"


def of_sentence(document: AnnotatedDocument, span: Span) -> Iterator[tuple[str, str]]:
    """The layer's name and a line, for everything that a layer saw in a sentence."""
    for line in _terms(document, span):
        yield "terms", line
    for name, layer in LAYERS.items():
        if isinstance(layer, str):
            lines = import_module(f"healthlint.language.{layer}").explain(document, span.start, span.end)
        else:
            lines = _shown(document, layer, span)
        for line in lines:
            yield name, line
    backing = document.citations.backing(span.start, span.end)
    yield (
        "backed by",
        {"": "nothing", "named": "a source it names"}.get(backing, f"a citation in its {backing}"),
    )


def _terms(document: AnnotatedDocument, span: Span) -> Iterator[str]:
    lexicon = document.lexicon
    for term in document.terms.within(span.start, span.end):
        classes = dict.fromkeys(
            f"{sense.klass} ({sense.form})" if sense.form else sense.klass
            for sense in lexicon.senses(term.entry)
            if lexicon.bits(sense.klass) & term.mask
        )
        yield f"“{document.prose[term.start : term.end]}” {', '.join(classes)}"


def _shown(document: AnnotatedDocument, items: Items, span: Span) -> Iterator[str]:
    for item in items(document):
        if item.start < span.end and span.start < item.end:
            yield f"“{document.prose[item.start : item.end]}” {', '.join(_fields(item))}"


def _fields(item: Any) -> Iterator[str]:  # noqa: ANN401 - any named tuple
    """The fields of a named tuple that say something: not its place, not what is empty or as usual."""
    for name, value in item._asdict().items():
        if name in ("start", "end", "sentence") or value in ("", -1, None, ()):
            continue
        if name not in item._field_defaults or item._field_defaults[name] != value:
            yield f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}"
