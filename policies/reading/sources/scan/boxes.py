"""Turns the network's map of text into boxes of lines, drawn tight around the ink and cut at rules and at wide gaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image

from policies.reading.lines import Box
from policies.reading.sources.scan.ink import across, down, rows, runs

_LIKELY = 77  # of 255: the core of a line
_GROWN = 1.6  # by how much a core is grown to the whole line, as the network was taught
_TALLER = 1.3  # a core that came out thin would cut the tops of its characters
_FAR = 1e6
_SMALLEST = 2.0  # points
_END = 0.45  # heights by which a full stop may lie beyond what the network saw of its line
_WIDE_GAP = 1.4  # heights of the line without ink: a gutter, or a blank between columns


@dataclass(frozen=True, slots=True)
class Inked:
    """A page's ink with its width in points."""

    image: Image.Image
    width: float

    @property
    def height(self) -> float:
        return self.image.height * self.unit

    @property
    def unit(self) -> float:
        """Points a pixel."""
        return self.width / self.image.width

    def crop(self, box: Box) -> Image.Image:
        left, top, right, bottom = (round(value / self.unit) for value in (box.left, box.top, box.right, box.bottom))
        left, top = max(0, left), max(0, top)
        return self.image.crop(
            (left, top, max(left, min(self.image.width, right)), max(top, min(self.image.height, bottom)))
        )


def line_boxes(likely: Image.Image, ink: Inked, upright: Sequence[Box]) -> list[Box]:
    """`likely` is the network's answer for the whole page, 0 to 255; `ink` without its rules, `upright` the vertical ones."""
    cores = _cores(likely, ink)
    tight = [box for core in cores if (box := _tight(core, _room(core, cores), ink))]
    pieces = [piece for box in _apart(tight) for piece in _cut(box, ink, upright)]
    return [box for box in pieces if max(box.width, box.height) >= _SMALLEST]


def _cores(likely: Image.Image, ink: Inked) -> list[Box]:
    """Every connected likely area, in points of the page."""
    wide, high = ink.width / likely.width, ink.height / likely.height
    firm = likely.point([255 if value >= _LIKELY else 0 for value in range(256)])
    found: list[tuple[int, int, int]] = []
    parents: list[int] = []
    above: list[int] = []
    for y, row in enumerate(rows(firm)):
        here = []
        for left, right in runs(row):
            mine = len(found)
            found.append((left, right, y))
            parents.append(mine)
            here.append(mine)
            for other in above:
                if found[other][0] < right and left < found[other][1]:
                    parents[_root(parents, mine)] = _root(parents, other)
        above = here
    areas: dict[int, list[tuple[int, int, int]]] = {}
    for index, run in enumerate(found):
        areas.setdefault(_root(parents, index), []).append(run)
    return [
        Box(
            min(run[0] for run in area) * wide,
            area[0][2] * high,
            max(run[1] for run in area) * wide,
            (area[-1][2] + 1) * high,
        )
        for area in areas.values()
    ]


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _room(core: Box, cores: Sequence[Box]) -> tuple[float, float]:
    """From where to where a line may reach: up to the cores beside it."""
    beside = [other for other in cores if other.top < core.bottom and other.bottom > core.top]
    left = max((other.right for other in beside if other.right <= core.left), default=0.0)
    return left, min((other.left for other in beside if other.left >= core.right), default=_FAR)


def _tight(core: Box, room: tuple[float, float], ink: Inked) -> Box | None:
    """The ink of the line whose core this is: what hangs together with it or lies whole within the grown core."""
    wide, high = core.width, core.height
    more = wide * high * _GROWN / (2 * (wide + high))
    over = more * _TALLER
    whole = Box(core.left - more, core.top - over, core.right + more, core.bottom + over)
    top, bottom = _held(down(ink.crop(whole)), ink.unit, (whole.top, whole.bottom), (core.top, core.bottom))
    if top >= bottom:
        return None
    reach = (bottom - top) * _END
    band = Box(max(room[0], whole.left - reach), top, min(room[1], whole.right + reach), bottom)
    left, right = _held(across(ink.crop(band)), ink.unit, (band.left, band.right), (core.left, core.right))
    return Box(left, top, right, bottom) if left < right else None


def _held(profile: bytes, unit: float, whole: tuple[float, float], core: tuple[float, float]) -> tuple[float, float]:
    """From and to of the ink: runs that meet the core, and others that do not reach past the whole."""
    start = max(0.0, whole[0])
    spans = [(start + first * unit, start + last * unit) for first, last in runs(profile)]
    kept = [
        (first, last)
        for first, last in spans
        if (first < core[1] and last > core[0]) or (first > whole[0] + unit and last < whole[1] - unit)
    ]
    return (kept[0][0], kept[-1][1]) if kept else (0.0, 0.0)


def _apart(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that lie in one another for the most part are one."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda one: one.area, reverse=True):
        if not any(_shared(box, other) > 0.6 * box.area for other in kept):
            kept.append(box)
    return kept


def _shared(one: Box, other: Box) -> float:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide * high if wide > 0 and high > 0 else 0.0


def _cut(box: Box, ink: Inked, upright: Sequence[Box]) -> Iterator[Box]:
    """A line's pieces between upright rules and wide gaps, each tight again."""
    high, middle = box.height, box.middle
    walls = sorted(
        rule.centre for rule in upright if rule.top <= middle <= rule.bottom and box.left < rule.centre < box.right
    )
    edges = [box.left, *walls, box.right]
    for left, right in pairwise(edges):
        spans = [
            (left + a * ink.unit, left + b * ink.unit)
            for a, b in runs(across(ink.crop(Box(left, box.top, right, box.bottom))))
        ]
        yield from _pieces(spans, box, high * _WIDE_GAP)


def _pieces(spans: Sequence[tuple[float, float]], box: Box, gap: float) -> Iterator[Box]:
    first = 0
    for index in range(1, len(spans) + 1):
        if index == len(spans) or spans[index][0] - spans[index - 1][1] > gap:
            yield Box(spans[first][0], box.top, spans[index - 1][1], box.bottom)
            first = index
