"""Turns the picture of a page into ink: a small picture with 255 where something is printed and 0 where paper shows."""

import re
from collections.abc import Iterator

from PIL import Image, ImageChops, ImageFilter

_DENSITY = 150 / 72  # pixels a point: enough for rules and gaps, and noise is averaged away
_PAPER = 8  # paper is judged by squares of this many pixels
_LEAST_CONTRAST = 28
_MARK = re.compile(rb"\xff+")


def ink_of(image: Image.Image, *, width: float) -> Image.Image:
    """`image` is grey, `width` the page's in points. Shadows and stained paper are levelled out."""
    small = _at_most(image, width * _DENSITY)
    paper = small.reduce(_PAPER).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    depth = ImageChops.subtract(paper.resize(small.size, Image.Resampling.BILINEAR), small)
    floor = max(_LEAST_CONTRAST, _darkest(depth) * 2 // 5)
    return depth.point([0 if value < floor else 255 for value in range(256)])


def _at_most(image: Image.Image, width: float) -> Image.Image:
    share = width / image.width
    if share > 0.75:
        return image
    return image.resize((round(width), max(1, round(image.height * share))), Image.Resampling.BOX)


def _darkest(depth: Image.Image) -> int:
    """The contrast that one point in two hundred reaches, but no lone speck."""
    counts = depth.histogram()
    left = max(20, sum(counts) // 200)
    for value in range(255, 0, -1):
        left -= counts[value]
        if left <= 0:
            return value
    return 0


def runs(line: bytes) -> Iterator[tuple[int, int]]:
    """From and to of each unbroken run of ink in one row of points."""
    return (match.span() for match in _MARK.finditer(line))


def rows(ink: Image.Image) -> Iterator[bytes]:
    data, width = ink.tobytes(), ink.width
    return (data[start : start + width] for start in range(0, len(data), max(1, width)))


def across(ink: Image.Image) -> bytes:
    """One byte a column: 255 where the column holds any ink. Speckles of a single point count."""
    return _any(ink.transpose(Image.Transpose.TRANSPOSE))


def down(ink: Image.Image) -> bytes:
    """One byte a row: 255 where the row holds any ink."""
    return _any(ink)


def _any(ink: Image.Image) -> bytes:
    return bytes(255 if row.count(255) else 0 for row in rows(ink))
