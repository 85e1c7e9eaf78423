"""Lines of grids whose cells the source itself parts, for tests: 'text', 'text>2' over two columns, 'text^3' over three rows."""

import re
from collections.abc import Sequence

from policies.reading.lines import Box, Cell, Line


def grid_lines(
    rows: Sequence[str],
    *,
    first: int = 1,
    grid: int = 1,
    page: int | None = None,
    widths: Sequence[float] = (),
    head: int = 0,
) -> list[Line]:
    """One line for each row; its cells stand between bars. `widths` of the columns in points give the cells boxes."""
    taken: set[tuple[int, int]] = set()
    lines = []
    for at, row in enumerate(rows):
        cells, column = [], 0
        for printed in row.split("|"):
            while (at, column) in taken:
                column += 1
            text, wide, high = _read(printed)
            taken |= {(at + i, column + j) for i in range(high) for j in range(wide)}
            cells.append(Cell(text, column, wide, high, _box(widths, column, wide, at, high)))
            column += wide
        text = "\t".join(cell.text for cell in cells)
        lines.append(Line(first + at, text, page=page, cells=tuple(cells), grid=grid, head=at < head))
    return lines


def _read(printed: str) -> tuple[str, int, int]:
    found = re.match(r"^(.*?)(?:>(\d))?(?:\^(\d))?$", printed.strip())
    assert found is not None
    return found[1], int(found[2] or 1), int(found[3] or 1)


def _box(widths: Sequence[float], column: int, wide: int, row: int, high: int) -> Box | None:
    if not widths:
        return None
    return Box(sum(widths[:column]), 20.0 * row, sum(widths[: column + wide]), 20.0 * (row + high))


def text_line(number: int, text: str, page: int | None = None) -> Line:
    return Line(number, text, page=page)
