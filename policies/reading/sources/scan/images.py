"""Turns image files into pictures of pages: turned as their camera says, one for each page of a TIFF, of a sane size."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from policies.reading.sources.budget import check_pages
from policies.reading.sources.errors import DamagedSourceError, OversizedSourceError, SourceError

KIND = "图片"
_MAGIC = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_MOST_PIXELS = 120_000_000  # of one page; A3 at 600 dpi has 70
_LEAST_SIDE = 64
_DENSITY = 300 / 72  # pixels a point; more tells recognition nothing
_PLAUSIBLE = (72.0, 1_250.0)  # dots an inch
_LONG_SIDE = 842.0  # points: A4, where the file does not say
_SIDES = (250.0, 1_700.0)  # points of the longer side that a printed page has
_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
)


@dataclass(frozen=True, slots=True)
class PageImage:
    """A grey picture of one page; sides in points."""

    image: Image.Image
    width: float
    height: float


def is_image(data: bytes) -> bool:
    return data.startswith(_MAGIC) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def page_count(data: bytes) -> int:
    """Raises a `SourceError` for a broken file or one of too many pages."""
    with _opened(data) as opened:
        try:
            count = int(getattr(opened, "n_frames", 1)) if opened.format == "TIFF" else 1
        except _BROKEN as error:
            raise DamagedSourceError(KIND) from error
    check_pages(count)
    return count


def page_images(data: bytes) -> Iterator[PageImage]:
    """The pages one after another, each decoded when it is asked for. Raises a `SourceError`."""
    for number in range(page_count(data)):
        with _opened(data) as opened:
            try:
                if number:
                    opened.seek(number)
                page = _page(opened)
            except SourceError:
                raise
            except _BROKEN as error:
                raise DamagedSourceError(KIND) from error
        yield page


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of metadata and of sizes, which are judged below
            return Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise OversizedSourceError(KIND) from error
    except _BROKEN as error:
        raise DamagedSourceError(KIND) from error


def _page(opened: Image.Image) -> PageImage:
    if opened.width * opened.height > _MOST_PIXELS:
        raise OversizedSourceError(KIND)
    if min(opened.size) < _LEAST_SIDE:
        raise DamagedSourceError(KIND)
    points = _points(opened)
    full = opened.size
    if opened.format == "JPEG":
        opened.draft("L", (round(full[0] * points * _DENSITY), round(full[1] * points * _DENSITY)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        turned = ImageOps.exif_transpose(opened)
        image = _on_paper(turned)
    lies = (image.width > image.height) != (full[0] > full[1])
    width, height = (full[1], full[0]) if lies else full
    image.thumbnail((round(width * points * _DENSITY), round(height * points * _DENSITY)), Image.Resampling.BOX)
    return PageImage(image, width * points, height * points)


def _on_paper(image: Image.Image) -> Image.Image:
    """Grey, what is transparent being paper."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("L")
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L")
    return image.convert("L")


def _points(opened: Image.Image) -> float:
    """Points a pixel: as the file says where that makes a page, else as if the page were A4."""
    longest = max(opened.size)
    try:
        told = float(opened.info.get("dpi", (0, 0))[0])
    except _BROKEN:
        told = 0.0
    if _PLAUSIBLE[0] <= told <= _PLAUSIBLE[1] and _SIDES[0] <= longest * 72 / told <= _SIDES[1]:
        return 72 / told
    return _LONG_SIDE / longest
