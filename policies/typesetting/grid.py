"""Turns a table as printed and filled down into cells with spans, for the page and for print alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FIGURE = re.compile(r"[-+−]?[\d,，]+(?:\.\d+)?[%％‰]?")
EMPTY = {"", "—", "-", "/", "－", "——"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid; `figure` cells are set flush right."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    n: int
    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[Row, ...]
    width: int


def grid(columns: Sequence[dict[str, object]], rows: Iterable[tuple[int, str, Sequence[str], Sequence[str]]]) -> Grid:
    """The grid of `columns` ({"levels": […], "name", "unit"}) and `rows` (n, kind, cells, printed)."""
    lines = list(rows)
    width = max([len(columns), *(len(cells) for _, _, cells, _ in lines)], default=0)
    figures = [is_figures(line[2][c] for line in lines if c < len(line[2])) for c in range(width)]
    filled = [_padded(cells, width) for _, _, cells, _ in lines]
    printed = [_padded(texts, width) for _, _, _, texts in lines]
    merged = _merge(
        filled, [[not printed[r][c] and bool(filled[r][c]) for c in range(width)] for r in range(len(lines))]
    )
    body = tuple(
        Row(n, kind, tuple(Cell(text, down, across, figures[c] and across == 1) for c, text, down, across in cells))
        for (n, kind, _, _), cells in zip(lines, merged, strict=True)
    )
    return Grid(_head(columns), body, width)


def is_figures(texts: Iterable[str]) -> bool:
    """Whether a column holds figures: nine of ten of its printed cells are a number."""
    told = [text.strip() for text in texts if text.strip() not in EMPTY]
    return bool(told) and sum(1 for text in told if FIGURE.fullmatch(text)) >= 0.9 * len(told)


def _head(columns: Sequence[dict[str, object]]) -> tuple[tuple[Cell, ...], ...]:
    """Head rows: equal labels beside or above each other under one label are one cell."""
    levels = [_labels(column) for column in columns]
    depth = max((len(column) for column in levels), default=0)
    if not depth:
        return ()
    lines = [[column[min(d, len(column) - 1)] if column else "" for column in levels] for d in range(depth)]
    joined = [
        [(d > 0 and lines[d][c] == lines[d - 1][c]) or _beside(lines, d, c) for c in range(len(levels))]
        for d in range(depth)
    ]
    return tuple(tuple(Cell(text, down, across) for _, text, down, across in row) for row in _merge(lines, joined))


def _labels(column: dict[str, object]) -> list[str]:
    levels = column.get("levels")
    labels = [str(label) for label in levels] if isinstance(levels, (list, tuple)) else []
    while labels and not labels[-1]:
        labels.pop()
    return labels or [str(column.get("name", ""))]


def _beside(lines: list[list[str]], d: int, c: int) -> bool:
    """Whether a head cell continues its left neighbour; a label of the lowest row alone is a column of its own."""
    if c == 0 or d == len(lines) - 1:
        return False
    return all(lines[above][c] == lines[above][c - 1] for above in range(d + 1))


def _merge(filled: list[list[str]], joined: list[list[bool]]) -> list[list[tuple[int, str, int, int]]]:
    """Per row its cells (column, text, rowspan, colspan). A joined cell hangs on an equal one, above before left."""
    taken = [[False] * len(row) for row in filled]
    result: list[list[tuple[int, str, int, int]]] = []
    for r, row in enumerate(filled):
        cells = []
        for c, text in enumerate(row):
            if taken[r][c]:
                continue
            across = _across(filled, joined, taken, r, c)
            down = _down(filled, joined, r, c, across)
            for line in taken[r : r + down]:
                line[c : c + across] = [True] * across
            cells.append((c, text, down, across))
        result.append(cells)
    return result


def _across(filled: list[list[str]], joined: list[list[bool]], taken: list[list[bool]], r: int, c: int) -> int:
    across = 1
    row = filled[r]
    while c + across < len(row) and joined[r][c + across] and not taken[r][c + across] and row[c + across] == row[c]:
        across += 1
    return across


def _down(filled: list[list[str]], joined: list[list[bool]], r: int, c: int, across: int) -> int:
    down = 1
    while r + down < len(filled) and all(
        joined[r + down][at] and filled[r + down][at] == filled[r][c] for at in range(c, c + across)
    ):
        down += 1
    return down


def _padded(texts: Sequence[str], width: int) -> list[str]:
    return [*texts, *[""] * (width - len(texts))]
