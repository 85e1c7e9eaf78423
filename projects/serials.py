"""Finds serial numbers that repeat or skip."""

from collections.abc import Iterator, Sequence

from policies.grammar.said import said
from policies.reading.records import RowKind, TableRecord
from projects.balances import Mismatch
from projects.figures import figure, plain
from projects.records import ColumnMeaning, TypedColumn


def serial_breaks(table: TableRecord, columns: Sequence[TypedColumn]) -> Iterator[Mismatch]:
    """Breaks in the first column of serials; a count that starts again at 1 under a new group, or anywhere, is none."""
    index = next((i for i, column in enumerate(columns) if column.meaning is ColumnMeaning.SERIAL), None)
    if index is None:
        return
    before: int | None = None
    grouped = False
    for at, row in enumerate(table.rows):
        if row.kind is not RowKind.DATA:
            grouped = grouped or row.kind is RowKind.GROUP
            continue
        mark = plain(row.printed[index]) if row.printed[index] else ""
        mark = mark or (plain(row.cells[index]) if row.cells != row.printed and not _filled(table, at, index) else "")
        value = figure(mark.rstrip(".、"))
        if value is None or value != int(value):
            continue
        number = int(value)
        if before is not None and number != before + 1 and number != 1:
            yield _break(at, before, number)
        elif before is None and number not in (0, 1) and at < 3:
            yield Mismatch("number-skipped", said("序号从{number}开始。", number=number), at, "1", str(number))
        elif number == 1 and before == 1:
            yield _break(at, before, number)
        before = number


def _filled(table: TableRecord, at: int, index: int) -> bool:
    """Whether the cell only repeats the one above it."""
    return at > 0 and table.rows[at].cells[index] == table.rows[at - 1].cells[index]


def _break(at: int, before: int, number: int) -> Mismatch:
    if number <= before:
        return Mismatch(
            "number-repeated",
            said("序号{number}在{before}之后重复或倒退。", number=number, before=before),
            at,
            str(before + 1),
            str(number),
        )
    return Mismatch(
        "number-skipped",
        said("序号从{before}跳到{number}。", before=before, number=number),
        at,
        str(before + 1),
        str(number),
    )
