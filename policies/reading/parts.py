"""Turns a table's parts, each with the columns that its page happened to keep, into rows of one width."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from policies.grammar.said import Said, joined, said
from policies.reading.cells import CellClass, is_serial, is_sum, likeness, profile_of
from policies.reading.grids import GridRow
from policies.reading.placing import best_places, total_weight
from policies.reading.rows import AlignedRow
from policies.reading.signs import compact, tidy

Profile = list[Counter[CellClass]]
_GLUED = re.compile(
    r"^\s*((?:[（(][一二三四五六七八九十]{1,3}[)）])|(?:[一二三四五六七八九十]{1,3}[、.．]))\s*(\S.*)$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Part:
    """One page's share of a table. `gapless`: see `Grid`. `after` holds the lone paragraphs that follow it before the next part (index, text)."""

    head: tuple[GridRow, ...]
    body: tuple[GridRow, ...]
    after: tuple[tuple[int, str], ...] = ()
    gapless: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that alignment had to change or could not settle; `row` counts the table's rows from 0, None for the table."""

    code: str
    message: Said
    row: int | None = None
    expected: str = ""
    found: str = ""


def aligned(parts: Sequence[Part], names: Sequence[str]) -> tuple[list[AlignedRow], list[Doubt]]:
    """Every body row of the parts in the table's columns, and what was doubtful about it."""
    width = len(names)
    rows: list[AlignedRow] = []
    doubts: list[Doubt] = []
    trusted = [
        row.cells for part in parts for row in part.body if len(row.cells) == width and (part.head or part is parts[0])
    ]
    profile = [profile_of([cells[i] for cells in trusted]) for i in range(width)]
    for part in parts:
        places, found = _places(part, names, profile)
        if found:
            doubts.append(replace(found, row=len(rows)))
        made = [_placed(row, places, width, profile, gapless=part.gapless) for row in part.body]
        lost = [i for i in range(width) if i not in places]
        made, found = _recovered(made, part, lost, profile)
        if found:
            doubts.append(replace(found, row=len(rows)))
        rows += made
    return rows, doubts


def _part_width(part: Part) -> int:
    widths = Counter(len(row.cells) for row in part.body)
    return max(widths, key=lambda width: (widths[width], width)) if widths else 0


def _places(part: Part, names: Sequence[str], profile: Profile) -> tuple[list[int], Doubt | None]:
    """The table's column for each of the part's columns."""
    width, own = len(names), _part_width(part)
    if part.head:
        own = max(own, *(len(row.cells) for row in part.head))
        by_head = _places_by_head(part, names, own)
        if by_head is not None:
            return by_head, None
    if own >= width:
        order = _order_by_contents(part, own, profile) if own == width else None
        if order is None:
            return list(range(width)), None
        message = said("本部分的列序与表头不同，已按内容归位。")
        return order, Doubt("columns-reordered", message, found="、".join(names[i] for i in order if names[i]))
    if not own or width - own > 3:
        return list(range(min(own, width))), None
    mine = [profile_of([row.cells[i] for row in part.body if len(row.cells) == own]) for i in range(own)]
    weights = [[likeness(one, column) for column in profile] for one in mine]
    best = best_places(weights)
    lost = joined((names[i] for i in range(width) if i not in best), "、")
    return best, Doubt(
        "column-lost",
        said("本部分缺少列“{lost}”，其余各列已按内容归位。", lost=lost),
        expected=str(width),
        found=str(own),
    )


def _places_by_head(part: Part, names: Sequence[str], own: int) -> list[int] | None:
    """The part's own head laid on the table's: equal names meet in order, blanks follow what they are merged with."""
    row = part.head[0]
    tops = [compact(tidy(name)).split("/")[0] for name in names]
    places: list[int] = []
    at = 0
    for index in range(own):
        name = compact(row.cells[index]) if index < len(row.cells) else ""
        following = next((j for j in range(at, len(names)) if tops[j] == name), None) if name else at
        if following is None or following >= len(names):
            return None
        places.append(following)
        at = following + 1
    return places


def _order_by_contents(part: Part, width: int, profile: Profile) -> list[int] | None:
    """Another order of up to four columns, where that order alone fits what the other parts hold there."""
    body = [row for row in part.body if len(row.cells) == width]
    mine = [profile_of([row.cells[i] for row in body]) for i in range(width)]
    wrong = [i for i in range(width) if mine[i] and likeness(mine[i], profile[i]) < 0.3]
    if not 2 <= len(wrong) <= 4:
        return None

    def fit(order: tuple[int, ...]) -> float:
        return sum(likeness(mine[i], profile[j]) for i, j in zip(wrong, order, strict=True))

    best = max(permutations(wrong), key=fit)
    if fit(best) < fit(tuple(wrong)) + 1.0:
        return None
    order = list(range(width))
    for i, j in zip(wrong, best, strict=True):
        order[i] = j
    return order


def _placed(row: GridRow, places: Sequence[int], width: int, profile: Profile, *, gapless: bool) -> AlignedRow:
    """One row in the table's columns. A short row lacks its last cells, unless the source is gapless; the figures
    of a sum that lost all its blanks go under their like."""
    cells = list(row.cells)
    while len(cells) > len(places) and not cells[-1]:
        cells.pop()
    if len(cells) > len(places):
        keep = len(places) - 1
        cells = [*cells[:keep], "\n".join(cell for cell in cells[keep:] if cell)] if places else cells
    short = len(cells) < len(places)
    printed = _laid(cells, _settled(cells, places, profile) if short and gapless else places, width)
    meant = printed
    if short and not gapless and all(cells) and is_sum(cells[0]):
        meant = _laid(cells, _settled(cells, places, profile, gain=0.3), width)
    return AlignedRow(printed, _unglued(meant), row.first, row.last)


def _laid(cells: Sequence[str], places: Sequence[int], width: int) -> tuple[str, ...]:
    out = [""] * width
    for cell, place in zip(cells, places, strict=False):
        out[place] = cell
    return tuple(out)


def _settled(cells: Sequence[str], places: Sequence[int], profile: Profile, gain: float = 0.0) -> list[int]:
    """Places of a short row: in order, each cell in the column whose contents it is most like, if that gains at least `gain`."""
    if len(cells) < 2 or not any(profile):
        return list(places)
    weights = _weights([profile_of([cell]) for cell in cells], [profile[place] for place in places])
    if is_sum(cells[0]):
        weights[0] = [1.0] + [-float(len(places))] * (len(places) - 1)
    best = best_places(weights)
    if total_weight(weights, best) < total_weight(weights, range(len(cells))) + gain:
        best = list(range(len(cells)))
    return [places[i] for i in best]


def _weights(pieces: Profile, columns: Profile) -> list[list[float]]:
    return [[likeness(piece, column) if piece else 0.0 for column in columns] for piece in pieces]


def _unglued(cells: tuple[str, ...]) -> tuple[str, ...]:
    """（四）清洁能源 in the serial's cell with a blank beside it: numeral and name are parted."""
    found = _GLUED.match(cells[0]) if len(cells) > 3 and not cells[1] else None
    return (found[1].rstrip("、.．"), found[2], *cells[2:]) if found else cells


def _recovered(
    rows: list[AlignedRow], part: Part, lost: Sequence[int], profile: Profile
) -> tuple[list[AlignedRow], Doubt | None]:
    """A lost column of long text whose cells follow the part as paragraphs, one for each numbered row, is put back."""
    numbered = [i for i, row in enumerate(rows) if is_serial(row.cells[0])]
    if len(lost) != 1 or not part.after or len(part.after) != len(numbered):
        return rows, None
    column = lost[0]
    result = list(rows)
    for (_, text), i in zip(part.after, numbered, strict=True):
        row = rows[i]
        result[i] = replace(
            row,
            printed=(*row.printed[:column], text, *row.printed[column + 1 :]),
            cells=(*row.cells[:column], text, *row.cells[column + 1 :]),
        )
    return result, Doubt(
        "cells-displaced", said("本部分一列的内容印在行后成段落，已按顺序归入各行。"), found=str(len(numbered))
    )
