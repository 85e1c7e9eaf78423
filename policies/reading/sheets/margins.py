"""Tells the edges of the column that each line stands in: where the lines of columns like it start and end through the source.

A column may hold indented lines only, or short ones; then its edges are those that other columns have nearby.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from policies.reading.sheets.setting import SetLine, SetPage

_ENOUGH_LINES = 6  # of a column that tells its own edges
_FEW_LINES = 4  # a region of fewer, a title, stands in the page's columns wherever it starts
_COMMON = 0.08  # of what the commonest edge has
_NEAR = 2.0  # points
_NEAR_RIGHT = 4.0  # print does not always end its lines flush
_FARTHEST = 4.6  # sizes from an indent to its edge


def set_margins(pages: Sequence[SetPage]) -> None:
    """Fills in the column's edges of all text lines."""
    regions = [(page, members) for page in pages for members in _regions(page)]
    lefts, rights = Counter[float](), Counter[float]()
    for _, lines in regions:
        if len(lines) >= _ENOUGH_LINES:
            left, right = _own_edges(lines)
            lefts[round(left)] += len(lines)
            rights[round(right)] += len(lines)
    edges = _common(lefts), _common(rights)
    for page, lines in regions:
        _set_edges(lines, page.bounds[lines[0].region], edges)


def _regions(page: SetPage) -> Iterable[list[SetLine]]:
    regions: defaultdict[int, list[SetLine]] = defaultdict(list)
    for line in page.lines:
        if line.is_text:
            regions[line.region].append(line)
    return regions.values()


def _own_edges(lines: Sequence[SetLine]) -> tuple[float, float]:
    """The outermost places at which two lines start and end."""
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    left = next((one for one, two in pairwise(lefts) if two - one <= _NEAR), lefts[0])
    back = rights[::-1]
    right = next((one for one, two in pairwise(back) if one - two <= _NEAR_RIGHT), back[0])
    return left, right


def _common(counts: Counter[float]) -> list[float]:
    """The places that many columns' edges have, ascending; of neighbours the commoner."""
    kept: list[float] = []
    for place, count in counts.most_common():
        if count < _COMMON * counts.most_common(1)[0][1]:
            break
        if all(abs(place - other) > _NEAR for other in kept):
            kept.append(place)
    return sorted(kept)


def _set_edges(lines: Sequence[SetLine], bounds: tuple[float, float], edges: tuple[list[float], list[float]]) -> None:
    lefts, rights = edges
    left, right = _own_edges(lines)
    size = sorted(line.size for line in lines)[len(lines) // 2]
    reach = _FARTHEST * size if len(lines) >= _FEW_LINES else float("inf")
    before = lefts[bisect_left(lefts, max(bounds[0] - 1, left - reach)) : bisect_right(lefts, left + _NEAR)]
    behind = rights[bisect_left(rights, right - _NEAR_RIGHT) : bisect_right(rights, min(bounds[1] + 1, right + reach))]
    if before:
        left = min(left, before[0] if len(lines) < _FEW_LINES else before[-1])
    if behind:
        right = max(right, behind[-1] if len(lines) < _FEW_LINES else behind[0])
    for line in lines:
        line.column_left, line.column_right = left, right
