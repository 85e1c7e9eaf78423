"""Turns the library's text functions into bare calls."""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c


def _bare(function: object, result: type | None, *arguments: type) -> Callable[..., Any]:
    """A call that takes plain addresses: the library's own prototypes make an object for every pointer of every character."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value)  # type: ignore[arg-type]


_address, _place = ctypes.c_void_p, ctypes.c_int
_doubles = ctypes.POINTER(ctypes.c_double)
count = _bare(pdfium_c.FPDFText_CountChars, ctypes.c_int, _address)
text_object = _bare(pdfium_c.FPDFText_GetTextObject, _address, _address, _place)
unicode = _bare(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, _address, _place)
loose_box = _bare(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, _address, _place, ctypes.POINTER(pdfium_c.FS_RECTF))
char_box = _bare(pdfium_c.FPDFText_GetCharBox, ctypes.c_int, _address, _place, *[_doubles] * 4)
origin = _bare(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int, _address, _place, _doubles, _doubles)
matrix = _bare(pdfium_c.FPDFText_GetMatrix, ctypes.c_int, _address, _place, ctypes.POINTER(pdfium_c.FS_MATRIX))
font_size = _bare(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, _address, _place)
font = _bare(pdfium_c.FPDFTextObj_GetFont, _address, _address)
render_mode = _bare(pdfium_c.FPDFTextObj_GetTextRenderMode, ctypes.c_int, _address)
