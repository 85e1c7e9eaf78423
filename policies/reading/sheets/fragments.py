"""Turns a sheet's runs of characters into fragments of lines: what stands on one baseline without a wide gap or a rule between.

A blank is put where print left one: between words of letters for a narrow gap, between Han characters for a whole one,
and none where a line is only spaced out.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from policies.reading.lines import Box
from policies.reading.sheets.setting import Fragment
from policies.reading.sheets.sheet import Glyph, Rule
from policies.reading.signs import is_han
from policies.reading.sources.characters import lowered, raised

_WIDEST = 1.2  # of the size: a wider gap may be a gutter
_BLANK = 0.72
WORD_GAP = 0.13
THIN_BLANK = 0.19  # between Han characters, beyond what the line is spaced by
_OVERLAP = 0.5
_LANE = 6.0
_SMALL = 0.78
_RAISED = 0.18  # sizes that a small character stands above the line's foot
_LOWERED = 0.06


def fragments_of(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[Fragment]:
    """Fragments of upright runs, in no order."""
    walls = _Walls(rules)
    lanes: defaultdict[int, list[list[Glyph]]] = defaultdict(list)
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.box.left):
        row = _row_for(glyph, lanes, walls)
        if row is None:
            row = []
            rows.append(row)
            for lane in range(int(glyph.box.top // _LANE), int(glyph.box.bottom // _LANE) + 1):
                lanes[lane].append(row)
        row.append(glyph)
    return [_fragment(row) for row in rows]


class _Walls:
    """The upright rules of a sheet: no line of text goes through one."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        upright = sorted((rule.box.centre, rule.box.top, rule.box.bottom) for rule in rules if not rule.is_horizontal)
        self.places = [place for place, _, _ in upright]
        self.spans = [(top, bottom) for _, top, bottom in upright]

    def part(self, left: Box, right: Box) -> bool:
        middle = right.middle
        at = bisect_left(self.places, left.right - 1)
        while at < len(self.places) and self.places[at] <= right.left + 1:
            top, bottom = self.spans[at]
            if top <= middle <= bottom:
                return True
            at += 1
        return False


def _row_for(glyph: Glyph, lanes: defaultdict[int, list[list[Glyph]]], walls: _Walls) -> list[Glyph] | None:
    box = glyph.box
    best: tuple[float, list[Glyph]] | None = None
    for lane in range(int(box.top // _LANE), int(box.bottom // _LANE) + 1):
        for row in lanes[lane]:
            last = row[-1]
            size = max(glyph.size, last.size)
            gap = box.left - last.box.right
            if not -0.9 * size <= gap <= _WIDEST * size:
                continue
            overlap = min(box.bottom, last.box.bottom) - max(box.top, last.box.top)
            if overlap < _OVERLAP * min(box.height, last.box.height):
                continue
            if best is None or gap < best[0]:
                best = (gap, row)
    if best is None or (best[0] > 0 and walls.part(best[1][-1].box, box)):
        return None
    return best[1]


def _fragment(row: list[Glyph]) -> Fragment:
    weights: defaultdict[float, int] = defaultdict(int)
    bold = total = 0
    for glyph in row:
        weights[glyph.size] += len(glyph.text)
        total += len(glyph.text)
        bold += len(glyph.text) * glyph.bold
    size = max(weights, key=lambda one: (weights[one], one))
    main = [glyph for glyph in row if glyph.size == size]
    sure = [glyph.confidence for glyph in row if glyph.confidence is not None]
    return Fragment(
        left=row[0].box.left,
        top=min(glyph.box.top for glyph in main),
        right=max(glyph.box.right for glyph in row),
        bottom=max(glyph.box.bottom for glyph in main),
        size=size,
        text=text_of([(_levelled(one, main[0]), one.box.left, one.box.right, one.size) for one in row]),
        bold=bold * 2 > total,
        confidence=min(sure) if sure else None,
    )


def _levelled(glyph: Glyph, main: Glyph) -> str:
    """Small figures above or below the line as characters of their own, so that 10³ is never read as 103."""
    if glyph.size > _SMALL * main.size or glyph.angle != main.angle:
        return glyph.text
    rise = (main.box.bottom - glyph.box.bottom) / main.size
    if rise >= _RAISED:
        return raised(glyph.text)
    return lowered(glyph.text) if rise <= -_LOWERED else glyph.text


def text_of(pieces: Sequence[tuple[str, float, float, float]]) -> str:
    """Pieces of a row (text, left, right, size), from left to right, with the blanks that print set between them."""
    if len(pieces) == 1:
        return pieces[0][0]
    usual = _letter_space(pieces)
    parts = [pieces[0][0]]
    end = pieces[0][2]
    for text, left, right, size in pieces[1:]:
        parts.append(_blank(parts[-1][-1:], text[:1], (left - end) / size, usual))
        parts.append(text)
        end = max(end, right)
    return "".join(parts)


def _letter_space(pieces: Sequence[tuple[str, float, float, float]]) -> float:
    """What a line's characters are spaced by, in parts of their size: the usual gap where most stand alone."""
    if len(pieces) < 4 or sum(len(text) == 1 for text, *_ in pieces) * 4 < len(pieces) * 3:
        return 0.0
    gaps = sorted((after[1] - before[2]) / after[3] for before, after in pairwise(pieces))
    return max(0.0, gaps[len(gaps) // 4])


def _blank(before: str, after: str, gap: float, usual: float) -> str:
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        return " " if gap - usual >= WORD_GAP else ""
    if gap - usual >= _BLANK:
        return "\u3000" if gap - usual < 1.75 else "\u3000\u3000"
    return " " if gap - usual >= THIN_BLANK and is_han(before) and is_han(after) else ""
