"""Takes out of a grid the rows that are no rows: its title and unit in a cell across the top, its notes across the foot."""

import re
from collections.abc import Sequence
from dataclasses import replace

from policies.reading.captions import Caption, is_title, tidy_title, unit_in
from policies.reading.grids import Grid, GridRow
from policies.reading.lines import Line
from policies.reading.notes import is_table_note
from policies.reading.signs import compact

_NOTE_LABEL = re.compile(r"^(?:备?注|说明)[:：]?$")


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
    while len(rows) > 2 and (text := _note(rows[-1])):
        notes.insert(0, text)
        rows.pop()
    if not taken and not notes:
        return grid, None
    framed = replace(grid, rows=tuple(rows), notes=(*grid.notes, *notes))
    return framed, Caption(grid.first, title, unit, lines=tuple(taken)) if taken else None


def _note(row: GridRow) -> str:
    """A row that is a note: in one cell, or 备注 in the first and what it says in the next."""
    filled = list(dict.fromkeys(cell for cell in row.cells if cell))
    if len(filled) == 2 and len(row.cells) > 2 and filled[0] == row.cells[0] and _NOTE_LABEL.match(compact(filled[0])):
        return f"{filled[0]}：{filled[1]}"
    text = _lone(row)
    return text if is_table_note(text) else ""


def _lone(row: GridRow) -> str:
    """The text of a row that says one thing across the table, '' for any other."""
    filled: Sequence[str] = list(dict.fromkeys(cell for cell in row.cells if cell))
    return filled[0] if len(filled) == 1 and len(row.cells) > 1 else ""
