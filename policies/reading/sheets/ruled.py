"""Turns the rules of a sheet into the tables that they draw, with the characters in their cells."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from policies.reading.lines import Box
from policies.reading.sheets.cell_text import cell_text
from policies.reading.sheets.lattice import Area, Lattice, lattice_of
from policies.reading.sheets.sheet import Glyph, Sheet, SheetCell, SheetGrid
from policies.reading.sheets.strokes import Drawing, drawings_of
from policies.reading.sheets.turning import View

_FILLED = 0.2  # the least share of cells with text: the grid of a chart has less
_TALL = 0.5  # of the sheet: two such cells side by side are columns of text
_ROW = 45.0  # points: a row of one cell that no rule closes at its sides is no higher
_SAME = 4.0


def ruled_grids(sheet: Sheet) -> list[SheetGrid]:
    """The tables that rules draw; one inside another's cell is that cell's text."""
    found: list[SheetGrid] = []
    for drawing in sorted(_drawings(sheet), key=lambda drawing: -_extent(drawing.box)):
        if not any(_holds(grid.box, drawing.box) for grid in found):
            found += _grids(sheet, drawing)
    return found


def _drawings(sheet: Sheet) -> list[Drawing]:
    """Drawings that may be tables: those parted only by rows that no rule closes at the sides are one."""
    result: list[Drawing] = []
    for drawing in sorted(drawings_of(sheet.rules), key=lambda drawing: drawing.box.top):
        above = next((i for i, one in enumerate(result) if _goes_on(sheet, one, drawing)), None)
        if above is None:
            result.append(drawing)
        else:
            result[above] = Drawing(result[above].across + drawing.across, result[above].down + drawing.down)
    return [drawing for drawing in result if drawing.down and len(drawing.across) + len(drawing.down) > 2]


def _goes_on(sheet: Sheet, upper: Drawing, lower: Drawing) -> bool:
    above, below = upper.box, lower.box
    if not 0 < below.top - above.bottom <= _ROW or not (upper.down or lower.down):
        return False
    if abs(above.left - below.left) > _SAME or abs(above.right - below.right) > _SAME:
        return False
    if any(abs(stroke.at - above.left) <= _SAME for stroke in (*upper.down, *lower.down)):
        return False
    return bool(_inside(sheet.glyphs, Box(above.left, above.bottom, above.right, below.top)))


def _extent(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _holds(outer: Box, inner: Box) -> bool:
    across, down = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return outer.left <= across <= outer.right and outer.top <= down <= outer.bottom


def _inside(glyphs: Iterable[Glyph], box: Box) -> list[Glyph]:
    return [glyph for glyph in glyphs if _holds(box, glyph.box)]


def _grids(sheet: Sheet, drawing: Drawing) -> list[SheetGrid]:
    """The tables that a drawing rules, turned upright by what most of its characters are turned."""
    glyphs = _inside(sheet.glyphs, drawing.box)
    angles = Counter[int]()
    for glyph in glyphs:
        angles[glyph.angle] += len(glyph.text.strip())
    if not angles.total():
        return []
    view = View.of(sheet, angles.most_common(1)[0][0])
    lattice = lattice_of(drawing.turned(view))
    if lattice is None:
        return []
    upright = [view.glyph(glyph) for glyph in glyphs]
    lattice = _trimmed(lattice, upright)
    held = _by_area(lattice, upright)
    if lattice.columns < 2 or not _is_table(lattice, held, view):
        return []
    starts = [*_heads(lattice, held), lattice.rows]
    if len(starts) == 2:
        return [_grid(lattice, held, view)]
    parts = [lattice.of_rows(first, end) for first, end in pairwise(starts)]
    return [_grid(part, _by_area(part, _inside(upright, part.box)), view) for part in parts]


def _heads(lattice: Lattice, held: Sequence[Sequence[Glyph]]) -> list[int]:
    """The rows in which a table begins: the first, and where its words stand again over other columns."""
    rows: list[list[tuple[int, str]]] = [[] for _ in range(lattice.rows)]
    for area, inside in zip(lattice.areas, held, strict=True):
        rows[area.row].append((area.column, "".join(glyph.text for glyph in inside)))
    words = [["".join(text.split()) for _, text in sorted(row)] for row in rows]
    places = [{column for column, _ in row if column} for row in rows]
    starts = [0]
    for row in range(2, lattice.rows):
        first = starts[-1]
        again = len(set(words[row])) > 2 and words[row] == words[first] and not places[row] & places[first]
        if again and not any(area.row < row < area.row + area.rows for area in lattice.areas):
            starts.append(row)
    return starts


def _grid(lattice: Lattice, held: Sequence[Sequence[Glyph]], view: View) -> SheetGrid:
    cells = [_cell(lattice, area, inside, view) for area, inside in zip(lattice.areas, held, strict=True)]
    return SheetGrid(view.on_sheet(lattice.box), tuple(cells), lattice.rows, lattice.columns, view.angle)


def _cell(lattice: Lattice, area: Area, glyphs: Sequence[Glyph], view: View) -> SheetCell:
    box = lattice.box_of(area)
    text, confidence = cell_text(glyphs, box.right - box.left)
    return SheetCell(text, area.row, area.column, area.rows, area.columns, view.on_sheet(box), confidence)


def _trimmed(lattice: Lattice, glyphs: Sequence[Glyph]) -> Lattice:
    """The lattice without outer columns and rows that hold nothing and that rules leave open: rules that overshoot."""
    for side in lattice.open_sides:
        if lattice.columns == 1 or lattice.rows == 1:
            break
        if not any(glyph.text.strip() for glyph in _inside(glyphs, lattice.strip(side))):
            lattice = lattice.without(side)
    return lattice


def _by_area(lattice: Lattice, glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs in each area; a run that reaches over an edge is cut there."""
    slots = lattice.slots()
    held: list[list[Glyph]] = [[] for _ in lattice.areas]
    for glyph in glyphs:
        row = _slot(lattice.tops, (glyph.box.top + glyph.box.bottom) / 2)
        for piece in _cut(glyph, lattice, slots[row]) if len(glyph.text) > 1 else (glyph,):
            column = _slot(lattice.lefts, (piece.box.left + piece.box.right) / 2)
            held[slots[row][column]].append(piece)
    return held


def _slot(edges: Sequence[float], at: float) -> int:
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def _cut(glyph: Glyph, lattice: Lattice, row: Sequence[int]) -> list[Glyph]:
    """A run of characters cut at the edges of cells; a wide character takes twice the room of a narrow one."""
    first, last = _slot(lattice.lefts, glyph.box.left), _slot(lattice.lefts, glyph.box.right)
    edges = [lattice.lefts[at] for at in range(first + 1, last + 1) if row[at] != row[at - 1]]
    if not edges:
        return [glyph]
    weights = [1 if character.isascii() else 2 for character in glyph.text]
    unit = (glyph.box.right - glyph.box.left) / sum(weights)
    pieces: list[list[str]] = [[] for _ in range(len(edges) + 1)]
    at = glyph.box.left
    for character, weight in zip(glyph.text, weights, strict=True):
        pieces[bisect_right(edges, at + weight * unit / 2)].append(character)
        at += weight * unit
    bounds = [glyph.box.left, *edges, glyph.box.right]
    return [
        replace(glyph, text="".join(piece), box=replace(glyph.box, left=left, right=right))
        for piece, (left, right) in zip(pieces, pairwise(bounds), strict=True)
        if piece
    ]


def _is_table(lattice: Lattice, held: Sequence[Sequence[Glyph]], view: View) -> bool:
    filled = [
        area for area, inside in zip(lattice.areas, held, strict=True) if any(glyph.text.strip() for glyph in inside)
    ]
    if len(filled) < max(2, _FILLED * len(lattice.areas)) or len({area.column for area in filled}) < 2:
        return False
    height = view.width if view.angle in (90, 270) else view.height
    tallest = max(lower - upper for upper, lower in pairwise(lattice.tops))
    widths = [right - left for left, right in pairwise(lattice.lefts)]
    columns_of_text = lattice.rows <= 2 and max(widths) < 1.5 * min(widths) and len(widths) <= 3
    return not (columns_of_text and tallest > _TALL * height)
