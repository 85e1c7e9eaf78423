"""Puts cells back that recognition moved into a neighbour's place, where the other rows leave no doubt where they belong.

What was printed stays in `printed`; every move is a doubt for the editor.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from policies.grammar.said import said
from policies.reading.cells import CellClass, is_group_serial, is_serial, likeness, profile_of
from policies.reading.parts import Doubt
from policies.reading.records import RowKind
from policies.reading.rows import AlignedRow

Profile = list[Counter[CellClass]]


def _profile(rows: Sequence[AlignedRow]) -> Profile:
    """Of the numbered rows, which are the ones that tell what a column holds."""
    numbered = [row.cells for row in rows if is_serial(row.cells[0])]
    return [profile_of([cells[i] for cells in numbered]) for i in range(len(rows[0].cells))] if rows else []


def moved_from_groups(rows: Sequence[AlignedRow]) -> tuple[list[AlignedRow], list[Doubt]]:
    """Figures that slipped into the group rows above: as many rows below lack as many cells, of the same contents."""
    result, doubts = list(rows), []
    profile = _profile(rows)
    at = 0
    while at < len(result):
        groups = _group_run(result, at)
        moved = _moved(result[at : at + groups], result[at + groups : at + 2 * groups], profile) if groups else None
        if moved:
            result[at : at + 2 * groups] = moved
            doubts += [
                Doubt("cells-shifted", said("本行的数据误入上方分组行，已移回。"), row=at + groups + i)
                for i in range(groups)
            ]
        at += max(1, groups)
    return result, doubts


def _group_run(rows: Sequence[AlignedRow], at: int) -> int:
    end = at
    while (
        end < len(rows)
        and rows[end].cells[0]
        and not is_serial(rows[end].cells[0])
        and not is_group_serial(rows[end].cells[0])
    ):
        end += 1
    return end - at


def _moved(upper: Sequence[AlignedRow], lower: Sequence[AlignedRow], profile: Profile) -> list[AlignedRow] | None:
    if len(lower) < len(upper) or not all(is_serial(row.cells[0]) for row in lower):
        return None
    emptied, filled = [], []
    for group, row in zip(upper, lower, strict=True):
        order = _order(group, row, profile)
        if order is None:
            return None
        cells = list(row.cells)
        for source, target in order:
            cells[target] = group.cells[source]
        filled.append(replace(row, cells=tuple(cells)))
        emptied.append(replace(group, cells=(*group.cells[:2], *("" for _ in group.cells[2:]))))
    return emptied + filled


def _order(group: AlignedRow, row: AlignedRow, profile: Profile) -> list[tuple[int, int]] | None:
    """(from, to) for each figure of the group's row, when each has a blank of its own kind in the row below."""
    sources = [i for i in range(2, len(group.cells)) if group.cells[i]]
    targets = [i for i in range(2, len(row.cells)) if not row.cells[i]]
    if not 2 <= len(sources) == len(targets) <= 5 or group.cells[1]:
        return None
    kinds = [profile_of([group.cells[i]]) for i in sources]

    def fits(order: tuple[int, ...]) -> list[float]:
        return [likeness(kind, profile[target]) for kind, target in zip(kinds, order, strict=True)]

    best = max(permutations(targets), key=lambda order: sum(fits(order)))
    return list(zip(sources, best, strict=True)) if min(fits(best)) >= 0.25 else None


def moved_right(rows: Sequence[AlignedRow]) -> tuple[list[AlignedRow], list[Doubt]]:
    """Rows that lost blank cells at the left or in the middle: what stands too far left goes right by the blanks at the end."""
    profile = _profile([row for row in rows if row.cells[-1]])
    result, doubts = [], []
    for index, row in enumerate(rows):
        cells = _shifted(row.cells, profile) if profile and row.kind is RowKind.DATA else None
        if cells:
            doubts.append(Doubt("cells-shifted", said("本行单元格左移，已按各列内容归位。"), row=index))
            result.append(replace(row, cells=cells))
        else:
            result.append(row)
    return result, doubts


def _shifted(cells: tuple[str, ...], profile: Profile) -> tuple[str, ...] | None:
    """The cells with one gap more at the place that fits best, or None when they fit no worse where they are."""
    blanks = len(cells) - 1 - max((i for i, cell in enumerate(cells) if cell), default=len(cells) - 1)
    filled = sum(bool(cell) for cell in cells)
    if not blanks or filled < 2 or not profile[-1]:
        return None
    kinds = [profile_of([cell]) for cell in cells]

    def fit(start: int, by: int) -> float:
        return sum(
            likeness(kinds[i], profile[i + by if i >= start else i])
            for i in range(len(cells))
            if kinds[i] and (i < start or i + by < len(cells))
        )

    options = [
        (fit(start, by), start, -by)
        for start in range(len(cells) - blanks)
        for by in range(1, blanks + 1)
        if cells[start]
    ]
    best, start, by = max(options)
    strange = min(likeness(kind, profile[i]) for i, kind in enumerate(kinds) if kind)
    gain = best - fit(len(cells), 0)
    if strange > 0.35 or gain < (0.1 if strange < 0.1 else 0.3) or best < filled * 0.5:
        return None
    return (*cells[:start], *([""] * -by), *cells[start : len(cells) + by])
