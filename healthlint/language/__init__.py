"""Language layers over a document: sentences, terms, quantities, citations, assertions, claims."""
