"""Reads tables that offices keep, CSV or XLSX, into rows by column name, and writes such files."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from policies.grammar.said import joined, said

MAX_BYTES, MAX_UNPACKED, MAX_ROWS = 5_000_000, 80_000_000, 5000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = tuple("=+-@\t\r")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


class SpreadsheetError(Exception):
    """The file can't be read as a table; the message says why, for the person who gave it."""


def read_table(*, data: bytes, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows below the first row that names all of `columns`, each a mapping of those names; empty rows are left out.

    Days are written as 2024-03-05. Raises `SpreadsheetError`.
    """
    if len(data) > MAX_BYTES:
        raise SpreadsheetError(said("文件超过 5 MB。"))
    rows = _xlsx_rows(data) if data.startswith(b"PK") else _csv_rows(data)
    for at, row in enumerate(rows):
        heads = [cell.strip() for cell in row]
        if set(columns) <= set(heads):
            places = {name: heads.index(name) for name in columns}
            below = [{name: _cell(one, place) for name, place in places.items()} for one in rows[at + 1 :]]
            return [one for one in below if any(one.values())]
    raise SpreadsheetError(said("表头应有这些列：{columns}。", columns=joined(columns, "、")))


def _cell(row: Sequence[str], place: int) -> str:
    text = row[place].strip() if place < len(row) else ""
    # What we wrote so that no program takes it for a formula.
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def _xlsx_rows(data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(one.file_size for one in package.infolist()) > MAX_UNPACKED:
                raise SpreadsheetError(said("工作簿解开后过大。"))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MAX_ROWS + 20, max_col=60, values_only=True)
        found = [[_said(value) for value in row] for row in rows]
        book.close()
    except SpreadsheetError:
        raise
    except Exception as error:  # what a broken or hostile workbook raises is not told by the library
        raise SpreadsheetError(said("这个工作簿打不开。")) from error
    return _not_too_long(found)


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv_rows(data: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise SpreadsheetError(said("文件既不是 UTF-8 也不是 GB18030 编码。"))
    try:
        return _not_too_long(list(csv.reader(io.StringIO(text.replace("\x00", "")))))
    except csv.Error as error:
        raise SpreadsheetError(said("文件不是 CSV 表。")) from error


def _not_too_long(rows: list[list[str]]) -> list[list[str]]:
    if len(rows) > MAX_ROWS + 10:
        raise SpreadsheetError(said("一次最多 {most} 行。", most=MAX_ROWS))
    return rows


def read_day(text: str) -> date | None:
    """2024-03-05, 2024/3/5, 2024.3.5 or 2024年3月5日; None for nothing. Raises `ValueError` for anything else."""
    if not text.strip():
        return None
    match = _DAY.fullmatch(text.strip().removesuffix(" 00:00:00"))
    if not match:
        raise ValueError(said("“{text}”不是日期。", text=text))
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise ValueError(said("“{text}”不是日期。", text=text)) from error


def _safe(value: object) -> str:
    """A cell that no program takes for a formula."""
    text = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_file(*, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """UTF-8 with its mark, as spreadsheets of offices expect it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_safe(row.get(name)) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_file(*, columns: Sequence[str], rows: Iterable[Mapping[str, object]], title: str) -> bytes:
    """A workbook of one sheet: the head bold and fixed, columns as wide as their words, numbers as numbers."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = re.sub(r"[\\/*?:\[\]]", "", title)[:31] or "Sheet1"
    sheet.append(list(columns))
    widths = [len(name) for name in columns]
    for row in rows:
        values = [row.get(name) for name in columns]
        sheet.append([value if isinstance(value, int) else _safe(value) for value in values])
        widths = [max(width, len(str(value or ""))) for width, value in zip(widths, values, strict=True)]
    for n, width in enumerate(widths, 1):
        sheet.cell(1, n).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(n)].width = min(60, width * 2 + 2)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
