"""Checks what a printed table says against itself: sums, serials, positions, repetitions.

Every finding is about the print (warning): the reading's own doubts come from `policies.reading`.
"""

from collections.abc import Iterator, Sequence

from policies.reading.records import FindingRecord, Severity, TableRecord
from projects.balances import Mismatch, column_mismatches, row_mismatches, sentence_mismatches
from projects.columns import typed_columns
from projects.positions import far_positions
from projects.records import TypedColumn
from projects.repetitions import repeated_cells, repeated_groups, repeated_rows
from projects.serials import serial_breaks


def check_table(table: TableRecord, *, path: str = "") -> tuple[FindingRecord, ...]:
    """Findings of one table in the order of its rows. `path` is the table's own, such as documents/3/tables/1."""
    columns = typed_columns(table)
    found = sorted(_mismatches(table, columns), key=lambda one: (one.row is None, one.row or 0))
    return tuple(_finding(table, one, path) for one in found)


def _mismatches(table: TableRecord, columns: Sequence[TypedColumn]) -> Iterator[Mismatch]:
    yield from column_mismatches(table, columns)
    yield from row_mismatches(table, columns)
    yield from sentence_mismatches(table, columns)
    yield from serial_breaks(table, columns)
    yield from far_positions(table, columns)
    yield from repeated_groups(table, columns)
    yield from repeated_cells(table, columns)
    yield from repeated_rows(table, columns)


def _finding(table: TableRecord, one: Mismatch, path: str) -> FindingRecord:
    row = table.rows[one.row] if one.row is not None else None
    place = row.place if row else table.place
    where = path if one.row is None else f"{path}/rows/{one.row + 1}".lstrip("/")
    return FindingRecord(one.code, Severity.WARNING, one.message, where, place, one.expected, one.found)
