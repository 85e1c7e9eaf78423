"""Tells which lines open a paragraph and which go on, by indent, a short line before, spacing, centring and hanging numbers.

What a column's or a page's end parts is told by the same signs: a line without indent goes on behind a full one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policies.reading.lines import LineKind
from policies.reading.sheets.setting import SetLine, SetPage

_INDENT = 1.2  # sizes
_DEEPEST_INDENT = 4.6
_FLUSH = 0.6
_CENTRED = 0.9
_ASIDE = 0.36  # of the column: a line that starts behind it stands to the right
_OTHER_SIZE = 0.09
_DISPLAY = 1.12
_OTHER_LEADING = 0.42  # sizes beyond the usual distance of lines
_NEVER_FIRST = frozenset("，。、；：！？）》”’〉】〕］％…,.;:!?)]")
_NEVER_LAST = frozenset("（《“‘〈【〔［(")


@dataclass(frozen=True, slots=True)
class _Habits:
    """What the source's paragraphs do. `size` of its running text, `leading` from line to line in sizes."""

    size: float
    leading: float
    indents: bool
    spaced: bool


def set_openings(pages: Sequence[SetPage]) -> None:
    """Fills in `centred` and `opens` of all text lines whose columns' edges are known."""
    flow = list(_flow(pages))
    for line, _ in flow:
        line.centred = _is_centred(line)
    habits = _habits([line for line, _ in flow])
    for at, (line, parted) in enumerate(flow):
        before = flow[at - 1][0] if at else None
        following = flow[at + 1][0] if at + 1 < len(flow) else None
        line.opens = _opens(before, line, following, habits, parted=parted)


def _flow(pages: Sequence[SetPage]) -> Iterator[tuple[SetLine, bool]]:
    """Text lines one after the other, and whether a table stands before them. Furniture, notes and figures are passed over."""
    parted = False
    for page in pages:
        for line in page.lines:
            if line.is_text:
                yield line, parted
                parted = False
            elif line.grid is not None:
                parted = True


def _margins(line: SetLine) -> tuple[float, float]:
    """What is free before and behind a line in its column, in sizes."""
    size = line.size or 1.0
    return (line.left - line.column_left) / size, (line.column_right - line.right) / size


def _is_centred(line: SetLine) -> bool:
    before, behind = _margins(line)
    return before >= 0.9 and behind >= 0.9 and abs(before - behind) <= _CENTRED and before + behind >= 3.4


def _is_aside(line: SetLine) -> bool:
    """Stands to the right, as signatures and dates do."""
    width = line.column_right - line.column_left
    return line.left - line.column_left > _ASIDE * width and not line.centred


def _is_indented(line: SetLine) -> bool:
    before, _ = _margins(line)
    return _INDENT <= before <= _DEEPEST_INDENT and not line.centred


def _is_flush(line: SetLine) -> bool:
    return _margins(line)[0] < _FLUSH


def _room_needed(text: str) -> float:
    """How wide the least beginning of a line is that could have stood on the line before, in sizes."""
    width = 0.0
    for at, character in enumerate(text[:24]):
        width += 0.55 if ord(character) < 0x2000 else 1.0
        after = text[at + 1 : at + 2]
        glued = (
            character.isascii() and character.isalnum() and after.isascii() and (after.isalnum() or after in ".,%-/")
        )
        if not after or (character not in _NEVER_LAST and after not in _NEVER_FIRST and not glued):
            break
    return width


def _is_full(line: SetLine, following: SetLine, slack: float = 0.35) -> bool:
    """Whether a line leaves no room for what the following begins with."""
    return _margins(line)[1] * line.size < (_room_needed(following.text) + slack) * min(line.size, following.size)


def _habits(lines: Sequence[SetLine]) -> _Habits:
    sizes: Counter[float] = Counter()
    leadings: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = max(sizes, key=lambda one: (sizes[one], one), default=10.5)
    behind_short: list[bool] = []
    spaced: list[bool] = []
    for before, line in pairwise(lines):
        if abs(line.size - size) > 1 or abs(before.size - size) > 1:
            continue
        if before.region == line.region and line.top > before.top:
            leadings[round((line.top - before.top) / size, 1)] += 1
        if not line.centred and not _is_aside(line) and not before.centred and not _is_full(before, line, 1.0):
            behind_short.append(_is_indented(line))
    leading = max(leadings, key=lambda one: (leadings[one], -one), default=1.5)
    for before, line in pairwise(lines):
        if before.region == line.region and not _is_full(before, line, 1.0):
            spaced.append((line.top - before.top) / size > leading + _OTHER_LEADING)
    return _Habits(
        size,
        leading,
        indents=sum(behind_short) * 2 >= len(behind_short),
        spaced=len(spaced) >= 5 and sum(spaced) * 10 >= 8 * len(spaced),
    )


def _opens(
    before: SetLine | None, line: SetLine, following: SetLine | None, habits: _Habits, *, parted: bool
) -> bool | None:
    indented = _is_indented(line)
    if before is None or parted:
        return True if indented and habits.indents else None
    by_look = _opens_by_look(before, line, habits)
    if by_look is not None or line.centred or _is_display(line, habits):
        return by_look
    if _is_aside(line):
        return True
    near = before.region == line.region and line.top > before.top
    if near and (line.top - before.top) / habits.size > max(habits.leading, _pitch(before, line)) + _OTHER_LEADING:
        return True
    if not _is_full(before, line):
        return True
    if indented:
        return _opens_indented(before, line, following, habits)
    if not _is_flush(line):
        return None
    return False if habits.indents or habits.spaced else None


def _pitch(before: SetLine, line: SetLine) -> float:
    """Larger type needs larger leading."""
    return 1.3 * max(before.size, line.size) / max(1.0, min(before.size, line.size))


def _is_display(line: SetLine, habits: _Habits) -> bool:
    return line.size >= _DISPLAY * habits.size


def _opens_by_look(before: SetLine, line: SetLine, habits: _Habits) -> bool | None:
    """Centred lines of one look may be one title, whatever their width; another look or place opens something new."""
    if abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size):
        return True
    if _is_display(line, habits) and before.bold is line.bold:
        return None
    if line.centred is not before.centred:
        return True if line.centred or not _is_flush(line) or not before.bold else None
    return None


def _opens_indented(before: SetLine, line: SetLine, following: SetLine | None, habits: _Habits) -> bool | None:
    """An indented line opens a paragraph, unless all lines but the first of a numbered one are indented."""
    same_edge = abs(before.left - line.left) < 0.4 * line.size
    on_edge = following is not None and abs(following.left - line.left) < 0.4 * line.size
    full = following is not None and _is_full(line, following)
    hangs = before.opens is True and before.left < line.left - 0.8 * line.size and before.region == line.region
    if hangs and on_edge and full:
        return False
    if same_edge and before.opens is False:
        return False
    if same_edge and _is_full(before, line, 0.0) and full and on_edge:
        return None
    return True if habits.indents or not same_edge else None


def set_notes(pages: Sequence[SetPage]) -> None:
    """Small type under a short rule at the foot of a column is notes."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if line.is_text:
                sizes[round(line.size * 2) / 2] += len(line.text)
    size = max(sizes, key=lambda one: (sizes[one], one), default=0.0)
    for page in pages:
        for rule in page.separators:
            below = [
                line
                for line in page.lines
                if line.is_text and line.top >= rule.bottom - 2 and line.left < rule.right and line.right > rule.left
            ]
            first = min(below, key=lambda line: line.top, default=None)
            if first is None or first.top - rule.bottom > 2.5 * size or abs(rule.left - first.column_left) > 2 * size:
                continue
            if all(line.size <= 0.93 * size for line in below):
                for line in below:
                    line.kind = LineKind.NOTE
