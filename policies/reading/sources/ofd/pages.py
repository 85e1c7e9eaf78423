"""Turns an OFD page, with the template pages under it, into a sheet."""

from dataclasses import dataclass, field

from lxml import etree

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Glyph, PictureArea, Rule, Sheet
from policies.reading.sources.ofd.package import Package, child, children, name_of, text_of
from policies.reading.sources.ofd.paths import rules_of
from policies.reading.sources.ofd.resources import Resources
from policies.reading.sources.ofd.space import POINTS, Space, numbers, space_of
from policies.reading.sources.ofd.text import glyphs_of
from policies.reading.sources.pictures import Shelf

_A4 = (0.0, 0.0, 210.0, 297.0)
_LARGEST = 5_000.0  # millimetres
_MOST_OF_PAGE = 0.5
_DEEPEST = 8
_MOST_OBJECTS = 200_000

Sides = tuple[float, float, float, float]


@dataclass(slots=True)
class _Held:
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    images: list[tuple[Box, str]] = field(default_factory=list)
    objects: int = 0


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page that is nothing but a picture, which stands in `part`; sides in points."""

    number: int
    width: float
    height: float
    part: str


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads the pages of one document; `templates` are its template pages by number, `sides` those of its pages in mm."""

    package: Package
    resources: Resources
    templates: dict[str, etree._Element]
    sides: Sides
    shelf: Shelf

    def sheet(self, page: etree._Element, number: int) -> Sheet | ScannedPage:
        left, top, width, height = sides_of(child(page, "Area"), self.sides)
        held = _Held()
        space = Space(e=-left, f=-top)
        for template in children(page, "Template"):
            self._take(self.templates.get(template.get("TemplateID", "")), space, held)
        self._take(page, space, held)
        wide, high = width * POINTS, height * POINTS
        scan = next((part for box, part in held.images if _covers(box, wide, high)), None)
        if scan and not held.glyphs:
            return ScannedPage(number, wide, high, scan)
        pictures = tuple(PictureArea(box, self._shelved(part)) for box, part in held.images)
        return Sheet(number, wide, high, tuple(held.glyphs), tuple(held.rules), pictures)

    def _shelved(self, part: str) -> int | None:
        data = self.package.data(part)
        return self.shelf.add(data) if data else None

    def _take(self, page: etree._Element | None, space: Space, held: _Held) -> None:
        for layer in children(child(page, "Content"), "Layer"):
            self._take_block(layer, space, held, 0)

    def _take_block(self, block: etree._Element, space: Space, held: _Held, depth: int) -> None:
        for element in block:
            held.objects += 1
            if held.objects > _MOST_OBJECTS or element.get("Visible", "true").lower() == "false":
                continue
            name = name_of(element)
            if name == "PageBlock" and depth < _DEEPEST:
                self._take_block(element, space, held, depth + 1)
            else:
                self._take_object(element, name, space, held, depth)

    def _take_object(self, element: etree._Element, name: str, outer: Space, held: _Held, depth: int) -> None:
        space = space_of(element.get("Boundary"), element.get("CTM"), outer)
        if name == "TextObject":
            held.glyphs += glyphs_of(element, space, bold=element.get("Font", "") in self.resources.bold)
        elif name == "PathObject":
            held.rules += rules_of(element, space)
        elif name == "ImageObject":
            self._take_image(element, outer, held)
        elif name == "CompositeObject" and depth < _DEEPEST:
            drawing = self.resources.drawings.get(element.get("ResourceID", ""))
            for content in children(drawing, "Content"):
                self._take_block(content, space, held, depth + 1)

    def _take_image(self, element: etree._Element, outer: Space, held: _Held) -> None:
        boundary = numbers(element.get("Boundary"))
        part = self.resources.media.get(element.get("ResourceID", ""))
        if len(boundary) != 4 or part is None:
            return
        left, top, width, height = boundary
        held.images.append((outer.box(left, top, left + width, top + height), part))


def _covers(box: Box, width: float, height: float) -> bool:
    return box.area >= _MOST_OF_PAGE * width * height


def sides_of(area: etree._Element | None, otherwise: Sides = _A4) -> Sides:
    """Left, top, width and height of a page area, in millimetres."""
    values = numbers(text_of(child(area, "PhysicalBox")))
    if len(values) != 4 or not all(0 < side <= _LARGEST for side in values[2:]):
        return otherwise
    return values[0], values[1], values[2], values[3]
