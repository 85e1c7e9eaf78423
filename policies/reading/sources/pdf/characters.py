"""Turns a PDF page's characters into runs: what stands on one baseline in one size without a gap, cut where a rule passes.

Bare calls into the library are what costs here, so a run's size, weight and angle are asked for once for each text object.
"""

import ctypes
import math
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from policies.reading.lines import Box
from policies.reading.sheets.fragments import THIN_BLANK, WORD_GAP, is_han
from policies.reading.sheets.sheet import Glyph, Rule
from policies.reading.sources.pdf.frames import PageFrame


def _bare(function: object, result: type | None, *arguments: type) -> Callable[..., Any]:
    """A call that takes plain addresses: the library's own prototypes make an object for every pointer of every character."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value)  # type: ignore[arg-type]


_address, _place = ctypes.c_void_p, ctypes.c_int
_doubles = ctypes.POINTER(ctypes.c_double)
_count = _bare(pdfium_c.FPDFText_CountChars, ctypes.c_int, _address)
_text_object = _bare(pdfium_c.FPDFText_GetTextObject, _address, _address, _place)
_unicode = _bare(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, _address, _place)
_loose_box = _bare(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, _address, _place, ctypes.POINTER(pdfium_c.FS_RECTF))
_char_box = _bare(pdfium_c.FPDFText_GetCharBox, ctypes.c_int, _address, _place, *[_doubles] * 4)
_origin = _bare(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int, _address, _place, _doubles, _doubles)
_matrix = _bare(pdfium_c.FPDFText_GetMatrix, ctypes.c_int, _address, _place, ctypes.POINTER(pdfium_c.FS_MATRIX))
_font_size = _bare(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, _address, _place)
_font = _bare(pdfium_c.FPDFTextObj_GetFont, _address, _address)
_render_mode = _bare(pdfium_c.FPDFTextObj_GetTextRenderMode, ctypes.c_int, _address)

_BOLD_NAME = re.compile(
    r"bold|black|heavy|demi|semibold|simhei|heiti|\bhei\b|(?<=[-+,_])hei|hei(?:-|$)|xiaobiaosong|dabiaosong|biaosong|cuhei|黑|小标宋|大标宋",
    re.IGNORECASE,
)
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_HALF = re.compile("[\ud800-\udfff]")  # of a character beyond the first 65,536; a half alone is none
_BLANKS = frozenset(" \u00a0\u2002\u2003\u2009\u3000\t\r\n")
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}[\u4e00-\u9fff]$")
_MIXED = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
_SOFT_HYPHENS = frozenset(("\x02", "\u00ad", "\ufffe"))
_DROPPED = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_SPECIAL = _BLANKS | _SOFT_HYPHENS | _DROPPED | {"\x00"}
# Bullets of the symbol fonts that word processors use: their codes are private.
_SYMBOLS = {
    0xF06C: "●",
    0xF06E: "■",
    0xF071: "□",
    0xF075: "◆",
    0xF076: "◆",
    0xF0A7: "■",
    0xF0A8: "□",
    0xF0B2: "★",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0FC: "✓",
    0xF0FE: "☑",
}
_UNREADABLE = "\ufffd"
_NO_GAP = 0.05  # of the size: nothing that was set on purpose
_LONGEST_GAP = 0.35  # of the size; a wider one parts two runs
_BLANK_GAP = 0.5
_REAL_BLANK = 0.08
_SPACED = 3  # real blanks on a page whose maker prints them
_NO_BLANK = math.inf
_SHORT = 10  # characters of a run: a longer one is running text, which is stretched to its column
_INVISIBLE = 3
_OUTLINED = 2
_SLANT = 8.0  # degrees: what is turned by more than that from a quarter is no text of the page but a stamp or watermark
_MOST_CHARACTERS = 200_000


@dataclass(slots=True)
class PageText:
    """`characters` counts the printed ones, blanks left out; `unreadable` those of them whose meaning the file doesn't tell."""

    glyphs: list[Glyph] = field(default_factory=list)
    characters: int = 0
    unreadable: int = 0
    slanted: str = ""
    invisible: bool = False


@dataclass(slots=True, frozen=True)
class _Style:
    size: float
    bold: bool
    angle: int | None  # None: slanted
    baseline: float
    plain: bool  # upright in the PDF's own space, where the library's loose boxes hold
    invisible: bool
    em: float = 0.0  # how wide a whole character is
    key: int = 0  # the same for the same look


_NO_STYLE = _Style(0.0, False, None, 0.0, False, False)


@dataclass(slots=True)
class _Run:
    """`start`, `end` along the reading direction, `baseline` across it, both turned upright by `angle`."""

    style: _Style
    characters: list[str]
    start: float
    end: float
    last: str = ""
    last_start: float = 0.0
    struck: int = 0
    gaps: list[tuple[int, float]] = field(default_factory=list)  # wider than none: before which character, in sizes

    def text(self, *, blanks: bool, mixed: bool) -> str:
        """The characters, and unless the maker prints `blanks` as characters, one where two stand further apart than others.

        `mixed`: a gap between a Han character and a figure is a typed one too, where the maker sets none of its own there.
        """
        if self.gaps and not blanks:
            for at in reversed(self._blanks(mixed=mixed)):
                self.characters.insert(at, " ")
            self.gaps = []
        joined = "".join(self.characters)
        return (
            joined if not _HALF.search(joined) else joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )

    def _blanks(self, *, mixed: bool) -> list[int]:
        """Before which characters a blank was set that is no character: all alike, or few in a line that is not stretched."""
        none = max(0, len(self.characters) - 1 - len(self.gaps))
        every = [*[0.0] * none, *sorted(gap for _, gap in self.gaps)]
        usual = every[len(every) // 4] if len(every) > 3 else 0.0
        words = [
            at for at, gap in self.gaps if gap - usual >= WORD_GAP and self._stands_between(at, _is_latin, _is_latin)
        ]
        wide = [(at, gap) for at, gap in self.gaps if gap - usual >= THIN_BLANK]
        between = [gap for at, gap in wide if self._stands_between(at, is_han, is_han)]
        alike = between and len(wide) == len(self.gaps) and max(between) - min(between) < 0.04
        if not alike and len(self.characters) > _SHORT and len(wide) * 10 > len(self.characters):
            return words
        if between:
            least = 0.9 * min(between)
            return [at for at, gap in wide if gap >= least and self._stands_between(at, _is_word, _is_word)]
        if mixed:
            return sorted({*words, *(at for at, _ in wide if self._stands_between(at, _is_word, _is_word))})
        return words or [at for at, _ in wide[:1] if _NUMBERING.match("".join(self.characters[: at + 1]))]

    def _stands_between(self, at: int, before: Callable[[str], bool], after: Callable[[str], bool]) -> bool:
        return 0 < at < len(self.characters) and before(self.characters[at - 1]) and after(self.characters[at])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "《“（("


def text_on(page: pdfium.PdfPage, frame: PageFrame, rules: Sequence[Rule]) -> PageText:
    """The runs of a page in the file's order. Hidden text is left out where there is visible text."""
    textpage = page.get_textpage()
    try:
        reader = _Reader(textpage.raw, frame, rules)
        runs, slanted = reader.read()
    finally:
        textpage.close()
    return _page_text(runs, slanted, frame, blanks=reader.blanks >= _SPACED)


class _Reader:
    def __init__(self, raw: Any, frame: PageFrame, rules: Sequence[Rule]) -> None:
        self.raw, self.frame = ctypes.c_void_p(ctypes.cast(raw, ctypes.c_void_p).value), frame
        self.looks: dict[tuple[bytes, float, int, int], _Style] = {}
        self.same: dict[_Style, _Style] = {}
        self.key: tuple[bytes, float, int, int] | None = None
        self.style = _NO_STYLE
        self.bold_fonts: dict[int, bool] = {}
        self.cuts = {True: _lanes(rules, horizontal=False), False: _lanes(rules, horizontal=True)}
        self.matrix = pdfium_c.FS_MATRIX()
        self.matrix_at = ctypes.byref(self.matrix)
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.edges = [ctypes.c_double() for _ in range(4)]
        self.runs: list[_Run] = []
        self.run = _Run(_NO_STYLE, [], 0.0, 0.0)
        self.blanks = self.own = 0
        self.blank = _NO_BLANK  # where the blank before the next character starts

    def read(self) -> tuple[list[_Run], list[str]]:
        """Runs as they come, and the characters of slanted text."""
        raw, shift = self.raw, self.frame.matrix[4]
        rect = pdfium_c.FS_RECTF()
        pointer = ctypes.byref(rect)
        address, style = -1, _NO_STYLE
        slanted: list[str] = []
        end, low, high = 0.0, 1.0, 0.0  # an open run's end, and the gaps that need no second look
        for index in range(min(_count(raw), _MOST_CHARACTERS)):
            own = _text_object(raw, index)
            if own != address:
                if not own:
                    continue  # a blank or line end that the library made up
                fresh = self._style(own, index)
                if fresh is not style:
                    low, high = 1.0, 0.0
                address, style = own, fresh
            character = chr(_unicode(raw, index))
            if style.plain:
                _loose_box(raw, index, pointer)
                start, stop = rect.left + shift, rect.right + shift
                if low < start - end < high and character not in _SPECIAL:
                    self.run.characters.append(character)
                    self.run.last, self.run.last_start, self.run.end = character, start, stop
                    end = stop
                    continue
            elif style.angle is None:
                slanted.append(character)
                continue
            else:
                start, stop = self._extent(index, character, style)
            if self._take(index, character, start, stop, style, own):
                end, low, high = self.run.end, -0.3 * style.size, _NO_GAP * style.size
            else:
                low, high = 1.0, 0.0
        return self.runs, slanted

    def _take(self, index: int, character: str, start: float, end: float, style: _Style, own: int) -> bool:
        """Takes a character that may open a run; whether it stands in the run now."""
        if character in _DROPPED:
            return False
        if character in _BLANKS or (character == "\x00" and self._is_empty(index)):
            self.blank = min(self.blank, start)
            return False
        character = "-" if character in _SOFT_HYPHENS else character
        run = self.run
        if style.plain and is_han(character) and end - start < 0.9 * style.em:
            start, end = self._em(index, style)
        if is_han(run.last) and run.end - run.last_start < 0.9 * run.style.em:
            run.end = max(run.end, min(run.last_start + run.style.em, start))
        if not _alike(run.style, style):
            run = self._open(style, start)
        elif (
            run.characters and character == run.last and abs(start - run.last_start) < 0.3 * style.size and end > start
        ):
            if end - start > 1.5 * style.size:  # one glyph for two characters, as for a long dash
                run.characters.append(character)
                return True
            run.struck += 1
            return False
        gap = start - run.end
        blank = start - self.blank > _REAL_BLANK * style.size  # else the library made it up
        self.blanks += blank
        if not self._goes_on(run, start, (_BLANK_GAP if blank else _LONGEST_GAP) * style.size, style):
            run = self._open(style, start)
        elif blank and gap > 0.1 * style.size and run.characters:
            run.characters.append(" ")
        elif gap > _NO_GAP * style.size:
            run.gaps.append((len(run.characters), gap / style.size))
        run.characters.append(character)
        run.last, run.last_start, run.end = character, start, max(end, run.end)
        self.blank, self.own = _NO_BLANK, own
        return True

    def _is_struck_again(self, run: _Run, character: str, start: float, own: int) -> bool:
        """The same character on its own place by another object: printed twice for boldness. A ligature's are one object's."""
        return character == run.last and own != self.own and abs(start - run.last_start) < 0.3 * run.style.size

    def _open(self, style: _Style, start: float) -> _Run:
        self.run = _Run(style, [], start, start)
        self.runs.append(self.run)
        return self.run

    def _goes_on(self, run: _Run, start: float, widest: float, style: _Style) -> bool:
        gap = start - run.end
        if not -1.2 * style.size < gap < widest:
            return False
        return gap < _NO_GAP * style.size or not self._is_cut(run.end, start, style)

    def _em(self, index: int, style: _Style) -> tuple[float, float]:
        """The whole width of a Han character of which the library gave the ink: it does so where it changed the code."""
        _origin(self.raw, index, ctypes.byref(self.x), ctypes.byref(self.y))
        start = self.x.value + self.frame.matrix[4]
        return start, start + style.em

    def _is_cut(self, end: float, start: float, style: _Style) -> bool:
        """Whether a rule across the reading direction passes between two characters."""
        angle = style.angle or 0
        low, high = (end, start) if angle in (0, 90) else (-start, -end)
        middle = style.baseline - 0.38 * style.size
        across = {0: middle, 90: -middle, 180: -middle, 270: middle}[angle]
        places, spans = self.cuts[angle % 180 == 0]
        at = bisect_right(places, low - 1)
        while at < len(places) and places[at] <= high + 1:
            first, last = spans[at]
            if first <= across <= last:
                return True
            at += 1
        return False

    def _style(self, item: int, index: int) -> _Style:
        """Size, weight, angle and baseline of a text object. Many makers set one object a character: looks are kept by key."""
        _matrix(self.raw, index, self.matrix_at)
        size, font, mode = _font_size(self.raw, index), _font(item), _render_mode(item)
        key = (bytes(self.matrix), size, font, mode)
        if key == self.key:
            return self.style
        looks = (key[0][:16], size, font, mode)
        look = self.looks.get(looks)
        if look is None:
            look = self.looks[looks] = self._look(size, font, mode)
        x, y = self.frame.point(self.matrix.e, self.matrix.f)
        baseline = _turned(x, y, look.angle or 0)[1]
        if baseline != self.style.baseline or look.key != self.style.key:
            self.style = replace(look, baseline=baseline)
        self.key = key
        return self.style

    def _look(self, size: float, font: int, mode: int) -> _Style:
        a, b, c, d = self.matrix.a, self.matrix.b, self.matrix.c, self.matrix.d
        angle = self._angle(a, b)
        look = _Style(
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

    def _extent(self, index: int, character: str, style: _Style) -> tuple[float, float]:
        """Where a turned character starts and ends along its reading direction, from its origin and its ink."""
        _origin(self.raw, index, ctypes.byref(self.x), ctypes.byref(self.y))
        start = _turned(*self.frame.point(self.x.value, self.y.value), style.angle or 0)[0]
        box = self._ink(index)
        far = [_turned(x, y, style.angle or 0)[0] for x in (box.left, box.right) for y in (box.top, box.bottom)]
        end = max(far) if character not in _BLANKS else start
        wide = ord(character) >= 0x2E80
        return start, max(end, start + (0.98 if wide else 0.2) * style.size)

    def _ink(self, index: int) -> Box:
        left, right, bottom, top = self.edges
        _char_box(self.raw, index, *(ctypes.byref(edge) for edge in self.edges))
        return self.frame.box(left.value, bottom.value, right.value, top.value)

    def _is_empty(self, index: int) -> bool:
        box = self._ink(index)
        return (box.right - box.left) * (box.bottom - box.top) < 0.01


def _lanes(rules: Sequence[Rule], *, horizontal: bool) -> tuple[list[float], list[tuple[float, float]]]:
    """The rules of one direction: their places across it, ascending, and from where to where each goes."""
    if horizontal:
        found = sorted(((r.box.top + r.box.bottom) / 2, r.box.left, r.box.right) for r in rules if r.is_horizontal)
    else:
        found = sorted(((r.box.left + r.box.right) / 2, r.box.top, r.box.bottom) for r in rules if not r.is_horizontal)
    return [place for place, _, _ in found], [(first, last) for _, first, last in found]


def _font_name(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _alike(one: _Style, other: _Style) -> bool:
    return (
        abs(one.baseline - other.baseline) <= 0.06 * one.size
        and abs(one.size - other.size) <= 0.06 * one.size
        and one.bold is other.bold
        and one.angle == other.angle
        and one.invisible is other.invisible
    )


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """A point of the sheet along and across the reading direction of text turned clockwise by `angle`."""
    return {0: (x, y), 90: (y, -x), 180: (-x, -y), 270: (-y, x)}[angle]


def _box(run: _Run) -> Box:
    """The em box of a run: the same height for all fonts, so that boxes tell baselines."""
    high, low = run.style.baseline - 0.88 * run.style.size, run.style.baseline + 0.12 * run.style.size
    start, end = run.start, run.end
    return {
        0: Box(start, high, end, low),
        90: Box(-low, start, -high, end),
        180: Box(-end, -low, -start, -high),
        270: Box(high, -end, low, -start),
    }[run.style.angle or 0]


def _page_text(runs: list[_Run], slanted: list[str], frame: PageFrame, *, blanks: bool) -> PageText:
    visible = [run for run in runs if not run.style.invisible]
    hidden = bool(runs) and sum(len(run.characters) for run in visible) * 10 < sum(len(r.characters) for r in runs)
    result = PageText(slanted="".join(slanted), invisible=hidden)
    seen: dict[str, list[int]] = {}
    mixed = not blanks and _sets_mixed_text_tight(runs)
    for run in runs if hidden else visible:
        text = _plain(run.text(blanks=blanks, mixed=mixed))
        box = _box(run)
        if box.right < 0 or box.bottom < 0 or box.left > frame.width or box.top > frame.height:
            continue
        glyph = Glyph(
            text, box, run.style.size, run.style.bold or run.struck * 2 > len(run.characters), run.style.angle or 0
        )
        again = next(
            (at for at in seen.get(text, ()) if _is_shadow(glyph.box, result.glyphs[at].box, glyph.size)), None
        )
        if again is not None:
            first = result.glyphs[again]
            result.glyphs[again] = Glyph(text, first.box, first.size, True, first.angle)
            continue
        seen.setdefault(text, []).append(len(result.glyphs))
        result.glyphs.append(glyph)
    counts = Counter(character for glyph in result.glyphs for character in glyph.text)
    result.characters = counts.total() - counts[" "]
    result.unreadable = sum(count for character, count in counts.items() if is_unreadable(character))
    return result


def _sets_mixed_text_tight(runs: Sequence[_Run]) -> bool:
    """Whether figures stand close to Han characters as a rule, so that a gap there is a typed blank."""
    every = wide = 0
    for run in runs:
        every += len(_MIXED.findall("".join(run.characters)))
        wide += sum(
            gap >= THIN_BLANK and bool(_MIXED.search("".join(run.characters[max(0, at - 1) : at + 1])))
            for at, gap in run.gaps
        )
    return wide * 5 <= every * 2


def _is_shadow(one: Box, other: Box, size: float) -> bool:
    """Printed twice for boldness, or with a shadow: the same text next to its own place."""
    return abs(one.left - other.left) < 0.25 * size and abs(one.top - other.top) < 0.25 * size


def _plain(text: str) -> str:
    text = text.replace("\x00", _UNREADABLE)
    if text.isascii():
        return text
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return text.translate(_SYMBOLS)


def is_unreadable(character: str) -> bool:
    """A character that says nothing of what was printed: replaced, for private use, or control."""
    return character == _UNREADABLE or unicodedata.category(character) in ("Co", "Cn", "Cc", "Cs")
