"""What a sheet's print is turned into on the way to lines: fragments, regions of them, and set lines with their measures."""

from dataclasses import dataclass, field

from policies.reading.lines import Box, Cell, LineKind


@dataclass(slots=True)
class Fragment:
    """Runs that follow each other on one baseline without a wide gap; or a grid or picture, which holds `number`."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    text: str = ""
    bold: bool = False
    confidence: float | None = None
    number: int | None = None  # of the sheet's grids, then pictures; None for text

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Region:
    """Fragments that are read from top to bottom. `left` and `right` bound it: the page's sides or gutters."""

    fragments: list[Fragment]
    left: float
    right: float
    column: bool = False


@dataclass(slots=True)
class SetLine:
    """One line on its page, in the frame in which its sheet was read; what is said of columns and paragraphs is filled in later."""

    page: int
    region: int  # counts through the source
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float | None = None
    kind: LineKind = LineKind.TEXT
    box: Box | None = None  # its place on the sheet, where that was read turned
    cells: tuple[Cell, ...] = ()
    grid: int | None = None
    picture: int | None = None
    column_left: float = 0.0
    column_right: float = 0.0
    centred: bool = False
    opens: bool | None = None

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def is_text(self) -> bool:
        return self.kind is LineKind.TEXT and self.grid is None


@dataclass(slots=True)
class SetPage:
    """A page's lines in reading order. `separators` are short rules that may stand over footnotes; `bounds` of its regions."""

    number: int
    width: float
    height: float
    lines: list[SetLine] = field(default_factory=list)
    separators: list[Box] = field(default_factory=list)
    bounds: dict[int, tuple[float, float]] = field(default_factory=dict)
