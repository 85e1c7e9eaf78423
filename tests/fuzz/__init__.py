"""Reads thousands of broken files of each format; see `__main__.py` for how to run it, `tests/gazette/test_broken_files.py` for its short form."""
