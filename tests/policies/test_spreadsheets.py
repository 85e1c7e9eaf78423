"""Tables of offices, in and out."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from policies.services.spreadsheets import SpreadsheetError, csv_file, read_day, read_table, xlsx_file

COLUMNS = ("名称", "份数")
CELL = st.text("水务局 ,\"'=+-@2’、\u3000", max_size=6).map(str.strip)


@given(st.lists(st.fixed_dictionaries({"名称": CELL, "份数": CELL}).filter(lambda row: any(row.values())), max_size=6))
def test_what_is_written_is_read_back(rows: list[dict[str, str]]) -> None:
    plain = [row for row in rows if not any(cell.startswith("'") for cell in row.values())]
    assert read_table(data=csv_file(columns=COLUMNS, rows=plain), columns=COLUMNS) == plain
    assert read_table(data=xlsx_file(columns=COLUMNS, rows=plain, title="表"), columns=COLUMNS) == plain


def test_no_cell_is_a_formula_in_what_is_written() -> None:
    written = csv_file(columns=COLUMNS, rows=[{"名称": '=HYPERLINK("x")', "份数": 2}]).decode("utf-8-sig")
    assert "'=HYPERLINK" in written
    assert read_table(data=written.encode(), columns=COLUMNS) == [{"名称": '=HYPERLINK("x")', "份数": "2"}]


def test_heads_may_stand_below_a_title_and_in_any_order() -> None:
    data = "发行名单,,\n份数,备注,名称\n3,,市水务局\n,,\n".encode("gb18030")
    assert read_table(data=data, columns=COLUMNS) == [{"名称": "市水务局", "份数": "3"}]


def test_a_workbooks_numbers_and_days_are_words() -> None:
    book = Workbook()
    book.active.append(["名称", "份数"])
    book.active.append([date(2024, 3, 5), 3.0])
    out = io.BytesIO()
    book.save(out)
    assert read_table(data=out.getvalue(), columns=COLUMNS) == [{"名称": "2024-03-05", "份数": "3"}]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00\x00", b"PK\x03\x04 no workbook", "名称\n市水务局".encode()])
def test_what_is_no_such_table_is_refused(data: bytes) -> None:
    with pytest.raises(SpreadsheetError):
        read_table(data=data, columns=COLUMNS)


@pytest.mark.parametrize("text", ["2024-03-05", "2024/3/5", "2024年3月5日", "2024.3.5", "2024-03-05 00:00:00"])
def test_days_in_every_usual_writing(text: str) -> None:
    assert read_day(text) == date(2024, 3, 5)


def test_what_is_no_day() -> None:
    assert read_day(" ") is None
    for text in ("2024-13-01", "三月"):
        with pytest.raises(ValueError, match="不是日期"):
            read_day(text)
