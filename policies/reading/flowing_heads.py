"""Turns the broken pieces of a head that stand above rows of figures into its levels."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import comb

from policies.reading.captions import is_furniture, is_title
from policies.reading.grids import GridRow
from policies.reading.lines import Line
from policies.reading.signs import compact
from policies.reading.spaced import split_cells

_UNIT = re.compile(r"单\s*位\s*[:：]")
_SUM = re.compile(r"^(?:合计|小计|总计|其中)$")
_MOST_CUTS = 5000
_Pieces = list[tuple[int, list[str]]]


def head_above(
    lines: Sequence[Line], at: int, floor: int, width: int
) -> tuple[tuple[GridRow, ...], int, tuple[str, ...]]:
    """Rows of head above line `at`, the first line taken, and the pieces as notes when they make no head."""
    pieces = _pieces(lines, at, floor)
    if not pieces:
        return (), at, ()
    first, last = pieces[0][0], pieces[-1][0]
    levels = _levels([cells for _, cells in pieces], width)
    if levels is None:
        return (), first, (" ".join(cell for _, cells in pieces for cell in cells),)
    return tuple(GridRow(tuple(level), first, last) for level in levels), first, ()


def _pieces(lines: Sequence[Line], at: int, floor: int) -> _Pieces:
    """Short lines without a sentence's marks, up to the title or the unit."""
    pieces: _Pieces = []
    for index in range(at - 1, max(floor, at - 60) - 1, -1):
        text = lines[index].text
        if is_furniture(text):
            continue
        short = all(len(compact(cell)) <= 14 for cell in split_cells(text))
        if _UNIT.search(text) or not short or re.search(r"[。；：！？]", text) or re.match(r"^\s*附\s*[件表]", text):
            break
        if is_title(lines[index]) and len(compact(text)) > 6:
            break
        pieces.append((index, split_cells(text)))
    return pieces[::-1]


def _levels(pieces: Sequence[list[str]], width: int) -> list[list[str]] | None:
    """One level when the pieces name the columns one by one; two when a line of groups stands over repeated names."""
    lines = _with_years_together(_balanced(pieces))
    flat = [cell for cells in lines for cell in cells]
    if len(flat) == width and (len(lines) <= 2 or all(len(cells) == 1 for cells in lines)):
        return [flat]
    for index, cells in enumerate(lines):
        for groups in range(len(cells), 1, -1):
            levels = _two_levels(lines, index, groups, width)
            if levels:
                return levels
    named = _cut(flat, width)
    return [named] if named else None


def _balanced(pieces: Sequence[list[str]]) -> list[list[str]]:
    """The pieces with those joined that a bracket holds together."""
    lines: list[list[str]] = []
    for cells in pieces:
        last = lines[-1][-1] if lines else ""
        if last.count("（") + last.count("(") > last.count("）") + last.count(")"):
            lines[-1][-1] = last + cells[0]
            lines[-1].extend(cells[1:])
        else:
            lines.append(list(cells))
    return lines


def _with_years_together(lines: Sequence[list[str]]) -> list[list[str]]:
    """The lines with names that differ in their figures alone put side by side: 2031年, 2032年, 2033年."""
    result: list[list[str]] = []
    for cells in lines:
        mark = re.sub(r"\d", "0", compact(cells[0]))
        if result and len(cells) == 1 and "0" in mark and re.sub(r"\d", "0", compact(result[-1][-1])) == mark:
            result[-1].append(cells[0])
        else:
            result.append(list(cells))
    return result


def _two_levels(lines: Sequence[list[str]], index: int, groups: int, width: int) -> list[list[str]] | None:
    tops = lines[index][-groups:]
    stubs = [cell for cells in lines[:index] for cell in cells] + lines[index][:-groups]
    leaves = [cell for cells in lines[index + 1 :] for cell in cells]
    alike = len({re.sub(r"\d", "0", compact(top)) for top in tops}) == 1
    under, rest = divmod(width - len(stubs), groups)
    period, uneven = divmod(len(leaves), groups)
    if rest or uneven or under < 2 or period < under:
        return None
    names = leaves[:period]
    if not alike and names != leaves[period : 2 * period]:
        return None
    if any(leaves[i * period : (i + 1) * period] != names for i in range(groups)):
        return None
    cut = _cut(names, under)
    if cut is None:
        return None
    top = [*stubs, *(cell for name in tops for cell in (name, *[""] * (under - 1)))]
    return [top, [*[""] * len(stubs), *(cut * groups)]]


def _cut(pieces: Sequence[str], count: int) -> list[str] | None:
    """The pieces joined to `count` names: a piece that closes several names never opens one, sums stand alone, lengths agree."""
    if not count <= len(pieces) <= count * 3 or comb(len(pieces) - 1, count - 1) > _MOST_CUTS:
        return None
    closing = {
        piece for piece in pieces if len({pieces[i - 1] for i, other in enumerate(pieces) if i and other == piece}) > 1
    }

    def cost(names: list[list[str]]) -> float:
        lengths = [len(compact("".join(name))) for name in names if not (len(name) == 1 and _SUM.match(name[0]))]
        mean = sum(lengths) / max(1, len(lengths))
        opens = sum(name[0] in closing for name in names)
        sums = sum(len(name) > 1 and any(_SUM.match(piece) for piece in name) for name in names)
        return 10 * opens + 10 * sums + sum(abs(length - mean) for length in lengths) / max(1.0, mean)

    best = min(_cuts(pieces, count), key=cost, default=None)
    return ["".join(name) for name in best] if best and cost(best) < 10 else None


def _cuts(pieces: Sequence[str], count: int) -> Iterator[list[list[str]]]:
    for inner in combinations(range(1, len(pieces)), count - 1):
        bounds = (0, *inner, len(pieces))
        yield [list(pieces[a:b]) for a, b in pairwise(bounds)]
