"""Finds what a table on several pages prints again: its head, title and unit, and the furniture between its parts."""

import re
from collections.abc import Iterator, Sequence

from policies.reading.captions import is_furniture, without_part
from policies.reading.lines import Line
from policies.reading.signs import compact
from policies.reading.table_runs import Run, is_repeated_head

_UNIT_MARKS = re.compile(r"单位|[:()（）]|续表|接上[表页]|上接")


def skipped_lines(lines: Sequence[Line], run: Run) -> tuple[int, ...]:
    """Indices of lines with text inside the table that none of its fields holds."""
    kept = {i for part in run.between for i, _ in part} if _recovers(run) else set()
    kept |= {i for grid in run.grids for row in grid.rows for i in range(row.first, row.last + 1)}
    kept |= set(run.caption.lines)
    kept -= set(_heads_again(run))
    span = range(run.caption.first, run.grids[-1].last + 1)
    return tuple(i for i in span if i not in kept and lines[i].text.strip())


def repeated_lines(lines: Sequence[Line], run: Run) -> Iterator[tuple[int, str]]:
    """Those of them that the turn of a page explains, with the reason."""
    heads = {*_heads_again(run), *(i for grid in run.grids for i in grid.repeated)}
    yield from ((i, "repeated-head") for i in sorted(heads))
    between = {i for part in run.between for i, _ in part}
    rows = {i for grid in run.grids for i in range(grid.first, grid.last + 1)}
    known = compact(run.caption.title + run.caption.unit)
    for i in range(run.grids[0].last + 1, run.grids[-1].first):
        if i in rows or (i in between and _recovers(run)) or not lines[i].text.strip():
            continue
        if is_furniture(lines[i].text):
            yield i, "page-label"
        elif i in between:
            yield i, "running-head"
        elif _UNIT_MARKS.sub("", compact(without_part(lines[i].text))) in _UNIT_MARKS.sub("", known):
            yield i, "repeated-title"


def _heads_again(run: Run) -> Iterator[int]:
    for n, (grid, head) in enumerate(zip(run.grids, run.heads, strict=True)):
        again = [row for row in grid.rows[head:] if is_repeated_head(row, run)]
        for row in (*(grid.rows[:head] if n else ()), *again):
            yield from range(row.first, row.last + 1)


def _recovers(run: Run) -> bool:
    return any(len(part) > 2 for part in run.between)
