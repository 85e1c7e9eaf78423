"""Sets invented lines on sheets the way a page shows them: places, sizes and rules, nothing else."""

from collections.abc import Sequence
from itertools import count

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Glyph, Rule, Sheet

WIDTH, HEIGHT = 595.0, 842.0
SIZE = 10.0
LEADING = 16.0
_WORDS = "柳岸渠道管护办法自公布之日起施行各乡镇人民政府应当加强对河道堤防的巡查养护"
_counter = count()


def words(length: int) -> str:
    """So many characters of running text, never the same twice in a row."""
    start = next(_counter) * 7 % len(_WORDS)
    return (_WORDS * (length // len(_WORDS) + 2))[start : start + length]


def glyph(text: str, left: float, top: float, size: float = SIZE, *, bold: bool = False) -> Glyph:
    return Glyph(text, Box(left, top, left + size * len(text), top + size), size, bold)


def paragraph(
    length: int, left: float, top: float, measure: int, *, indent: int = 2, size: float = SIZE
) -> list[Glyph]:
    """A paragraph of so many characters set to a measure in characters, indented, its last line short."""
    return set_lines(words(length), left, top, measure, indent=indent, size=size)


def set_lines(text: str, left: float, top: float, measure: int, *, indent: int = 2, size: float = SIZE) -> list[Glyph]:
    first, rest = text[: measure - indent], text[measure - indent :]
    pieces = [first, *(rest[at : at + measure] for at in range(0, len(rest), measure))]
    step = size * LEADING / SIZE
    return [
        glyph(piece, left + (indent * size if n == 0 else 0), top + n * step, size) for n, piece in enumerate(pieces)
    ]


def column(left: float, top: float, measure: int, *lengths: int, indent: int = 2, size: float = SIZE) -> list[Glyph]:
    """Paragraphs below each other."""
    glyphs: list[Glyph] = []
    for length in lengths:
        glyphs += paragraph(length, left, top, measure, indent=indent, size=size)
        top = glyphs[-1].box.top + size * LEADING / SIZE
    return glyphs


def centred(text: str, top: float, size: float = SIZE, *, left: float = 0.0, right: float = WIDTH) -> Glyph:
    return glyph(text, (left + right - size * len(text)) / 2, top, size)


def rule(left: float, top: float, right: float) -> Rule:
    return Rule(Box(left, top, right, top + 0.5))


def sheet(glyphs: Sequence[Glyph], number: int = 1, *, rules: Sequence[Rule] = ()) -> Sheet:
    return Sheet(number, WIDTH, HEIGHT, tuple(glyphs), tuple(rules))
