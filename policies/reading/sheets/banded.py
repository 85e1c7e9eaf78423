"""Turns tables that only horizontal rules draw into grids: rows by the rules, columns by the corridors between the text."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policies.reading.captions import unit_in
from policies.reading.lines import Box
from policies.reading.sheets.cell_text import text_lines
from policies.reading.sheets.corridors import Interval, column_edges, joined
from policies.reading.sheets.held_glyphs import glyphs_by_area, grid_of, inside
from policies.reading.sheets.lattice import Lattice, areas_of, without_idle_edges
from policies.reading.sheets.sheet import Glyph, Sheet, SheetGrid
from policies.reading.sheets.strokes import Drawing, Stroke, clusters
from policies.reading.sheets.turning import View

_LEVEL = 1.5
_SAME = 4.0
_SNUG = 3.0  # times its size is the room of a lone line between two rules of a table
_LONG = 0.75  # of the table's width: such a run, with others above or below, is running text
_FULL = 0.85
_WIDE = 12  # characters: narrower columns hold no running text
_PARTED = 0.9  # of its size: so far apart are two cells on one line
_APART = 0.3  # and two whose lines are several
_CAPTION = re.compile(r"^\s*(?:续?\s*表|图|专\s*栏|附\s*表|附\s*件)\s*[\d一二三四五六七八九十]")


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands between two levels of rules, all within one table's width."""

    left: float
    right: float
    upper: Sequence[Stroke]
    lower: Sequence[Stroke]
    glyphs: Sequence[Glyph]

    @property
    def height(self) -> float:
        return self.lower[0].at - self.upper[0].at

    def is_whole(self, level: Sequence[Stroke]) -> bool:
        """Whether one stroke reaches over the table's whole width."""
        return level[0].start <= self.left + _SAME and len(level) == 1 and level[0].end >= self.right - _SAME


def banded_grids(sheet: Sheet, drawings: Sequence[Drawing], taken: Sequence[Box]) -> list[SheetGrid]:
    """The tables made of strokes that touch no other; `taken` are the places of tables that are known."""
    grids: list[SheetGrid] = []
    lone = [drawing for drawing in drawings if len(drawing.across) + len(drawing.down) == 1]
    for angle in (0, 90, 270):
        view = View.of(sheet, angle)
        strokes = [stroke for drawing in lone for stroke in drawing.turned(view).across]
        if len(strokes) < 2:
            continue
        glyphs = [view.glyph(glyph) for glyph in sheet.glyphs if glyph.angle == angle and glyph.text.strip()]
        known = [view.upright(box) for box in taken]
        glyphs.sort(key=lambda glyph: glyph.box.top + glyph.box.bottom)
        for levels in _families(strokes):
            for bands in _tables(_bands(levels, glyphs, known)):
                grid = _grid(bands, view)
                if grid:
                    grids.append(grid)
                    known.append(view.upright(grid.box))
    return grids


def _families(strokes: Sequence[Stroke]) -> Iterator[list[list[Stroke]]]:
    """Levels of strokes from top to bottom within the extent that at least two of them have whole."""
    widths: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        own = next((group for group in widths if _alike(group[0], stroke)), None)
        if own:
            own.append(stroke)
        else:
            widths.append([stroke])
    for group in sorted(widths, key=lambda group: group[0].start - group[0].end):
        if len(group) < 2:
            continue
        left, right = group[0].start - _SAME, group[0].end + _SAME
        within = [
            stroke
            for stroke in strokes
            if left <= stroke.start and stroke.end <= right and group[0].at <= stroke.at <= group[-1].at
        ]
        yield clusters(sorted(within, key=lambda stroke: stroke.at), _LEVEL)


def _alike(one: Stroke, other: Stroke) -> bool:
    return abs(one.start - other.start) <= _SAME and abs(one.end - other.end) <= _SAME


def _bands(levels: Sequence[Sequence[Stroke]], glyphs: Sequence[Glyph], taken: Sequence[Box]) -> Iterator[_Band | None]:
    """Each band of a table, None for what is no part of one. `glyphs` are in the order of their middles."""
    middles = [glyph.box.middle for glyph in glyphs]
    left, right = levels[0][0].start, levels[0][0].end
    for upper, lower in pairwise(levels):
        first, last = bisect_left(middles, upper[0].at), bisect_left(middles, lower[0].at)
        own = [one for one in glyphs[first:last] if left <= one.box.centre <= right]
        band = _Band(left, right, upper, lower, own)
        foreign = any(box.holds(glyph.box) for box in taken for glyph in own)
        yield band if not foreign and _is_row(band, right - left) else None


def _is_row(band: _Band, width: float) -> bool:
    """Whether a band may be a row of a table, or several: parted text, or one line with little room around it."""
    if not band.glyphs:
        return False
    lines = text_lines(band.glyphs)
    if any(_CAPTION.match(line.text) or unit_in(line.text) for line in lines):
        return False
    if len(lines) > 1 and any(glyph.box.width > _LONG * width for glyph in band.glyphs):
        return False
    return _is_parted(band.glyphs) or (len(lines) == 1 and band.height <= _SNUG * lines[0].size)


def _is_parted(glyphs: Sequence[Glyph]) -> bool:
    """Whether two pieces of text stand side by side, with a gap between that no other line fills."""
    if not glyphs:
        return False
    size = max(glyph.size for glyph in glyphs)
    height = max(glyph.box.bottom for glyph in glyphs) - min(glyph.box.top for glyph in glyphs)
    gap = (_PARTED if height < 2 * size else _APART) * size
    pieces = joined([(glyph.box.left, glyph.box.right) for glyph in glyphs], gap)
    sides = [Box.around(g.box for g in glyphs if left <= g.box.left and g.box.right <= right) for left, right in pieces]
    return any(min(one.bottom, other.bottom) - max(one.top, other.top) > 0.3 * size for one, other in pairwise(sides))


def _tables(bands: Iterator[_Band | None]) -> Iterator[list[_Band]]:
    """Runs of bands that are rows; the first prints a head or a row, parted, and no lone line."""
    run: list[_Band] = []
    for band in (*bands, None):
        if band is not None and (run or _is_parted(band.glyphs) or not band.is_whole(band.lower)):
            run.append(band)
        elif run:
            yield run
            run = []


def _grid(bands: list[_Band], view: View) -> SheetGrid | None:
    """None for what is too little for a table, or columns of running text."""
    left, right = bands[0].left, bands[0].right
    units = [unit for band in bands for unit in _units(band)]
    marks = {end for level in _levels(bands) for stroke in level for end in (stroke.start, stroke.end)}
    inner = [mark for mark in sorted(marks) if left + _SAME < mark < right - _SAME]
    edges = column_edges(units, [mark for mark, _ in joined([(mark, mark) for mark in inner], _SAME)])
    lefts = [left, *(edge for edge in edges if left < edge < right), right]
    if len(lefts) < 3 or (len(bands) == 1 and len(lefts) < 4) or _is_running_text(bands, lefts):
        return None
    tops = [level[0].at for level in _levels(bands)]
    walls, floors = _walls(bands, lefts), _floors(bands, lefts)
    lattice = without_idle_edges(Lattice(tuple(lefts), tuple(tops), areas_of(walls, floors)))
    glyphs = [glyph for band in bands for glyph in band.glyphs]
    if lattice.columns < 2:
        return None
    return grid_of(lattice, glyphs_by_area(lattice, inside(glyphs, lattice.box)), view)


def _levels(bands: Sequence[_Band]) -> list[Sequence[Stroke]]:
    return [bands[0].upper, *(band.lower for band in bands)]


def _units(band: _Band) -> list[list[Interval]]:
    """What columns are told by: a row's cells, whose lines need not agree; of many rows without rules each line."""
    over = _spanned(band)
    own = [glyph for glyph in band.glyphs if not any(left <= glyph.box.centre <= right for left, right in over)]
    lines = text_lines(own)
    if len(lines) <= 6:
        return [joined([(glyph.box.left, glyph.box.right) for glyph in own])]
    levels = [line.box.top for line in lines]
    rows: list[list[Interval]] = [[] for _ in lines]
    for glyph in own:
        at = min(range(len(levels)), key=lambda i: abs(levels[i] - glyph.box.top))
        rows[at].append((glyph.box.left, glyph.box.right))
    return [joined(row) for row in rows if row]


def _is_running_text(bands: Sequence[_Band], lefts: Sequence[float]) -> bool:
    """Whether few and wide columns are filled to their ends, line by line."""
    glyphs = [glyph for band in bands for glyph in band.glyphs]
    if len(lefts) > 4 or len(bands) > 2:
        return False
    widths = [right - left for left, right in pairwise(lefts)]
    full = sum(
        any(glyph.box.width >= _FULL * width >= _FULL * _WIDE * glyph.size for width in widths) for glyph in glyphs
    )
    return full * 2 > len(glyphs)


def _walls(bands: Sequence[_Band], lefts: Sequence[float]) -> list[list[bool]]:
    """For each edge and band whether a cell ends there: not under text that stands over the edge, nor under a lone line."""
    walls = [[True] * len(bands) for _ in lefts]
    for at, band in enumerate(bands):
        spans = [(glyph.box.left, glyph.box.right, 0.5 * glyph.size) for glyph in band.glyphs]
        alone = not _is_parted(band.glyphs) and band.is_whole(band.upper) and band.is_whole(band.lower)
        spans += [(left, right, _SAME) for left, right in _spanned(band)]
        for edge in range(1, len(lefts) - 1):
            if alone or any(left + least < lefts[edge] < right - least for left, right, least in spans):
                walls[edge][at] = False
    return walls


def _spanned(band: _Band) -> list[Interval]:
    """Where a short rule under a lone piece of text shows over which columns it stands."""
    if band.is_whole(band.lower):
        return []
    found = []
    for stroke in band.lower:
        above = [
            (glyph.box.left, glyph.box.right) for glyph in band.glyphs if stroke.start <= glyph.box.centre <= stroke.end
        ]
        if len(joined(above)) == 1:
            found.append((stroke.start, stroke.end))
    return found


def _floors(bands: Sequence[_Band], lefts: Sequence[float]) -> list[list[bool]]:
    """For each level and column whether it is ruled there; the outer levels count as ruled."""
    inner = [
        [
            any(stroke.start <= (left + right) / 2 <= stroke.end for stroke in band.lower)
            for left, right in pairwise(lefts)
        ]
        for band in bands[:-1]
    ]
    whole = [True] * (len(lefts) - 1)
    return [whole, *inner, whole]
