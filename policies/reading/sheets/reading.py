"""Turns sheets, whatever file they came from, into lines: set page by page, then furniture, columns and paragraphs told apart."""

from collections.abc import Iterable

from policies.reading.lines import Box, Line, LineKind, Look
from policies.reading.sheets.furniture import mark_furniture
from policies.reading.sheets.indents import set_notes, set_openings
from policies.reading.sheets.margins import set_margins
from policies.reading.sheets.paper import on_paper
from policies.reading.sheets.setting import SetLine, SetPage
from policies.reading.sheets.sheet import Sheet
from policies.reading.sheets.sheet_lines import SheetSetter


def read_sheets(sheets: Iterable[Sheet]) -> tuple[Line, ...]:
    """All lines of a source in reading order, numbered from 1. Sheets are taken one by one and not kept."""
    setter = SheetSetter()
    pages = [setter.set(on_paper(sheet)) for sheet in sheets]
    return lines_of_pages(pages)


def lines_of_pages(pages: list[SetPage]) -> tuple[Line, ...]:
    """The lines of set pages with all that their place among the others tells."""
    mark_furniture(pages)
    set_margins(pages)
    set_notes(pages)
    set_openings(pages)
    return tuple(_line(line, number) for number, line in enumerate((line for page in pages for line in page.lines), 1))


def _line(line: SetLine, number: int) -> Line:
    is_set = line.kind is not LineKind.FIGURE and line.grid is None
    return Line(
        number,
        line.text,
        page=line.page,
        kind=line.kind,
        box=line.box or Box(line.left, line.top, line.right, line.bottom),
        look=Look(line.size, line.bold, line.centred, round(line.left - line.column_left, 1)) if is_set else None,
        opens=line.opens,
        cells=line.cells,
        grid=line.grid,
        picture=line.picture,
        confidence=line.confidence,
    )
