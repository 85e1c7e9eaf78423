"""Differences: what a newer reading says of a document beside what stands, clause by clause and character by character."""
