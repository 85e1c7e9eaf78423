"""Turns a PDF page's path and image objects into rules and the areas of pictures, those inside form objects too."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Rule
from policies.reading.sources.pdf.frames import IDENTITY, Matrix, PageFrame, product

_THIN = 3.0
_SHORTEST = 4.0
_DEEPEST = 6
_MOST_OBJECTS = 100_000
_MOST_SEGMENTS = 400
_NEARLY_WHITE = 250
_FRAME_SEGMENTS = 10  # a rectangle in a rectangle, what lies between them filled: a border


@dataclass(slots=True)
class Drawing:
    """`shapes` are the boxes of paths that are neither straight nor plain rectangles: parts of drawings."""

    rules: list[Rule] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)


def drawing_on(page: pdfium.PdfPage, frame: PageFrame) -> Drawing:
    """All straight rules, images and shapes of a page. What is white, or beyond the page, is left out."""
    reader = _Reader(frame)
    count = min(pdfium_c.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)
    for index in range(count):
        reader.take(pdfium_c.FPDFPage_GetObject(page.raw, index), IDENTITY, 0)
    reader.drawing.rules = _joined(reader.drawing.rules)
    return reader.drawing


class _Reader:
    """Keeps the out-parameters of the library's calls, which are many, for the whole page."""

    def __init__(self, frame: PageFrame) -> None:
        self.frame = frame
        self.drawing = Drawing()
        self.left, self.bottom, self.right, self.top = (ctypes.c_float() for _ in range(4))
        self.sides = [ctypes.byref(side) for side in (self.left, self.bottom, self.right, self.top)]
        self.colour = [ctypes.c_uint() for _ in range(4)]
        self.colours = [ctypes.byref(part) for part in self.colour]
        self.fill, self.stroke = ctypes.c_int(), ctypes.c_int()

    def take(self, item: object, matrix: Matrix, depth: int) -> None:
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            self._take_path(item, matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            self._take_image(self._box(item, matrix))
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = product(_matrix_of(item), matrix)
            for index in range(min(pdfium_c.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)):
                self.take(pdfium_c.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _box(self, item: object, matrix: Matrix) -> Box | None:
        if not pdfium_c.FPDFPageObj_GetBounds(item, *self.sides):
            return None
        x0, y0, x1, y1 = self.left.value, self.bottom.value, self.right.value, self.top.value
        if matrix is not IDENTITY:
            a, b, c, d, e, f = matrix
            corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
            x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
            y0, y1 = min(y for _, y in corners), max(y for _, y in corners)
        box = self.frame.box(x0, y0, x1, y1)
        outside = box.right < 0 or box.bottom < 0 or box.left > self.frame.width or box.top > self.frame.height
        return None if outside else box

    def _take_image(self, box: Box | None) -> None:
        if box is None:
            return
        if _is_thin(box):
            self.drawing.rules.append(Rule(box))
        else:
            self.drawing.images.append(box)

    def _take_path(self, item: object, matrix: Matrix) -> None:
        box = self._box(item, matrix)
        if box is None:
            return
        pdfium_c.FPDFPath_GetDrawMode(item, ctypes.byref(self.fill), ctypes.byref(self.stroke))
        stroked = bool(self.stroke.value)
        if not (stroked or self.fill.value) or self._is_white(item, stroked=stroked):
            return
        if _is_thin(box):
            self.drawing.rules.append(Rule(box))
        elif min(box.width, box.height) >= _SHORTEST:
            self._take_outline(item, matrix, box, stroked=stroked)

    def _is_white(self, item: object, *, stroked: bool) -> bool:
        tell = pdfium_c.FPDFPageObj_GetStrokeColor if stroked else pdfium_c.FPDFPageObj_GetFillColor
        if not tell(item, *self.colours):
            return False
        *shades, alpha = (part.value for part in self.colour)
        return alpha == 0 or min(shades) >= _NEARLY_WHITE

    def _take_outline(self, item: object, matrix: Matrix, box: Box, *, stroked: bool) -> None:
        """Rules for the straight sides of a stroked outline; anything with a slant or a curve is a shape."""
        count = pdfium_c.FPDFPath_CountSegments(item)
        sides = list(self._sides(item, product(_matrix_of(item), matrix), count)) if count <= _MOST_SEGMENTS else [None]
        if None in sides:
            self.drawing.shapes.append(box)
        elif stroked:
            self.drawing.rules += [Rule(side) for side in sides if side and _is_thin(side)]
        elif count == _FRAME_SEGMENTS:
            self.drawing.rules += [
                Rule(side) for side in _frame([side for side in sides if side], box) if _is_thin(side)
            ]

    def _sides(self, item: object, matrix: Matrix, count: int) -> Iterator[Box | None]:
        """The boxes of a path's sides, None for one that is slanted or curved."""
        a, b, c, d, e, f = matrix
        x, y = ctypes.c_float(), ctypes.c_float()
        start = at = (0.0, 0.0)
        for index in range(count):
            segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
            kind = pdfium_c.FPDFPathSegment_GetType(segment)
            pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            to = self.frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
                start = to
            elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
                yield _side(at, to)
            else:
                yield None
            at = to
            if pdfium_c.FPDFPathSegment_GetClose(segment):
                yield _side(at, start)
                at = start


def _matrix_of(item: object) -> Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _side(one: tuple[float, float], other: tuple[float, float]) -> Box | None:
    (x0, y0), (x1, y1) = one, other
    if min(abs(x1 - x0), abs(y1 - y0)) > 1:
        return None
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _frame(sides: list[Box], box: Box) -> Iterator[Box]:
    """The borders between an outer and an inner rectangle, as far as there are any: the inner may touch the outer."""
    across = sorted({round(place, 2) for side in sides for place in (side.left, side.right)})
    down = sorted({round(place, 2) for side in sides for place in (side.top, side.bottom)})
    if 0 < down[1] - down[0] <= _THIN:
        yield Box(box.left, down[0], box.right, down[1])
    if len(down) > 2 and down[-1] - down[-2] <= _THIN:
        yield Box(box.left, down[-2], box.right, down[-1])
    if 0 < across[1] - across[0] <= _THIN:
        yield Box(across[0], box.top, across[1], box.bottom)
    if len(across) > 2 and across[-1] - across[-2] <= _THIN:
        yield Box(across[-2], box.top, across[-1], box.bottom)


def _is_thin(box: Box) -> bool:
    wide, high = box.width, box.height
    return min(wide, high) <= _THIN and max(wide, high) >= _SHORTEST


def _joined(rules: list[Rule]) -> list[Rule]:
    """Pieces of one rule in a row, as a dotted or a cell-wise drawn one has them, made one."""
    flat = _runs([(r.box.top, r.box.bottom, r.box.left, r.box.right) for r in rules if r.is_horizontal])
    upright = _runs([(r.box.left, r.box.right, r.box.top, r.box.bottom) for r in rules if not r.is_horizontal])
    return [Rule(Box(left, top, right, bottom)) for top, bottom, left, right in flat] + [
        Rule(Box(left, top, right, bottom)) for left, right, top, bottom in upright
    ]


def _runs(pieces: list[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
    """Pieces (near side, far side, start, end) joined where they lie on one line and touch."""
    lanes: dict[int, list[list[float]]] = {}
    for near, far, start, end in sorted(pieces, key=lambda piece: piece[2]):
        lane = round((near + far) / 2)
        for other in (lane, lane - 1, lane + 1):
            last = lanes[other][-1] if other in lanes else None
            if last and abs((last[0] + last[1]) - (near + far)) <= 1.6 and start <= last[3] + 1.5:
                last[0], last[1], last[3] = min(last[0], near), max(last[1], far), max(last[3], end)
                break
        else:
            lanes.setdefault(lane, []).append([near, far, start, end])
    return [(near, far, start, end) for lane in lanes.values() for near, far, start, end in lane]
