"""Tells the edges of the column that each line stands in, by where lines on its page, else in the whole source, start and end."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from policies.reading.sheets.setting import SetLine, SetPage

_COMMON = 0.02  # of the source's lines
_COMMON_ON_PAGE = 3
_NEAR = 1.5  # points
_NEAR_RIGHT = 4.0  # print does not always end its lines flush


def set_margins(pages: Sequence[SetPage]) -> None:
    """Fills in the column's edges of all text lines."""
    everywhere = [line for page in pages for line in page.lines if line.is_text and line.box is None]
    lefts, rights = sorted(line.left for line in everywhere), sorted(line.right for line in everywhere)
    least = max(4, int(_COMMON * len(everywhere)))
    common = (_common(lefts, _NEAR, least), _common(rights, _NEAR_RIGHT, least))
    for page in pages:
        lines = [line for line in page.lines if line.is_text]
        own = (
            _common(sorted(line.left for line in lines), _NEAR, _COMMON_ON_PAGE),
            _common(sorted(line.right for line in lines), _NEAR_RIGHT, _COMMON_ON_PAGE),
        )
        regions: defaultdict[int, list[SetLine]] = defaultdict(list)
        for line in lines:
            regions[line.region].append(line)
        for region, members in regions.items():
            _set_region(members, page.bounds[region], own, common)


def _common(places: list[float], near: float, least: int) -> list[float]:
    """Places at which at least so many lines start or end, those next to a commoner one left out."""
    counts = {
        place: bisect_right(places, place + near) - bisect_left(places, place - near)
        for place in sorted({round(place * 2) / 2 for place in places})
    }
    kept: list[float] = []
    for place in sorted(counts, key=lambda one: (-counts[one], one)):
        if counts[place] < least:
            break
        if all(abs(place - other) > 2 * near for other in kept):
            kept.append(place)
    return sorted(kept)


def _set_region(
    lines: Sequence[SetLine],
    bounds: tuple[float, float],
    own: tuple[list[float], list[float]],
    common: tuple[list[float], list[float]],
) -> None:
    low, high = bounds
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    starts = (at for lefts, _ in (own, common) for at in lefts if low - 1 <= at <= left + _NEAR)
    ends = (at for _, rights in (own, common) for at in reversed(rights) if right - _NEAR_RIGHT <= at <= high + 1)
    left_edge, right_edge = min(left, next(starts, left)), max(right - 1, next(ends, right))
    for line in lines:
        line.column_left, line.column_right = left_edge, right_edge
