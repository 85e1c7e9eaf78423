"""Finds what a table says twice: a group row with its first project's figures, a cell in two columns, a row again."""

from collections.abc import Iterator, Sequence

from policies.grammar.said import said
from policies.reading.records import RowKind, TableRecord
from projects.balances import ADDITIVE, Mismatch
from projects.figures import figure, plain
from projects.records import ColumnMeaning, TypedColumn


def repeated_groups(table: TableRecord, columns: Sequence[TypedColumn]) -> Iterator[Mismatch]:
    """Group rows whose amount is the first row's below, though more rows than that one follow."""
    amounts = [i for i, column in enumerate(columns) if column.meaning in ADDITIVE]
    for at, row in enumerate(table.rows[:-2]):
        below, next_below = table.rows[at + 1], table.rows[at + 2]
        if row.kind is not RowKind.GROUP or below.kind is not RowKind.DATA or next_below.kind is not RowKind.DATA:
            continue
        same = [
            i for i in amounts if figure(row.cells[i]) is not None and figure(row.cells[i]) == figure(below.cells[i])
        ]
        if same and any(figure(next_below.cells[i]) for i in same):
            value = row.cells[same[0]]
            yield Mismatch(
                "group-repeats-row",
                said("分组行的{value}与其下第一行相同，不应重复计入。", value=value),
                at,
                found=value,
            )


def repeated_cells(table: TableRecord, columns: Sequence[TypedColumn]) -> Iterator[Mismatch]:
    """Rows that print the name where the organ should stand."""
    names = [i for i, column in enumerate(columns) if column.meaning is ColumnMeaning.NAME]
    organs = [i for i, column in enumerate(columns) if column.meaning is ColumnMeaning.ORGAN]
    for at, row in enumerate(table.rows):
        for i in organs:
            text = plain(row.cells[i])
            if row.kind is RowKind.DATA and len(text) > 5 and any(plain(row.cells[j]) == text for j in names):
                yield Mismatch(
                    "cell-repeated", said("“{name}”与名称相同。", name=table.columns[i].name), at, found=row.cells[i]
                )


def repeated_rows(table: TableRecord, columns: Sequence[TypedColumn]) -> Iterator[Mismatch]:
    """Data rows that say the same as an earlier one in every column but the serial."""
    kept = [i for i, column in enumerate(columns) if column.meaning is not ColumnMeaning.SERIAL]
    seen: dict[tuple[str, ...], int] = {}
    for at, row in enumerate(table.rows):
        cells = tuple(plain(row.cells[i]) for i in kept)
        if row.kind is not RowKind.DATA or sum(bool(cell) for cell in cells) < 2:
            continue
        if cells in seen:
            message = said("本行与第{n}行内容相同。", n=seen[cells] + 1)
            yield Mismatch("row-repeated", message, at, found=next(cell for cell in cells if cell)[:40])
        seen.setdefault(cells, at)
