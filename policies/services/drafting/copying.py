"""Copies a wording with all that hangs on it, so that another can be made of it; rows are copied by the table."""

from collections.abc import Mapping
from typing import TypeVar

from django.db import models

from policies.models import Appendix, Appointment, Citation, Evidence, Figure, Provision, Table, TableRow, Text, Version
from policies.services.drafting.rewriting import update_rows

Row = TypeVar("Row", bound=models.Model)
Keys = Mapping[int | None, int | None]  # of the old rows to those of the new, None to None


def copy_contents(*, source: Version, target: Version) -> None:
    """`target` must hold nothing yet. Provisions of the copy say which they continue; a figure's picture is the same file."""
    texts = _copied(Text, source, target)
    appendices = _copied(Appendix, source, target, part_id=texts)
    tables = _copied(Table, source, target, part_id=texts, appendix_id=appendices)
    _copy(list(TableRow.objects.filter(table__version=source).order_by("table", "n")), table_id=tables)
    figures = _copied(Figure, source, target, part_id=texts)
    provisions = _provisions(source, target, texts, tables, figures)
    _copied(Citation, source, target, provision_id=provisions)
    _copied(Appointment, source, target, provision_id=provisions)
    _copied(Evidence, source, target)


def _provisions(source: Version, target: Version, texts: Keys, tables: Keys, figures: Keys) -> Keys:
    rows = list(Provision.objects.filter(version=source).order_by("position"))
    parents = {row.pk: row.parent_id for row in rows}
    for row in rows:
        row.version, row.continues_id, row.parent_id = target, row.pk, None
    keys = _copy(rows, part_id=texts, table_id=tables, figure_id=figures)
    for row in rows:
        row.parent_id = keys[parents[row.continues_id or 0]]
    update_rows([row for row in rows if row.parent_id], ("parent_id",))
    return keys


def _copied(model: type[Row], source: Version, target: Version, **references: Keys) -> Keys:
    rows = list(model._default_manager.filter(version=source).order_by("pk"))
    for row in rows:
        row.version = target  # type: ignore[attr-defined]
    return _copy(rows, **references)


def _copy(rows: list[Row], **references: Keys) -> Keys:
    """Inserts the rows as new ones, what they refer to exchanged for its copies."""
    old = [row.pk for row in rows]
    for row in rows:
        row.pk = None
        row._state.adding = True
        for name, keys in references.items():
            setattr(row, name, keys[getattr(row, name)])
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=2000)
    found: dict[int | None, int | None] = {None: None}
    found.update(zip(old, (row.pk for row in rows), strict=True))
    return found
