"""Turns rows of tabbed cells into a table as it is set: blank cells beside or under a label are its merged cells."""

import re
from collections.abc import Sequence

from tests.makers.prints import PrintedCell, PrintedTable

_FIGURE = re.compile(r"[-—–]?[\d.,]+%?$")
_TOTAL = re.compile(r"(合|总|小)\s*计|全\s*[市县省]$")


def table_of(rows: Sequence[Sequence[str]], heads: int | None = None) -> PrintedTable:
    """`heads`: how many rows are the head; found by the blank cells under it where not told."""
    width = max(len(row) for row in rows)
    grid = [[clean(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    count = _heads(grid) if heads is None else heads
    owner: dict[tuple[int, int], tuple[int, int]] = {(r, c): (r, c) for r in range(len(grid)) for c in range(width)}
    _merge_head(grid, count, owner)
    _merge_body(grid, count, owner)
    return PrintedTable(tuple(_row(grid, r, owner) for r in range(len(grid))), width, count)


def clean(text: str) -> str:
    """Without the marks that a layout model left in a cell."""
    return re.sub(r"</?p>", "", text).strip()


def _heads(grid: list[list[str]]) -> int:
    first = grid[0]
    if len(grid) > 2 and "" in first[1:] and any(first):
        second = grid[1]
        under = [c for c in range(len(first)) if second[c]]
        if under and not second[0] and not any(_FIGURE.match(second[c]) for c in under):
            return 2
    return 1


def _merge_head(grid: list[list[str]], count: int, owner: dict[tuple[int, int], tuple[int, int]]) -> None:
    for r in range(count):
        for c, text in enumerate(grid[r]):
            if text:
                continue
            below = r + 1 < count and any(grid[k][c] for k in range(r + 1, count))
            if r == 0 and c and (below or count == 1):
                owner[r, c] = owner[r, c - 1]
            elif r:
                owner[r, c] = owner[r - 1, c]


def _merge_body(grid: list[list[str]], count: int, owner: dict[tuple[int, int], tuple[int, int]]) -> None:
    labels = _label_columns(grid, count)
    width = len(grid[0])
    for r in range(count, len(grid)):
        row = grid[r]
        filled = [c for c in range(width) if row[c]]
        total = any(_TOTAL.search(row[c]) for c in filled[:2])
        if filled and filled[-1] <= 1 and width > 2 and not total:
            for c in range(filled[-1] + 1, width):
                owner[r, c] = (r, filled[-1])
            continue
        if total and filled[0] == 0:
            c = 1
            while c < width and not row[c] and len(row[0]) > 6:
                owner[r, c] = (r, 0)
                c += 1
        for c in range(labels):
            above = owner[r - 1, c]
            if row[c] or total or r == count or above[0] < count or owner[r - 1, c][1] != c:
                continue
            left_goes_on = c == 0 or not row[c - 1] or bool(_FIGURE.match(row[c - 1]))
            if left_goes_on:
                owner[r, c] = above


def _label_columns(grid: list[list[str]], count: int) -> int:
    """How many columns at the left may be merged downwards: those before the first one that every whole row fills."""
    body = [row for row in grid[count:] if row[-1]]
    width = len(grid[0])
    for c in range(width):
        if all(row[c] for row in body) and not all(_FIGURE.match(row[c]) for row in body):
            return c
    return 0 if not body else width - 1


def _row(grid: list[list[str]], r: int, owner: dict[tuple[int, int], tuple[int, int]]) -> tuple[PrintedCell, ...]:
    cells = []
    for c, text in enumerate(grid[r]):
        if owner[r, c] != (r, c):
            continue
        mine = [place for place, its in owner.items() if its == (r, c)]
        cells.append(PrintedCell(text, c, max(p[1] for p in mine) - c + 1, max(p[0] for p in mine) - r + 1))
    return tuple(cells)
