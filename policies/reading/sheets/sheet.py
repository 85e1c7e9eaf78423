"""What is on one printed page, whatever file it came from: a PDF, an OFD or a recognised picture.

All boxes are in points from the upper left corner of the page as a reader sees it: the file's own page rotation is applied.
"""

from dataclasses import dataclass

from policies.reading.lines import Box


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character, or a run of characters that stand on one baseline (then `box` is theirs together).

    `angle`: how far its upright is turned clockwise on the page, 0, 90, 180 or 270. `size` in points.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    angle: int = 0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight printed line, horizontal or vertical: `box` has no height or no width but its thickness."""

    box: Box

    @property
    def is_horizontal(self) -> bool:
        return self.box.width >= self.box.height


@dataclass(frozen=True, slots=True)
class PictureArea:
    """A picture on the page; `number` is that of its `Picture` in the source, None when it is not cut out."""

    box: Box
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Rule, ...] = ()
    pictures: tuple[PictureArea, ...] = ()
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell of a grid on a sheet: where it stands in the grid, both from 0, and how far it spans."""

    text: str
    row: int
    column: int
    rows: int
    columns: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """A table, or a table's share, on one sheet. `angle` as of its characters; rows and columns count as a reader of the
    table counts them, the table turned upright. `box` is its place on the sheet, and `ruled` whether rules drew it."""

    box: Box
    cells: tuple[SheetCell, ...]
    rows: int
    columns: int
    angle: int = 0
    ruled: bool = True
