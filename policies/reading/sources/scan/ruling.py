"""Finds the straight printed lines in a page's ink, and takes them out of its picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageChops, ImageDraw

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Rule
from policies.reading.sources.scan.ink import rows, runs

_SHORT = 8.0  # points; a shorter run is never a rule
_LONG = 34.0  # a run of this length is a rule when it meets another
_ALONE = 80.0  # a run of this length is a rule by itself
_THICK = 4.5
_NEAR = 2.5  # points by which two rules may miss each other and still meet
_BARE = 0.6  # share of a rule's length that has paper on either side


@dataclass(slots=True)
class _Band:
    """Runs in following rows that lie above each other."""

    left: int
    right: int
    top: int
    bottom: int
    last: list[tuple[int, int]] = field(default_factory=list)


def rules_of(ink: Image.Image, *, width: float) -> tuple[Rule, ...]:
    """`width` is the page's in points. Rules of frames, of tables and under heads; strokes of characters are left out."""
    unit = width / ink.width
    level = [_box(band, unit) for band in _bands(ink, unit)]
    upright = [_turned(_box(band, unit)) for band in _bands(ink.transpose(Image.Transpose.TRANSPOSE), unit)]
    return tuple(Rule(box) for box in _standing(level, upright))


def without_rules(image: Image.Image, rules: Sequence[Rule], *, width: float) -> Image.Image:
    """The picture with paper where rules were."""
    unit = image.width / width
    plain = image.copy()
    draw = ImageDraw.Draw(plain)
    edge = 0.5
    for rule in rules:
        box = rule.box
        draw.rectangle(
            ((box.left - edge) * unit, (box.top - edge) * unit, (box.right + edge) * unit, (box.bottom + edge) * unit),
            fill=_paper_near(image, box, unit),
        )
    return plain


def _paper_near(image: Image.Image, box: Box, unit: float) -> int:
    around = (box.left - 3, box.top - 3, box.right + 3, box.bottom + 3)
    left, top, right, bottom = (round(value * unit) for value in around)
    crop = image.crop((max(0, left), max(0, top), min(image.width, right), min(image.height, bottom)))
    if not crop.width or not crop.height:
        return 255
    counts = crop.histogram()
    left_over = sum(counts) // 4
    for value in range(255, -1, -1):
        left_over -= counts[value]
        if left_over <= 0:
            return value
    return 255


def _bands(ink: Image.Image, unit: float) -> Iterator[_Band]:
    """Long level runs, those of following rows put together; only thin ones with paper above and below."""
    closed = ImageChops.lighter(ink, ImageChops.lighter(_moved(ink, 1, 0), _moved(ink, -1, 0)))
    shortest = round(_SHORT / unit)
    open_bands: list[_Band] = []
    for y, row in enumerate(rows(closed)):
        found = [(left, right) for left, right in runs(row) if right - left >= shortest]
        going, done = _carried(open_bands, found, y)
        yield from (band for band in done if _is_rule(band, ink, unit))
        open_bands = going
    yield from (band for band in open_bands if _is_rule(band, ink, unit))


def _moved(ink: Image.Image, x: int, y: int) -> Image.Image:
    moved = Image.new("L", ink.size)
    moved.paste(ink, (x, y))
    return moved


def _carried(bands: list[_Band], found: list[tuple[int, int]], y: int) -> tuple[list[_Band], list[_Band]]:
    """The bands that go on in this row, new ones among them, and those that have ended."""
    going: list[_Band] = []
    done: list[_Band] = []
    free = list(found)
    for band in bands:
        own = [run for run in free if any(run[0] <= last[1] and last[0] <= run[1] for last in band.last)]
        if not own:
            done.append(band)
            continue
        free = [run for run in free if run not in own]
        band.left, band.right = min(band.left, *(r[0] for r in own)), max(band.right, *(r[1] for r in own))
        band.bottom, band.last = y + 1, own
        going.append(band)
    going += [_Band(left, right, y, y + 1, [(left, right)]) for left, right in free]
    return going, done


def _is_rule(band: _Band, ink: Image.Image, unit: float) -> bool:
    thickness, length = (band.bottom - band.top) * unit, (band.right - band.left) * unit
    if thickness > _THICK or length < 4 * thickness:
        return False
    sides = [(band.top - 2, band.top - 1), (band.bottom + 1, band.bottom + 2)]
    return all(_bare(ink, band, top, bottom) for top, bottom in sides)


def _bare(ink: Image.Image, band: _Band, top: int, bottom: int) -> bool:
    if top < 0 or bottom > ink.height:
        return True
    beside = ink.crop((band.left, top, band.right, bottom)).tobytes()
    return beside.count(0) >= _BARE * len(beside)


def _box(band: _Band, unit: float) -> Box:
    return Box(band.left * unit, band.top * unit, band.right * unit, band.bottom * unit)


def _turned(box: Box) -> Box:
    return Box(box.top, box.left, box.bottom, box.right)


def _standing(level: list[Box], upright: list[Box]) -> list[Box]:
    """Long rules; shorter ones that meet a long one; the shortest that stand between two."""
    kept = [box for box in (*level, *upright) if length_of(box) >= _ALONE]
    rest = [box for box in (*level, *upright) if length_of(box) < _ALONE]
    for least, ends in ((_LONG, 1), (_SHORT, 2), (_SHORT, 2)):
        more = [box for box in rest if length_of(box) >= least and _meets(box, kept) >= ends]
        kept += more
        rest = [box for box in rest if box not in more]
    return kept


def length_of(box: Box) -> float:
    """Of its longer side."""
    return max(box.width, box.height)


def _meets(box: Box, others: Sequence[Box]) -> int:
    """At how many of its two ends a rule touches one of the other direction."""
    level = box.width >= box.height
    ends = (
        [Box(box.left, box.top, box.left, box.bottom), Box(box.right, box.top, box.right, box.bottom)]
        if level
        else [Box(box.left, box.top, box.right, box.top), Box(box.left, box.bottom, box.right, box.bottom)]
    )
    crossing = [other for other in others if (other.width >= other.height) != level]
    return sum(any(end.touches(other, _NEAR) for other in crossing) for end in ends)
