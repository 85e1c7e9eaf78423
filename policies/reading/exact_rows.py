"""Turns the parts of an exact table into its rows: merged cells filled, also over a page's end, and rows joined that it cut."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policies.reading.cells import serial_column
from policies.reading.exact import exact_columns, narrowed, places_in
from policies.reading.grids import Grid
from policies.reading.heads import is_index_row
from policies.reading.held import Held, Row, breaks_off, is_rest
from policies.reading.paragraphs import glue
from policies.reading.records import ColumnRecord, RowKind
from policies.reading.rows import AlignedRow, with_kinds


@dataclass(frozen=True, slots=True)
class ExactTable:
    columns: tuple[ColumnRecord, ...]
    rows: tuple[AlignedRow, ...]


def exact_table(grids: Sequence[Grid], heads: Sequence[int], repeated: Sequence[frozenset[int]]) -> ExactTable:
    """Columns and rows of a table's parts; `repeated` are for each part the lines that print the head again."""
    narrow = [narrowed(grid, head) for grid, head in zip(grids, heads, strict=True)]
    main = max(range(len(grids)), key=lambda i: (heads[i] > 0, narrow[i] is None, grids[i].width))
    parts = [
        (grid, head) if one is None or i == main else (one, 0)
        for i, (grid, head, one) in enumerate(zip(grids, heads, narrow, strict=True))
    ]
    widest = max((grid for grid, _ in parts), key=lambda grid: grid.width)
    head = _spread(grids[main], places_in(grids[main], widest, 0, ()), widest.width)[: heads[main]]
    levels = [row for row, given in zip(head, grids[main].rows, strict=False) if not is_index_row(given)]
    columns = exact_columns([row.filled() for row in levels] or [("",) * widest.width])
    names = [column.name for column in columns]
    rows: list[Row] = []
    for (grid, start), again in zip(parts, repeated, strict=True):
        own = _spread(grid, places_in(grid, widest, start, names), widest.width)[start:]
        own = [row for row in own if row.first not in again and any(held.printed for held in row.own)]
        rows += _continued(rows, own) if rows and own else own
    return ExactTable(columns, tuple(_with_kinds(rows, names)))


def _spread(grid: Grid, places: Sequence[int], width: int) -> list[Row]:
    """The grid's rows in the columns of its table, each slot with the cell that covers it."""
    rows = [Row([None] * width, [], row.first, row.last) for row in grid.rows]
    for at, row in enumerate(grid.rows):
        for cell in row.given:
            start, end = places[cell.column], places[min(cell.column + cell.columns, len(places) - 1)]
            text = cell.text.strip()
            held = Held(text, text, start, end - start, min(cell.rows, len(rows) - at))
            rows[at].own.append(held)
            for below in rows[at : at + held.rows]:
                below.slots[start:end] = [held] * (end - start)
    return rows


def _with_kinds(rows: Sequence[Row], names: Sequence[str]) -> list[AlignedRow]:
    serial = serial_column([row.printed() for row in rows], names)
    known = [AlignedRow(row.printed(), row.down(), row.first, row.last) for row in rows]
    return [
        replace(row, cells=one.filled(), kind=RowKind.GROUP if one.is_group(row.kind) else row.kind)
        for row, one in zip(with_kinds(known, serial), rows, strict=True)
    ]


def _continued(rows: list[Row], body: list[Row]) -> list[Row]:
    """Joins the first rows of a part to the last one of the part before: a row that was cut, cells merged over the end."""
    if is_rest(rows, body):
        _join(rows[-1], body[0])
        return body[1:]
    _fill_over(rows, body)
    return body


def _join(row: Row, rest: Row) -> None:
    """Cells of the rest that span further rows keep the whole text there."""
    for held in rest.own:
        above = row.slots[held.column]
        if above is not None:
            above.text = held.text = glue([text for text in (above.text, held.text) if text])
            above.printed = glue([text for text in (above.printed, held.printed) if text])
    row.last = rest.last


def _fill_over(rows: Sequence[Row], body: Sequence[Row]) -> None:
    """A merged cell that goes on behind the page's end: its text stands in one part, in the other it is blank."""
    for held in body[0].own:
        above = rows[-1].slots[held.column]
        if above is None or above.column != held.column or above.columns != held.columns:
            continue
        if max(above.rows, held.rows) == 1 or not (above.text or held.text):
            continue
        if above.text and held.text:
            if breaks_off(above.text, held.text):
                above.text = held.text = glue([above.text, held.text])
        elif held.rows > 1 or above.text == "" or _is_merged_column([*rows, *body[1:]], held.column):
            above.text = held.text = above.text or held.text


def _is_merged_column(rows: Sequence[Row], column: int) -> bool:
    """Whether a column is never left blank but where a cell is merged."""
    return all(held is not None and held.text != "" for held in (row.slots[column] for row in rows))
