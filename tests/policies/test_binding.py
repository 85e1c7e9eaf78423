"""Pictures of pages bound into one PDF: as many pages, in their size, and the same bytes each time."""

import io
from collections.abc import Callable
from typing import BinaryIO

import pypdfium2
import pytest
from PIL import Image

from policies.services.binding import BindingError, bind_pages


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (300, 600), **info: object) -> Callable[[], BinaryIO]:
    made = io.BytesIO()
    Image.new(mode, size, 0).save(made, kind, **info)
    return lambda: io.BytesIO(made.getvalue())


def bound(*pictures: tuple[str, Callable[[], BinaryIO]]) -> bytes:
    target = io.BytesIO()
    assert bind_pages(pictures=pictures, target=target) == len(pictures)
    return target.getvalue()


PAGES = (
    ("1.jpg", picture("JPEG", dpi=(150, 150))),
    ("2.png", picture("PNG", "1")),
    ("3.tif", picture("TIFF", "L", (600, 300))),
)


def test_each_picture_is_a_page_in_its_size() -> None:
    pdf = pypdfium2.PdfDocument(bound(*PAGES))
    sizes = [(round(page.get_width()), round(page.get_height())) for page in pdf]
    assert sizes == [(144, 288), (72, 144), (144, 72)]
    assert all(page.render().to_pil().convert("L").getpixel((40, 40)) < 60 for page in pdf)


def test_the_same_pictures_make_the_same_bytes() -> None:
    assert bound(*PAGES) == bound(*PAGES)


def test_a_picture_that_is_none_is_named() -> None:
    with pytest.raises(BindingError, match=r"2\.jpg"):
        bound(PAGES[0], ("2.jpg", lambda: io.BytesIO(b"no picture")))
