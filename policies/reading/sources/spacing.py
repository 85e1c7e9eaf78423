"""Turns a source that recognition set with a blank between all characters into one that is set as printed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from policies.reading.lines import Line

_SET_APART = re.compile(r"(?<=\S) (?=\S)")
_WORD = re.compile(r"[A-Za-z]{2,}")
_LEAST = 8


def without_spacing(lines: Sequence[Line]) -> list[Line]:
    """The lines with single blanks between single characters closed, where most long lines are set that way; wider gaps stay."""
    long = [line for line in lines if len("".join(line.text.split())) >= _LEAST and not line.shows_cells]
    if not long or sum(_is_spaced(line) for line in long) * 2 < len(long):
        return list(lines)
    return [replace(line, text=_closed(line.text)) if _is_spaced(line) else line for line in lines]


def _is_spaced(line: Line) -> bool:
    tokens = [] if line.shows_cells else line.text.split()
    return len(tokens) > 1 and sum(len(token) == 1 for token in tokens) * 10 >= len(tokens) * 8


def _closed(text: str) -> str:
    indent = text[: len(text) - len(text.lstrip())]
    gaps = re.sub(r"[ \u3000]{2,}", "\u3000", text.strip())
    return indent + ("".join(_SET_APART.split(gaps)) if not _WORD.search(gaps) else _between_han(gaps))


def _between_han(text: str) -> str:
    return re.sub(r"(?<=[^A-Za-z\s]) (?=[^\s])|(?<=[^\s]) (?=[^A-Za-z\s])", "", text)
