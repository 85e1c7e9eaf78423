"""Tells which column of a table became which, and brings two people's changes of the columns to one width.

Columns have no keys: one is known by its head, else by what stands in it, else by its place between those that are known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from policies.drafting.sequences import merged_order
from policies.drafting.tree import RowNode, TableNode

Signs = Sequence[object]  # one for each column, None for what tells nothing


def counterparts(before: TableNode, after: TableNode) -> tuple[int | None, ...]:
    """For each column of `after` its place in `before`, from 0; None for one that was put in."""
    if before.columns == after.columns:
        return tuple(range(len(after.columns)))
    rows = [(old, row) for old, row in _common(before, after) if old.cells and row.cells]
    heads = [one.levels for one in before.columns], [one.levels for one in after.columns]
    cells = _written(old for old, _ in rows), _written(row for _, row in rows)
    both = [list(zip(*pair, strict=False)) for pair in zip(heads, cells, strict=True)] if rows else ([], [])
    found: dict[int, int] = {}
    for old, new in (both, heads, cells):
        _match(old, new, found)
    _match_between(len(before.columns), len(after.columns), found)
    return tuple(found.get(n) for n in range(len(after.columns)))


def aligned(base: TableNode, theirs: TableNode, mine: TableNode) -> tuple[TableNode, TableNode, TableNode] | None:
    """The three tables over the columns that both changes together give, empty cells where a side has no such column.

    None where one took a column away in which the other wrote.
    """
    own = {"t": counterparts(base, theirs), "m": counterparts(base, mine)}
    names = {side: [f"{side}{n}" if at is None else f"{at}" for n, at in enumerate(of)] for side, of in own.items()}
    if theirs.columns == mine.columns:
        names["m"] = names["t"]  # both made the same change
    before = [str(n) for n in range(len(base.columns))]
    gone = {name for name in before if name not in names["t"] or name not in names["m"]}
    changed = _touched(base, theirs, names["t"]) | _touched(base, mine, names["m"])
    if gone & changed:
        return None
    order = merged_order(before, names["t"], names["m"], gone=gone)
    sides = [(base, before), (theirs, names["t"]), (mine, names["m"])]
    columns = {name: table.columns[n] for table, known in sides for n, name in enumerate(known)}
    base, theirs, mine = (
        replace(
            table,
            columns=tuple(table.columns[known.index(name)] if name in known else columns[name] for name in order),
            rows=_over(table.rows, [known.index(name) if name in known else None for name in order]),
        )
        for table, known in sides
    )
    return base, theirs, mine


def _common(before: TableNode, after: TableNode) -> list[tuple[RowNode, RowNode]]:
    """Rows of both, as they were and as they are."""
    known = {row.key: row for row in before.rows}
    return [(known[row.key], row) for row in after.rows if row.key in known]


def _written(rows: Iterable[RowNode]) -> list[object]:
    """What stands in each column; None for an empty one."""
    columns = zip(*(row.cells for row in rows), strict=False)
    return [column if any(column) else None for column in columns]


def _match(before: Signs, after: Signs, found: dict[int, int]) -> None:
    """Adds pairs of columns with the same sign, the first of them with the first."""
    left = dict.fromkeys(n for n in range(len(before)) if n not in found.values())
    for n, sign in enumerate(after):
        if n in found or sign is None:
            continue
        at = next((one for one in left if before[one] == sign), None)
        if at is not None:
            found[n] = at
            del left[at]


def _match_between(before: int, after: int, found: dict[int, int]) -> None:
    """Adds columns that stand between the same neighbours, as many as there were."""
    known = [(-1, -1), *sorted(found.items()), (after, before)]
    for (new, old), (next_new, next_old) in pairwise(known):
        free = [n for n in range(old + 1, next_old) if n not in found.values()]
        if len(free) == next_new - new - 1:
            found.update(zip(range(new + 1, next_new), free, strict=True))


def _touched(base: TableNode, side: TableNode, names: Sequence[str]) -> set[str]:
    """The base's columns in which this side wrote, whether in the head, a cell, or a row that it put in."""
    known: Mapping[str, RowNode] = {row.key: row for row in base.rows}
    places = [(n, int(name)) for n, name in enumerate(names) if name.isdecimal()]
    found = {str(at) for n, at in places if side.columns[n] != base.columns[at]}
    for row in side.rows:
        old = known.get(row.key)
        for n, at in places:
            if (row.cells[n], row.printed[n]) != ((old.cells[at], old.printed[at]) if old else ("", "")):
                found.add(str(at))
    return found


def _over(rows: Iterable[RowNode], places: Sequence[int | None]) -> tuple[RowNode, ...]:
    return tuple(replace(row, cells=_at(row.cells, places), printed=_at(row.printed, places)) for row in rows)


def _at(cells: Sequence[str], places: Sequence[int | None]) -> tuple[str, ...]:
    return tuple("" if at is None else cells[at] for at in places)
