"""Turns a table's markup into rows of cells, each with its first column and how many columns and rows it spans."""

from dataclasses import dataclass, field

from lxml import etree

from policies.reading.sources.docx.names import VAL, W
from policies.reading.sources.docx.styles import Styles, is_on, number_of

_MOST_COLUMNS = 200
_SIDES = ("top", "bottom", "left", "right", "start", "end", "insideH", "insideV")
_BLANK = (None, "nil", "none")


@dataclass(slots=True)
class TableCell:
    element: etree._Element
    column: int
    columns: int
    rows: int = 1


@dataclass(slots=True)
class TableRow:
    """`cells` are those that begin in this row."""

    element: etree._Element
    head: bool
    cells: list[TableCell] = field(default_factory=list)


def rows_of(table: etree._Element) -> list[TableRow]:
    """Rows without those that a change struck out, and without those that hold nothing but cells merged from above."""
    rows: list[TableRow] = []
    open_cells: dict[int, TableCell] = {}  # by column: what a cell merged upwards belongs to
    for element in _descend(table, "tr"):
        properties = element.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        row = TableRow(element, _is_head(properties))
        column = _count(properties, "gridBefore", 0)
        merged: list[TableCell] = []
        for cell in _descend(element, "tc"):
            own = cell.find(f"{W}tcPr")
            width = max(_count(own, "gridSpan", 1), 1)
            if _goes_on(own) and column in open_cells:
                merged.append(open_cells[column])
            elif _merge(own, "hMerge") in ("", "continue") and row.cells:
                row.cells[-1].columns += width
            else:
                row.cells.append(TableCell(cell, column, width))
                open_cells[column] = row.cells[-1]
            column = min(column + width, _MOST_COLUMNS)
        if row.cells:
            rows.append(row)
            for one in merged:
                one.rows += 1
    return rows


def is_bordered(table: etree._Element, styles: Styles) -> bool:
    """Whether print shows any rule of the table."""
    properties = table.find(f"{W}tblPr")
    style = properties.find(f"{W}tblStyle") if properties is not None else None
    own = properties.find(f"{W}tblBorders") if properties is not None else None
    if own is not None:
        if _draws(own):
            return True
    elif style is not None and any(name in styles.bordered for name in styles.lineage(style.get(VAL, ""))):
        return True
    return any(_draws(borders) for borders in table.iter(f"{W}tcBorders"))


def _draws(borders: etree._Element) -> bool:
    found = (borders.find(f"{W}{side}") for side in _SIDES)
    return any(one is not None and one.get(VAL) not in _BLANK for one in found)


def _descend(element: etree._Element, name: str) -> list[etree._Element]:
    """Rows or cells, also those within content controls and insertions."""
    found: list[etree._Element] = []
    for child in element:
        if child.tag == f"{W}{name}":
            found.append(child)
        elif child.tag in _WRAPPERS:
            found += _descend(child, name)
    return found


def _is_head(properties: etree._Element | None) -> bool:
    mark = properties.find(f"{W}tblHeader") if properties is not None else None
    return mark is not None and is_on(mark.get(VAL, "1"))


def _count(properties: etree._Element | None, name: str, otherwise: int) -> int:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return min(max(number_of(found.get(VAL), otherwise), 0), _MOST_COLUMNS) if found is not None else otherwise


def _merge(properties: etree._Element | None, name: str) -> str | None:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found.get(VAL, "") if found is not None else None


def _goes_on(properties: etree._Element | None) -> bool:
    return _merge(properties, "vMerge") in ("", "continue")


_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
