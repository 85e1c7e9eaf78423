"""Turns a text object into glyphs: runs of characters that follow each other without a gap."""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from policies.reading.sheets.sheet import Glyph
from policies.reading.sources.characters import printed
from policies.reading.sources.ofd.package import children
from policies.reading.sources.ofd.space import POINTS, Space, numbers

_ABOVE, _BELOW = 0.86, 0.14  # of the size, from the baseline
_WIDE, _NARROW = 1.0, 0.5  # of the size
_GAP = 0.12  # of the size: more room than this ends a run
_BOLD_FROM = 600
_MOST_REPEATS = 100_000


@dataclass(frozen=True, slots=True)
class _Sign:
    text: str
    x: float
    y: float
    width: float


def glyphs_of(element: etree._Element, space: Space, *, bold: bool) -> Iterator[Glyph]:
    """`space` is the object's own, `bold` that of its font."""
    size = (numbers(element.get("Size")) or [0.0])[0]
    if size <= 0:
        return
    weight = (numbers(element.get("Weight")) or [400.0])[0]
    stretch = (numbers(element.get("HScale")) or [1.0])[0] or 1.0
    own_angle = round((numbers(element.get("CharDirection")) or [0.0])[0]) % 360
    angle = (_angle(space) + own_angle) % 360
    points = size * math.hypot(space.c, space.d) * POINTS
    signs = list(_signs(element, size, stretch))
    for run in [[sign] for sign in signs] if own_angle else _runs(signs, size):
        text = printed("".join(sign.text for sign in run))
        if text.strip():
            box = space.box(*_extent(run, size, own_angle))
            yield Glyph(text, box, round(points, 2), bold=bold or weight >= _BOLD_FROM, angle=angle)


def _angle(space: Space) -> int:
    """By how many quarters the text's upright is turned clockwise, in degrees."""
    return round(math.degrees(math.atan2(space.b, space.a)) / 90) * 90 % 360


def _signs(element: etree._Element, size: float, stretch: float) -> Iterator[_Sign]:
    x = y = 0.0
    for code in children(element, "TextCode"):
        x = (numbers(code.get("X")) or [x])[0]
        y = (numbers(code.get("Y")) or [y])[0]
        text = code.text or ""
        across, down = deltas(code.get("DeltaX")), deltas(code.get("DeltaY"))
        at_x, at_y = x, y
        for index, sign in enumerate(text):
            usual = _usual(sign) * size * stretch
            step_x = across[index] if index < len(across) else 0.0 if down else usual
            step_y = down[index] if index < len(down) else 0.0
            told = (index < len(across) and 0 < step_x <= usual * 1.05) or (
                _usual(sign) == _NARROW and 0 < step_x < size
            )
            yield _Sign(sign, at_x, at_y, step_x if told else usual)
            at_x, at_y = at_x + step_x, at_y + step_y
        x, y = at_x, at_y


def _usual(sign: str) -> float:
    return _WIDE if unicodedata.east_asian_width(sign) in "WFA" else _NARROW


def deltas(text: str | None) -> list[float]:
    """Steps from character to character: plain numbers, and `g n v` for n times v."""
    parts = (text or "").replace(",", " ").split()
    steps: list[float] = []
    index = 0
    try:
        while index < len(parts) and len(steps) < _MOST_REPEATS:
            if parts[index].lower() == "g":
                count = min(int(float(parts[index + 1])), _MOST_REPEATS - len(steps))
                steps += [float(parts[index + 2])] * count
                index += 3
            else:
                steps.append(float(parts[index]))
                index += 1
    except (ValueError, IndexError, OverflowError):
        return steps
    return steps


def _runs(signs: Sequence[_Sign], size: float) -> Iterator[list[_Sign]]:
    run: list[_Sign] = []
    for sign in signs:
        if sign.text.isspace():
            if run:
                yield run
            run = []
            continue
        if run and (abs(sign.y - run[-1].y) > 0.01 or abs(sign.x - run[-1].x - run[-1].width) > _GAP * size):
            yield run
            run = []
        run.append(sign)
    if run:
        yield run


def _extent(run: Sequence[_Sign], size: float, angle: int) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in the object's own space; characters turned by themselves turn about their origin."""
    first, last = run[0], run[-1]
    width = last.x + last.width - first.x
    x, y, above, below = first.x, first.y, _ABOVE * size, _BELOW * size
    if angle == 90:
        return x - below, y, x + above, y + width
    if angle == 180:
        return x - width, y - below, x, y + above
    if angle == 270:
        return x - above, y - width, x + below, y
    return x, y - above, x + width, y + below
