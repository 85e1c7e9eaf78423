"""Turns a sheet's table into lines, one for each of its rows."""

from policies.reading.lines import Box, Cell, Line
from policies.reading.sheets.sheet import SheetCell, SheetGrid


def lines_of(grid: SheetGrid, *, first: int, number: int, page: int | None = None) -> list[Line]:
    """The rows of a table as lines numbered from `first`; `number` is the grid's in the source, from 1."""
    rows: list[list[SheetCell]] = [[] for _ in range(grid.rows)]
    for cell in sorted(grid.cells, key=lambda cell: cell.column):
        rows[cell.row].append(cell)
    return [_line(cells, first + at, number, page) for at, cells in enumerate(row for row in rows if row)]


def _line(cells: list[SheetCell], number: int, grid: int, page: int | None) -> Line:
    sure = [cell.confidence for cell in cells if cell.confidence is not None]
    return Line(
        number,
        "\t".join(" ".join(cell.text.split("\n")) for cell in cells),
        page=page,
        box=Box.around(cell.box for cell in cells),
        cells=tuple(Cell(c.text, c.column, c.columns, c.rows, c.box, c.confidence) for c in cells),
        grid=grid,
        confidence=min(sure) if sure else None,
    )
