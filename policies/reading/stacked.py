"""Turns tables whose text layer set every cell on a line of its own into grids: serials tell where rows begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from policies.reading.captions import is_furniture
from policies.reading.cells import is_group_serial, is_sum, likeness, opens_group, profile_of
from policies.reading.grids import Grid, GridRow
from policies.reading.lines import Line
from policies.reading.signs import compact

_NAME = re.compile(
    r"名称|项目|单位|类别|类型|内容|时限|时间|备注|指标|地区|区域|县|责任|牵头|配合|任务|措施|投资|金额|部门|依据|事项|目标|姓名|职务|面积|数量|规模|标准|性质|分工|地点|年度|领域|要求|领导|年"
)
_MOST_COLUMNS, _LONGEST_ROW = 12, 40


@dataclass(frozen=True, slots=True)
class _Cell:
    """A piece of text and the lines it stood on; pieces directly under one another are one."""

    text: str
    first: int
    last: int


def stacked_grids(lines: Sequence[Line], start: int, stop: int) -> list[Grid]:
    """Grids of the lines from `start` up to `stop` that open with 序号 alone on a line."""
    grids: list[Grid] = []
    at = start
    while at < stop:
        grid = _grid(lines, at, stop) if compact(lines[at].text) == "序号" else None
        if grid:
            grids.append(grid)
        at = grid.last + 1 if grid else at + 1
    return grids


def _grid(lines: Sequence[Line], at: int, stop: int) -> Grid | None:
    """The table whose head begins at `at`, seen through a window that grows until the table ends inside it."""
    window = 600
    while True:
        end = min(stop, at + window)
        grid = _grid_within(lines, at, end)
        if grid is None or end == stop or grid.last < at + window // 2:
            return grid
        window *= 8


def _grid_within(lines: Sequence[Line], at: int, stop: int) -> Grid | None:
    """The table, when its names and at least two rows can be told."""
    apart = _are_apart(lines, at, stop)
    cells = _cells(lines, at, stop, apart)
    one = next((i for i, cell in enumerate(cells[: _MOST_COLUMNS + 1]) if cell.text == "1"), 0)
    opening = next((i for i in range(one) if _opens_group(cells[i])), one)
    names = cells[:opening]
    if len(names) < 3 or any(len(cell.text) > 16 or re.search("[。；]", cell.text) for cell in names):
        return None
    if sum(bool(_NAME.search(cell.text)) for cell in names) * 2 < len(names):
        return None
    rows = _rows(_without_head(cells[one:], [cell.text for cell in names]), len(names))
    if len(rows) < 2 or one - opening > 2:
        return None
    if opening < one:
        rows.insert(0, _row_of(cells[opening:one]))
    head = GridRow(tuple(cell.text for cell in names), at, names[-1].last)
    return Grid((head, *rows), at, rows[-1].last, head=1, gapless=True)


def _without_head(cells: Sequence[_Cell], names: Sequence[str]) -> list[_Cell]:
    """The cells without the head that a new page prints again."""
    result: list[_Cell] = []
    at = 0
    while at < len(cells):
        if cells[at].text == names[0] and [cell.text for cell in cells[at : at + len(names)]] == names:
            at += len(names)
        else:
            result.append(cells[at])
            at += 1
    return result


def _are_apart(lines: Sequence[Line], at: int, stop: int) -> bool:
    """Whether blank lines part the cells, so that lines without one between them are one broken cell."""
    following = [bool(line.text.strip()) for line in lines[at : min(stop, at + 12)]]
    return following.count(False) * 3 >= len(following)


def _cells(lines: Sequence[Line], at: int, stop: int, apart: bool) -> list[_Cell]:
    cells: list[_Cell] = []
    for index in range(at, stop):
        text = compact(lines[index].text)
        if not text or "\t" in lines[index].text:
            if text:
                break
            continue
        if is_furniture(lines[index].text) and not text.isdigit():
            continue
        if apart and cells and cells[-1].last == index - 1:
            cells[-1] = _Cell(cells[-1].text + text, cells[-1].first, index)
        else:
            cells.append(_Cell(text, index, index))
    return cells


def _rows(cells: Sequence[_Cell], width: int) -> list[GridRow]:
    """Rows from 1 on, each up to the next serial; the last has as many cells as the head."""
    rows: list[GridRow] = []
    whole: list[Sequence[_Cell]] = []
    at, serial = 0, 1
    while at < len(cells) and cells[at].text == str(serial):
        following = _next_serial(cells, at, serial + 1, width)
        own = list(cells[at : following if following else at + width])
        group: list[_Cell] = []
        if following and len(own) in (width + 1, width + 2) and _opens_group(own[width]):
            own, group = own[:width], own[width:]
        if len(own) < width and not following:
            break
        made = _fitted(own, width, whole)
        if made is None:
            break
        rows.append(made)
        if len(own) == width:
            whole.append(own)
        if group:
            rows.append(_row_of(group))
        at, serial = (following or at + width), serial + 1
    total = cells[at] if at < len(cells) else None
    if rows and total and is_sum(total.text):
        rows.append(_total(cells[at:], width))
    return rows


def _opens_group(cell: _Cell) -> bool:
    return is_group_serial(cell.text) or opens_group(cell.text)


def _row_of(cells: Sequence[_Cell]) -> GridRow:
    return GridRow(tuple(cell.text for cell in cells), cells[0].first, cells[-1].last)


def _next_serial(cells: Sequence[_Cell], at: int, serial: int, width: int) -> int | None:
    """Where the next row begins: at the head's distance if it can, else at the next line that holds its serial."""
    places = [i for i in range(at + 1, min(len(cells), at + _LONGEST_ROW)) if cells[i].text == str(serial)]
    even = [i for i in places if i - at == width]
    longer = [i for i in places if i - at > width]
    return next(iter(even or longer or [i for i in places if i - at >= 3]), None)


def _fitted(own: Sequence[_Cell], width: int, whole: Sequence[Sequence[_Cell]]) -> GridRow | None:
    """A row of `width` cells; pieces of a broken cell are joined where whole rows say what a column holds."""
    first, last = own[0].first, own[-1].last
    if len(own) <= width:
        return _row_of(own)
    if len(own) > width + 6:
        return None
    seen = [[row[i].text for row in whole] for i in range(width)]
    profile = [profile_of(texts) for texts in seen]

    def joined(inner: tuple[int, ...]) -> list[str]:
        return ["".join(cell.text for cell in own[a:b]) for a, b in pairwise((0, *inner, len(own)))]

    def fit(inner: tuple[int, ...]) -> float:
        texts = joined(inner)
        alike = sum(likeness(profile_of([text]), profile[i]) for i, text in enumerate(texts))
        return alike + 0.5 * sum(text in seen[i] for i, text in enumerate(texts))

    best: tuple[int, ...] = max(combinations(range(1, len(own)), width - 1), key=fit)
    return GridRow(tuple(joined(best)), first, last)


def _total(cells: Sequence[_Cell], width: int) -> GridRow:
    """合计 and the figures after it."""
    own = [cells[0]]
    for cell in cells[1:width]:
        if not re.match(r"^[\d,.，]+$|^[-—/]$", cell.text):
            break
        own.append(cell)
    return _row_of(own)
