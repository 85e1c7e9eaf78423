"""Every kind of table in every way of printing comes back the same."""

from random import Random

import pytest

from policies.reading.lines import Line
from policies.reading.signs import compact
from policies.reading.tables import find_tables

from .table_press import STYLES, TABLES

# Without serials nor figures, nothing in a stack of lines tells where a row begins.
UNREADABLE = {("tasks", "stacked")}
CASES = [(kind, style) for kind in TABLES for style in STYLES if (kind, style) not in UNREADABLE]


@pytest.mark.parametrize(("kind", "style"), CASES)
def test_a_table_reads_the_same_however_it_was_printed(kind: str, style: str) -> None:
    for seed in range(12):
        chance = Random(f"{kind}{seed}")
        table = TABLES[kind](chance)
        text = STYLES[style](table, chance)
        (found,) = find_tables([Line(number, line) for number, line in enumerate(text.split("\n"), start=1)])
        assert (found.title, found.unit) == (table.title, table.unit)
        assert [compact(column.name) for column in found.columns] == [compact(name) for name in table.names]
        assert [str(row.kind) for row in found.rows] == table.kinds
        cells = [[compact(cell) for cell in row.cells] for row in found.rows if str(row.kind) == "data"]
        data = [row for row, row_kind in zip(table.filled, table.kinds, strict=True) if row_kind == "data"]
        assert cells == [[compact(cell) for cell in row] for row in data]
        totals = [set(row.cells) - {""} for row in found.rows if str(row.kind) == "total"]
        assert totals == [
            set(row) - {""} for row, row_kind in zip(table.rows, table.kinds, strict=True) if row_kind == "total"
        ]
        assert "组织领导" not in "".join([*found.notes, *(cell for row in found.rows for cell in row.printed)])
