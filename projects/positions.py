"""Finds coordinates that lie far from all others of their table, or off the land the table can speak of."""

from collections.abc import Iterator, Sequence
from math import hypot, inf
from statistics import median

from policies.grammar.said import said
from policies.reading.records import RowKind, TableRecord
from projects.balances import Mismatch
from projects.figures import degrees
from projects.records import ColumnMeaning, TypedColumn

# A row is far when its nearest neighbour is this many times farther off than neighbours usually are, and a degree
# (about 100 km) at least: a county at the edge is not far, a slip in a digit is.
_TIMES, _LEAST = 5.0, 1.0


def far_positions(table: TableRecord, columns: Sequence[TypedColumn]) -> Iterator[Mismatch]:
    """Rows whose longitude or latitude is far from the middle of all rows, swapped, or no figure."""
    east = next((i for i, column in enumerate(columns) if column.meaning is ColumnMeaning.LONGITUDE), None)
    north = next((i for i, column in enumerate(columns) if column.meaning is ColumnMeaning.LATITUDE), None)
    if east is None or north is None:
        return
    placed: list[tuple[int, float, float]] = []
    for at, row in enumerate(table.rows):
        if row.kind is not RowKind.DATA or not (row.cells[east] and row.cells[north]):
            continue
        x, y = degrees(row.cells[east]), degrees(row.cells[north])
        if x is None or y is None:
            yield Mismatch(
                "position-unreadable", said("坐标不是可读的度数。"), at, found=f"{row.cells[east]} {row.cells[north]}"
            )
        else:
            placed.append((at, float(x), float(y)))
    if len(placed) >= 4:
        yield from _far(placed)


def _far(placed: Sequence[tuple[int, float, float]]) -> Iterator[Mismatch]:
    middle = median(x for _, x, _ in placed), median(y for _, _, y in placed)
    nearest = _nearest(placed)
    usual = median(nearest)
    for (at, x, y), alone in zip(placed, nearest, strict=True):
        if alone <= max(_LEAST, _TIMES * usual):
            continue
        found, expected = f"{x} {y}", f"{middle[0]:.2f} {middle[1]:.2f}"
        if abs(y - middle[0]) < _LEAST and abs(x - middle[1]) < _LEAST:
            yield Mismatch("position-swapped", said("经度与纬度可能互换。"), at, expected, found)
        else:
            yield Mismatch("position-far", said("坐标远离表中其他各行。"), at, expected, found)


def _nearest(placed: Sequence[tuple[int, float, float]]) -> list[float]:
    """The distance of each place to its nearest neighbour, in degrees; sought east and west only as far as it can lie."""
    order = sorted(range(len(placed)), key=lambda i: placed[i][1:])
    nearest = [inf] * len(placed)
    for rank, i in enumerate(order):
        _, x, y = placed[i]
        for side in (order[rank + 1 :], order[rank - 1 :: -1] if rank else []):
            for j in side:
                if abs(placed[j][1] - x) >= nearest[i]:
                    break
                nearest[i] = min(nearest[i], hypot(x - placed[j][1], y - placed[j][2]))
    return nearest
