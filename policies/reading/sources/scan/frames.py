"""Reads one page picture that stands in one direction: rules, lines of text with boxes, the characters of each line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Rule
from policies.reading.sources.scan.boxes import Inked, line_boxes
from policies.reading.sources.scan.gaps import told
from policies.reading.sources.scan.ink import ink_of
from policies.reading.sources.scan.models import Networks, Reading

_DENSITY = 1.85  # pixels a point for finding lines: small print needs it, more brings nothing
_MOST_PIXELS = 3_600_000  # A3; the network's memory grows with the picture
_SIDE = 32  # the network takes sides of multiples of this
_EDGE, _MARGIN = 0.08, 0.5  # room around a line: share of its height, and points


@dataclass(frozen=True, slots=True)
class Frame:
    """A grey picture without its rules, in which text stands upright; sides in points."""

    image: Image.Image
    width: float
    height: float

    def boxes(self, networks: Networks, rules: Sequence[Rule]) -> list[Box]:
        """Lines and parts of lines; tall ones are text that stands otherwise."""
        density = min(_DENSITY, (_MOST_PIXELS / (self.width * self.height)) ** 0.5)
        size = (_side(self.width * density), _side(self.height * density))
        likely = networks.text_map(self.image.resize(size, Image.Resampling.BOX))
        ink = Inked(ink_of(self.image, width=self.width), self.width)
        return line_boxes(likely, ink, [rule.box for rule in rules if not rule.is_horizontal])

    def picture(self, box: Box) -> Image.Image:
        """What stands in a box, with a little room around it."""
        edge = box.height * _EDGE + _MARGIN
        unit = self.image.width / self.width
        places = (box.left - edge, box.top - edge, box.right + edge, box.bottom + edge)
        left, top, right, bottom = (round(place * unit) for place in places)
        left, top = max(0, left), max(0, top)
        right, bottom = min(self.image.width, right), min(self.image.height, bottom)
        return self.image.crop((left, top, max(left + 1, right), max(top + 1, bottom)))

    def read(self, networks: Networks, boxes: Sequence[Box]) -> list[Reading]:
        pictures = [self.picture(box) for box in boxes]
        return [told(one, picture) for one, picture in zip(networks.read_all(pictures), pictures, strict=True)]


def _side(pixels: float) -> int:
    return max(_SIDE, round(pixels / _SIDE) * _SIDE)
