"""Turns the rules of a sheet into the tables that they draw, with the characters in their cells."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policies.reading.lines import Box
from policies.reading.sheets.cell_text import text_lines
from policies.reading.sheets.held_glyphs import glyphs_by_area, grid_of, inside
from policies.reading.sheets.lattice import Lattice, Side, lattice_of
from policies.reading.sheets.sheet import Glyph, Sheet, SheetGrid
from policies.reading.sheets.strokes import Drawing
from policies.reading.sheets.turning import View

_FILLED = 0.2  # the least share of cells with text: the grid of a chart has less
_TALL = 0.5  # of the sheet: two such cells side by side are columns of text
_FULL = 0.8  # of a column's width
_MANY = 10  # lines
_ROW = 45.0  # points: a row of one cell that no rule closes at its sides is no higher
_SAME = 4.0


def ruled_grids(sheet: Sheet, drawings: Sequence[Drawing]) -> list[SheetGrid]:
    """The tables that rules draw; one inside another's cell is that cell's text."""
    found: list[SheetGrid] = []
    for drawing in sorted(_whole(sheet, drawings), key=lambda drawing: -drawing.box.area):
        if not any(grid.box.holds(drawing.box) for grid in found):
            found += _grids(sheet, drawing)
    return found


def _whole(sheet: Sheet, drawings: Sequence[Drawing]) -> list[Drawing]:
    """Drawings that may be tables: those parted only by rows that no rule closes at the sides are one."""
    result: list[Drawing] = []
    for drawing in sorted(drawings, key=lambda drawing: drawing.box.top):
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
    return bool(inside(sheet.glyphs, Box(above.left, above.bottom, above.right, below.top)))


def _grids(sheet: Sheet, drawing: Drawing) -> list[SheetGrid]:
    """The tables that a drawing rules, turned upright by what most of its characters are turned."""
    glyphs = inside(sheet.glyphs, drawing.box)
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
    held = glyphs_by_area(lattice, upright)
    if lattice.columns < 2 or not _is_table(lattice, held, view):
        return []
    starts = [*_heads(lattice, held), lattice.rows]
    if len(starts) == 2:
        return [grid_of(lattice, held, view)]
    parts = [lattice.of_rows(first, end) for first, end in pairwise(starts)]
    return [grid_of(part, glyphs_by_area(part, inside(upright, part.box)), view) for part in parts]


def _heads(lattice: Lattice, held: Sequence[Sequence[Glyph]]) -> list[int]:
    """The rows in which a table begins: the first, and where its words stand again over other columns."""
    rows: list[list[tuple[int, str]]] = [[] for _ in range(lattice.rows)]
    for area, glyphs in zip(lattice.areas, held, strict=True):
        rows[area.row].append((area.column, "".join(glyph.text for glyph in glyphs)))
    words = [["".join(text.split()) for _, text in sorted(row)] for row in rows]
    places = [{column for column, _ in row if column} for row in rows]
    starts = [0]
    for row in range(2, lattice.rows):
        first = starts[-1]
        again = len(set(words[row])) > 2 and words[row] == words[first] and not places[row] & places[first]
        if again and not any(area.row < row < area.row + area.rows for area in lattice.areas):
            starts.append(row)
    return starts


def _trimmed(lattice: Lattice, glyphs: Sequence[Glyph]) -> Lattice:
    """The lattice without outer columns and rows that hold nothing and that rules leave open: rules that overshoot."""
    for side in lattice.open_sides:
        if lattice.columns == 1 or lattice.rows == 1:
            break
        if not any(glyph.text.strip() for glyph in inside(glyphs, lattice.strip(side))):
            lattice = lattice.without(side)
    return lattice


def _is_table(lattice: Lattice, held: Sequence[Sequence[Glyph]], view: View) -> bool:
    filled = [
        area for area, glyphs in zip(lattice.areas, held, strict=True) if any(glyph.text.strip() for glyph in glyphs)
    ]
    if len(filled) < max(2, _FILLED * len(lattice.areas)) or len({area.column for area in filled}) < 2:
        return False
    height = view.width if view.angle in (90, 270) else view.height
    tallest = max(lower - upper for upper, lower in pairwise(lattice.tops))
    widths = [right - left for left, right in pairwise(lattice.lefts)]
    if lattice.rows > 2 or len(widths) > 4 or max(widths) >= 1.5 * min(widths):
        return True
    return tallest <= _TALL * height and not (_is_open(lattice) and _is_running_text(lattice, held))


def _is_open(lattice: Lattice) -> bool:
    return Side.LEFT in lattice.open_sides and Side.RIGHT in lattice.open_sides


def _is_running_text(lattice: Lattice, held: Sequence[Sequence[Glyph]]) -> bool:
    """Whether a row's cells are filled to their ends, line by line: columns of text between rules."""
    lines = [
        line.box.width >= _FULL * (lattice.box_of(area).right - lattice.box_of(area).left)
        for area, glyphs in zip(lattice.areas, held, strict=True)
        for line in text_lines(glyphs)
    ]
    return len(lines) >= _MANY and sum(lines) * 2 > len(lines)
