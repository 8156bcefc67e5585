"""Language layers over a document: sentences, terms, quantities, citations, assertions, claims."""

#: How sure a layer is of what it found, most certain first.
CONFIDENCES = ("high", "medium", "low")
