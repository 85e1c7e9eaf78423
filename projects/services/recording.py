"""Turns the printed tables of a version into project tables and rows, as far as they can be typed."""

from collections.abc import Collection

from django.db import transaction

from policies.models import Table, TableRow, Version
from policies.reading.records import ColumnRecord, RowKind, TableRecord, TableRowRecord
from policies.services.columns import fitted
from projects.models import ProjectRow, ProjectTable
from projects.reading import read_project_table
from projects.records import ProjectTableRecord, TypedColumn


@transaction.atomic
def record_project_tables(*, version: Version, tables: tuple[TableRecord, ...]) -> int:
    """Types each printed table of the version; how many could be. The version's `Table` rows exist and are untyped."""
    typed = [found for found in map(read_project_table, tables) if found]
    rows: dict[tuple[int, int], TableRow] = {
        (row.table.n, row.n): row
        for row in TableRow.objects.filter(table__version=version, table__n__in=[one.table for one in typed])
        .select_related("table")
        .only("n", "table__n")
    }
    printed = {row.table.n: row.table for row in rows.values()}
    found = {
        one.table: ProjectTable(table=printed[one.table], columns=[_column(column) for column in one.columns])
        for one in typed
        if one.table in printed
    }
    ProjectTable.objects.bulk_create(found.values())
    ProjectRow.objects.bulk_create(
        (row for one in typed if one.table in found for row in _rows(one, found[one.table], rows)), batch_size=2000
    )
    return len(found)


@transaction.atomic
def retype_tables(*, table_ids: Collection[int]) -> int:
    """Types these printed tables anew from their rows as they stand; how many could be. Tables that are gone are passed over."""
    tables = Table.objects.select_for_update(of=("self",)).filter(pk__in=table_ids).order_by("pk")
    typed = 0
    for table in tables.select_related("version").prefetch_related("rows"):
        ProjectTable.objects.filter(table=table).delete()
        typed += record_project_tables(version=table.version, tables=(_record(table),))
    return typed


def _record(table: Table) -> TableRecord:
    """Rows are numbered from 1 without a gap, as records count them."""
    return TableRecord(
        table.n,
        table.title,
        tuple(ColumnRecord(tuple(column["levels"]), column["unit"]) for column in table.columns),
        tuple(TableRowRecord(RowKind(row.kind), tuple(row.cells), tuple(row.printed)) for row in table.rows.all()),
        unit=table.unit,
        notes=tuple(table.notes),
    )


def _column(column: TypedColumn) -> dict[str, str]:
    return {"meaning": column.meaning.value, "type": column.type.value, "unit": column.unit}


def _rows(one: ProjectTableRecord, table: ProjectTable, rows: dict[tuple[int, int], TableRow]) -> list[ProjectRow]:
    return [
        fitted(
            ProjectRow,
            project_table=table,
            row=rows[one.table, row.position],
            name=row.name,
            county=row.county,
            organs=list(row.organs),
            amount=row.amount,
            amount_unit=row.amount_unit,
            period=row.period,
            longitude=row.longitude,
            latitude=row.latitude,
        )
        for row in one.rows
        if (one.table, row.position) in rows
    ]
