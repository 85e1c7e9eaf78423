"""Turns lines without separators into rows of a known width: whole lines are rows, broken ones are pieced together."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from policies.reading.captions import is_furniture, is_title
from policies.reading.cells import CellClass, class_of, is_group_serial, is_sum, opens_group
from policies.reading.grids import GridRow
from policies.reading.lines import Line
from policies.reading.signs import compact
from policies.reading.spaced import split_cells

_ENDS = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]\S{12,}|第[一二三四五六七八九十百\d]+[章节条]|附件|（此件|[（(][一二三四五六七八九十]{1,3}[)）]\S{16,})"
)
_SERIAL = re.compile(r"^\d{1,4}$")
_LONGEST_BREAK = 16


@dataclass(slots=True)
class _Cell:
    """A cell being pieced together. `single`: it stood alone on its lines."""

    text: str
    first: int
    last: int
    single: bool


@dataclass(slots=True)
class _Flow:
    """`blank`: nothing was printed on the line above; `gathered` counts the lines taken in since the last row."""

    width: int
    blank: bool = True
    gathered: int = 0
    rows: list[GridRow] = field(default_factory=list)
    broken: list[_Cell] = field(default_factory=list)
    lines: list[tuple[int, list[str]]] = field(default_factory=list)

    def serial(self) -> int | None:
        """The serial of the last whole row, where rows have one."""
        mark = compact(self.rows[-1].cells[0]) if self.rows else ""
        return int(mark) if _SERIAL.match(mark) else None


def collect_rows(
    lines: Sequence[Line],
    at: int,
    stop: int,
    width: int,
    names: Callable[[str], int],
    heads: Collection[str] = (),
) -> list[GridRow]:
    """Rows from line `at` on, up to where the table ends. `names` tells how many column names a line prints.

    A line directly under a broken cell goes on with it, one after a blank line opens the next; a lone short line
    before a row is a group; `heads` are the compacted lines of the head, which a new page prints again. What stands
    broken after the last row is no part of the table, unless it makes a row.
    """
    flow = _Flow(width)
    for index in range(at, stop):
        text = lines[index].text
        if is_furniture(text) and not _is_next_serial(flow, text):
            flow.blank = flow.blank or not text.strip()
            continue
        if compact(text) in heads:
            flow.blank = True
            continue
        cells = split_cells(text, width)
        if _is_prose(flow, text, cells) or len(cells) > width or (len(cells) > 1 and names(text) == len(cells)):
            break
        if not _take(flow, lines, index, stop, cells):
            break
        flow.blank = False
    _settle(flow, followed=False)
    while flow.rows and len(flow.rows[-1].cells) == 1:
        flow.rows.pop()
    return flow.rows


def _take(flow: _Flow, lines: Sequence[Line], index: int, stop: int, cells: list[str]) -> bool:
    """Takes a line in as a whole row, or as pieces of a broken one; False when the table ends above it."""
    if len(cells) == flow.width or _stands_alone(cells):
        if not _settle(flow, followed=True):
            return False
        flow.rows.append(GridRow(tuple(cells), index, index))
        flow.gathered = 0
        return True
    line = lines[index]
    if len(cells) == 1 and len(compact(line.text)) > 8 and flow.blank and not flow.broken and is_title(line):
        return False
    _gather(flow, cells, index)
    flow.gathered += 1
    if _is_full(flow, lines, index, stop) or _is_short(flow, lines, index, stop):
        _settle(flow, followed=True)
        flow.gathered = 0
    return flow.gathered <= _LONGEST_BREAK


def _is_prose(flow: _Flow, text: str, cells: Sequence[str]) -> bool:
    """A heading with its paragraph, or a sentence that is no rest of a cell."""
    if _ENDS.search(text):
        return True
    return text.rstrip()[-1] in "。；" and len(cells) < flow.width - 1 and (flow.blank or not flow.broken)


def _stands_alone(cells: Sequence[str]) -> bool:
    """A sum with its figures, or a group's numeral and name: a row, however few cells it has."""
    return len(cells) > 1 and (is_sum(cells[0]) or (len(cells) == 2 and is_group_serial(cells[0])))


def _is_full(flow: _Flow, lines: Sequence[Line], index: int, stop: int) -> bool:
    """Whether the pieces make exactly one row that opened with several cells, and nothing stands directly under them."""
    if (
        len(flow.broken) != flow.width
        or flow.broken[0].single
        or any(opens_group(cell.text) for cell in flow.broken[1:])
    ):
        return False
    following = lines[index + 1].text.strip() if index + 1 < stop else ""
    serial = compact(flow.broken[0].text)
    next_serial = str(int(serial) + 1) if _SERIAL.match(serial) else ""
    return not following or bool(next_serial and following.split()[0] == next_serial)


def _is_short(flow: _Flow, lines: Sequence[Line], index: int, stop: int) -> bool:
    """Whether a line by itself is a row that lacks its merged first cell: it ends as the rows above end."""
    if len(flow.lines) != 1 or flow.width < 4 or flow.serial() is not None or not _short_rows(flow):
        return False
    last = class_of(flow.lines[0][1][-1])
    alone = index + 1 >= stop or not lines[index + 1].text.strip() or len(split_cells(lines[index + 1].text)) > 1
    return (
        alone
        and last in (CellClass.PERIOD, CellClass.ORGAN, CellClass.NUMBER)
        and last is class_of(flow.rows[-1].cells[-1])
    )


def _is_next_serial(flow: _Flow, text: str) -> bool:
    """A number on a line of its own is a page's, unless it is the one that the next row must have."""
    mark = compact(text)
    return bool(_SERIAL.match(mark)) and flow.serial() is not None and int(mark) == (flow.serial() or 0) + 1


def _gather(flow: _Flow, cells: list[str], index: int) -> None:
    first = cells[0]
    flow.lines.append((index, cells))
    goes_on = (
        flow.broken and not flow.blank and not _SERIAL.match(compact(first)) and not opens_group(flow.broken[-1].text)
    )
    if goes_on:
        last = flow.broken[-1]
        last.text, last.last = last.text + first, index
        cells = cells[1:]
    flow.broken += [_Cell(cell, index, index, len(cells) == 1 and not goes_on) for cell in cells]


def _settle(flow: _Flow, *, followed: bool) -> bool:
    """Makes rows of what is broken; False when it can be none, which ends the table."""
    broken, width = flow.broken, flow.width
    short = _short_rows(flow)
    flow.broken, flow.lines = [], []
    if not broken:
        return True
    if short and followed:
        flow.rows += short
        return True
    if followed and len(broken) == 1:
        return _settle_lone(flow, broken[0])
    spare = len(broken) % width
    if spare == 1 and broken[0].single and followed:
        flow.rows.append(_row(broken[:1]))
        broken, spare = broken[1:], 0
    if spare == 0 and (followed or _numbered_on(flow, broken)):
        flow.rows += [_row(broken[i : i + width]) for i in range(0, len(broken), width)]
        return True
    if followed and len(flow.rows) > 1 and len(broken) < width and _SERIAL.match(compact(broken[0].text)):
        flow.rows.append(_row(broken))
        return True
    return False


def _short_rows(flow: _Flow) -> list[GridRow]:
    """Lines that each lack one cell, as rows: the last where rows have serials, else the first, which is merged with the one above."""
    if flow.width < 3 or not flow.rows or any(len(cells) != flow.width - 1 for _, cells in flow.lines):
        return []
    numbered = flow.serial() is not None
    if any(bool(_SERIAL.match(compact(cells[0]))) != numbered for _, cells in flow.lines):
        return []
    return [GridRow(tuple(cells if numbered else ["", *cells]), index, index) for index, cells in flow.lines]


def _numbered_on(flow: _Flow, broken: Sequence[_Cell]) -> bool:
    """Whether pieces at the end open with the serial that comes next."""
    before, mark = flow.serial(), compact(broken[0].text)
    return before is not None and bool(_SERIAL.match(mark)) and int(mark) == before + 1


def _settle_lone(flow: _Flow, cell: _Cell) -> bool:
    """One short line before a row: the rest of the row above when it stands directly under it, else a group's name."""
    above = flow.rows[-1] if flow.rows else None
    if above and above.last == cell.first - 1 and len(above.cells) == flow.width and not opens_group(cell.text):
        lengths = [len(compact(text)) for text in above.cells]
        place = max(range(flow.width), key=lambda i: (lengths[i], i))
        cells = (*above.cells[:place], above.cells[place] + cell.text, *above.cells[place + 1 :])
        flow.rows[-1] = GridRow(cells, above.first, cell.last)
        return True
    if len(compact(cell.text)) > 30:
        return False
    flow.rows.append(_row([cell]))
    return True


def _row(cells: Sequence[_Cell]) -> GridRow:
    return GridRow(tuple(cell.text for cell in cells), cells[0].first, cells[-1].last)
