"""Draws pages of a source as a reader sees them: `python -m policies.drawing FILE FOLDER --pages 3 4 5`.

Leaves `3.png`, `4.png` … in FOLDER, none for a page that is not there. Run apart, within limits: it opens strangers' files.
"""

import argparse
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageOps, ImageSequence, UnidentifiedImageError

DPI = 130  # small print of a gazette's page is legible at twice this size on a screen, and it has 100 KB
_POINTS = 72
_LONGEST_SIDE = 2_400  # pixels, whatever size the page says it has
_MOST_PIXELS = 120_000_000
_NOTICED = 24  # of 255: less is a scanner's, not an ink's
_PDF_WITHIN = 1024  # bytes before the head that readers of PDF forgive
NO_PAGES = 3  # exit code for a format that has no pages to draw


def main() -> None:
    parser = argparse.ArgumentParser(prog="policies.drawing")
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, nargs="+", required=True)
    asked = parser.parse_args()
    drawn = _pdf_pages if _is_pdf(asked.file) else _image_pages
    try:
        for number, image in drawn(asked.file, asked.pages):
            image.save(asked.folder / f"{number}.png", optimize=False, compress_level=6)
    except (
        pdfium.PdfiumError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
    ) as error:
        print(error, file=sys.stderr)  # noqa: T201  # what the parent logs
        sys.exit(NO_PAGES)


def _is_pdf(file: Path) -> bool:
    with file.open("rb") as stream:
        return b"%PDF-" in stream.read(_PDF_WITHIN)


def _pdf_pages(file: Path, pages: Sequence[int]) -> Iterator[tuple[int, Image.Image]]:
    with pdfium.PdfDocument(file) as document:
        for number in pages:
            if 1 <= number <= len(document):
                page = document[number - 1]
                longest = max(*page.get_size(), 1.0)
                scale = min(DPI / _POINTS, _LONGEST_SIDE / longest)
                yield number, _plain(page.render(scale=scale, may_draw_forms=False).to_pil())
                page.close()


def _image_pages(file: Path, pages: Sequence[int]) -> Iterator[tuple[int, Image.Image]]:
    warnings.simplefilter("ignore")  # odd metadata of a picture is nobody's concern
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS // 2  # Pillow refuses twice as many
    with Image.open(file) as opened:
        for number, frame in enumerate(ImageSequence.Iterator(opened), start=1):
            if number > max(pages):
                return
            if number in pages:
                upright = ImageOps.exif_transpose(frame)
                upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
                yield number, _plain(upright)


def _plain(image: Image.Image) -> Image.Image:
    """Grey where the page has no colour, which halves the file; never with transparency."""
    colour = image.convert("RGB")
    red, green, blue = colour.split()
    coloured = any(sum(ImageChops.difference(red, one).histogram()[_NOTICED:]) for one in (green, blue))
    return colour if coloured else colour.convert("L")


if __name__ == "__main__":
    main()
