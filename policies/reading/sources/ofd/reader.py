"""Turns the bytes of an OFD file into a source: its pages to sheets, these to lines as those of any printed page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from policies.grammar.said import said
from policies.reading.records import FindingRecord, Severity
from policies.reading.sheets.reading import read_sheets
from policies.reading.sheets.sheet import Sheet
from policies.reading.sources.archive import Archive
from policies.reading.sources.errors import DamagedSourceError, EmptySourceError, ProtectedSourceError
from policies.reading.sources.ofd.documents import OfdDocument, documents_of
from policies.reading.sources.ofd.package import KIND, Package
from policies.reading.sources.ofd.pages import ScannedPage
from policies.reading.sources.pictures import Shelf
from policies.reading.sources.progress import tell
from policies.reading.sources.scan.doubts import doubts
from policies.reading.sources.scan.images import page_images
from policies.reading.sources.scan.recognition import recognised_sheet
from policies.reading.sources.source import Source, SourcePage

_SEALED = "seal-ignored"
_ENCRYPTED = "encryptions.xml"


@dataclass(slots=True)
class _Told:
    """What is kept of the sheets on their way to lines."""

    pages: list[SourcePage] = field(default_factory=list)
    characters: int = 0

    def take(self, sheet: Sheet) -> Sheet:
        self.pages.append(SourcePage(sheet.number, sheet.width, sheet.height, sheet.recognised))
        self.characters += sum(len("".join(glyph.text.split())) for glyph in sheet.glyphs)
        return sheet


def read_ofd(data: bytes) -> Source:
    """Raises a `SourceError` for what is no OFD, is encrypted, or has no page with text."""
    with Archive(data, kind=KIND) as archive:
        if any(name.lower().endswith(_ENCRYPTED) for name in archive.names):
            raise ProtectedSourceError(KIND)
        package, shelf, told = Package(archive), Shelf(), _Told()
        documents = list(documents_of(package, shelf))
        lines = read_sheets(told.take(sheet) for sheet in _sheets(package, documents))
        if not any(line.text.strip() for line in lines):
            raise EmptySourceError
        findings = (*_seals(documents), *doubts(lines))
        return Source("ofd", lines, tuple(told.pages), tuple(shelf.pictures), findings, told.characters)


def _sheets(package: Package, documents: list[OfdDocument]) -> Iterator[Sheet]:
    total = sum(len(document.pages) for document in documents)
    number = 0
    for document in documents:
        for part in document.pages:
            number += 1
            page = package.tree(part)
            if page is None:
                raise DamagedSourceError(KIND)
            sheet = document.reader.sheet(page, number)
            if isinstance(sheet, ScannedPage):
                sheet = _recognised(package, sheet)
                tell(number, total)
            yield sheet


def _recognised(package: Package, page: ScannedPage) -> Sheet:
    data = package.data(page.part)
    if data is None:
        raise DamagedSourceError(KIND)
    picture = next(page_images(data))
    return recognised_sheet(picture.image, number=page.number, width=page.width, height=page.height)


def _seals(documents: list[OfdDocument]) -> Iterator[FindingRecord]:
    if any(document.marked for document in documents):
        yield FindingRecord(_SEALED, Severity.WARNING, said("文件带有电子签章或批注，没有识读；请对照原件。"))
