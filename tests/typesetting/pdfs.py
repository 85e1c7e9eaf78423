"""Facts about a PDF file: its text, the sheets it is on, its outline and its fonts."""

import io
import re

import pikepdf
import pypdfium2


def page_texts(data: bytes) -> list[str]:
    """Each page's text without white space."""
    file = pypdfium2.PdfDocument(data)
    return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in file]


def sheets(data: bytes) -> list[tuple[int, int]]:
    """Each page's width and height in millimetres."""
    file = pypdfium2.PdfDocument(data)
    return [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in file]


def outline(data: bytes) -> list[tuple[int, str]]:
    """The bookmarks with their depth from 0."""
    file = pypdfium2.PdfDocument(data)
    return [(mark.level, mark.get_title()) for mark in file.get_toc(max_depth=10)]


def fonts(data: bytes) -> dict[str, bool]:
    """Each font's name and whether its program is in the file."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as file:
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                found[str(item.FontName)] = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def images(data: bytes) -> list[tuple[int, int]]:
    """Width and height of each picture in pixels."""
    with pikepdf.open(io.BytesIO(data)) as file:
        found = [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        return [(int(one.Width), int(one.Height)) for one in found]


def info(data: bytes) -> dict[str, str]:
    with pikepdf.open(io.BytesIO(data)) as file:
        named = {str(key): str(value) for key, value in file.docinfo.items()}
        return named | {"lang": str(file.Root.get("/Lang", ""))}
