"""Turns Word files into lines: package → styles and numbering → paragraphs and grids in reading order."""
