"""Tells PDF pages whose text must be recognised from their picture, and makes sheets of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pypdfium2 as pdfium

from policies.grammar.said import said
from policies.reading.lines import Line
from policies.reading.records import FindingRecord, Place, Severity
from policies.reading.sheets.sheet import Sheet
from policies.reading.sources.errors import RecogniserMissingError
from policies.reading.sources.pdf.cutting import covering_picture
from policies.reading.sources.pdf.drawing import Drawing
from policies.reading.sources.pdf.frames import PageFrame
from policies.reading.sources.pdf.glyphs import PageText
from policies.reading.sources.plausible import is_plausible
from policies.reading.sources.scan.recognition import recognised_sheet, recogniser_at_hand

_FEW = 20  # characters: a stamp or a page number over a scan
_MANY_SHAPES = 150  # drawn curves of a page whose text was turned into outlines
_DENSITY = 300 / 72  # pixels a point
_MOST_PIXELS = 20_000_000


class Lack(StrEnum):
    """Why a page's own text can't be used."""

    NONE = ""
    PICTURE = "page-unread"  # there is none: a scan, or outlines
    GARBLED = "text-garbled"  # its codes say other than what is printed


_GARBLED = said("这一页的文字层与所印不符，已改为由图片识别，请对照原件核对。")
_UNREAD = {
    Lack.PICTURE: said(
        "这一页只有图片，没有识读；请安装文字识别组件（make ocr，或系统软件包 tesseract-ocr-chi-sim）后重新识读。"
    ),
    Lack.GARBLED: said(
        "这一页的文字层与所印不符；请安装文字识别组件（make ocr，或系统软件包 tesseract-ocr-chi-sim）后重新识读。"
    ),
}


def lack_of(text: PageText, drawing: Drawing, frame: PageFrame) -> Lack:
    covered = covering_picture(drawing.images, frame)
    if text.characters < _FEW and (covered or len(drawing.shapes) >= _MANY_SHAPES):
        return Lack.PICTURE
    if not is_plausible(glyph.text for glyph in text.glyphs):
        return Lack.PICTURE if covered else Lack.GARBLED
    return Lack.NONE


@dataclass(slots=True)
class Recognition:
    """Recognises pages one by one, and remembers which could not be, and which had a garbled layer."""

    garbled: list[int] = field(default_factory=list)
    unread: list[tuple[int, Lack]] = field(default_factory=list)
    recognised: int = 0

    def sheet(self, page: pdfium.PdfPage, frame: PageFrame, number: int, lack: Lack) -> Sheet | None:
        """None when nothing is installed that recognises characters."""
        if not recogniser_at_hand():
            self.unread.append((number, lack))
            return None
        scale = min(_DENSITY, (_MOST_PIXELS / max(1.0, frame.width * frame.height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        image = bitmap.to_pil().convert("L")
        bitmap.close()
        if lack is Lack.GARBLED:
            self.garbled.append(number)
        self.recognised += 1
        return recognised_sheet(image, number=number, width=frame.width, height=frame.height)

    def check(self, pages: int) -> None:
        """Raises `RecogniserMissingError` when no page of so many could be read."""
        if pages and len(self.unread) == pages:
            raise RecogniserMissingError

    def findings(self, lines: Sequence[Line]) -> tuple[FindingRecord, ...]:
        first: dict[int, int] = {}
        for line in lines:
            if line.page is not None:
                first.setdefault(line.page, line.number)
        found = [(number, Lack.GARBLED, _GARBLED) for number in self.garbled]
        found += [(number, lack, _UNREAD[lack]) for number, lack in self.unread]
        return tuple(
            FindingRecord(
                lack.value,
                Severity.ERROR,
                said("第{n}页：{what}", n=number, what=what),
                place=_place(first.get(number), number),
            )
            for number, lack, what in sorted(found)
        )


def _place(line: int | None, page: int) -> Place | None:
    return None if line is None else Place(line, line, page)
