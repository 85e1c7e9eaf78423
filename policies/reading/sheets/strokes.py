"""Turns the rules of a sheet into strokes: pieces of one line joined, and the strokes that touch each other in one drawing."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Rule
from policies.reading.sheets.turning import View

_SAME = 1.0  # points that pieces of one line may lie apart across it
_GAP = 4.0  # and along it: dashes, crossings left open, cells that are set apart
_TOUCH = 3.0
_THICK = 6.0
_SHORT = 4.0
_MOST = 3000  # a page with more strokes is a drawing, not tables


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line: at `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Strokes that touch each other."""

    across: tuple[Stroke, ...]
    down: tuple[Stroke, ...]

    @property
    def box(self) -> Box:
        lefts = [stroke.start for stroke in self.across] + [stroke.at for stroke in self.down]
        rights = [stroke.end for stroke in self.across] + [stroke.at for stroke in self.down]
        tops = [stroke.start for stroke in self.down] + [stroke.at for stroke in self.across]
        bottoms = [stroke.end for stroke in self.down] + [stroke.at for stroke in self.across]
        return Box(min(lefts), min(tops), max(rights), max(bottoms))

    def turned(self, view: View) -> "Drawing":
        """The drawing as the reader of turned text sees it."""
        boxes = [view.upright(Box(one.start, one.at, one.end, one.at)) for one in self.across]
        boxes += [view.upright(Box(one.at, one.start, one.at, one.end)) for one in self.down]
        return Drawing(
            tuple(Stroke(box.top, box.left, box.right) for box in boxes if box.top == box.bottom),
            tuple(Stroke(box.left, box.top, box.bottom) for box in boxes if box.top != box.bottom),
        )


def drawings_of(rules: Iterable[Rule]) -> list[Drawing]:
    """Every drawing of the rules; none when there are too many strokes for tables."""
    across = [
        Stroke(box.middle, box.left, box.right)
        for box in (rule.box for rule in rules if rule.is_horizontal)
        if box.height <= _THICK
    ]
    down = [
        Stroke(box.centre, box.top, box.bottom)
        for box in (rule.box for rule in rules if not rule.is_horizontal)
        if box.width <= _THICK
    ]
    across, down = _joined(across), _joined(down)
    return [] if len(across) + len(down) > _MOST else _touching(across, down)


def _joined(pieces: Sequence[Stroke]) -> list[Stroke]:
    """Pieces of one line made one; what stays shorter than any side of a cell goes."""
    result: list[Stroke] = []
    for level in clusters(sorted(pieces, key=lambda piece: piece.at), _SAME):
        level.sort(key=lambda piece: piece.start)
        start, end = level[0].start, level[0].end
        at = sum(piece.at for piece in level) / len(level)
        for piece in level[1:]:
            if piece.start > end + _GAP:
                result.append(Stroke(at, start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        result.append(Stroke(at, start, end))
    return [stroke for stroke in result if stroke.end - stroke.start >= _SHORT]


def clusters(strokes: Sequence[Stroke], spread: float) -> list[list[Stroke]]:
    """Strokes in the order of `at`, grouped so that none lies further than `spread` from its group's first."""
    groups: list[list[Stroke]] = []
    for stroke in strokes:
        if groups and stroke.at - groups[-1][0].at <= spread:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return groups


def _touching(across: list[Stroke], down: list[Stroke]) -> list[Drawing]:
    across.sort(key=lambda stroke: stroke.at)
    levels = [stroke.at for stroke in across]
    leaders = list(range(len(across) + len(down)))

    def leader(index: int) -> int:
        while leaders[index] != index:
            leaders[index] = leaders[leaders[index]]
            index = leaders[index]
        return index

    for number, stroke in enumerate(down, len(across)):
        first, last = bisect_left(levels, stroke.start - _TOUCH), bisect_right(levels, stroke.end + _TOUCH)
        for index in range(first, last):
            if across[index].start - _TOUCH <= stroke.at <= across[index].end + _TOUCH:
                leaders[leader(index)] = leader(number)
    groups: defaultdict[int, tuple[list[Stroke], list[Stroke]]] = defaultdict(lambda: ([], []))
    for index in range(len(leaders)):
        group = groups[leader(index)]
        if index < len(across):
            group[0].append(across[index])
        else:
            group[1].append(down[index - len(across)])
    return [Drawing(tuple(one), tuple(other)) for one, other in groups.values()]
