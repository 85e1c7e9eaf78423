"""Turns the bytes of an image file into a source: each page recognised, then laid out as any printed page."""

from collections.abc import Iterator

from policies.reading.sheets.reading import read_sheets
from policies.reading.sheets.sheet import Sheet
from policies.reading.sources.errors import EmptySourceError, RecogniserMissingError
from policies.reading.sources.progress import tell
from policies.reading.sources.scan.doubts import doubts
from policies.reading.sources.scan.images import page_count, page_images
from policies.reading.sources.scan.recognition import recognised_sheet, recogniser_at_hand
from policies.reading.sources.source import Source, SourcePage


def read_image(data: bytes) -> Source:
    """Raises a `SourceError` for a broken or huge picture, for one without text, and when no recogniser is installed."""
    total = page_count(data)
    if not recogniser_at_hand():
        raise RecogniserMissingError
    pages: list[SourcePage] = []
    characters = 0

    def sheets() -> Iterator[Sheet]:
        nonlocal characters
        for number, page in enumerate(page_images(data), 1):
            sheet = recognised_sheet(page.image, number=number, width=page.width, height=page.height)
            pages.append(SourcePage(number, sheet.width, sheet.height, recognised=True))
            characters += sum(len("".join(glyph.text.split())) for glyph in sheet.glyphs)
            tell(number, total)
            yield sheet

    lines = read_sheets(sheets())
    if not any(line.text.strip() for line in lines):
        raise EmptySourceError
    return Source("image", lines, tuple(pages), findings=doubts(lines), characters=characters)
