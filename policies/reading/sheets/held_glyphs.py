"""Puts a sheet's glyphs into the cells of a lattice, and makes the grid of both."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from policies.reading.lines import Box
from policies.reading.sheets.cell_text import cell_text
from policies.reading.sheets.lattice import Area, Lattice
from policies.reading.sheets.sheet import Glyph, SheetCell, SheetGrid
from policies.reading.sheets.turning import View


def inside(glyphs: Iterable[Glyph], box: Box) -> list[Glyph]:
    return [glyph for glyph in glyphs if box.holds(glyph.box)]


def glyphs_by_area(lattice: Lattice, glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs in each area; a run that reaches over an edge is cut there."""
    slots = lattice.slots()
    held: list[list[Glyph]] = [[] for _ in lattice.areas]
    for glyph in glyphs:
        row = _slot(lattice.tops, glyph.box.middle)
        for piece in _cut(glyph, lattice, slots[row]) if len(glyph.text) > 1 else (glyph,):
            column = _slot(lattice.lefts, piece.box.centre)
            held[slots[row][column]].append(piece)
    return held


def _slot(edges: Sequence[float], at: float) -> int:
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def _cut(glyph: Glyph, lattice: Lattice, row: Sequence[int]) -> list[Glyph]:
    """A run of characters cut at the edges of cells; a wide character takes twice the room of a narrow one."""
    first, last = _slot(lattice.lefts, glyph.box.left), _slot(lattice.lefts, glyph.box.right)
    edges = [lattice.lefts[at] for at in range(first + 1, last + 1) if row[at] != row[at - 1]]
    if not edges:
        return [glyph]
    weights = [1 if character.isascii() else 2 for character in glyph.text]
    unit = glyph.box.width / sum(weights)
    pieces: list[list[str]] = [[] for _ in range(len(edges) + 1)]
    at = glyph.box.left
    for character, weight in zip(glyph.text, weights, strict=True):
        pieces[bisect_right(edges, at + weight * unit / 2)].append(character)
        at += weight * unit
    bounds = [glyph.box.left, *edges, glyph.box.right]
    return [
        replace(glyph, text="".join(piece), box=replace(glyph.box, left=left, right=right))
        for piece, (left, right) in zip(pieces, pairwise(bounds), strict=True)
        if piece
    ]


def grid_of(lattice: Lattice, held: Sequence[Sequence[Glyph]], view: View, *, ruled: bool = True) -> SheetGrid:
    """The grid on its sheet, from a lattice as `view` sees it."""
    cells = [_cell(lattice, area, inside, view, ruled=ruled) for area, inside in zip(lattice.areas, held, strict=True)]
    return SheetGrid(view.on_sheet(lattice.box), tuple(cells), lattice.rows, lattice.columns, view.angle, ruled)


def _cell(lattice: Lattice, area: Area, glyphs: Sequence[Glyph], view: View, *, ruled: bool) -> SheetCell:
    """Without rules nobody knows how wide a cell is but by its own lines."""
    box = lattice.box_of(area)
    text, confidence = cell_text(glyphs, box.width if ruled else 0.0)
    return SheetCell(text, area.row, area.column, area.rows, area.columns, view.on_sheet(box), confidence)
