"""Turns a table as printed and filled down into cells with spans, for the page and for print alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from policies.typesetting.widths import ems

FIGURE = re.compile(r"[><≥≤＞＜约]?\s*[-+−]?[\d,，]+(?:\.\d+)?[%％‰]?")
BRIEF = 7.0  # characters: 2022年12月 stays on one line
LONG = 12.0
PROSE = 36.0
EMPTY = {"", "—", "-", "/", "－", "——"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid. `look`: figures (set flush right), brief (never broken), long and prose (given room), or nothing."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    look: str = ""


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
    looks = [_look(c, [line[2][c] for line in lines if c < len(line[2]) and line[1] == "data"]) for c in range(width)]
    filled = [_padded(cells, width) for _, _, cells, _ in lines]
    printed = [_padded(texts, width) for _, _, _, texts in lines]
    for r, (_, kind, _, _) in enumerate(lines):
        if kind == "group":
            _widen(filled[r], printed[r])
        elif kind != "data" and filled[r] and ems(filled[r][0]) > BRIEF:
            _run_on(filled[r], printed[r])
    merged = _merge(
        filled, [[not printed[r][c] and bool(filled[r][c]) for c in range(width)] for r in range(len(lines))]
    )
    body = tuple(
        Row(n, kind, tuple(Cell(text, down, across, _fit(looks[c], text, across)) for c, text, down, across in cells))
        for (n, kind, _, _), cells in zip(lines, merged, strict=True)
    )
    return Grid(_head(columns), body, width)


def _look(c: int, texts: list[str]) -> str:
    """How a column is set; the first one numbers the rows and is no sum."""
    if c and is_figures(texts):
        return "figures"
    widest = max((ems(text) for text in texts), default=0)
    if widest <= BRIEF:
        return "brief"
    return "prose" if widest > PROSE else "long" if widest > LONG else ""


def _fit(look: str, text: str, across: int) -> str:
    """A cell is set as its column is, but for one that runs over several, and for words too long to stay on one line."""
    return "" if across > 1 or (look == "brief" and ems(text) > BRIEF) else look


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


def _widen(cells: list[str], printed: list[str]) -> None:
    """Lets the title of a group of rows run over the empty cells behind it."""
    empty = len(list(takewhile(lambda text: not text, reversed(cells))))
    if empty < len(cells):
        last = len(cells) - empty
        cells[last:] = [cells[last - 1]] * empty
        printed[last:] = [""] * empty


def _run_on(cells: list[str], printed: list[str]) -> None:
    """Lets the words of a sum, longer than their column is wide, run over the empty cells behind them."""
    empty = len(list(takewhile(lambda text: not text, cells[1:])))
    cells[1 : 1 + empty] = [cells[0]] * empty
    printed[1 : 1 + empty] = [""] * empty


def _padded(texts: Sequence[str], width: int) -> list[str]:
    return [*texts, *[""] * (width - len(texts))]
