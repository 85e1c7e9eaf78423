"""Joins a row that a page's end cut in two: the rest opens the next part without a serial of its own."""

from collections.abc import Sequence, Set
from dataclasses import replace

from policies.reading.cells import CellClass, class_of, is_serial
from policies.reading.records import RowKind
from policies.reading.rows import AlignedRow, with_kinds


def joined_over_pages(rows: Sequence[AlignedRow], openings: Set[int]) -> list[AlignedRow]:
    """The rows with such rests joined on. `openings` are the first lines of the parts after the first.

    Only where every other data row has its serial: else a blank may as well be a merged cell.
    """
    rests = [i for i in range(1, len(rows)) if rows[i].first in openings and _is_rest(rows, i)]
    kinds = with_kinds(rows, 0)
    others = [row for i, row in enumerate(kinds) if row.kind is RowKind.DATA and i not in rests]
    if not rests or not all(is_serial(row.cells[0]) for row in others):
        return list(rows)
    result: list[AlignedRow] = []
    for i, row in enumerate(rows):
        if i in rests:
            result[-1] = _joined(result[-1], row)
        else:
            result.append(row)
    return result


def _is_rest(rows: Sequence[AlignedRow], at: int) -> bool:
    row, above = rows[at], rows[at - 1]
    filled = [i for i, cell in enumerate(row.cells) if cell]
    if row.cells[0] or not is_serial(above.cells[0]) or not filled:
        return False
    if with_kinds([row], 0)[0].kind in (RowKind.TOTAL, RowKind.SUBTOTAL):
        return False
    opened = [i for i in filled if _is_open(rows, above.cells[i], i)]
    whole = (CellClass.ORGAN, CellClass.PERIOD, CellClass.NUMBER)
    closed = [i for i in filled if i not in opened and class_of(above.cells[i]) in whole]
    return bool(opened) and not closed


def _is_open(rows: Sequence[AlignedRow], cell: str, column: int) -> bool:
    """Whether a cell breaks off: at a mark that asks for more, or without the full stop that the column's others have."""
    if not cell:
        return False
    if cell[-1] in "、，,（(和及与并":
        return True
    others = [row.cells[column] for row in rows if row.cells[column] and row.cells[column] != cell]
    return cell[-1] not in "。；;" and sum(other[-1] in "。；;" for other in others) * 3 >= len(others) * 2 > 0


def _joined(row: AlignedRow, rest: AlignedRow) -> AlignedRow:
    cells = tuple(a + b for a, b in zip(row.cells, rest.cells, strict=True))
    return replace(
        row, printed=tuple(a + b for a, b in zip(row.printed, rest.printed, strict=True)), cells=cells, last=rest.last
    )
