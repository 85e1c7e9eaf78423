"""Differences: wordings of a document side by side, clause by clause and character by character: readings, revisions, versions."""
