"""Turns a text layer's lines into grids, where nothing but blanks separates the cells and cells break over lines.

A grid is taken only on good evidence: a line of column names followed by rows of as many cells, or rows of figures
one after the other. Running text that happens to hold blanks is left alone.
"""

import re
from collections.abc import Sequence

from policies.grammar.said import said
from policies.reading.flowing_heads import head_above
from policies.reading.grids import Grid, GridRow
from policies.reading.lines import Line
from policies.reading.rowflow import collect_rows
from policies.reading.signs import compact
from policies.reading.spaced import is_figure, split_cells

_WORDS = re.compile(
    r"序号|编号|名称|项目|单位|类别|类型|内容|时限|时间|备注|指标|地区|区域|责任|牵头|任务|措施|投资|金额|部门|依据|事项|目标|姓名|职务|面积|数量|规模|合计|小计|标准|属性|性质|分工|年度|领域|要求|计划|范围|县"
)


def flowing_grids(lines: Sequence[Line], start: int, stop: int) -> list[Grid]:
    """Grids of the lines from `start` up to `stop`, in order."""
    grids: list[Grid] = []
    at = start
    while at < stop:
        grid = _headed(lines, at, stop) or _figured(lines, at, stop, start)
        if grid is None:
            at += 1
        else:
            grids.append(grid)
            at = start = grid.last + 1
    return grids


def column_names(text: str) -> int:
    """The number of columns that a line of column names prints, 0 for any other line."""
    cells = split_cells(text)
    names = [compact(cell) for cell in cells]
    if len(cells) < 3 or any(len(name) > 16 or re.search(r"[。，；：]", name) for name in names):
        return 0
    words = sum(bool(_WORDS.search(name)) for name in names)
    figures = sum(is_figure(name) and not re.match(r"^(?:19|20)\d\d年", name) for name in names)
    return len(cells) if words * 2 >= len(cells) and not figures else 0


def _headed(lines: Sequence[Line], at: int, stop: int) -> Grid | None:
    width = column_names(lines[at].text)
    if not width:
        return None
    rows = collect_rows(lines, at + 1, stop, width, column_names, {compact(lines[at].text)})
    whole = [row for row in rows if len(row.cells) == width]
    if len(whole) < 2 or not _near(lines, at, rows[0].first):
        return None
    head = GridRow(tuple(split_cells(lines[at].text)), at, at)
    return Grid((head, *rows), at, rows[-1].last, head=1, gapless=True)


def _near(lines: Sequence[Line], head: int, first: int) -> bool:
    return sum(bool(lines[i].text.strip()) for i in range(head + 1, first)) == 0


def _figured(lines: Sequence[Line], at: int, stop: int, floor: int) -> Grid | None:
    """Rows of figures without a head on one line: the head's broken pieces are gathered above them."""
    width = _figures(lines[at].text)
    if width < 4 or not _goes_on(lines, at, stop, width):
        return None
    head, first, notes = head_above(lines, at, floor, width)
    heads = {compact(line.text) for line in lines[first:at] if line.text.strip()} if head else set()
    rows = collect_rows(lines, at, stop, width, column_names, heads)
    if sum(_figures(" ".join(row.cells)) > 0 and len(row.cells) == width for row in rows) < 3:
        return None
    doubts = () if head else (("head-unclear", said("表头无法从文本还原，各列未命名。")),)
    return Grid((*head, *rows), first, rows[-1].last, head=len(head), notes=notes, doubts=doubts, gapless=True)


def _goes_on(lines: Sequence[Line], at: int, stop: int, width: int) -> bool:
    """Whether two of the next lines hold as many figures: cheap to ask before the head is looked for."""
    following = [line.text for line in lines[at + 1 : min(stop, at + 24)] if line.text.strip()]
    return sum(_figures(text) == width for text in following[:10]) >= 2


def _figures(text: str) -> int:
    """The number of cells of a line that is mostly figures, 0 for any other line."""
    cells = split_cells(text)
    figures = sum(is_figure(compact(cell)) for cell in cells)
    long = any(len(compact(cell)) > 20 or "，" in cell for cell in cells)
    return len(cells) if figures * 10 >= len(cells) * 6 and figures >= 3 and not long else 0
