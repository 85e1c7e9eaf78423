"""Makers of test files: set a text as a print shop or an office would, with other tools than the project's own.

Nothing here imports from `policies`, `projects` or `gazette`: what is printed must not lean on what is to read it.
"""
