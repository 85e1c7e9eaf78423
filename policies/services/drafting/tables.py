"""Folds the tables of a tree into their rows: cells as printed and as filled down, and the numbers rows have in addresses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from policies.drafting.tree import RowNode, TableNode, Tree
from policies.models import Appendix, Evidence, Table, TableRow, Text, Version
from policies.services.drafting.columns import follow_columns
from policies.services.drafting.loading import Rows, restored
from policies.services.drafting.rewriting import update_rows

_TABLE = ("part_id", "appendix_id", "title", "unit", "columns", "notes")
_ROW = ("n", "kind", "cells", "printed")


@dataclass(slots=True)
class FoldedTables:
    by_key: dict[str, Table] = field(default_factory=dict)
    changed: list[int] = field(default_factory=list)
    paths: dict[str, str | None] = field(default_factory=dict)  # of evidence, before and after


def fold_tables(
    *,
    version: Version,
    rows: Rows,
    before: Tree,
    after: Tree,
    texts: dict[str, Text],
    folded_keys: dict[str, str],
    known: Collection[str],
) -> FoldedTables:
    """Tables keep their n; new ones get the next. Those that the tree lost go by `drop_tables`, after their provisions."""
    folded = FoldedTables()
    parts = {node.table: texts[text.key] for text in after.texts for node in text.nodes if node.table}
    first = texts[after.texts[0].key]
    staying = {row.pk for row in texts.values()}
    moved = [key for key, part in parts.items() if key not in rows.tables or rows.tables[key].part_id != part.pk]
    appendices = _appendices(version) if moved else {}
    fresh: dict[str, Table] = {}
    changed = []
    last = max((one.n for one in rows.tables.values()), default=0)
    for one in after.tables:
        row = rows.tables.get(one.key)
        if row is None:
            last += 1
            row = fresh[one.key] = Table(pk=restored(one.key, known), version=version, n=last)
        part = parts.get(one.key) or (row.part if row.part_id in staying else first)
        appendix = row.appendix_id if row.part_id == part.pk else appendices.get(part.pk)
        values = (part.pk, appendix, one.title, one.unit, _columns(one), list(one.notes))
        if one.key not in fresh and tuple(getattr(row, name) for name in _TABLE) != values:
            changed.append(row)
        if one.key not in fresh and row.columns != values[4]:
            folded.changed.append(row.pk)
        _set(row, _TABLE, values)
        folded.by_key[one.key] = row
    update_rows(changed, _TABLE)
    Table.objects.bulk_create(fresh.values())
    folded_keys |= {key: f"g{row.pk}" for key, row in fresh.items() if key != f"g{row.pk}"}
    _fold_rows(rows, after, folded, folded_keys, known)
    _follow_rows(version, folded)
    follow_columns(
        version=version, before=before, after=after, numbers={key: one.n for key, one in folded.by_key.items()}
    )
    return folded


def drop_tables(*, rows: Rows, after: Tree) -> None:
    """Tables that stand nowhere any more, with their rows and the places of both."""
    staying = {one.key for one in after.tables}
    gone = [row for key, row in rows.tables.items() if key not in staying]
    if not gone:
        return
    for row in gone:
        paths = Evidence.objects.filter(version_id=row.version_id)
        paths.filter(path=f"tables/{row.n}").delete()
        paths.filter(path__startswith=f"tables/{row.n}/").delete()
    Table.objects.filter(pk__in=[row.pk for row in gone]).delete()


def _fold_rows(rows: Rows, after: Tree, folded: FoldedTables, keys: dict[str, str], known: Collection[str]) -> None:
    before: dict[int, dict[str, TableRow]] = {}
    for key, row in rows.rows.items():
        before.setdefault(row.table_id, {})[key] = row
    changed: list[TableRow] = []
    gone: list[int] = []
    fresh: dict[str, TableRow] = {}
    for one in after.tables:
        table = folded.by_key[one.key]
        own = before.get(table.pk, {})
        kept = {row.key for row in one.rows}
        left = [row for key, row in own.items() if key not in kept]
        new = {row.key: _made(row, table, n, known) for n, row in enumerate(one.rows, 1) if row.key not in own}
        written = [
            own[node.key]
            for n, node in enumerate(one.rows, 1)
            if node.key in own and _write(own[node.key], node, n, table, folded)
        ]
        folded.paths |= {f"tables/{table.n}/rows/{row.n}": None for row in left}
        if left or new or written or one.key not in rows.tables:
            folded.changed.append(table.pk)
        gone += [row.pk for row in left]
        changed += written
        fresh |= new
    if gone:
        TableRow.objects.filter(pk__in=gone).delete()
    update_rows(changed, _ROW)
    TableRow.objects.bulk_create(fresh.values(), batch_size=2000)
    folded.changed = list(dict.fromkeys(folded.changed))
    keys |= {key: f"r{row.pk}" for key, row in fresh.items() if key != f"r{row.pk}"}


def _made(node: RowNode, table: Table, n: int, known: Collection[str]) -> TableRow:
    return TableRow(
        pk=restored(node.key, known),
        table=table,
        n=n,
        kind=node.kind.value,
        cells=list(node.cells),
        printed=list(node.printed),
    )


def _write(row: TableRow, node: RowNode, n: int, table: Table, folded: FoldedTables) -> bool:
    values = (n, node.kind.value, list(node.cells), list(node.printed))
    if (row.n, row.kind, row.cells, row.printed) == values:
        return False
    if row.n != n:
        folded.paths[f"tables/{table.n}/rows/{row.n}"] = f"tables/{table.n}/rows/{n}"
    _set(row, _ROW, values)
    return True


def _follow_rows(version: Version, folded: FoldedTables) -> None:
    """The places of rows go where the rows went."""
    if not folded.paths:
        return
    follow_paths(version=version, paths=folded.paths)


def follow_paths(*, version: Version, paths: dict[str, str | None]) -> None:
    """Evidence under new paths; that of what is gone (None) goes."""
    found = list(Evidence.objects.filter(version=version, path__in=list(paths)).only("path"))
    gone = [one.pk for one in found if paths[one.path] is None]
    moved = [one for one in found if paths[one.path] is not None]
    for one in moved:
        one.path = paths[one.path] or ""
    if gone:
        Evidence.objects.filter(pk__in=gone).delete()
    update_rows(moved, ("path",))


def _appendices(version: Version) -> dict[int | None, int]:
    """The appendix of each appendix text, by the text's number."""
    return dict(Appendix.objects.filter(version=version).exclude(part=None).values_list("part", "pk"))


def _columns(one: TableNode) -> list[dict[str, Any]]:
    return [{"name": column.name, "levels": list(column.levels), "unit": column.unit} for column in one.columns]


def _set(row: object, names: Sequence[str], values: Sequence[object]) -> None:
    for name, value in zip(names, values, strict=True):
        setattr(row, name, value)
