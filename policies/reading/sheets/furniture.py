"""Tells running heads and page numbers by their place and repetition: what stands outermost, at the same distance from its side
on page after page, and says the same there but for its figures.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policies.reading.lines import LineKind
from policies.reading.sheets.setting import SetLine, SetPage

_ZONE = 0.16  # of the page's height or width
_LANE = 4.0  # points: how far a head's place may differ
_LEAST_PAGES = 3
_FEW_PAGES = 8  # of a source in which two pages with the same head are enough
_REPEATED = 0.6
_SAME_SIZE = 0.95
_OTHER_DISTANCE = 0.25  # sizes
_LONGEST = 60
_NUMBER = re.compile(r"\d+")
_PIECES = re.compile("\u3000+")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near a side of its page, and its distance from there."""

    page: SetPage
    line: SetLine
    side: str
    distance: float
    wordings: frozenset[str]  # of its pieces: one may name the section, the other the issue


def mark_furniture(pages: Sequence[SetPage]) -> None:
    """Sets the kind of the lines that are furniture."""
    edges = [edge for page in pages for edge in _edges(page)]
    apart = _apart(pages)
    least = _LEAST_PAGES if len(pages) > _FEW_PAGES else 2
    lanes: defaultdict[tuple[str, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        lanes[edge.side, round(edge.distance / _LANE)].append(edge)
    wordings: set[str] = set()
    found: list[_Edge] = []
    for side, lane in sorted(lanes, key=lambda key: (key[0], key[1])):
        own = [*lanes[side, lane], *lanes.get((side, lane + 1), ())]
        if _is_band(own, least) and _stand_apart(own, apart):
            found += own
            wordings |= _repeated(own)
    wordings.discard("")
    outermost = {(edge.page.number, edge.side, id(edge.line)) for edge in found}
    by_page: defaultdict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        by_page[edge.page.number].append(edge)
    for page in pages:
        _mark_page(page, by_page[page.number], outermost, wordings)


def _edges(page: SetPage) -> Iterator[_Edge]:
    for line in page.lines:
        if not line.is_text or len(line.text) > _LONGEST:
            continue
        left, top, right, bottom = _on_sheet(line)
        sides = [("top", top, bottom, page.height), ("bottom", page.height - bottom, page.height - top, page.height)]
        if line.box is not None:
            sides += [("left", left, right, page.width), ("right", page.width - right, page.width - left, page.width)]
        for side, near, far, length in sides:
            if far <= _ZONE * length:
                yield _Edge(page, line, side, (near + far) / 2, _wordings(line.text))


def _on_sheet(line: SetLine) -> tuple[float, float, float, float]:
    if line.box is not None:
        return line.box.left, line.box.top, line.box.right, line.box.bottom
    return line.left, line.top, line.right, line.bottom


def _wordings(text: str) -> frozenset[str]:
    """What a head's pieces say on every page: without their figures and what is set around them."""
    pieces = (_NOT_WORD.sub("", _NUMBER.sub("0", piece)) for piece in _PIECES.split(text))
    return frozenset(piece for piece in pieces if piece)


def _is_band(edges: Sequence[_Edge], least: int) -> bool:
    """Enough pages have a line there, and most of these lines are repeated on pages near by."""
    numbers = {edge.page.number for edge in edges}
    if len(numbers) < least:
        return False
    again = _repeated(edges)
    return sum(bool(edge.wordings & again) for edge in edges) >= _REPEATED * len(edges)


def _apart(pages: Sequence[SetPage]) -> dict[int, bool]:
    """For each line by its identity whether it stands apart from the text: in another size, or at another distance than lines have."""
    pairs: list[tuple[list[SetLine], list[SetLine]]] = []
    for page in pages:
        upright = sorted((line for line in page.lines if line.is_text and line.box is None), key=lambda line: line.top)
        pairs += pairwise(_rows(upright))
    usual = Counter(round(_distance(one, other)) for one, other in pairs).most_common(1)
    apart: dict[int, bool] = {}
    for one, other in pairs:
        size = max(one[0].size, other[0].size)
        alike = min(one[0].size, other[0].size) >= _SAME_SIZE * size
        is_apart = not alike or abs(_distance(one, other) - usual[0][0]) > _OTHER_DISTANCE * size
        for line in (*one, *other):
            apart[id(line)] = apart.get(id(line), False) or is_apart
    return apart


def _rows(lines: Sequence[SetLine]) -> list[list[SetLine]]:
    rows: list[list[SetLine]] = []
    for line in lines:
        if rows and line.top - rows[-1][0].top < 0.5 * line.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _distance(one: Sequence[SetLine], other: Sequence[SetLine]) -> float:
    return max(one[0].top - other[0].bottom, other[0].top - one[0].bottom)


def _stand_apart(edges: Sequence[_Edge], apart: dict[int, bool]) -> bool:
    """Most lines there are apart from the text: what repeats in the text's own first line is no head. Turned lines are, by their turn."""
    return sum(apart.get(id(edge.line), True) for edge in edges) >= _REPEATED * len(edges)


def _repeated(edges: Sequence[_Edge]) -> set[str]:
    """What is said again on the next page or the next but one, as heads of left and right pages are."""
    pages: defaultdict[str, set[int]] = defaultdict(set)
    for edge in edges:
        for wording in edge.wordings:
            pages[wording].add(edge.page.number)
    return {
        wording
        for wording, numbers in pages.items()
        if sum(not numbers.isdisjoint((n - 2, n - 1, n + 1, n + 2)) for n in numbers) * 2 > len(numbers)
    }


def _mark_page(page: SetPage, edges: Sequence[_Edge], found: set[tuple[int, str, int]], wordings: set[str]) -> None:
    """From each side inwards as far as lines are furniture: behind the first that is none nothing is."""
    for side in ("top", "bottom", "left", "right"):
        own = sorted((edge for edge in edges if edge.side == side), key=lambda edge: edge.distance)
        reach = -1.0
        for edge in own:
            is_near = reach < 0 or edge.distance <= reach + _LANE
            if (page.number, side, id(edge.line)) not in found and not (is_near and edge.wordings & wordings):
                if is_near and reach >= 0:
                    continue
                break
            reach = edge.distance
            edge.line.kind = _kind(edge)


def _kind(edge: _Edge) -> LineKind:
    return LineKind.PAGE_NUMBER if edge.wordings == {"0"} else LineKind.RUNNING_HEAD
