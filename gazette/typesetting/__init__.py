"""Typesetting a whole issue: cover, contents, documents and chronicle, from records to one PDF."""
