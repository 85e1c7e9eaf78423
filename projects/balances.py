"""Compares printed sums with the rows and columns they sum up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policies.grammar.said import Said, said
from policies.reading.records import RowKind, TableRecord, TableRowRecord
from projects.figures import decimals, figure, plain
from projects.records import ColumnMeaning, TypedColumn

ADDITIVE = frozenset({ColumnMeaning.AMOUNT, ColumnMeaning.CAPACITY, ColumnMeaning.COUNT, ColumnMeaning.FIGURE})
SUMMED = ADDITIVE | {ColumnMeaning.SHARE}
_SUM_NAME = re.compile(r"^(?:合计|小计|总计|总量|总数|总投资|合计.{0,6}|小计.{0,6})$")
_COUNT = re.compile(r"(\d+)\s*个")
_PART = re.compile(r"([\u4e00-\u9fff]{2,8}?(?:县|区|市|旗|镇|乡))(?:有|共)?(\d+)个[,，]?(\d[\d,]*(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """`row` counts the table's rows from 0; None for the whole table."""

    code: str
    message: Said
    row: int | None = None
    expected: str = ""
    found: str = ""


def _tolerance(cells: Sequence[str]) -> Decimal:
    """Half of the last place that any of the figures prints, for each figure that may have been rounded."""
    places = max((decimals(cell) for cell in cells), default=0)
    return Decimal(1).scaleb(-places) * Decimal("0.51")


def _scope(rows: Sequence[TableRowRecord], at: int) -> list[TableRowRecord]:
    """The data rows that the sum at `at` stands for: back to the last sum or group for a subtotal, all of them for a total."""
    if rows[at].kind is RowKind.TOTAL:
        return [row for row in rows if row.kind is RowKind.DATA]
    scope: list[TableRowRecord] = []
    for row in reversed(rows[:at]):
        if row.kind is not RowKind.DATA:
            break
        scope.append(row)
    if not scope:
        for row in rows[at + 1 :]:
            if row.kind is not RowKind.DATA:
                break
            scope.append(row)
    return scope


def column_mismatches(table: TableRecord, columns: Sequence[TypedColumn]) -> Iterator[Mismatch]:
    """Totals and subtotals that miss the sum of their rows. A mean printed as the total of shares is right."""
    for at, row in enumerate(table.rows):
        if row.kind not in (RowKind.TOTAL, RowKind.SUBTOTAL):
            continue
        scope = _scope(table.rows, at)
        for index, column in enumerate(columns):
            printed = figure(row.cells[index]) if column.meaning in SUMMED else None
            if printed is None or len(scope) < 2:
                continue
            cells = [part.cells[index] for part in scope]
            values = [value for cell in cells if (value := figure(cell)) is not None]
            if len(values) * 5 < len(scope) * 4 or _agrees(printed, values, cells, column, row.cells[index]):
                continue
            told = {"name": table.columns[index].name, "printed": str(printed), "sum": str(sum(values))}
            message = said("“{name}”列小计印为{printed}，各行相加得{sum}。", **told)
            if row.kind is RowKind.TOTAL:
                message = said("“{name}”列合计印为{printed}，各行相加得{sum}。", **told)
            yield Mismatch("sum-mismatch", message, at, expected=str(sum(values)), found=str(printed))


def _agrees(printed: Decimal, values: Sequence[Decimal], cells: Sequence[str], column: TypedColumn, cell: str) -> bool:
    total = sum(values, Decimal(0))
    tolerance = max(_tolerance([cell]), _tolerance(cells) if decimals(cell) else Decimal(0))
    if abs(total - printed) <= tolerance:
        return True
    rate = column.meaning is ColumnMeaning.SHARE
    if abs(total / len(values) - printed) <= max(tolerance, Decimal("0.06")):
        return True
    # A weighted mean can't be recomputed; it lies between the rows' least and greatest.
    return rate and min(values) <= printed <= max(values)


def row_mismatches(table: TableRecord, columns: Sequence[TypedColumn]) -> Iterator[Mismatch]:
    """Rows whose 小计 or 合计 misses the columns beside it, where most rows of the table keep to it."""
    for total, parts in _summing_columns(table, columns):
        results = []
        for at, row in enumerate(table.rows):
            printed = figure(row.cells[total])
            values = [figure(row.cells[i]) for i in parts]
            known = [value for value in values if value is not None]
            if printed is None or not known or row.kind is RowKind.GROUP:
                continue
            cells = [row.cells[i] for i in (total, *parts)]
            results.append((at, printed, sum(known, Decimal(0)), abs(sum(known) - printed) <= _tolerance(cells)))
        wrong = [result for result in results if not result[3]]
        if len(results) < 3 or len(wrong) * 4 > len(results):
            continue
        for at, printed, expected, _ in wrong:
            message = said(
                "“{name}”印为{printed}，同行各项相加得{expected}。",
                name=table.columns[total].name,
                printed=str(printed),
                expected=str(expected),
            )
            yield Mismatch("row-sum-mismatch", message, at, expected=str(expected), found=str(printed))


def _summing_columns(table: TableRecord, columns: Sequence[TypedColumn]) -> Iterator[tuple[int, list[int]]]:
    """A column named as a sum with the columns under the same upper head; a lone 合计 with the 小计 of every group."""
    paths = [plain(column.name).split("/") for column in table.columns]
    sums = [i for i, path in enumerate(paths) if _SUM_NAME.match(path[-1]) and columns[i].meaning in ADDITIVE]
    for index in sums:
        upper = paths[index][:-1]
        siblings = [
            i
            for i, path in enumerate(paths)
            if i != index
            and upper
            and path[:-1] == upper
            and columns[i].meaning in ADDITIVE
            and columns[i].unit == columns[index].unit
        ]
        others = [i for i in sums if i != index and not upper and len(paths[i]) > 1]
        if len(siblings) > 1 or len(others) > 1:
            yield index, siblings or others


def sentence_mismatches(table: TableRecord, columns: Sequence[TypedColumn]) -> Iterator[Mismatch]:
    """A total told in a sentence: how many rows, how much, and each county's share of both."""
    data = [row for row in table.rows if row.kind is RowKind.DATA]
    county = next((i for i, column in enumerate(columns) if column.meaning is ColumnMeaning.COUNTY), None)
    amount = next((i for i, column in enumerate(columns) if column.meaning in ADDITIVE and column.unit), None)
    sentences = [
        (at, cell)
        for at, row in enumerate(table.rows)
        if row.kind is RowKind.TOTAL
        for cell in row.printed
        if len(cell) > 12
    ]
    for at, sentence in [*sentences, *((None, note) for note in table.notes if re.match(r"^(?:合计|总计|共计)", note))]:
        text = plain(sentence)
        counted = _COUNT.search(text)
        if counted and int(counted[1]) != len(data) and counted.start() < 8:
            yield Mismatch(
                "count-mismatch",
                said("合计称{told}个，表中有{count}行。", told=counted[1], count=len(data)),
                at,
                str(len(data)),
                counted[1],
            )
        if county is None or amount is None:
            continue
        for printed, count, value in _PART.findall(text):
            name = re.sub(r"^(?:其中|包括|含)", "", printed)
            own = [row for row in data if plain(row.cells[county]) == name]
            total = sum((figure(row.cells[amount]) or Decimal(0) for row in own), Decimal(0))
            if own and len(own) != int(count):
                yield Mismatch(
                    "count-mismatch",
                    said("合计称{name}{told}个，表中有{count}行。", name=name, told=count, count=len(own)),
                    at,
                    str(len(own)),
                    count,
                )
            if own and abs(total - Decimal(value.replace(",", ""))) > Decimal("0.06"):
                yield Mismatch(
                    "sum-mismatch",
                    said("合计称{name}{value}，各行相加得{total}。", name=name, value=value, total=str(total)),
                    at,
                    str(total),
                    value,
                )
