"""Composing an issue: its masthead, sections, contents and chronicle as one value, changed under a lock, every change a revision."""
