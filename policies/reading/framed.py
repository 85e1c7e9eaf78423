"""Takes out of a grid the rows that are no rows: its title and unit in a cell across the top, its notes across the foot."""

from collections.abc import Sequence
from dataclasses import replace

from .captions import Caption, is_note, is_title, tidy_title, unit_in
from .grids import Grid, GridRow
from .lines import Line


def without_inner_caption(grid: Grid) -> tuple[Grid, Caption | None]:
    """The grid without rows of one filled cell that print title, unit or notes, and the caption made of the upper ones."""
    rows = list(grid.rows)
    title, unit, taken = "", "", []
    while len(rows) > 2 and (text := _lone(rows[0])):
        if not unit and (found := unit_in(text)):
            unit = found
        elif not title and not unit and is_title(Line(0, text)):
            title = tidy_title(text)
        else:
            break
        taken.append(rows.pop(0).first)
    notes: list[str] = []
    while len(rows) > 2 and (text := _lone(rows[-1])) and is_note(text):
        notes.insert(0, text)
        rows.pop()
    if not taken and not notes:
        return grid, None
    framed = replace(grid, rows=tuple(rows), notes=(*grid.notes, *notes))
    return framed, Caption(grid.first, title, unit, lines=tuple(taken)) if taken else None


def _lone(row: GridRow) -> str:
    """The text of a row that says one thing across the table, '' for any other."""
    filled: Sequence[str] = list(dict.fromkeys(cell for cell in row.cells if cell))
    return filled[0] if len(filled) == 1 and len(row.cells) > 1 else ""
