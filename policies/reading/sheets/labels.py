"""Turns the rows of a table without rules into areas: labels that stand in the middle of several rows are merged over them."""

from collections.abc import Sequence
from itertools import pairwise

from policies.reading.sheets.lattice import Area
from policies.reading.sheets.sheet import Glyph

_OFF = 0.15  # of the lowest row's height: so far may a label stand from the middle of its rows
_NEAR = 3.0  # points that it always may


def merged_rows(
    rows: Sequence[Sequence[Glyph]], tops: Sequence[float], lefts: Sequence[float], lone: Sequence[bool]
) -> list[Area]:
    """The areas of a body whose rows begin at `tops`; `lone` rows are one cell. Rows count from 1, below the head."""
    areas = [Area(at + 1, 0, 1, len(lefts) - 1) for at, is_lone in enumerate(lone) if is_lone]
    spans = _spans([glyph for row in rows for glyph in row], tops, lefts[1], lefts[2], lone)
    for at, is_lone in enumerate(lone):
        if not is_lone:
            areas += [Area(at + 1, column, 1, 1) for column in range(len(lefts) - 1) if column != 1 or spans is None]
    if spans is not None:
        areas += [Area(first + 1, 1, last - first + 1, 1) for first, last in spans]
    return sorted(areas, key=lambda area: (area.row, area.column))


def _spans(
    glyphs: Sequence[Glyph], tops: Sequence[float], left: float, right: float, lone: Sequence[bool]
) -> list[tuple[int, int]] | None:
    """First and last row of each label between two edges; None unless the labels stand in the middle of all rows."""
    labels = _labels([glyph for glyph in glyphs if left < glyph.box.centre < right])
    if not labels or any(lone) or len(labels) >= len(lone):
        return None
    spans: list[tuple[int, int]] = []
    start = 0
    for label in labels:
        ends = range(start, len(tops) - 1)
        if not ends:
            return None
        end = min(ends, key=lambda at: abs((tops[start] + tops[at + 1]) / 2 - label))
        least = min(lower - upper for upper, lower in pairwise(tops[start : end + 2]))
        if abs((tops[start] + tops[end + 1]) / 2 - label) > max(_NEAR, _OFF * least):
            return None
        spans.append((start, end))
        start = end + 1
    return spans if start == len(tops) - 1 else None


def _labels(glyphs: Sequence[Glyph]) -> list[float]:
    """The middles of the labels, their lines taken together."""
    blocks: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box.top):
        if blocks and glyph.box.top - blocks[-1][1] < 0.5 * glyph.size:
            blocks[-1] = (blocks[-1][0], max(blocks[-1][1], glyph.box.bottom))
        else:
            blocks.append((glyph.box.top, glyph.box.bottom))
    return [(top + bottom) / 2 for top, bottom in blocks]
