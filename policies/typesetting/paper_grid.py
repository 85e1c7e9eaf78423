"""Turns a table's columns and rows into a grid as printed: merged cells, head levels, widths, and which way the page lies."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies.typesetting.widths import ems

PORTRAIT_EMS = 42.0  # characters of the table's type across a portrait page, and a landscape one
LANDSCAPE_EMS = 60.0
TALL = 10  # lines of one cell from which a table of many columns is better laid across the page
UNBREAKABLE = re.compile(r"[0-9A-Za-z.,%+/:~×-]+")
NUMERIC = re.compile(r"[-+－]?\d[\d,，]*(?:\.\d+)?[%％]?")


@dataclass(frozen=True, slots=True)
class GridCell:
    text: str
    rows: int = 1
    columns: int = 1
    look: str = ""  # figure: set to the right; short: set in the middle; else to the left


@dataclass(frozen=True, slots=True)
class GridRow:
    kind: str  # data, group, subtotal, total
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`widths` are shares of the table's width in per cent: fixed widths halve the time a long table takes to lay out."""

    title: str
    unit: str
    eid: str
    widths: tuple[float, ...]
    head: tuple[tuple[GridCell, ...], ...]
    body: tuple[GridRow, ...]
    notes: tuple[str, ...]
    landscape: bool
    dense: int  # 0 plain type, 1 smaller, 2 smallest


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a table: `cells` filled down, `printed` as it stood."""

    kind: str
    cells: tuple[str, ...]
    printed: tuple[str, ...]


def head_rows(levels: Sequence[Sequence[str]]) -> tuple[tuple[GridCell, ...], ...]:
    """The head's rows: equal neighbours under one upper cell are merged across, empty cells below are merged up."""
    height = max((len(one) for one in levels), default=0)
    columns = [[*one, *[""] * (height - len(one))] for one in levels]
    for column in columns:  # 序号 over 序号 is one cell, as is 序号 over nothing
        for n in range(1, height):
            if column[n] == column[n - 1]:
                column[n] = ""
    rows = []
    for n in range(height):
        cells: list[GridCell] = []
        keys = [_head_group(columns, at, n) for at in range(len(columns))]
        for _, run in itertools.groupby(range(len(columns)), keys.__getitem__):
            first, *others = run
            if not columns[first][n] and n:
                continue
            deep = 1
            while n + deep < height and not columns[first][n + deep]:
                deep += 1
            cells.append(GridCell(columns[first][n], rows=deep, columns=1 + len(others)))
        rows.append(tuple(cells))
    return tuple(row for row in rows if row)


def _head_group(columns: list[list[str]], at: int, n: int) -> tuple[object, ...]:
    """Cells of one head row with the same key are one cell: same words under the same upper cells; empty ones stay alone."""
    own = columns[at]
    return (*own[: n + 1], "" if own[n] else at)


def body_rows(rows: Sequence[PrintedRow]) -> tuple[GridRow, ...]:
    """Rows with spans: a cell printed empty whose filled text equals the one above belongs to the cell above."""
    looks = column_looks(rows)
    return tuple(
        GridRow(row.kind, _data_cells(rows, n, looks) if row.kind == "data" else _wide_cells(row))
        for n, row in enumerate(rows)
    )


def column_looks(rows: Sequence[PrintedRow]) -> tuple[str, ...]:
    """One look for a whole column: figures to the right, counts and short words in the middle, text to the left."""
    data = [row.cells for row in rows if row.kind == "data"]
    looks = []
    for column in itertools.zip_longest(*data, fillvalue=""):
        words = [text for text in column if text]
        figures = sum(bool(NUMERIC.fullmatch(text)) for text in words)
        counted = [text for text in words if text.isdigit()] == [str(n) for n in range(1, len(words) + 1)]
        if figures and figures * 2 > len(words) and not counted:
            looks.append("figure")
        else:
            looks.append("short" if all(ems(text) <= 7 for text in words) else "")
    return tuple(looks)


def _continues(rows: Sequence[PrintedRow], n: int, at: int) -> bool:
    if n == 0 or rows[n].kind != "data" or rows[n - 1].kind != "data":
        return False
    if at >= len(rows[n].printed) or at >= len(rows[n - 1].cells):
        return False
    return not rows[n].printed[at] and bool(rows[n].cells[at]) and rows[n].cells[at] == rows[n - 1].cells[at]


def _data_cells(rows: Sequence[PrintedRow], n: int, looks: Sequence[str]) -> tuple[GridCell, ...]:
    found = []
    for at, text in enumerate(rows[n].cells):
        if _continues(rows, n, at):
            continue
        deep = 1
        while n + deep < len(rows) and _continues(rows, n + deep, at):
            deep += 1
        look = "short" if looks[at] == "figure" and not NUMERIC.fullmatch(text) else looks[at]
        found.append(GridCell(text, rows=deep, look=look))
    return tuple(found)


def _wide_cells(row: PrintedRow) -> tuple[GridCell, ...]:
    """Cells of a group, subtotal or total row: a text reaches over the empty cells that follow it, a figure does not."""
    printed = list(row.printed)
    if row.kind == "group" and len({text for text in printed if text}) == 1:
        return (GridCell(next(text for text in printed if text), columns=len(printed)),)
    found, at = [], 0
    while at < len(printed):
        figure = bool(NUMERIC.fullmatch(printed[at]))
        reach = at + 1
        while printed[at] and not figure and reach < len(printed) and not printed[reach]:
            reach += 1
        found.append(GridCell(printed[at], columns=reach - at, look="figure" if figure else ""))
        at = reach
    return tuple(found)


def column_needs(head: Sequence[Sequence[str]], rows: Sequence[PrintedRow]) -> list[tuple[float, float]]:
    """For each column its least width and the width it would like, in characters."""
    needs = []
    for at, levels in enumerate(head):
        texts = [row.cells[at] for row in rows if row.kind == "data" and at < len(row.cells) and row.cells[at]]
        solid = max((ems(run) for text in texts for run in UNBREAKABLE.findall(text)), default=1.0)
        widths = sorted(ems(text) for text in texts) or [1.0]
        usual = widths[int(len(widths) * 0.9) - 1 if len(widths) > 9 else -1]
        title = ems(levels[-1] if levels[-1:] != ("",) else "".join(levels))
        least = max(min(solid, 14.0), min(usual, 4.0), min(title, 3.0)) + 1.0
        needs.append((least, max(least, min(usual, 60.0) + 1.0, min(title, 4.0) + 1.0)))
    return needs


def shares(needs: Sequence[tuple[float, float]], room: float) -> tuple[float, ...]:
    """Per cent of the width for each column: what each needs, the rest to those that want more, by the root of the want."""
    spare = max(0.0, room - sum(least for least, _ in needs))
    wants = [max(0.0, wish - least) for least, wish in needs]
    if sum(wants) <= spare:
        given = [wish for _, wish in needs]
    else:
        pull = [want**0.9 for want in wants]
        given = [least + spare * part / sum(pull) for (least, _), part in zip(needs, pull)]
    return tuple(round(100 * one / sum(given), 2) for one in given)


def tallest(rows: Sequence[PrintedRow], widths: Sequence[float]) -> float:
    """The lines of the tallest cell on a portrait page with these widths in per cent."""
    rooms = [max(1.0, width / 100 * PORTRAIT_EMS - 0.8) for width in widths]
    return max(
        (ems(text) / room for row in rows if row.kind == "data" for text, room in zip(row.cells, rooms)), default=0
    )


def make_grid(
    *,
    title: str,
    unit: str,
    eid: str,
    levels: Sequence[Sequence[str]],
    rows: Sequence[PrintedRow],
    notes: Sequence[str] = (),
) -> Grid:
    """The whole grid. A table lies across the page when its columns do not fit upright, or its cells would grow too tall."""
    needs = column_needs(levels, rows)
    least = sum(one for one, _ in needs)
    many = len(needs) >= 8 and sum(min(wish, 18.0) for _, wish in needs) > 1.2 * PORTRAIT_EMS
    tall = len(needs) >= 5 and tallest(rows, shares(needs, PORTRAIT_EMS)) > TALL
    landscape = least > PORTRAIT_EMS or many or tall
    room = LANDSCAPE_EMS if landscape else PORTRAIT_EMS
    dense = 2 if least > 1.25 * room else int(least > 0.9 * room or len(needs) > 8)
    return Grid(
        title=title,
        unit=unit,
        eid=eid,
        widths=shares(needs, room),
        head=head_rows(levels),
        body=body_rows(rows),
        notes=tuple(notes),
        landscape=landscape,
        dense=dense,
    )
