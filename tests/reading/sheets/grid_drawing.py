"""Draws invented grids as rules and glyphs, the way typesetters do, upright or turned."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Glyph, Rule, Sheet

SIZE = 9.0
WORDS = st.text(alphabet="安澜市临江区远山柳岸石桥公园渠道水利交通", min_size=1, max_size=4)
FIGURES = st.integers(0, 99999).map(str)


@dataclass(frozen=True)
class Drawn:
    """Cells of a grid as (text, row, column, rows, columns), its edges in points, and how it is ruled."""

    cells: tuple[tuple[str, int, int, int, int], ...]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]


@st.composite
def grids(draw: st.DrawFn, *, least_rows: int = 2, most_rows: int = 7) -> Drawn:
    """Grids of two to six columns with cells merged at random, no row or column merged away as a whole."""
    rows, columns = draw(st.integers(least_rows, most_rows)), draw(st.integers(2, 6))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            high, wide = draw(st.sampled_from([(1, 1)] * 6 + [(2, 1), (1, 2), (3, 1), (2, 2)]))
            high, wide = min(high, rows - row), min(wide, columns - column)
            while any((row + i, column + j) in taken for i in range(high) for j in range(wide)):
                high, wide = 1, 1
            taken |= {(row + i, column + j) for i in range(high) for j in range(wide)}
            cells.append((draw(WORDS | FIGURES | st.just("")), row, column, high, wide))
    lefts = _edges(draw, columns, 50, 90, start=60.0)
    return Drawn(tuple(cells), lefts, _edges(draw, rows, 18, 40, start=100.0))


def _edges(draw: st.DrawFn, count: int, least: int, most: int, *, start: float) -> tuple[float, ...]:
    edges = [start]
    for _ in range(count):
        edges.append(edges[-1] + draw(st.integers(least, most)))
    return tuple(edges)


def is_whole(drawn: Drawn) -> bool:
    """Whether every row and column has a cell that begins there, and enough cells are filled for a table."""
    rows, columns = len(drawn.tops) - 1, len(drawn.lefts) - 1
    filled = [cell for cell in drawn.cells if cell[0]]
    return (
        {cell[1] for cell in drawn.cells} == set(range(rows))
        and {cell[2] for cell in drawn.cells} == set(range(columns))
        and len({cell[2] for cell in filled}) > 1
        and len(filled) * 2 > len(drawn.cells)
    )


def glyphs_at(text: str, left: float, top: float, size: float = SIZE) -> list[Glyph]:
    glyphs = []
    for character in text:
        width = size / 2 if character.isascii() else size
        if not character.isspace():
            glyphs.append(Glyph(character, Box(left, top, left + width, top + size), size))
        left += width
    return glyphs


def glyphs_of(drawn: Drawn) -> list[Glyph]:
    """The text of every cell in its middle, broken where the cell is too narrow."""
    glyphs = []
    for text, row, column, high, wide in drawn.cells:
        left, right = drawn.lefts[column], drawn.lefts[column + wide]
        upper, lower = drawn.tops[row], drawn.tops[row + high]
        fits = max(1, int((right - left - 8) // SIZE))
        pieces = [text[at : at + fits] for at in range(0, len(text), fits)]
        top = (upper + lower - len(pieces) * SIZE * 1.2) / 2
        for number, piece in enumerate(pieces):
            width = sum(SIZE / 2 if character.isascii() else SIZE for character in piece)
            glyphs += glyphs_at(piece, (left + right - width) / 2, top + number * SIZE * 1.2)
    return glyphs


def rules_of(drawn: Drawn, *, thickness: float = 0.5, gap: float = 0.0, sides: bool = True) -> list[Rule]:
    """Four rules around each cell, `gap` short of its corners; without `sides` none on the far left and right."""
    rules = []
    for _, row, column, high, wide in drawn.cells:
        left, right = drawn.lefts[column], drawn.lefts[column + wide]
        upper, lower = drawn.tops[row], drawn.tops[row + high]
        for level in (upper, lower):
            rules.append(Rule(Box(left + gap, level - thickness / 2, right - gap, level + thickness / 2)))
        for edge in (left, right):
            if sides or edge not in (drawn.lefts[0], drawn.lefts[-1]):
                rules.append(Rule(Box(edge - thickness / 2, upper + gap, edge + thickness / 2, lower - gap)))
    return rules


def turned(sheet: Sheet, angle: int) -> Sheet:
    """The sheet as it lies when its text is turned clockwise by `angle`."""
    width, height = (sheet.width, sheet.height) if angle == 180 else (sheet.height, sheet.width)

    def box(one: Box) -> Box:
        if angle == 90:
            return Box(width - one.bottom, one.left, width - one.top, one.right)
        if angle == 180:
            return Box(width - one.right, height - one.bottom, width - one.left, height - one.top)
        return Box(one.top, height - one.right, one.bottom, height - one.left)

    glyphs = tuple(Glyph(one.text, box(one.box), one.size, angle=angle) for one in sheet.glyphs)
    return Sheet(sheet.number, width, height, glyphs, tuple(Rule(box(rule.box)) for rule in sheet.rules))


def sheet_of(glyphs: Sequence[Glyph], rules: Sequence[Rule], width: float = 700.0, height: float = 900.0) -> Sheet:
    return Sheet(1, width, height, tuple(glyphs), tuple(rules))
