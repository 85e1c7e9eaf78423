"""A maker: turns printed pages into a scan, a PDF of pictures without a text layer."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy
import pypdfium2
from PIL import Image, ImageFilter


@dataclass(frozen=True)
class Scanner:
    """`skew` in degrees, the largest, alternating from page to page; `noise` the deviation of the grey values (0-255)."""

    name: str
    dpi: int = 300
    skew: float = 0.0
    noise: float = 0.0
    blur: float = 0.0
    quality: int = 85
    grey: bool = True
    shade: int = 0  # how much darker one edge of the page is


CLEAN = Scanner("scan300")
COARSE = Scanner("scan150", dpi=150, quality=75)
WORN = Scanner("worn300", skew=0.8, noise=14, blur=0.6, quality=60, shade=40)
SCANNERS = {scanner.name: scanner for scanner in (CLEAN, COARSE, WORN)}


def scan(source: Path, scanner: Scanner, target: Path, pages: Iterable[int] | None = None) -> int:
    """Writes the pages (from 0; all of them where not told) of a PDF as pictures, and says how many they are."""
    document = pypdfium2.PdfDocument(source)
    images = [_photographed(document[n], n, scanner) for n in (range(len(document)) if pages is None else pages)]
    images[0].save(
        target, "PDF", resolution=scanner.dpi, save_all=True, append_images=images[1:], quality=scanner.quality
    )
    document.close()
    return len(images)


def photograph(source: Path, scanner: Scanner, target: Path, page: int = 0) -> None:
    """Writes one page as a picture file, PNG or JPEG by its name."""
    document = pypdfium2.PdfDocument(source)
    _photographed(document[page], page, scanner).save(target, dpi=(scanner.dpi, scanner.dpi))
    document.close()


def _photographed(page: pypdfium2.PdfPage, n: int, scanner: Scanner) -> Image.Image:
    image: Image.Image = page.render(scale=scanner.dpi / 72, grayscale=scanner.grey).to_pil()
    if scanner.skew:
        angle = scanner.skew * math.sin(n * 2.1 + 1)
        image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255 if scanner.grey else "white")
    if scanner.blur:
        image = image.filter(ImageFilter.GaussianBlur(scanner.blur * scanner.dpi / 300))
    if scanner.noise or scanner.shade:
        image = _soiled(image, n, scanner)
    held = BytesIO()
    image.save(held, "JPEG", quality=scanner.quality)
    return Image.open(BytesIO(held.getvalue()))


def _soiled(image: Image.Image, n: int, scanner: Scanner) -> Image.Image:
    chance = numpy.random.default_rng(n)
    values = numpy.asarray(image, dtype=numpy.float32)
    values = values + chance.normal(0, scanner.noise, values.shape).astype(numpy.float32)
    edge = numpy.linspace(scanner.shade, 0, values.shape[1], dtype=numpy.float32)
    values = values - (edge if values.ndim == 2 else edge[:, None])
    return Image.fromarray(values.clip(0, 255).astype(numpy.uint8))
