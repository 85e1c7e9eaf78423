"""Turns a PDF page's characters into runs: what stands on one baseline in one size without a gap, cut where a rule passes.

Bare calls into the library are what costs here, so they are few for each character.
"""

import ctypes
import math
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium_c

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Rule
from policies.reading.signs import is_han
from policies.reading.sources.pdf import calls
from policies.reading.sources.pdf.cuts import Cuts
from policies.reading.sources.pdf.frames import PageFrame
from policies.reading.sources.pdf.runs import Run
from policies.reading.sources.pdf.styles import NO_STYLE, Style, Styles, alike, turned

_BLANKS = frozenset(" \u00a0\u2002\u2003\u2009\u3000\t\r\n")
_SOFT_HYPHENS = frozenset(("\x02", "\u00ad", "\ufffe"))
_DROPPED = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_SPECIAL = _BLANKS | _SOFT_HYPHENS | _DROPPED | {"\x00"}
_NO_GAP = 0.05  # of the size: nothing that was set on purpose
_LONGEST_GAP = 0.35  # of the size; a wider one parts two runs
_BLANK_GAP = 0.5
_REAL_BLANK = 0.08
_NO_BLANK = math.inf
_MOST_CHARACTERS = 200_000


class Reader:
    """Of one page; `raw` is the library's text page. `blanks` counts those that the maker printed as characters."""

    def __init__(self, raw: Any, frame: PageFrame, rules: Sequence[Rule]) -> None:
        self.raw, self.frame = ctypes.c_void_p(ctypes.cast(raw, ctypes.c_void_p).value), frame
        self.styles, self.cuts = Styles(self.raw, frame), Cuts(rules)
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.edges = [ctypes.c_double() for _ in range(4)]
        self.runs: list[Run] = []
        self.run = Run(NO_STYLE, [], 0.0, 0.0)
        self.blanks = 0
        self.blank = _NO_BLANK  # where the blank before the next character starts

    def read(self) -> list[Run]:
        """Runs as they come; slanted text is left out."""
        raw, shift = self.raw, self.frame.matrix[4]
        rect = pdfium_c.FS_RECTF()
        pointer = ctypes.byref(rect)
        address, style = -1, NO_STYLE
        end, low, high = 0.0, 1.0, 0.0  # an open run's end, and the gaps that need no second look
        for index in range(min(calls.count(raw), _MOST_CHARACTERS)):
            own = calls.text_object(raw, index)
            if own != address:
                if not own:
                    continue  # a blank or line end that the library made up
                fresh = self.styles.of(own, index)
                if fresh is not style:
                    low, high = 1.0, 0.0
                address, style = own, fresh
            character = chr(calls.unicode(raw, index))
            if style.plain:
                calls.loose_box(raw, index, pointer)
                start, stop = rect.left + shift, rect.right + shift
                if low < start - end < high and character not in _SPECIAL:
                    self.run.characters.append(character)
                    self.run.last, self.run.last_start, self.run.end = character, start, stop
                    end = stop
                    continue
            elif style.angle is None:
                continue
            else:
                start, stop = self._extent(index, character, style)
            if self._take(index, character, start, stop, style):
                end, low, high = self.run.end, -0.3 * style.size, _NO_GAP * style.size
            else:
                low, high = 1.0, 0.0
        return self.runs

    def _take(self, index: int, character: str, start: float, end: float, style: Style) -> bool:
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
        if not alike(run.style, style):
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
        self.blank = _NO_BLANK
        return True

    def _open(self, style: Style, start: float) -> Run:
        self.run = Run(style, [], start, start)
        self.runs.append(self.run)
        return self.run

    def _goes_on(self, run: Run, start: float, widest: float, style: Style) -> bool:
        gap = start - run.end
        if not -1.2 * style.size < gap < widest:
            return False
        return gap < _NO_GAP * style.size or not self.cuts.between(run.end, start, style)

    def _em(self, index: int, style: Style) -> tuple[float, float]:
        """The whole width of a Han character of which the library gave the ink: it does so where it changed the code."""
        calls.origin(self.raw, index, ctypes.byref(self.x), ctypes.byref(self.y))
        start = self.x.value + self.frame.matrix[4]
        return start, start + style.em

    def _extent(self, index: int, character: str, style: Style) -> tuple[float, float]:
        """Where a turned character starts and ends along its reading direction, from its origin and its ink."""
        calls.origin(self.raw, index, ctypes.byref(self.x), ctypes.byref(self.y))
        start = turned(*self.frame.point(self.x.value, self.y.value), style.angle or 0)[0]
        box = self._ink(index)
        far = [turned(x, y, style.angle or 0)[0] for x in (box.left, box.right) for y in (box.top, box.bottom)]
        end = max(far) if character not in _BLANKS else start
        wide = ord(character) >= 0x2E80
        return start, max(end, start + (0.98 if wide else 0.2) * style.size)

    def _ink(self, index: int) -> Box:
        left, right, bottom, top = self.edges
        calls.char_box(self.raw, index, *(ctypes.byref(edge) for edge in self.edges))
        return self.frame.box(left.value, bottom.value, right.value, top.value)

    def _is_empty(self, index: int) -> bool:
        box = self._ink(index)
        return box.area < 0.01
