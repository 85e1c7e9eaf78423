"""Finds by how much a scanned page is askew, and turns it straight."""

from itertools import pairwise

from PIL import Image, ImageStat

_WIDTH = 500  # pixels the search works on
_STEPS = ((-4.0, 0.5, 17), (-0.4, 0.1, 9), (-0.08, 0.02, 9))  # degrees: first, step, how many; each about the last best
_SEEN = 0.05  # degrees; less can't be told, and turning costs sharpness


def straight(image: Image.Image, ink: Image.Image) -> tuple[Image.Image, float]:
    """The grey picture made straight on the same canvas, and by how many degrees it was turned counter-clockwise."""
    angle = skew(ink)
    if abs(angle) < _SEEN:
        return image, 0.0
    paper = int(ImageStat.Stat(image.reduce(8)).median[0])
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=paper), angle


def skew(ink: Image.Image) -> float:
    """Degrees to turn counter-clockwise, under 4.5 either way, so that rows of ink and of paper part most sharply."""
    small = ink.reduce(max(1, ink.width // _WIDTH))
    best = 0.0
    for first, step, count in _STEPS:
        angles = [best, *(best + first + step * n for n in range(count))]
        best = max(angles, key=lambda angle: _sharpness(small, angle))
    return round(best, 2)


def _sharpness(small: Image.Image, angle: float) -> int:
    """How much the darkness changes from row to row, or from column to column, of the turned picture."""
    turned = small.rotate(angle, Image.Resampling.BILINEAR) if angle else small
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    columns = turned.resize((turned.width, 1), Image.Resampling.BOX).tobytes()
    return max(_changes(rows), _changes(columns))


def _changes(profile: bytes) -> int:
    return sum((after - before) ** 2 for before, after in pairwise(profile))
