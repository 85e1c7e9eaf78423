"""Turns path objects into rules: straight strokes, the sides of stroked frames, thin filled bars."""

from collections.abc import Iterator, Sequence

from lxml import etree

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Rule
from policies.reading.sources.ofd.package import child, text_of
from policies.reading.sources.ofd.space import POINTS, Space, numbers

_THIN = 3.0  # points
_SHORTEST = 4.0
_MOST_MARKS = 4_000
_NEARLY_WHITE = 250.0
_TAKES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_USUAL_WIDTH = 0.353  # millimetres

_Side = tuple[tuple[float, float], tuple[float, float]]


def rules_of(element: etree._Element, space: Space) -> Iterator[Rule]:
    stroked = element.get("Stroke", "true").lower() not in ("false", "0") and not _is_white(element, "StrokeColor")
    filled = element.get("Fill", "false").lower() in ("true", "1") and not _is_white(element, "FillColor")
    if not (stroked or filled):
        return
    sides = list(_sides(text_of(child(element, "AbbreviatedData"))))
    if not sides:
        return
    if filled and (bar := _bar(sides, space)):
        yield Rule(bar)
    elif stroked and None not in sides:
        width = (numbers(element.get("LineWidth")) or [_USUAL_WIDTH])[0] * POINTS
        yield from (Rule(box) for side in sides if side and (box := _stroke(side, space, width)))


def _is_white(element: etree._Element, name: str) -> bool:
    colour = child(element, name)
    if colour is None:
        return False
    values = numbers(colour.get("Value"))
    return colour.get("Alpha") == "0" or (len(values) == 3 and min(values) >= _NEARLY_WHITE)


def _sides(data: str) -> Iterator[_Side | None]:
    """The straight sides of a path; None for a curve."""
    marks = data.replace(",", " ").split()[:_MOST_MARKS]
    start = at = (0.0, 0.0)
    index = 0
    while index < len(marks):
        mark = marks[index].upper()
        takes = _TAKES.get(mark)
        values = numbers(" ".join(marks[index + 1 : index + 1 + (takes or 0)]))
        if takes is None or len(values) != takes:
            return
        index += 1 + takes
        if mark in "SM":
            start = at = (values[0], values[1])
        elif mark == "C":
            yield at, start
            at = start
        else:
            to = (values[-2], values[-1])
            yield (at, to) if mark == "L" else None
            at = to


def _bar(sides: Sequence[_Side | None], space: Space) -> Box | None:
    points = [point for side in sides if side for point in side]
    if not points or None in sides:
        return None
    box = space.box(
        min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)
    )
    wide, high = box.width, box.height
    return box if min(wide, high) <= _THIN and max(wide, high) >= _SHORTEST else None


def _stroke(side: _Side, space: Space, width: float) -> Box | None:
    (x0, y0), (x1, y1) = side
    box = space.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    wide, high = box.width, box.height
    if min(wide, high) > 1 or max(wide, high) < _SHORTEST:
        return None
    half = min(width, _THIN) / 2
    if wide >= high:
        return Box(box.left, box.top - half, box.right, box.bottom + half)
    return Box(box.left - half, box.top, box.right + half, box.bottom)
