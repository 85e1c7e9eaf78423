"""Turns a sheet's fragments into regions in reading order: gutters part columns, what crosses a gutter parts bands.

A gutter is where many lines break off with another beside them; a band between two things that cross it is set in columns when
the lines before it run up to it and those behind it start together. Columns are looked for in columns again: one, two or three.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from policies.reading.sheets.setting import Fragment, Region
from policies.reading.sheets.table_heads import table_heads

_LEAST_GAPS = 3
_NARROWEST = 0.6  # of the size
_REACH = 2.0  # a full line ends within so many sizes of its gutter
_FULL = 0.3
_ALIGNED = 0.6
_MOST_TRIES = 4
_DEEPEST = 3
_LEAST_WIDTH = 5.0  # sizes: what is narrower is a column of page numbers or serials


@dataclass(frozen=True, slots=True)
class _Gap:
    """The free space between a fragment and the next one beside it."""

    before: Fragment
    behind: Fragment

    @property
    def left(self) -> float:
        return self.before.right

    @property
    def right(self) -> float:
        return self.behind.left


def regions_of(
    fragments: Sequence[Fragment], left: float, right: float, known: Sequence[float] = (), depth: int = 0
) -> list[Region]:
    """Regions from first to last read. `known` are the places of gutters on other pages: where one is known, less proof is asked."""
    if depth < _DEEPEST and len(fragments) > 1:
        gaps = _gaps(fragments)
        for place, is_known in _candidates(gaps, left, right, known):
            bands = _bands(fragments, gaps, place, sure=is_known)
            if bands is not None:
                return _in_order(bands, place, (left, right), known, depth)
    return [Region(list(fragments), left, right, column=depth > 0)] if fragments else []


def gutters_of(regions: Sequence[Region]) -> list[float]:
    """Where the gutters between a sheet's regions lie."""
    return sorted({round(region.left, 1) for region in regions if region.column} - {0.0})


def _gaps(fragments: Sequence[Fragment]) -> list[_Gap]:
    """The gap between each fragment and its next neighbour to the right, wherever one stands beside it."""
    ordered = sorted(fragments, key=lambda one: one.top)
    gaps: list[_Gap] = []
    tallest = max(one.height for one in ordered)
    for at, one in enumerate(ordered):
        nearest: Fragment | None = None
        for other in _beside(ordered, at, tallest):
            if other.left >= one.right - 0.3 * one.size and (nearest is None or other.left < nearest.left):
                nearest = other
        if nearest is not None and nearest.left - one.right >= _NARROWEST * one.size:
            gaps.append(_Gap(one, nearest))
    return gaps


def _beside(ordered: Sequence[Fragment], at: int, tallest: float) -> list[Fragment]:
    """Those whose height overlaps the fragment's by a third of the smaller."""
    one = ordered[at]
    found = []
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(ordered):
            other = ordered[place]
            if other.top > one.bottom or other.top < one.top - tallest:
                break
            shared = min(one.bottom, other.bottom) - max(one.top, other.top)
            if shared * 3 >= min(one.height, other.height):
                found.append(other)
            place += step
    return found


def _candidates(gaps: Sequence[_Gap], left: float, right: float, known: Sequence[float]) -> list[tuple[float, bool]]:
    """Places that most gaps hold, in the middle of what those gaps share, best first; and those known from other pages."""
    found: list[tuple[int, float]] = []
    for edge in sorted({round(gap.right - 0.1, 1) for gap in gaps}):
        holders = [gap.left for gap in gaps if gap.left < edge <= gap.right]
        if len(holders) >= _LEAST_GAPS:
            found.append((len(holders), (max(holders) + edge) / 2))
    best: list[tuple[float, bool]] = [(place, True) for place in known if left + 20 < place < right - 20]
    for _, edge in sorted(found, key=lambda one: (-one[0], one[1])):
        if len(best) >= _MOST_TRIES + len(known):
            break
        if all(abs(edge - place) > 12 for place, _ in best):
            best.append((edge, False))
    return best


def _crosses(one: Fragment, place: float) -> bool:
    return one.left < place - 2 and one.right > place + 2


@dataclass(slots=True)
class _Band:
    """`before` and `behind` the gutter; a band that is not set in columns has all in `whole`."""

    whole: list[Fragment]
    before: list[Fragment]
    behind: list[Fragment]
    columnar: bool = False


def _bands(fragments: Sequence[Fragment], gaps: Sequence[_Gap], place: float, *, sure: bool) -> list[_Band] | None:
    """The bands from top to bottom; None when no band is set in columns at this place."""
    place = _widest_place(fragments, place)
    bands = [_Band([], [], [])]
    reach = -1.0
    for one in sorted(fragments, key=lambda one: (one.top, one.left)):
        if _crosses(one, place):
            bands.append(_Band([*_heads_of(one, bands[-1]), one], [], []))
            reach = one.bottom
            bands.append(_Band([], [], []))
        elif len(bands) > 1 and one.middle < reach - 0.2 * one.size and not bands[-1].before and not bands[-1].behind:
            bands[-2].whole.append(one)  # beside what crosses
        else:
            (bands[-1].before if one.right <= place + 2 else bands[-1].behind).append(one)
    across = [gap for gap in gaps if gap.left < place + 2 and gap.right > place - 2]
    for band in bands:
        band.columnar = _is_columnar(band, across, place, sure=sure)
    if not sure and any(band.columnar for band in bands):
        for band in bands:
            band.columnar = band.columnar or _is_columnar(band, across, place, sure=True)
    return bands if any(band.columnar for band in bands) else None


def _heads_of(one: Fragment, band: _Band) -> list[Fragment]:
    """What heads a grid, or a caption that crosses too, taken from the band above it."""
    heads = table_heads(one, [*band.before, *band.behind])
    for head in heads:
        (band.before if any(head is other for other in band.before) else band.behind).remove(head)
    return heads


def _widest_place(fragments: Sequence[Fragment], place: float) -> float:
    """The middle of the free space around a place, of what does not cross it."""
    low = max((one.right for one in fragments if one.right <= place + 2), default=place)
    high = min((one.left for one in fragments if one.left >= place - 2), default=place)
    return (low + high) / 2 if low < high else place


def _is_columnar(band: _Band, across: Sequence[_Gap], place: float, *, sure: bool) -> bool:
    """`across`: the gaps that hold the gutter; what stands at them tells whether lines run up to it and start behind it."""
    before = [one for one in band.before if one.number is None]
    behind = [one for one in band.behind if one.number is None]
    if sure and before and not band.behind:
        return _fills_its_side(before, place)
    if not (band.before and band.behind) or (not sure and min(len(before), len(behind)) < 2):
        return False
    if not before or not behind:
        return sure
    size = max(one.size for one in before)
    if sum(_is_wordless(one) for one in behind) * 2 >= len(behind):
        return False
    if min(_width(before), _width(behind)) < _LEAST_WIDTH * size or place - max(one.right for one in before) > 3 * size:
        return False
    own = {id(one) for one in before}
    pairs = [gap for gap in across if id(gap.before) in own]
    return sure or (len(pairs) >= 2 and _runs_up(pairs) and not _is_a_list(pairs))


def _runs_up(pairs: Sequence[_Gap]) -> bool:
    """Enough lines are full before the gutter, and those behind it start together, indents allowed."""
    edge = max(gap.left for gap in pairs)
    full = sum(gap.left >= edge - _REACH * gap.before.size for gap in pairs)
    start = min(gap.right for gap in pairs)
    aligned = sum(gap.right - start <= 2.6 * gap.behind.size for gap in pairs)
    return full >= _FULL * len(pairs) and aligned >= _ALIGNED * len(pairs)


def _is_wordless(one: Fragment) -> bool:
    """Leaders, page numbers, figures: no column of text is made of these."""
    return not any(character.isalpha() for character in one.text)


def _fills_its_side(before: Sequence[Fragment], place: float) -> bool:
    """A last column with nothing beside it: line after line ends where another page has its gutter."""
    edge = max(one.right for one in before)
    full = sum(one.right >= edge - 0.6 * one.size for one in before)
    return len(before) >= 2 and full >= 1 and place - edge <= 2.2 * max(one.size for one in before)


def _is_a_list(pairs: Sequence[_Gap]) -> bool:
    """Every line before the gutter has its partner on the same baseline, and few are full: labels and values."""
    paired = sum(abs(gap.before.middle - gap.behind.middle) < 0.2 * gap.before.size for gap in pairs)
    edge = max(gap.left for gap in pairs)
    full = sum(gap.left >= edge - 1.2 * gap.before.size for gap in pairs)
    return paired >= 0.9 * len(pairs) and full * 2 < len(pairs)


def _width(fragments: Sequence[Fragment]) -> float:
    return max(one.right for one in fragments) - min(one.left for one in fragments)


def _in_order(
    bands: Sequence[_Band], place: float, sides: tuple[float, float], known: Sequence[float], depth: int
) -> list[Region]:
    regions: list[Region] = []
    left, right = sides
    for columnar, group in groupby(bands, key=lambda band: band.columnar):
        members = list(group)
        if not columnar:
            whole = [one for band in members for one in (*band.whole, *band.before, *band.behind)]
            if whole:
                regions.append(Region(whole, left, right, column=depth > 0))
            continue
        for band in members:
            middle = _widest_place([*band.before, *band.behind], place)
            regions += regions_of(band.before, left, middle, [k for k in known if k < middle - 20], depth + 1)
            regions += regions_of(band.behind, middle, right, [k for k in known if k > middle + 20], depth + 1)
    return regions
