"""Turns born-digital PDF files into sheets, and these into a source."""
