"""Turns a table's markup into rows of cells, each with its first column and how many columns and rows it spans."""

from dataclasses import dataclass, field

from lxml import etree

_MOST = 200
_ORDER = {"thead": 0, "tfoot": 2}


@dataclass(slots=True)
class TableCell:
    element: etree._Element
    column: int
    columns: int
    rows: int


@dataclass(slots=True)
class TableRow:
    """`cells` are those that begin in this row."""

    head: bool
    cells: list[TableCell] = field(default_factory=list)


def rows_of(table: etree._Element) -> list[TableRow]:
    """Rows in printed order: the head first, the foot last; a row that only earlier cells reach into is left out."""
    elements = _own_rows(table, "tbody")
    elements.sort(key=lambda pair: _ORDER.get(pair[1], 1))
    rows: list[TableRow] = []
    hanging: dict[int, tuple[TableCell, int]] = {}  # by column: a cell from above, and how many rows it still takes
    for at, (element, group) in enumerate(elements):
        cells = [one for one in element if one.tag in ("td", "th")]
        row = TableRow(group == "thead" or (bool(cells) and all(one.tag == "th" for one in cells)))
        opened = _set(row, cells, hanging, len(elements) - at)
        above = {id(cell): cell for cell, left in hanging.values() if left > 0 and id(cell) not in opened}
        hanging = {c: (cell, left - (id(cell) not in opened)) for c, (cell, left) in hanging.items() if left > 0}
        if row.cells:
            rows.append(row)
            for cell in above.values():
                cell.rows += 1
    return rows


def _set(row: TableRow, cells: list[etree._Element], hanging: dict[int, tuple[TableCell, int]], left: int) -> set[int]:
    """Lays a row's cells beside those that reach into it; the ids of the cells that open here."""
    column = 0
    opened: set[int] = set()
    for element in cells:
        while column in hanging and hanging[column][1] > 0:
            column += 1
        columns, down = _count(element, "colspan"), _count(element, "rowspan")
        down = left if element.get("rowspan") == "0" else min(down, left)
        cell = TableCell(element, column, min(columns, _MOST - min(column, _MOST - 1)), 1)
        row.cells.append(cell)
        opened.add(id(cell))
        if down > 1:
            hanging |= dict.fromkeys(range(column, column + cell.columns), (cell, down - 1))
        column += cell.columns
    return opened


def _own_rows(table: etree._Element, group: str) -> list[tuple[etree._Element, str]]:
    """The rows of this table, not of tables within it, each with its group: thead, tbody, tfoot."""
    found: list[tuple[etree._Element, str]] = []
    for child in table:
        if child.tag == "tr":
            found.append((child, group))
        elif child.tag in ("thead", "tbody", "tfoot"):
            found += _own_rows(child, str(child.tag))
    return found


def _count(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "").strip()
    return min(max(int(value), 1), _MOST) if value.isdecimal() and len(value) < 5 else 1
