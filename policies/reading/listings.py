"""Tells rows that only look like a table: labelled particulars, lists with their markers set apart, contents, signatures."""

import re
from collections.abc import Sequence

from policies.reading.cells import CellClass, class_of
from policies.reading.grids import GridRow
from policies.reading.signs import compact

_MARKER = re.compile(
    r"^(?:[（(]?\d{1,2}[)）.、．]|[①-⑳]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|[-*•·●])$"
)
_LABELLED = re.compile(r"^\S{2,8}[:：]\s*\S")
_PAGE = re.compile(r"^[（(]?\d{1,3}[)）]?$")
_HEADING = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[章节条、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}(?:\.\d{1,2})*[.、．\s])|[.．·…]{3,}$"
)


def is_form(rows: Sequence[GridRow]) -> bool:
    """联系人：… 电话：… : every cell names what it says, so nothing stands under a common head."""
    return all(_LABELLED.match(cell) for row in rows for cell in row.cells if cell)


def is_listing(rows: Sequence[GridRow]) -> bool:
    """Rows without head or title that are a list of paragraphs, contents with their pages, or organs that sign side by side."""
    filled = [[compact(cell) for cell in row.cells if cell] for row in rows]
    if all(len(cells) == 2 and _MARKER.match(cells[0]) for cells in filled):
        return True
    pages = [int(re.sub(r"\D", "", cells[-1])) for cells in filled if len(cells) == 2 and _PAGE.match(cells[-1])]
    headings = sum(bool(_HEADING.search(cells[0])) for cells in filled if cells)
    if len(pages) == len(filled) and pages == sorted(pages) and headings * 2 >= len(filled):
        return True
    signs = (CellClass.ORGAN, CellClass.PERIOD)
    return len(rows) <= 4 and all(class_of(cell) in signs for cells in filled for cell in cells)
