"""Writes changed rows back in one statement, whatever each of them changed to."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def update_rows(rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Sets these columns (names of attributes: parent_id) of rows of one model to what the objects hold."""
    if not rows:
        return
    meta = rows[0]._meta
    found = [next(field for field in meta.local_concrete_fields if field.attname == column) for column in columns]
    quote = connection.ops.quote_name
    types = ", ".join(f"{quote(field.column or '')} {_type(field)}" for field in (meta.pk, *found))
    sets = ", ".join(f"{quote(field.column or '')} = given.{quote(field.column or '')}" for field in found)
    table, key = quote(meta.db_table), quote(meta.pk.column or "")
    values = [{"id": row.pk} | {str(field.column): _value(field, row) for field in found} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {sets} FROM jsonb_to_recordset(%s::jsonb) AS given({types})"  # noqa: S608
            f" WHERE {table}.{key} = given.{key}",
            [json.dumps(values)],
        )


def _type(field: Any) -> str:
    return str(field.rel_db_type(connection) if field.primary_key else field.db_type(connection))


def _value(field: Any, row: models.Model) -> Any:
    return getattr(row, field.attname)
