"""Binds pictures of pages into one PDF, byte for byte the same for the same pictures: a scan of many files becomes one source."""

import io
from collections.abc import Callable, Iterable
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from policies.grammar.said import said

_RESOLUTION = 300  # dots per inch, where a picture does not say
_MOST_PIXELS = 120_000_000
_PLAIN = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


class BindingError(Exception):
    """A picture can't be bound; the message names it."""


def bind_pages(*, pictures: Iterable[tuple[str, Callable[[], BinaryIO]]], target: BinaryIO) -> int:
    """Writes the PDF to `target`, a page a picture (name, opener); how many. One picture at a time is in memory.

    JPEG files go in as they are; others are set anew. Raises `BindingError`.
    """
    writer = _Writer(target)
    for name, opened in pictures:
        with opened() as stream:
            data = stream.read()
        writer.page(*_jpeg(name, data))
    writer.close()
    return len(writer.pages)


def _jpeg(name: str, data: bytes) -> tuple[bytes, int, int, str, float, float]:
    """A picture's JPEG bytes, its width and height in pixels, its colours, and its size in points."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise BindingError(said("图片 {name} 尺寸过大，没有装订。", name=name))
            across, down = _resolution(image)
            width, height = image.width, image.height
            if image.format == "JPEG" and image.mode in _PLAIN:
                return data, width, height, _PLAIN[image.mode], width * 72 / across, height * 72 / down
            plain = image.convert("L" if image.mode in ("1", "L", "LA", "I;16") else "RGB")
            made = io.BytesIO()
            plain.save(made, "JPEG", quality=92)
            return made.getvalue(), width, height, _PLAIN[plain.mode], width * 72 / across, height * 72 / down
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise BindingError(said("图片 {name} 打不开，这一期没有装订。", name=name)) from error


def _resolution(image: Image.Image) -> tuple[float, float]:
    across, down = image.info.get("dpi", (0, 0))
    return (float(across), float(down)) if 60 <= across <= 1200 and 60 <= down <= 1200 else (_RESOLUTION, _RESOLUTION)


class _Writer:
    """The few objects of a PDF that shows one picture a page."""

    def __init__(self, target: BinaryIO) -> None:
        self.target, self.at, self.offsets = target, 0, [0, 0]
        self.pages: list[int] = []
        self._put(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")

    def page(self, data: bytes, width: int, height: int, colours: str, across: float, down: float) -> None:
        picture = self._object(
            f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {colours} "
            f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(data)} >>",
            data,
        )
        drawing = f"q {across:.2f} 0 0 {down:.2f} 0 0 cm /P Do Q".encode()
        content = self._object(f"<< /Length {len(drawing)} >>", drawing)
        self.pages.append(
            self._object(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {across:.2f} {down:.2f}] "
                f"/Resources << /XObject << /P {picture} 0 R >> >> /Contents {content} 0 R >>"
            )
        )

    def close(self) -> None:
        self.offsets[0] = self._write(1, "<< /Type /Catalog /Pages 2 0 R >>")
        kids = " ".join(f"{page} 0 R" for page in self.pages)
        self.offsets[1] = self._write(2, f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>")
        start, count = self.at, len(self.offsets) + 1
        rows = "".join(f"{offset:010} 00000 n \n" for offset in self.offsets)
        self._put(f"xref\n0 {count}\n0000000000 65535 f \n{rows}".encode())
        self._put(f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())

    def _object(self, head: str, stream: bytes | None = None) -> int:
        number = len(self.offsets) + 1
        self.offsets.append(self._write(number, head, stream))
        return number

    def _write(self, number: int, head: str, stream: bytes | None = None) -> int:
        start = self.at
        self._put(f"{number} 0 obj\n{head}\n".encode())
        if stream is not None:
            self._put(b"stream\n")
            self._put(stream)
            self._put(b"\nendstream\n")
        self._put(b"endobj\n")
        return start

    def _put(self, data: bytes) -> None:
        self.target.write(data)
        self.at += len(data)
