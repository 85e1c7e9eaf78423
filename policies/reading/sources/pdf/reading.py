"""Turns the bytes of a PDF into a source: its pages to sheets one by one, these to lines."""

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from policies.reading.sheets.reading import read_sheets
from policies.reading.sheets.sheet import Sheet
from policies.reading.sources.budget import check_pages
from policies.reading.sources.errors import DamagedSourceError, EmptySourceError, ProtectedSourceError
from policies.reading.sources.pdf.active import active_content
from policies.reading.sources.pdf.cutting import Cutter, picture_boxes
from policies.reading.sources.pdf.drawing import drawing_on
from policies.reading.sources.pdf.frames import frame_of
from policies.reading.sources.pdf.glyphs import text_on
from policies.reading.sources.pdf.scanned import Recognition, lack_of
from policies.reading.sources.progress import tell
from policies.reading.sources.scan.doubts import doubts
from policies.reading.sources.source import Source, SourcePage

_HEAD = 1024


def is_pdf(data: bytes) -> bool:
    """The mark may stand a little behind the file's beginning: readers allow for what a mail or a web server left there."""
    return b"%PDF-" in data[:_HEAD]


def read_pdf(data: bytes) -> Source:
    """Raises a `SourceError` for a file that is damaged, locked or has no pages."""
    document = _opened(data)
    try:
        check_pages(len(document))
        reader = _Reader(document)
        lines = read_sheets(reader.sheets())
        reader.recognition.check(len(reader.pages))
        findings = (*active_content(document, data), *reader.recognition.findings(lines), *doubts(lines))
    finally:
        document.close()
    return Source(
        "pdf", lines, tuple(reader.pages), tuple(reader.cutter.pictures), findings, characters=reader.characters
    )


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise ProtectedSourceError("PDF ") from error
        raise DamagedSourceError("PDF ") from error
    if not len(document):
        document.close()
        raise EmptySourceError
    return document


class _Reader:
    """Makes sheets of pages, and keeps what is counted on the way."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self.document = document
        self.cutter = Cutter()
        self.recognition = Recognition()
        self.pages: list[SourcePage] = []
        self.characters = 0

    def sheets(self) -> Iterator[Sheet]:
        """One sheet after the other; no page stays open behind its own."""
        for index in range(len(self.document)):
            try:
                page = self.document[index]
            except pdfium.PdfiumError:
                continue
            try:
                yield self._sheet(page, index + 1)
            finally:
                page.close()

    def _sheet(self, page: pdfium.PdfPage, number: int) -> Sheet:
        frame = frame_of(page)
        drawing = drawing_on(page, frame)
        text = text_on(page, frame, drawing.rules)
        lack = lack_of(text, drawing, frame)
        sheet = self.recognition.sheet(page, frame, number, lack) if lack else None
        if sheet is not None:
            self.pages.append(SourcePage(number, frame.width, frame.height, recognised=True))
            self.characters += sum(len("".join(glyph.text.split())) for glyph in sheet.glyphs)
            tell(number, len(self.document))
            return sheet
        areas = self.cutter.cut(page, frame, picture_boxes(drawing.images, frame))
        self.pages.append(SourcePage(number, frame.width, frame.height))
        self.characters += text.characters
        return Sheet(number, frame.width, frame.height, tuple(text.glyphs), tuple(drawing.rules), tuple(areas))
