"""Turns lines whose cells the source itself parts into exact grids: columns, spans and places are given, nothing is guessed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from policies.reading.grids import Grid, GridRow
from policies.reading.heads import column_unit, head_length, is_index_row, may_be_head
from policies.reading.lines import Box, Cell, Line
from policies.reading.records import ColumnRecord
from policies.reading.signs import compact, tidy

_DEEPEST = 6  # rows of a head
_NEAR = 5.0  # points between two edges that are one
_ALIKE = 0.06  # of the table's width: as much may columns differ that were set anew on another page


def exact_grids(lines: Sequence[Line]) -> list[Grid]:
    """Every grid of lines with cells, in order."""
    rows = [(index, line) for index, line in enumerate(lines) if line.cells]
    grids = []
    for _, run in groupby(rows, key=lambda row: row[1].grid):
        own = list(run)
        width = max(cell.column + cell.columns for _, line in own for cell in line.cells)
        marked = next((at for at, (_, line) in enumerate(own) if not line.head), 0)
        found = tuple(GridRow(_printed(line.cells, width), index, index, line.cells) for index, line in own)
        grids.append(Grid(found, own[0][0], own[-1][0], marked=marked))
    return grids


def without_grids(lines: Sequence[Line]) -> list[Line]:
    """The same lines with those of exact grids blank, for the readers that guess."""
    return [Line(line.number, "", page=line.page) if line.cells else line for line in lines]


def _printed(cells: Sequence[Cell], width: int) -> tuple[str, ...]:
    row = [""] * width
    for cell in cells:
        row[cell.column] = cell.text.strip()
    return tuple(row)


def exact_head(grid: Grid, expected: int) -> int:
    """How many first rows are head: those that the source marks, else by their words, and as deep as their cells span."""
    rows = grid.rows
    head = grid.marked or head_length(rows, expected)
    while head and head < min(len(rows), _DEEPEST):
        spanned = max(at + cell.rows for at, row in enumerate(rows[:head]) for cell in row.given)
        deeper = spanned > head or _is_lower_level(rows[head - 1], rows[head])
        if not deeper or head >= len(rows) - 1 or not may_be_level(rows[head]):
            break
        head += 1
    return head


def may_be_level(row: GridRow) -> bool:
    """Whether a row under a head may be a further level of it: names, no figures of data."""
    return is_index_row(row) or may_be_head(row) or sum(bool(cell) for cell in row.cells) < 2


def _is_lower_level(above: GridRow, row: GridRow) -> bool:
    """Whether every cell of a row stands under a cell of the head that spans several columns."""
    spans = [range(cell.column, cell.column + cell.columns) for cell in above.given if cell.columns > 1]
    return bool(row.given) and all(any(cell.column in span for span in spans) for cell in row.given)


def exact_columns(head: Sequence[Sequence[str]]) -> tuple[ColumnRecord, ...]:
    """Columns under the rows of a head, each row with its merged cells filled."""
    columns = []
    for names in zip(*head, strict=True):
        tidied = [tidy(name) for name in names]
        kept = [name for depth, name in enumerate(tidied) if name and name not in tidied[:depth]]
        columns.append(ColumnRecord(tuple(kept) or ("",), column_unit(kept)))
    return tuple(columns)


def edges_of(grid: Grid) -> tuple[float, ...]:
    """Where its columns begin and the last one ends, in points from the first; () where the source tells no places."""
    boxes = [[cell.box for cell in row.given] for row in grid.rows]
    axis = next((_axis(one, other) for row in boxes for one, other in pairwise(row)), None)
    if axis is None:
        return ()
    found: list[list[float]] = [[] for _ in range(grid.width + 1)]
    for row in grid.rows:
        for cell in row.given:
            if cell.box is None:
                return ()
            start, end = axis(cell.box)
            found[cell.column].append(start)
            found[cell.column + cell.columns].append(end)
    if not all(found):
        return ()
    middles = [median(places) for places in found]
    return tuple(place - middles[0] for place in middles)


def _axis(one: Box | None, other: Box | None) -> Callable[[Box], tuple[float, float]] | None:
    """Reads a cell's extent along its row, which runs down or up the page where the table is printed sideways."""
    if one is None or other is None:
        return None
    across, down = other.left - one.left, other.top - one.top
    if abs(across) >= abs(down):
        return (lambda box: (box.left, box.right)) if across > 0 else (lambda box: (-box.right, -box.left))
    return (lambda box: (box.top, box.bottom)) if down > 0 else (lambda box: (-box.bottom, -box.top))


def agree(one: Grid, other: Grid) -> bool:
    """Whether two grids may be parts of one table: the same columns, or columns of which one merges some."""
    edges, others = edges_of(one), edges_of(other)
    if not edges or not others:
        return one.width == other.width
    if one.width == other.width:
        return all(abs(a / edges[-1] - b / others[-1]) <= _ALIKE for a, b in zip(edges, others, strict=True))
    few, many = sorted((edges, others), key=len)
    return all(any(abs(edge - place) <= _NEAR for place in many) for edge in few)


def places_in(grid: Grid, widest: Grid, head: int, names: Sequence[str]) -> list[int]:
    """For each edge of the grid the edge of the widest grid that it is: by place, else by the names of its head, else by order."""
    if grid.width == widest.width:
        return list(range(grid.width + 1))
    edges, others = edges_of(grid), edges_of(widest)
    if edges and others and agree(grid, widest):
        return [min(range(len(others)), key=lambda i: abs(others[i] - edge)) for edge in edges]
    by_name = _by_names(grid, head, names)
    return [*(by_name or range(grid.width)), widest.width]


def narrowed(grid: Grid, head: int) -> Grid | None:
    """The body of a part whose head has columns that the body has not, for it may be another table's; None when it has all."""
    body = grid.rows[head:]
    starts = sorted({0} | {cell.column for row in body for cell in row.given})
    if not head or not body or len(starts) == grid.width or not edges_of(grid):
        return None
    order = {column: max(at for at, start in enumerate(starts) if start <= column) for column in range(grid.width)}
    order[grid.width] = len(starts)
    rows = [replace(row, given=tuple(_moved(cell, order) for cell in row.given)) for row in body]
    return replace(grid, rows=tuple(replace(row, cells=_printed(row.given, len(starts))) for row in rows))


def _moved(cell: Cell, order: Mapping[int, int]) -> Cell:
    start = order[cell.column]
    return replace(cell, column=start, columns=max(1, order[cell.column + cell.columns] - start))


def _by_names(grid: Grid, head: int, names: Sequence[str]) -> list[int] | None:
    """The grid's own head laid on the table's: equal names meet in order, blanks follow what they are merged with."""
    if not head:
        return None
    tops = [compact(name).split("/")[0] for name in names]
    places: list[int] = []
    for name in grid.rows[0].cells:
        at = places[-1] + 1 if places else 0
        place = next((i for i in range(at, len(tops)) if tops[i] == compact(name)), None) if name else at
        if place is None or place >= len(tops):
            return None
        places.append(place)
    return places
