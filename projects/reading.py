"""Turns a printed table into typed data: what each column means, and each data row as a project or task."""

import re
from collections.abc import Sequence
from decimal import Decimal

from policies.reading.records import RowKind, TableRecord
from projects.columns import typed_columns
from projects.figures import degrees, figure
from projects.organs import organs_in
from projects.records import ColumnMeaning, ProjectRowRecord, ProjectTableRecord, TypedColumn

_MAIN_AMOUNT = re.compile(r"总投资|投资总额|项目投资|估算|概算|合计|总额|总计")
_NAMING = (ColumnMeaning.COUNTY, ColumnMeaning.PLACE, ColumnMeaning.ORGAN, ColumnMeaning.PERSON, ColumnMeaning.CATEGORY)
_LEAD = re.compile(r"牵头|责任|承办|实施|主管|负责")


def read_project_table(table: TableRecord) -> ProjectTableRecord | None:
    """The table as data, or None where it has no data row with anything to name it by."""
    columns = typed_columns(table)
    rows = tuple(
        _row(position, row.cells, columns, table)
        for position, row in enumerate(table.rows, start=1)
        if row.kind is RowKind.DATA
    )
    if not any(row.name for row in rows):
        return None
    return ProjectTableRecord(table.n, columns, rows)


def _row(position: int, cells: Sequence[str], columns: Sequence[TypedColumn], table: TableRecord) -> ProjectRowRecord:
    amount, unit = _amount(cells, columns, table)
    longitude, latitude = _position(cells, columns)
    return ProjectRowRecord(
        position=position,
        name=_name(cells, columns),
        county=_first(cells, columns, ColumnMeaning.COUNTY),
        organs=_organs(cells, columns, table),
        amount=amount,
        amount_unit=unit,
        period=_period(cells, columns),
        longitude=longitude,
        latitude=latitude,
    )


def _indices(columns: Sequence[TypedColumn], meaning: ColumnMeaning) -> list[int]:
    return [i for i, column in enumerate(columns) if column.meaning is meaning]


def _first(cells: Sequence[str], columns: Sequence[TypedColumn], meaning: ColumnMeaning) -> str:
    return next((_tidied(cells[i]) for i in _indices(columns, meaning) if cells[i]), "")


def _name(cells: Sequence[str], columns: Sequence[TypedColumn]) -> str:
    """The last filled name column, since names in levels end with the row's own; else the first words of the row."""
    filled = [_tidied(cells[i]) for i in _indices(columns, ColumnMeaning.NAME) if cells[i]]
    if filled:
        return filled[-1]
    words = (_first(cells, columns, meaning) for meaning in _NAMING)
    return next((word for word in words if word), "")


def _tidied(cell: str) -> str:
    """Without the blanks that a line broken inside a cell left between Han characters."""
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", cell).strip()


def _amount(cells: Sequence[str], columns: Sequence[TypedColumn], table: TableRecord) -> tuple[Decimal | None, str]:
    """The row's main figure: money first, a total before its shares, else what is built."""
    money = _indices(columns, ColumnMeaning.AMOUNT)
    money.sort(key=lambda i: not _MAIN_AMOUNT.search(table.columns[i].name))
    for index in money + _indices(columns, ColumnMeaning.CAPACITY):
        value = figure(cells[index])
        if value is not None:
            return value, columns[index].unit
    return None, ""


def _organs(cells: Sequence[str], columns: Sequence[TypedColumn], table: TableRecord) -> tuple[str, ...]:
    """Organs that answer for the row, the leading ones first."""
    places = _indices(columns, ColumnMeaning.ORGAN)
    places.sort(key=lambda i: not _LEAD.search(table.columns[i].name))
    names = [name for i in places for name in organs_in(cells[i])]
    return tuple(dict.fromkeys(name for name in names if 2 <= len(name) <= 200))


def _period(cells: Sequence[str], columns: Sequence[TypedColumn]) -> str:
    """One printed period, or from the first to the last of several."""
    filled = [_tidied(cells[i]) for i in _indices(columns, ColumnMeaning.PERIOD) if cells[i]]
    if len(filled) > 1 and filled[0] != filled[-1]:
        return f"{filled[0]}—{filled[-1]}"[:80]
    return filled[0][:80] if filled else ""


def _position(cells: Sequence[str], columns: Sequence[TypedColumn]) -> tuple[Decimal | None, Decimal | None]:
    """Longitude and latitude, both or neither, and only where they lie on Earth."""
    east = next((degrees(cells[i]) for i in _indices(columns, ColumnMeaning.LONGITUDE)), None)
    north = next((degrees(cells[i]) for i in _indices(columns, ColumnMeaning.LATITUDE)), None)
    if east is None or north is None or not (-180 <= east <= 180 and -90 <= north <= 90):
        return None, None
    return east, north
