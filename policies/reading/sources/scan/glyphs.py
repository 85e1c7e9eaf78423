"""Turns what was read of a line into a glyph: mended spelling, blanks where print leaves them, size, a box of full height."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Glyph
from policies.reading.sources.scan.gaps import MISSING
from policies.reading.sources.scan.models import Reading
from policies.reading.sources.scan.spelling import mended
from policies.reading.sources.scan.turned import Found

_FLAT = re.compile(r"[一二三\W_]+")
_LOW = re.compile(r"[\x21-\x7e一二三\W_]+")
_HAN_INK, _LATIN_INK = 0.92, 0.74  # how much of the size a line's ink is high
_BLANK = 0.62  # of the size: room between two characters beyond what they need
_ALIKE = 0.12  # sizes of a page that differ by less are one
_TRUSTED = (0.88, 1.3)  # times the size by the ink: beyond, characters are spaced out or their distances misread
_PITCHED = 5  # neighbouring Han characters whose distances tell the size


def glyphs_of(found: Sequence[Found]) -> list[Glyph]:
    """One glyph for each piece of text; its confidence is that of its least sure character."""
    return _levelled([_glyph(one) for one in found])


def _glyph(found: Found) -> Glyph:
    along = found.box.height if found.angle % 180 else found.box.width
    across = found.box.width if found.angle % 180 else found.box.height
    size = round(_size(found.reading, along, across), 1)
    text = _spaced(found.reading, mended(found.reading.text), along / size)
    return Glyph(text, _full(found.box, found.angle, size), size, angle=found.angle, confidence=_least(found.reading))


def _least(reading: Reading) -> float:
    return round(min(reading.sure), 3)


def _size(reading: Reading, along: float, across: float) -> float:
    """In points. Distances of Han characters tell it best, then the height of the ink."""
    text = reading.text
    if _FLAT.fullmatch(text):
        return max(across, along / max(1, len(text)))
    inked = across / (_LATIN_INK if _LOW.fullmatch(text) else _HAN_INK)
    steps = [
        (after - before) * along
        for (before, after), pair in zip(pairwise(reading.middles), pairwise(text), strict=False)
        if all("\u4e00" <= sign <= "\u9fff" for sign in pair)
    ]
    close = [step for step in steps if step < 1.4 * inked]
    pitch = sum(close) / len(close) if len(close) >= _PITCHED else inked
    least, most = _TRUSTED
    return pitch if least * inked <= pitch <= most * inked else inked


def _full(box: Box, angle: int, size: float) -> Box:
    """The box as high as the size, about the middle of the ink."""
    if angle % 180:
        middle = box.centre
        return replace(box, left=middle - size / 2, right=middle + size / 2)
    middle = box.middle
    return replace(box, top=middle - size / 2, bottom=middle + size / 2)


def _spaced(reading: Reading, text: str, length: float) -> str:
    """A blank wherever two characters stand further apart than their own widths ask for; `length` in sizes."""
    signs = [text[:1]]
    for n in range(1, len(text)):
        apart = (reading.middles[n] - reading.middles[n - 1]) * length
        needed = (_width(text[n - 1]) + _width(text[n])) / 2
        if apart - needed > _BLANK and _is_word(text[n - 1]) and _is_word(text[n]):
            signs.append("\u3000")
        signs.append(text[n])
    return "".join(signs).strip()


def _width(sign: str) -> float:
    return 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.55


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == MISSING


def _levelled(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Sizes measured a little apart become one: the commonest of those around."""
    weights: Counter[float] = Counter()
    for glyph in glyphs:
        weights[glyph.size] += len(glyph.text)
    level: dict[float, float] = {}
    for size, _ in weights.most_common():
        near = [one for one in set(level.values()) if abs(one - size) <= _ALIKE * one]
        level[size] = min(near, key=lambda one: abs(one - size)) if near else size
    return [replace(glyph, size=level[glyph.size]) for glyph in glyphs]
