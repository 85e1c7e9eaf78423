"""Collects the grids that are parts of one table: the next page's share of it, with or without its head printed again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from policies.reading.captions import Caption, is_furniture, without_part
from policies.reading.exact import agree, exact_head
from policies.reading.grids import Grid, GridRow
from policies.reading.heads import head_length
from policies.reading.lines import Line
from policies.reading.signs import compact

_RUNNING = re.compile(r"公\s*报|第\s*\d+\s*期|文\s*件$|^\s*[-—·]*\s*\d+\s*[-—·]*\s*$")


@dataclass(slots=True)
class Run:
    """Grids that belong to one table, in order, with the caption of the first."""

    caption: Caption
    grids: list[Grid]
    heads: list[int]
    between: list[tuple[tuple[int, str], ...]] = field(default_factory=list)


def head_of(lines: Sequence[Line], grid: Grid, caption: Caption, runs: Sequence[Run]) -> int:
    """How many rows of a grid are head. What goes on in the same columns at the top of a page has none."""
    expected = grid.marked or int(len(grid.rows) > 2 and _opens_table(caption, runs))
    if not grid.exact:
        return head_length(grid.rows, expected) if grid.head is None else grid.head
    if runs and not grid.marked and not caption.title and _turns_page(lines, runs[-1].grids[-1], grid):
        return 0
    return exact_head(grid, expected)


def _turns_page(lines: Sequence[Line], above: Grid, grid: Grid) -> bool:
    """Whether nothing but a page's end, or a column's, parts two exact grids of the same columns."""
    if not above.exact or not agree(above, grid):
        return False
    if any(lines[i].text.strip() and not is_furniture(lines[i].text) for i in range(above.last + 1, grid.first)):
        return False
    upper, lower = lines[above.last], lines[grid.first]
    if upper.page != lower.page:
        return True
    return upper.box is not None and lower.box is not None and lower.box.top < upper.box.top


def _opens_table(caption: Caption, runs: Sequence[Run]) -> bool:
    """Whether a title of its own stands above: then a head is to be expected, as it is not on a table's next page."""
    before = without_part(runs[-1].caption.title) if runs else ""
    return bool(caption.title) and not caption.continued and compact(without_part(caption.title)) != compact(before)


def repeated_head(run: Run, grid: Grid) -> int:
    """How many rows at the top of a grid print the head of the table before it again."""
    return next((i for i, row in enumerate(grid.rows) if not is_repeated_head(row, run)), len(grid.rows))


def joins(lines: Sequence[Line], run: Run, grid: Grid, head: int, caption: Caption) -> bool:
    """Adds a grid to the table before it when it is that table's next part."""
    previous = run.grids[-1]
    if previous.exact != grid.exact:
        return False
    texts = [
        (i, lines[i].text.strip()) for i in range(previous.last + 1, caption.first) if not is_furniture(lines[i].text)
    ]
    same_head = head > 0 and run.heads[0] > 0 and _same_head(run.grids[0], run.heads[0], grid, head)
    same_title = not caption.title or compact(without_part(caption.title)) == compact(without_part(run.caption.title))
    widths = abs(max(len(row.cells) for row in grid.rows) - max(len(row.cells) for row in previous.rows))
    if not same_title and not (caption.continued and same_head):
        return False
    if head and not same_head:
        return False
    if not head and grid.exact and (texts or not agree(max(run.grids, key=lambda one: one.width), grid)):
        return False
    if not head and not grid.exact and (widths > 2 or (texts and not _fits_rows(run, texts))):
        return False
    if head and texts and not _are_running_heads(texts):
        return False
    run.grids.append(grid)
    run.heads.append(head)
    run.between.append(tuple(texts))
    return True


def _are_running_heads(texts: Sequence[tuple[int, str]]) -> bool:
    """Whether nothing but a page's head stands between two parts: gazette, number or section, never a name of its own."""
    return len(texts) <= 2 and all(
        len(compact(text)) <= 40 and _RUNNING.search(text) and not re.search("[。；，：]", text) for _, text in texts
    )


def _fits_rows(run: Run, texts: Sequence[tuple[int, str]]) -> bool:
    """Whether the paragraphs after a part are its lost column: the part is narrow, and each numbered row has one."""
    grid, width = run.grids[-1], max(len(row.cells) for grid in run.grids for row in grid.rows)
    own = max(len(row.cells) for row in grid.rows)
    numbered = sum(row.cells[0].strip().isdigit() for row in grid.rows)
    return len(run.grids) > 1 and own == width - 1 and numbered == len(texts)


def _same_head(one: Grid, length: int, other: Grid, head: int) -> bool:
    def names(grid: Grid, rows: int) -> set[str]:
        return {compact(cell) for row in grid.rows[:rows] for cell in row.cells if cell}

    mine, theirs = names(one, length), names(other, head)
    return len(mine & theirs) * 4 >= 3 * max(len(mine), len(theirs))


def head_rows(run: Run) -> Sequence[GridRow]:
    """Of the part whose head is the widest."""
    heads = [grid.rows[:head] for grid, head in zip(run.grids, run.heads, strict=True) if head]
    return max(heads, key=lambda rows: max(len(row.cells) for row in rows), default=())


def is_repeated_head(row: GridRow, run: Run) -> bool:
    """Whether a row prints a row of the head again, as a new page does in the middle of a grid."""
    names = [compact(cell) for cell in row.cells if cell]
    heads = run.grids[0].rows[: run.heads[0]]
    return len(names) > 1 and any(names == [compact(cell) for cell in head.cells if cell] for head in heads)
