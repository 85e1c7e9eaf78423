"""Turns a text object into its style: size, weight, angle and baseline, asked for once for each object."""

import ctypes
import math
import re
from dataclasses import dataclass, replace

import pypdfium2.raw as pdfium_c

from policies.reading.sources.pdf import calls
from policies.reading.sources.pdf.frames import PageFrame

_BOLD_NAME = re.compile(
    r"bold|black|heavy|demi|semibold|simhei|heiti|\bhei\b|(?<=[-+,_])hei|hei(?:-|$)|xiaobiaosong|dabiaosong|biaosong|cuhei|黑|小标宋|大标宋",
    re.IGNORECASE,
)
_INVISIBLE = 3
_OUTLINED = 2
_SLANT = 8.0  # degrees: what is turned by more than that from a quarter is no text of the page but a stamp or watermark


@dataclass(slots=True, frozen=True)
class Style:
    size: float
    bold: bool
    angle: int | None  # None: slanted
    baseline: float
    plain: bool  # upright in the PDF's own space, where the library's loose boxes hold
    invisible: bool
    em: float = 0.0  # how wide a whole character is
    key: int = 0  # the same for the same look


NO_STYLE = Style(0.0, False, None, 0.0, False, False)


class Styles:
    """Of the text objects of one page; `raw` is the text page's address."""

    def __init__(self, raw: ctypes.c_void_p, frame: PageFrame) -> None:
        self.raw, self.frame = raw, frame
        self.looks: dict[tuple[bytes, float, int, int], Style] = {}
        self.same: dict[Style, Style] = {}
        self.key: tuple[bytes, float, int, int] | None = None
        self.style = NO_STYLE
        self.bold_fonts: dict[int, bool] = {}
        self.matrix = pdfium_c.FS_MATRIX()
        self.matrix_at = ctypes.byref(self.matrix)

    def of(self, item: int, index: int) -> Style:
        """Size, weight, angle and baseline of a text object. Many makers set one object a character: looks are kept by key."""
        calls.matrix(self.raw, index, self.matrix_at)
        size, font, mode = calls.font_size(self.raw, index), calls.font(item), calls.render_mode(item)
        key = (bytes(self.matrix), size, font, mode)
        if key == self.key:
            return self.style
        looks = (key[0][:16], size, font, mode)
        look = self.looks.get(looks)
        if look is None:
            look = self.looks[looks] = self._look(size, font, mode)
        x, y = self.frame.point(self.matrix.e, self.matrix.f)
        baseline = turned(x, y, look.angle or 0)[1]
        if baseline != self.style.baseline or look.key != self.style.key:
            self.style = replace(look, baseline=baseline)
        self.key = key
        return self.style

    def _look(self, size: float, font: int, mode: int) -> Style:
        a, b, c, d = self.matrix.a, self.matrix.b, self.matrix.c, self.matrix.d
        angle = self._angle(a, b)
        look = Style(
            size=round(abs(size * (math.hypot(c, d) or math.hypot(a, b) or 1.0)), 2),
            em=abs(size * math.hypot(a, b)),
            bold=mode == _OUTLINED or self._is_bold(font),
            angle=angle,
            baseline=0.0,
            plain=self.frame.rotation == 0 and angle == 0 and a > 0,
            invisible=mode == _INVISIBLE,
        )
        # Some makers part one type into dozens of fonts of few characters: what looks the same is the same here.
        return self.same.setdefault(look, replace(look, key=len(self.same) + 1))

    def _angle(self, a: float, b: float) -> int | None:
        p, q, r, s, _, _ = self.frame.matrix
        degrees = math.degrees(math.atan2(a * q + b * s, a * p + b * r)) % 360
        quarter = round(degrees / 90) % 4
        off = abs(degrees - quarter * 90) % 360
        return quarter * 90 if min(off, 360 - off) <= _SLANT else None

    def _is_bold(self, font: int) -> bool:
        if font not in self.bold_fonts:
            name = ctypes.create_string_buffer(256)
            handle = ctypes.cast(font, pdfium_c.FPDF_FONT)
            pdfium_c.FPDFFont_GetBaseFontName(handle, name, 256)
            heavy = pdfium_c.FPDFFont_GetWeight(handle) >= 600
            self.bold_fonts[font] = heavy or bool(_BOLD_NAME.search(_font_name(name.value)))
        return self.bold_fonts[font]


def alike(one: Style, other: Style) -> bool:
    return (
        abs(one.baseline - other.baseline) <= 0.06 * one.size
        and abs(one.size - other.size) <= 0.06 * one.size
        and one.bold is other.bold
        and one.angle == other.angle
        and one.invisible is other.invisible
    )


def turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """A point of the sheet along and across the reading direction of text turned clockwise by `angle`."""
    return {0: (x, y), 90: (y, -x), 180: (-x, -y), 270: (-y, x)}[angle]


def _font_name(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")
