"""Turns a sheet into the tables on it."""

from policies.reading.sheets.banded import banded_grids
from policies.reading.sheets.ruled import ruled_grids
from policies.reading.sheets.sheet import Sheet, SheetGrid
from policies.reading.sheets.strokes import drawings_of
from policies.reading.sheets.unruled import unruled_grids


def grids_on(sheet: Sheet) -> list[SheetGrid]:
    """The tables of one sheet, from the top; every glyph whose middle lies in a grid's `box` is in one of its cells.

    A frame of one column is a box of running text and no table; nothing is returned for it.
    """
    drawings = drawings_of(sheet.rules)
    grids = ruled_grids(sheet, drawings)
    lone = [drawing for drawing in drawings if not any(grid.box.holds(drawing.box) for grid in grids)]
    grids += banded_grids(sheet, lone, [grid.box for grid in grids])
    grids += unruled_grids(sheet, [grid.box for grid in grids])
    return sorted(grids, key=lambda grid: (grid.box.top, grid.box.left))
