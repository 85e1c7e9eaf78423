"""Pipe tables of Markdown files, in all the ways they are written."""

import pytest

from policies.reading.sources.opening import open_source
from policies.reading.tables import find_tables

TABLES = {
    "outer pipes": "| 序号 | 任务 |\n|---|:--:|\n| 1 | 东渠 |\n| 2 | 西渠 |\n",
    "bare": "序号 | 任务\n--- | ---\n1 | 东渠\n2 | 西渠\n",
    "mixed": "|序号|任务\n|:-|-:|\n1|东渠|\n|2|西渠|\n",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_rows_have_one_form(text: str) -> None:
    (table,) = find_tables(open_source(f"表1 任务清单\n\n{text}\n\n后文。\n".encode(), name="公报.md").lines)
    assert [column.name for column in table.columns] == ["序号", "任务"]
    assert [row.cells for row in table.rows] == [("1", "东渠"), ("2", "西渠")]


def test_blank_cells_under_a_label_are_merged_as_writers_mean_them():
    text = "表1 任务清单\n\n|类别|序号|任务|\n|-|-|-|\n|供水|1|东渠|\n||2|西渠|\n"
    (table,) = find_tables(open_source(text.encode(), name="a.md").lines)
    assert table.rows[1].cells == ("供水", "2", "西渠")


def test_a_pipe_in_a_sentence_makes_no_table_and_headings_are_marked():
    lines = open_source("## 一、要求\n甲|乙 两项。\n丙。\n".encode(), name="a.md").lines
    assert [(line.text, line.mark) for line in lines][:2] == [("一、要求", 2), ("甲|乙 两项。", 0)]
    assert find_tables(lines) == []
