"""Turns boxes of a sheet upright for text that is printed sideways, and back onto the sheet."""

from dataclasses import dataclass, replace

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Glyph, Sheet


@dataclass(frozen=True, slots=True)
class View:
    """A sheet of `width` × `height` seen so that characters turned by `angle` stand upright."""

    width: float
    height: float
    angle: int = 0

    @classmethod
    def of(cls, sheet: Sheet, angle: int) -> "View":
        return cls(sheet.width, sheet.height, angle)

    def upright(self, box: Box) -> Box:
        """A box of the sheet as the reader of turned text sees it."""
        if self.angle == 90:
            return Box(box.top, self.width - box.right, box.bottom, self.width - box.left)
        if self.angle == 180:
            return Box(self.width - box.right, self.height - box.bottom, self.width - box.left, self.height - box.top)
        if self.angle == 270:
            return Box(self.height - box.bottom, box.left, self.height - box.top, box.right)
        return box

    def on_sheet(self, box: Box) -> Box:
        """The way back of `upright`."""
        if self.angle == 90:
            return Box(self.width - box.bottom, box.left, self.width - box.top, box.right)
        if self.angle == 180:
            return Box(self.width - box.right, self.height - box.bottom, self.width - box.left, self.height - box.top)
        if self.angle == 270:
            return Box(box.top, self.height - box.right, box.bottom, self.height - box.left)
        return box

    def glyph(self, glyph: Glyph) -> Glyph:
        """A glyph turned along; `angle` is what is left of its turn."""
        if not self.angle:
            return glyph
        return replace(glyph, box=self.upright(glyph.box), angle=(glyph.angle - self.angle) % 360)
