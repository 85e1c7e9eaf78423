"""Turns pieces of text that stand in rows into columns: the corridors that stay blank between them from row to row."""

from collections.abc import Sequence

Interval = tuple[float, float]
_NARROWEST = 2.5  # points
_RICH = 0.6  # of the pieces of the richest row: rows with fewer have merged cells or blanks
_MANY = 8  # rows, of which one may have a merged cell that lies in a corridor


def joined(pieces: Sequence[Interval], gap: float = _NARROWEST) -> list[Interval]:
    """Intervals from left to right, those made one that lie less than `gap` apart."""
    result: list[Interval] = []
    for left, right in sorted(pieces):
        if result and left - result[-1][1] < gap:
            result[-1] = (result[-1][0], max(result[-1][1], right))
        else:
            result.append((left, right))
    return result


def column_edges(rows: Sequence[Sequence[Interval]], marks: Sequence[float] = ()) -> list[float]:
    """Where columns part, from left to right, without the outer edges. `marks` are places that rules show."""
    merged = [joined(row) for row in rows]
    most = max((len(row) for row in merged), default=0)
    rich = [row for row in merged if len(row) > 1 and len(row) >= _RICH * most]
    blank = _corridors(rich, 0)
    rare = _corridors(rich, len(rich) // _MANY) if len(rich) >= _MANY else []
    rare = [one for one in rare if not any(left < one[1] and one[0] < right for left, right in blank)]
    edges = [(left + right) / 2 for left, right in (*blank, *rare)]
    for mark in marks:
        near = next((i for i, edge in enumerate(edges) if _holds_mark(edge, mark, rich)), None)
        if near is None:
            edges.append(mark)
        else:
            edges[near] = mark
    return sorted(set(edges))


def _corridors(rows: Sequence[Sequence[Interval]], allowed: int) -> list[Interval]:
    """Intervals inside the rows' extent that no more than `allowed` rows cover."""
    if not rows:
        return []
    events = sorted([(left, 1) for row in rows for left, _ in row] + [(right, -1) for row in rows for _, right in row])
    first, last = events[0][0], max(right for row in rows for _, right in row)
    corridors: list[Interval] = []
    covered, start = 0, first
    for place, step in events:
        was, covered = covered, covered + step
        if was > allowed >= covered:
            start = place
        elif was <= allowed < covered and place - start >= _NARROWEST and start > first:
            corridors.append((start, min(place, last)))
    return corridors


def _holds_mark(edge: float, mark: float, rows: Sequence[Sequence[Interval]]) -> bool:
    """Whether no text stands between an edge and a mark, so that both are one."""
    low, high = sorted((edge, mark))
    return not any(left < high - _NARROWEST and right > low + _NARROWEST for row in rows for left, right in row)
