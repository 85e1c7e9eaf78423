"""Turns a drawing of touching strokes into a lattice: its edges, and the cells that no stroke divides."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from policies.reading.lines import Box
from policies.reading.sheets.strokes import Drawing, Stroke, clusters

_SPREAD = 4.5  # double rules are one edge
_OPEN = 7.0  # a rule that reaches further than this beyond the last crossing one leaves a side open
_COVERED = 0.5


@dataclass(frozen=True, slots=True)
class Area:
    """A cell: its first row and column from 0, and how many it spans."""

    row: int
    column: int
    rows: int
    columns: int

    def clipped(self, row: int, column: int, rows: int, columns: int) -> "Area | None":
        """What of the area lies within a window, counted from the window's first row and column."""
        top, left = max(self.row - row, 0), max(self.column - column, 0)
        bottom, right = min(self.row + self.rows - row, rows), min(self.column + self.columns - column, columns)
        return Area(top, left, bottom - top, right - left) if bottom > top and right > left else None


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Lattice:
    """`lefts` are the vertical edges from left to right, `tops` the horizontal ones; one more each than columns and rows.

    `open_sides` are those that no rule closes: only the ends of the rules that cross there tell where they are.
    """

    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    areas: tuple[Area, ...]
    open_sides: tuple[Side, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.tops) - 1

    @property
    def columns(self) -> int:
        return len(self.lefts) - 1

    @property
    def box(self) -> Box:
        return Box(self.lefts[0], self.tops[0], self.lefts[-1], self.tops[-1])

    def box_of(self, area: Area) -> Box:
        return Box(
            self.lefts[area.column],
            self.tops[area.row],
            self.lefts[area.column + area.columns],
            self.tops[area.row + area.rows],
        )

    def strip(self, side: Side) -> Box:
        """The outermost column or row on a side."""
        lefts, tops, box = self.lefts, self.tops, self.box
        return {
            Side.LEFT: replace(box, right=lefts[1]),
            Side.RIGHT: replace(box, left=lefts[-2]),
            Side.TOP: replace(box, bottom=tops[1]),
            Side.BOTTOM: replace(box, top=tops[-2]),
        }[side]

    def without(self, side: Side) -> "Lattice":
        """The lattice without the outermost column or row on a side."""
        first_column, columns = int(side is Side.LEFT), self.columns - (side in (Side.LEFT, Side.RIGHT))
        first_row, rows = int(side is Side.TOP), self.rows - (side in (Side.TOP, Side.BOTTOM))
        rest = self._window(first_row, first_column, rows, columns)
        return replace(rest, open_sides=tuple(one for one in self.open_sides if one is not side))

    def of_rows(self, first: int, end: int) -> "Lattice":
        """A lattice of the rows from `first` up to `end`, with the edges that they need."""
        return without_idle_edges(self._window(first, 0, end - first, self.columns))

    def _window(self, row: int, column: int, rows: int, columns: int) -> "Lattice":
        areas = [area.clipped(row, column, rows, columns) for area in self.areas]
        return Lattice(
            self.lefts[column : column + columns + 1],
            self.tops[row : row + rows + 1],
            tuple(area for area in areas if area),
            self.open_sides,
        )

    def slots(self) -> list[list[int]]:
        """For each row and column the index of the area that covers it."""
        slots = [[0] * self.columns for _ in range(self.rows)]
        for number, area in enumerate(self.areas):
            for row in range(area.row, area.row + area.rows):
                slots[row][area.column : area.column + area.columns] = [number] * area.columns
        return slots


def lattice_of(drawing: Drawing) -> Lattice | None:
    """None when the strokes enclose nothing."""
    box = drawing.box
    down, across = _edges(drawing.down), _edges(drawing.across)
    lefts, tops = [at for at, _ in down], [at for at, _ in across]
    left_open = not lefts or lefts[0] - box.left > _OPEN
    right_open = not lefts or box.right - lefts[-1] > _OPEN
    xs = [*([box.left] if left_open else []), *lefts, *([box.right] if right_open else [])]
    top_open = not tops or tops[0] - box.top > _OPEN
    bottom_open = not tops or box.bottom - tops[-1] > _OPEN
    ys = [*([box.top] if top_open else []), *tops, *([box.bottom] if bottom_open else [])]
    if len(xs) < 2 or len(ys) < 2:
        return None
    walls = _covers([strokes for _, strokes in down], ys, [left_open, right_open])
    floors = _covers([strokes for _, strokes in across], xs, [top_open, bottom_open])
    is_open = {Side.LEFT: left_open, Side.RIGHT: right_open, Side.TOP: top_open, Side.BOTTOM: bottom_open}
    sides = tuple(side for side, is_one in is_open.items() if is_one)
    return without_idle_edges(Lattice(tuple(xs), tuple(ys), areas_of(walls, floors), sides))


def _edges(strokes: Sequence[Stroke]) -> list[tuple[float, list[Stroke]]]:
    groups = clusters(sorted(strokes, key=lambda stroke: stroke.at), _SPREAD)
    return [(_middle(group), group) for group in groups]


def _middle(group: Sequence[Stroke]) -> float:
    """Long strokes say where an edge is: their mean, weighted by length."""
    total = sum(stroke.end - stroke.start for stroke in group)
    return sum(stroke.at * (stroke.end - stroke.start) for stroke in group) / total


def _covers(edges: Sequence[Sequence[Stroke]], levels: Sequence[float], ends_open: Sequence[bool]) -> list[list[bool]]:
    """For each edge and each span between two levels whether the edge is drawn there; open ends count as drawn."""
    whole = [True] * (len(levels) - 1)
    drawn = [_covered(strokes, levels) for strokes in edges]
    return [*([whole] if ends_open[0] else []), *drawn, *([whole] if ends_open[1] else [])]


def _covered(strokes: Sequence[Stroke], levels: Sequence[float]) -> list[bool]:
    lengths = [0.0] * (len(levels) - 1)
    reached = levels[0]
    for stroke in sorted(strokes, key=lambda stroke: stroke.start):
        start = max(reached, stroke.start)
        at = max(0, bisect_right(levels, start) - 1)
        while at < len(lengths) and levels[at] < stroke.end:
            lengths[at] += max(0.0, min(stroke.end, levels[at + 1]) - max(start, levels[at]))
            at += 1
        reached = max(reached, stroke.end)
    return [
        length >= _COVERED * (lower - upper)
        for length, upper, lower in zip(lengths, levels[:-1], levels[1:], strict=True)
    ]


def areas_of(walls: Sequence[Sequence[bool]], floors: Sequence[Sequence[bool]]) -> tuple[Area, ...]:
    """Rectangles of slots that nothing divides, from the upper left; what is no rectangle falls into several."""
    columns, rows = len(walls) - 1, len(floors) - 1
    taken = [[False] * columns for _ in range(rows)]
    areas = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            right = column + 1
            while right < columns and not walls[right][row] and not taken[row][right]:
                right += 1
            below = row + 1
            while below < rows and _goes_down(walls, floors, below, column, right):
                below += 1
            for at in range(row, below):
                taken[at][column:right] = [True] * (right - column)
            areas.append(Area(row, column, below - row, right - column))
    return tuple(areas)


def _goes_down(
    walls: Sequence[Sequence[bool]], floors: Sequence[Sequence[bool]], row: int, column: int, right: int
) -> bool:
    """Whether the area above goes on in `row`: no floor between, and no wall inside."""
    return not any(floors[row][at] for at in range(column, right)) and not any(
        walls[at][row] for at in range(column + 1, right)
    )


def without_idle_edges(lattice: Lattice) -> Lattice:
    """The lattice without edges at which no cell begins."""
    columns = sorted({area.column for area in lattice.areas})
    rows = sorted({area.row for area in lattice.areas})
    if len(columns) == lattice.columns and len(rows) == lattice.rows:
        return lattice
    column_of = {old: new for new, old in enumerate([*columns, lattice.columns])}
    row_of = {old: new for new, old in enumerate([*rows, lattice.rows])}

    def moved(area: Area) -> Area:
        row, column = row_of[area.row], column_of[area.column]
        return Area(row, column, row_of[area.row + area.rows] - row, column_of[area.column + area.columns] - column)

    return Lattice(
        tuple(lattice.lefts[at] for at in [*columns, lattice.columns]),
        tuple(lattice.tops[at] for at in [*rows, lattice.rows]),
        tuple(moved(area) for area in lattice.areas),
        lattice.open_sides,
    )
