"""Turns a sheet into the tables on it."""

from policies.reading.sheets.ruled import ruled_grids
from policies.reading.sheets.sheet import Sheet, SheetGrid


def grids_on(sheet: Sheet) -> list[SheetGrid]:
    """The tables of one sheet, from the top; every glyph whose middle lies in a grid's `box` is in one of its cells.

    A frame of one column is a box of running text and no table; nothing is returned for it.
    """
    return sorted(ruled_grids(sheet), key=lambda grid: (grid.box.top, grid.box.left))
