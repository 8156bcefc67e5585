"""Rules: their model, the reading and checking of rule files, selection, and one module a kind."""
