"""Readers of text, Markdown, MDX and HTML."""
