"""Turns a Markdown file's pipe tables, with outer pipes or without, into rows of one form; all else in it is read as text is.

Markdown can't say that cells are merged: writers leave them blank. So the rows stay text, and the grid reader tells which
blanks are merged cells.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from policies.reading.lines import Line
from policies.reading.sources.source import Source
from policies.reading.sources.text import read_lines

_PIPE = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"^\s*:?-+:?\s*$")


def is_markdown(name: str) -> bool:
    """Text does not tell that it is Markdown: the file's name does."""
    return name.lower().endswith((".md", ".markdown"))


def read_markdown(data: bytes) -> Source:
    """Raises a `SourceError` for what is no text."""
    return Source("text", tuple(_with_rows(read_lines(data))))


def _with_rows(lines: Sequence[Line]) -> list[Line]:
    """A table is a row, a rule with as many columns, and rows until a line has no pipe; a row's missing cells are blank."""
    result = list(lines)
    at = 0
    while at + 1 < len(lines):
        head, rule = _cells(lines[at].text), _cells(lines[at + 1].text)
        if len(head) < 2 or len(rule) != len(head) or not all(_DASHES.match(cell) for cell in rule):
            at += 1
            continue
        while at < len(lines) and (cells := _cells(lines[at].text)):
            whole = [*cells, *[""] * (len(head) - len(cells))]
            result[at] = replace(lines[at], text=f"| {' | '.join(whole)} |")
            at += 1
    return result


def _cells(text: str) -> list[str]:
    """A row's cells, [] of a line without pipes."""
    inner = text.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip() for cell in _PIPE.split(inner)] if _PIPE.search(text) else []
