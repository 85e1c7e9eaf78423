"""Deeds on documents: one function, one transaction each."""
