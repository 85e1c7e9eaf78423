"""Turns the glyphs of one cell into its lines, and these into its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policies.reading.lines import Box
from policies.reading.paragraphs import glue
from policies.reading.sheets.sheet import Glyph
from policies.reading.sheets.turning import View
from policies.reading.signs import is_latin

_TALL = 0.6  # of its size: what is lower (一 ， “) tells little of where its line stands
_SAME_LINE = 0.55
_WIDE_GAP = 0.8
_WORD_GAP = 0.25
_MARGIN = 12.0  # points of a cell's width that may be left blank at its sides


@dataclass(frozen=True, slots=True)
class TextLine:
    """Glyphs on one baseline, from left to right."""

    text: str
    box: Box
    size: float
    confidence: float | None = None


def text_lines(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """The lines that upright glyphs stand in, from the top."""
    printed = [glyph for glyph in glyphs if glyph.text.strip()]
    if not printed:
        return []
    tall = [glyph for glyph in printed if glyph.box.height >= _TALL * glyph.size] or printed
    levels = _levels(tall)
    rows: list[list[Glyph]] = [[] for _ in levels]
    for glyph in glyphs:
        rows[_nearest(levels, glyph.box.middle)].append(glyph)
    return [_line(row) for row in rows if any(glyph.text.strip() for glyph in row)]


def cell_text(glyphs: Sequence[Glyph], width: float) -> tuple[str, float | None]:
    """The text of a cell `width` points wide, and how sure its least sure character is.

    Lines that had room for what follows were broken on purpose: a line feed stays there. All others are joined.
    """
    angles = {glyph.angle for glyph in glyphs if glyph.text.strip()}
    upright = [View(0, 0, angle).glyph(glyph) for angle in angles for glyph in glyphs if glyph.angle == angle]
    lines = text_lines(upright)
    if not lines:
        return "", None
    room = max(width - _MARGIN, *(line.box.width for line in lines)) if angles == {0} else 0.0
    paragraphs = [[lines[0].text]]
    for above, line in pairwise(lines):
        if _broken_on_purpose(above, line, room):
            paragraphs.append([])
        paragraphs[-1].append(line.text)
    sure = [line.confidence for line in lines if line.confidence is not None]
    return "\n".join(glue(pieces) for pieces in paragraphs), min(sure) if sure else None


def _broken_on_purpose(above: TextLine, line: TextLine, room: float) -> bool:
    first = line.text.split(maxsplit=1)[0]
    word = next((i for i, character in enumerate(first) if not character.isascii()), len(first))
    needed = max(2.5, word * 0.6 + 1) * line.size
    return above.box.width + needed < room and line.size * 2.5 < room


def _levels(glyphs: Sequence[Glyph]) -> list[float]:
    """The middle of each line, from the top."""
    levels: list[tuple[float, float, int]] = []  # first glyph's middle, sum, count
    for middle, size in sorted((glyph.box.middle, glyph.size) for glyph in glyphs):
        if levels and middle - levels[-1][1] / levels[-1][2] <= _SAME_LINE * size:
            first, total, count = levels[-1]
            levels[-1] = (first, total + middle, count + 1)
        else:
            levels.append((middle, middle, 1))
    return [total / count for _, total, count in levels]


def _nearest(levels: Sequence[float], middle: float) -> int:
    return min(range(len(levels)), key=lambda i: abs(levels[i] - middle))


def _line(glyphs: list[Glyph]) -> TextLine:
    glyphs.sort(key=lambda glyph: glyph.box.left)
    parts: list[str] = []
    previous: Glyph | None = None
    blank = False
    for glyph in glyphs:
        if not glyph.text.strip():
            blank = True
            continue
        if previous and _is_parted(previous, glyph, blank=blank):
            parts.append(" ")
        parts.append(" ".join(glyph.text.split()))
        previous, blank = glyph, False
    printed = [glyph for glyph in glyphs if glyph.text.strip()]
    sure = [glyph.confidence for glyph in printed if glyph.confidence is not None]
    size = max(glyph.size for glyph in printed)
    return TextLine("".join(parts), Box.around(glyph.box for glyph in printed), size, min(sure) if sure else None)


def _is_parted(previous: Glyph, glyph: Glyph, *, blank: bool) -> bool:
    """Whether a blank stands between: a wide one anywhere, a narrow one only beside Latin letters and figures."""
    gap = glyph.box.left - previous.box.right
    size = max(previous.size, glyph.size)
    if gap >= _WIDE_GAP * size:
        return not (previous.text[-1] in "，。、；：（《“" or glyph.text[0] in "，。、；：）》”")
    latin = [is_latin(previous.text[-1]), is_latin(glyph.text[0])]
    return (blank and any(latin)) or (all(latin) and gap >= _WORD_GAP * size)
