"""Typesetting: turns a document's records into what is read, the parts of a page or the sheets of a PDF.

For the screen: `leaf`, `blocks`. For paper: records → `manuscript` (words only) → HTML by templates → PDF by `press`.
"""
