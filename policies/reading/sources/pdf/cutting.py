"""Turns the picture areas of a PDF page into figures, rendered anew, and tells a page that is a picture as a whole."""

import io
from collections.abc import Sequence

import pypdfium2 as pdfium

from policies.reading.lines import Box
from policies.reading.sheets.sheet import PictureArea
from policies.reading.sources.pdf.frames import PageFrame
from policies.reading.sources.source import Picture

_DOTS = 200 / 72
_MOST_PIXELS = 6_000_000
_LEAST_SIDE = 24.0  # points
_BACKGROUND = 0.72  # of the page
_MOST_PICTURES = 500
_TOUCHING = 2.0


def picture_boxes(images: Sequence[Box], frame: PageFrame) -> list[Box]:
    """The areas that are figures: slices of one picture together, backgrounds and ornaments left out."""
    shown = [box for box in (_within(image, frame) for image in images) if box is not None]
    shown = [box for box in shown if box.area < _BACKGROUND * frame.width * frame.height]
    joined = _joined(shown)
    return [box for box in joined if min(box.width, box.height) >= _LEAST_SIDE]


def covering_picture(images: Sequence[Box], frame: PageFrame) -> bool:
    """Whether pictures cover the page, as on a scan."""
    return sum(box.area for box in (_within(image, frame) for image in images) if box) >= (
        _BACKGROUND * frame.width * frame.height
    )


class Cutter:
    """Cuts figures out of pages and numbers them through the file."""

    def __init__(self) -> None:
        self.pictures: list[Picture] = []

    def cut(self, page: pdfium.PdfPage, frame: PageFrame, boxes: Sequence[Box]) -> list[PictureArea]:
        return [PictureArea(box, self._number(page, frame, box)) for box in boxes]

    def _number(self, page: pdfium.PdfPage, frame: PageFrame, box: Box) -> int | None:
        if len(self.pictures) >= _MOST_PICTURES:
            return None
        scale = min(_DOTS, (_MOST_PIXELS / max(1.0, box.area)) ** 0.5)
        crop = (box.left, frame.height - box.bottom, frame.width - box.right, box.top)
        try:
            bitmap = page.render(scale=scale, crop=crop, may_draw_forms=False)
        except (pdfium.PdfiumError, ValueError, MemoryError):
            return None
        image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        out = io.BytesIO()
        image.save(out, "PNG")
        number = len(self.pictures) + 1
        self.pictures.append(Picture(number, "image/png", out.getvalue(), image.width, image.height))
        return number


def _within(box: Box, frame: PageFrame) -> Box | None:
    left, top = max(0.0, box.left), max(0.0, box.top)
    right, bottom = min(frame.width, box.right), min(frame.height, box.bottom)
    return Box(left, top, right, bottom) if right - left > 1 and bottom - top > 1 else None


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that touch made one, over and over until none touch."""
    rest = sorted(boxes, key=lambda box: (box.top, box.left))
    joined: list[Box] = []
    for box in rest:
        grown = box
        while touching := [other for other in joined if grown.touches(other, _TOUCHING)]:
            joined = [other for other in joined if other not in touching]
            grown = Box.around((grown, *touching))
        joined.append(grown)
    return joined
