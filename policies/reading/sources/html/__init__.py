"""Turns web pages into lines: tree → the block that holds the text → paragraphs, grids and figures."""
