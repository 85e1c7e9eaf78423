"""Finds in which directions the text of a page picture stands, and reads each part in its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from PIL import Image

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Rule
from policies.reading.sheets.turning import View
from policies.reading.sources.scan.frames import Frame
from policies.reading.sources.scan.models import Networks, Reading
from policies.reading.sources.scan.ruling import length_of

_TALL, _SURELY_TALL = 1.6, 2.5  # heights to one width: a line that runs down the page
_FLAT = 2.5  # widths to one height
_HIGHER = 1.8  # times the common height of a line, at least, or it is but a narrow character
_SAMPLE = 4  # lines tried in each direction
_SURE = 0.85
_UNSURE = 0.75
_ROOM = 2.0  # points
_MOSTLY = 0.4  # share of an area's text that runs down before all of the area is read so

# How a picture is turned so that text whose upright is turned clockwise by the angle stands upright.
_UPRIGHT = {
    90: Image.Transpose.ROTATE_90,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of text: its box on the page, the angle its upright is turned by, and what it says."""

    box: Box
    angle: int
    reading: Reading


def read_page(
    image: Image.Image, rules: Sequence[Rule], networks: Networks, *, width: float, height: float
) -> list[Found]:
    """`image` is grey and straight, its rules taken out; sides in points. Pieces in no order."""
    page = _Page(image, rules, networks, width, height)
    whole = page.frame(0)
    boxes = whole.boxes(networks, rules)
    high = _HIGHER * _common_height(boxes)
    down = [box for box in boxes if box.height > high and _tallness(box) >= _TALL]
    tall = [box for box in down if _tallness(box) >= _SURELY_TALL]
    angle = page.direction(tall, (90, 270)) if tall else 0
    if angle:
        return list(page.parts(boxes, tall, angle))
    wide = [box for box in boxes if _tallness(box) <= 1 / _FLAT]
    if wide and page.direction(wide, (0,)) is None and page.direction(wide, (180,)):
        return list(page.read(page.boxes(180), 180))
    return list(page.read([part for box in boxes for part in (_stacked(box) if box in down else [box])], 0))


def _common_height(boxes: Sequence[Box]) -> float:
    return median(min(box.height, box.width) for box in boxes) if boxes else 0.0


def _tallness(box: Box) -> float:
    return box.height / max(0.1, box.width)


@dataclass(slots=True)
class _Page:
    image: Image.Image
    rules: Sequence[Rule]
    networks: Networks
    width: float
    height: float

    def view(self, angle: int) -> View:
        return View(self.width, self.height, angle)

    def frame(self, angle: int) -> Frame:
        sides = (self.height, self.width) if angle % 180 else (self.width, self.height)
        turn = _UPRIGHT.get(angle)
        return Frame(self.image.transpose(turn) if turn is not None else self.image, *sides)

    def boxes(self, angle: int) -> list[Box]:
        """Where text of this angle stands, on the page."""
        view = self.view(angle)
        rules = [Rule(view.upright(rule.box)) for rule in self.rules]
        return [view.on_sheet(box) for box in self.frame(angle).boxes(self.networks, rules)]

    def read(self, boxes: Sequence[Box], angle: int) -> Iterator[Found]:
        view = self.view(angle)
        readings = self.frame(angle).read(self.networks, [view.upright(box) for box in boxes])
        return (Found(box, angle, one) for box, one in zip(boxes, readings, strict=True) if one.text.strip())

    def direction(self, boxes: Sequence[Box], angles: Sequence[int]) -> int | None:
        """The angle in which the longest of the lines read well, None when none of the angles does."""
        longest = sorted(boxes, key=length_of, reverse=True)[:_SAMPLE]
        sure = {angle: self._confidence(longest, angle) for angle in angles}
        best = max(angles, key=lambda angle: sure[angle])
        return best if sure[best] >= (_UNSURE if best == 0 else _SURE) else None

    def _confidence(self, boxes: Sequence[Box], angle: int) -> float:
        readings = [found.reading.confidence for found in self.read(boxes, angle)]
        return sum(readings) / len(boxes)

    def parts(self, boxes: Sequence[Box], tall: Sequence[Box], angle: int) -> Iterator[Found]:
        """The area that holds the lines running down is read turned, the rest upright."""
        areas = self._areas(boxes, tall)
        yield from self.read([box for box in boxes if not any(area.holds(box) for area in areas)], 0)
        yield from self.read([box for box in self.boxes(angle) if any(area.holds(box) for area in areas)], angle)

    def _areas(self, boxes: Sequence[Box], tall: Sequence[Box]) -> list[Box]:
        hull = _wider(Box.around(tall))
        inside = [box for box in boxes if hull.holds(box)]
        mostly = sum(map(length_of, tall)) >= _MOSTLY * sum(map(length_of, inside))
        return [hull] if mostly else [_wider(box) for box in tall]


def _wider(box: Box) -> Box:
    return Box(box.left - _ROOM, box.top - _ROOM, box.right + _ROOM, box.bottom + _ROOM)


def _stacked(box: Box) -> list[Box]:
    """Upright characters that stand one under another, each by itself."""
    count = max(1, round(box.height / box.width))
    step = box.height / count
    return [Box(box.left, box.top + step * n, box.right, box.top + step * (n + 1)) for n in range(count)]
