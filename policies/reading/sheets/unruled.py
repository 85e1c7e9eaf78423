"""Turns tables that no rule draws into grids: a head, serials that count on below it, and corridors that stay blank between."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policies.reading.lines import Box
from policies.reading.sheets.corridors import column_edges, joined
from policies.reading.sheets.held_glyphs import glyphs_by_area, grid_of, inside
from policies.reading.sheets.labels import merged_rows
from policies.reading.sheets.lattice import Area, Lattice
from policies.reading.sheets.sheet import Glyph, Sheet, SheetGrid
from policies.reading.sheets.turning import View

_HEAD = re.compile(r"^(?:序号|编号)$")
_SERIAL = re.compile(r"^\d{1,3}$")
_SUM = re.compile(r"^(?:合计|总计|共计|小计)")
_LEAST = 3  # columns
_LANE = 6.0  # points that serials may stand aside of their head's middle
_FAR = 120.0  # points: no row is higher
_BELOW = 6  # times its size
_FOOT = 0.8  # of the page's height
_LEADING = 0.5  # times its size is between the lines of one cell at most
_CLOSE = 4.0  # points between the lines of one head
_RUNNING = 14  # characters: a longer piece beside a head is text


@dataclass(frozen=True, slots=True)
class _Frame:
    """The glyphs of a table between its sides, its head's glyph, and one glyph for each row below, from the top."""

    head: Glyph
    rows: Sequence[Glyph]
    glyphs: Sequence[Glyph]

    def is_serial(self, row: int) -> bool:
        return bool(_SERIAL.match(self.rows[row].text.strip()))


def unruled_grids(sheet: Sheet, taken: Sequence[Box]) -> list[SheetGrid]:
    """Tables whose first column is headed as a serial's and counts the rows; `taken` are the places of known tables."""
    heads = [glyph for glyph in sheet.glyphs if _HEAD.match(glyph.text.strip())]
    heads = [glyph for glyph in heads if not any(box.holds(glyph.box) for box in taken)]
    grids = []
    for head in heads:
        view = View.of(sheet, head.angle)
        glyphs = [view.glyph(one) for one in sheet.glyphs if one.angle == head.angle and one.text.strip()]
        height = sheet.height if head.angle % 180 == 0 else sheet.width
        frame = _frame(view.glyph(head), glyphs, _FOOT * height)
        lattice = _lattice(frame) if frame else None
        if frame and lattice:
            grid = grid_of(lattice, glyphs_by_area(lattice, inside(frame.glyphs, lattice.box)), view, ruled=False)
            grids += [grid] if not any(box.holds(grid.box) for box in taken) else []
    return grids


def _frame(head: Glyph, glyphs: Sequence[Glyph], foot: float) -> _Frame | None:
    """None where no serial stands below the head, unless that is below `foot`: its rows may stand on the next page."""
    lane = [
        g for g in glyphs if g.box.top > head.box.bottom and g.box.left < head.box.right and g.box.right > head.box.left
    ]
    rows = _counted(head, sorted(lane, key=lambda one: one.box.middle))
    if not rows and head.box.top > foot:
        rows = sorted(
            (one for one in lane if one.box.top < head.box.bottom + _BELOW * one.size), key=lambda one: one.box.middle
        )
    if not rows:
        return None
    right = head.box.right
    beside = [
        g for g in glyphs if g.box.left >= head.box.right and abs(g.box.middle - head.box.middle) < 1.2 * head.size
    ]
    for glyph in sorted(beside, key=lambda one: one.box.left):
        if len(glyph.text) > _RUNNING:
            break
        right = max(right, glyph.box.right)
    low = rows[-1].box.bottom + head.size
    within = [g for g in glyphs if head.box.top - 2 * head.size < g.box.middle < low and g.box.left <= right]
    sides = max(g.box.right for g in within)
    left = min(head.box.left, *(row.box.left for row in rows)) - 1
    return _Frame(head, rows, [g for g in glyphs if left <= g.box.centre <= sides and g.box.right <= sides])


def _counted(head: Glyph, lane: Sequence[Glyph]) -> list[Glyph]:
    """The serials under a head, what stands between them in their column, and a sum right below."""
    rows: list[Glyph] = []
    between: list[Glyph] = []
    number, last = 0, head
    for glyph in lane:
        text = glyph.text.strip()
        if glyph.box.middle - last.box.middle > _FAR:
            break
        last = glyph
        counts = bool(_SERIAL.match(text)) and abs(glyph.box.centre - head.box.centre) <= _LANE
        if counts and (not number or int(text) in (number + 1, 1)):
            rows += [*between, glyph]
            number, between = int(text), []
        elif _SUM.match(text) and rows and not between:
            rows.append(glyph)
        else:
            between.append(glyph)
    return rows


def _lattice(frame: _Frame) -> Lattice | None:
    """Rows between the emptiest levels, columns between the corridors."""
    tops = _tops(frame)
    rows = [[g for g in frame.glyphs if upper < g.box.middle < lower] for upper, lower in pairwise(tops)]
    single = [False, *(not frame.is_serial(at) and len(rows[at + 1]) == 1 for at in range(len(frame.rows)))]
    own = [_lower(frame.head, rows[0]), *rows[1:]]
    units = [[(g.box.left, g.box.right) for g in row] for row, lone in zip(own, single, strict=True) if not lone]
    edges = column_edges([unit for unit in units if unit])
    if len(edges) + 1 < _LEAST:
        return None
    sides = [place for unit in units for piece in unit for place in piece]
    lefts = (min(sides) - 1, *edges, max(sides) + 1)
    areas = [
        *([Area(0, column, 1, 1) for column in range(len(lefts) - 1)]),
        *merged_rows(rows[1:], tops[1:], lefts, single[1:]),
    ]
    return _with_levels(Lattice(lefts, tuple(tops), tuple(areas)), frame, rows[0])


def _lower(head: Glyph, names: Sequence[Glyph]) -> list[Glyph]:
    """A head's names without those that stand above the level of the first one: they may span others."""
    return [glyph for glyph in names if glyph.box.bottom > head.box.middle + 1]


def _tops(frame: _Frame) -> list[float]:
    """Where rows part: above the head, between each two rows, and under the last."""
    anchors = [frame.head, *frame.rows]
    middles = [(g.box.top, g.box.bottom) for g in frame.glyphs]
    above = [_emptiest(middles, upper.box.middle, lower.box.middle) for upper, lower in pairwise(anchors)]
    top = frame.head.box.top
    for upper, lower in sorted(middles, reverse=True):
        if upper < top and lower >= top - _CLOSE:
            top = upper
    bottom = frame.rows[-1].box.bottom
    for upper, lower in sorted(middles):
        if upper > above[-1] and upper < bottom + _LEADING * frame.head.size:
            bottom = max(bottom, lower)
    return [top - 1, *above, bottom + 1]


def _emptiest(intervals: Sequence[tuple[float, float]], first: float, last: float) -> float:
    """The level between two that the fewest intervals cover, in the middle of the widest such gap."""
    near = [(max(upper, first), min(lower, last)) for upper, lower in intervals if lower > first and upper < last]
    places = sorted({first, last, *(place for piece in near for place in piece)})
    gaps = [
        (sum(upper < (low + high) / 2 < lower for upper, lower in near), low - high, (low + high) / 2)
        for low, high in pairwise(places)
        if high - low > 0.5
    ]
    return min(gaps)[2] if gaps else (first + last) / 2


def _with_levels(lattice: Lattice, frame: _Frame, names: Sequence[Glyph]) -> Lattice:
    """A head of two levels: what stands above the level of the serial's name spans the names below it."""
    middle = frame.head.box.middle
    upper = [g for g in names if g.box.bottom <= middle + 1]
    lower = [g for g in _lower(frame.head, names) if g.box.top >= middle - 1]
    if not upper or not lower:
        return lattice
    columns = [
        at
        for at, (left, right) in enumerate(pairwise(lattice.lefts))
        if any(left < g.box.centre < right for g in lower)
    ]
    groups = joined([(g.box.left, g.box.right) for g in upper])
    middles = [(left + right) / 2 for left, right in groups]

    def group_of(column: int) -> int:
        centre = (lattice.lefts[column] + lattice.lefts[column + 1]) / 2
        return min(range(len(middles)), key=lambda i: abs(middles[i] - centre))

    owners = [group_of(at) if at in columns else None for at in range(lattice.columns)]
    areas = [replace(area, row=area.row + 1) for area in lattice.areas if area.row]
    at = 0
    while at < lattice.columns:
        end = at + 1
        while end < lattice.columns and owners[at] is not None and owners[end] == owners[at]:
            end += 1
        if end - at == 1:
            areas.append(Area(0, at, 2, 1))
        else:
            areas += [Area(0, at, 1, end - at), *(Area(1, column, 1, 1) for column in range(at, end))]
        at = end
    if not any(area.row == 0 and area.columns > 1 for area in areas):
        return lattice
    tops = (lattice.tops[0], middle, *lattice.tops[1:])
    return Lattice(lattice.lefts, tops, tuple(sorted(areas, key=lambda area: (area.row, area.column))))
