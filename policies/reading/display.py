"""Tells display lines, which are set larger than the running text, and the blocks of one look that they make: wrapped titles."""

from collections import Counter
from collections.abc import Sequence

from policies.grammar.headings import parse_marker
from policies.reading.lines import Line, LineKind
from policies.reading.paragraphs import glue

_LARGER = 1.12
_SAME = 0.04
_LONGEST_BLOCK = 8
_LONGEST_TITLE = 80
_NO_TITLE = ("。", "；", "：", "，", "、", "）", ")")


def body_size(lines: Sequence[Line]) -> float | None:
    """The size of most of the running text; None where the source tells no looks."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.look and line.kind is LineKind.TEXT and not line.cells:
            sizes[round(line.look.size * 4) / 4] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else None


def is_display(line: Line, body: float | None) -> bool:
    """Whether a line is set larger than running text."""
    return body is not None and line.look is not None and line.look.size >= _LARGER * body


def same_look(one: Line, other: Line) -> bool:
    """Whether two lines are set alike and may be one title, on one page or over its end."""
    if one.look is None or other.look is None or abs((one.page or 0) - (other.page or 0)) > 1:
        return False
    larger = max(one.look.size, other.look.size)
    return one.look.bold is other.look.bold and abs(one.look.size - other.look.size) <= _SAME * larger


def display_block(lines: Sequence[Line], at: int, body: float | None) -> tuple[int, int] | None:
    """The first and last index of the display lines of one look around `at`; None where that is no display line."""
    if not is_display(lines[at], body) or lines[at].kind is not LineKind.TEXT:
        return None
    first = last = at
    while first > 0 and same_look(lines[first - 1], lines[at]) and lines[first - 1].kind is LineKind.TEXT:
        first -= 1
    while last + 1 < len(lines) and same_look(lines[last + 1], lines[at]) and lines[last + 1].kind is LineKind.TEXT:
        last += 1
    return (first, last) if last - first < _LONGEST_BLOCK else None


def display_title(lines: Sequence[Line], at: int) -> tuple[int, str] | None:
    """The title that the display lines from `at` on make, whatever their words: index of its last line, and the title."""
    block = display_block(lines, at, body_size(lines))
    if block is None or block[0] != at:
        return None
    title = glue([line.text.strip() for line in lines[at : block[1] + 1]])
    fits = 4 <= len(title) <= _LONGEST_TITLE and parse_marker(title) is None and not title.endswith(_NO_TITLE)
    return (block[1], title) if fits else None
