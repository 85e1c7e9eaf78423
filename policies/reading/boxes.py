"""Turns ranges of a source's lines into the boxes they fill on its pages: one for each page and column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policies.reading.lines import Box, Line
from policies.reading.records import LinePlace, Place

# page, left, top, right, bottom in points; of a cell with the recogniser's confidence, where it has one
PlacedBox = list[float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record stands: its boxes in reading order, of a grid's row a box or None for each column, the least sure
    line's confidence, and the pages from `page` to `last_page`."""

    boxes: tuple[PlacedBox, ...] = ()
    cells: tuple[PlacedBox | None, ...] = ()
    confidence: float | None = None
    page: int | None = None
    last_page: int | None = None


def line_places(lines: Iterable[Line]) -> tuple[LinePlace, ...]:
    """The places of the lines that have one on a page."""
    return tuple(
        LinePlace(
            line.number,
            line.page,
            line.box,
            tuple(cell.box for cell in line.cells),
            line.confidence,
            tuple(cell.column for cell in line.cells),
            tuple(cell.confidence for cell in line.cells) if any(cell.confidence for cell in line.cells) else (),
        )
        for line in lines
        if line.box or line.cells
    )


class Layout:
    """The lines of one source by number, to find the boxes of any range of them."""

    def __init__(self, places: Iterable[LinePlace] = ()) -> None:
        self._lines = {one.number: one for one in places}

    def spot(self, place: Place, *, columns: int = 0) -> Spot:
        """Where a range of lines stands; `columns` is the width of the table whose row it is."""
        numbers = range(place.first_line, place.last_line + 1)
        lines = [line for number in numbers if (line := self._lines.get(number)) and line.page is not None]
        if not lines:
            return Spot(page=place.page, last_page=place.page)
        sure = [line.confidence for line in lines if line.confidence is not None]
        pages = [line.page for line in lines if line.page is not None]
        return Spot(
            tuple(_boxes(lines)),
            _cells(lines, columns) if columns else (),
            round(min(sure), 3) if sure else None,
            min(pages),
            max(pages),
        )


def _boxes(lines: Sequence[LinePlace]) -> list[PlacedBox]:
    """Lines of text flow down a column: one that stands higher than the last, or beside it, opens the next box.

    Rows of a grid lie in one box on each page, however the table is turned.
    """
    found: list[PlacedBox] = []
    last: LinePlace | None = None
    for line in lines:
        box = _whole(line)
        if box is None:
            continue
        if last is not None and found[-1][0] == line.page and _goes_on(last, line, found[-1], box):
            found[-1] = _joined(found[-1], box)
        else:
            found.append(_placed(line.page, box))
        last = line
    return found


def _goes_on(last: LinePlace, line: LinePlace, column: PlacedBox, box: Box) -> bool:
    if last.cells and line.cells:
        return True
    beside = box.left >= column[3] or box.right <= column[1]
    higher = box.bottom <= column[2] + (column[4] - column[2]) / 2 and box.bottom < column[4] - box.height
    return not beside and not higher


def _cells(lines: Sequence[LinePlace], columns: int) -> tuple[PlacedBox | None, ...]:
    """A box for each column in which a printed cell begins. A row that a page break cut has the box of its first share."""
    found: list[PlacedBox | None] = [None] * columns
    for line in lines:
        for at, (box, column) in enumerate(zip(line.cells, line.columns, strict=False)):
            if box is None or not 0 <= column < columns:
                continue
            known = found[column]
            if known is None:
                sure = line.cell_confidence[at] if at < len(line.cell_confidence) else None
                found[column] = [*_placed(line.page, box), *([] if sure is None else [round(sure, 3)])]
            elif known[0] == line.page:
                found[column] = [*_joined(known[:5], box), *known[5:]]
    return tuple(found) if any(found) else ()


def _whole(line: LinePlace) -> Box | None:
    if line.box:
        return line.box
    boxes = [box for box in line.cells if box]
    return Box.around(boxes) if boxes else None


def _placed(page: int | None, box: Box) -> PlacedBox:
    return [page or 0, *(round(side, 1) for side in (box.left, box.top, box.right, box.bottom))]


def _joined(column: PlacedBox, box: Box) -> PlacedBox:
    return _placed(int(column[0]), Box.around((Box(*column[1:5]), box)))
