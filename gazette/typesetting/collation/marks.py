"""Turns the boxes of a place into rectangles to lay over the picture of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from gazette.typesetting.collation.addresses import Window
from policies.models import Finding, SourcePlace

_DOUBTFUL = 0.85  # below it a person should look
_AIR = 1.5  # points around the print, so that a frame does not touch it


@dataclass(frozen=True, slots=True)
class Rectangle:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """The rectangles of one record on the page shown; `confidence` from 0 to 1, None where nothing was recognised."""

    rectangles: tuple[Rectangle, ...] = ()
    confidence: float | None = None

    @property
    def per_cent(self) -> int | None:
        return None if self.confidence is None else int(self.confidence * 100)

    @property
    def is_doubtful(self) -> bool:
        return self.confidence is not None and self.confidence < _DOUBTFUL


def mark_of(place: SourcePlace | Finding, window: Window) -> Mark:
    boxes = [_rectangle(box) for box in place.boxes if box[0] == window.number] if window.paged else []
    return Mark(tuple(boxes), place.confidence if isinstance(place, SourcePlace) else None)


def cell_marks(place: SourcePlace, window: Window) -> list[Mark]:
    """One for each column of a row; without rectangles where no cell begins, or where it stands on another page."""
    return [_cell(box, window) for box in place.cells]


def _cell(box: Sequence[float] | None, window: Window) -> Mark:
    if not box or not window.paged or box[0] != window.number:
        return Mark()
    return Mark((_rectangle(box),), box[5] if len(box) > 5 else None)


def _rectangle(box: Sequence[float]) -> Rectangle:
    left, top, right, bottom = box[1:5]
    return Rectangle(
        round(left - _AIR, 1),
        round(top - _AIR, 1),
        round(max(right - left, 0) + 2 * _AIR, 1),
        round(max(bottom - top, 0) + 2 * _AIR, 1),
    )
