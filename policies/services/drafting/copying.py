"""Copies a wording with all that hangs on it, so that another can be made of it; rows are copied by the table."""

from collections.abc import Mapping
from typing import TypeVar

from django.db import models
from django.db.models import Q

from policies.models import (
    Appendix,
    Appointment,
    Citation,
    Evidence,
    Figure,
    Finding,
    FindingMaker,
    FindingState,
    Provision,
    Table,
    TableRow,
    Text,
    Version,
)
from policies.services.drafting.rewriting import update_rows

Row = TypeVar("Row", bound=models.Model)
Keys = Mapping[int | None, int | None]  # of the old rows to those of the new, None to None


def copy_contents(*, source: Version, target: Version) -> None:
    """`target` must hold nothing yet. Provisions of the copy say which they continue; a figure's picture is the same file.

    What was decided about its findings holds of the copy too, as long as the words stand there.
    """
    texts = _copied(Text, source, target)
    appendices = _copied(Appendix, source, target, part_id=texts)
    tables = _copied(Table, source, target, part_id=texts, appendix_id=appendices)
    rows = _copy(list(TableRow.objects.filter(table__version=source).order_by("table", "n")), table_id=tables)
    figures = _copied(Figure, source, target, part_id=texts)
    provisions = _provisions(source, target, texts, tables, figures)
    _copied(Citation, source, target, provision_id=provisions)
    _copied(Appointment, source, target, provision_id=provisions)
    _copied(Evidence, source, target)
    _carry_findings(source, target, {"t": texts, "p": provisions, "g": tables, "r": rows, "f": figures})


def _carry_findings(source: Version, target: Version, keys: Mapping[str, Keys]) -> None:
    """What was kept or referred, and what the reader of the file left open; the proofreader finds the rest anew."""
    kept = Q(state__in=(FindingState.ACCEPTED, FindingState.REFERRED))
    read = Q(state=FindingState.OPEN, maker=FindingMaker.READER)
    rows = list(Finding.objects.filter(kept | read, version=source).order_by("pk"))
    for row in rows:
        row.carried_from_id, row.version, row.revision = row.carried_from_id or row.pk, target, None
        row.key, row.table_id = _carried(row.key, keys), keys["g"].get(row.table_id)
    _copy(rows)


def give_findings_back(*, version: Version) -> None:
    """A corrected wording goes: what the reader said of the document, and found its place in it, is the document's again."""
    taken = Finding.objects.filter(version=version, maker=FindingMaker.READER, carried_from=None)
    taken.filter(state=FindingState.FIXED).update(state=FindingState.OPEN, decided_by=None, decided_at=None)
    taken.update(version=None, key="", field="", start=None, end=None, suggestion=None, revision=None)


def _carried(key: str, keys: Mapping[str, Keys]) -> str:
    """The same node's key in the copy; '' is the document itself, and stays."""
    copy = keys[key[0]].get(int(key[1:])) if key[:1] in keys and key[1:].isdecimal() else None
    return f"{key[0]}{copy}" if copy else key


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
