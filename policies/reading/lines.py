"""The unit every reader works on: one printed line with its place in the source, and what the source tells of its looks.

A text file tells next to nothing; a page tells boxes, sizes and rules; an office file tells paragraphs and cells. What a
source does not tell stays at its default, and the rules that read the words decide alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    """What a line is by its place on the page, where the source tells."""

    TEXT = "text"
    RUNNING_HEAD = "running-head"  # repeats in the margin from page to page
    PAGE_NUMBER = "page-number"
    NOTE = "note"  # a footnote or endnote
    FIGURE = "figure"  # a picture stands here; `Line.picture` names it, `text` is empty


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points (1/72 inch) from the upper left corner of the page as a reader sees it, turned upright."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return self.width * self.height

    @property
    def centre(self) -> float:
        """Half-way between its sides."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        """Half-way between its top and its bottom."""
        return (self.top + self.bottom) / 2

    @classmethod
    def around(cls, boxes: Iterable["Box"]) -> "Box":
        """The smallest box around at least one."""
        sides = [(box.left, box.top, box.right, box.bottom) for box in boxes]
        lefts, tops, rights, bottoms = zip(*sides, strict=True)
        return cls(min(lefts), min(tops), max(rights), max(bottoms))

    def holds(self, other: "Box") -> bool:
        """Whether the other's midpoint lies in it."""
        return self.left <= other.centre <= self.right and self.top <= other.middle <= self.bottom

    def touches(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether the two overlap, or lie no further than `gap` apart."""
        return (
            self.left <= other.right + gap
            and other.left <= self.right + gap
            and self.top <= other.bottom + gap
            and other.top <= self.bottom + gap
        )


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is set. `size` in points; `indent` in points from its column's left edge; `centred` within its column."""

    size: float
    bold: bool = False
    centred: bool = False
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell of a grid: its first column from 0, and how many columns and rows it spans."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts the source's lines in reading order from 1; `mark` is the count of leading # of a layout model's
    Markdown or the level of a word processor's heading style, a hint at most.

    `opens`: True where the source shows that the line opens a paragraph, False where it shows that the line goes on,
    None where it shows neither. A row of a grid whose cells the source itself parts has `cells`, the number of its `grid`
    (from 1 in the source), and as `text` the cells' texts joined by tabs; a cell merged from above is not in the row below.
    `head`: the source itself says that the row is a table's head. `confidence` is the recogniser's, from 0 to 1.
    """

    number: int
    text: str
    page: int | None = None
    mark: int = 0
    kind: LineKind = LineKind.TEXT
    box: Box | None = None
    look: Look | None = None
    opens: bool | None = None
    cells: tuple[Cell, ...] = ()
    grid: int | None = None
    head: bool = False
    picture: int | None = None
    confidence: float | None = None

    @property
    def shows_cells(self) -> bool:
        """Whether the text itself is a row of a grid: tabs or pipes part it."""
        return "\t" in self.text or self.text.count("|") >= 2
