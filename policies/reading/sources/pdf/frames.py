"""Turns a PDF page's own coordinates into those of a sheet: upright as a reader sees it, from the upper left corner of its crop box."""

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from policies.reading.lines import Box

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """`matrix` leads from the PDF's user space to the sheet; `rotation` is the page's own, clockwise."""

    matrix: Matrix
    rotation: int
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        (left, top), (right, bottom) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def frame_of(page: pdfium.PdfPage) -> PageFrame:
    """The frame of a page's crop box under the page's rotation."""
    rect = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(rect)):
        rect.left, rect.bottom, rect.right, rect.top = page.get_mediabox()
    left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
    rotation = page.get_rotation()
    wide, high = right - left, top - bottom
    matrix = {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }[rotation]
    return PageFrame(matrix, rotation, *((wide, high) if rotation % 180 == 0 else (high, wide)))


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
